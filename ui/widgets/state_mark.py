"""The mark of how a relationship stands: a shape and a colour, and words for who sees neither."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from trustdesk.measures import summary
from trustdesk.words import N_
from ui import theme
from ui.widgets.basics import tip
from ui.words import say

NOT_KNOWN: Final = N_("not looked through yet")
_LINE: Final = 0.14
"""How thick the line of an open shape is, of the side of its box."""


class StateMark(QWidget):
    """The mark of a state as a widget."""

    def __init__(self, state: str | None = None, size: int = 12) -> None:
        super().__init__()
        self._state = state
        self.setFixedSize(theme.px(size), theme.px(size))
        self.show_state(state)

    def show_state(self, state: str | None) -> None:
        """Show another state; None while it is not known."""
        self._state = state
        self.setAccessibleName(state_words(state))
        tip(self, state_words(state))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_state(painter, self._state, QRectF(self.rect()))
        painter.end()


def state_words(state: str | None) -> str:
    """A state in the window's language."""
    return say(state or NOT_KNOWN)


def paint_state(painter: QPainter, state: str | None, box: QRectF) -> None:
    """Paint the mark of a state into a square box; a faint dot where it is not known."""
    tone, outline, filled = _MARKS.get(state or "", ("hairline", _dot, True))
    side = box.width()
    room = box.adjusted(side * _LINE, side * _LINE, -side * _LINE, -side * _LINE)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if filled:
        painter.fillPath(outline(room), theme.colour(tone))
    else:
        pen = QPen(theme.colour(tone), side * _LINE)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.strokePath(outline(room), pen)
    painter.restore()


def _disc(room: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(room)
    return path


def _dot(room: QRectF) -> QPainterPath:
    quarter = room.width() / 4
    return _disc(room.adjusted(quarter, quarter, -quarter, -quarter))


def _triangle(room: QRectF) -> QPainterPath:
    path = QPainterPath(QPointF(room.center().x(), room.top()))
    path.lineTo(room.bottomRight())
    path.lineTo(room.bottomLeft())
    path.closeSubpath()
    return path


def _bars(room: QRectF) -> QPainterPath:
    path = QPainterPath()
    wide = room.width() * 0.3
    path.addRect(room.left() + room.width() * 0.05, room.top(), wide, room.height())
    path.addRect(room.right() - room.width() * 0.05 - wide, room.top(), wide, room.height())
    return path


def _square(room: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRect(room)
    return path


_MARKS: Final[dict[str, tuple[str, Callable[[QRectF], QPainterPath], bool]]] = {
    summary.CALM: ("good", _disc, True),
    summary.ATTENTION: ("caution", _triangle, False),
    summary.TROUBLE: ("bad", _triangle, True),
    summary.PAUSED: ("muted", _bars, True),
    summary.CLOSED: ("muted", _square, False),
    summary.NOT_BEGUN: ("muted", _disc, False),
}
