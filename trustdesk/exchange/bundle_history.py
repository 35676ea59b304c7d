"""The history of one relationship in a bundle: its part of the journal, out of one desk and into another.

Changes stand in order, each with its label, its instant and the rows it touched, as the journal keeps them.
In the desk it comes into it can be read like any other history, but never undone.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, func, insert, or_, select, update
from sqlalchemy.orm import Session

from trustdesk.desk import facts, journal
from trustdesk.desk.tables import change, entry, meta
from trustdesk.exchange.bundle_values import is_id
from trustdesk.exchange.findings import Findings
from trustdesk.records import PROSE_LENGTH, InRelationship, Kind, Money, Relationship, kinds
from trustdesk.records.mapping import driver_of
from trustdesk.records.tables import OWNER, Column, Table, links_table_of, table_of
from trustdesk.words import N_, Text

LIST: Final = "history"
LABEL: Final = N_("Relationship taken over with its history")
"""The change by which a history came in: it tells of a desk, not of the relationship, and stays there."""

Told = dict[str, Any]
_ROADS: Final = (journal.DO, journal.UNDO, journal.REDO)
_CHANGE: Final = frozenset(("at", "entries", "label", "road", "stands"))
_ENTRY: Final = frozenset(("after", "before", "id", "table"))
_LABEL: Final = re.compile(r"[^\x00-\x1f\x7f-\x9f{}]{1,500}")
_KINDS: Final = [kind for kind in kinds() if issubclass(kind, InRelationship) or kind is Relationship]
_RECORDS: Final = {kind.__tablename__: table_of(kind) for kind in _KINDS}
_LINKS: Final = {
    (table := links_table_of(kind, field.name)).name: table
    for kind in _KINDS
    for field in kind.fields.values()
    if field.kind is Kind.LINKS
}
_TABLES: Final[Mapping[str, Table]] = _RECORDS | _LINKS


def past_of(session: Session, relationship: str) -> list[Told]:
    """All that the journal knows of the relationship with that id, oldest first."""
    found: list[Told] = []
    for _id, rows in groupby(_rows(session, relationship), lambda row: row[0].change_id):
        made = list(rows)
        head = made[0][0]
        told = {"at": head.at, "label": head.label, "road": head.kind, "stands": head.state == journal.DONE}
        found.append(told | {"entries": [item for _row, item in made]})
    return found


def is_known(session: Session, relationship: str) -> bool:
    """Whether the journal of this desk knows anything of the relationship already."""
    query = select(entry.c.id).where(_tells_of(relationship)).limit(1)
    return session.connection().execute(query).first() is not None


def judge(told: Any, relationship: str, alive: Mapping[str, str], findings: Findings) -> list[Told]:
    """The changes that are told; what is wrong with them is noted.

    `alive` are the records of the bundle: the table of each, by its id.
    """
    if not isinstance(told, list):
        findings.error(Text(N_("a list")), LIST)
        return []
    for at, one in enumerate(told):
        place = f"{LIST}[{at}]"
        if not _is_change(one):
            findings.error(Text(N_("a change with its instant, label, road and entries")), place)
            continue
        for n, item in enumerate(one["entries"]):
            if not _is_entry(item, relationship):
                expected = Text(N_("a row of this relationship, before and after"))
                findings.error(expected, f"{place}.entries[{n}]")
    if not findings.errors and not _ends_with(told, alive):
        findings.error(Text(N_("a history that ends with the records of this file")), LIST)
    return told


def records_in(changes: list[Told]) -> set[str]:
    """The ids of all records that the changes tell of."""
    return {item["id"] for one in changes for item in one["entries"] if item["table"] in _RECORDS}


def bring(session: Session, changes: Sequence[Told]) -> None:
    """Put the changes into the journal, before the change of the desk in which this is done.

    Undo goes back to there and no further.
    """
    connection = session.connection()
    first = journal.last_change(driver_of(connection))
    current = first + len(changes)
    connection.execute(update(change).where(change.c.id == first).values(id=current))
    connection.exec_driver_sql("UPDATE temp.current_change SET id = ?", (current,))
    heads = [
        {
            "id": first + n,
            "label": one["label"],
            "at": one["at"],
            "kind": one["road"],
            "state": journal.DONE if one["stands"] else journal.GONE,
            "stay": None,
        }
        for n, one in enumerate(changes)
    ]
    rows = [
        {
            "change_id": first + n,
            "table_name": item["table"],
            "row_id": item["id"],
            "before": journal.written(item["before"]),
            "after": journal.written(item["after"]),
        }
        for n, one in enumerate(changes)
        for item in one["entries"]
    ]
    if rows:
        connection.execute(insert(change), heads)
        connection.execute(insert(entry), rows)
    wall = {"name": facts.UNDO_WALL, "value": str(current - 1)}
    connection.execute(insert(meta).prefix_with("OR REPLACE"), wall)


def _rows(session: Session, relationship: str) -> Iterator[tuple[Row[Any], Told]]:
    """The entries of the relationship, each with its change; a link belongs where its owner does."""
    connection = session.connection()
    mine = set(connection.execute(select(entry.c.row_id).where(_tells_of(relationship))).scalars())
    query = select(change.c.label, change.c.at, change.c.kind, change.c.state, entry)
    query = query.join(entry, entry.c.change_id == change.c.id).order_by(entry.c.id)
    query = query.where(change.c.label != LABEL, or_(_tells_of(relationship), entry.c.table_name.in_(_LINKS)))
    for row in connection.execute(query):
        item = journal.Entry.stored(row.table_name, row.row_id, row.before, row.after)
        if row.table_name in _RECORDS or (item.after or item.before or {}).get("owner") in mine:
            yield row, {"table": item.table, "id": item.row, "before": item.before, "after": item.after}


def _tells_of(relationship: str) -> ColumnElement[bool]:
    """That an entry is of a record of the relationship."""
    own = func.json_extract(func.coalesce(entry.c.after, entry.c.before), "$.relationship_id")
    return entry.c.table_name.in_(_RECORDS) & ((entry.c.row_id == relationship) | (own == relationship))


def _ends_with(changes: list[Told], alive: Mapping[str, str]) -> bool:
    """Whether just those records are there in the end which the bundle holds."""
    entries = (item for one in changes for item in one["entries"] if item["table"] in _RECORDS)
    last = {(item["table"], item["id"]): item["after"] is not None for item in entries}
    return all(there == (alive.get(id) == table) for (table, id), there in last.items())


def _is_change(told: Any) -> bool:
    return (
        isinstance(told, dict)
        and told.keys() == _CHANGE
        and told["road"] in _ROADS
        and isinstance(told["stands"], bool)
        and (told["stands"] or told["road"] == journal.DO)
        and _is_label(told["label"])
        and _is_instant(told["at"])
        and isinstance(told["entries"], list)
        and bool(told["entries"])
    )


def _is_label(told: Any) -> bool:
    # A label is a marked word without values; with braces in it, it could not be shown.
    return isinstance(told, str) and bool(_LABEL.fullmatch(told)) and told != LABEL


def _is_instant(told: Any) -> bool:
    try:
        at = datetime.fromisoformat(told).astimezone(UTC)
        return bool(at.isoformat(timespec="milliseconds") == told)
    except (TypeError, ValueError, OverflowError):
        return False


def _is_entry(told: Any, relationship: str) -> bool:
    if not isinstance(told, dict) or told.keys() != _ENTRY or not is_id(told["id"]):
        return False
    table = _TABLES.get(told["table"]) if isinstance(told["table"], str) else None
    images = [image for image in (told["before"], told["after"]) if image is not None]
    return (
        table is not None
        and bool(images)
        and all(_is_image(table, image, told["id"], relationship) for image in images)
    )


def _is_image(table: Table, told: Any, id: str, relationship: str) -> bool:
    columns = {column.name: column for column in table.columns}
    if not isinstance(told, dict) or told.get("id") != id or not told.keys() <= columns.keys():
        return False
    if table.name in _LINKS:
        fits = is_id(told.get(OWNER))
    else:
        is_head = table.name == Relationship.__tablename__
        fits = relationship == (id if is_head else told.get("relationship_id"))
    return fits and all(stored is None or _fits(columns[name], stored) for name, stored in told.items())


def _fits(column: Column, stored: Any) -> bool:
    """Whether this is how the journal writes a value of the column."""
    if column.kind in (Kind.WHOLE, Kind.YES_NO):
        return type(stored) is int
    if not isinstance(stored, str) or len(stored) > PROSE_LENGTH:
        return False
    try:
        match column.kind:
            case Kind.DATE:
                date.fromisoformat(stored)
            case Kind.NUMBER:
                return math.isfinite(float(stored))
            case Kind.MONEY:
                Money.parse(stored)
            case Kind.PICTURE:
                bytes.fromhex(stored)
    except ValueError:
        return False
    return True
