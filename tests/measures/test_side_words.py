"""A side in words: an open promise past its day is told as overdue, wherever figures stand in words."""

from __future__ import annotations

import pytest

from tests.scenarios import Story, scenario
from trustdesk.measures import side_words
from trustdesk.measures.results import PartyMeasures


def anna(story: Story) -> PartyMeasures:
    return story.measures(as_of=100).parties[0]


@pytest.mark.parametrize(
    ("due", "brief", "missed", "slips"),
    [
        (101, None, "0 missed", "no slip so far"),
        (99, "Anna has 1 promise overdue", "1 overdue", "no slip closed yet"),
        (
            80,
            "Anna did not keep its only promise so far on the day, 1 overdue and counted as missed",
            "1 overdue and counted as missed",
            "no slip closed yet",
        ),
    ],
)
def test_of_one_open_promise_everything_says_the_same(
    due: int, brief: str | None, missed: str, slips: str
) -> None:
    with scenario() as story:
        story.commitment("Anna", due=due)
        found = anna(story)
    said = side_words.in_brief(found)
    assert (str(said) if said else None) == brief
    assert str(side_words.missed(found)) == missed
    assert str(side_words.no_slip(found)) == slips


def test_what_is_only_overdue_is_never_told_as_a_slip_that_was_told() -> None:
    with scenario() as story:
        for due in (70, 75):
            story.commitment("Anna", due=due, outcome="missed", told_on=60, reason_class="unforeseen")
        for due in (50, 85, 99):
            story.commitment("Anna", due=due)
        found = anna(story)
    assert (found.missed, found.overdue, found.lapsed) == (4, 3, 2)
    assert str(side_words.told(found)) == "2 of 2"
    assert str(side_words.missed(found)) == "2 missed, 3 overdue, 2 of them counted as missed"
    assert str(side_words.in_brief(found)) == (
        "Anna kept 0 of 4 promises on the day, 3 overdue, 2 of them counted as missed, "
        "2 of 2 slips told in time, 2 missed"
    )


def test_what_a_side_notes_for_itself_is_overdue_for_its_reader_and_no_figure_of_its_record() -> None:
    with scenario() as story:
        story.commitment("Anna", due=90)
        story.commitment("Anna", due=90, audience="consultant")
        measures = story.measures("consultant", 100)
        assert len(measures.overdue) == 2
        assert measures.parties[0].overdue == 1
        assert len(story.measures("joint", 100).overdue) == 1


def test_the_only_promise_that_was_kept_is_told_as_such() -> None:
    with scenario() as story:
        story.commitment("Anna", due=90, outcome="kept")
        assert str(side_words.in_brief(anna(story))) == "Anna kept its only promise so far on the day"
