"""The drop-down list that editors share."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy

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

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the form, it never changes a value."""
        event.ignore()
