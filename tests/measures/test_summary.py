"""A relationship in short: its state, and what is overdue or due soon."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scenarios import FIRST_STAGE, Story, day, scenario
from trustdesk.measures import measure, summary
from trustdesk.measures.summary import Summary, summarise


def short(story: Story, as_of: int = 100) -> Summary:
    snapshot = story.snapshot("consultant", as_of)
    return summarise(snapshot, measure(snapshot))


def listed(found: Summary) -> list[tuple[str, int]]:
    return [(item.sort, item.left) for item in found.items]


@pytest.mark.parametrize(
    ("settings", "state"),
    [
        ({}, summary.CALM),
        ({"started": day(200)}, summary.CALM),  # a stage is running, so it has begun
        ({"paused_from": day(90)}, summary.PAUSED),
        ({"paused_from": day(90), "paused_to": day(99)}, summary.CALM),
        ({"closed_on": day(100)}, summary.CLOSED),
        ({"closed_on": day(101)}, summary.CALM),
    ],
)
def test_a_relationship_is_calm_paused_or_closed(settings: dict[str, Any], state: str) -> None:
    with scenario(**settings) as story:
        assert short(story).state == state


def test_before_its_first_stage_it_has_not_begun() -> None:
    with scenario(started=day(200)) as story:
        story.change(FIRST_STAGE, starts=200, ends=300)
        assert short(story).state == summary.NOT_BEGUN
        assert short(story, 200).state == summary.CALM


@pytest.mark.parametrize(
    ("due", "state"),
    [(100, summary.CALM), (99, summary.ATTENTION), (86, summary.ATTENTION), (85, summary.TROUBLE)],
)
def test_an_overdue_promise_asks_for_a_look_and_one_that_counts_as_missed_is_trouble(
    due: int, state: str
) -> None:
    with scenario() as story:
        story.commitment("Anna", due=due)
        assert short(story).state == state


def test_a_disputed_outcome_asks_for_a_look_and_a_standing_misrepresentation_is_trouble() -> None:
    with scenario() as story:
        story.commitment("Anna", due=50, outcome="kept", confirmed="disputed")
        assert short(story).state == summary.ATTENTION
        story.commitment("Anna", due=60, outcome="kept", misrepresented=True)
        assert short(story).state == summary.TROUBLE


def test_what_is_overdue_or_due_within_thirty_days_is_listed_by_day() -> None:
    with scenario() as story:
        story.commitment("Bert", due=130)
        story.commitment("Bert", due=131)
        story.commitment("Anna", due=90)
        story.commitment("Anna", due=95, outcome="kept")
        story.step("Anna", "Bert", planned=110)
        story.concern(measure="Write the rule", due=99)
        story.concern(due=99)
        story.workshop(120)
        story.workshop(80)
        found = short(story)
        assert listed(found) == [
            (summary.PROMISE, -10),
            (summary.MEASURE, -1),
            (summary.STEP, 10),
            (summary.WORKSHOP, 20),
            (summary.PROMISE, 30),
        ]
        assert [item.party_name for item in found.items if item.sort == summary.PROMISE] == ["Anna", "Bert"]
        assert len(found.overdue) == 2
        assert found.workshop is not None
        assert found.workshop.record == story.called["Workshop W1"].id


def test_a_click_on_an_item_leads_to_the_very_record() -> None:
    with scenario() as story:
        story.commitment("Anna", due=110)
        (item,) = short(story).items
        assert (item.table, item.record) == ("commitment", story.called["C1"].id)
        assert item.relationship == story.relationship.id


def test_a_gate_is_listed_until_it_is_decided_and_only_the_last_of_those_behind() -> None:
    with scenario() as story:
        story.change(FIRST_STAGE, ends=50)
        story.stage("Second stage", starts=51, ends=90)
        story.stage("Third stage", starts=91, ends=120)
        assert [(item.words, item.left) for item in short(story).items] == [
            ("Second stage", -10),
            ("Third stage", 20),
        ]
        story.change("Second stage", verdict="go", verdict_on=95)
        assert [item.words for item in short(story).items] == ["Third stage"]


def test_the_gate_is_told_by_what_is_met_and_once_decided_by_the_decision() -> None:
    with scenario() as story:
        story.criterion("no_severe_concern", stage=FIRST_STAGE)
        story.criterion("in_words", stage=FIRST_STAGE, words="The boards have met")
        assert str(short(story).gate) == "Gate: 1 of 2 points met"
        story.change(FIRST_STAGE, verdict="go", verdict_on=95)
        assert str(short(story).gate) == "Gate decided: go"


def test_nothing_of_a_closed_relationship_is_due() -> None:
    with scenario(closed_on=day(90)) as story:
        story.commitment("Anna", due=95)
        found = short(story)
        assert not found.items
        assert str(found.standing) == "Closed on 5 April 2026"


def test_a_warning_names_the_record_it_is_about() -> None:
    with scenario() as story:
        story.commitment("Anna", due=90)
        (warned,) = short(story).warnings
        assert (warned.table, warned.record) == ("commitment", story.called["C1"].id)
        assert str(short(story).about_warnings) == "1 thing to look at"
