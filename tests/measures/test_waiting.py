"""What an opportunity waits for, and which of it is there."""

from __future__ import annotations

from tests.scenarios import FIRST_STAGE, Story, scenario
from trustdesk.measures.waiting import awaited
from trustdesk.records import Opportunity


def there(story: Story, audience: str = "joint") -> list[tuple[bool | None, str]]:
    snapshot = story.snapshot(audience)
    found = awaited(snapshot, story.find(snapshot, Opportunity, "O1"))
    return [(one.there, str(one.cause)) for one in found]


def test_a_promise_is_there_once_it_is_done_and_a_moved_one_once_its_successor_is() -> None:
    with scenario() as story:
        story.commitment("Anna", due=50, outcome="kept")
        story.commitment("Anna", due=60, outcome="renegotiated", told_on=40)
        story.commitment("Anna", due=120, replaces="C2")
        story.opportunity(waits_for=["C1", "C2"])
        assert there(story) == [
            (True, "“Promise C1” is done."),
            (False, "“Promise C2” is still open."),
        ]


def test_a_trust_step_is_there_once_trust_proved_right() -> None:
    with scenario() as story:
        story.step("Anna", "Bert", status="merited", concluded_on=90)
        story.step("Bert", "Anna", status="taken", taken_on=90)
        story.opportunity(waits_for=["R1", "R2"])
        assert there(story) == [
            (True, "In “Step R1” trust proved right."),
            (False, "“Step R2” is not concluded well."),
        ]


def test_a_stage_is_there_once_its_gate_is_passed_and_cannot_tell_while_it_is_undecided() -> None:
    with scenario() as story:
        story.opportunity(waits_for=[FIRST_STAGE])
        assert [state for state, _ in there(story)] == [False]
        story.change(FIRST_STAGE, ends=90)
        assert [state for state, _ in there(story)] == [None]
        story.change(FIRST_STAGE, verdict="go", verdict_on=95)
        assert [state for state, _ in there(story)] == [True]


def test_an_open_concern_that_blocks_it_stands_against_it() -> None:
    with scenario() as story:
        story.opportunity()
        story.concern(blocks=["O1"])
        assert there(story) == [(False, "The concern “Concern N1” is still open.")]


def test_what_an_audience_may_not_see_is_not_named() -> None:
    with scenario() as story:
        story.commitment("Anna", due=50, audience="Anna")
        story.opportunity(waits_for=["C1"])
        assert there(story) == []
        assert [state for state, _ in there(story, "Anna")] == [None]
