"""Words in a chart: their face, how wide they run, and how they are cut to the room there is."""

from __future__ import annotations

from functools import cache
from typing import Final

from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags

from trustdesk.style.fonts import DEJAVU, FACES, INTER, MISSING, Weight, coverage, face_for, printable

ELLIPSIS: Final = "…"
_WEIGHTS: Final[dict[Weight, int]] = {"regular": 400, "strong": 600, "italic": 400}
_EM: Final = 100


def one_line(words: str) -> str:
    """Words as they can be set on one line, in one face: every run of white space is a single space.

    A character that the face of the whole line lacks is replaced by a visible sign.
    """
    line = " ".join(printable(words).split())
    face = coverage(face_for(line))
    return line if face.issuperset(line) else "".join(c if c in face else MISSING for c in line)


@cache
def properties(family: str, weight: Weight, size: float) -> FontProperties:
    """The face as matplotlib wants it named; the list of families is what an SVG falls back on."""
    return FontProperties(
        family=[family, *(other for other in (INTER, DEJAVU) if other != family), "sans-serif"],
        style="italic" if weight == "italic" else "normal",
        weight=_WEIGHTS[weight],
        size=size,
        fname=str(FACES[family, weight]),
    )


def width_of(words: str, size: float, weight: Weight = "regular") -> float:
    """How wide a line of printable words runs, in points."""
    family = face_for(words)
    return sum(_advance(family, weight, character) for character in words) * size


def shortened(words: str, room: float, size: float, weight: Weight = "regular") -> str:
    """The words on one line, cut with an ellipsis where they are wider than `room` points."""
    line = one_line(words)
    if width_of(line, size, weight) <= room:
        return line
    dots = max(_advance(face, weight, ELLIPSIS) for face in (INTER, DEJAVU)) * size
    head = line[: _fitting(line, room - dots, size, weight)]
    return head.rstrip(" ,;:.(–-") + ELLIPSIS if head else ""


def lines_of(words: str, room: float, size: float, most: int, weight: Weight = "regular") -> list[str]:
    """The words in at most `most` lines no wider than `room` points, the last cut with an ellipsis."""
    left = one_line(words)
    lines: list[str] = []
    while left and len(lines) < most - 1 and width_of(left, size, weight) > room:
        head = _fitting_head(left, room, size, weight)
        lines.append(head)
        left = left[len(head) :].lstrip()
    return [*lines, shortened(left, room, size, weight)] if left else lines


def _fitting_head(line: str, room: float, size: float, weight: Weight) -> str:
    """As many whole words as fit, or of a word that is too long as many characters; at least one."""
    fits = max(_fitting(line, room, size, weight), 1)
    space = line.rfind(" ", 0, fits + 1)
    return line[:space] if space > 0 else line[:fits]


def _fitting(line: str, room: float, size: float, weight: Weight) -> int:
    """How many characters from the start of the line are no wider than `room`."""
    face, width = face_for(line), 0.0
    for count, character in enumerate(line):
        advance = _advance(face, weight, character)
        if face != INTER and character in coverage(INTER):
            advance = max(advance, _advance(INTER, weight, character))  # the part may be set in either
        width += advance * size
        if width > room:
            return count
    return len(line)


@cache
def _advance(family: str, weight: Weight, character: str) -> float:
    glyph = _font(family, weight).load_char(ord(character), flags=LoadFlags.NO_HINTING)
    return float(glyph.linearHoriAdvance) / 65536 / _EM


@cache
def _font(family: str, weight: Weight) -> FT2Font:
    font = FT2Font(str(FACES[family, weight]))
    font.set_size(_EM, 72)
    return font
