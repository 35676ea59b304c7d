"""The colours of screen, chart and print, each named once by its use.

Every colour is `'#rrggbb'`. Text colours (`ink`, `muted`, `accent`, the status tones and the parties) reach
the contrast of WCAG 2.1 AA, 4.5 : 1, on `page` and on `surface`; a test holds the palettes to it. The
parties' colours start from the colour-blind-safe set of Okabe and Ito (2008), darkened or lightened until
they carry text as well, so that a line of a chart can be labelled in its own colour.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Palette(NamedTuple):
    """One theme.

    `page` lies behind everything, `surface` behind what is set apart, `wash` is the accent's faint tint.
    `hairline` draws rules, `ink` text, `muted` what is said in passing. `on_accent` is text upon `accent`.
    `good`, `caution`, `bad` and `quiet` are tones of a status and never stand without a word or a mark.
    """

    page: str
    surface: str
    wash: str
    hairline: str
    ink: str
    muted: str
    accent: str
    on_accent: str
    good: str
    caution: str
    bad: str
    quiet: str
    parties: tuple[str, ...]

    def party(self, position: int) -> str:
        """The colour of the party at `position` (0 is the first) in its relationship."""
        return self.parties[position % len(self.parties)]


LIGHT: Final = Palette(
    page="#ffffff",
    surface="#f5f7f8",
    wash="#e6f0f1",
    hairline="#d3d9dd",
    ink="#1a2026",
    muted="#57636d",
    accent="#125560",
    on_accent="#ffffff",
    good="#1c6b45",
    caution="#8a5a00",
    bad="#a8322a",
    quiet="#5d6872",
    parties=("#0072b2", "#b84e00", "#00735a", "#9c4377", "#5f6b00", "#5a55a3"),
)

DARK: Final = Palette(
    page="#14181c",
    surface="#1d2329",
    wash="#17323a",
    hairline="#363f47",
    ink="#e9ecee",
    muted="#a5b0b9",
    accent="#6fc3ce",
    on_accent="#0d1a1d",
    good="#62c490",
    caution="#e3b04b",
    bad="#f08f83",
    quiet="#9aa5ae",
    parties=("#56b4e9", "#f0a03c", "#35c79d", "#e08fbd", "#c3c64a", "#aaa5f0"),
)

PRINT: Final = Palette(
    page="#ffffff",
    surface="#f4f6f7",
    wash="#e8f0f1",
    hairline="#c9d0d5",
    ink="#15191d",
    muted="#525d66",
    accent="#125560",
    on_accent="#ffffff",
    good="#1c6b45",
    caution="#835500",
    bad="#a02f27",
    quiet="#58636c",
    parties=LIGHT.parties,
)


def luminance(colour: str) -> float:
    """The relative luminance of `'#rrggbb'`, 0 black to 1 white (WCAG 2.1, relative luminance)."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart, 1 (the same) to 21 (black on white), as in WCAG 2.1."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
