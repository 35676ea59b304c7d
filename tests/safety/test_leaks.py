"""Nothing an audience may not see leaves the program for it: not a word, not a byte of difference."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.chemical import AS_OF, CASE
from tests.safety.outputs import everything, readable
from tests.safety.private import CANARY, PRIVATE_KINDS, SEEN_BY_ALL, canary, hangs_on_private, make
from trustdesk.audience import CONSULTANT, JOINT
from trustdesk.desk import Desk
from trustdesk.exchange import workbook
from trustdesk.records import (
    Commitment,
    InRelationship,
    Kind,
    Organisation,
    Party,
    Record,
    Relationship,
    RiskStep,
    kinds,
    links,
)

Outputs = dict[str, bytes]


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("leaks") / "Case.trustdesk"
    with Desk.create(path) as desk:
        assert not workbook.import_into(desk, CASE, today=AS_OF).errors
    return path


@pytest.fixture
def desk(imported: Path, tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "Case.trustdesk"
    shutil.copy(imported, path)
    with Desk.open(path) as opened:
        yield opened


@pytest.fixture(scope="module")
def clean(imported: Path) -> Outputs:
    """What leaves for all parties before anything private is touched."""
    with Desk.open(imported) as desk:
        return leaving(desk, JOINT)


def relationship(session: Session) -> str:
    return session.scalars(select(Relationship.id)).one()


def leaving(desk: Desk, audience: str, as_of: date = AS_OF) -> Outputs:
    with desk.read() as session:
        id = relationship(session)
    return everything(desk, id, audience, as_of)


def private_fields() -> list[tuple[type[Record], str]]:
    return [(kind, name) for kind in kinds() for name, field in kind.fields.items() if field.private]


def fill_private(session: Session) -> None:
    """A private record of every kind, and a word in every field that is the consultant's own."""
    id = relationship(session)
    for kind in PRIVATE_KINDS:
        make(session, kind, id)
    for kind, name in private_fields():
        if kind.fields[name].kind in (Kind.TEXT, Kind.PROSE):
            for record in session.scalars(select(kind)):
                setattr(record, name, canary(kind, name))


def test_every_kind_of_record_is_either_private_or_known_to_be_seen_by_all() -> None:
    for kind in SEEN_BY_ALL:
        assert "audience" not in kind.fields
        bound = {f.targets[0] for f in kind.fields.values() if f.bound}
        assert bound <= {other.__tablename__ for other in SEEN_BY_ALL}, kind
    assert set(PRIVATE_KINDS) | SEEN_BY_ALL == set(kinds())
    for kind in PRIVATE_KINDS:
        assert "audience" in kind.fields or kind is Organisation or hangs_on_private(kind)


@pytest.mark.parametrize("audience", [JOINT, "Client", "Chemical supplier"])
def test_no_word_of_a_private_record_leaves_for_an_audience(desk: Desk, audience: str) -> None:
    with desk.change("Private records made") as session:
        fill_private(session)
    for name, content in leaving(desk, audience).items():
        assert CANARY.casefold().encode() not in readable(content).lower(), name


def test_what_one_party_keeps_does_not_leave_for_the_other_or_for_all(desk: Desk) -> None:
    with desk.change("The supplier's own") as session:
        supplier = session.scalars(select(Party.id).filter_by(name="Chemical supplier")).one()
        for kind in PRIVATE_KINDS:
            make(session, kind, relationship(session), audience=supplier)
    for audience in (JOINT, "Client", "Client; Chemical supplier"):
        for name, content in leaving(desk, audience).items():
            assert CANARY.casefold().encode() not in readable(content).lower(), (audience, name)
    own = leaving(desk, "Chemical supplier")
    assert canary(Commitment, "text").encode() in readable(own["review pack with every section"])


def test_the_scanner_is_not_blind(desk: Desk) -> None:
    with desk.change("Private records made") as session:
        fill_private(session)
    made = {
        name: readable(content).decode("utf-8", "replace")
        for name, content in leaving(desk, CONSULTANT).items()
    }
    in_workbook = {
        canary(kind, name)
        for kind in PRIVATE_KINDS
        for name, field in kind.fields.items()
        if field.column and field.kind in (Kind.TEXT, Kind.PROSE)
    }
    assert {word for word in in_workbook if word not in made["workbook"]} == set()
    for kind, field in ((Commitment, "text"), (RiskStep, "text")):
        for output in ("review pack with every section", "history", "workbook"):
            assert canary(kind, field) in made[output].replace("\n", ""), (kind, output)


@pytest.mark.parametrize("kind", PRIVATE_KINDS, ids=lambda kind: kind.__tablename__)
def test_a_private_record_changes_no_byte_for_the_others_whether_it_comes_changes_or_goes(
    desk: Desk, clean: Outputs, kind: type[Record]
) -> None:
    with desk.change("Made") as session:
        id = make(session, kind, relationship(session)).id
    assert differing(leaving(desk, JOINT), clean) == []
    with desk.change("Changed and put elsewhere") as session:
        record: Any = session.get_one(kind, id)
        for name, field in kind.fields.items():
            if field.kind in (Kind.TEXT, Kind.PROSE):
                setattr(record, name, "quite different words")
            elif field.kind is Kind.DATE:
                setattr(record, name, date(2026, 10, 1))
        if isinstance(record, InRelationship):
            record.position = 500
    assert differing(leaving(desk, JOINT), clean) == []
    with desk.change("Deleted") as session:
        session.delete(session.get_one(kind, id))
    assert differing(leaving(desk, JOINT), clean) == []


def test_a_field_of_the_consultants_own_changes_no_byte_for_the_others(desk: Desk, clean: Outputs) -> None:
    for kind, name in private_fields():
        field = kind.fields[name]
        with desk.change(f"{name} set") as session:
            for record in session.scalars(select(kind)):
                old = getattr(record, name)
                words = canary(kind, name)
                new = {Kind.WHOLE: 1 if old != 1 else 2, Kind.CHOICE: field.choices and field.choices[-1]}
                new |= {Kind.YES_NO: not old}
                setattr(record, name, new.get(field.kind, words))
    assert differing(leaving(desk, JOINT), clean) == []


def test_a_reference_to_a_private_record_changes_no_byte_for_the_others(desk: Desk, clean: Outputs) -> None:
    """From every joint record, through every reference that may point to a private one and stands empty."""
    tried = 0
    with desk.change("Referred to") as session:
        id = relationship(session)
        private = {kind.__tablename__: make(session, kind, id) for kind in PRIVATE_KINDS}
        own = {record.id for record in session.scalars(select(Commitment).filter_by(audience=CONSULTANT))}
        own |= {record.id for record in private.values()}
        for kind in kinds():
            for name, field in kind.fields.items():
                for target in (private[table] for table in field.targets if table in private):
                    for record in session.scalars(select(kind)).all():
                        if record.id in own or field.bound:
                            continue
                        if field.kind is Kind.LINKS:
                            ids = links.read(session, record, name)
                            there = [_find(session, field.targets, id) for id in ids]
                            links.write(session, record, name, [*there, target])
                            tried += 1
                        elif getattr(record, name) is None:
                            setattr(record, name, target.id)
                            tried += 1
    assert tried > 50
    assert differing(leaving(desk, JOINT), clean) == []


def test_a_misrepresentation_nobody_acknowledged_changes_no_byte_for_the_others(
    desk: Desk, clean: Outputs
) -> None:
    with desk.change("Noted") as session:
        for commitment in session.scalars(select(Commitment)):
            commitment.misrepresented = True
    assert differing(leaving(desk, JOINT), clean) == []
    assert leaving(desk, CONSULTANT)["measures"] != clean["measures"]


def _find(session: Session, tables: tuple[str, ...], id: str) -> Record:
    return next(
        found for kind in kinds() if kind.__tablename__ in tables and (found := session.get(kind, id))
    )


def differing(made: Outputs, clean: Outputs) -> list[str]:
    assert made.keys() == clean.keys()
    return [name for name in clean if made[name] != clean[name]]
