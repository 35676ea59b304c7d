"""A record by its id, wherever it stands: in the relationship looked at, or in the desk itself."""

from __future__ import annotations

from functools import cache
from itertools import chain

from trustdesk.records import InRelationship, Kind, Record, kinds, stored
from trustdesk.records.base import detached, kind_of
from ui.viewpoint import Viewpoint


def find(viewpoint: Viewpoint, id: str | None) -> Record | None:
    """The record, detached; None where there is none, or none to be seen now."""
    if id is None or viewpoint.lent is not None:
        return None
    if viewpoint.relationship is not None:
        seen = viewpoint.snapshot
        found = seen.relationship if seen.relationship.id == id else seen.get(id)
        if found is not None:
            return found if viewpoint.turned else _whole(viewpoint, found)
    # What belongs to no relationship is the consultant's own.
    return None if viewpoint.turned else _of_desk(viewpoint, id)


def _whole(viewpoint: Viewpoint, record: Record) -> Record:
    """The record with its links to what belongs to no relationship: a snapshot has none of those."""
    kind = kind_of(record)
    outside = _outside(kind)
    if not outside:
        return record
    with viewpoint.desk.look() as connection:
        there = next(stored.records(connection, kind, "id = ?", (record.id,)))
    whole = detached(kind)
    whole.__dict__.update(record.__dict__ | {name: getattr(there, name) for name in outside})
    return whole


@cache
def _outside(kind: type[Record]) -> tuple[str, ...]:
    """The links of a kind that lead out of its relationship."""
    own = {one.__tablename__ for one in _of_no_relationship()}
    links = (field for field in kind.fields.values() if field.kind is Kind.LINK)
    return tuple(field.name for field in links if own.issuperset(field.targets))


def _of_desk(viewpoint: Viewpoint, id: str) -> Record | None:
    with viewpoint.desk.look() as connection:
        found = (stored.records(connection, kind, "id = ?", (id,)) for kind in _of_no_relationship())
        return next(chain.from_iterable(found), None)


def _of_no_relationship() -> list[type[Record]]:
    return [kind for kind in kinds() if not issubclass(kind, InRelationship)]
