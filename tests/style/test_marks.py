from itertools import combinations

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.transforms import Affine2D

from trustdesk.charts.marks_mpl import mark_paths
from trustdesk.style.marks import MARKS, Mark, unconfirmed


def printed(mark: Mark) -> set[tuple[int, int]]:
    """The dark points of a mark drawn in black, forty a side."""
    figure = Figure(figsize=(1, 1), dpi=40)
    canvas = FigureCanvasAgg(figure)
    at_60_points = Affine2D().scale(60 / 72 * 40).translate(20, 20)
    for stroke, path in mark_paths(mark):
        pen = {"fill": False, "linewidth": stroke * 60} if stroke else {"linewidth": 0}
        figure.add_artist(PathPatch(path, color="#000000", capstyle="round", transform=at_60_points, **pen))
    canvas.draw()
    rows = memoryview(canvas.buffer_rgba()).tolist()
    return {(x, y) for y, row in enumerate(rows) for x, pixel in enumerate(row) if pixel[0] < 128}


@pytest.mark.parametrize("name", MARKS)
def test_a_mark_stays_within_its_square(name: str):
    for mark in (MARKS[name], unconfirmed(MARKS[name])):
        for shape in mark.shapes:
            for _, points in shape.commands:
                assert all(
                    shape.stroke / 2 <= at + 1e-9 and at <= 1 - shape.stroke / 2 + 1e-9 for at in points
                )


@pytest.mark.parametrize("name", MARKS)
def test_an_outline_begins_with_a_move_and_has_the_points_its_steps_need(name: str):
    for shape in MARKS[name].shapes:
        assert shape.commands[0][0] == "M"
        assert all(len(points) == {"M": 2, "L": 2, "C": 6, "Z": 0}[step] for step, points in shape.commands)


def test_no_two_marks_look_alike_in_black_and_white():
    looks = {name: printed(mark) for name, mark in MARKS.items()}
    outcomes = {name: mark for name, mark in MARKS.items() if not name.startswith("step_")}
    looks |= {f"{name}, unconfirmed": printed(unconfirmed(mark)) for name, mark in outcomes.items()}
    for one, other in combinations(looks, 2):
        union = looks[one] | looks[other]
        assert len(looks[one] ^ looks[other]) > 0.08 * len(union), (one, other)


def test_an_unconfirmed_mark_stands_in_a_ring_that_does_not_touch_it():
    look = printed(unconfirmed(MARKS["kept"]))
    middle = [x for x, y in look if y == 20]
    assert len(middle) < max(middle) - min(middle), "white between the mark and its ring"


@pytest.mark.parametrize("name", MARKS)
def test_the_outlines_of_a_chart_lie_around_the_point(name: str):
    for _, path in mark_paths(MARKS[name]):
        assert abs(path.vertices).max() <= 0.5
