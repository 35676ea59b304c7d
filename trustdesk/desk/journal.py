"""The journal: every row change, however it was made, with what was before and after.

It is written by TEMP triggers made from the declared tables when a desk is opened, so bulk statements,
association rows and cascades are in it too, and nothing of it stands in the file's schema. Undo and redo,
the history and the audit trail are readings of it. Every `connection` is the driver's, in a transaction.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from trustdesk.records import Kind, Record, Relationship
from trustdesk.records.tables import OWNER, Column, Table, tables

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


def install(connection: Any) -> None:
    """Make the triggers for this connection; until a change is begun they refuse every write."""
    connection.execute("CREATE TEMP TABLE current_change (id INTEGER NOT NULL)")
    for table in tables().values():
        for statement in _triggers(table):
            connection.execute(statement)


def begin(connection: Any, label: str, kind: str, stay: str | None = None) -> int:
    """Begin a change and return its id; what is written from now on belongs to it.

    When the last change was made in the same `stay` of the cursor, that one goes on.
    """
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    last = connection.execute("SELECT id, kind, state, stay FROM change ORDER BY id DESC LIMIT 1").fetchone()
    if stay is not None and last is not None and last[1:] == (DO, DONE, stay):
        current = int(last[0])
        connection.execute("UPDATE change SET at = ? WHERE id = ?", (at, current))
    else:
        connection.execute(
            "INSERT INTO change (label, at, kind, state, stay) VALUES (?, ?, ?, ?, ?)",
            (label, at, kind, DONE, stay),
        )
        current = last_change(connection)
    connection.execute("INSERT INTO temp.current_change VALUES (?)", (current,))
    return current


def end(connection: Any) -> None:
    """End the change: from now on every write is refused again."""
    connection.execute("DELETE FROM temp.current_change")


def last_change(connection: Any) -> int:
    """The id of the newest change, 0 for none."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM change").fetchone()[0])


def last_entry(connection: Any) -> int:
    """The id of the newest entry, 0 for none: what comes after it is new."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM entry").fetchone()[0])


def entries(connection: Any, *, of: int | None = None, after: int = 0) -> list[Entry]:
    """The entries of the change `of` (of all when None) that came after the entry `after`, in order."""
    query = "SELECT table_name, row_id, before, after FROM entry WHERE id > ?"
    values = [after]
    if of is not None:
        query += " AND change_id = ?"
        values.append(of)
    return [Entry.stored(*row) for row in connection.execute(f"{query} ORDER BY id", values)]


def touched(connection: Any, made: Sequence[Entry], label: str) -> Changes:
    """The summary of some entries that listeners are told."""
    rows: dict[str, set[str]] = {}
    for item in made:
        rows.setdefault(item.table, set()).add(item.row)
    touched_rows = {table: frozenset(ids) for table, ids in rows.items()}
    return Changes(label, touched_rows, frozenset(_relationships(connection, made)))


def _relationships(connection: Any, made: Sequence[Entry]) -> Iterator[str]:
    """The relationships that some entries belong to; a link belongs where its owner does."""
    owners: dict[str, set[str]] = {}
    for item in made:
        image = item.after or item.before or {}
        if item.table == Relationship.__tablename__:
            yield item.row
        elif own := image.get("relationship_id"):
            yield own
        elif owner := image.get(OWNER):
            owners.setdefault(item.table, set()).add(owner)
    for table, ids in owners.items():
        of = next(column.target for column in tables()[table].columns if column.name == OWNER)
        query = f'SELECT DISTINCT relationship_id FROM "{of}" WHERE id IN (SELECT value FROM json_each(?))'
        yield from (own for (own,) in connection.execute(query, (json.dumps(list(ids)),)))


def forget_redo(connection: Any) -> None:
    """What was undone can no longer come back, since something new was done."""
    connection.execute("UPDATE change SET state = ? WHERE kind = ? AND state = ?", (GONE, DO, UNDONE))


def put_wall(connection: Any) -> int:
    """End what can be undone with the newest change, whose id is given back.

    It gets an entry that tells of no row: from its numbers on count the later ones, whatever goes, and who
    remembers a number sees that something was done.
    """
    wall = last_change(connection)
    connection.execute("INSERT INTO entry (change_id, table_name, row_id) VALUES (?, '', '')", (wall,))
    return wall


def drop_empty(connection: Any) -> None:
    """Forget the changes of which no entry is left, and where the cursor stayed in all of them."""
    connection.execute("DELETE FROM change WHERE id NOT IN (SELECT change_id FROM entry)")
    connection.execute("UPDATE change SET stay = NULL WHERE stay IS NOT NULL")


def undoable(connection: Any, wall: int) -> tuple[int, str] | None:
    """The change that undo would take back, and its label: the newest that stands, above the wall."""
    query = "SELECT id, label FROM change WHERE kind = ? AND state = ? AND id > ? ORDER BY id DESC LIMIT 1"
    found: tuple[int, str] | None = connection.execute(query, (DO, DONE, wall)).fetchone()
    return found


def redoable(connection: Any) -> tuple[int, str] | None:
    """The change that redo would make again, and its label: the oldest of those undone."""
    query = "SELECT id, label FROM change WHERE kind = ? AND state = ? ORDER BY id LIMIT 1"
    found: tuple[int, str] | None = connection.execute(query, (DO, UNDONE)).fetchone()
    return found


def take_back(connection: Any, id: int) -> None:
    """Bring every row of the change back to what it was before."""
    _replay(connection, [(item, item.before) for item in reversed(entries(connection, of=id))])
    connection.execute("UPDATE change SET state = ? WHERE id = ?", (UNDONE, id))


def make_again(connection: Any, id: int) -> None:
    """Bring every row of the change to what it was after."""
    _replay(connection, [(item, item.after) for item in entries(connection, of=id)])
    connection.execute("UPDATE change SET state = ? WHERE id = ?", (DONE, id))


def _replay(connection: Any, steps: Sequence[tuple[Entry, dict[str, Any] | None]]) -> None:
    # A row may come back before the one it refers to; all references hold again at the end.
    connection.execute("PRAGMA defer_foreign_keys = ON")
    for item, wanted in steps:
        kinds = {column.name: column.kind for column in tables()[item.table].columns}
        if wanted is None:
            connection.execute(f'DELETE FROM "{item.table}" WHERE id = ?', (item.row,))
            continue
        values = {name: _stored(kinds[name], value) for name, value in wanted.items()}
        columns = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" for _ in values)
        news = ", ".join(f'"{name}" = excluded."{name}"' for name in values if name != "id")
        connection.execute(
            f'INSERT INTO "{item.table}" ({columns}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {news}',
            tuple(values.values()),
        )


def _stored(kind: Kind, value: Any) -> Any:
    if value is None:
        return None
    if kind is Kind.PICTURE:
        return bytes.fromhex(value)
    return float(value) if kind is Kind.NUMBER else value


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


def _shown(column: Column, row: str) -> str:
    value = f'{row}."{column.name}"'
    if column.kind is Kind.PICTURE:
        return f"CASE WHEN {value} IS NULL THEN NULL ELSE hex({value}) END"
    if column.kind is Kind.NUMBER:  # SQLite's own JSON keeps 15 digits; 17 bring the same number back
        return f"CASE WHEN {value} IS NULL THEN NULL ELSE format('%!.17g', {value}) END"
    return value
