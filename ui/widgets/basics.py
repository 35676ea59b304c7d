"""The smallest pieces: labels, buttons, cards, rows and columns, each dressed by its role in the theme.

Text of a user is shown as it stands, never read as HTML or as a shortcut; that is seen to here, once. No
other module makes a bare QLabel or sets a tooltip.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, Literal, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCursor, QIcon, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import icons, theme
from ui.words import caption, hint

LabelRole = Literal["title", "heading", "strong", "body", "note", "muted"]
ButtonRole = Literal["plain", "primary", "quiet", "link", "figure", "chip", "tab", "fold"]
Tone = Literal["", "good", "caution", "bad"]
L = TypeVar("L", QHBoxLayout, QVBoxLayout)

_ENDLESS: Final = re.compile(r"\S{60}(?=\S)")
_BREAK: Final = "\N{ZERO WIDTH SPACE}"
UNBOUND: Final = 16_777_215
"""Qt's own largest width: no limit."""


def label(text: str = "", role: LabelRole = "body", *, wrap: bool = False, tone: Tone = "") -> QLabel:
    """Plain text; `wrap` lets it run over several lines."""
    made = Wrapped() if wrap else QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setProperty("role", role)
    if tone:
        made.setProperty("tone", tone)
    return made


class Wrapped(QLabel):
    """A label that runs over several lines. However long its words are, it makes nothing wider."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setMinimumWidth(theme.px(40))

    def setText(self, text: str) -> None:
        """Show other text; a word without end may be broken."""
        super().setText(_ENDLESS.sub(lambda found: found[0] + _BREAK, text))


def tip(widget: QWidget, text: str) -> None:
    """Give a widget a tooltip of plain text."""
    widget.setToolTip(hint(text))


def restyle(widget: QWidget, **properties: object) -> None:
    """Set dynamic properties the theme's sheet looks at, and let it look again where one changed."""
    changed = [name for name, value in properties.items() if widget.property(name) != value]
    for name in changed:
        widget.setProperty(name, properties[name])
    if changed:
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def button(
    text: str,
    role: ButtonRole = "plain",
    *,
    icon: str = "",
    about: str = "",
    run: Callable[[], object] | None = None,
) -> QPushButton:
    """A button; `about` is its tooltip and longer accessible description."""
    made = QPushButton(caption(text))
    made.setProperty("role", role)
    made.setAccessibleName(text)
    made.setAutoDefault(True)  # Enter presses it where it has the keyboard, as Space does
    if icon:
        made.setIcon(icons.icon(icon, "on_accent" if role == "primary" else "ink"))
        made.setIconSize(icon_room())
    if about:
        tip(made, about)
        made.setAccessibleDescription(about)
    if role in ("link", "figure"):
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    if role == "chip":
        made.setCheckable(True)
    if run is not None:
        made.clicked.connect(lambda _=False: run())
    return made


def icon_room() -> QSize:
    """The room of an icon before words: wider than it is, so that it keeps a distance from them."""
    return QSize(theme.px(icons.SIZE + 4), theme.px(icons.SIZE))


class ToolButton(QToolButton):
    """A small button that Enter presses, as Space does; it may open a menu."""

    def open_by(self, menu: QMenu) -> None:
        """Open a menu when it is pressed."""
        self.setMenu(menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu.aboutToHide.connect(self._on_menu_about_to_hide)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _on_menu_about_to_hide(self) -> None:
        # While the menu had the mouse nobody told that the pointer went elsewhere: it would look pointed at.
        self.setAttribute(
            Qt.WidgetAttribute.WA_UnderMouse, self.rect().contains(self.mapFromGlobal(QCursor.pos()))
        )
        self.update()


def icon_button(icon: str, name: str, *, run: Callable[[], object] | None = None) -> ToolButton:
    """A quiet button of an icon alone; `name` says what it does, to eyes and to a screen reader."""
    made = ToolButton()
    made.setProperty("role", "quiet")
    made.setIcon(icons.icon(icon))
    made.setIconSize(QSize(theme.px(icons.SIZE), theme.px(icons.SIZE)))
    made.setAccessibleName(name)
    tip(made, name)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if run is not None:
        made.clicked.connect(lambda _=False: run())
    return made


def hairline(*, upright: bool = False) -> QFrame:
    """A thin rule."""
    made = QFrame()
    made.setProperty("role", "line")
    if upright:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made


def row(*items: QWidget | QLayout | int | None, gap: int = 8, margins: int = 0) -> QHBoxLayout:
    """Items from left to right; a number is a stretch of that weight, None is left out."""
    return _filled(QHBoxLayout(), items, gap, margins)


def column(*items: QWidget | QLayout | int | None, gap: int = 8, margins: int = 0) -> QVBoxLayout:
    """Items from top to bottom; a number is a stretch of that weight, None is left out."""
    return _filled(QVBoxLayout(), items, gap, margins)


def boxed(layout: QLayout, role: str = "") -> QWidget:
    """A layout as a widget."""
    made = QWidget()
    made.setProperty("role", role)
    if role:
        made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    made.setLayout(layout)
    return made


def card(layout: QLayout) -> QFrame:
    """A layout on a quiet surface of its own."""
    made = QFrame()
    made.setProperty("role", "card")
    made.setLayout(layout)
    return made


def scrolled(content: QWidget) -> QScrollArea:
    """Content that may be taller than its room; it never scrolls sideways."""
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    content.setProperty("role", "scrolled")
    made.setWidget(content)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def picture(icon: QIcon, size: int = icons.SIZE, name: str = "") -> Picture:
    """An icon that is only looked at; `name` is what a screen reader says of it."""
    return Picture(icon, size, name)


class Picture(QWidget):
    """An icon or a mark, painted anew whenever the palette changes."""

    def __init__(self, icon: QIcon, size: int = icons.SIZE, name: str = "") -> None:
        super().__init__()
        self._icon = icon
        self.setAccessibleName(name)
        side = theme.px(size)
        self.setFixedSize(side, side)

    def change(self, icon: QIcon, name: str = "") -> None:
        """Show another icon."""
        self._icon = icon
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon as large as the widget."""
        painter = QPainter(self)
        self._icon.paint(painter, self.rect())
        painter.end()


class PartyDot(QWidget):
    """The small disc in a party's colour that goes before its name."""

    def __init__(self, position: int) -> None:
        super().__init__()
        self._position = position
        side = theme.px(theme.DOT)
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the disc."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.party_colour(self._position))
        painter.drawEllipse(self.rect())
        painter.end()


class Empty(QWidget):
    """What a place says while nothing is in it: what belongs here, and the one button that starts it."""

    def __init__(self, icon: str, words: str, start: QPushButton | None = None) -> None:
        super().__init__()
        said = label(words, "muted", wrap=True)
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        said.setMinimumWidth(theme.px(260))
        said.setMaximumWidth(theme.px(420))
        drawn = picture(icons.icon(icon, "muted"), 28)
        middle = column(drawn, said, start, gap=12)
        for piece in (drawn, said, *([start] if start else [])):
            middle.setAlignment(piece, Qt.AlignmentFlag.AlignHCenter)
        across = row(1, middle, 1)
        self.setLayout(column(1, across, 2, margins=24))


def _filled(layout: L, items: tuple[QWidget | QLayout | int | None, ...], gap: int, margins: int) -> L:
    layout.setSpacing(theme.px(gap))
    layout.setContentsMargins(*[theme.px(margins)] * 4)
    for item in items:
        if isinstance(item, int):
            layout.addStretch(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        elif item is not None:
            layout.addWidget(item)
    return layout
