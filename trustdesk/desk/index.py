"""The index for search: every text of every record, kept up to date with each change.

It follows from the declarations: all text and prose fields, the consultant's own ones apart. Every
`connection` is the driver's, in a transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from trustdesk.desk.journal import Entry, last_entry
from trustdesk.records import Kind, Relationship, kinds


def rebuild(connection: Any) -> None:
    """Make the index anew from what it holds, so that nothing of what it once held is left in it."""
    connection.execute("INSERT INTO search (search) VALUES ('rebuild')")


def follow(connection: Any, made: Sequence[Entry]) -> None:
    """Bring the index up to date with the entries of a change."""
    latest = {(item.table, item.row): item.after for item in made if item.table in _indexed()}
    if not latest:
        return
    ids = [row for _table, row in latest]
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        marks = ", ".join("?" for _ in part)
        old = connection.execute(f"SELECT id FROM found WHERE record_id IN ({marks})", part).fetchall()
        connection.executemany("DELETE FROM search WHERE rowid = ?", old)
        connection.executemany("DELETE FROM found WHERE id = ?", old)
    new = [(table, row, after) for (table, row), after in latest.items() if after is not None]
    # Each entry of the journal has room for two rows, the open words and the private ones.
    _add(connection, new, 2 * (last_entry(connection) - len(made)))


def _add(connection: Any, records: Iterable[tuple[str, str, dict[str, Any]]], above: int) -> None:
    """Add records under numbers above `above` that no row had before.

    When FTS5 deletes securely and a number comes again, it can leave words of the deleted row in its index,
    which then is damaged (SQLite 3.53; 37 of 100 short random lives, none with numbers that are always new).
    """
    next_id = max(above, connection.execute("SELECT coalesce(max(id), 0) FROM found").fetchone()[0])
    places: list[tuple[int, str, str, str | None, int]] = []
    texts: list[tuple[int, str]] = []
    for table, row, values in records:
        own = values.get("relationship_id", row if table == Relationship.__tablename__ else None)
        for private, names in enumerate(_indexed()[table]):
            words = "\n".join(str(values[name]) for name in names if values.get(name))
            if words:
                next_id += 1
                places.append((next_id, row, table, own, private))
                texts.append((next_id, words))
    if places:
        connection.executemany(
            "INSERT INTO found (id, record_id, table_name, relationship_id, private) VALUES (?, ?, ?, ?, ?)",
            places,
        )
        connection.executemany("INSERT INTO search (rowid, words) VALUES (?, ?)", texts)


@cache
def _indexed() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """By table: the names of the fields that are indexed for all, and of those for the consultant alone."""
    indexed = {}
    for kind in kinds():
        texts = [f for f in kind.fields.values() if f.kind in (Kind.TEXT, Kind.PROSE)]
        shared = tuple(field.name for field in texts if not field.private)
        private = tuple(field.name for field in texts if field.private)
        indexed[kind.__tablename__] = (shared, private)
    return indexed
