"""A table and what is told of the row chosen in it: side by side where there is room, else one on top."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from ui import theme
from ui.widgets.basics import scrolled

_BESIDE: Final = 800
"""How wide it is, at the least, when both stand side by side."""
_TOLD: Final = 240
"""How high what is told of a row would be at the least."""
_AIR: Final = 20


class MasterSplit(QSplitter):
    """Both share the room as the user left it last time, under `name`, for either way they stand."""

    def __init__(self, name: str, table: QWidget, told: QWidget, parts: tuple[int, int] = (1, 1)) -> None:
        """`parts` is how they share the room side by side, before a user shares it otherwise."""
        super().__init__(Qt.Orientation.Vertical)
        self._name = name
        self._parts = parts
        self._has_told = True
        self._is_spare = False
        self._table = table
        self._told = told
        self.area = scrolled(told)
        """What holds and scrolls that which is told."""
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.addWidget(table)
        self.addWidget(self.area)
        self._share()
        self.splitterMoved.connect(lambda _at, _which: self._remember())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the other way where the room asks for it."""
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        wanted = across if event.size().width() >= theme.px(_BESIDE) else down
        if wanted != self.orientation():
            self.setOrientation(wanted)
            self._share()
            self._show_told()
        super().resizeEvent(event)

    def sizeHint(self) -> QSize:
        """As high as it takes to read in both."""
        wide, table = super().sizeHint().width(), self._table.sizeHint().height()
        if self.area.isHidden():
            return QSize(wide, table)
        told = theme.px(_TOLD)
        return QSize(wide, max(table, told) if self._is_across else table + told)

    def tell(self, anything: bool) -> None:
        """Show what is told of a row, or leave it out since there is no row."""
        self._has_told = anything
        self._show_told()

    def spare(self, spare: bool) -> None:
        """Leave out what is told as long as it would take room from the rows: it is told elsewhere."""
        self._is_spare = spare
        self._show_told()

    @property
    def _is_across(self) -> bool:
        return self.orientation() == Qt.Orientation.Horizontal

    def _show_told(self) -> None:
        self.area.setVisible(self._has_told and (self._is_across or not self._is_spare))

    @property
    def _key(self) -> str:
        way = "across" if self._is_across else "down"
        return f"splits/{self._name}/{way}"

    def _share(self) -> None:
        across = self._is_across
        air = theme.px(_AIR) if across else 0
        self._table.setContentsMargins(0, 0, air, 0)
        self._told.setContentsMargins(air, 0, 0, 0)
        for at, part in enumerate(self._parts):
            self.setStretchFactor(at, part if across else 1)
        kept = QSettings().value(self._key)
        if not isinstance(kept, QByteArray) or not self.restoreState(kept):
            self.setSizes([1000 * part for part in self._parts] if across else [1000, 1200])

    def _remember(self) -> None:
        QSettings().setValue(self._key, self.saveState())
