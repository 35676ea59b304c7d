from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.pack.reading import page_texts
from trustdesk.pack.blocks import Heading, Paragraph
from trustdesk.pack.columns import Columns
from trustdesk.pack.cover import Front
from trustdesk.pack.document import Section, build
from trustdesk.pack.flow import Strip, paginate, stacked_height
from trustdesk.pack.table import Cell, Column, Group, Table
from trustdesk.pack.typography import BODY, set_text, text_width

FRONT = Front("Pack", "Arden & Vale", "For both parties")
COLUMNS = [Column("Promise", 3), Column("Owner")]


def strip(height: float, before: float = 0.0, stays: bool = False, head: tuple[Strip, ...] = ()) -> Strip:
    return Strip(height, lambda canvas, x, top: None, before=before, stays=stays, head=head)


def pages_of(*blocks) -> list[str]:
    return page_texts(build(FRONT, [Section("S", blocks)]).pdf)[1:]


def test_strips_that_stay_together_move_together():
    placed = paginate([strip(60), strip(30, stays=True), strip(30)], room=100)
    assert [len(page) for page in placed] == [1, 2]


def test_white_space_counts_between_strips_and_not_at_the_head_of_a_page():
    placed = paginate([strip(40, before=50), strip(40, before=10), strip(40, before=10)], room=100)
    assert [[item.drop for item in page] for page in placed] == [[0, 50], [0]]


def test_of_two_neighbours_the_larger_white_space_counts():
    above = Strip(10, lambda canvas, x, top: None, after=12)
    assert stacked_height([above, strip(10, before=8)]) == 32
    assert stacked_height([above, strip(10, before=20)]) == 40


def test_a_head_is_set_again_above_the_strip_that_opens_a_page():
    head = strip(10, stays=True)
    rows = [strip(30, head=(head,)) for _ in range(5)]
    placed = paginate([head, *rows], room=100)
    assert [len(page) for page in placed] == [4, 3]
    assert all(page[0].strip.height == 10 for page in placed)


def test_a_run_taller_than_a_page_is_broken_rather_than_lost():
    placed = paginate([strip(30, stays=True) for _ in range(10)], room=100)
    assert [len(page) for page in placed] == [3, 3, 3, 1]


@given(
    st.lists(st.tuples(st.integers(1, 90), st.integers(0, 20), st.booleans()), min_size=1, max_size=40),
    st.integers(100, 300),
)
def test_nothing_is_lost_doubled_or_set_outside_the_page(shapes, room):
    strips = [strip(height, before, stays) for height, before, stays in shapes]
    placed = paginate(strips, room)
    assert [item.strip for page in placed for item in page] == strips
    for page in placed:
        assert page[0].drop == 0
        assert all(item.drop + item.strip.height <= room for item in page)
        assert all(a.drop + a.strip.height <= b.drop for a, b in pairwise(page))


@given(st.text(max_size=300), st.floats(20, 400))
def test_no_line_is_wider_than_its_room_and_no_visible_character_is_lost(text, width):
    lines = set_text(text, BODY, width)
    for row in lines.rows:
        assert len(row) == 1 or text_width(row, lines.font, BODY) <= width + 0.01
    whole = set_text(text, BODY, 1e9)
    assert "".join("".join(lines.rows).split()) == "".join("".join(whole.rows).split())


def test_a_heading_never_stands_alone_at_the_foot_of_a_page():
    for count in range(30, 50):
        pages = pages_of(
            *(Paragraph(f"line {at}") for at in range(count)), Heading("Last heading"), Paragraph("its text")
        )
        (page,) = (text for text in pages if "Last heading" in text)
        assert "its text" in page


def test_a_heading_stays_with_the_first_rows_of_its_table():
    for count in range(25, 33):
        table = Table(COLUMNS, [[f"promise {at}", "Okafor"] for at in range(40)])
        pages = pages_of(*(Paragraph(f"line {at}") for at in range(count)), Heading("Promises made"), table)
        (page,) = (text for text in pages if "Promises made" in text)
        assert "promise 0" in page


def test_a_paragraph_leaves_no_single_line_on_either_page():
    for count in range(24, 34):
        text = "\n".join(f"body {at}" for at in range(6))
        for page in pages_of(*(Paragraph(f"line {at}") for at in range(count)), Paragraph(text)):
            assert page.count("body") != 1


def test_the_head_of_a_table_is_repeated_on_every_page_and_the_group_too():
    rows = [Group("Promised by Arden"), *([f"promise {at}", "Okafor"] for at in range(120))]
    pages = pages_of(Table(COLUMNS, rows))
    assert len(pages) > 2
    for page in pages:
        assert "Owner" in page
        assert "Promised by Arden" in page


def test_rows_are_whole_and_in_order():
    rows = [[Cell(f"promise {at}\nsecond line {at}\nthird line {at}"), "Okafor"] for at in range(60)]
    pages = pages_of(Table(COLUMNS, rows))
    for at in range(60):
        (page,) = (text for text in pages if f"promise {at}\n" in text)
        assert f"third line {at}" in page
    starts = [int(text.split("promise ")[1].split("\n")[0]) for text in pages]
    assert starts == sorted(starts) and starts[0] == 0


def test_a_row_taller_than_a_page_is_cut_between_lines_and_loses_none():
    tall = "\n".join(f"entry {at} of the account" for at in range(150))
    pages = pages_of(Table(COLUMNS, [["short", "A"], [tall, "B"], ["short", "C"]]))
    assert len(pages) >= 3
    for at in range(150):
        assert sum(f"entry {at} of the account" in page for page in pages) == 1
    assert all("Owner" in page for page in pages)


def test_columns_too_tall_for_a_page_are_set_one_below_the_other():
    left, right = "left words " * 900, "right words " * 900
    text = " ".join(pages_of(Columns([[Paragraph(left)], [Paragraph(right)]])))
    assert text.count("left") == text.count("right") == 900
