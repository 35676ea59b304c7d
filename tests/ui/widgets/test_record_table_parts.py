"""The parts of a table that need no window: how widths are shared, how rows travel, how text is broken."""

from __future__ import annotations

from typing import Any

import pytest

from trustdesk.errors import TrustDeskError
from ui import theme
from ui.widgets.record_table import clipboard
from ui.widgets.record_table.column import Column
from ui.widgets.record_table.delegate import two_lines
from ui.widgets.record_table.looks import natural
from ui.widgets.record_table.widths import shared


def _column(name: str, stretch: int = 0, priority: int = 0) -> Column:
    return Column(name, name, lambda moment, record: "", stretch=stretch, priority=priority)


COLUMNS = (
    _column("ref"),
    _column("text", stretch=1),
    _column("owner", priority=1),
    _column("notice", priority=2),
)


def test_what_room_is_left_goes_to_the_column_that_stretches() -> None:
    assert shared(COLUMNS, [40, 200, 100, 60], 1000, set(), {}) == [40, 800, 100, 60]


def test_where_it_is_narrow_the_least_important_columns_go_first() -> None:
    assert shared(COLUMNS, [40, 200, 100, 60], 350, set(), {}) == [40, 210, 100, 0]
    assert shared(COLUMNS, [40, 200, 100, 60], 350, set(), {}, {"notice"}) == [40, 150, 100, 60]


def test_before_the_last_column_goes_that_can_the_long_text_gives_a_third_of_its_width() -> None:
    assert shared(COLUMNS, [40, 200, 100, 60], 280, set(), {}) == [40, 140, 100, 0]
    assert shared(COLUMNS, [40, 200, 100, 60], 230, set(), {}) == [40, 190, 0, 0]


def test_a_width_a_user_gave_stays_and_a_column_put_away_stays_away() -> None:
    assert shared(COLUMNS, [40, 200, 100, 60], 1000, {"notice"}, {"owner": 150}) == [40, 810, 150, 0]


@pytest.mark.parametrize(
    "rows",
    [
        [["a", "b"], ["c", "d"]],
        [["two\nlines", "tab\there"], ['say "so"', '"quoted"']],
        [["'=SUM(A1)", "x"]],
    ],
)
def test_rows_come_back_from_the_clipboard_as_they_went(rows: list[list[str]]) -> None:
    expected = [[cell.removeprefix("'") for cell in row] for row in rows]
    assert clipboard.read(clipboard.written(rows)) == expected


def test_excel_s_own_lines_and_quotes_are_read_as_excel_means_them() -> None:
    text = 'C1\t"first\nsecond ""line"""\r\n\r\nC2\t"so" she said\r\n'
    assert clipboard.read(text) == [["C1", 'first\nsecond "line"'], ["C2", '"so" she said']]


def test_more_than_any_table_holds_is_refused_in_words() -> None:
    with pytest.raises(TrustDeskError):
        clipboard.read("x\n" * (clipboard.MOST_ROWS + 1))
    with pytest.raises(TrustDeskError):
        clipboard.read("x" * 5_000_000)


def test_quotes_without_an_end_do_not_hold_up_reading() -> None:
    assert len(clipboard.read('"a\t' * 30_000)) == 1


def test_prose_is_broken_over_two_lines_and_the_rest_is_cut(qapp: Any) -> None:
    short = two_lines("Send the list", theme.font(), 400)
    long = two_lines("Send the list of all late deliveries " * 400, theme.font(), 200)
    assert short == ("Send the list",)
    assert len(long) == 2
    assert long[1].endswith("…")


def test_numbers_within_words_are_compared_as_numbers() -> None:
    assert sorted(["C10", "c9", "C2", "B3", "²"], key=natural) == ["B3", "C2", "c9", "C10", "²"]
