"""The journal: every row change, however it was made, with what was before and after.

It is written by TEMP triggers made from the tables' metadata when a desk is opened, so bulk statements,
association rows and cascades are in it too, and nothing of it stands in the file's schema. Undo and redo,
the history and the audit trail are readings of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, Float, LargeBinary, Table, delete, func, select, update

from trustdesk.desk.tables import change, entry
from trustdesk.records import Record, Relationship

DO: Final = "do"
UNDO: Final = "undo"
REDO: Final = "redo"
ERASE: Final = "erase"
DONE: Final = "done"
UNDONE: Final = "undone"
GONE: Final = "gone"


@dataclass(frozen=True)
class Entry:
    """One row changed: the raw column values before and after, None where the row did not exist."""

    table: str
    row: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    @classmethod
    def stored(cls, table: str, row: str, before: str | None, after: str | None) -> Entry:
        """The entry that stands in the journal with these JSON texts."""
        images = (json.loads(image) if image else None for image in (before, after))
        return cls(table, row, *images)


def written(image: dict[str, Any] | None) -> str | None:
    """The columns of a row as the journal keeps them."""
    return None if image is None else json.dumps(image, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True)
class Changes:
    """What one change touched: its label, the ids of the rows by table, and the ids of the relationships."""

    label: str
    rows: dict[str, frozenset[str]] = field(default_factory=dict)
    relationships: frozenset[str] = frozenset()

    def touches(self, *kinds: type[Record]) -> bool:
        """Whether a record of one of these kinds, or a link of one, was changed."""
        names = tuple(kind.__tablename__ for kind in kinds)
        return any(table in names or table.startswith(tuple(f"{n}_" for n in names)) for table in self.rows)


def install(connection: Connection) -> None:
    """Make the triggers for this connection; until a change is begun they refuse every write."""
    connection.exec_driver_sql("CREATE TEMP TABLE current_change (id INTEGER NOT NULL)")
    for table in Record.metadata.sorted_tables:
        for statement in _triggers(table):
            connection.exec_driver_sql(statement)


def begin(connection: Connection, label: str, kind: str, stay: str | None = None) -> int:
    """Begin a change and return its id; what is written from now on belongs to it.

    When the last change was made in the same `stay` of the cursor, that one goes on.
    """
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    last = connection.execute(select(change).order_by(change.c.id.desc()).limit(1)).first()
    if stay is not None and last is not None and (last.kind, last.state, last.stay) == (DO, DONE, stay):
        current = int(last.id)
        connection.execute(update(change).where(change.c.id == current).values(at=at))
    else:
        connection.execute(change.insert().values(label=label, at=at, kind=kind, state=DONE, stay=stay))
        current = last_change(connection)
    connection.exec_driver_sql("INSERT INTO temp.current_change VALUES (?)", (current,))
    return current


def end(connection: Connection) -> None:
    """End the change: from now on every write is refused again."""
    connection.exec_driver_sql("DELETE FROM temp.current_change")


def last_change(connection: Connection) -> int:
    """The id of the newest change, 0 for none."""
    return int(connection.execute(select(func.coalesce(func.max(change.c.id), 0))).scalar_one())


def last_entry(connection: Connection) -> int:
    """The id of the newest entry, 0 for none: what comes after it is new."""
    return int(connection.execute(select(func.coalesce(func.max(entry.c.id), 0))).scalar_one())


def entries(connection: Connection, *, of: int | None = None, after: int = 0) -> list[Entry]:
    """The entries of the change `of` (of all when None) that came after the entry `after`, in order."""
    query = select(entry.c.table_name, entry.c.row_id, entry.c.before, entry.c.after)
    query = query.where(entry.c.id > after).order_by(entry.c.id)
    if of is not None:
        query = query.where(entry.c.change_id == of)
    return [Entry.stored(*row) for row in connection.execute(query)]


def touched(connection: Connection, made: Sequence[Entry], label: str) -> Changes:
    """The summary of some entries that listeners are told."""
    rows: dict[str, set[str]] = {}
    for item in made:
        rows.setdefault(item.table, set()).add(item.row)
    touched_rows = {table: frozenset(ids) for table, ids in rows.items()}
    return Changes(label, touched_rows, frozenset(_relationships(connection, made)))


def _relationships(connection: Connection, made: Sequence[Entry]) -> Iterator[str]:
    """The relationships that some entries belong to; a link belongs where its owner does."""
    owners: dict[str, set[str]] = {}
    for item in made:
        image = item.after or item.before or {}
        if item.table == Relationship.__tablename__:
            yield item.row
        elif own := image.get("relationship_id"):
            yield own
        elif owner := image.get("owner"):
            owners.setdefault(item.table, set()).add(owner)
    for table, ids in owners.items():
        (key,) = Record.metadata.tables[table].c.owner.foreign_keys
        columns = key.column.table.c
        query = select(columns.relationship_id).where(columns.id.in_(ids)).distinct()
        yield from connection.execute(query).scalars()


def forget_redo(connection: Connection) -> None:
    """What was undone can no longer come back, since something new was done."""
    undone = (change.c.kind == DO) & (change.c.state == UNDONE)
    connection.execute(update(change).where(undone).values(state=GONE))


def put_wall(connection: Connection) -> int:
    """End what can be undone with the newest change, whose id is given back.

    It gets an entry that tells of no row: from its numbers on count the later ones, whatever goes, and who
    remembers a number sees that something was done.
    """
    wall = last_change(connection)
    connection.execute(entry.insert().values(change_id=wall, table_name="", row_id=""))
    return wall


def drop_empty(connection: Connection) -> None:
    """Forget the changes of which no entry is left, and where the cursor stayed in all of them."""
    told = select(entry.c.change_id)
    connection.execute(delete(change).where(change.c.id.not_in(told)))
    connection.execute(update(change).where(change.c.stay.is_not(None)).values(stay=None))


def undoable(connection: Connection, wall: int) -> tuple[int, str] | None:
    """The change that undo would take back, and its label: the newest that stands, above the wall."""
    query = select(change.c.id, change.c.label).where(
        change.c.kind == DO, change.c.state == DONE, change.c.id > wall
    )
    row = connection.execute(query.order_by(change.c.id.desc()).limit(1)).first()
    return (int(row.id), str(row.label)) if row else None


def redoable(connection: Connection) -> tuple[int, str] | None:
    """The change that redo would make again, and its label: the oldest of those undone."""
    query = select(change.c.id, change.c.label).where(change.c.kind == DO, change.c.state == UNDONE)
    row = connection.execute(query.order_by(change.c.id).limit(1)).first()
    return (int(row.id), str(row.label)) if row else None


def take_back(connection: Connection, id: int) -> None:
    """Bring every row of the change back to what it was before."""
    _replay(connection, [(item, item.before) for item in reversed(entries(connection, of=id))])
    connection.execute(update(change).where(change.c.id == id).values(state=UNDONE))


def make_again(connection: Connection, id: int) -> None:
    """Bring every row of the change to what it was after."""
    _replay(connection, [(item, item.after) for item in entries(connection, of=id)])
    connection.execute(update(change).where(change.c.id == id).values(state=DONE))


def _replay(connection: Connection, steps: Sequence[tuple[Entry, dict[str, Any] | None]]) -> None:
    # A row may come back before the one it refers to; all references hold again at the end.
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    for item, wanted in steps:
        table = Record.metadata.tables[item.table]
        if wanted is None:
            connection.exec_driver_sql(f'DELETE FROM "{item.table}" WHERE id = ?', (item.row,))
            continue
        values = {name: _stored(table, name, value) for name, value in wanted.items()}
        columns = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" for _ in values)
        news = ", ".join(f'"{name}" = excluded."{name}"' for name in values if name != "id")
        connection.exec_driver_sql(
            f'INSERT INTO "{item.table}" ({columns}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {news}',
            tuple(values.values()),
        )


def _stored(table: Table, name: str, value: Any) -> Any:
    type_ = table.c[name].type
    if value is None:
        return None
    if isinstance(type_, LargeBinary):
        return bytes.fromhex(value)
    return float(value) if isinstance(type_, Float) else value


def _triggers(table: Table) -> Iterator[str]:
    cases = {"INSERT": ("NEW", None, "NEW"), "UPDATE": ("NEW", "OLD", "NEW"), "DELETE": ("OLD", "OLD", None)}
    for event, (row, before, after) in cases.items():
        when = f"WHEN {_image(table, 'OLD')} <> {_image(table, 'NEW')}" if event == "UPDATE" else ""
        name = f"journal_{table.name}_{event.lower()}"
        yield (
            f'CREATE TEMP TRIGGER "{name}" AFTER {event} ON main."{table.name}" '
            f"{when} BEGIN INSERT INTO entry (change_id, table_name, row_id, before, after) VALUES ("
            f"(SELECT id FROM temp.current_change), '{table.name}', {row}.id, "
            f"{_image(table, before)}, {_image(table, after)}); END"
        )


def _image(table: Table, row: str | None) -> str:
    if row is None:
        return "NULL"
    pairs = (f"'{column.name}', {_shown(column, row)}" for column in table.columns)
    return f"json_object({', '.join(pairs)})"


def _shown(column: Any, row: str) -> str:
    value = f'{row}."{column.name}"'
    if isinstance(column.type, LargeBinary):
        return f"CASE WHEN {value} IS NULL THEN NULL ELSE hex({value}) END"
    if isinstance(column.type, Float):  # SQLite's own JSON keeps 15 digits; 17 bring the same number back
        return f"CASE WHEN {value} IS NULL THEN NULL ELSE format('%!.17g', {value}) END"
    return value
