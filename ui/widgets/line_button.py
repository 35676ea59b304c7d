"""A line of text that goes somewhere when it is clicked; it ends in an ellipsis where there is no room."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from ui import theme
from ui.widgets.basics import tip
from ui.widgets.painted_button import PaintedButton


class LineButton(PaintedButton):
    """One line of plain text, quiet until mouse or keyboard is on it; whole in its tooltip when it is cut.

    Text of a user may stand in it: it is shown as it is.
    """

    def __init__(
        self,
        words: str = "",
        *,
        size: int = theme.BODY,
        strong: bool = False,
        tone: str = "ink",
        run: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(run)
        self._size = size
        self._strong = strong
        self._tone = tone
        self._words = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.show_words(words)

    def show_words(self, words: str) -> None:
        """Show other words."""
        self._words = words
        self.setAccessibleName(words)
        self._tell_cut()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._font())
        return QSize(metrics.horizontalAdvance(self._words), metrics.height() + theme.px(2))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_cut()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        face = self._font()
        marked = self.underMouse()
        face.setUnderline(marked)
        painter.setFont(face)
        painter.setPen(theme.colour("accent" if marked else self._tone))
        shown = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        self.paint_focus(painter)
        painter.end()

    def _font(self) -> QFont:
        return theme.font(self._size, strong=self._strong)

    def _tell_cut(self) -> None:
        cut = QFontMetrics(self._font()).horizontalAdvance(self._words) > self.width()
        tip(self, self._words if cut else "")
