"""The relationships of the rail: a list that stays quick with hundreds of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from trustdesk.words import N_, Text
from ui import icons, theme
from ui.places import PAGES
from ui.summaries import Summaries
from ui.viewpoint import Viewpoint
from ui.widgets.state_mark import paint_state, state_words
from ui.words import hint, one_line, say

Index = QModelIndex | QPersistentModelIndex
ROW: Final = Qt.ItemDataRole.UserRole
TALL: Final = 32
_NOWHERE: Final = QModelIndex()


@dataclass(frozen=True)
class Row:
    """A relationship, or (without an id) the line under which the closed ones are folded."""

    id: str | None
    name: str
    count: int = 0


class RailModel(QAbstractListModel):
    """The relationships that are open, then those that are closed, folded until they are asked for."""

    def __init__(self, viewpoint: Viewpoint, summaries: Summaries, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._viewpoint = viewpoint
        self._summaries = summaries
        self._rows: tuple[Row, ...] = ()
        self._words = ""
        self._unfolded = False
        summaries.filled.connect(self._on_summaries_filled)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row itself, and its words for tooltip and screen reader."""
        if not index.isValid():
            return None
        found = self._rows[index.row()]
        if role == ROW:
            return found
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(found.name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._told(found)
        if role == Qt.ItemDataRole.ToolTipRole:
            return hint(self._told(found))
        return None

    def state(self, row: Row) -> str | None:
        """The state of a relationship; None while it is not known, or not to be known."""
        found = self._summaries.of(row.id) if row.id else None
        return found.state if found else None

    def is_shown(self, row: Row) -> bool:
        """Whether the window is at that relationship."""
        place = self._viewpoint.place
        return row.id is not None and row.id == place.relationship and PAGES[place.page].inside

    @property
    def tells_states(self) -> bool:
        """Whether states are told: how a relationship stands is the consultant's own view of it."""
        return not self._viewpoint.turned

    @property
    def unfolded(self) -> bool:
        """Whether the closed relationships are listed."""
        return self._unfolded

    def catch_up(self) -> None:
        """List what the viewpoint knows now; nothing happens where that is what is listed."""
        rows = self._wanted()
        if rows != self._rows:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def narrow_to(self, words: str) -> None:
        """List only those with these words in their names."""
        self._words = words.strip().casefold()
        self.catch_up()

    def fold(self) -> None:
        """List the closed relationships, or no longer."""
        self._unfolded = not self._unfolded
        self.catch_up()

    def relationship(self, index: Index) -> str | None:
        """The id of the relationship at a row; None for the line of the closed ones."""
        return self._rows[index.row()].id if index.isValid() else None

    def row_of(self, relationship: str | None) -> int:
        """The row of a relationship, -1 where it is not listed."""
        return next((at for at, row in enumerate(self._rows) if row.id and row.id == relationship), -1)

    def first(self) -> QModelIndex:
        """The first relationship listed."""
        at = next((at for at, row in enumerate(self._rows) if row.id), -1)
        return self.index(at) if at >= 0 else QModelIndex()

    def _wanted(self) -> tuple[Row, ...]:
        heads = [head for head in self._viewpoint.heads if self._words in head.name.casefold()]
        going = [Row(head.id, head.name) for head in heads if not head.closed]
        closed = [Row(head.id, head.name) for head in heads if head.closed]
        if not closed or self._words or self._viewpoint.turned:
            return (*going, *closed)
        shown = [row for row in closed if self._unfolded or self.is_shown(row)]
        return (*going, Row(None, say(N_("Closed")), len(closed)), *shown)

    def _told(self, row: Row) -> str:
        if row.id is None:
            return say(Text(N_("Closed relationships: {n}"), {"n": row.count}))
        if self._viewpoint.turned:
            return one_line(row.name)
        return f"{one_line(row.name)}, {state_words(self.state(row))}"

    def _on_summaries_filled(self, relationship: str) -> None:
        at = self.row_of(relationship)
        if at >= 0:
            self.dataChanged.emit(self.index(at), self.index(at))


class RailList(QListView):
    """The list: the arrows move, Enter and a click choose."""

    chosen = Signal(QModelIndex)

    def __init__(self, model: RailModel) -> None:
        super().__init__()
        self._rail = model
        self._narrow = False
        self.setModel(model)
        self.setItemDelegate(_RailDelegate(self))
        self.setProperty("role", "rail")
        self.setAccessibleName(say(N_("Relationships")))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self.choose)

    @property
    def narrow(self) -> bool:
        """Whether there is room for the marks only."""
        return self._narrow

    def set_narrow(self, narrow: bool) -> None:
        """Show the marks and initials only, or the names too."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.viewport().update()

    def show_relationship(self, relationship: str | None) -> None:
        """Put the cursor on where the window is."""
        at = self._rail.row_of(relationship)
        self.setCurrentIndex(self._rail.index(at) if at >= 0 else QModelIndex())
        self.viewport().update()

    def choose(self, index: QModelIndex) -> None:
        """Choose a row, as a click does."""
        self.chosen.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses; a first arrow begins at the top."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.choose(self.currentIndex())
            return
        super().keyPressEvent(event)


class _RailDelegate(QStyledItemDelegate):
    def __init__(self, view: RailList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(40), theme.px(TALL))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = self._view.model()
        row = index.data(ROW)
        assert isinstance(model, RailModel)
        assert isinstance(row, Row)
        here = model.is_shown(row)
        box = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = option.state
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        paint_ground(painter, box, here=here, over=over, focus=bool(state & QStyle.StateFlag.State_HasFocus))
        side = theme.px(12)
        mark = QRectF(box.left() + theme.px(10), box.center().y() + 1 - side / 2, side, side)
        if row.id is None:
            chevron = "chevron-down" if model.unfolded else "chevron-right"
            icons.icon(chevron, "muted").paint(painter, mark.toRect())
        elif model.tells_states:
            paint_state(painter, model.state(row), mark)
        self._paint_words(painter, box, row, here)
        painter.restore()

    def _paint_words(self, painter: QPainter, box: QRect, row: Row, here: bool) -> None:
        room = box.adjusted(theme.px(30), 0, -theme.px(8), 0)
        name = one_line(row.name) if row.id else f"{row.name} ({row.count})"
        if self._view.narrow:
            name = initials(name) if row.id else str(row.count)
            room = box.adjusted(theme.px(24), 0, -theme.px(2), 0)
        painter.setFont(theme.font(theme.NOTE if self._view.narrow else theme.BODY, strong=here))
        painter.setPen(theme.colour("ink" if row.id else "muted"))
        elided = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)


def paint_ground(painter: QPainter, box: QRect, *, here: bool, over: bool, focus: bool) -> None:
    """Paint what is behind a line of the rail: where one is, and where mouse and keyboard are."""
    ground = QRectF(box).adjusted(1, 1, -1, -1)
    round_by = theme.px(6)
    painter.setPen(Qt.PenStyle.NoPen)
    if here or over:
        painter.setBrush(theme.colour("wash"))
        painter.drawRoundedRect(ground, round_by, round_by)
    if here:
        wide, inset = theme.px(3), theme.px(6)
        painter.setBrush(theme.colour("accent"))
        bar = QRectF(ground.left(), ground.top() + inset, wide, ground.height() - 2 * inset)
        painter.drawRoundedRect(bar, wide / 2, wide / 2)
    if focus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(theme.colour("accent"))
        painter.drawRoundedRect(ground, round_by, round_by)


def initials(name: str) -> str:
    """The first letters of the first two words of a name."""
    words = [word for word in name.split() if word[:1].isalnum()]
    return "".join(word[0] for word in words[:2]).upper() or name[:1]
