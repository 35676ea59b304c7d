"""Giving and taking, the load, and what is warned about."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scenarios import Story, day, of_party, scenario
from trustdesk.measures import exposure_over_time, kept_over_time
from trustdesk.measures.load import most_in_a_row
from trustdesk.measures.results import Load, Reciprocity


def codes(story: Story, audience: str = "joint", as_of: int = 100) -> list[str]:
    return [warning.code for warning in story.measures(audience, as_of).warnings]


def given(story: Story, as_of: int = 100) -> list[Reciprocity]:
    return list(story.measures(as_of=as_of).reciprocity.values())


def test_what_a_party_gave_is_what_it_kept_and_what_it_risked() -> None:
    with scenario() as story:
        story.commitment("Anna", due=10, outcome="kept", importance=3, compelled=True)
        story.commitment("Anna", due=20, outcome="kept", confirmed="no")
        story.commitment("Anna", due=30, outcome="kept", confirmed="disputed")
        story.commitment("Anna", due=30, outcome="late")
        story.step("Bert", "Anna", loss=4, status="taken", planned=50)
        story.step("Bert", "Anna", loss=2, status="not merited", planned=40, concluded_on=90)
        story.step("Bert", "Anna", loss=9, status="called off", planned=40)
        story.step("Bert", "Anna", loss=9, planned=40)
        assert given(story) == [Reciprocity(4, 0), Reciprocity(0, 6)]
        assert given(story, as_of=45) == [Reciprocity(4, 0), Reciprocity(0, 2)]


def test_the_sums_grow_over_time_on_the_days_something_happened() -> None:
    with scenario() as story:
        story.commitment("Anna", due=20, outcome="kept", importance=2)
        story.commitment("Anna", due=10, outcome="kept")
        story.commitment("Anna", due=20, outcome="kept")
        story.step("Anna", "Bert", loss=4, status="taken", planned=50)
        snapshot = story.snapshot()
    anna = snapshot.parties[0]
    assert kept_over_time(snapshot, anna) == [(day(10), 1), (day(20), 4)]
    assert exposure_over_time(snapshot, anna) == [(day(50), 4)]


def test_what_turns_out_misrepresented_is_taken_back() -> None:
    with scenario() as story:
        story.commitment("Anna", due=10, outcome="kept", misrepresented=True, acknowledged_on=60)
        snapshot = story.snapshot()
    assert kept_over_time(snapshot, snapshot.parties[0]) == [(day(10), 1), (day(60), 0)]


@pytest.mark.parametrize(("as_of", "warned"), [(100, False), (101, True)])
def test_a_lag_is_normal_for_ninety_days(as_of: int, warned: bool) -> None:
    with scenario() as story:
        story.commitment("Anna", due=10, outcome="kept", importance=3)
        assert ("reciprocity_lag" in codes(story, as_of=as_of)) is warned


def test_a_lag_is_counted_from_the_day_it_last_began() -> None:
    with scenario() as story:
        story.commitment("Anna", due=10, outcome="kept", importance=2)
        story.commitment("Bert", due=80, outcome="kept")
        story.commitment("Anna", due=120, outcome="kept")
        assert "reciprocity_lag" not in codes(story, as_of=210)
        assert "reciprocity_lag" in codes(story, as_of=211)


def test_half_is_no_lag() -> None:
    with scenario() as story:
        story.commitment("Anna", due=10, outcome="kept", importance=2)
        story.commitment("Bert", due=10, outcome="kept", importance=1)
        assert "reciprocity_lag" not in codes(story, as_of=300)


def test_risks_taken_lag_as_promises_kept_do_and_the_warning_names_both() -> None:
    with scenario() as story:
        story.step("Anna", "Bert", loss=3, status="merited", planned=5)
        warning = story.measures(as_of=100).warnings[0]
    assert str(warning.text) == "Since 10 January 2026 Bert has risked less than its share beside Anna."


def test_of_three_parties_each_pair_is_looked_at() -> None:
    with scenario("Anna", "Bert", "Cleo") as story:
        story.commitment("Anna", due=5, outcome="kept", importance=2)
        story.commitment("Bert", due=5, outcome="kept", importance=1)
        found = [str(warning.text) for warning in story.measures().warnings]
    assert found == [
        "Since 10 January 2026 Cleo has kept less than its share of promises beside Anna.",
        "Since 10 January 2026 Cleo has kept less than its share of promises beside Bert.",
    ]


def test_in_a_one_sided_start_nobody_is_warned_of_a_lag() -> None:
    with scenario(mode="one-sided start") as story:
        story.commitment("Anna", due=5, outcome="kept")
        assert "reciprocity_lag" not in codes(story, as_of=400)


def test_thirty_days_running_hold_what_was_kept_within_them() -> None:
    assert most_in_a_row([day(0), day(29), day(30), day(31)]) == 3
    assert most_in_a_row([day(0), day(29)]) == 2
    assert most_in_a_row([day(0), day(30)]) == 1
    assert most_in_a_row([]) == 0


def load_of(story: Story, name: str, as_of: int = 100) -> Load:
    wanted = story.called[name].id
    return next(found for found in story.measures(as_of=as_of).load if found.about == wanted)


def test_more_than_three_and_more_than_was_ever_kept_in_thirty_days_is_too_much() -> None:
    with scenario() as story:
        for due in (101, 110, 130):
            story.commitment("Anna", due=due)
        story.commitment("Anna", due=100)
        story.commitment("Anna", due=131)
        assert load_of(story, "Anna") == Load(story.called["Anna"].id, 3, 0, 3)
        assert "over_commitment" not in codes(story)
        story.commitment("Anna", due=115)
        assert "over_commitment" in codes(story)
        for _ in range(4):
            story.commitment("Anna", due=50, outcome="kept")
        assert load_of(story, "Anna").limit == 4
        assert "over_commitment" not in codes(story)


def test_an_owner_carries_a_load_of_their_own() -> None:
    with scenario() as story:
        story.person("Abe", "Anna")
        for _ in range(4):
            story.commitment("Anna", due=110, owner="Abe")
            story.commitment("Anna", due=50, outcome="kept")
        warnings = story.measures().warnings
    assert [(str(found.text), found.code) for found in warnings] == [
        ("Abe has 4 promises due within 30 days; the most kept in 30 days so far is 0.", "over_commitment")
    ]


def test_what_is_overdue_is_told_with_its_days() -> None:
    with scenario() as story:
        story.commitment("Anna", due=99)
        story.commitment("Anna", due=85)
        story.commitment("Anna", due=100)
        found = [str(warning.text) for warning in story.measures().warnings]
    assert found == [
        "“Promise C1” is overdue by 1 day, not confirmed.",
        "“Promise C2” is overdue by 15 days and counts as missed until it is closed.",
    ]


def test_a_disputed_outcome_and_a_standing_misrepresentation_are_told() -> None:
    with scenario() as story:
        story.commitment("Anna", due=90, outcome="kept", confirmed="disputed")
        story.commitment("Bert", due=90, outcome="missed", misrepresented=True)
        assert codes(story, "joint") == ["disputed"]
        assert codes(story, "consultant") == ["disputed", "standing_misrepresentation"]


@pytest.mark.parametrize(("as_of", "ageing"), [(60, False), (61, True)])
def test_when_only_time_has_passed_the_evidence_is_ageing_and_nothing_has_improved(
    as_of: int, ageing: bool
) -> None:
    with scenario(half_life_days=50) as story:
        story.commitment("Anna", due=10, outcome="missed", told_on=10)
        warnings = story.measures(as_of=as_of).warnings
        before, after = (of_party(story.measures(as_of=on), "Anna").reliability for on in (10, as_of))
    assert [warning.code for warning in warnings] == (["evidence_ageing"] if ageing else [])
    assert after.expected > before.expected
    if ageing:
        assert str(warnings[0].text) == "The evidence about Anna is ageing: nothing new for 51 days."


def private(story: Story) -> Any:
    return [w for w in story.measures("consultant").warnings if w.code == "gate_private_differs"]


def test_the_consultant_is_told_when_private_records_make_a_gate_look_otherwise() -> None:
    with scenario() as story:
        story.step("Anna", "Bert")
        story.concern(severity=2, blocks="R1", audience="consultant")
        assert not private(story)
        story.concern(severity=5, blocks="R1", audience="consultant")
        assert [str(warning.text) for warning in private(story)] == [
            "The gate of “First stage” looks otherwise to all parties, because of private records: no severe "
            "concern open. Raise it, ask for leave to, or postpone; the joint view stays as it is."
        ]
        assert "gate_private_differs" not in codes(story, "joint") + codes(story, "Anna")


def test_gates_that_look_otherwise_for_the_same_reason_are_one_thing_to_look_at() -> None:
    with scenario() as story:
        for stage in ("First stage", "Second"):
            if stage != "First stage":
                story.stage(stage, starts=0, ends=1000)
            step = story.step("Anna", "Bert", stage=stage)
            story.concern(severity=5, blocks=step, audience="consultant")
        (warning,) = private(story)
        assert str(warning.text).startswith("The gates of “First stage” and “Second” look otherwise")
        assert warning.about == story.called["First stage"].id


def test_a_ring_of_needs_is_told_once() -> None:
    with scenario() as story:
        story.step("Anna", "Bert")
        story.step("Anna", "Bert", needs="R1")
        story.step("Anna", "Bert", needs="R2")
        assert "needs_ring" not in codes(story)
        story.change("R1", needs="R3")
        assert codes(story).count("needs_ring") == 1
