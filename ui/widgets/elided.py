"""A line of a user's words in little room: what does not fit ends in …, and is whole in the tooltip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyleOption

from ui import theme
from ui.widgets.basics import LabelRole, tip


class Elided(QLabel):
    """A label on one line that may be narrower than its words."""

    def __init__(self, words: str, role: LabelRole = "body") -> None:
        super().__init__(words)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(words)
        tip(self, words)

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters is enough."""
        return QSize(theme.px(40), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much as there is room for."""
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        line = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.style().drawItemText(
            painter,
            self.rect(),
            int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft),
            option.palette,
            self.isEnabled(),
            line,
            self.foregroundRole(),
        )
        painter.end()
