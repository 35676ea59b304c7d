"""The drop-down list that editors share."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyle, QStyleOptionComboBox, QStylePainter

from ui import icons, theme


class Combo(QComboBox):
    """A drop-down list that the wheel only scrolls past, and that does not widen its form."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setIconSize(QSize(theme.px(icons.SIZE - 2), theme.px(icons.SIZE - 2)))
        self.setMaxVisibleItems(14)
        self._chose = False

    def hidePopup(self) -> None:
        """The key that closes the list is not also one for what is around it.

        Enter closes the list before it is pressed (Qt asks first whether it is a shortcut), and goes on then
        to the panel around, which would take it for an answer.
        """
        super().hidePopup()
        self._chose = True
        QTimer.singleShot(0, self, self._forget)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (self._chose and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)):
            super().keyPressEvent(event)

    def _forget(self) -> None:
        self._chose = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """End what does not fit in an ellipsis."""
        if self.isEditable():
            super().paintEvent(event)
            return
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(control, option, part, self).width()
        room -= option.iconSize.width() + theme.px(12) if not option.currentIcon.isNull() else theme.px(2)
        cut = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)
        option.currentText = cut
        painter.drawComplexControl(control, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the form, it never changes a value."""
        event.ignore()
