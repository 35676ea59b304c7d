"""What has to be in place before a risk step."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scenarios import Story, of_step, scenario


def points(story: Story, audience: str = "joint", as_of: int = 100) -> dict[str, bool | None]:
    """The readiness points of the one step of the story, by sort; of several of a sort the last."""
    step = of_step(story.measures(audience, as_of), "R1")
    return {point.point: point.ok for point in step.readiness}


@pytest.mark.parametrize(
    ("outcome", "done"),
    [
        ({"outcome": "kept"}, True),
        ({"outcome": "late"}, True),
        ({"outcome": "released"}, True),
        ({"outcome": "partly", "fraction": 0.9}, False),
        ({"outcome": "missed"}, False),
        ({}, False),
        ({"outcome": "kept", "confirmed": "disputed"}, None),
    ],
)
def test_a_prerequisite_promise_is_done_when_kept_late_or_released(
    outcome: dict[str, Any], done: bool | None
) -> None:
    with scenario() as story:
        story.commitment("Bert", due=50, **outcome)
        story.step("Anna", "Bert", needs="C1")
        assert points(story)["prerequisite"] is done


def test_of_a_prerequisite_that_was_moved_the_one_that_replaced_it_counts() -> None:
    with scenario() as story:
        story.commitment("Bert", due=50, outcome="renegotiated", told_on=40)
        story.step("Anna", "Bert", needs="C1")
        assert points(story)["prerequisite"] is None
        story.commitment("Bert", due=60, outcome="renegotiated", replaces="C1")
        story.commitment("Bert", due=70, outcome="kept", replaces="C2")
        assert points(story, as_of=69)["prerequisite"] is False
        assert points(story, as_of=70)["prerequisite"] is True


def test_a_prerequisite_step_has_to_have_proved_right() -> None:
    with scenario() as story:
        story.step("Anna", "Bert", needs=())
        story.step("Anna", "Bert", status="partly merited", fraction=0.5)
        story.change("R1", needs="R2")
        assert points(story)["prerequisite"] is False
        story.change("R2", status="merited")
        assert points(story)["prerequisite"] is True


def test_a_prerequisite_that_one_side_keeps_to_itself_does_not_count_and_does_not_fail() -> None:
    with scenario() as story:
        story.commitment("Anna", due=200, audience="Anna")
        story.step("Anna", "Bert", needs="C1")
        assert points(story, "consultant")["prerequisite"] is None
        assert "prerequisite" not in points(story, "joint")


def test_what_has_no_register_yet_is_not_recorded_and_does_not_fail() -> None:
    with scenario() as story:
        story.step("Anna", "Bert", exposes="information", safeguard="Bond")
        assert (points(story)["security"], points(story)["safeguard"]) == (None, None)
        assert of_step(story.measures(), "R1").ready


def test_security_and_safeguard_are_asked_for_only_where_they_apply() -> None:
    with scenario() as story:
        story.step("Anna", "Bert", exposes="money")
        assert points(story) == {"concerns": None, "misrepresentation": True}


def test_a_concern_that_blocks_the_step_has_to_be_addressed_by_the_day() -> None:
    with scenario() as story:
        story.step("Anna", "Bert")
        story.concern(blocks="R1", state="addressed", addressed_on=60)
        assert points(story, as_of=59)["concerns"] is False
        assert points(story, as_of=60)["concerns"] is True
        story.concern(blocks="R1", state="addressed")
        assert points(story)["concerns"] is True
        story.concern(blocks="R1", state="precise")
        assert points(story)["concerns"] is False
        assert of_step(story.measures(), "R1").advice == "hold"


def test_a_standing_misrepresentation_of_the_trusted_party_fails_until_it_is_repaired() -> None:
    with scenario() as story:
        feigned = {"misrepresented": True, "acknowledged_on": 40, "repaired_on": 60}
        story.commitment("Bert", due=30, outcome="kept", **feigned)
        story.commitment("Anna", due=30, outcome="kept", misrepresented=True, acknowledged_on=40)
        story.step("Anna", "Bert")
        found = [points(story, as_of=on)["misrepresentation"] for on in (39, 40, 60)]
        assert found == [True, False, True]
        assert points(story, "consultant", as_of=39)["misrepresentation"] is False


def test_from_a_loss_of_eight_on_a_sponsor_of_the_exposed_party_has_to_say_yes() -> None:
    with scenario() as story:
        story.step("Anna", "Bert", loss=8)
        assert points(story)["sponsor"] is None
        story.person("Bea", "Bert", sponsor=True)
        story.person("Ann", "Anna")
        story.change("R1", approved_by="Bea")
        assert points(story)["sponsor"] is None
        story.person("Abe", "Anna", sponsor=True)
        assert points(story)["sponsor"] is False
        story.change("R1", approved_by="Abe")
        assert points(story)["sponsor"] is True
        story.change("R1", loss=7)
        assert "sponsor" not in points(story)


def test_every_point_says_its_cause() -> None:
    with scenario() as story:
        story.commitment("Bert", due=200)
        story.step("Anna", "Bert", loss=8, exposes="information", safeguard="Bond", needs="C1")
        story.concern(blocks="R1")
        step = of_step(story.measures(), "R1")
    assert [(point.point, str(point.cause)) for point in step.readiness] == [
        ("prerequisite", "“Promise C1” is still open."),
        ("security", "Whether both sides did their security due diligence is not recorded."),
        ("safeguard", "Whether “Bond” is in force is not recorded."),
        ("concerns", "The concern “Concern N1” is still open."),
        ("misrepresentation", "No claim of Bert stands in need of repair."),
        ("sponsor", "No executive sponsor of Anna is recorded."),
    ]
