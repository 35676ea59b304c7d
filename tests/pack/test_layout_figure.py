import warnings
from io import BytesIO

import pypdfium2
import pytest
from matplotlib.figure import Figure
from reportlab.pdfgen.canvas import Canvas

from tests.pack.reading import embedded_fonts, fonts, text_of
from trustdesk.pack.blocks import Paragraph
from trustdesk.pack.cover import Front
from trustdesk.pack.document import Section, build
from trustdesk.pack.figure_drawing import FigureBlock, draw_figure
from trustdesk.pack.typography import BASE_FONT

FRONT = Front("Pack", "Arden & Vale", "For both parties")


def figure(title: str = "Arden holds", **options) -> Figure:
    drawn = Figure(figsize=(6, 3), **options)
    axes = drawn.add_subplot()
    axes.set_title(title, fontweight="bold")
    axes.plot([1, 2, 3], [3, 1, 2], color="#0072b2", marker="o", linestyle="--")
    axes.fill_between([1, 2, 3], [2, 0, 1], [4, 2, 3], alpha=0.2)
    axes.scatter([1, 2], [2, 2])
    axes.set_ylabel("kept on the day")
    return drawn


def pdf_of(drawn: Figure) -> bytes:
    target = BytesIO()
    canvas = Canvas(target, (500, 300), invariant=1, initialFontName=BASE_FONT)
    draw_figure(drawn, canvas, 20, 20)
    canvas.save()
    return target.getvalue()


def test_the_words_of_a_chart_are_searchable_text_in_the_packs_fonts():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        pdf = build(FRONT, [Section("S", [FigureBlock(figure(), "A caption")])]).pdf
    for words in ("Arden holds", "kept on the day", "A caption"):
        assert words in text_of(pdf)
    assert fonts(pdf) == embedded_fonts(pdf)
    assert {name.split("+")[1] for name in fonts(pdf)} == {"Inter-Regular", "Inter-SemiBold"}
    assert b"/Subtype /Image" not in pdf


@pytest.mark.parametrize(
    "words", ["costs $3 & $4", "<b>bold?", "a_1^2 \\frac", "_starts low", "Київ ✓ Αθήνα"]
)
def test_words_of_a_chart_are_set_literally(words: str):
    assert words in text_of(pdf_of(figure(words)))


def test_what_a_chart_cannot_print_is_named():
    (found,) = build(FRONT, [Section("Charts", [FigureBlock(figure("日本 holds"))])]).unprintable
    assert (found.characters, found.section) == ("日本", "Charts")


def test_a_figure_is_left_as_it_was():
    drawn = figure(dpi=144, layout="constrained")
    canvas = drawn.canvas
    first = pdf_of(drawn)
    assert drawn.dpi == 144
    assert drawn.canvas is canvas
    assert pdf_of(drawn) == first


def test_layout_keeps_long_labels_inside_the_page():
    drawn = Figure(figsize=(5, 3), layout="constrained")
    axes = drawn.add_subplot()
    axes.barh(["A very long name of an organisation & its daughter", "B"], [1, 2])
    page = pypdfium2.PdfDocument(pdf_of(drawn))[0]
    boxes = [thing.get_bounds() for thing in page.get_objects() if thing.type == 1]
    assert boxes and all(left >= 20 and right <= 20 + 5 * 72 for left, _, right, _ in boxes)


def test_rotated_text_stands_where_matplotlib_put_it():
    drawn = Figure(figsize=(4, 4))
    drawn.text(0.5, 0.5, "turned words", rotation=90, ha="center", va="center")
    page = pypdfium2.PdfDocument(pdf_of(drawn))[0]
    (box,) = (thing.get_bounds() for thing in page.get_objects() if thing.type == 1)
    left, bottom, right, top = box
    assert top - bottom > 4 * (right - left)
    assert (left + right) / 2 == pytest.approx(20 + 144, abs=3)
    assert (bottom + top) / 2 == pytest.approx(20 + 144, abs=3)


def test_lines_end_at_the_edge_of_their_axes():
    drawn = Figure(figsize=(4, 3))
    axes = drawn.add_axes((0.25, 0.25, 0.5, 0.5), xlim=(0, 1), ylim=(0, 1))
    axes.set_axis_off()
    axes.plot([-5, 5], [0.5, 0.5], color="black", linewidth=4)
    picture = pypdfium2.PdfDocument(pdf_of(drawn))[0].render(scale=1).to_pil().convert("L")
    dark = [x for x in range(picture.width) if picture.getpixel((x, 300 - (20 + 108))) < 128]
    assert min(dark) == pytest.approx(20 + 72, abs=2)
    assert max(dark) == pytest.approx(20 + 216, abs=2)


def test_a_chart_wider_than_the_column_is_made_smaller():
    wide = Figure(figsize=(20, 5))
    wide.text(0.98, 0.5, "far right", ha="right")
    pdf = build(FRONT, [Section("S", [FigureBlock(wide), Paragraph("below")])]).pdf
    page = pypdfium2.PdfDocument(pdf)[1]
    box = next(t.get_bounds() for t in page.get_objects() if t.type == 1 and t.get_bounds()[2] > 400)
    assert box[2] < 595 - 56


def test_pictures_are_refused():
    drawn = Figure()
    drawn.add_subplot().imshow([[0, 1], [1, 0]])
    with pytest.raises(NotImplementedError):
        pdf_of(drawn)
