"""The picture of a chart: what is under the mouse or the keyboard in it is a record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from trustdesk.charts import Chart, Spot
from ui import theme
from ui.viewpoint import Viewpoint
from ui.widgets.basics import label
from ui.widgets.record_words import record_words
from ui.words import hint

_RING: Final = 2
_AIR: Final = 6
_TOLD_WIDE: Final = 360
_REACH: Final = 3
"""How far the ring stands off what it goes around."""


class ChartPicture(QWidget):
    """Paints a chart that was drawn, and shows, steps through and opens the records in it.

    `asked` wants the menu: the record it is about (or None), and a point of the screen.
    """

    asked = Signal(object, QPoint)

    def __init__(self, viewpoint: Viewpoint) -> None:
        super().__init__()
        self._viewpoint = viewpoint
        self._image = QImage()
        self._chart: Chart | None = None
        self._order: list[Spot] = []
        self._at: Spot | None = None
        self._told = label("", wrap=True)
        self._told.setParent(self)
        self._told.setProperty("role", "popover")
        self._told.setMargin(theme.px(8))
        self._told.hide()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_chart(self, chart: Chart, image: QImage) -> None:
        """Show a chart and the picture drawn of it; the record stepped to is kept where it is still there."""
        was = self._at.record if self._at else None
        self._chart, self._image = chart, image
        self._order = _in_reading_order(chart)
        self._at = next((spot for spot in self._order if spot.record == was), None)
        self.setFixedHeight(round(image.height() / image.devicePixelRatio()) + 2 * theme.px(_AIR))
        self.setAccessibleName(chart.title)
        self._stepped()

    @property
    def record(self) -> str | None:
        """The id of the record stepped to with the keyboard."""
        return self._at.record if self._at else None

    def point_of(self, record: str) -> QPoint | None:
        """The middle of where a record is drawn; None where it is not."""
        spot = next((spot for spot in self._order if spot.record == record), None)
        return self._box(spot).center().toPoint() if spot else None

    def sizeHint(self) -> QSize:
        return QSize(theme.px(480), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawImage(0, theme.px(_AIR), self._image)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._at is not None:
                painter.setPen(QPen(theme.colour("accent"), _RING))
                painter.drawRoundedRect(self._box(self._at), 4, 4)
            # Above and below, since words may stand at either edge.
            for top in (0, self.height() - _RING):
                painter.fillRect(0, top, self.width(), _RING, theme.colour("accent"))
        painter.end()

    def event(self, event: QEvent) -> bool:
        """A tooltip tells of the record under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            record = self._record_at(QPointF(event.pos()))
            if record is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), hint(self._words(record)), self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._record_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        record = self._record_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and record is not None:
            self._viewpoint.reveal(record)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right step through the records, Home and End to the ends, Enter opens."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._at is not None:
            self._viewpoint.reveal(self._at.record)
        elif self._order and (step := _STEPS.get(Qt.Key(key))) is not None:
            self._step_to(step(self._place(), len(self._order)))
        elif key == Qt.Key.Key_Escape and self._at is not None:
            self._at = None
            self._stepped()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._stepped()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._told.hide()
        self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.asked.emit(self._record_at(QPointF(event.pos())), event.globalPos())
        else:
            middle = self._box(self._at).center().toPoint() if self._at else self.rect().center()
            self.asked.emit(self.record, self.mapToGlobal(middle))

    def _place(self) -> int:
        return self._order.index(self._at) if self._at in self._order else -1

    def _step_to(self, place: int) -> None:
        self._at = self._order[place]
        self._stepped()

    def _stepped(self) -> None:
        self._describe()
        self._told.setVisible(self._at is not None and self.hasFocus())
        if self._at is not None:
            self._tell(self._at)
        self.update()

    def _tell(self, spot: Spot) -> None:
        """Say beside a record what the mouse would be told of it."""
        self._told.setText(self._words(spot.record))
        self._told.setFixedWidth(min(theme.px(_TOLD_WIDE), self.width()))
        self._told.adjustSize()
        box, below = self._box(spot), theme.px(8)
        x = min(round(box.left()), self.width() - self._told.width())
        y = round(box.bottom()) + below
        if y + self._told.height() > self.height():
            y = max(round(box.top()) - below - self._told.height(), 0)
        self._told.move(max(x, 0), y)

    def _describe(self) -> None:
        """The description says what is stepped to, and without that what the chart shows."""
        alt = self._chart.alt if self._chart else ""
        self.setAccessibleDescription(self._words(self._at.record) if self._at else alt)

    def _words(self, record: str) -> str:
        return record_words(self._viewpoint, record)

    def _record_at(self, point: QPointF) -> str | None:
        if self._chart is None or self._image.isNull():
            return None
        size = self._image.deviceIndependentSize()
        y = (point.y() - theme.px(_AIR)) / size.height()
        return self._chart.record_at(point.x() / size.width(), 1 - y)

    def _box(self, spot: Spot) -> QRectF:
        size = self._image.deviceIndependentSize()
        left, low, right, high = spot.box
        box = QRectF(left * size.width(), theme.px(_AIR) + (1 - high) * size.height(),
                     (right - left) * size.width(), (high - low) * size.height())  # fmt: skip
        return box.adjusted(-_REACH, -_REACH, _REACH, _REACH)


_STEPS: Final[dict[Qt.Key, Callable[[int, int], int]]] = {
    Qt.Key.Key_Right: lambda at, n: (at + 1) % n,
    Qt.Key.Key_Left: lambda at, n: (at - 1) % n if at >= 0 else n - 1,
    Qt.Key.Key_Home: lambda at, n: 0,
    Qt.Key.Key_End: lambda at, n: n - 1,
}


def _in_reading_order(chart: Chart) -> list[Spot]:
    """One place of every record, from left to right and from the top down."""
    first: dict[str, Spot] = {}
    for spot in chart.ids:
        first.setdefault(spot.record, spot)
    return sorted(first.values(), key=lambda spot: (spot.box[0], -spot.box[3]))
