import os
import re
import subprocess
import sys
import time
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.pack.reading import embedded_fonts, fonts, outline, page_sizes, page_texts, properties, text_of
from trustdesk.errors import TrustDeskError
from trustdesk.pack.bands import BandStage, KeyFigure, KeyFigures, ShareBar, ShareBars, StageBand
from trustdesk.pack.blocks import Bullets, Callout, Definitions, EmptyLine, Heading, Paragraph, Space
from trustdesk.pack.columns import Columns, Together
from trustdesk.pack.cover import Front
from trustdesk.pack.document import Section, build
from trustdesk.pack.flow import Block
from trustdesk.pack.forms import Legend, Signatures, TickItem, TickList
from trustdesk.pack.paper import LETTER
from trustdesk.pack.table import Cell, Column, Group, Table
from trustdesk.style.marks import MARKS

FRONT = Front(
    title="Review pack",
    relationship="Arden & Vale",
    audience="For both parties",
    occasion="Third review",
    status="Draft",
    facts=(("Day", "25 November 2026"),),
    author="N. Papadopoulos",
    dated=date(2026, 11, 21),
)
COLUMNS = [
    Column("", width=12),
    Column("Promise", 3),
    Column("Owner"),
    Column("Days", width=30, align="right"),
]
HOSTILE = [
    "<img src=/etc/passwd>",
    "R&D <lead> asked",
    "a<b and <b>unclosed",
    "&amp; &#65; %s {0} $x^2$ \\n",
    "Jane <jane@example.org>",
]


def promises(count: int) -> Table:
    rows = [
        [Cell(mark="kept", confirmed=at % 2 == 0), Cell(f"Promise {at}", "moved once"), "M. Okafor", str(at)]
        for at in range(count)
    ]
    return Table(COLUMNS, [Group("Promised by Arden"), *rows])


def every_block() -> list[Block]:
    return [
        KeyFigures([KeyFigure("6 of 9", "on the day", "three late")]),
        StageBand(
            [
                BandStage("First exchange", date(2026, 1, 1), date(2026, 6, 30), "done", "gate passed"),
                BandStage("Joint line", date(2026, 7, 1), date(2026, 12, 18), "running"),
            ],
            date(2026, 11, 21),
            "Today, 21 November",
        ),
        Callout("Both sides kept their word.", "from the record"),
        Heading("Decisions wanted"),
        Bullets(["Open stage 4", "Share the forecast"], numbered=True),
        Columns([[Paragraph("left column")], [Paragraph("right column", lead="Lead.")]]),
        ShareBars([ShareBar("Arden", 0.6, 0.1, "six kept")], ("shown", "broken", "not yet known")),
        Legend([(name, f"mark {name}") for name in MARKS]),
        TickList([TickItem("All settled", "9 of 11", ticked=True), TickItem("Review held")]),
        Signatures(
            [("Mary Okafor", "Sponsor"), ("Жанна Петрова", "Sponsor"), ("Νίκος", "Consultant")],
            "Day of signing",
        ),
        Definitions([("on the day", "done when it was due")]),
        Together([EmptyLine("Nothing has been promised yet."), Space(48, ruled=True)]),
        promises(3),
    ]


def test_every_block_prints_all_of_its_texts():
    blocks = every_block()
    printed = " ".join(text_of(build(FRONT, [Section("All", blocks)]).pdf).split())
    for block in blocks:
        for text in block.texts():
            assert text in printed


@pytest.mark.parametrize("text", HOSTILE)
def test_user_text_is_printed_literally_in_every_place(text: str):
    blocks: list[Block] = [
        Paragraph(text),
        Paragraph("after", lead=text),
        Heading(text),
        Callout(text),
        Bullets([text]),
        Definitions([(text, text)]),
        Table([Column(text)], [Group(text), [Cell(text, text)]]),
        TickList([TickItem(text, text)]),
    ]
    front = Front(title=text, relationship=text, audience=text, occasion=text, facts=((text, text),))
    document = build(front, [Section(text, blocks, lede=text)])
    assert text_of(document.pdf).count(text) >= 20
    assert [title for _, title, _ in outline(document.pdf)] == [text, text, text]
    assert properties(document.pdf)["Title"] == f"{text} – {text}"


def test_line_breaks_of_a_text_are_kept():
    text = text_of(build(FRONT, [Section("S", [Paragraph("first line\nsecond line\n\nafter a gap")])]).pdf)
    assert "first line\nsecond line\n" in text
    assert "after a gap" in text


def test_a_word_wider_than_the_line_is_cut_and_loses_nothing():
    word = "".join(chr(ord("a") + at % 26) for at in range(2000))
    text = text_of(build(FRONT, [Section("S", [Paragraph(word)])], cover=False).pdf)
    assert word in text.replace("\n", "")


def test_a_very_long_text_takes_its_pages_in_a_moment():
    started = time.perf_counter()
    document = build(FRONT, [Section("S", [Paragraph("word " * 200_000)])])
    assert time.perf_counter() - started < 20
    assert document.pages > 200
    assert text_of(document.pdf).count("word") == 200_000


def test_what_cannot_be_printed_is_named_with_its_place():
    sections = [
        Section("First", [Paragraph("plain")]),
        Section("Second", [Table([Column("Who")], [["nul\x00 and 日本"], ["nul\x00 and 日本"], ["fine"]])]),
    ]
    (found,) = build(FRONT, sections).unprintable
    assert found.characters == "\x00日本"
    assert found.section == "Second"
    assert found.excerpt.startswith("nul�")


def test_greek_and_cyrillic_are_printed():
    text = text_of(
        build(FRONT, [Section("Λέξεις", [Paragraph("Договорились; Ευχαριστούμε; ✓ in the fallback")])]).pdf
    )
    for words in ("Λέξεις", "Договорились; Ευχαριστούμε; ✓ in the fallback"):
        assert words in text


def test_all_fonts_are_embedded_and_none_is_helvetica():
    pdf = build(FRONT, [Section("All", [*every_block(), Paragraph("◐ in DejaVu")])]).pdf
    assert fonts(pdf) == embedded_fonts(pdf)
    assert {name.split("+")[1] for name in fonts(pdf)} == {
        "Inter-Regular",
        "Inter-SemiBold",
        "Inter-Italic",
        "DejaVuSans",
    }
    assert b"Helvetica" not in pdf


def test_each_page_says_who_it_is_for_and_which_page_it_is():
    document = build(FRONT, [Section("One", [promises(80)]), Section("Two", [Paragraph("end")])])
    texts = page_texts(document.pdf)
    assert document.pages == len(texts) > 3
    assert "For both parties" in texts[0]
    for number, text in enumerate(texts[1:], start=2):
        assert f"page {number} of {document.pages}" in text
        assert "For both parties · Draft" in text
        assert "Arden & Vale" in text


def test_words_across_stand_on_every_page_when_told():
    texts = page_texts(
        build(Front("T", "R", "For us", across="Not for the client"), [Section("S", [promises(60)])]).pdf
    )
    assert len(texts) > 2
    assert all("Not for the client" in text for text in texts)


def test_the_running_head_names_the_section_of_the_page():
    texts = page_texts(build(FRONT, [Section("One", [promises(60)]), Section("Two", [Paragraph("end")])]).pdf)
    assert texts[-2].count("One") == 1 and "Two" not in texts[-2]
    assert texts[-1].count("Two") == 2, "as running head and as title"


def test_the_outline_has_sections_and_their_headings():
    blocks = [Paragraph("text"), Heading("Within")]
    document = build(FRONT, [Section("One", [*blocks, promises(60)]), Section("Two", [Paragraph("end")])])
    assert outline(document.pdf) == [
        (0, "Review pack", 1),
        (0, "One", 2),
        (1, "Within", 2),
        (0, "Two", document.pages),
    ]


def test_headings_of_a_section_without_a_title_stand_below_the_documents_own():
    document = build(FRONT, [Section("", [Heading("Within"), Paragraph("text")])])
    assert outline(document.pdf) == [(0, "Review pack", 1), (1, "Within", 2)]


def test_a_long_document_has_contents_with_the_right_pages():
    document = build(FRONT, [Section(f"Part {at}", [promises(25)]) for at in range(21)])
    contents = page_texts(document.pdf)[1]
    found = {title: page for _, title, page in outline(document.pdf)}
    assert found["Contents"] == 2
    for at in range(21):
        assert re.search(rf"Part {at}\n?\s*{found[f'Part {at}']}\b", contents)
        assert f"Part {at}" in page_texts(document.pdf)[found[f"Part {at}"] - 1]


def test_a_short_document_has_none():
    assert "Contents" not in text_of(build(FRONT, [Section("One", [Paragraph("text")])]).pdf)


def test_without_a_cover_the_title_heads_the_first_page():
    document = build(FRONT, [Section("", [Paragraph("text")])], cover=False)
    assert document.pages == 1
    assert page_texts(document.pdf)[0].count("Review pack") == 2
    assert outline(document.pdf) == [(0, "Review pack", 1)]


def test_endless_names_on_the_cover_end_in_an_ellipsis_within_the_page():
    endless = "An endless name " * 300
    front = Front(
        title=endless, relationship=endless, audience=endless, occasion=endless, facts=((endless, endless),)
    )
    text = page_texts(build(front, [Section("S", [Paragraph("a")])]).pdf)[0]
    assert text.count("…") == 6
    assert len(text.splitlines()) < 20


def test_sections_begin_a_page_unless_they_flow_on():
    one, two = Section("One", [Paragraph("a")]), Section("Two", [Paragraph("b")])
    assert build(FRONT, [one, two]).pages == 3
    assert build(FRONT, [one, Section("Two", [Paragraph("b")], flows=True)]).pages == 2


def test_paper_and_landscape_are_as_asked():
    sections = [Section("One", [Paragraph("a")]), Section("Wide", [Paragraph("b")], landscape=True)]
    assert page_sizes(build(FRONT, sections).pdf) == [(595, 842), (595, 842), (842, 595)]
    assert page_sizes(build(FRONT, sections, sheet=LETTER).pdf) == [(612, 792), (612, 792), (792, 612)]


def test_title_language_and_author_are_set_and_no_clock_is_read():
    pdf = build(FRONT, [Section("One", [Paragraph("a")])], language="en").pdf
    found = properties(pdf)
    assert found["Title"] == "Review pack – Arden & Vale"
    assert found["Author"] == "N. Papadopoulos"
    assert found["CreationDate"] == found["ModDate"] == "D:20261121000000Z"
    assert re.search(rb"/Lang \(en\)", pdf)
    assert b"/DisplayDocTitle true" in pdf


def test_the_same_input_gives_the_same_bytes_whatever_the_hash_seed():
    script = (
        "import hashlib; from tests.pack.test_layout import *; "
        "print(hashlib.sha256(build(FRONT, [Section('All', every_block()), Section('More', [promises(90)])]"
        ").pdf).hexdigest())"
    )
    root = Path(__file__).parents[2]
    seen = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            cwd=root,
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2", "77")
    }
    assert len(seen) == 1


def test_a_logo_brings_its_pixels_and_nothing_else():
    picture = Image.new("RGB", (40, 20), "#aa0000")
    exif = picture.getexif()
    exif[0x010E] = "secret words in the picture"
    file = BytesIO()
    picture.save(file, "JPEG", exif=exif)
    assert b"secret words" in file.getvalue()
    pdf = build(Front("T", "R", "For us", logo=file.getvalue()), [Section("One", [Paragraph("a")])]).pdf
    assert b"/Subtype /Image" in pdf
    assert b"secret words" not in pdf


@pytest.mark.parametrize("data", [b"not a picture", b"GIF89a", b"\x89PNG\r\n\x1a\n" + b"\0" * 40])
def test_a_file_that_is_no_picture_is_refused_in_words(data: bytes):
    with pytest.raises(TrustDeskError, match="logo cannot be read"):
        build(Front("T", "R", "For us", logo=data), [Section("One", [Paragraph("a")])])
