"""A column of many pieces, each made when it is about to be seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui import theme


class LazyColumn(QWidget):
    """Pieces one below the other, by the ids they stand for; what was made stays.

    `tall` is the height, in pixels at 100 %, that is kept free for a piece that is not made yet.
    """

    def __init__(self, make: Callable[[str], QWidget], tall: int, gap: int = 16) -> None:
        super().__init__()
        self._make = make
        self._tall = tall
        self._ids: tuple[str, ...] = ()
        self._rooms: dict[str, _Room] = {}
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.px(gap))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_ids(self, ids: Sequence[str]) -> None:
        """Stand for these, in this order."""
        if tuple(ids) == self._ids:
            return
        self._ids = tuple(ids)
        for gone in [id for id in self._rooms if id not in set(ids)]:
            room = self._rooms.pop(gone)
            self._lines.removeWidget(room)
            room.hide()
            room.deleteLater()
        for at, id in enumerate(self._ids):
            if id not in self._rooms:
                self._rooms[id] = _Room(theme.px(self._tall))
            if self._lines.indexOf(self._rooms[id]) != at:
                self._lines.insertWidget(at, self._rooms[id])

    def made(self, id: str) -> QWidget | None:
        """The piece of an id, if it was made."""
        room = self._rooms.get(id)
        return room.piece if room else None

    def show_between(self, top: int, bottom: int) -> tuple[str, ...]:
        """Make what lies between two heights of this column, one piece at a time; returns the ids that do."""
        seen = tuple(self._between(top, bottom))
        lacking = [id for id in seen if self._rooms[id].piece is None]
        if lacking:
            self._rooms[lacking[0]].put(self._make(lacking[0]))
        if len(lacking) > 1:
            QTimer.singleShot(0, self, lambda: self.show_between(top, bottom))
        return seen

    def _between(self, top: int, bottom: int) -> Iterator[str]:
        # Counted, not asked of the layout: that has not been at work yet when the first are to be made.
        at = 0
        for id in self._ids:
            if at > bottom:
                return
            piece = self._rooms[id].piece
            at += piece.height() if piece is not None and piece.isVisible() else theme.px(self._tall)
            if at >= top:
                yield id
            at += self._lines.spacing()


class _Room(QWidget):
    """Where a piece goes once it is made."""

    def __init__(self, tall: int) -> None:
        super().__init__()
        self.piece: QWidget | None = None
        self.setMinimumHeight(tall)
        self._inner = QVBoxLayout(self)
        self._inner.setContentsMargins(0, 0, 0, 0)

    def put(self, piece: QWidget) -> None:
        self.piece = piece
        self.setMinimumHeight(0)
        self._inner.addWidget(piece)
