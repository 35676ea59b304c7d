"""Icons, recoloured to the palette at the moment they are painted, and the marks of outcomes."""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer

from trustdesk import RESOURCES
from trustdesk.style.marks import MARKS, unconfirmed
from ui import theme

SIZE: Final = 16
_DISC: Final = theme.DOT / 14
"""How wide the disc of a party is, of the width of its icon: what is left parts it from the words."""


def icon(name: str, tone: str = "ink") -> QIcon:
    """The icon `name` in a colour of the palette; it follows when another palette is worn."""
    return QIcon(_Line(name, tone))


def paint_mark(painter: QPainter, name: str, box: QRectF, colour: QColor, *, confirmed: bool = True) -> None:
    """Paint the mark of an outcome (a name of `trustdesk.style.marks.MARKS`) into a square box."""
    mark = MARKS[name] if confirmed else unconfirmed(MARKS[name])
    side = min(box.width(), box.height())
    left = box.x() + (box.width() - side) / 2
    low = box.y() + (box.height() + side) / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in mark.shapes:
        path = QPainterPath()
        for command, points in shape.commands:
            pairs = zip(points[::2], points[1::2], strict=True)
            at = [QPointF(left + x * side, low - y * side) for x, y in pairs]
            if command == "M":
                path.moveTo(at[0])
            elif command == "L":
                path.lineTo(at[0])
            elif command == "C":
                path.cubicTo(*at)
            else:
                path.closeSubpath()
        if shape.stroke:
            pen = QPen(colour, shape.stroke * side)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.strokePath(path, pen)
        else:
            painter.fillPath(path, colour)
    painter.restore()


class MarkIcon(QIconEngine):
    """A mark as the engine of an icon."""

    def __init__(self, name: str, tone: str, *, confirmed: bool = True) -> None:
        super().__init__()
        self._name = name
        self._tone = tone
        self._confirmed = confirmed

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        paint_mark(painter, self._name, QRectF(rect), theme.colour(self._tone), confirmed=self._confirmed)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return _painted(self, size, mode, state)

    def clone(self) -> QIconEngine:
        return MarkIcon(self._name, self._tone, confirmed=self._confirmed)


def mark_icon(name: str, tone: str = "ink", *, confirmed: bool = True) -> QIcon:
    """A mark as an icon, for menus and buttons."""
    return QIcon(MarkIcon(name, tone, confirmed=confirmed))


def party_icon(position: int) -> QIcon:
    """The disc in a party's colour as an icon; on the accent of a button that is on, it is drawn plain."""
    return QIcon(_Disc(position))


class _Disc(QIconEngine):
    """Paints the disc in a party's colour."""

    def __init__(self, position: int) -> None:
        super().__init__()
        self._position = position

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        on = state == QIcon.State.On
        side = rect.width() * _DISC
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("on_accent") if on else theme.party_colour(self._position))
        # At the left of its box, so that a box that is wider keeps a distance from the words behind it.
        painter.drawEllipse(QPointF(rect.x() + side / 2, rect.y() + rect.height() / 2), side / 2, side / 2)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return _painted(self, size, mode, state)

    def clone(self) -> QIconEngine:
        return _Disc(self._position)


class _Line(QIconEngine):
    """Paints an icon from its drawing in a tone of the palette worn when it is painted."""

    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name = name
        self._tone = tone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        tone = "muted" if mode == QIcon.Mode.Disabled else self._tone
        # A wider room leaves a gap at the right, before the words of a button.
        side = min(rect.width(), rect.height())
        _drawing(self._name, getattr(theme.palette(), tone)).render(
            painter, QRectF(rect.x(), rect.y(), side, side)
        )

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return _painted(self, size, mode, state)

    def clone(self) -> QIconEngine:
        return _Line(self._name, self._tone)


def _painted(engine: QIconEngine, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
    pixmap = QPixmap(size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    engine.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
    painter.end()
    return pixmap


@cache
def _drawing(name: str, colour: str) -> QSvgRenderer:
    drawn = (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(drawn.replace("currentColor", colour).encode()))
