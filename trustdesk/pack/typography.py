"""Text on a printed page: the type scale, the breaking of lines, and drawing them.

User text is never markup here. It is measured and drawn as it is, so `<img src=…>`, `&` and `a<b` print
literally; reportlab's paragraph language is not used anywhere in the packs.

`set_text(text, style, width)` breaks a string into `Lines`; `Lines.draw(canvas, x, top, width)` puts them on
the page. Lengths are points (1/72 inch), y grows upwards, `top` is the upper edge of the first line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from trustdesk.style.fonts import FACES, INTER, Weight, face_for, printable
from trustdesk.style.palette import PRINT

Align = Literal["left", "right", "centre"]

_CAP_HEIGHT: Final = 0.7275  # of Inter, as a share of the size; capitals are centred in their line
_TRACKED: Final = 13.0  # from this size on letters stand closer, as Inter is drawn for text sizes


@dataclass(frozen=True)
class Style:
    """How a text is set: size and leading in points, weight, colour."""

    size: float
    leading: float
    weight: Weight = "regular"
    colour: str = PRINT.ink

    @property
    def tracking(self) -> float:
        """Space added between letters, in points (negative: closer)."""
        return -0.012 * self.size if self.size > _TRACKED else 0.0

    @property
    def baseline(self) -> float:
        """How far below the upper edge of its line a text stands."""
        return (self.leading + _CAP_HEIGHT * self.size) / 2

    @property
    def strong(self) -> Style:
        """The same style in the strong weight."""
        return replace(self, weight="strong")

    def tinted(self, colour: str) -> Style:
        """The same style in another colour."""
        return replace(self, colour=colour)


SMALL: Final = Style(8.5, 12)
NOTE: Final = Style(8.5, 12, colour=PRINT.muted)
BODY: Final = Style(10, 15)
LEAD: Final = Style(13, 19)
SUBHEAD: Final = Style(13, 18, "strong")
TITLE: Final = Style(20, 26, "strong")
FIGURE: Final = Style(20, 24, "strong")
DISPLAY: Final = Style(32, 38, "strong")


@dataclass(frozen=True)
class Lines:
    """A text broken into lines, all in one font; `indent` moves the first line to the right."""

    rows: tuple[str, ...]
    style: Style
    font: str
    indent: float = 0.0

    @property
    def height(self) -> float:
        """The height of all lines, in points."""
        return len(self.rows) * self.style.leading

    def at_most(self, count: int) -> Lines:
        """The first `count` lines, ended with an ellipsis when there are more."""
        if len(self.rows) <= count:
            return self
        return replace(self, rows=(*self.rows[: count - 1], self.rows[count - 1] + "…"))

    def draw(self, canvas: Canvas, x: float, top: float, width: float = 0.0, align: Align = "left") -> None:
        """Draw the lines, the upper edge of the first at `top`; `width` matters unless `align` is left."""
        for at, row in enumerate(self.rows):
            left = x + (self.indent if at == 0 else 0.0)
            draw_row(canvas, row, self.font, self.style, left, top - at * self.style.leading, width, align)


@cache
def font_name(family: str, weight: Weight) -> str:
    """The name under which reportlab knows a face; registers it on first use."""
    path = FACES[family, weight]
    if path.stem not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(path.stem, str(path)))
    return path.stem


BASE_FONT: Final = font_name(INTER, "regular")
"""What a canvas starts with, so that no page names a font that is not embedded."""


@cache
def ink(colour: str) -> Color:
    """reportlab's colour for `'#rrggbb'`."""
    return HexColor(colour)


def font_for(text: str, weight: Weight) -> str:
    """The font in which the printable `text` is set whole."""
    return font_name(face_for(text), weight)


def text_width(text: str, font: str, style: Style) -> float:
    """The width of one line in points."""
    return float(pdfmetrics.stringWidth(text, font, style.size)) + style.tracking * len(text)


def set_text(text: str, style: Style, width: float, indent: float = 0.0) -> Lines:
    """`text` broken into lines no wider than `width`; its own line breaks are kept.

    A word that is wider than a line is cut, after a sign that joins words where there is one. Takes time in
    proportion to the length of the text.
    """
    clean = printable(text).strip("\n")
    font = font_for(clean, style.weight)
    rows: list[str] = []
    for paragraph in clean.split("\n"):
        first = indent if not rows else 0.0
        rows.extend(_broken(paragraph.rstrip(" "), font, style, width, first))
    return Lines(tuple(rows), style, font, indent)


def one_line(text: str, style: Style, width: float) -> Lines:
    """`text` on a single line, ended with an ellipsis where it is wider than `width`."""
    clean = " ".join(printable(text).split())
    font = font_for(clean, style.weight)
    if text_width(clean, font, style) > width:
        kept = _fitting(clean, font, style, width - text_width("…", font, style))
        clean = clean[:kept].rstrip() + "…"
    return Lines((clean,), style, font)


def draw_row(
    canvas: Canvas,
    row: str,
    font: str,
    style: Style,
    x: float,
    top: float,
    width: float = 0.0,
    align: Align = "left",
) -> None:
    """Draw one line whose box begins at `top` and is one leading high."""
    if not row:
        return
    if align != "left":
        slack = width - text_width(row, font, style)
        x += slack if align == "right" else slack / 2
    baseline = top - style.baseline
    canvas.setFillColor(ink(style.colour))
    canvas.setFont(font, style.size)
    canvas.drawString(x, baseline, row, charSpace=style.tracking)


def _broken(paragraph: str, font: str, style: Style, width: float, indent: float) -> Iterator[str]:
    room = width - indent
    if text_width(paragraph, font, style) <= room:
        yield paragraph
        return
    space = text_width(" ", font, style)
    row: list[str] = []
    used = 0.0
    for word in paragraph.split(" "):
        wide = text_width(word, font, style)
        if row and used + space + wide > room:
            yield " ".join(row)
            row, used, room = [], 0.0, width
        if room < wide <= width:  # only beside an indent: the word goes to the next line whole
            yield ""
            room = width
        elif wide > room:
            *pieces, word = _cut(word, font, style, room, width)
            yield from pieces
            wide, room = text_width(word, font, style), width
        used += (space if row else 0.0) + wide
        row.append(word)
    yield " ".join(row)


def _cut(word: str, font: str, style: Style, room: float, width: float) -> Iterator[str]:
    while (kept := max(_fitting(word, font, style, room), 1)) < len(word):
        seam = max(word.rfind(sign, kept // 2, kept) for sign in "-/._@,;:") + 1
        yield word[: seam or kept]
        word, room = word[seam or kept :], width
    yield word


def _fitting(text: str, font: str, style: Style, width: float) -> int:
    """How many characters of `text` fit into `width`."""
    used = 0.0
    for at, character in enumerate(text):
        used += text_width(character, font, style)
        if used > width:
            return at
    return len(text)
