"""What stands in the middle of a window that shows no desk."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget

from ui import theme
from ui.widgets.basics import column, row


class Standing(QWidget):
    """A few things one below the other, in the middle, `width` wide at most."""

    def __init__(self, body: QLayout, width: int) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        room = QWidget()
        room.setLayout(body)
        room.setMaximumWidth(theme.px(width))
        room.setMinimumWidth(min(theme.px(width), theme.px(360)))
        across = row(1, room, 1)
        across.setStretch(1, 100)
        self.setLayout(column(1, across, 2, margins=24))
