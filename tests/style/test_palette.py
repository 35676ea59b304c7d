from itertools import combinations

import pytest

from trustdesk.style.palette import DARK, LIGHT, PRINT, contrast

PALETTES = {"light": LIGHT, "dark": DARK, "print": PRINT}
TEXT = ("ink", "muted", "accent", "good", "caution", "bad", "quiet")

# Machado, Oliveira and Fernandes (2009), severity 1.0, for linear RGB.
DEFICIENCIES = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.01182, 0.04294, 0.968881),
    ),
}


def linear(colour: str) -> list[float]:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def lab(rgb: list[float]) -> tuple[float, float, float]:
    r, g, b = (min(max(c, 0.0), 1.0) for c in rgb)
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883
    fx, fy, fz = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def seen_with(deficiency: str, colour: str) -> tuple[float, float, float]:
    rgb = linear(colour)
    return lab(
        [sum(weight * c for weight, c in zip(row, rgb, strict=True)) for row in DEFICIENCIES[deficiency]]
    )


def test_contrast_of_black_on_white_is_twenty_one():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("ground", ["page", "surface", "wash"])
@pytest.mark.parametrize("text", TEXT)
def test_every_text_colour_reads_on_every_ground(name: str, ground: str, text: str):
    palette = PALETTES[name]
    assert contrast(getattr(palette, text), getattr(palette, ground)) >= 4.5


@pytest.mark.parametrize("name", PALETTES)
def test_the_parties_colours_carry_text_too(name: str):
    palette = PALETTES[name]
    for colour in palette.parties:
        assert contrast(colour, palette.page) >= 4.5
        assert contrast(colour, palette.surface) >= 4.5


@pytest.mark.parametrize("name", PALETTES)
def test_text_upon_the_accent_reads(name: str):
    assert contrast(PALETTES[name].on_accent, PALETTES[name].accent) >= 4.5


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
@pytest.mark.parametrize("name", PALETTES)
def test_the_first_two_parties_stay_far_apart_for_the_colour_blind(name: str, deficiency: str):
    one, other = (seen_with(deficiency, colour) for colour in PALETTES[name].parties[:2])
    assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 > 40


@pytest.mark.parametrize("name", PALETTES)
def test_no_two_parties_share_a_colour(name: str):
    for one, other in combinations(PALETTES[name].parties, 2):
        distance = sum((a - b) ** 2 for a, b in zip(lab(linear(one)), lab(linear(other)), strict=True)) ** 0.5
        assert distance > 20


def test_a_seventh_party_starts_over_with_the_first_colour():
    assert LIGHT.party(0) == LIGHT.party(len(LIGHT.parties)) != LIGHT.party(1)


def test_every_colour_is_written_the_same_way():
    for palette in PALETTES.values():
        for value in palette:
            for colour in value if isinstance(value, tuple) else (value,):
                assert len(colour) == 7 and colour[0] == "#" and colour == colour.lower()
                int(colour[1:], 16)
