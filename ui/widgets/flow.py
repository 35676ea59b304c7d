"""Widgets in lines from left to right, as many to a line as fit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class Flow(QWidget):
    """Holds widgets in lines, each as wide as it wants to be; its height follows from its width.

    One that is hidden takes no room. `gap` is the distance between them and between lines, in pixels. It
    places them itself: a QLayout of Python's would be asked for each of its items over and over.
    """

    def __init__(self, gap: int) -> None:
        super().__init__()
        self._gap = gap
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._widgets: list[QWidget] = []

    def add(self, widget: QWidget) -> None:
        """Put a widget behind the others."""
        self._widgets.append(widget)
        widget.setParent(self)
        widget.show()

    def take(self, widget: QWidget) -> None:
        """Let go of a widget."""
        self._widgets.remove(widget)
        widget.hide()
        widget.setParent(None)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arranged(width, place=False)

    def sizeHint(self) -> QSize:
        sizes = [widget.sizeHint() for widget in self._shown()]
        width = sum(size.width() for size in sizes) + self._gap * max(len(sizes) - 1, 0)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        sizes = [widget.minimumSizeHint() for widget in self._shown()]
        width = max((size.width() for size in sizes), default=0)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arranged(self.width(), place=True)

    def showEvent(self, event: QShowEvent) -> None:
        """Nothing was heard of what the widgets wanted while they were not to be seen."""
        super().showEvent(event)
        self._arranged(self.width(), place=True)
        self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """A widget came, went or wants another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arranged(self.width(), place=True)
            self.updateGeometry()
        return super().event(event)

    def _shown(self) -> list[QWidget]:
        return [widget for widget in self._widgets if not widget.isHidden()]

    def _arranged(self, width: int, *, place: bool) -> int:
        y = 0
        for line in self._lines(width):
            height = max(size.height() for _, size in line)
            x = 0
            for widget, size in line if place else ():
                room = QSize(min(size.width(), width), size.height())
                widget.setGeometry(QRect(QPoint(x, y + (height - size.height()) // 2), room))
                x += size.width() + self._gap
            y += height + self._gap
        return max(y - self._gap, 0)

    def _lines(self, width: int) -> list[list[tuple[QWidget, QSize]]]:
        lines: list[list[tuple[QWidget, QSize]]] = []
        x = 0
        for widget in self._shown():
            size = widget.sizeHint()
            if not lines or x + size.width() > width:
                lines.append([])
                x = 0
            lines[-1].append((widget, size))
            x += size.width() + self._gap
        return lines
