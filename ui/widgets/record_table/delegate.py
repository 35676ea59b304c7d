"""Paints the cells: the mark of an outcome, a party's dot and name, prose on two lines, all else as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui import theme
from ui.icons import paint_mark
from ui.marks import MarkValue, tone_of
from ui.widgets.record_table.looks import MARK, PARTY, Side, is_blank
from ui.widgets.record_table.model import RecordModel
from ui.words import one_line

PAD: Final = 6
_MARK: Final = 14


class CellDelegate(QStyledItemDelegate):
    """Paints the cells of a `RecordModel`."""

    def __init__(self, model: RecordModel) -> None:
        super().__init__(model)
        self._model = model
        self.pointed_at = -1
        """The row under the pointer."""

    @property
    def row_height(self) -> int:
        """The height of every row: two lines where prose is shown, else one."""
        lines = max((column.look.height for column in self._model.columns), default=1)
        return QFontMetrics(theme.font()).lineSpacing() * lines + theme.px(12)

    def wanted(self, column: int, records: int) -> int:
        """How wide a column would like to be for what is in its first rows, in pixels."""
        declared = self._model.columns[column]
        metrics = QFontMetrics(theme.font())
        head = QFontMetrics(theme.font(theme.NOTE, strong=True)).horizontalAdvance(
            str(self._model.headerData(column, Qt.Orientation.Horizontal)) + " ↓"
        )
        most = theme.px(declared.width)
        if declared.look.wraps:
            return most
        if declared.look is MARK:
            return max(theme.px(_MARK), head) + 2 * theme.px(PAD)
        rows = range(min(self._model.rowCount(), records))
        texts = {line for row in rows for line in self._lines(row, column)}
        dot = theme.px(theme.DOT + 6) if declared.look is PARTY else 0
        widest = max((metrics.horizontalAdvance(one_line(text)) for text in texts), default=0)
        return min(max(widest + dot, head) + 2 * theme.px(PAD) + 2, most)

    def _lines(self, row: int, column: int) -> Sequence[str]:
        value = self._model.value(row, column)
        look = self._model.columns[column].look
        if is_blank(value):
            return ()
        return look.lines(value) if look.lines else (look.shown(value),)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(theme.px(self._model.columns[index.column()].width), self.row_height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        self._paint_ground(painter, box, state, index.row())
        value = self._model.value(index.row(), index.column())
        if not is_blank(value):
            look = self._model.columns[index.column()].look
            inside = box.adjusted(theme.px(PAD), 0, -theme.px(PAD), 0)
            painter.setPen(theme.colour(self._model.tone(index.row(), index.column())))
            painter.setFont(theme.font())
            if look is MARK:
                _paint_mark(painter, value, inside)
            elif look is PARTY:
                _paint_sides(painter, value, inside)
            elif look.lines:
                _paint_lines(painter, look.lines(value), inside, second="muted")
            elif look.wraps:
                _paint_lines(painter, two_lines(look.shown(value), theme.font(), inside.width()), inside)
            else:
                _paint_line(painter, one_line(look.shown(value)), inside, right=look.right)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(0, 0, -1, -2))
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRect, state: QStyle.StateFlag, row: int) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour("wash"))
        elif row == self.pointed_at:
            painter.fillRect(box, theme.colour("surface"))
        painter.setPen(QPen(theme.colour("hairline"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())


def two_lines(text: str, face: QFont, width: int) -> tuple[str, ...]:
    """The text broken into at most two lines of a width in pixels, the second cut with an ellipsis."""
    # A cell shows a hundred words at most: a page of prose need not be laid out for it.
    flat = one_line(text[:1200])
    layout = QTextLayout(flat, face)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(max(width, 1))
    layout.endLayout()
    first = line.textLength()
    rest = flat[first:]
    if not rest:
        return (flat,)
    return flat[:first].rstrip(), QFontMetrics(face).elidedText(rest, Qt.TextElideMode.ElideRight, width)


def _paint_mark(painter: QPainter, mark: MarkValue, box: QRect) -> None:
    side = theme.px(_MARK)
    square = QRectF(box.x(), box.y() + (box.height() - side) / 2, side, side)
    paint_mark(painter, mark.name, square, theme.colour(tone_of(mark.name)), confirmed=mark.confirmed)


def _paint_sides(painter: QPainter, sides: Sequence[Side], box: QRect) -> None:
    dot, x = theme.px(theme.DOT), box.x()
    metrics = painter.fontMetrics()
    pen = painter.pen()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for side in sides:
        room = box.right() - x - dot - theme.px(6)
        if room < theme.px(8):
            break
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.party_colour(side.position))
        painter.drawEllipse(QPointF(x + dot / 2, box.center().y() + 0.5), dot / 2, dot / 2)
        painter.setPen(pen)
        x += dot + theme.px(6)
        _paint_line(painter, side.name, QRect(x, box.y(), room, box.height()))
        x += metrics.horizontalAdvance(side.name) + theme.px(10)


def _paint_line(painter: QPainter, text: str, box: QRect, *, right: bool = False) -> None:
    cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, cut)


def _paint_lines(painter: QPainter, lines: Sequence[str], box: QRect, *, second: str = "") -> None:
    height = painter.fontMetrics().lineSpacing()
    top = box.y() + (box.height() - height * len(lines)) // 2
    for at, text in enumerate(lines):
        if at and second:
            painter.setPen(theme.colour(second))
        _paint_line(painter, one_line(text), QRect(box.x(), top + at * height, box.width(), height))
