"""How the window looks: our own palette, light or dark, two bundled faces, four sizes on a 4-px grid.

The scheme of the system is asked, but what is shown is always set here, since not every platform tells or
follows. Widgets that paint themselves ask `palette()` when they paint; Qt tells them when to do it again.
"""

from __future__ import annotations

import re
from string import Template
from typing import Final, Literal

from PySide6.QtCore import QSettings
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from trustdesk import RESOURCES
from trustdesk.style.palette import DARK, LIGHT, Palette

Scheme = Literal["system", "light", "dark"]
SCHEMES: Final[tuple[Scheme, ...]] = ("system", "light", "dark")

NOTE: Final = 11
BODY: Final = 13
HEADING: Final = 16
TITLE: Final = 22
DOT: Final = 10
"""How wide the disc of a party is, at 100 %."""
STEP: Final = 4
"""The grid: distances are whole multiples of it."""

HALF: Final = 128
"""Half of the lightness there is: below it, a palette is dark."""
SMALLEST_TEXT: Final = 0.75
LARGEST_TEXT: Final = 2.0

FAMILIES: Final = ["Inter", "DejaVu Sans"]
_FILES: Final = ("Inter-Regular.ttf", "Inter-SemiBold.ttf", "Inter-Italic.ttf", "DejaVuSans.ttf")


class _Worn:
    scheme: Scheme = "system"
    palette: Palette = LIGHT
    text: float = 1.0
    faces: bool = False
    system_is_dark: bool = False


_worn: Final = _Worn()


def palette() -> Palette:
    """The colours worn now."""
    return _worn.palette


def is_dark() -> bool:
    """Whether the dark palette is worn."""
    return _worn.palette is DARK


def scheme() -> Scheme:
    """What was chosen: to follow the system, light or dark."""
    return _worn.scheme


def text_size() -> float:
    """How large text is, 1 for 100 %."""
    return _worn.text


def px(length: float) -> int:
    """A length in pixels that grows with the text; on the 4-px grid at 100 %."""
    return round(length * _worn.text)


def colour(name: str) -> QColor:
    """A colour of the palette by the name of its use."""
    return QColor(getattr(_worn.palette, name))


def party_colour(position: int) -> QColor:
    """The colour of the party at that place in its relationship."""
    return QColor(_worn.palette.party(position))


def font(size: int = BODY, *, strong: bool = False, italic: bool = False) -> QFont:
    """A face of the window at one of the four sizes."""
    made = QFont(FAMILIES)
    made.setPixelSize(px(size))
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    made.setItalic(italic)
    return made


def wear(app: QApplication, chosen: Scheme | None = None, text: float | None = None) -> None:
    """Dress the whole application; what is left out stays as it is. Everything shown repaints itself."""
    if not _worn.faces:
        # The palette the platform came with tells its scheme; the hint proper would load all of the namespace
        # Qt, a tenth of the time to the first paint.
        _worn.system_is_dark = app.palette().window().color().lightness() < HALF
        for file in _FILES:
            QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / file))
        app.setStyle(QStyleFactory.create("Fusion"))
        _worn.faces = True
    _worn.scheme = chosen or _worn.scheme
    _worn.text = text or _worn.text
    dark = _worn.scheme == "dark" or (_worn.scheme == "system" and _worn.system_is_dark)
    _worn.palette = DARK if dark else LIGHT
    app.setFont(font())
    app.setPalette(_qt_palette(_worn.palette))
    app.setStyleSheet(_sheet(_worn.palette))


def follow(app: QApplication) -> None:
    """The system has turned light or dark: go with it where that was asked for."""
    from PySide6.QtCore import Qt

    hinted = app.styleHints().colorScheme()
    if hinted != Qt.ColorScheme.Unknown:
        _worn.system_is_dark = hinted == Qt.ColorScheme.Dark
        if _worn.scheme == "system":
            wear(app)


def remembered() -> tuple[Scheme, float]:
    """The scheme and text size chosen last time."""
    settings = QSettings()
    chosen = str(settings.value("scheme", "system"))
    try:
        text = float(str(settings.value("text", 1.0)))
    except ValueError:
        text = 1.0
    known: Scheme = next((scheme for scheme in SCHEMES if scheme == chosen), "system")
    return known, min(max(text, SMALLEST_TEXT), LARGEST_TEXT)


def remember() -> None:
    """Keep scheme and text size for next time."""
    settings = QSettings()
    settings.setValue("scheme", _worn.scheme)
    settings.setValue("text", _worn.text)


def _qt_palette(worn: Palette) -> QPalette:
    role = QPalette.ColorRole
    made = QPalette()
    for where, name in (
        (role.Window, worn.page), (role.Base, worn.page), (role.AlternateBase, worn.surface),
        (role.Button, worn.surface), (role.ToolTipBase, worn.surface), (role.WindowText, worn.ink),
        (role.Text, worn.ink), (role.ButtonText, worn.ink), (role.ToolTipText, worn.ink),
        (role.PlaceholderText, worn.muted), (role.BrightText, worn.bad), (role.Highlight, worn.wash),
        (role.HighlightedText, worn.ink), (role.Link, worn.accent), (role.LinkVisited, worn.accent),
        (role.Accent, worn.accent), (role.Light, worn.hairline), (role.Midlight, worn.hairline),
        (role.Mid, worn.hairline), (role.Dark, worn.muted), (role.Shadow, worn.hairline),
    ):  # fmt: skip
        made.setColor(where, QColor(name))
    for where in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, where, QColor(worn.muted))
    return made


def _sheet(worn: Palette) -> str:
    written = Template((RESOURCES / "theme.qss").read_text(encoding="utf-8"))
    # A radius over half a side makes a square of what should be round, so both follow from the outer side.
    side = px(14) + 2
    coloured = written.substitute(worn._asdict(), **_drawings(worn), round=side // 2, dot=side - 2 * px(5))
    return re.sub(r"@(\d+)", lambda length: f"{px(int(length[1]))}px", coloured)


def _drawings(worn: Palette) -> dict[str, str]:
    """The files a style sheet can name: it cannot recolour one, so each is there once for either palette."""
    scheme = "dark" if worn is DARK else "light"
    names = ("arrow", "further", "check", "ticked")
    return {name: (RESOURCES / "icons" / f"{name}-{scheme}.svg").as_posix() for name in names}
