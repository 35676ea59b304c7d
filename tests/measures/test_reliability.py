"""What counts for and against the reliability of a giver."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scenarios import day, of_party, scenario
from trustdesk.measures.evidence import Evidence
from trustdesk.measures.results import Moved, Ppc

DUE = 50


def of_one(as_of: int = 200, **commitment: Any) -> Evidence:
    """The evidence of a single commitment of Anna's, due on day 50, without decay."""
    with scenario(half_life_days=0) as story:
        story.commitment("Anna", due=DUE, **commitment)
        return of_party(story.measures(as_of=as_of), "Anna").reliability


def value(**commitment: Any) -> float:
    record = of_one(**commitment)
    assert record.weight == pytest.approx(1), "this is no trial"
    return record.r


def test_kept_counts_in_full_and_missed_not_at_all() -> None:
    assert value(outcome="kept", closed_on=40) == 1
    assert value(outcome="missed", told_on=30) == 0


def test_partly_counts_by_the_share_that_was_done() -> None:
    assert value(outcome="partly", fraction=0.25) == 0.25


def test_a_standing_promise_counts_by_the_times_it_was_kept() -> None:
    assert value(outcome="partly", times=12, times_kept=9) == 0.75


def test_a_share_that_was_never_said_is_no_trial() -> None:
    assert of_one(outcome="partly") == Evidence()


def test_a_little_late_and_told_in_time_costs_little() -> None:
    assert value(outcome="late", closed_on=DUE + 7, told_on=DUE) == 0.8


@pytest.mark.parametrize(("days", "told_on"), [(7, DUE + 1), (7, None), (8, DUE - 10), (60, None)])
def test_late_is_worth_half_when_it_was_told_late_or_is_more_than_a_week(
    days: int, told_on: int | None
) -> None:
    assert value(outcome="late", closed_on=DUE + days, told_on=told_on) == 0.5


def test_later_than_sixty_days_counts_as_missed() -> None:
    assert value(outcome="late", closed_on=DUE + 61, told_on=DUE - 5) == 0


def test_released_is_no_trial() -> None:
    assert of_one(outcome="released", closed_on=40) == Evidence()


def test_an_unconfirmed_outcome_counts_and_a_disputed_one_does_not() -> None:
    assert value(outcome="kept", confirmed="no") == 1
    assert of_one(outcome="missed", confirmed="disputed") == Evidence()


def test_importance_weighs_and_a_contractual_promise_counts_half() -> None:
    assert of_one(outcome="kept", importance=3) == Evidence(3, 0)
    assert of_one(outcome="missed", importance=2, compelled=True) == Evidence(0, 1)


def test_an_open_promise_counts_as_missed_only_when_more_than_fourteen_days_overdue() -> None:
    assert of_one(as_of=DUE + 14) == Evidence()
    assert of_one(as_of=DUE + 15) == Evidence(0, 1)


def test_an_overdue_promise_ages_from_its_due_date() -> None:
    with scenario(half_life_days=30) as story:
        story.commitment("Anna", due=DUE)
        assert of_party(story.measures(as_of=DUE + 30), "Anna").reliability == Evidence(0, 0.5)


def test_an_overdue_promise_counts_as_what_it_became_once_it_is_closed() -> None:
    with scenario(half_life_days=0) as story:
        story.commitment("Anna", due=DUE, outcome="late", closed_on=DUE + 20)
        before = of_party(story.measures(as_of=DUE + 19), "Anna").reliability
        after = of_party(story.measures(as_of=DUE + 20), "Anna").reliability
    assert (before, after) == (Evidence(0, 1), Evidence(0.5, 0.5))


def test_what_is_closed_later_is_not_known_yet() -> None:
    assert of_one(as_of=39, outcome="kept", closed_on=40) == Evidence()


def test_the_first_move_in_time_is_no_trial_and_the_new_promise_stands() -> None:
    with scenario(half_life_days=0) as story:
        story.commitment("Anna", due=DUE, outcome="renegotiated", closed_on=45, told_on=47, accepted=True)
        story.commitment("Anna", due=80, replaces="C1", outcome="kept")
        anna = of_party(story.measures(as_of=100), "Anna")
    assert anna.reliability == Evidence(1, 0)
    assert (anna.ppc, anna.moved) == (Ppc(1, 1), Moved(1, 2))


def test_a_second_move_of_the_same_promise_counts_as_late_even_in_time() -> None:
    with scenario(half_life_days=0) as story:
        move = {"outcome": "renegotiated", "accepted": True}
        story.commitment("Anna", due=50, closed_on=40, told_on=40, **move)
        story.commitment("Anna", due=80, closed_on=70, told_on=70, replaces="C1", **move)
        story.commitment("Anna", due=110, closed_on=100, told_on=100, replaces="C2", **move)
        assert of_party(story.measures(as_of=100), "Anna").reliability == Evidence(1, 1)


@pytest.mark.parametrize(
    "move",
    [
        {"told_on": DUE - 2, "accepted": True},
        {"told_on": DUE - 3, "accepted": False},
        {"told_on": DUE - 3, "accepted": None},
        {"told_on": None, "accepted": True},
    ],
)
def test_a_move_too_late_or_not_accepted_counts_as_missed(move: dict[str, Any]) -> None:
    assert value(outcome="renegotiated", closed_on=DUE, **move) == 0


def test_promises_that_replace_each_other_in_a_ring_do_not_hang_the_program() -> None:
    with scenario(half_life_days=0) as story:
        story.commitment("Anna", due=50, outcome="kept")
        story.commitment("Anna", due=50, outcome="kept", replaces="C1")
        story.change("C1", replaces="C2")
        assert of_party(story.measures(as_of=60), "Anna").reliability == Evidence(2, 0)


def test_what_was_misrepresented_is_worth_nothing_whatever_was_claimed() -> None:
    assert value(outcome="kept", misrepresented=True, acknowledged_on=90) == 0


def test_a_promise_is_known_from_the_day_it_was_given() -> None:
    with scenario() as story:
        story.commitment("Anna", due=50, promised_on=10)
        story.commitment("Anna", due=60)
        assert of_party(story.measures(as_of=9), "Anna").moved == Moved(0, 1)
        assert of_party(story.measures(as_of=10), "Anna").moved == Moved(0, 2)


def test_ppc_is_strict_and_unweighted() -> None:
    with scenario() as story:
        story.commitment("Anna", due=10, outcome="kept", importance=3)
        story.commitment("Anna", due=11, outcome="late", told_on=10)
        story.commitment("Anna", due=12, outcome="partly", fraction=0.9, told_on=12)
        story.commitment("Anna", due=13, outcome="released")
        story.commitment("Anna", due=14, outcome="kept", confirmed="disputed")
        story.commitment("Anna", due=15)
        anna = of_party(story.measures(as_of=40), "Anna")
    assert anna.ppc == Ppc(1, 4)
    assert anna.missed == 1


def test_where_nothing_was_due_there_is_no_share() -> None:
    with scenario() as story:
        story.commitment("Anna", due=50)
        assert of_party(story.measures(as_of=50), "Anna").ppc.value is None


def test_a_setting_of_the_relationship_changes_what_a_promise_counts() -> None:
    settings = {"overdue_days": 3, "late_value": 0.4, "compelled_credibility": 1.0, "half_life_days": 0}
    with scenario(**settings) as story:
        story.commitment("Anna", due=10)
        story.commitment("Anna", due=10, outcome="late", compelled=True)
        assert of_party(story.measures(as_of=14), "Anna").reliability == Evidence(0.4, 1.6)


def test_a_promise_nobody_else_may_see_is_a_note_to_oneself() -> None:
    with scenario() as story:
        story.commitment("Anna", due=10, outcome="kept", audience="Anna")
        story.commitment("Anna", due=10, outcome="kept", audience="consultant")
        measures = story.measures("consultant", as_of=20)
    assert of_party(measures, "Anna").reliability == Evidence()
    assert of_party(measures, "Anna").moved == Moved(0, 0)
    assert measures.reciprocity[measures.parties[0].party.id].kept_weight == 0
    assert [found.heard for found in measures.commitments] == [False, False]


def test_a_promise_to_one_of_several_is_heard_by_the_two_it_concerns() -> None:
    with scenario("Anna", "Bert", "Cleo", half_life_days=0) as story:
        story.commitment("Anna", due=10, outcome="kept", receivers="Bert", audience="Anna; Bert")
        story.commitment("Anna", due=10, outcome="kept", audience="Anna; Bert")
        for audience in ("Anna", "Bert", "Anna; Bert", "consultant"):
            assert of_party(story.measures(audience, as_of=20), "Anna").reliability == Evidence(1, 0)
        assert of_party(story.measures("Cleo", as_of=20), "Anna").reliability == Evidence()


def test_a_move_of_what_was_only_a_note_does_not_make_the_next_move_the_second() -> None:
    with scenario(half_life_days=0) as story:
        move = {"outcome": "renegotiated", "accepted": True}
        story.commitment("Anna", due=50, closed_on=40, told_on=40, audience="consultant", **move)
        story.commitment("Anna", due=80, closed_on=70, told_on=70, replaces="C1", **move)
        for audience in ("joint", "consultant"):
            assert of_party(story.measures(audience, as_of=90), "Anna").reliability == Evidence()


def test_decay_runs_from_the_day_a_promise_was_closed() -> None:
    with scenario(half_life_days=20) as story:
        story.commitment("Anna", due=90, outcome="kept", closed_on=40)
        assert of_party(story.measures(as_of=60), "Anna").reliability == Evidence(0.5, 0)
        assert of_party(story.measures(as_of=day(80)), "Anna").reliability == Evidence(0.25, 0)
