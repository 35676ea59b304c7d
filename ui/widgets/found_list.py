"""A list of things found: under headings, each with an icon, its words and what stands around the match."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QIcon, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from trustdesk.desk.passages import Passage
from ui import theme
from ui.widgets.entry_model import ENTRY, EntryModel, Heading, Index
from ui.words import say

_TALL: Final = 48
_LOW: Final = 32
_HEADING_TALL: Final = 36


@dataclass(frozen=True)
class Found:
    """A thing that can be opened: `words` name it, `note` says what it is, `passage` where it was found."""

    words: str
    open: Callable[[], object]
    icon: QIcon | None = None
    note: str = ""
    passage: Passage | None = None
    keys: str = ""

    def told(self) -> str:
        """The thing in one line."""
        around = self.passage
        where = f"{say(around.label)}: {around.before}{around.found}{around.after}" if around else ""
        return ", ".join(part for part in (self.words, self.note, where, self.keys) if part)


class FoundList(QListView):
    """The list; Enter and a click open what is found."""

    opened = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.found = EntryModel(self)
        self.setModel(self.found)
        self.setItemDelegate(_FoundDelegate(self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self.open)

    def show_lines(self, lines: Sequence[Heading | Found]) -> None:
        """List these, the cursor on the first that can be opened."""
        self.found.show_entries(lines)
        self.move_by(1)
        self.scrollToTop()

    def move_by(self, step: int) -> None:
        """Move the cursor by one thing, down (1) or up (-1), over headings; it stops at the ends."""
        at = self.currentIndex().row() + step if self.currentIndex().isValid() else 0
        while 0 <= at < self.found.rowCount():
            index = self.found.index(at)
            if isinstance(index.data(ENTRY), Found):
                self.setCurrentIndex(index)
                self.scrollTo(index)
                return
            at += step

    def open(self) -> None:
        """Open what the cursor is on."""
        line = self.currentIndex().data(ENTRY)
        if isinstance(line, Found):
            self.opened.emit()
            line.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open()
        else:
            super().keyPressEvent(event)


class _FoundDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = index.data(ENTRY)
        if isinstance(line, Heading):
            return QSize(theme.px(200), theme.px(_HEADING_TALL))
        return QSize(theme.px(200), theme.px(_TALL if line.passage else _LOW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(ENTRY)
        box = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, Heading):
            self._paint_heading(painter, box, line)
        else:
            self._paint_ground(painter, box, option.state)
            self._paint_found(painter, box, line)
        painter.restore()

    def _paint_heading(self, painter: QPainter, box: QRect, line: Heading) -> None:
        room = box.adjusted(theme.px(8), 0, -theme.px(8), -theme.px(6))
        painter.setFont(theme.font(theme.NOTE, strong=True))
        painter.setPen(theme.colour("muted"))
        low = Qt.AlignmentFlag.AlignBottom
        taken = painter.fontMetrics().horizontalAdvance(line.more) + theme.px(8)
        words = painter.fontMetrics().elidedText(
            line.words, Qt.TextElideMode.ElideRight, room.width() - taken
        )
        painter.drawText(room, low | Qt.AlignmentFlag.AlignLeft, words)
        painter.drawText(room, low | Qt.AlignmentFlag.AlignRight, line.more)

    def _paint_ground(self, painter: QPainter, box: QRect, state: QStyle.StateFlag) -> None:
        ground = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.colour("wash" if chosen else "surface"))
            painter.drawRoundedRect(ground, theme.px(6), theme.px(6))

    def _paint_found(self, painter: QPainter, box: QRect, line: Found) -> None:
        side = theme.px(16)
        upper = box.adjusted(theme.px(34), 0, -theme.px(10), 0)
        if line.passage is not None:
            upper = box.adjusted(theme.px(34), theme.px(6), -theme.px(10), 0)
            upper.setHeight(theme.px(18))
        if line.icon is not None:
            top = upper.center().y() + 1 - side // 2
            line.icon.paint(painter, box.left() + theme.px(10), top, side, side)
        painter.setFont(theme.font(theme.NOTE))
        painter.setPen(theme.colour("muted"))
        beside = line.keys or line.note
        painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, beside)
        taken = painter.fontMetrics().horizontalAdvance(beside) + theme.px(16)
        painter.setFont(theme.font())
        painter.setPen(theme.colour("ink"))
        words = painter.fontMetrics().elidedText(
            line.words, Qt.TextElideMode.ElideRight, upper.width() - taken
        )
        painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        if line.passage is not None:
            lower = upper.translated(0, theme.px(20))
            self._paint_passage(painter, lower, line.passage)

    def _paint_passage(self, painter: QPainter, room: QRect, passage: Passage) -> None:
        plain, strong = theme.font(theme.NOTE), theme.font(theme.NOTE, strong=True)
        left = room.left()
        for words, face, tone in (
            (f"{say(passage.label)}:  ", plain, "muted"),
            (passage.before, plain, "muted"),
            (passage.found, strong, "ink"),
            (passage.after, plain, "muted"),
        ):
            left = self._paint_piece(painter, QRect(left, room.top(), room.right() - left, room.height()),
                                     words, face, tone)  # fmt: skip

    def _paint_piece(self, painter: QPainter, room: QRect, words: str, face: QFont, tone: str) -> int:
        painter.setFont(face)
        painter.setPen(theme.colour(tone))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, max(room.width(), 0))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        return room.left() + painter.fontMetrics().horizontalAdvance(shown)
