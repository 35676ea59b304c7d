"""The bundled faces, what each can set, and what none can.

A string is set whole in one family: in Inter where it has every character, otherwise in DejaVu Sans. What
neither has is replaced by a visible sign and can be named (`unprintable`), since a renderer would leave it
out without a word.
"""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path
from typing import Final, Literal
from unicodedata import bidirectional, category, normalize

from trustdesk import RESOURCES

Weight = Literal["regular", "strong", "italic"]

INTER: Final = "Inter"
DEJAVU: Final = "DejaVu Sans"

_FILES: Final[tuple[tuple[str, Weight, str], ...]] = (
    (INTER, "regular", "Inter-Regular.ttf"),
    (INTER, "strong", "Inter-SemiBold.ttf"),
    (INTER, "italic", "Inter-Italic.ttf"),
    (DEJAVU, "regular", "DejaVuSans.ttf"),
    (DEJAVU, "strong", "DejaVuSans-Bold.ttf"),
    (DEJAVU, "italic", "DejaVuSans.ttf"),
)
FACES: Final = {(family, weight): RESOURCES / "fonts" / file for family, weight, file in _FILES}
"""The file of each family and weight. DejaVu Sans comes without an italic: it stands upright there."""

MISSING: Final = "\N{REPLACEMENT CHARACTER}"
"""What is printed where a character cannot be."""

_LINE_ENDS: Final = dict.fromkeys(map(ord, "\v\f\x1c\x1d\x1e\x85\u2028\u2029"), "\n")


@cache
def coverage(family: str) -> frozenset[str]:
    """The characters that every face of `family` has."""
    files = {path for (name, _), path in FACES.items() if name == family}
    return frozenset.intersection(*(_characters(path) for path in files))


def face_for(string: str) -> str:
    """The family in which `string` is set, whole: Inter, or DejaVu Sans when Inter lacks a character."""
    return INTER if coverage(INTER).issuperset(string.replace("\n", "")) else DEJAVU


def printable(string: str) -> str:
    """`string` as the faces can set it: composed, without invisible signs, with `MISSING` for what they lack.

    Line ends of every kind become a newline, tabs a space. Controls that would re-order the line are left
    out, so what is printed is what is stored, in its order.
    """
    if _ordinary().issuperset(string):
        return string
    lines = string.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").translate(_LINE_ENDS)
    composed = normalize("NFC", _whole(lines))
    face = _face_of_all(composed)
    return "".join(_shown(character, face) for character in composed)


def unprintable(string: str) -> str:
    """The characters of `string` that cannot be printed rightly, each once, in order; '' when all can.

    Besides those that no face has, these are the ones read from right to left: they are printed, but in the
    order they are stored in, since lines are set from left to right only.
    """
    if _ordinary().issuperset(string):
        return ""
    composed = normalize("NFC", _whole(string))
    face = _face_of_all(composed)
    odd = (c for c in composed if _missing(c, face) or bidirectional(c) in ("R", "AL"))
    return "".join(dict.fromkeys(odd))


@cache
def _ordinary() -> frozenset[str]:
    """What needs no second look: in Inter, visible, standing on its own."""
    plain = (c for c in coverage(INTER) if category(c)[0] in "LNPSZ" and category(c) not in ("Zl", "Zp"))
    return frozenset(plain) | {"\n"}


def _whole(string: str) -> str:
    # a pair of surrogates that came in one by one is one character; a lone one stays and is shown as missing
    return string.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if _paired(string) else string


def _paired(string: str) -> bool:
    return any("\ud800" <= c <= "\udbff" for c in string) and any("\udc00" <= c <= "\udfff" for c in string)


def _face_of_all(string: str) -> str:
    """The family in which all that is shown of `string` will be set: only DejaVu Sans has `MISSING`."""
    shown = "".join(c for c in string if not _invisible(c) and c not in "\n\r\t")
    return face_for(shown)


def _shown(character: str, face: str) -> str:
    if _missing(character, face):
        return MISSING
    return "" if _invisible(character) else character


def _missing(character: str, face: str) -> bool:
    if character in "\n\r\t" or ord(character) in _LINE_ENDS or _invisible(character):
        return False
    if category(character) == "Cc":  # some faces have empty glyphs for controls
        return True
    return character not in coverage(face)


def _invisible(character: str) -> bool:
    # joiners, byte order marks, soft hyphens, direction controls (Cf) and variation selectors
    return category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f"


def _characters(path: Path) -> frozenset[str]:
    """Every character the TrueType file has a glyph for, from its `cmap` table."""
    data = path.read_bytes()
    start = next(
        offset
        for tag, _, offset, _ in struct.iter_unpack(">4sLLL", data[12 : 12 + 16 * _short(data, 4)])
        if tag == b"cmap"
    )
    tables = struct.iter_unpack(">HHL", data[start + 4 : start + 4 + 8 * _short(data, start + 2)])
    points: set[int] = set()
    for platform, _, offset in tables:
        if platform in (0, 3):
            points |= _points(data, start + offset)
    return frozenset(map(chr, points))


def _points(data: bytes, at: int) -> set[int]:
    """The code points of one `cmap` subtable; formats 4 (segments) and 12 (groups) are what faces use."""
    kind = _short(data, at)
    if kind == 12:
        groups = struct.iter_unpack(
            ">LLL", data[at + 16 : at + 16 + 12 * struct.unpack_from(">L", data, at + 12)[0]]
        )
        return {point for first, last, _ in groups for point in range(first, last + 1)}
    if kind != 4:
        return set()
    count = _short(data, at + 6) // 2
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{count}H", data, at + skip)
        for skip in (14, 16 + 2 * count, 16 + 4 * count, 16 + 6 * count)
    )
    table = at + 16 + 6 * count
    found = set()
    for segment in range(count):
        for point in range(starts[segment], min(ends[segment], 0xFFFE) + 1):
            if offsets[segment]:
                glyph = _short(data, table + 2 * segment + offsets[segment] + 2 * (point - starts[segment]))
            else:
                glyph = (point + deltas[segment]) & 0xFFFF
            if glyph:
                found.add(point)
    return found


def _short(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "big")
