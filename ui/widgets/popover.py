"""A small panel that opens beside what it belongs to, and goes when the user looks elsewhere."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget

from ui import theme


class Popover(QFrame):
    """A frame with content that closes on Escape or a click outside, and gives the keyboard back.

    It is its opener's child and deletes itself when it is closed; `closed` tells of it. It holds no reference
    to its opener: dropped while this is being deleted, it would delete this a second time.
    """

    closed = Signal()

    def __init__(self, anchor: QWidget, content: QLayout, name: str) -> None:
        super().__init__(anchor, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popover")
        self.setAccessibleName(name)
        around = QVBoxLayout(self)
        around.setContentsMargins(*[theme.px(12)] * 4)
        around.addLayout(content)

    def open_below(self, at: QPoint | None = None) -> None:
        """Open below the anchor (or at a point of the screen), moved so that all of it is on the screen."""
        anchor = self._anchor()
        wanted = at or anchor.mapToGlobal(QPoint(0, anchor.height() + theme.px(4)))
        screen = QGuiApplication.screenAt(wanted) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        self._take_size(room.size())
        x = max(room.left(), min(wanted.x(), room.right() - self.width()))
        y = wanted.y()
        if y + self.height() > room.bottom():
            y = max(room.top(), wanted.y() - self.height() - anchor.height() - theme.px(8))
        self.move(x, y)
        self.show()
        self.raise_()

    def _take_size(self, most: QSize) -> None:
        """Be as large as the content wants; `adjustSize` would stop at two thirds of the screen."""
        self.ensurePolished()
        wanted = self.sizeHint().boundedTo(most)
        if self.hasHeightForWidth():
            wanted.setHeight(self.heightForWidth(wanted.width()))
        self.resize(wanted.boundedTo(most))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell of it and give the keyboard back."""
        super().closeEvent(event)
        self.closed.emit()
        self._anchor().setFocus(Qt.FocusReason.PopupFocusReason)

    def _anchor(self) -> QWidget:
        return cast(QWidget, self.parentWidget())
