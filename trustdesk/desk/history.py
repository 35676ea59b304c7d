"""The history: what was changed when, from the journal, for one audience.

An entry is shown to an audience only if what was before, what came after and what is now all may be seen by
it; the consultant's own fields are left out of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from trustdesk.desk import journal
from trustdesk.desk.tables import change, entry
from trustdesk.records import Commitment, Field, Kind, Money, Record, kinds
from trustdesk.records.mapping import driver_of
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

    `made` and `deleted` say that the record came or went in this change. `road` is how the change was made
    (`do`, `undo` or `redo` of `trustdesk.desk.journal`). Steps of one `change` were made together; `entry`
    numbers all steps in the order of their making.
    """

    label: str
    at: datetime
    kind: type[Record]
    id: str
    heading: str
    made: bool
    deleted: bool
    fields: tuple[FieldChange, ...]
    road: str = journal.DO
    change: int = 0
    entry: int = 0


@dataclass(frozen=True)
class Asked:
    """What part of a history is wanted: some kinds of record (none: all), a time (`until` not included)."""

    kinds: frozenset[type[Record]] = frozenset()
    since: datetime | None = None
    until: datetime | None = None


def read(session: Session, within: Snapshot, *, record: str | None = None) -> Iterator[Step]:
    """The steps of the snapshot's relationship (or of one record of it), newest first."""
    query = _query(Asked(), within)
    if record is not None:
        query = query.where(entry.c.row_id == record)
    return _steps(session, within, session.connection().execute(query))


def piece(
    session: Session, within: Snapshot, asked: Asked, most: int, before: int | None = None
) -> tuple[list[Step], int | None]:
    """The steps among the next `most` entries of the journal, and from where on to read, None at its end.

    A long history, with those of other relationships between, is so read in pieces that each take a short
    time; `before` is what the piece before gave.
    """
    query = _query(asked, within).limit(most)
    if before is not None:
        query = query.where(entry.c.id < before)
    rows = session.connection().execute(query).all()
    return list(_steps(session, within, rows)), rows[-1].id if len(rows) == most else None


def _query(asked: Asked, within: Snapshot) -> Select[Any]:
    tables = [kind.__tablename__ for kind in (asked.kinds or kinds())]
    query = select(change.c.label, change.c.at, change.c.kind, entry)
    query = query.join(entry, entry.c.change_id == change.c.id)
    query = query.where(entry.c.table_name.in_(tables)).order_by(entry.c.id.desc())
    if not within.audience.is_consultant:
        # What was taken back is nobody else's: a slip of the hand, seen in time, was never told to them.
        query = query.where(change.c.kind == journal.DO, change.c.state == journal.DONE)
    if asked.since is not None:
        query = query.where(change.c.at >= _instant(asked.since))
    if asked.until is not None:
        query = query.where(change.c.at < _instant(asked.until))
    return query


def _steps(session: Session, within: Snapshot, rows: Iterable[Row[Any]]) -> Iterator[Step]:
    by_table = {kind.__tablename__: kind for kind in kinds()}
    own = within.relationship.id
    for row in rows:
        if own not in (row.after or row.before):  # of another relationship: not worth reading
            continue
        kind = by_table[row.table_name]
        item = journal.Entry.stored(row.table_name, row.row_id, row.before, row.after)
        if not _visible(session, kind, item, within):
            continue
        if fields := tuple(_differences(kind, item, within)):
            at = datetime.fromisoformat(row.at)
            heading = str((item.after or item.before or {}).get(kind.named_by) or "")
            made, deleted = item.before is None, item.after is None
            numbers = (row.kind, int(row.change_id), int(row.id))
            yield Step(row.label, at, kind, item.row, heading, made, deleted, fields, *numbers)


def value(field: Field, stored: Any) -> Any:
    """What a value of the journal is as the value of a field, so that it can be shown and written again."""
    if stored is None:
        return None
    match field.kind:
        case Kind.DATE:
            return date.fromisoformat(stored)
        case Kind.NUMBER:
            return float(stored)
        case Kind.YES_NO:
            return bool(stored)
        case Kind.MONEY:
            return Money.parse(stored)
        case Kind.PICTURE:
            return bytes.fromhex(stored)
        case _:
            return stored


def is_open_to(session: Session, within: Snapshot, change_id: int) -> bool:
    """Whether the snapshot's audience may see all that a change did to records.

    Making or deleting the relationship itself is not theirs: with it would go what they look at.
    """
    by_table = {kind.__tablename__: kind for kind in kinds()}
    made = journal.entries(driver_of(session), of=change_id)
    of_records = [(by_table[item.table], item) for item in made if item.table in by_table]
    return bool(of_records) and all(
        _visible(session, kind, item, within)
        and _is_whole(kind, item, within)
        and (item.row != within.relationship.id or None not in (item.before, item.after))
        for kind, item in of_records
    )


def _instant(at: datetime) -> str:
    """An instant as the journal writes it, so that the two compare as texts."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


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
