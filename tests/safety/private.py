"""Private records of every kind, made from the declarations: a new kind of record is covered by itself."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from trustdesk.audience import CONSULTANT
from trustdesk.records import (
    Field,
    GateCriterion,
    InRelationship,
    Kind,
    Money,
    Organisation,
    Party,
    Profile,
    Record,
    Relationship,
    SignOff,
    Stage,
    kinds,
    links,
)

CANARY: Final = "Zugvogel"
DAY: Final = date(2026, 9, 3)

SEEN_BY_ALL: Final = {Relationship, Party, Stage, GateCriterion, SignOff, Profile}
"""The kinds that have no audience and hang on nothing that has one: the frame that all parties share."""

PRIVATE_KINDS: Final = tuple(kind for kind in kinds() if kind not in SEEN_BY_ALL)


def canary(kind: type[Record], field: str) -> str:
    """The word that stands in one field of private records of one kind."""
    return f"{CANARY}{kind.__tablename__}{field}".replace("_", "")


def make(session: Session, kind: type[Record], relationship: str, audience: str = CONSULTANT) -> Record:
    """A record of that kind which only `audience` may see, every text of which holds its canary."""
    values: dict[str, Any] = {
        name: _value(session, kind, field, relationship, audience)
        for name, field in kind.fields.items()
        if field.kind is not Kind.LINKS
    }
    if issubclass(kind, InRelationship):
        values |= {"relationship_id": relationship, "position": 0}
    record = kind(**values)
    session.add(record)
    session.flush()
    for name, field in kind.fields.items():
        if field.kind is Kind.LINKS:
            links.write(session, record, name, _targets(session, field, relationship, record))
    return record


def private_fields() -> list[tuple[type[Record], str]]:
    """The fields that are the consultant's alone, whatever the audience of their record."""
    return [(kind, name) for kind in kinds() for name, field in kind.fields.items() if field.private]


def worded(kind: type[Record]) -> list[str]:
    """The names of its fields that hold free words, and so a canary."""
    return [name for name, field in kind.fields.items() if field.kind in (Kind.TEXT, Kind.PROSE)]


def fill_private(session: Session, relationship: str) -> None:
    """A private record of every kind, and a word in every field that is the consultant's own."""
    for kind in PRIVATE_KINDS:
        make(session, kind, relationship)
    for kind, name in private_fields():
        if name in worded(kind):
            for record in session.scalars(select(kind)):
                setattr(record, name, canary(kind, name))


def hangs_on_private(kind: type[Record]) -> bool:
    """Whether a record without an audience of its own is private through what it is bound to."""
    return "audience" not in kind.fields and kind is not Organisation


def _value(session: Session, kind: type[Record], field: Field, relationship: str, audience: str) -> Any:
    match field.kind:
        case Kind.TEXT | Kind.PROSE:
            return canary(kind, field.name)
        case Kind.DATE:
            return DAY
        case Kind.WHOLE:
            return int(field.high or 1)
        case Kind.NUMBER:
            return min(float(field.high or 1), 0.75)
        case Kind.CHOICE:
            return field.choices[-1]
        case Kind.YES_NO:
            return True
        case Kind.MONEY:
            return Money(Decimal("777333"), "EUR")
        case Kind.AUDIENCE:
            return audience
        case Kind.LINK:
            return _target(session, kind, field, relationship, audience)
        case _:
            return None


def _target(
    session: Session, kind: type[Record], field: Field, relationship: str, audience: str
) -> str | None:
    target = next(other for other in kinds() if other.__tablename__ == field.targets[0])
    if hangs_on_private(kind) and field.bound and target not in SEEN_BY_ALL:
        if field.required or field.name == _first_bound(kind):
            return make(session, target, relationship, audience).id
        return None
    if not issubclass(target, InRelationship):
        return None
    owner: Any = target
    query = select(owner.id).where(owner.relationship_id == relationship).order_by(owner.position.desc())
    return session.scalars(query).first() if field.required else None


def _first_bound(kind: type[Record]) -> str:
    return next(
        name
        for name, field in kind.fields.items()
        if field.bound and field.targets[0] not in {k.__tablename__ for k in SEEN_BY_ALL}
    )


def _targets(session: Session, field: Field, relationship: str, record: Record) -> list[Record]:
    found: list[Record] = []
    for kind in kinds():
        if kind.__tablename__ in field.targets and issubclass(kind, InRelationship):
            owner: Any = kind
            query = select(kind).where(owner.relationship_id == relationship, owner.id != record.id)
            found.extend(session.scalars(query.order_by(owner.position, owner.id).limit(1)))
    return found
