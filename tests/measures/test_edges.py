"""Where rules meet: cases in which a plausible reading of the method gives another figure."""

from __future__ import annotations

from tests.scenarios import day, of_party, of_step, scenario
from trustdesk.measures.results import A_STRETCH, NEXT_RUNG
from trustdesk.measures.stretch import ladder_over_time


def test_a_record_that_meets_the_needed_confidence_exactly_is_a_stretch_not_too_far() -> None:
    with scenario(half_life_days=0) as story:
        story.commitment("Anna", due=20, importance=2, outcome="late", closed_on=23, told_on=19)
        story.commitment("Anna", due=30, importance=3, outcome="kept")
        story.step("Bert", "Anna", loss=4, gain=1)
        assert of_step(story.measures(), "R1").evidence == A_STRETCH


def test_a_step_that_was_planned_for_a_past_day_and_not_taken_is_tested_today() -> None:
    with scenario() as story:
        story.step("Anna", "Bert", loss=3, status="merited", planned=5, concluded_on=20)
        story.step("Anna", "Bert", loss=5, planned=10)
        _taken, waiting = ladder_over_time(story.snapshot())
        assert (waiting.day, waiting.ladder) == (day(100), NEXT_RUNG)


def test_the_first_move_in_time_is_no_trial_even_after_one_that_came_too_late() -> None:
    with scenario(half_life_days=0) as story:
        story.commitment("Anna", due=50, outcome="renegotiated", closed_on=49, told_on=49, accepted=True)
        story.commitment(
            "Anna", due=80, outcome="renegotiated", closed_on=70, told_on=70, accepted=True, replaces="C1"
        )
        found = of_party(story.measures(), "Anna").reliability
        assert (found.r, found.s) == (0, 1)


def test_a_misrepresentation_stands_whatever_becomes_of_the_promise() -> None:
    with scenario() as story:
        story.commitment("Anna", due=50, outcome="kept", misrepresented=True)
        for change in ({}, {"confirmed": "disputed"}, {"outcome": None, "closed_on": None}):
            story.change("C1", **change)
            assert of_party(story.measures("consultant"), "Anna").standing_misrepresentation
        story.change("C1", acknowledged_on=60, repaired_on=90)
        assert of_party(story.measures("consultant", as_of=89), "Anna").standing_misrepresentation
        assert not of_party(story.measures("consultant", as_of=90), "Anna").standing_misrepresentation


def test_a_severity_of_the_gates_own_counts_whatever_the_concern_blocks() -> None:
    with scenario() as story:
        story.criterion("no_severe_concern", value=3)
        story.concern(severity=3, state="voiced")
        assert [criterion.met for criterion in story.measures().stages[0].gate] == [False]


def test_what_is_known_of_a_promise_does_not_depend_on_who_looks() -> None:
    with scenario() as story:
        story.commitment("Anna", due=60, promised_on=0, outcome="renegotiated", closed_on=40, audience="Anna")
        story.commitment("Anna", due=45, outcome="kept", closed_on=35, replaces="C1")
        records = {
            (found.reliability, found.moved)
            for audience in ("joint", "consultant", "Anna", "Bert")
            for found in [of_party(story.measures(audience, as_of=39), "Anna")]
        }
        assert len(records) == 1


def test_a_step_concluded_before_its_planned_day_was_taken_by_then() -> None:
    with scenario() as story:
        story.step("Anna", "Bert", loss=2, planned=150, status="merited", concluded_on=90)
        found = story.snapshot()
        assert story.find(found, type(story.called["R1"]), "R1").day_taken == day(90)  # type: ignore[attr-defined]


def test_a_standing_promise_is_worth_the_times_it_was_kept_though_a_fraction_was_noted() -> None:
    with scenario(half_life_days=0) as story:
        story.commitment("Anna", due=50, outcome="partly", fraction=0.9, times=12, times_kept=6)
        assert of_party(story.measures(), "Anna").reliability.r == 0.5


def test_no_figure_of_candour_at_a_gate_stands_without_the_number_missed() -> None:
    with scenario() as story:
        story.criterion("candour_at_least", value=0.4)
        story.commitment("Anna", due=50, outcome="missed", told_on=48, frank_reason="Ill")
        (criterion,) = story.measures().stages[0].gate
        assert "1 missed" in str(criterion.figure)
