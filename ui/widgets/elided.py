"""A line of words in little room: what does not fit ends in …, and is whole in the tooltip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyleOption

from ui import theme
from ui.widgets.basics import LabelRole, tip
from ui.words import one_line


class Elided(QLabel):
    """A label on one line that may be narrower than its words."""

    def __init__(self, words: str = "", role: LabelRole = "body") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setText(words)

    def setText(self, words: str) -> None:
        """Show other words."""
        super().setText(one_line(words))
        tip(self, words)

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters is enough."""
        least = super().minimumSizeHint()
        return QSize(min(theme.px(40), least.width()), least.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much as there is room for."""
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        room = self.contentsRect()
        line = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        where = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        role, enabled = self.foregroundRole(), self.isEnabled()
        self.style().drawItemText(painter, room, where, option.palette, enabled, line, role)
        painter.end()
