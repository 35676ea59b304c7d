"""What all parties together would see of the consultant's own snapshot, without asking the desk again."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from functools import cache
from typing import Any

from trustdesk.audience import everyone
from trustdesk.records import Commitment, Field, Kind, Record
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
def _narrowed(kind: type[Record]) -> tuple[Field, ...]:
    fields = kind.fields.values()
    return tuple(field for field in fields if field.private or field.kind in (Kind.LINK, Kind.LINKS))


def _shown(record: Record, left: Mapping[str, Record], snapshot: Snapshot) -> Record:
    """The record itself, or where something of it is not for all, a copy without it."""
    kind, values = type(record), vars(record)
    changed: dict[str, Any] = {}
    for field in _narrowed(kind):
        value = values[field.name]
        if field.kind is Kind.LINK and value is not None and value not in left:
            changed[field.name] = None
        elif field.kind is Kind.LINKS and any(id not in left for id in value):
            changed[field.name] = tuple(id for id in value if id in left)
        elif field.private and value != blank(kind, field.name):
            changed[field.name] = blank(kind, field.name)
    if isinstance(record, Commitment) and record.misrepresented and record.acknowledged_on is None:
        changed.update(dict.fromkeys(MISREPRESENTATION))
    if not changed:
        return record
    shown = copy(record)
    vars(shown).update(changed)
    return shown
