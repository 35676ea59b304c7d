"""Hints at what a promise lacks; none for one that lacks nothing."""

from __future__ import annotations

from tests.scenarios import Story, scenario
from trustdesk.measures.specificity import hints
from trustdesk.records import Commitment


def told(story: Story, audience: str = "joint") -> list[str]:
    seen = story.snapshot(audience)
    return [str(hint) for hint in hints(seen, story.find(seen, Commitment, "C1"))]


def test_a_specific_promise_needs_no_hint() -> None:
    with scenario(purpose="Plan together") as story:
        story.person("Mara", "Anna")
        story.commitment("Anna", due=50, promised_on=0, owner="Mara", done_when="list received")
        assert told(story) == []


def test_each_thing_that_is_missing_is_named() -> None:
    with scenario() as story:
        story.commitment("Anna", due=50, promised_on=50, compelled=True)
        assert told(story) == [
            "Nobody is named who sees to it.",
            "It is not said how both sides will know that it is done.",
            "It is due on the very day it was promised.",
            "It is owed by contract, so keeping it shows less.",
            "The purpose it serves is not written down.",
        ]


def test_an_owner_who_left_or_whom_the_reader_may_not_see_does_not_count() -> None:
    with scenario(purpose="Plan together") as story:
        story.person("Mara", "Anna", left_on=90)
        story.commitment("Anna", due=50, owner="Mara", done_when="seen")
        assert told(story) == ["Mara, who saw to it, has left."]
        story.change("Mara", left_on=None, audience="consultant")
        assert told(story) == ["Nobody is named who sees to it."]
        assert told(story, "consultant") == []


def test_a_promise_to_nobody_is_hinted_at() -> None:
    with scenario("Anna", purpose="Plan together") as story:
        story.person("Mara", "Anna")
        story.commitment("Anna", due=50, owner="Mara", done_when="seen")
        assert told(story) == ["There is nobody it is made to."]
