"""The history: what was changed when, from the journal, for one audience.

An entry is shown to an audience only if what was before, what came after and what is now all may be seen by
it; the consultant's own fields are left out of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from trustdesk.desk import journal
from trustdesk.desk.tables import change, entry
from trustdesk.records import Commitment, Field, Kind, Record, kinds
from trustdesk.snapshot import MISREPRESENTATION, Snapshot

Image = dict[str, Any]


@dataclass(frozen=True)
class FieldChange:
    """One field of a record, with its stored values before and after."""

    field: Field
    before: Any
    after: Any


@dataclass(frozen=True)
class Step:
    """One record in one change: the change's label and instant, the record, and its fields that changed.

    `made` and `deleted` say that the record came or went in this change.
    """

    label: str
    at: datetime
    kind: type[Record]
    id: str
    heading: str
    made: bool
    deleted: bool
    fields: tuple[FieldChange, ...]


def read(session: Session, within: Snapshot, *, record: str | None = None) -> Iterator[Step]:
    """The steps of the snapshot's relationship (or of one record of it), newest first."""
    by_table = {kind.__tablename__: kind for kind in kinds()}
    query = select(change.c.label, change.c.at, entry).join(entry, entry.c.change_id == change.c.id)
    query = query.where(entry.c.table_name.in_(by_table)).order_by(entry.c.id.desc())
    if record is not None:
        query = query.where(entry.c.row_id == record)
    for row in session.connection().execute(query):
        kind = by_table[row.table_name]
        item = journal.Entry.stored(row.table_name, row.row_id, row.before, row.after)
        if not _visible(session, kind, item, within):
            continue
        if fields := tuple(_differences(kind, item, within)):
            at = datetime.fromisoformat(row.at)
            heading = str((item.after or item.before or {}).get(kind.named_by) or "")
            made, deleted = item.before is None, item.after is None
            yield Step(row.label, at, kind, item.row, heading, made, deleted, fields)


def is_open_to(session: Session, within: Snapshot, change_id: int) -> bool:
    """Whether the snapshot's audience may see all that a change did to records."""
    by_table = {kind.__tablename__: kind for kind in kinds()}
    made = journal.entries(session.connection(), of=change_id)
    of_records = [(by_table[item.table], item) for item in made if item.table in by_table]
    return bool(of_records) and all(
        _visible(session, kind, item, within) and _is_whole(kind, item, within) for kind, item in of_records
    )


def _is_whole(kind: type[Record], item: journal.Entry, within: Snapshot) -> bool:
    """Whether every field that was changed may be seen."""
    before, after = item.before or {}, item.after or {}
    changed = (name for name in kind.fields if (before.get(name) or None) != (after.get(name) or None))
    return all(_field_visible(kind.fields[name], item, within) for name in changed)


def _visible(session: Session, kind: type[Record], item: journal.Entry, within: Snapshot) -> bool:
    images = [image for image in (item.before, item.after) if image is not None]
    own = within.relationship.id
    if not all(own in (image.get("relationship_id"), image["id"]) for image in images):
        return False
    if within.audience.is_consultant:
        return True
    if not all(_admitted(kind, image, within) for image in images):
        return False
    if item.row == own or within.get(item.row) is not None:
        return True
    return item.after is None and session.get(kind, item.row) is None


def _admitted(kind: type[Record], image: Image, within: Snapshot) -> bool:
    if "audience" in image and not within.audience.admits(image["audience"]):
        return False
    bound = (image[field.name] for field in kind.fields.values() if field.bound)
    return all(target is None or within.get(target) is not None for target in bound)


def _differences(kind: type[Record], item: journal.Entry, within: Snapshot) -> Iterator[FieldChange]:
    before, after = item.before or {}, item.after or {}
    for field in kind.fields.values():
        if field.kind is Kind.LINKS or not _field_visible(field, item, within):
            continue
        old, new = before.get(field.name), after.get(field.name)
        if field.kind is Kind.LINK and not within.audience.is_consultant:
            old, new = (id if id and within.get(id) else None for id in (old, new))
        if old != new and (old or new) not in (None, ""):
            yield FieldChange(field, old, new)


def _field_visible(field: Field, item: journal.Entry, within: Snapshot) -> bool:
    if within.audience.is_consultant:
        return True
    if field.name in MISREPRESENTATION:
        commitment = within.find(Commitment, item.row)
        return commitment is not None and bool(commitment.misrepresented)
    return not field.private
