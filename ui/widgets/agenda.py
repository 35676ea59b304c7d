"""What is overdue and what comes next, over all relationships, as one list: a day, a thing, whose it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from trustdesk.measures import summary
from trustdesk.measures.summary import Item
from trustdesk.words import N_, Text, plural
from ui import icons, theme
from ui.icons import paint_mark
from ui.widgets.entry_model import ENTRY, Entry, EntryModel, Heading, Index
from ui.words import day, one_line, say

AT_FIRST: Final = 20
"""How many things of a group are listed before the rest is folded into one line."""
_MORE: Final = 200
_WEEK: Final = timedelta(days=7).days
_TALL: Final = 48
_HEADING_TALL: Final = 40
_MARKS: Final = {summary.PROMISE: "open", summary.STEP: "step_planned"}
_ICONS: Final = {
    summary.GATE: "flag",
    summary.MEASURE: "shield",
    summary.REPAIR: "wrench",
    summary.WORKSHOP: "presentation",
}


@dataclass(frozen=True)
class More:
    """The line that stands for what of a group (by its words) is not listed yet."""

    words: str
    count: int

    def told(self) -> str:
        """How much is not listed."""
        return say(plural(N_("and {n} more"), N_("and {n} more"), self.count))


@dataclass(frozen=True)
class Due:
    """A thing with its day, and the name of its relationship."""

    item: Item
    relationship: str

    def told(self) -> str:
        """The thing in one sentence."""
        item = self.item
        days = (say(when(item.left)), day(item.day))
        parts = (say(item.sort), item.words, item.party_name, self.relationship, *days)
        return ", ".join(one_line(part) for part in parts if part)


class AgendaModel(EntryModel):
    """The entries, soonest first, under their headings."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Due, ...] = ()
        self._most: dict[str, int] = {}

    def show_items(self, due: Sequence[Due]) -> None:
        """List these; they need not be in order."""
        self._all = tuple(sorted(due, key=_soonest))
        self._list()

    def show_more(self, words: str) -> None:
        """List more of what is folded in a group."""
        self._most[words] = self._most.get(words, AT_FIRST) + _MORE
        self._list()

    def row_of(self, record: str) -> int:
        """The row of a record, -1 where it is not listed."""
        found = enumerate(self.entries)
        return next((at for at, entry in found if isinstance(entry, Due) and entry.item.record == record), -1)

    def _list(self) -> None:
        entries = tuple(self._grouped())
        if entries != self.entries:
            self.show_entries(entries)

    def _grouped(self) -> Iterator[Entry]:
        for words, belongs in _GROUPS:
            group = [due for due in self._all if belongs(due.item.left)]
            most = self._most.get(words, AT_FIRST)
            if group:
                yield Heading(say(words), str(len(group)))
                yield from group[:most]
            if len(group) > most:
                yield More(words, len(group) - most)


_GROUPS: Final[tuple[tuple[str, Callable[[int], bool]], ...]] = (
    (N_("Overdue"), lambda left: left < 0),
    (N_("Next 7 days"), lambda left: 0 <= left <= _WEEK),
    (N_("Next 30 days"), lambda left: left > _WEEK),
)


class AgendaList(QListView):
    """The list as tall as what is in it: the page scrolls, not the list. Enter and a click open a thing."""

    opened = Signal(object)
    reached = Signal(QRect)

    def __init__(self, model: AgendaModel) -> None:
        super().__init__()
        self._agenda = model
        self.setModel(model)
        self.setItemDelegate(_AgendaDelegate(self))
        self.setAccessibleName(say(N_("Overdue and next")))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._on_clicked)
        model.modelAboutToBeReset.connect(self._on_model_about_to_be_reset)
        model.modelReset.connect(self._on_model_reset)
        self._kept = ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words have another room."""
        super().resizeEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; moving the cursor lets the page follow."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._on_clicked(self.currentIndex())
            return
        super().keyPressEvent(event)
        if self.currentIndex().isValid():
            self.reached.emit(self.visualRect(self.currentIndex()))

    def sizeHint(self) -> QSize:
        """As tall as its rows."""
        rows = range(self._agenda.rowCount())
        tall = sum(self.sizeHintForRow(at) for at in rows)
        return QSize(theme.px(320), tall + 2)

    def _on_clicked(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY)
        if isinstance(entry, More):
            self._agenda.show_more(entry.words)
        elif isinstance(entry, Due):
            self.opened.emit(entry.item)

    def _on_model_about_to_be_reset(self) -> None:
        entry = self.currentIndex().data(ENTRY)
        self._kept = entry.item.record if isinstance(entry, Due) else ""

    def _on_model_reset(self) -> None:
        self.setFixedHeight(self.sizeHint().height())
        at = self._agenda.row_of(self._kept)
        if at >= 0:
            self.setCurrentIndex(self._agenda.index(at))


class _AgendaDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        tall = _HEADING_TALL if isinstance(index.data(ENTRY), Heading) else _TALL
        return QSize(theme.px(200), theme.px(tall))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(ENTRY)
        box = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(entry, Heading):
            self._paint_heading(painter, box, entry)
        else:
            self._paint_ground(painter, box, option.state)
            if isinstance(entry, Due):
                self._paint_due(painter, box, entry)
            else:
                self._paint_more(painter, box, entry)
        painter.restore()

    def _paint_heading(self, painter: QPainter, box: QRect, entry: Heading) -> None:
        room = box.adjusted(0, 0, 0, -theme.px(8))
        painter.setFont(theme.font(theme.NOTE, strong=True))
        painter.setPen(theme.colour("muted"))
        low = Qt.AlignmentFlag.AlignBottom
        painter.drawText(room, low | Qt.AlignmentFlag.AlignLeft, entry.words)
        painter.drawText(room.adjusted(0, 0, -theme.px(10), 0), low | Qt.AlignmentFlag.AlignRight, entry.more)
        painter.fillRect(room.left(), box.bottom(), room.width(), 1, theme.colour("hairline"))

    def _paint_ground(self, painter: QPainter, box: QRect, state: QStyle.StateFlag) -> None:
        ground = QRectF(box).adjusted(0.5, 1.5, -0.5, -1.5)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus):
            painter.setBrush(theme.colour("wash"))
            if state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(theme.colour("accent"))
            painter.drawRoundedRect(ground, theme.px(6), theme.px(6))

    def _paint_due(self, painter: QPainter, box: QRect, entry: Due) -> None:
        item = entry.item
        side = theme.px(14)
        mark = QRectF(box.left() + theme.px(10), box.top() + theme.px(8), side, side)
        tone = "bad" if item.overdue else "muted"
        if item.sort in _MARKS:
            paint_mark(painter, _MARKS[item.sort], mark, theme.colour(tone))
        else:
            icons.icon(_ICONS[item.sort], tone).paint(painter, mark.toRect())
        upper = box.adjusted(theme.px(36), theme.px(6), -theme.px(10), 0)
        upper.setHeight(theme.px(18))
        lower = upper.translated(0, theme.px(19))
        lower.setHeight(theme.px(16))
        painter.setFont(theme.font())
        painter.setPen(theme.colour(tone if item.overdue else "ink"))
        taken = self._paint_right(painter, upper, say(when(item.left)))
        painter.setPen(theme.colour("ink"))
        self._paint_left(painter, upper, taken, item.words or say(item.sort))
        painter.setFont(theme.font(theme.NOTE))
        painter.setPen(theme.colour("muted"))
        taken = self._paint_right(painter, lower, day(item.day))
        lower.setLeft(self._paint_party(painter, lower, item, taken))
        said = f"{say(item.sort)}  ·  {one_line(entry.relationship)}"
        self._paint_left(painter, lower, taken, said)

    def _paint_party(self, painter: QPainter, room: QRect, item: Item, taken: int) -> int:
        """Paint dot and name of the party whose it is; the x where what follows begins."""
        if item.party is None:
            return room.left()
        side = theme.px(theme.DOT)
        top = room.center().y() + 1 - side / 2
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.party_colour(item.party))
        painter.drawEllipse(QRectF(room.left(), top, side, side))
        painter.restore()
        inset = side + theme.px(5)
        most = max((room.width() - taken) // 3, theme.px(60))
        name = one_line(item.party_name)
        name = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, most)
        begin = room.adjusted(inset, 0, 0, 0)
        painter.drawText(begin, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, f"{name}  ·  ")
        return begin.left() + painter.fontMetrics().horizontalAdvance(f"{name}  ·  ")

    def _paint_more(self, painter: QPainter, box: QRect, entry: More) -> None:
        painter.setFont(theme.font())
        painter.setPen(theme.colour("accent"))
        room = box.adjusted(theme.px(36), 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, entry.told())

    def _paint_right(self, painter: QPainter, room: QRect, words: str) -> int:
        """Paint words at the right end; the room they take."""
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        return painter.fontMetrics().horizontalAdvance(words) + theme.px(16)

    def _paint_left(self, painter: QPainter, room: QRect, taken: int, words: str) -> None:
        left = room.adjusted(0, 0, -taken, 0)
        elided = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)


def when(left: int) -> Text:
    """A number of days from today in words: late, today or ahead."""
    if left < 0:
        return plural(N_("{n} day late"), N_("{n} days late"), -left)
    if left < 2:
        return Text(N_("tomorrow") if left else N_("today"))
    return Text(N_("in {n} days"), {"n": left})


def _soonest(due: Due) -> tuple[int, int]:
    return due.item.left, _RANK[due.item.sort]


_RANK: Final = {
    sort: at
    for at, sort in enumerate(
        (summary.WORKSHOP, summary.GATE, summary.PROMISE, summary.STEP, summary.REPAIR, summary.MEASURE)
    )
}
"""What goes before what on the same day."""
