"""A record by its id, wherever it stands: in the relationship looked at, or in the desk itself."""

from __future__ import annotations

from trustdesk.records import InRelationship, Record, kinds
from ui.viewpoint import Viewpoint


def find(viewpoint: Viewpoint, id: str | None) -> Record | None:
    """The record, detached; None where there is none, or none to be seen now."""
    if id is None or viewpoint.lent is not None:
        return None
    if viewpoint.relationship is not None:
        seen = viewpoint.snapshot
        found = seen.relationship if seen.relationship.id == id else seen.get(id)
        if found is not None:
            return found
    # What belongs to no relationship is the consultant's own.
    return None if viewpoint.turned else _of_desk(viewpoint, id)


def _of_desk(viewpoint: Viewpoint, id: str) -> Record | None:
    own = [kind for kind in kinds() if not issubclass(kind, InRelationship)]
    with viewpoint.desk.read() as session:
        for kind in own:
            record = session.get(kind, id)
            if record is not None:
                session.expunge(record)
                return record
    return None
