"""A card that can be chosen among others: a name, what it is, and its figures."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from ui import theme
from ui.widgets.painted_button import PaintedButton

_PAD: Final = 12
_GAP: Final = 4


class ChoiceCard(PaintedButton):
    """One of several cards, of which one is chosen; Space and the arrow keys do as for radio buttons."""

    def __init__(self, name: str, words: str, figures: str) -> None:
        super().__init__()
        self._name, self._words, self._figures = name, words, figures
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setAccessibleDescription(f"{figures}. {words}" if figures else words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def offer(self, figures: str, *, fits: bool) -> None:
        """Say other figures, and whether it can be chosen now."""
        self._figures = figures
        self.setAccessibleDescription(f"{figures}. {self._words}")
        self.setEnabled(fits)
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = [self._box(face, words, width).height() for face, words in self._lines()]
        return sum(lines) + theme.px(2 * _PAD + _GAP * (len(lines) - 1))

    def sizeHint(self) -> QSize:
        width = theme.px(280)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(180), theme.px(64))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Never lower than its words: layouts within layouts guess too little."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, near = self.isChecked(), self.underMouse() and self.isEnabled()
        painter.setBrush(theme.colour("wash" if chosen or near else "surface"))
        wide = 2 if chosen or self.hasFocus() else 1
        edge = "accent" if chosen else "ink" if self.hasFocus() else "hairline"
        painter.setPen(QPen(theme.colour(edge), wide))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), theme.px(8), theme.px(8))
        if self.hasFocus() and chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("ink"), 1))
            painter.drawRoundedRect(self.rect().adjusted(3, 3, -4, -4), theme.px(6), theme.px(6))
        top = theme.px(_PAD)
        for at, (face, words) in enumerate(self._lines()):
            box = self._box(face, words, self.width()).translated(theme.px(_PAD), top)
            painter.setFont(face)
            painter.setPen(theme.colour("ink" if at == 0 and self.isEnabled() else "muted"))
            painter.drawText(box, _FLAGS, words)
            top += box.height() + theme.px(_GAP)
        painter.end()

    def _lines(self) -> list[tuple[QFont, str]]:
        lines = (
            (theme.font(theme.BODY, strong=True), self._name),
            (theme.font(theme.NOTE), self._figures),
            (theme.font(theme.BODY), self._words),
        )
        return [(face, words) for face, words in lines if words]

    def _box(self, face: QFont, words: str, width: int) -> QRect:
        room = QRect(0, 0, max(width - theme.px(2 * _PAD), 1), 10_000)
        return QFontMetrics(face).boundingRect(room, _FLAGS, words)


_FLAGS: Final = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
