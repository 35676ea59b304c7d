"""The gate of a stage, and the outlook for what is left to keep in it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scenarios import FIRST_STAGE, Story, of_stage, scenario
from trustdesk.measures.evidence import Evidence
from trustdesk.measures.gate import chance_of_all


def gate(story: Story, audience: str = "joint", as_of: int = 100) -> dict[str, bool | None]:
    found = of_stage(story.measures(audience, as_of)).gate
    return {criterion.criterion: criterion.met for criterion in found}


def figure(story: Story, criterion: str) -> str:
    found = of_stage(story.measures()).gate
    return next(str(one.figure) for one in found if one.criterion == criterion)


def test_a_stage_that_says_nothing_else_has_four_criteria() -> None:
    with scenario() as story:
        assert gate(story) == {
            "must_haves_settled": None,
            "steps_merited": None,
            "no_severe_concern": True,
            "review_held": False,
        }
        assert figure(story, "must_haves_settled") == "not tested"


@pytest.mark.parametrize(
    ("outcome", "settled"),
    [
        ({"outcome": "kept"}, True),
        ({"outcome": "late"}, True),
        ({"outcome": "partly", "fraction": 0.5}, True),
        ({"outcome": "released"}, True),
        ({"outcome": "missed", "told_on": 60}, True),
        ({"outcome": "missed"}, False),
        ({"outcome": "renegotiated", "told_on": 40}, True),
        ({"outcome": "renegotiated"}, False),
        ({}, False),
        ({"outcome": "kept", "confirmed": "disputed"}, None),
    ],
)
def test_a_must_have_is_settled_unless_it_is_open_silent_or_disputed(
    outcome: dict[str, Any], settled: bool | None
) -> None:
    with scenario() as story:
        story.commitment("Anna", due=50, must_have=True, **outcome)
        story.commitment("Anna", due=50, outcome="missed")
        assert gate(story)["must_haves_settled"] is settled


def test_the_figure_says_what_holds_the_gate() -> None:
    with scenario() as story:
        for outcome in ("kept", "missed", None):
            story.commitment("Anna", due=50, must_have=True, outcome=outcome)
        assert figure(story, "must_haves_settled") == "1 of 3 settled; 1 open; 1 without notice"


def test_all_risk_steps_have_to_be_concluded_and_merited_but_for_those_called_off() -> None:
    with scenario() as story:
        story.step("Anna", "Bert", status="called off")
        assert gate(story)["steps_merited"] is None
        story.step("Anna", "Bert", status="merited")
        assert gate(story)["steps_merited"] is True
        story.step("Anna", "Bert", status="partly merited", fraction=0.5)
        assert gate(story)["steps_merited"] is False


def test_a_severe_concern_holds_the_gate_of_the_stage_it_blocks() -> None:
    with scenario() as story:
        story.stage("Second stage")
        story.step("Anna", "Bert")
        story.commitment("Anna", due=50, stage="Second stage")
        story.concern(severity=3, blocks="R1")
        story.concern(severity=5, blocks="C1")
        story.concern(severity=5)
        story.concern(severity=5, blocks="R1", state="addressed", addressed_on=100)
        assert gate(story)["no_severe_concern"] is True
        assert gate(story, as_of=99)["no_severe_concern"] is False
        story.concern(severity=4, blocks="R1")
        assert gate(story)["no_severe_concern"] is False


def test_a_review_has_to_be_held_since_the_stage_began() -> None:
    with scenario() as story:
        story.change(FIRST_STAGE, starts=20)
        story.workshop(19)
        story.workshop(30, "initial")
        assert gate(story)["review_held"] is False
        story.workshop(120)
        assert gate(story)["review_held"] is None
        assert gate(story, as_of=120)["review_held"] is True


def test_a_stage_without_a_first_day_cannot_tell_whether_a_review_was_held() -> None:
    with scenario() as story:
        story.change(FIRST_STAGE, starts=None, ends=None)
        story.workshop(30)
        assert gate(story)["review_held"] is None
        assert of_stage(story.measures()).status == "upcoming"


def test_a_stage_stands_where_its_dates_say() -> None:
    with scenario() as story:
        story.change(FIRST_STAGE, starts=10, ends=20)
        found = [of_stage(story.measures(as_of=on)).status for on in (9, 10, 20, 21)]
    assert found == ["upcoming", "running", "running", "ended"]


def test_a_stage_counts_its_promises_by_outcome() -> None:
    with scenario() as story:
        story.commitment("Anna", due=50, outcome="kept")
        story.commitment("Bert", due=50, outcome="kept")
        story.commitment("Bert", due=150)
        outcomes = of_stage(story.measures()).outcomes
    assert {name: n for name, n in outcomes.items() if n} == {"kept": 2, "open": 1}
    assert list(outcomes)[-1] == "open"


@pytest.mark.parametrize(("value", "met"), [(0.5, True), (0.6, False)])
def test_a_gate_may_ask_how_much_each_party_kept_on_the_day_in_the_stage(value: float, met: bool) -> None:
    with scenario() as story:
        story.criterion("ppc_at_least", value=value)
        story.stage("Second stage")
        story.commitment("Anna", due=50, outcome="kept")
        story.commitment("Anna", due=50, outcome="missed", stage="Second stage")
        assert gate(story) == {"ppc_at_least": None}
        story.commitment("Bert", due=50, outcome="kept")
        story.commitment("Bert", due=50, outcome="missed")
        assert gate(story) == {"ppc_at_least": met}
        assert figure(story, "ppc_at_least") == "Anna: 1 of 1 on the day; Bert: 1 of 2 on the day"


def test_a_gate_may_ask_for_reliability_and_candour() -> None:
    with scenario(half_life_days=0) as story:
        story.criterion("reliability_q10_at_least", value=0.3)
        story.criterion("candour_at_least", value=0.6)
        assert gate(story) == {"reliability_q10_at_least": None, "candour_at_least": None}
        for name in ("Anna", "Bert"):
            story.commitment(name, due=50, outcome="kept")
        assert gate(story) == {"reliability_q10_at_least": True, "candour_at_least": None}
        for name in ("Anna", "Bert"):
            story.commitment(name, due=50, outcome="missed", told_on=40, reason_class="other")
        assert gate(story) == {"reliability_q10_at_least": False, "candour_at_least": True}


def test_a_criterion_in_words_is_met_when_a_named_person_ticked_it() -> None:
    with scenario() as story:
        tick = story.criterion("in_words", words="The plant manager has seen the dock")
        assert gate(story) == {"in_words": False}
        story.change(tick, ticked_by="Abe", ticked_on=90)
        assert (gate(story), gate(story, as_of=89)) == ({"in_words": True}, {"in_words": False})


def test_what_has_no_register_yet_cannot_tell() -> None:
    with scenario() as story:
        story.criterion("security_done")
        story.criterion("perception_at_least", value=4)
        assert gate(story) == {"security_done": None, "perception_at_least": None}
        assert figure(story, "security_done") == "not recorded"


def test_a_gate_looks_at_private_records_for_those_who_may_see_them_only() -> None:
    with scenario() as story:
        story.step("Anna", "Bert")
        story.commitment("Anna", due=150, must_have=True, audience="Anna")
        story.concern(severity=5, blocks="R1", audience="consultant")
        joint, consultant = gate(story, "joint"), gate(story, "consultant")
    assert (joint["no_severe_concern"], consultant["no_severe_concern"]) == (True, False)
    assert (joint["must_haves_settled"], consultant["must_haves_settled"]) == (None, False)


def test_the_outlook_is_the_chance_that_all_that_is_left_is_kept() -> None:
    assert chance_of_all(Evidence(6, 2), 3) == pytest.approx(0.381818, abs=5e-7)
    with scenario(half_life_days=0) as story:
        story.change("Anna", known_kept=6, known_broken=2)
        for _ in range(3):
            story.commitment("Anna", due=150, must_have=True)
        story.commitment("Anna", due=150)
        measures = story.measures()
    outlook = list(of_stage(measures).outlook.values())
    assert outlook == [pytest.approx(0.381818, abs=5e-7), None]


def test_the_outlook_is_nought_once_a_must_have_is_past_due() -> None:
    with scenario() as story:
        story.commitment("Anna", due=100, must_have=True)
        today, tomorrow = story.measures(as_of=100), story.measures(as_of=101)
    assert list(of_stage(today).outlook.values()) == [0.5, None]
    assert list(of_stage(tomorrow).outlook.values()) == [0, None]


def test_the_review_that_settled_a_gate_stays_the_one_named() -> None:
    with scenario() as story:
        story.workshop(40)
        story.workshop(80)
        for as_of in (50, 90):
            (held,) = [c for c in story.measures(as_of=as_of).stages[0].gate if c.criterion == "review_held"]
            assert str(held.figure) == "held on 14 February 2026"
