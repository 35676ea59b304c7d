"""What can be done to a record of any kind: add, edit, link, place, delete."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from string import ascii_uppercase
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trustdesk.audience import CONSULTANT, JOINT, SEPARATOR
from trustdesk.errors import TrustDeskError
from trustdesk.records import Fault, Field, InRelationship, Kind, Party, Record, checks, links
from trustdesk.words import N_, Text, joined

R = TypeVar("R", bound=Record)


def get(session: Session, kind: type[R], id: str) -> R:
    """The record of that id; raises TrustDeskError when it is no longer there."""
    record = session.get(kind, id)
    if record is None:
        raise TrustDeskError(
            Text(N_("This {kind} is no longer in the desk."), {"kind": Text(kind.singular)}),
            Text(N_("It was deleted in the meantime. Undo brings it back.")),
        )
    return record


def add(session: Session, kind: type[R], today: date, relationship: str | None = None, /, **values: Any) -> R:
    """Add a record at the end of its kind's order; several links are given as lists of records.

    Where its kind has refs and none is given, it gets the next one of its series; each audience has a series
    of its own, so that what some may not read leaves no gap in what they do. Raises TrustDeskError naming
    every field that is not as it should be; nothing of the record is kept then.
    """
    if kind.series and "ref" not in values:
        series = series_of(session, kind, str(relationship), values.get("audience", JOINT))
        values["ref"] = next_ref(session, kind, str(relationship), series)
    blank = {name: None for name, field in kind.fields.items() if _must_be_given(kind, field)}
    _demand_values(kind, blank | values)
    with session.begin_nested():
        record = kind(**{name: value for name, value in values.items() if not _is_links(kind, name)})
        if isinstance(record, InRelationship):
            owner: Any = kind
            last = select(func.coalesce(func.max(owner.position), -1))
            record.relationship_id = str(relationship)
            record.position = (session.scalar(last.where(owner.relationship_id == relationship)) or 0) + 1
        session.add(record)
        for name in values:
            if _is_links(kind, name):
                links.write(session, record, name, values[name])
        demand(session, record, today)
    return record


def edit(session: Session, record: Record, today: date, /, **values: Any) -> None:
    """Set fields of a record; several links are given as lists of records.

    Raises TrustDeskError naming every field that is not as it should be; the record then stays as it was.
    """
    _demand_values(type(record), values)
    with session.begin_nested():
        for name, value in values.items():
            if _is_links(type(record), name):
                links.write(session, record, name, value)
            else:
                setattr(record, name, value)
        demand(session, record, today)


def demand(session: Session, record: Record, today: date) -> None:
    """Raise TrustDeskError naming all that is wrong with a record, if anything is."""
    _refuse(type(record), checks.faults_in(session, record, today))


def place(session: Session, record: Record, at: int) -> None:
    """Put a record at the place `at` (0: first) in the order of its kind within its relationship."""
    if not isinstance(record, InRelationship):
        raise TypeError(f"{type(record).__name__} has no order")
    kind: Any = type(record)
    query = select(kind).where(kind.relationship_id == record.relationship_id)
    others: list[Any] = [
        other for other in session.scalars(query.order_by(kind.position, kind.id)) if other is not record
    ]
    for position, other in enumerate([*others[:at], record, *others[at:]]):
        if other.position != position:
            other.position = position


def delete(session: Session, records: Iterable[Record]) -> None:
    """Delete records with what belongs to them; links to them are cut. Undo brings all of it back."""
    for record in records:
        session.delete(record)
    session.flush()


def next_ref(session: Session, kind: type[Record], relationship: str, prefix: str) -> str:
    """The next free reference `prefix1`, `prefix2` … of a kind in a relationship."""
    owner: Any = kind
    query = select(owner.ref).where(owner.relationship_id == relationship)
    taken: Sequence[str] = session.scalars(query).all()
    numbers = [int(ref[len(prefix) :]) for ref in taken if _numbered(ref, prefix)]
    return f"{prefix}{max(numbers, default=0) + 1}"


def series_of(session: Session, kind: type[Record], relationship: str, audience: str) -> str:
    """What refs begin with that are for an audience (as it is stored), since each counts its own.

    C for all, CP for the consultant, CA for the first party alone, CAB for the first two of several.
    """
    if audience in (JOINT, CONSULTANT):
        return kind.series if audience == JOINT else f"{kind.series}P"
    query = select(Party.id).where(Party.relationship_id == relationship).order_by(Party.position, Party.id)
    readers = audience.split(SEPARATOR)
    letters = (
        letter for letter, id in zip(ascii_uppercase, session.scalars(query), strict=False) if id in readers
    )
    return kind.series + "".join(letters)


def _is_links(kind: type[Record], name: str) -> bool:
    return kind.fields[name].kind is Kind.LINKS


def _must_be_given(kind: type[Record], field: Field) -> bool:
    return field.required and field.kind is not Kind.AUDIENCE and not _is_links(kind, field.name)


def _demand_values(kind: type[Record], values: Mapping[str, Any]) -> None:
    """Refuse what does not fit its field before it is written: the database would say it in its own words."""
    plain = {name: value for name, value in values.items() if not _is_links(kind, name)}
    found = ((name, checks.value_fault(kind.fields[name], value)) for name, value in plain.items())
    _refuse(kind, [Fault(name, expected) for name, expected in found if expected])


def _refuse(kind: type[Record], faults: Sequence[Fault]) -> None:
    if faults:
        words = N_("{field}: expected {expected}.")
        lines = [
            Text(words, {"field": Text(kind.fields[fault.field].label), "expected": fault.expected})
            for fault in faults
        ]
        raise TrustDeskError(
            Text(N_("This {kind} was not saved."), {"kind": Text(kind.singular)}), joined(lines)
        )


def _numbered(ref: str, prefix: str) -> bool:
    rest = ref[len(prefix) :]
    return ref.startswith(prefix) and rest.isascii() and rest.isdigit()
