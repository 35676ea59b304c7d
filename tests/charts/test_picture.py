import pytest
from matplotlib.text import Text as FigureText

from tests.charts.programs import program
from trustdesk.charts import CHARTS, Look
from trustdesk.charts.picture import picture_of
from trustdesk.charts.saving import as_bytes

OF = program(8)


@pytest.mark.parametrize("name", CHARTS)
def test_a_picture_holds_every_line_of_words_inside_it(name: str):
    chart = CHARTS[name](OF.snapshot, OF.measures)
    picture = picture_of(chart, 100)
    drawn = sorted(text.get_text() for text in chart.figure.findobj(FigureText) if text.get_text())
    assert sorted(words.text for words in picture.words) == drawn
    assert all(0 <= words.x <= 1 and 0 <= words.y <= 1 for words in picture.words)


def test_a_picture_is_as_large_as_it_is_fine():
    chart = CHARTS["load"](OF.snapshot, OF.measures, Look(width=5))
    picture = picture_of(chart, 120)
    assert picture.width == 600
    assert len(picture.dots) == picture.width * picture.height * 4


def test_a_title_is_set_in_the_strong_face_at_its_size():
    chart = CHARTS["load"](OF.snapshot, OF.measures)
    title = next(words for words in picture_of(chart, 100).words if words.text == chart.title)
    assert (title.strong, title.size, title.family, title.align) == (True, 10.5, "Inter", "left")


def test_making_a_picture_leaves_the_chart_as_it_was():
    chart = CHARTS["timeline"](OF.snapshot, OF.measures)
    before = as_bytes(chart, "svg")
    picture_of(chart, 90)
    assert as_bytes(chart, "svg") == before
