"""What all parties together would see of the consultant's own snapshot, without asking the desk again."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from functools import cache
from typing import Any

from trustdesk.audience import everyone
from trustdesk.records import Commitment, Kind, Record
from trustdesk.records.base import blank
from trustdesk.snapshot import MISREPRESENTATION, Snapshot

Rows = dict[type[Record], list[Record]]


def as_joint(snapshot: Snapshot) -> Snapshot:
    """The snapshot without what is not for all parties: private records, what hangs on them, private fields.

    Returns the snapshot itself where there is nothing to leave out.
    """
    reader = everyone(snapshot.parties)
    rows: Rows = {
        kind: [record for record in records if reader.admits(vars(record).get("audience", reader.name))]
        for kind, records in snapshot.rows.items()
    }
    left = _drop_unbound(rows)
    shown = {kind: [_shown(record, left, snapshot) for record in records] for kind, records in rows.items()}
    if all(list(snapshot.rows[kind]) == records for kind, records in shown.items()):
        return snapshot
    return Snapshot(snapshot.relationship, reader, snapshot.as_of, shown, snapshot.profile)


def _drop_unbound(rows: Rows) -> dict[str, Record]:
    """Take away what hangs on something that is gone, until nothing does; returns what is left, by id."""
    left = {record.id: record for records in rows.values() for record in records}
    before = -1
    while len(left) != before:
        before = len(left)
        for kind, records in rows.items():
            bound = [field.name for field in kind.fields.values() if field.bound and field.kind is Kind.LINK]
            rows[kind] = [record for record in records if _hangs(record, bound, left)]
        left = {record.id: record for records in rows.values() for record in records}
    return left


def _hangs(record: Record, bound: list[str], left: Mapping[str, Record]) -> bool:
    values = vars(record)
    return all((id := values[name]) is None or id in left for name in bound)


@cache
def _narrowed(kind: type[Record]) -> tuple[tuple[str, ...], tuple[str, ...], dict[str, object]]:
    """The names of the links and of the several links of `kind`, and what is blank in its private fields."""
    fields = kind.fields.values()
    return (
        tuple(field.name for field in fields if field.kind is Kind.LINK),
        tuple(field.name for field in fields if field.kind is Kind.LINKS),
        {field.name: blank(kind, field.name) for field in fields if field.private},
    )


def _shown(record: Record, left: Mapping[str, Record], snapshot: Snapshot) -> Record:
    """The record itself, or where something of it is not for all, a copy without it."""
    links, several, private = _narrowed(type(record))
    values = vars(record)
    changed: dict[str, Any] = {name: None for name in links if values[name] not in left}
    for name in several:
        if any(id not in left for id in values[name]):
            changed[name] = tuple(id for id in values[name] if id in left)
    changed |= private
    if isinstance(record, Commitment) and record.misrepresented and record.acknowledged_on is None:
        changed.update(dict.fromkeys(MISREPRESENTATION))
    if all(values[name] == value for name, value in changed.items()):
        return record
    shown = copy(record)
    vars(shown).update(changed)
    return shown
