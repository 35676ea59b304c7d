"""How frankly a giver tells of what it does not keep."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scenarios import of_commitment, of_party, scenario
from trustdesk.measures import measure, reasons
from trustdesk.measures.evidence import Evidence
from trustdesk.measures.results import Measures

DUE = 50


def told(as_of: int = 200, audience: str = "joint", **commitment: Any) -> Measures:
    """The measures after a single commitment of Anna's, due on day 50 and missed, without decay."""
    with scenario(half_life_days=0) as story:
        story.commitment("Anna", due=DUE, **{"outcome": "missed"} | commitment)
        return story.measures(audience, as_of)


def candour(**commitment: Any) -> Evidence:
    return of_party(told(**commitment), "Anna").candour


def test_a_frank_miss_costs_reliability_and_earns_candour() -> None:
    anna = of_party(told(told_on=40, frank_reason="We were short of people."), "Anna")
    assert (anna.reliability, anna.candour) == (Evidence(0, 1), Evidence(1, 0))


@pytest.mark.parametrize("outcome", ["renegotiated", "late", "missed"])
def test_whatever_was_not_kept_as_promised_is_a_trial_of_frankness(outcome: str) -> None:
    assert candour(outcome=outcome, told_on=DUE, reason_class="forgotten") == Evidence(1, 0)


@pytest.mark.parametrize("outcome", ["kept", "released"])
def test_what_was_kept_or_released_is_none(outcome: str) -> None:
    assert candour(outcome=outcome) == Evidence()


def test_a_disputed_outcome_is_none() -> None:
    assert candour(confirmed="disputed") == Evidence()


def test_telling_late_or_without_a_reason_earns_half() -> None:
    assert candour(told_on=DUE + 1, reason_class="forgotten") == Evidence(0.5, 0.5)
    assert candour(told_on=DUE - 9, frank_reason="  ") == Evidence(0.5, 0.5)


def test_silence_and_telling_only_when_asked_earn_nothing() -> None:
    assert candour() == Evidence(0, 1)
    assert candour(told_on=DUE - 9, reason_class="other", asked_first=True) == Evidence(0, 1)


def test_who_tells_later_is_silent_until_then() -> None:
    story = {"closed_on": DUE, "told_on": DUE + 10, "reason_class": "other"}
    assert candour(as_of=DUE + 9, **story) == Evidence(0, 1)
    assert candour(as_of=DUE + 10, **story) == Evidence(0.5, 0.5)


def test_an_overdue_promise_is_a_trial_of_frankness_only_once_it_is_closed() -> None:
    assert candour(outcome=None, as_of=DUE + 30) == Evidence()


def test_a_contract_does_not_make_frankness_worth_less() -> None:
    assert candour(compelled=True, importance=2, told_on=40, reason_class="other") == Evidence(2, 0)


def test_what_was_misrepresented_does_not_fade_in_candour() -> None:
    with scenario(half_life_days=10) as story:
        story.commitment("Anna", due=10, outcome="kept", misrepresented=True, acknowledged_on=20)
        story.commitment("Anna", due=10, outcome="missed")
        anna = of_party(story.measures(as_of=30), "Anna")
    assert anna.candour == Evidence(0, 1.25)
    assert anna.reliability == Evidence(0, 0.5)


def test_a_misrepresentation_is_the_consultant_s_alone_until_both_sides_acknowledged_it() -> None:
    with scenario(half_life_days=0) as story:
        feigned = {"misrepresented": True, "acknowledged_on": 60}
        story.commitment("Anna", due=DUE, outcome="kept", **feigned)
        joint = of_party(story.measures("joint", 59), "Anna")
        assert (joint.reliability, joint.candour) == (Evidence(1, 0), Evidence())
        assert not joint.standing_misrepresentation
        consultant = of_party(story.measures("consultant", 59), "Anna")
        assert (consultant.reliability, consultant.candour) == (Evidence(0, 1), Evidence(0, 1))
        assert consultant.standing_misrepresentation
        joint = of_party(story.measures("joint", 60), "Anna")
        assert (joint.reliability, joint.candour) == (Evidence(0, 1), Evidence(0, 1))
        assert joint.standing_misrepresentation


def test_a_misrepresentation_stands_until_the_day_it_is_repaired() -> None:
    with scenario() as story:
        repaired = {"misrepresented": True, "acknowledged_on": 60, "repaired_on": 80}
        story.commitment("Anna", due=DUE, outcome="missed", **repaired)
        standing = [of_party(story.measures(as_of=on), "Anna").standing_misrepresentation for on in (79, 80)]
    assert standing == [True, False]


def test_notice_is_the_median_over_what_was_told_and_the_share_is_of_all_trials() -> None:
    with scenario() as story:
        for days in (10, 0, -3, None):
            told_on = None if days is None else DUE - days
            story.commitment("Anna", due=DUE, outcome="missed", told_on=told_on)
        measures = story.measures()
        anna = of_party(measures, "Anna")
    assert (anna.notice_days_median, anna.share_forewarned) == (0, 0.5)
    assert [of_commitment(measures, f"C{n}").notice_days for n in (1, 2, 3, 4)] == [10, 0, -3, None]


def test_without_a_trial_there_is_neither_median_nor_share() -> None:
    anna = of_party(told(outcome="kept"), "Anna")
    assert (anna.notice_days_median, anna.share_forewarned) == (None, None)


def test_few_cases_are_listed_instead_of_drawn() -> None:
    with scenario() as story:
        for _ in range(4):
            story.commitment("Anna", due=DUE, outcome="missed")
        assert of_party(story.measures(), "Anna").candour_listed
        story.commitment("Anna", due=DUE, outcome="missed")
        assert not of_party(story.measures(), "Anna").candour_listed


def test_missed_without_notice_has_a_mark_of_its_own() -> None:
    assert of_commitment(told(told_on=DUE + 9), "C1").mark == "missed_told"
    assert of_commitment(told(), "C1").mark == "missed_silent"
    assert of_commitment(told(confirmed="disputed"), "C1").mark == "disputed"


def test_reasons_are_counted_most_often_first_and_what_had_none_is_named() -> None:
    with scenario() as story:
        for reason in ("forgotten", "third party", "forgotten", None, "poor planning"):
            story.commitment("Anna", due=DUE, outcome="missed", told_on=DUE, reason_class=reason)
        story.commitment("Bert", due=DUE, outcome="late", told_on=DUE, reason_class="third party")
        story.commitment("Bert", due=DUE, outcome="kept")
        snapshot = story.snapshot()
    bert = measure(snapshot).parties[1].party
    assert reasons(snapshot) == [
        ("third party", 2),
        ("forgotten", 2),
        ("poor planning", 1),
        (None, 1),
    ]
    assert reasons(snapshot, [bert]) == [("third party", 1)]
