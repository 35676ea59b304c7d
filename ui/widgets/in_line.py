"""An icon or a button inside a line to write in; unlike the actions of a QLineEdit it grows with the text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from trustdesk.words import N_
from ui import icons, theme
from ui.widgets.basics import picture, tip
from ui.words import say

_EDGE: Final = 8
_GAP: Final = 6


def lead(line: QLineEdit, icon: str) -> None:
    """Put an icon before what is written in a line."""
    shown = picture(icons.icon(icon, "muted"))
    shown.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    _Place(line, shown, at_end=False)


def trail(line: QLineEdit, icon: QIcon, name: str, run: Callable[[], object]) -> QToolButton:
    """Put a button at the end of a line; the keyboard stays in the line."""
    made = QToolButton()
    made.setIcon(icon)
    made.setIconSize(QSize(theme.px(icons.SIZE), theme.px(icons.SIZE)))
    made.setAccessibleName(name)
    tip(made, name)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setCursor(Qt.CursorShape.ArrowCursor)
    made.clicked.connect(lambda _=False: run())
    _Place(line, made, at_end=True)
    return made


def clearable(line: QLineEdit) -> None:
    """Put a button at the end of a line that empties it, while something is in it."""
    made = trail(line, icons.icon("x", "muted"), say(N_("Clear")), line.clear)
    made.hide()
    line.textChanged.connect(lambda text: made.setVisible(bool(text)))


class _Place(QObject):
    """Keeps a widget in its place in a line, and what is written beside it."""

    def __init__(self, line: QLineEdit, held: QWidget, *, at_end: bool) -> None:
        super().__init__(line)
        self._line = line
        self._held = held
        self._at_end = at_end
        held.setParent(line)
        held.setFixedSize(theme.px(icons.SIZE), theme.px(icons.SIZE))
        self._set_margins()
        line.installEventFilter(self)
        held.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The line has another size, or what it holds came or went."""
        kind = event.type()
        if watched is self._line and kind == QEvent.Type.Resize:
            edge, side = theme.px(_EDGE), self._held.width()
            x = self._line.width() - edge - side if self._at_end else edge
            self._held.move(x, (self._line.height() - side + 1) // 2)
        elif watched is self._held and kind in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._set_margins()
        return False

    def _set_margins(self) -> None:
        beside = 0 if self._held.isHidden() else self._held.width() + theme.px(_GAP)
        margins = self._line.textMargins()
        (margins.setRight if self._at_end else margins.setLeft)(beside)
        self._line.setTextMargins(margins)
