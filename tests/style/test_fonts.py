import pytest
from fontTools.ttLib import TTFont

from trustdesk import RESOURCES
from trustdesk.style.fonts import DEJAVU, FACES, INTER, MISSING, coverage, face_for, printable, unprintable

LATIN = "Łódź naïve Ångström œuvre ẞ Ŵŷ Žižek İstanbul đ ț"
GREEK = "Ευχαριστούμε πολύ, Αθήνα, ϊΰ"
CYRILLIC = "Договорились Київ Ђорђе Ўладзімір"
TYPOGRAPHY = "≥ ≤ → – — … “quoted” ‘so’ • · × ½ € ₴ § ° ± −"


@pytest.mark.parametrize("family", [INTER, DEJAVU])
@pytest.mark.parametrize("text", [LATIN, GREEK, CYRILLIC, TYPOGRAPHY])
def test_both_families_set_the_european_scripts(family: str, text: str):
    assert set(text) <= coverage(family)


@pytest.mark.parametrize("path", sorted(set(FACES.values())), ids=lambda path: path.stem)
def test_coverage_is_what_the_font_file_says(path):
    family = next(family for (family, _), file in FACES.items() if file == path)
    with TTFont(path) as font:
        assert coverage(family) <= {chr(point) for point in font.getBestCmap()}
        assert font["OS/2"].fsType == 0, "the face may be embedded"


def test_a_family_covers_what_all_its_faces_have():
    for family in (INTER, DEJAVU):
        sets = []
        for path in {file for (name, _), file in FACES.items() if name == family}:
            with TTFont(path) as font:
                sets.append({chr(point) for point in font.getBestCmap()})
        assert coverage(family) == set.intersection(*sets)


def test_a_string_is_set_whole_in_the_fallback_when_one_character_is_missing():
    assert face_for("A plain line\nand another") == INTER
    assert face_for("A plain line with ◐") == DEJAVU


def test_ordinary_text_is_left_as_it_is():
    text = f"{LATIN}\n{GREEK} {CYRILLIC} {TYPOGRAPHY}"
    assert printable(text) == text
    assert unprintable(text) == ""


@pytest.mark.parametrize(
    ("typed", "printed", "named"),
    [
        ("nul\x00here", f"nul{MISSING}here", "\x00"),
        ("bell\x07", f"bell{MISSING}", "\x07"),
        ("lone \ud800 surrogate", f"lone {MISSING} surrogate", "\ud800"),
        ("日本", MISSING * 2, "日本"),
        ("日日 twice", f"{MISSING * 2} twice", "日"),
        ("evil \u202etxt.exe\u202c", "evil txt.exe", ""),
        ("soft\u00adhyphen zero\u200bwidth \ufeff", "softhyphen zerowidth ", ""),
        ("e\u0301", "é", ""),
        ("a\r\nb\rc\u2028d\x0be\u0085f", "a\nb\nc\nd\ne\nf", ""),
        ("tab\there", "tab here", ""),
        ("שלום", "שלום", "שלום"),
    ],
)
def test_what_cannot_be_printed_is_shown_and_named(typed: str, printed: str, named: str):
    assert printable(typed) == printed
    assert unprintable(typed) == named


def test_a_pair_of_surrogates_is_one_character():
    assert printable("\ud83d\ude00") == printable("😀")


def test_every_face_has_its_licence_and_its_line_in_the_notice():
    notice = (RESOURCES.parent / "NOTICE").read_text()
    for licence in ("Inter-LICENSE.txt", "DejaVu-LICENSE.txt"):
        assert (RESOURCES / "fonts" / licence).is_file()
        assert f"resources/fonts/{licence}" in notice


@pytest.mark.parametrize("string", ["₿ and ☃", "₿ and a rune ᚠ", "Ω ≥ ₿", "♞₿\u200d", "plain"])
def test_one_face_sets_the_whole_of_what_is_printed(string: str) -> None:
    shown = printable(string)
    assert coverage(face_for(shown)).issuperset(shown)
    assert all(c in unprintable(string) for c in string if c not in shown and c.isprintable())
