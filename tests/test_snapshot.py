"""A snapshot holds what its audience may see on its day, and nothing that leads anywhere else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from tests.scenarios import day, scenario
from trustdesk.records import (
    Adjustment,
    Commitment,
    Concern,
    Kind,
    Person,
    Record,
    Repair,
    RiskStep,
    Workshop,
)
from trustdesk.records.risk_steps import PLANNED, TAKEN
from trustdesk.snapshot import Snapshot


def references(seen: Snapshot) -> Iterator[tuple[Record, str, str]]:
    """Every id that a record of the snapshot refers to, with the record and the field."""
    for records in seen.rows.values():
        for record in records:
            for name, field in type(record).fields.items():
                if field.kind is Kind.LINK and getattr(record, name) is not None:
                    yield record, name, getattr(record, name)
                elif field.kind is Kind.LINKS:
                    yield from ((record, name, id) for id in getattr(record, name))


def test_every_reference_leads_to_a_record_that_is_in_the_snapshot_too() -> None:
    with scenario() as story:
        story.person("Mara", "Anna", audience="consultant")
        story.commitment("Anna", due=10, audience="Anna")
        story.commitment("Bert", due=20, owner="Mara", replaces="C1", depends_on="C1")
        story.step("Anna", "Bert", needs=("C1", "C2"), approved_by="Mara")
        story.concern(blocks=("C1", "R1"), audience="joint")
        for audience in ("joint", "Anna", "Bert", "consultant"):
            seen = story.snapshot(audience)
            for record, name, id in references(seen):
                assert seen.get(id) is not None, (audience, record, name)
        joint = story.snapshot()
        promise = story.find(joint, Commitment, "C2")
        assert (promise.owner_id, promise.replaces_id, promise.depends_on) == (None, None, ())
        assert story.find(joint, Commitment, "C2").receivers == ()
        assert len(story.find(joint, RiskStep, "R1").needs) == 1
        assert len(story.find(joint, Concern, "N1").blocks) == 1
        assert len(list(references(story.snapshot("consultant")))) > len(list(references(joint)))


@pytest.mark.parametrize("private", ["C1", "R1", "W1"])
def test_what_hangs_on_a_private_record_does_not_come_to_light_when_that_is_deleted(private: str) -> None:
    with scenario() as story:
        story.commitment("Anna", due=10, audience="consultant")
        story.step("Anna", "Bert", audience="consultant")
        session, own = story.session, {"relationship_id": story.relationship.id}
        workshop = Workshop(held_on=day(0), kind="review", audience="consultant", **own)
        session.add(workshop)
        session.flush()
        target = {**story.called, "W1": workshop}[private]
        link = {f"{type(target).__tablename__}_id": target.id}
        session.add(Adjustment(why="Nobody is to know", **link, **own))
        if private != "W1":
            session.add(Repair(redress="Nobody is to know", **link, **own))
        session.flush()
        assert len(story.snapshot("consultant")[Adjustment]) == 1
        session.delete(target)
        session.flush()
        assert not story.snapshot()[Adjustment]
        assert not story.snapshot()[Repair]


def test_the_consultants_own_fields_are_blank_for_everybody_else() -> None:
    with scenario() as story:
        story.person("Mara", "Anna", influence=5, stance="opposes", politics="Wants to be asked")
        for audience in ("joint", "Anna", "Bert"):
            mara = story.find(story.snapshot(audience), Person, "Mara")
            assert (mara.influence, mara.stance, mara.politics) == (None, None, "")
        assert story.find(story.snapshot("consultant"), Person, "Mara").politics == "Wants to be asked"


def test_what_came_later_is_not_there_yet_on_an_earlier_day() -> None:
    with scenario() as story:
        story.commitment(
            "Anna", due=30, promised_on=10, outcome="partly", fraction=0.5, closed_on=40, told_on=25,
            frank_reason="Ill",
        )  # fmt: skip
        story.step("Anna", "Bert", planned=20, status="merited", concluded_on=50)
        assert story.snapshot(as_of=9)[Commitment] == ()
        promise = story.snapshot(as_of=24)[Commitment][0]
        assert (promise.outcome, promise.closed_on, promise.fraction, promise.frank_reason) == (
            None,
            None,
            None,
            "",
        )
        promise = story.snapshot(as_of=39)[Commitment][0]
        assert (promise.outcome, promise.told_on, promise.frank_reason) == (None, day(25), "Ill")
        assert story.snapshot(as_of=40)[Commitment][0].outcome == "partly"
        statuses = [story.snapshot(as_of=n)[RiskStep][0].status for n in (19, 20, 49, 50)]
        assert statuses == [PLANNED, TAKEN, TAKEN, "merited"]


def test_a_reader_of_several_parties_sees_what_each_of_them_may_see() -> None:
    with scenario("Anna", "Bert", "Cleo") as story:
        story.commitment("Anna", due=10, audience="Anna; Bert")
        story.commitment("Anna", due=10, audience="Anna")
        seen = {
            audience: [c.ref for c in story.snapshot(audience)[Commitment]]
            for audience in ("Anna", "Bert", "Cleo", "Anna; Bert", "Bert; Cleo", "joint", "consultant")
        }
    assert seen == {
        "Anna": ["C1", "C2"], "Bert": ["C1"], "Cleo": [], "Anna; Bert": ["C1"], "Bert; Cleo": [],
        "joint": [], "consultant": ["C1", "C2"],
    }  # fmt: skip


def test_a_record_of_a_snapshot_cannot_be_written() -> None:
    with scenario() as story:
        story.commitment("Anna", due=10)
        promise = story.snapshot()[Commitment][0]
        with pytest.raises(AttributeError, match="read only"):
            promise.due = date(2030, 1, 1)
