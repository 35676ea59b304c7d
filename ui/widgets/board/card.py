"""A card on the board: one promise or trust step, painted, reached by keyboard, carried by the mouse."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMimeData, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QTextLayout,
)
from PySide6.QtWidgets import QAbstractButton, QApplication

from trustdesk.words import N_, Text
from ui import icons, theme
from ui.marks import tone_of
from ui.widgets.basics import tip
from ui.widgets.board.card_words import beside, foot_words, ghost_words, spoken, told, when
from ui.widgets.board.faces import Face
from ui.words import one_line, say

MIME: Final = "application/x-trustdesk-card"
_PAD: Final = 10
_BAR: Final = 3
_MARK: Final = 12
_GAP: Final = 4
_ROUND: Final = 6
_LINES: Final = 2
_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class Card(QAbstractButton):
    """One face as a card of the width it is given.

    It is checked while it is open beside the board. `came` tells that the keyboard is on it, `opened` that
    it is to be shown whole, `menu_asked` that what can be done is to be offered, at a point of the screen.
    Keys are left to the board.
    """

    came = Signal(str)
    opened = Signal(str)
    menu_asked = Signal(str, QPoint)

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.face = face
        self.movable = True
        self._lines: tuple[str, ...] = ()
        self._fitted: object = None
        self._pressed_at: QPoint | None = None
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.show_face(face)

    def show_face(self, face: Face) -> None:
        """Say something else."""
        self.face = face
        self.setAccessibleName(spoken(face))
        self.setAccessibleDescription(told(face))
        tip(self, "\n\n".join(filter(None, [face.text.strip(), told(face)])))
        self.update()

    def fit(self, width: int) -> None:
        """Take a width and the height the text then needs."""
        face = self.face
        wanted = (width, face.text, theme.text_size(), face.settled, bool(foot_words(face)))
        if wanted == self._fitted:
            return
        self._fitted = wanted
        lines = 1 if face.settled else _LINES
        self._lines = _broken(one_line(face.text), width - theme.px(2 * _PAD + _BAR), lines)
        rows = theme.px(_MARK + _GAP) + len(self._lines) * _line_height(theme.BODY)
        foot = theme.px(_GAP) + _line_height(theme.NOTE) if self._has_foot else 0
        self.setFixedSize(width, rows + foot + 2 * self._pad)

    def sizeHint(self) -> QSize:
        return self.size()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the board where the keyboard is."""
        super().focusInEvent(event)
        self.came.emit(self.face.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the board."""
        event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the board."""
        event.ignore()

    def nextCheckState(self) -> None:
        """Stay as it is: whether it is open is the board's to say."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the keyboard, and remember where a drag would begin."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()
            self.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open, where nothing was dragged."""
        if self._pressed_at is not None and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self.face.id)
        self._pressed_at = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin to carry the card once the mouse has gone far enough."""
        if self._pressed_at is None or not self.movable:
            return
        far = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if far >= QApplication.startDragDistance():
            held, self._pressed_at = self._pressed_at, None
            self._carry(held)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for what can be done, by mouse or by the menu key."""
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        below = self.mapToGlobal(QPoint(theme.px(_PAD), self.height()))
        self.menu_asked.emit(self.face.id, event.globalPos() if by_mouse else below)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        side = theme.px(_PAD)
        inner = self.rect().adjusted(side + theme.px(_BAR), self._pad, -side, -self._pad)
        self._paint_head(painter, QRect(inner.topLeft(), QSize(inner.width(), theme.px(_MARK))))
        top = inner.top() + theme.px(_MARK + _GAP)
        painter.setFont(theme.font())
        painter.setPen(theme.colour("ink"))
        for at, line in enumerate(self._lines):
            tall = _line_height(theme.BODY)
            where = QRect(inner.left(), top + at * tall, inner.width(), tall)
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, line)
        if self._has_foot:
            tall = _line_height(theme.NOTE)
            self._paint_foot(painter, QRect(inner.left(), inner.bottom() - tall + 1, inner.width(), tall))
        painter.end()

    @property
    def _pad(self) -> int:
        return theme.px(_PAD - 3 if self.face.settled else _PAD)

    @property
    def _has_foot(self) -> bool:
        return not self.face.settled and bool(foot_words(self.face))

    def _paint_ground(self, painter: QPainter) -> None:
        around = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(around, theme.px(_ROUND), theme.px(_ROUND))
        lit = self.isChecked() or self.underMouse()
        painter.fillPath(path, theme.colour("wash" if lit else "surface"))
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(0, 0, theme.px(_BAR), self.height(), theme.party_colour(self.face.side))
        painter.restore()
        if self.hasFocus() or self.isChecked():
            painter.setPen(QPen(theme.colour("accent"), 2 if self.hasFocus() else 1))
            painter.drawPath(path)

    def _paint_head(self, painter: QPainter, row: QRect) -> None:
        face = self.face
        tone = theme.colour(tone_of(face.mark))
        box = QRectF(row.left(), row.top(), row.height(), row.height())
        icons.paint_mark(painter, face.mark, box, tone, confirmed=face.confirmed)
        words = when(face)
        painter.setFont(theme.font(theme.NOTE, strong=face.overdue > 0))
        painter.setPen(theme.colour("bad" if face.overdue else "muted"))
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        right = row.right() - painter.fontMetrics().horizontalAdvance(words) - theme.px(_GAP)
        if face.moves:
            side = theme.px(_MARK)
            moved = QRectF(right - side, row.top(), side, side)
            icons.paint_mark(painter, "renegotiated", moved, theme.colour("muted"))
            right -= side + theme.px(_GAP)
        left = row.left() + row.height() + theme.px(6)
        if face.private:
            side = theme.px(_MARK)
            icons.icon("lock", "muted").paint(painter, QRect(left, row.top(), side, side))
            left += side + theme.px(_GAP)
        painter.setFont(theme.font(theme.NOTE, strong=True))
        painter.setPen(theme.colour("muted"))
        name = say(Text(N_("{ref} · essential"), {"ref": face.ref})) if face.essential else face.ref
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, max(right - left, 0))
        painter.drawText(QRect(left, row.top(), right - left, row.height()), _LEFT, shown)

    def _paint_foot(self, painter: QPainter, row: QRect) -> None:
        painter.setFont(theme.font(theme.NOTE))
        painter.setPen(theme.colour("muted"))
        ghost, wide = ghost_words(self.face), 0
        if ghost:
            wide = painter.fontMetrics().horizontalAdvance(ghost) + theme.px(12)
            self._paint_ghost(painter, QRect(row.right() - wide + 1, row.top(), wide, row.height()), ghost)
        room = row.width() - (wide + theme.px(_GAP) if wide else 0)
        shown = painter.fontMetrics().elidedText(beside(self.face), Qt.TextElideMode.ElideRight, room)
        painter.drawText(row, _LEFT, shown)

    def _paint_ghost(self, painter: QPainter, box: QRect, words: str) -> None:
        painter.save()
        pen = QPen(theme.colour("muted"), 1, Qt.PenStyle.DotLine)
        painter.setPen(pen)
        around = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(around, theme.px(4), theme.px(4))
        painter.setPen(theme.colour("muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()

    def _carry(self, held: QPoint) -> None:
        drag = QDrag(self)
        data = QMimeData()
        data.setData(MIME, self.face.id.encode())
        drag.setMimeData(data)
        drag.setPixmap(self.grab())
        drag.setHotSpot(held)
        drag.exec(Qt.DropAction.MoveAction)


def _line_height(size: int) -> int:
    return round(QFontMetrics(theme.font(size)).height() * 1.08)


def _broken(text: str, width: int, most: int) -> tuple[str, ...]:
    """Text in so many lines of a width at most; the last ends in an ellipsis where more would follow."""
    font = theme.font()
    layout = QTextLayout(text, font)
    lines: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        if len(lines) == most - 1:
            rest = text[line.textStart() :]
            lines.append(QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width))
            break
        lines.append(text[line.textStart() : line.textStart() + line.textLength()].rstrip())
    layout.endLayout()
    return tuple(lines) or ("",)
