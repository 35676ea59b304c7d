"""The history is read piece by piece, kept to what is asked for, and its values can be written again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from trustdesk.actions import records
from trustdesk.desk import Desk, history, journal
from trustdesk.desk.history import Asked, Step
from trustdesk.records import Benefit, Commitment, Money, Opportunity, Party, Profile, Record, Stage
from trustdesk.records.mapping import driver_of
from trustdesk.snapshot import take
from trustdesk.templates import empty, start

DAY = date(2026, 8, 5)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.create(tmp_path / "Work.trustdesk") as made:
        yield made


def begin(desk: Desk, called: str = "A – B") -> str:
    with desk.change("Begun") as session:
        names = ["Anna Ltd", "Bert Ltd"]
        return start(session, empty(names), name=called, parties={n: n for n in names}, starts=DAY)


def read(desk: Desk, relationship: str, record: str | None = None) -> list[Step]:
    with desk.read() as session:
        seen = take(driver_of(session), relationship, "consultant", DAY)
        return list(history.read(session, seen, record=record))


def pieces(desk: Desk, relationship: str, asked: Asked, most: int) -> Iterator[list[Step]]:
    before = None
    while True:
        with desk.read() as session:
            seen = take(driver_of(session), relationship, "consultant", DAY)
            steps, before = history.piece(session, seen, asked, most, before)
        yield steps
        if before is None:
            return


def asked(desk: Desk, relationship: str, **wanted: Any) -> list[Step]:
    (found,) = pieces(desk, relationship, Asked(**wanted), 10_000)
    return found


@pytest.mark.parametrize("most", [1, 2, 7, 10_000])
def test_it_is_read_piece_by_piece_as_in_one_go(desk: Desk, most: int) -> None:
    id = begin(desk)
    begin(desk, "C – D")
    found = list(pieces(desk, id, Asked(), most))
    assert [step for part in found for step in part] == read(desk, id)
    assert all(len(part) <= most for part in found)
    assert len({step.change for step in read(desk, id)}) == 1


def test_it_keeps_to_the_kinds_and_the_time_asked_for(desk: Desk) -> None:
    id = begin(desk)
    now, hour = datetime.now(UTC), timedelta(hours=1)
    assert {step.kind for step in asked(desk, id, kinds=frozenset({Party, Stage}))} == {Party, Stage}
    assert asked(desk, id, since=now + hour) == []
    assert asked(desk, id, until=now - hour) == []
    assert asked(desk, id, since=now - hour, until=now + hour) == read(desk, id)


def test_what_was_undone_and_done_again_is_told_apart(desk: Desk) -> None:
    id = begin(desk)
    with desk.change("Renamed") as session:
        party = session.query(Party).filter_by(name="Anna Ltd").one()
        records.edit(session, party, DAY, name="Anna & Co")
    desk.undo()
    desk.redo()
    roads = [step.road for step in asked(desk, id, kinds=frozenset({Party}))[:3]]
    assert roads == [journal.REDO, journal.UNDO, journal.DO]


@pytest.mark.parametrize(
    ("kind", "name", "old", "new"),
    [
        (Commitment, "text", "Send the list", "Send both lists"),
        (Commitment, "due", date(2026, 9, 1), date(2026, 10, 1)),
        (Commitment, "importance", 3, 2),
        (Commitment, "must_have", True, None),
        (Commitment, "must_have", False, True),
        (Commitment, "fraction", 0.1, 0.25),
        (Commitment, "audience", "consultant", "joint"),
        (Benefit, "estimated", Money(Decimal("1200.50"), "EUR"), None),
    ],
)
def test_an_earlier_value_can_be_written_again(
    desk: Desk, kind: type[Record], name: str, old: object, new: object
) -> None:
    relationship = begin(desk)
    with desk.change("Made") as session:
        id = make(session, kind, relationship).id
    for value in (old, new):
        with desk.change("Changed") as session:
            setattr(session.get_one(kind, id), name, value)
    (changed,) = read(desk, relationship, record=id)[0].fields
    assert history.value(changed.field, changed.before) == old
    assert type(history.value(changed.field, changed.before)) is type(old)
    assert history.value(changed.field, changed.after) == new


def test_a_picture_can_be_written_again(desk: Desk) -> None:
    assert history.value(Profile.fields["logo"], b"\x89PNG".hex().upper()) == b"\x89PNG"


def make(session: Session, kind: type[Record], relationship: str) -> Record:
    party = session.query(Party).filter_by(name="Anna Ltd").one()
    if kind is Benefit:
        chance = records.add(session, Opportunity, DAY, relationship, text="Loan sets back sooner")
        return records.add(
            session,
            Benefit,
            DAY,
            relationship,
            opportunity_id=chance.id,
            party_id=party.id,
            worth="less stock",
        )
    return records.add(
        session, Commitment, DAY, relationship,
        stage_id=session.query(Stage).one().id, giver_id=party.id, text="Tell", due=DAY,
    )  # fmt: skip


def test_what_was_taken_back_is_told_to_nobody_but_the_consultant(desk: Desk) -> None:
    relationship = begin(desk)
    with desk.change("Made") as session:
        id = make(session, Commitment, relationship).id
    desk.undo()
    with desk.read() as session:
        all_parties = take(driver_of(session), relationship, "joint", DAY)
        assert [step for step in history.read(session, all_parties) if step.id == id] == []
    assert [step.deleted for step in read(desk, relationship, record=id)] == [True, False]
    desk.redo()
    with desk.read() as session:
        all_parties = take(driver_of(session), relationship, "joint", DAY)
        assert [step.made for step in history.read(session, all_parties) if step.id == id] == [True]
