"""How the history looks: a delegate that paints days, changes, and the records of a change."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QIcon, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from trustdesk.desk.history import Step
from trustdesk.snapshot import Snapshot
from ui import change_words, icons, theme
from ui.places import icon_of
from ui.viewpoint import Viewpoint
from ui.widgets.history_model import ROW, ChangeRow, DayRow, HistoryModel, Row, StepRow, clock, day_words

DAY_HEIGHT: Final = 44
ROW_HEIGHT: Final = 44
_TIME: Final = 12
_ICON: Final = 64
_WORDS: Final = 92
_BELOW: Final = 28
_EDGE: Final = 12


class HistoryRows(QStyledItemDelegate):
    """Paints a row: time, mark, what was done and to what; below it what became of the fields."""

    def __init__(self, viewpoint: Viewpoint, model: HistoryModel) -> None:
        super().__init__(model)
        self._viewpoint = viewpoint
        self._model = model
        self.open: set[int] = set()
        """The changes whose records are shown."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row = index.data(ROW)
        return QSize(theme.px(240), theme.px(DAY_HEIGHT if isinstance(row, DayRow) else ROW_HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: Row = index.data(ROW)
        box: QRect = option.rect
        painter.save()
        if isinstance(row, DayRow):
            self._paint_day(painter, box, row)
        else:
            state = option.state
            if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
                painter.fillRect(
                    box,
                    theme.colour("wash" if state & QStyle.StateFlag.State_Selected else "surface"),
                )
            if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_Selected:
                painter.fillRect(QRect(box.x(), box.y(), theme.px(2), box.height()), theme.colour("accent"))
            self._paint_change(painter, box, row)
        painter.restore()

    def _paint_day(self, painter: QPainter, box: QRect, row: DayRow) -> None:
        painter.setFont(theme.font(theme.BODY, strong=True))
        painter.setPen(theme.colour("ink"))
        words = box.adjusted(theme.px(_TIME), 0, -theme.px(_EDGE), -theme.px(8))
        said = day_words(row.day, self._viewpoint.today)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, said)
        painter.fillRect(QRect(box.x(), box.bottom(), box.width(), 1), theme.colour("hairline"))

    def _paint_change(self, painter: QPainter, box: QRect, row: ChangeRow | StepRow) -> None:
        seen, names = self._model.seen, self._model.names
        assert seen is not None
        indent = theme.px(_BELOW) if isinstance(row, StepRow) else 0
        if isinstance(row, ChangeRow):
            _write(painter, self._at(box, _TIME, upper=True), clock(row.first.at), theme.NOTE, "muted")
        several = isinstance(row, ChangeRow) and len(row.steps) > 1
        step = row.step if isinstance(row, StepRow) else row.first
        icon = self._icon(row, step)
        side = theme.px(icons.SIZE)
        icon.paint(painter, QRect(box.x() + theme.px(_ICON) + indent, box.y() + theme.px(5), side, side))
        upper, lower = self._at(box, _WORDS, upper=True), self._at(box, _WORDS, upper=False)
        upper.adjust(indent, 0, 0, 0)
        lower.adjust(indent, 0, 0, 0)
        if isinstance(row, ChangeRow):
            used = _write(painter, upper, change_words.title(step), theme.BODY, "ink", strong=True)
            upper.adjust(used + theme.px(8), 0, 0, 0)
        if several:
            assert isinstance(row, ChangeRow)
            _write(painter, lower, _touched(row, seen, lower.width()), theme.NOTE, "muted")
        else:
            _write(painter, upper, change_words.name(step, seen), theme.BODY, "ink")
            _write(painter, lower, change_words.summary(step, seen, names), theme.NOTE, "muted")

    def _at(self, box: QRect, left: int, *, upper: bool) -> QRect:
        top = box.y() + theme.px(4 if upper else 23)
        x = box.x() + theme.px(left)
        return QRect(x, top, max(box.right() - theme.px(_EDGE) - x, 0), theme.px(18 if upper else 16))

    def _icon(self, row: ChangeRow | StepRow, step: Step) -> QIcon:
        if isinstance(row, ChangeRow) and len(row.steps) > 1:
            return icons.icon("chevron-down" if row.first.change in self.open else "chevron-right")
        if outcome := change_words.mark(step):
            return icons.mark_icon(outcome)
        return icons.icon(icon_of(step.kind.__tablename__), "muted")


def _touched(row: ChangeRow, seen: Snapshot, room: int) -> str:
    """The records of a change by as many names as there is room for, so that what is left is still told."""
    metrics = QFontMetrics(theme.font(theme.NOTE))
    for most in range(change_words.MOST_NAMED, 1, -1):
        said = change_words.touched(row.steps, seen, most)
        if metrics.horizontalAdvance(said) <= room:
            return said
    return change_words.touched(row.steps, seen, 1)


def _write(painter: QPainter, box: QRect, words: str, size: int, tone: str, *, strong: bool = False) -> int:
    """Write words on one line, shortened to the box; gives the width they took."""
    face = theme.font(size, strong=strong)
    metrics = QFontMetrics(face)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
    painter.setFont(face)
    painter.setPen(theme.colour(tone))
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(box, flags, shown)
    return metrics.horizontalAdvance(shown)
