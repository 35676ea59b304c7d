"""The same figures whichever way a day or an audience is come by."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from tests.scenarios import Story, day, of_step, scenario
from trustdesk.measures import ladder_over_time, measure, ppc_by_month, reliability_over_time
from trustdesk.measures.joint import as_joint
from trustdesk.measures.ledger import ledger
from trustdesk.measures.plain import plain
from trustdesk.measures.results import Ppc
from trustdesk.measures.stretch import measure_step
from trustdesk.records import RiskStep

OUTCOMES = ("kept", "late", "partly", "missed", "released", "renegotiated", None)
AUDIENCES = ("joint", "joint", "consultant", "joint", "Anna; Bert")


@pytest.fixture(scope="module")
def busy() -> Iterator[Story]:
    """A story in which much happens, by chance but always the same."""
    chance = random.Random(3)
    with scenario("Anna", "Bert", "Cleo", half_life_days=40) as story:
        story.change("Anna", known_kept=2, known_broken=1, known_on=-20)
        story.person("Abe", "Anna", sponsor=True)
        for n in range(60):
            _promise(story, chance, n)
        for n in range(12):
            _step(story, chance, n)
        for n in range(6):
            story.concern(
                severity=chance.choice((3, 4, 5)),
                blocks=f"R{n + 1}",
                audience=chance.choice(("joint", "consultant", "Anna")),
                state="addressed",
                addressed_on=chance.randrange(200),
            )
        yield story


def _promise(story: Story, chance: random.Random, n: int) -> None:
    due, outcome = chance.randrange(20, 180), chance.choice(OUTCOMES)
    feigned = outcome is not None and chance.random() < 0.15
    # What replaces a promise goes to the same readers, so that all of them know it from the same day.
    move = n >= len(AUDIENCES) and chance.random() < 0.2
    story.commitment(
        chance.choice(("Anna", "Bert", "Cleo")),
        due=due,
        promised_on=None if move else due - chance.randrange(20, 60),
        outcome=outcome,
        closed_on=due + chance.choice((1, 5, 30, 70)) if outcome == "late" else due if outcome else None,
        fraction=0.5 if outcome == "partly" else None,
        told_on=chance.choice((None, due - 5, due + 4)),
        asked_first=chance.random() < 0.2,
        accepted=True,
        reason_class="other",
        importance=chance.choice((1, 2, 3)),
        must_have=chance.random() < 0.4,
        confirmed=chance.choice(("yes", "yes", "no", "disputed")),
        misrepresented=feigned,
        acknowledged_on=due + 20 if feigned and chance.random() < 0.6 else None,
        replaces=f"C{n + 1 - len(AUDIENCES)}" if move else None,
        audience=AUDIENCES[n % len(AUDIENCES)],
    )


def _step(story: Story, chance: random.Random, n: int) -> None:
    planned = chance.randrange(30, 180)
    story.step(
        "Anna",
        chance.choice(("Bert", "Cleo", ("Bert", "Cleo"))),
        loss=chance.randrange(1, 10),
        gain=chance.randrange(1, 10),
        comfort=chance.choice((None, 2, 5)),
        planned=planned,
        status=chance.choice(("planned", "taken", "merited", "merited", "not merited")),
        concluded_on=planned + 10,
        needs=[f"C{chance.randrange(1, 60)}" for _ in range(2)],
        exposes=chance.choice(("information", "money")),
        audience=chance.choice(("joint", "joint", "consultant")),
    )


@pytest.mark.parametrize("audience", ["joint", "Bert", "consultant"])
def test_the_record_of_an_earlier_day_is_that_of_a_snapshot_taken_then(busy: Story, audience: str) -> None:
    now = busy.snapshot(audience, as_of=250)
    days = [day(n) for n in range(-30, 250, 17)]
    for party in now.parties:
        over_time = reliability_over_time(now, party, days)
        for on, found in zip(days, over_time, strict=True):
            then = next(one for one in busy.measures(audience, on).parties if one.party.id == party.id)
            assert found.r == pytest.approx(then.reliability.r, abs=1e-12)
            assert found.s == pytest.approx(then.reliability.s, abs=1e-12)


@pytest.mark.parametrize("audience", ["joint", "consultant"])
def test_a_step_tested_on_an_earlier_day_is_as_a_snapshot_taken_then_has_it(
    busy: Story, audience: str
) -> None:
    now = busy.snapshot(audience, as_of=250)
    for on in range(10, 250, 40):
        then = busy.measures(audience, on)
        for step in now[RiskStep]:
            found, expected = measure_step(ledger(now), step, day(on)), of_step(then, step.ref)
            assert (found.evidence, found.ladder, found.advice) == (
                expected.evidence,
                expected.ladder,
                expected.advice,
            )
            assert [(p.point, p.ok) for p in found.readiness] == [(p.point, p.ok) for p in expected.readiness]


def test_no_step_of_the_ladder_is_tested_after_the_day_of_the_snapshot(busy: Story) -> None:
    assert {step.day <= day(100) for step in ladder_over_time(busy.snapshot(as_of=100))} == {True}


def test_the_joint_view_of_the_consultant_s_snapshot_is_the_joint_snapshot(busy: Story) -> None:
    for as_of in (60, 120, 250):
        derived, taken = as_joint(busy.snapshot("consultant", as_of)), busy.snapshot("joint", as_of)
        assert plain(measure(derived), derived) == plain(measure(taken), taken)


def test_private_records_change_not_a_digit_of_what_all_parties_see() -> None:
    with scenario() as story:
        for n in range(9):
            story.commitment("Anna", due=10 + n, outcome="kept" if n % 3 else "late", told_on=n)
        story.step("Anna", "Bert")
        snapshot = story.snapshot()
        before = plain(measure(snapshot), snapshot)
        story.commitment("Anna", due=3, outcome="missed", audience="consultant", importance=3)
        story.step("Bert", "Anna", loss=9, status="not merited", audience="Anna")
        story.concern(severity=5, blocks="R1", audience="consultant")
        story.workshop(50, audience="consultant")
        story.change("C1", misrepresented=True)
        snapshot = story.snapshot()
        assert plain(measure(snapshot), snapshot) == before


def test_ppc_by_month_counts_promises_in_the_month_they_fell_due() -> None:
    with scenario() as story:
        for due, outcome in ((5, "kept"), (6, "missed"), (40, "kept"), (41, "released"), (95, None)):
            story.commitment("Anna", due=due, outcome=outcome)
        snapshot = story.snapshot(as_of=100)
    found = ppc_by_month(snapshot, snapshot.parties[0])
    assert found == [(day(0).replace(day=1), Ppc(1, 2)), (day(40).replace(day=1), Ppc(1, 1))]
