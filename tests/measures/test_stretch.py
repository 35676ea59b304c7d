"""The next risk step: track record, three tests, readiness and advice."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scenarios import Story, day, of_party, of_step, scenario
from trustdesk.measures import ladder_over_time
from trustdesk.measures.evidence import Evidence
from trustdesk.measures.results import StepMeasures
from trustdesk.measures.stretch import judge_evidence

MERITED = {"status": "merited", "planned": 10}


def knowing(story: Story, name: str, kept: float, broken: float) -> None:
    """A party of which exactly this is known, and nothing fades."""
    story.change(name, known_kept=kept, known_broken=broken)


def one_step(**step: Any) -> StepMeasures:
    """Anna's step that relies on Bert, of whom 6 kept and 2 broken are known, on day 100."""
    with scenario(half_life_days=0) as story:
        knowing(story, "Bert", 6, 2)
        ref = story.step("Anna", "Bert", **step)
        return of_step(story.measures(), ref)


@pytest.mark.parametrize(
    ("kept", "broken", "loss", "gain", "verdict"),
    [
        (6, 2, 1, 1, "within reach"),
        (6, 2, 2, 1, "a stretch"),
        (6, 2, 3, 1, "too far now"),
        (10, 0, 3, 1, "within reach"),
    ],
)
def test_the_record_is_held_against_what_is_at_stake(
    kept: float, broken: float, loss: int, gain: int, verdict: str
) -> None:
    assert judge_evidence(Evidence(kept, broken), loss / (gain + loss)) == verdict


def test_the_needed_confidence_is_loss_over_loss_and_gain() -> None:
    step = one_step(loss=2, gain=1)
    assert step.needed_confidence == pytest.approx(2 / 3)
    assert step.cautious == pytest.approx(0.509919, abs=5e-7)
    assert (step.evidence, step.advice) == ("a stretch", "go with care")


def test_too_far_means_hold_with_the_reason_beside_it() -> None:
    step = one_step(loss=3, gain=1)
    assert (step.evidence, step.ready, step.advice) == ("too far now", True, "hold")
    assert len(step.why) == 1


def test_the_first_step_may_risk_three_and_the_next_two_more_than_the_largest_that_proved_right() -> None:
    with scenario(half_life_days=0) as story:
        knowing(story, "Bert", 90, 0)
        story.step("Anna", "Bert", loss=3, gain=9)
        story.step("Anna", "Bert", loss=4, gain=9)
        first = story.measures()
        story.step("Anna", "Bert", loss=4, **MERITED)
        story.step("Anna", "Bert", loss=9, status="not merited", planned=10)
        story.step("Bert", "Anna", loss=8, **MERITED)
        story.step("Anna", "Bert", loss=6, gain=9)
        story.step("Anna", "Bert", loss=7, gain=9)
        later = story.measures()
    assert [of_step(first, ref).ladder for ref in ("R1", "R2")] == ["next rung", "skips a rung"]
    assert [of_step(later, ref).ladder for ref in ("R6", "R7")] == ["next rung", "skips a rung"]
    assert of_step(later, "R7").advice == "go with care"


@pytest.mark.parametrize(
    ("comfort", "willingness", "advice"),
    [
        (3, "no stretch", "go"),
        (2, "a stretch", "go"),
        (None, "not stated", "go"),
    ],
)
def test_a_stretch_of_willingness_is_what_a_step_is_for(
    comfort: int | None, willingness: str, advice: str
) -> None:
    step = one_step(loss=3, gain=9, comfort=comfort)
    assert (step.willingness, step.advice) == (willingness, advice)


def test_more_than_three_points_beyond_comfort_strain_willingness() -> None:
    with scenario(half_life_days=0, first_rung=10) as story:
        knowing(story, "Bert", 90, 0)
        story.step("Anna", "Bert", loss=5, gain=9, comfort=2)
        story.step("Anna", "Bert", loss=5, gain=9, comfort=1)
        measures = story.measures()
    assert [(step.willingness, step.advice) for step in measures.risk_steps] == [
        ("a stretch", "go"),
        ("strains willingness", "go with care"),
    ]


def test_of_several_trusted_parties_the_weakest_counts() -> None:
    with scenario("Anna", "Bert", "Cleo", half_life_days=0) as story:
        knowing(story, "Bert", 10, 0)
        knowing(story, "Cleo", 6, 2)
        step = of_step(_with_step(story, ["Bert", "Cleo"]), "R1")
    assert step.weakest is not None
    assert (step.weakest.name, step.track) == ("Cleo", Evidence(6, 2))


def _with_step(story: Story, trusted: list[str]) -> Any:
    story.step("Anna", trusted)
    return story.measures()


def test_merit_counts_three_times_for_everyone_who_was_trusted() -> None:
    with scenario("Anna", "Bert", "Cleo", half_life_days=0) as story:
        story.step("Anna", ["Bert", "Cleo"], **MERITED)
        story.step("Anna", "Bert", status="partly merited", fraction=0.5, planned=10)
        story.step("Anna", "Cleo", status="not merited", planned=10)
        story.step("Anna", "Bert", status="called off", planned=10)
        measures = story.measures()
    assert of_party(measures, "Bert").merit == Evidence(4.5, 1.5)
    assert of_party(measures, "Cleo").merit == Evidence(3, 3)
    assert of_party(measures, "Anna").merit == Evidence()


def test_merit_fades_from_the_day_the_step_was_concluded() -> None:
    with scenario(half_life_days=10) as story:
        story.step("Anna", "Bert", status="merited", planned=10, concluded_on=30)
        assert of_party(story.measures(as_of=29), "Bert").merit == Evidence()
        assert of_party(story.measures(as_of=40), "Bert").merit == Evidence(1.5, 0)


def test_the_track_record_is_reliability_and_merit_together() -> None:
    with scenario(half_life_days=0) as story:
        story.step("Anna", "Bert", **MERITED)
        story.commitment("Bert", due=10, outcome="missed", told_on=10)
        bert = of_party(story.measures(), "Bert")
    assert bert.track == bert.reliability + bert.merit == Evidence(3, 1)


def test_a_step_is_tested_without_its_own_merit_and_its_own_loss() -> None:
    with scenario(half_life_days=0) as story:
        story.step("Anna", "Bert", loss=4, **MERITED)
        step = of_step(story.measures(), "R1")
    assert (step.track, step.rung, step.ladder) == (Evidence(), 3, "skips a rung")


def test_a_step_that_one_side_keeps_to_itself_is_no_trial_and_no_rung() -> None:
    with scenario(half_life_days=0) as story:
        story.step("Anna", "Bert", loss=8, audience="Anna", **MERITED)
        story.step("Anna", "Bert", loss=4)
        measures = story.measures("consultant")
    assert of_party(measures, "Bert").merit == Evidence()
    assert of_step(measures, "R2").ladder == "skips a rung"


@pytest.mark.parametrize("missing", ["loss", "gain"])
def test_where_loss_or_gain_is_not_stated_there_is_no_verdict(missing: str) -> None:
    step = one_step(**{missing: None})
    assert (step.needed_confidence, step.evidence, step.advice) == (None, None, None)
    assert "not stated" in str(step.why[0])


def test_a_failed_point_means_hold_even_where_loss_and_gain_are_not_stated() -> None:
    with scenario() as story:
        story.commitment("Bert", due=200)
        story.step("Anna", "Bert", loss=None, needs="C1")
        assert of_step(story.measures(), "R1").advice == "hold"


def test_steps_that_exposed_the_same_to_the_same_party_are_named_beside_the_evidence() -> None:
    with scenario("Anna", "Bert", "Cleo") as story:
        story.step("Anna", "Bert", exposes="money; information", **MERITED)
        story.step("Anna", "Bert", exposes="reputation", **MERITED)
        story.step("Anna", "Cleo", exposes="information", **MERITED)
        story.step("Anna", "Bert", exposes="information")
        story.step("Anna", "Bert", exposes="information")
        step = of_step(story.measures(), "R4")
    assert [other.ref for other in step.same_kind] == ["R1"]


def test_the_ladder_tests_each_step_on_the_day_it_was_taken() -> None:
    with scenario(half_life_days=0) as story:
        story.step("Anna", "Bert", loss=3, status="merited", planned=20, concluded_on=30)
        story.step("Anna", "Bert", loss=5, status="merited", planned=25, concluded_on=60)
        story.step("Anna", "Bert", loss=5, status="taken", planned=40)
        story.step("Anna", "Bert", loss=7, planned=300)
        ladder = ladder_over_time(story.snapshot())
    assert [step.day for step in ladder] == [day(20), day(25), day(40), day(100)]
    assert [step.ladder for step in ladder] == ["next rung", "skips a rung", "next rung", "next rung"]
    assert [step.track for step in ladder] == [Evidence(), Evidence(), Evidence(3, 0), Evidence(6, 0)]
