"""Whatever may be done to a desk that some readers may not see: drawn by chance, from the declarations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from random import Random
from typing import Any, Final
from unittest.mock import patch
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.safety.private import PRIVATE_KINDS, make, private_fields, worded
from trustdesk.actions import records
from trustdesk.audience import CONSULTANT, JOINT, SEPARATOR
from trustdesk.desk import Desk
from trustdesk.records import (
    Commitment,
    Concern,
    Field,
    InRelationship,
    Kind,
    Money,
    Organisation,
    Party,
    Person,
    Record,
    Relationship,
    Stage,
    kinds,
    links,
)

_SYLLABLES: Final = ("ra", "ben", "ti", "lo", "sche", "mun", "kor", "vi", "ast", "ze")
_FIRST_DAY: Final = date(2024, 1, 1)
_DAYS: Final = 1500
_BY_TABLE: Final = {kind.__tablename__: kind for kind in kinds()}


@dataclass(frozen=True)
class Hidden:
    """What is hidden from a reader (the ids of the parties that read together) in one relationship."""

    relationship: str
    reader: frozenset[str]
    parties: tuple[str, ...]

    def audience(self, rng: Random) -> str:
        """Some audience, as stored, that leaves the reader out."""
        others = [party for party in self.parties if party not in self.reader]
        left_out = rng.choice(sorted(self.reader))
        some = sorted(party for party in (*others, *self.reader) if party != left_out and rng.random() < 0.7)
        return SEPARATOR.join(some) if some and rng.random() < 0.5 else CONSULTANT

    def hides(self, session: Session, record: Record) -> bool:
        """Whether the reader may not see a record: for its audience, or for what it is bound to."""
        stored = getattr(record, "audience", JOINT)
        if isinstance(record, Organisation) or not self._reads(stored):
            return True
        bound = [field for field in type(record).fields.values() if field.bound]
        return any(
            self.hides(session, target)
            for field in bound
            if (id := getattr(record, field.name)) and (target := _found(session, field, id))
        )

    def _reads(self, stored: str) -> bool:
        if stored in (JOINT, CONSULTANT):
            return stored == JOINT
        return self.reader <= set(stored.split(SEPARATOR))


Mutation = Callable[[Session, Random, Hidden], int]


def mutate(desk: Desk, rng: Random, hidden: Hidden, names: Iterable[str] = ()) -> Counter[str]:
    """Do what is named (by default some of it, in any order); how often each was done."""
    wanted = list(names) or rng.choices(list(MUTATIONS), k=rng.randint(2, 6))
    done: Counter[str] = Counter()
    for name in wanted:
        with desk.change("Something that is not for all") as session:
            done[name] += MUTATIONS[name](session, rng, hidden)
        if name == "taken back":
            desk.undo()
    return done


def _add(session: Session, rng: Random, hidden: Hidden, among: Sequence[type[Record]] = ()) -> int:
    chosen = among or rng.choices(PRIVATE_KINDS, k=rng.randint(1, 8))
    for kind in chosen:
        made = make(session, kind, hidden.relationship, hidden.audience(rng))
        if rng.random() < 0.7:
            _alter(session, rng, made)
        _put_anywhere(rng, made)
        session.flush()
    return len(chosen)


def _change(session: Session, rng: Random, hidden: Hidden) -> int:
    chosen = _some(rng, _all_hidden(session, hidden))
    for record in chosen:
        _alter(session, rng, record)
    session.flush()
    return len(chosen)


def _remove(session: Session, rng: Random, hidden: Hidden) -> int:
    chosen = _some(rng, _all_hidden(session, hidden))
    ids = [(type(record), record.id) for record in chosen]
    for kind, id in ids:
        if (still := session.get(kind, id)) is not None:  # it may have gone with another
            session.delete(still)
            session.flush()
            session.expire_all()
    return len(ids)


def _reorder(session: Session, rng: Random, hidden: Hidden) -> int:
    """Hidden records anywhere among the others, and those with new numbers in the order they had."""
    moved = 0
    for kind in _kinds_inside():
        rows = _of(session, kind, hidden.relationship)
        secret = [row for row in rows if hidden.hides(session, row)]
        seen = [row for row in rows if row not in secret]
        rng.shuffle(secret)
        for row in secret:
            seen.insert(rng.randint(0, len(seen)), row)
        at = rng.randint(-50, 50)
        for row in seen:
            at += rng.randint(1, 9)
            row.position = at
            moved += 1
    return moved


def _own_fields(session: Session, rng: Random, hidden: Hidden) -> int:
    written = 0
    for kind, name in private_fields():
        for record in _some(rng, session.scalars(select(kind)).all()):
            setattr(record, name, _value(rng, kind.fields[name]))
            written += 1
    return written


def _refer(session: Session, rng: Random, hidden: Hidden) -> int:
    """From what all read, through each reference that stands empty or holds several, to what is hidden."""
    secret = _all_hidden(session, hidden)
    made = 0
    for kind in _kinds_inside():
        for record in _of(session, kind, hidden.relationship):
            if hidden.hides(session, record):
                continue
            for name, field in kind.fields.items():
                targets = [one for one in secret if one.__tablename__ in field.targets and one is not record]
                if not targets or field.bound or rng.random() < 0.3:
                    continue
                target = rng.choice(targets)
                if field.kind is Kind.LINKS:
                    there = [_found(session, field, id) for id in links.read(session, record, name)]
                    there.insert(rng.randint(0, len(there)), target)
                    links.write(session, record, name, [one for one in there if one])
                elif getattr(record, name) is None:
                    setattr(record, name, target.id)
                else:
                    continue
                made += 1
    session.flush()
    return made


def _misrepresent(session: Session, rng: Random, hidden: Hidden) -> int:
    """That somebody said what was not so exists for the consultant only, until both acknowledge it."""
    chosen = [
        one
        for one in _some(rng, _of(session, Commitment, hidden.relationship))
        if one.misrepresented is None and one.acknowledged_on is None and one.repaired_on is None
    ]
    for commitment in chosen:
        commitment.misrepresented = True
    return len(chosen)


def _elsewhere(session: Session, rng: Random, hidden: Hidden) -> int:
    """In other relationships anything, what all may read there too; and one more with people of its own."""
    done = 0
    others = session.scalars(select(Relationship).where(Relationship.id != hidden.relationship)).all()
    for other in others:
        other.name = _words(rng, 8)
        rows = [row for kind in _kinds_inside() for row in _of(session, kind, other.id)]
        for row in _some(rng, rows):
            _alter(session, rng, row)
            done += 1
    other = Relationship(name=_words(rng, 8))
    organisation = Organisation(name=_words(rng, 5))
    session.add_all([other, organisation])
    session.flush()
    for number in range(rng.randint(1, 4)):
        mine = {"relationship_id": other.id, "position": number}
        party = Party(**mine, name=f"{_words(rng, 3)} {number}", organisation_id=organisation.id)
        session.add(party)
        session.flush()
        session.add(Stage(**mine, name=_words(rng, 5)))
        session.add(Person(**mine, name=_words(rng, 3), party_id=party.id))
        done += 3
    return done


def _took_back(session: Session, rng: Random, hidden: Hidden) -> int:
    """What all may read is changed; the change is undone right away and was never told to them."""
    seen = [
        row
        for kind in _kinds_inside()
        for row in _of(session, kind, hidden.relationship)
        if not hidden.hides(session, row)
    ]
    chosen = _some(rng, seen)
    for record in chosen:
        for name in worded(type(record)):
            setattr(record, name, _words(rng, 4))
    return len(chosen)


MUTATIONS: Final[dict[str, Mutation]] = {
    "added": _add,
    "one of every kind added": partial(_add, among=PRIVATE_KINDS),
    "changed": _change,
    "removed": _remove,
    "re-ordered": _reorder,
    "the consultant's own fields": _own_fields,
    "referred to": _refer,
    "misrepresented": _misrepresent,
    "in another relationship": _elsewhere,
    "taken back": _took_back,
}


def go_on(desk: Desk, relationship: str, today: date) -> None:
    """What all may read goes on: a promise and a concern more, the same each time down to their ids."""
    rng = Random(4)
    with (
        desk.change("Promised after that") as session,
        patch("uuid.uuid4", lambda: UUID(int=rng.getrandbits(128), version=4)),
    ):
        parties = _of(session, Party, relationship)
        due = today + timedelta(days=30)
        records.add(
            session, Commitment, today, relationship,
            text="Send the list of late deliveries", due=due, promised_on=today,
            stage_id=_of(session, Stage, relationship)[-1].id, giver_id=parties[0].id, receivers=parties[1:],
        )  # fmt: skip
        records.add(session, Concern, today, relationship, text="The list may be incomplete")


def _all_hidden(session: Session, hidden: Hidden) -> list[Record]:
    return [
        record
        for kind in PRIVATE_KINDS
        if issubclass(kind, InRelationship)
        for record in _of(session, kind, hidden.relationship)
        if hidden.hides(session, record)
    ]


def _kinds_inside() -> list[type[Any]]:
    return [kind for kind in kinds() if issubclass(kind, InRelationship)]


def _of(session: Session, kind: type[Any], relationship: str) -> list[Any]:
    query = select(kind).where(kind.relationship_id == relationship)
    return list(session.scalars(query.order_by(kind.position, kind.id)))


def _found(session: Session, field: Field, id: str) -> Record | None:
    return next((found for table in field.targets if (found := session.get(_BY_TABLE[table], id))), None)


def _some(rng: Random, among: Sequence[Any]) -> list[Any]:
    return [one for one in among if rng.random() < 0.4]


def _put_anywhere(rng: Random, record: Record) -> None:
    if isinstance(record, InRelationship):
        record.position = rng.randint(-20, 500)


def _alter(session: Session, rng: Random, record: Record) -> None:
    """Other values in about half of its fields; it stays as hidden as it is."""
    kind = type(record)
    for name, field in kind.fields.items():
        if field.bound or rng.random() < 0.5 or field.kind in (Kind.AUDIENCE, Kind.LINK, Kind.PICTURE):
            continue
        if field.kind is Kind.LINKS:
            there = [_found(session, field, id) for id in links.read(session, record, name)]
            links.write(session, record, name, [one for one in reversed(there) if one])
        else:
            setattr(record, name, _value(rng, field))


def _value(rng: Random, field: Field) -> Any:
    match field.kind:
        case Kind.TEXT:
            return _words(rng, rng.randint(1, 12))
        case Kind.PROSE:
            return _words(rng, rng.choice((1, 20, 400)))
        case Kind.DATE:
            return _FIRST_DAY + timedelta(days=rng.randrange(_DAYS))
        case Kind.WHOLE:
            return rng.randint(int(field.low or 0), int(min(field.high or 9, 10_000)))
        case Kind.NUMBER:
            return round(rng.uniform(field.low or 0, field.high or 1), 3)
        case Kind.CHOICE:
            return rng.choice(field.choices)
        case Kind.YES_NO:
            return rng.choice((True, False))
        case Kind.MONEY:
            return Money(Decimal(rng.randrange(1, 10**7)), rng.choice(("EUR", "CHF", "USD")))
        case _:
            return None


def _words(rng: Random, count: int) -> str:
    return " ".join("".join(rng.choices(_SYLLABLES, k=rng.randint(1, 4))) for _ in range(count)).capitalize()
