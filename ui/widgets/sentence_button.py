"""A sentence that goes somewhere when it is clicked; it runs over as many lines as it needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from ui import icons, theme
from ui.widgets.painted_button import PaintedButton

_ICON: Final = 24
"""Where the words begin behind an icon."""
_AIR: Final = 4


class SentenceButton(PaintedButton):
    """Plain words and a quieter line below them, with an icon or a mark before; a click goes there.

    Text of a user may stand in it: it is shown as it is.
    """

    def __init__(self, words: str, note: str = "", *, icon: QIcon | None = None,
                 run: Callable[[], object] | None = None) -> None:  # fmt: skip
        super().__init__(run)
        self._words, self._note, self._icon = words, note, icon
        self._tall: dict[int, int] = {}
        self.setAccessibleName(words)
        self.setAccessibleDescription(note)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._tall:  # a layout asks for the same few widths again and again
            boxes = self._words_box(width).height() + self._note_box(width).height()
            self._tall[width] = boxes + 2 * theme.px(_AIR)
        return self._tall[width]

    def sizeHint(self) -> QSize:
        width = theme.px(320)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(theme.BODY))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marked = self.underMouse()
        if self._icon is not None:
            side = theme.px(icons.SIZE)
            self._icon.paint(painter, QRect(0, theme.px(_AIR + 1), side, side))
        face = self._font()
        face.setUnderline(marked)
        painter.setFont(face)
        painter.setPen(theme.colour("accent" if marked else "ink"))
        words = self._words_box(self.width()).translated(0, theme.px(_AIR))
        painter.drawText(words, _WRAPPED, self._words)
        if self._note:
            painter.setFont(theme.font(theme.NOTE))
            painter.setPen(theme.colour("muted"))
            note = self._note_box(self.width())
            painter.drawText(note.translated(0, words.bottom() + 1), _WRAPPED, self._note)
        self.paint_focus(painter)
        painter.end()

    def _font(self) -> QFont:
        return theme.font()

    def _words_box(self, width: int) -> QRect:
        return self._box(self._words, self._font(), width)

    def _note_box(self, width: int) -> QRect:
        return self._box(self._note, theme.font(theme.NOTE), width) if self._note else QRect(0, 0, 0, 0)

    def _box(self, words: str, face: QFont, width: int) -> QRect:
        left = theme.px(_ICON) if self._icon is not None else 0
        room = QRect(left, 0, max(width - left, 1), 100_000)
        tall = QFontMetrics(face).boundingRect(room, _WRAPPED, words).height()
        return QRect(left, 0, room.width(), tall)


_WRAPPED: Final = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
