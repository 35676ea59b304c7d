from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from trustdesk.charts.lettering import ELLIPSIS, lines_of, one_line, shortened, width_of
from trustdesk.charts.placing import kept_apart, rows_for, spread
from trustdesk.charts.scales import days_between, month_starts, whole_ticks

spans = st.lists(
    st.tuples(st.floats(0, 100), st.floats(0, 30)).map(lambda span: (span[0], span[0] + span[1]))
)


def touching(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@given(spans)
def test_no_two_spans_of_a_row_touch(found: list[tuple[float, float]]):
    rows = rows_for(found)
    for n, one in enumerate(found):
        for m, other in enumerate(found[:n]):
            assert rows[n] != rows[m] or not touching(one, other)


@given(spans)
def test_what_is_shown_does_not_touch_and_what_is_not_would(found: list[tuple[float, float]]):
    shown = kept_apart(found)
    for n, one in enumerate(found):
        before = [other for other, kept in zip(found[:n], shown, strict=False) if kept]
        assert shown[n] != any(touching(one, other) for other in before)


@given(st.lists(st.floats(0, 100), max_size=12))
def test_labels_are_spread_in_their_order_within_the_limits(places: list[float]):
    moved = spread(places, 8, 0, 100)
    assert all(-1e-9 <= place <= 100 + 1e-9 for place in moved)
    order = sorted(range(len(places)), key=lambda at: places[at])
    gaps = [moved[b] - moved[a] for a, b in pairwise(order)]
    assert all(gap >= min(8, 100 / max(len(places) - 1, 1)) - 1e-6 for gap in gaps)


@given(st.text(max_size=60), st.floats(0, 200))
def test_words_are_cut_to_the_room_they_have(words: str, room: float):
    cut = shortened(words, room, 8)
    assert width_of(cut, 8) <= room + 1e-6
    assert cut == one_line(words) or cut == "" or cut.endswith(ELLIPSIS)


@given(st.text(min_size=1, max_size=120), st.floats(20, 120), st.integers(1, 4))
def test_lines_are_no_wider_than_the_room_and_no_more_than_allowed(words: str, room: float, most: int):
    lines = lines_of(words, room, 8, most)
    assert len(lines) <= most
    assert all(width_of(line, 8) <= room + 1e-6 for line in lines)


def test_a_tab_a_newline_and_a_control_become_part_of_one_line():
    assert one_line("a\tb\n\nc \u202ed") == "a b c d"


def test_a_line_with_signs_of_two_faces_is_set_in_one_and_says_what_is_missing():
    assert one_line("ᚠ ₿") != "" and "\N{REPLACEMENT CHARACTER}" in one_line("ᚠ ₿")
    assert width_of(one_line("ᚠ ₿"), 8) > 0


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)), st.integers(0, 40_000))
def test_months_are_named_at_a_distance_over_any_span(first: date, length: int):
    last = date.fromordinal(min(first.toordinal() + length, date.max.toordinal()))
    days = days_between([first, last], 0, 480, around=3)
    places = [days(month) for month in month_starts(days, 34)]
    assert len(places) <= 16
    assert all(-1 <= place <= 481 for place in places)


def test_the_scale_of_one_day_is_wide_enough_to_be_read():
    days = days_between([date(2026, 1, 1)], 0, 100)
    assert days.last - days.first >= timedelta(days=28)
    assert 40 < days(date(2026, 1, 1)) < 60


@given(st.floats(0, 1e6), st.integers(2, 8))
def test_ticks_are_round_and_reach_the_top(high: float, most: int):
    ticks = whole_ticks(high, most)
    assert ticks[0] == 0 and ticks[-1] >= high
    assert len(ticks) <= most + 1
