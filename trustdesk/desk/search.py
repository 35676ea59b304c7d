"""Full-text search over every text of every record, for one audience.

The index follows from the declarations: all text and prose fields, the consultant's own ones apart. What is
found is shown only when the audience's snapshot holds it, the same criterion as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from sqlalchemy import Connection, delete, select, text
from sqlalchemy.orm import Session

from trustdesk import snapshot as snapshots
from trustdesk.audience import Audience
from trustdesk.desk.journal import Entry
from trustdesk.desk.tables import found
from trustdesk.records import Kind, Record, kinds

LIMIT: Final = 50


@dataclass(frozen=True)
class Hit:
    """A record that was found: its kind, id, relationship (None for an organisation) and naming words."""

    kind: type[Record]
    id: str
    relationship: str | None
    words: str


def search(
    session: Session,
    words: str,
    *,
    audience: Audience,
    relationship: str | None = None,
    as_of: date,
    limit: int = LIMIT,
) -> list[Hit]:
    """The records in which all `words` occur (the last one may be unfinished), best first.

    The consultant searches the whole desk, or one relationship; every other audience must name its
    relationship and finds only what its snapshot holds. Words are taken literally, whatever signs they hold.
    """
    question = _quoted(words)
    if not question:
        return []
    if audience.is_consultant:
        return list(_hits(session, question, relationship, limit))
    if relationship is None:
        raise ValueError("an audience other than the consultant searches one relationship")
    seen = snapshots.take(session, relationship, audience, as_of)
    hits: list[Hit] = []
    for kind, id in _candidates(session, question, relationship, private=False, limit=-1):
        if (record := seen.find(kind, id)) is not None:
            hits.append(Hit(kind, id, relationship, record.heading))
            if len(hits) == limit:
                break
    return hits


def follow(connection: Connection, made: Sequence[Entry]) -> None:
    """Bring the index up to date with the entries of a change."""
    latest = {(item.table, item.row): item.after for item in made if item.table in _indexed()}
    if not latest:
        return
    ids = [row for _table, row in latest]
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        old = list(connection.execute(select(found.c.id).where(found.c.record_id.in_(part))).scalars())
        if old:
            connection.exec_driver_sql("DELETE FROM search WHERE rowid = ?", [(id,) for id in old])
            connection.execute(delete(found).where(found.c.id.in_(old)))
    _add(connection, [(table, row, after) for (table, row), after in latest.items() if after is not None])


def rebuild(connection: Connection) -> None:
    """Make the index anew from the records."""
    connection.exec_driver_sql("DELETE FROM search")
    connection.execute(delete(found))
    for name in _indexed():
        rows = connection.execute(select(Record.metadata.tables[name])).mappings()
        _add(connection, [(name, row["id"], dict(row)) for row in rows])


def _add(connection: Connection, records: Iterable[tuple[str, str, dict[str, Any]]]) -> None:
    next_id = int(connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM found").scalar_one())
    places: list[tuple[int, str, str, int]] = []
    texts: list[tuple[int, str]] = []
    for table, row, values in records:
        for private, names in enumerate(_indexed()[table]):
            words = "\n".join(str(values[name]) for name in names if values.get(name))
            if words:
                next_id += 1
                places.append((next_id, row, table, private))
                texts.append((next_id, words))
    if places:
        connection.exec_driver_sql(
            "INSERT INTO found (id, record_id, table_name, private) VALUES (?, ?, ?, ?)", places
        )
        connection.exec_driver_sql("INSERT INTO search (rowid, words) VALUES (?, ?)", texts)


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


def _quoted(words: str) -> str:
    """A question in the index's language that takes every token literally; the last one as a beginning."""
    tokens = [token.replace('"', '""') for token in words.replace("\0", " ").split()]
    return " ".join(f'"{token}"' for token in tokens) + "*" if tokens else ""


def _candidates(
    session: Session, question: str, relationship: str | None, *, private: bool, limit: int
) -> Iterator[tuple[type[Record], str]]:
    by_table = {kind.__tablename__: kind for kind in kinds()}
    query = (
        "SELECT found.table_name, found.record_id FROM search JOIN found ON found.id = search.rowid "
        "WHERE search MATCH :question AND found.private <= :private ORDER BY rank LIMIT :limit"
    )
    values = {"question": question, "private": int(private), "limit": limit}
    for table, id in session.execute(text(query), values):
        yield by_table[table], id


def _hits(session: Session, question: str, relationship: str | None, limit: int) -> Iterator[Hit]:
    shown: set[str] = set()
    most = -1 if relationship else 3 * limit  # a record may be found twice, in its own and its private part
    for kind, id in _candidates(session, question, relationship, private=True, limit=most):
        if id in shown:
            continue
        shown.add(id)
        record: Any = session.get(kind, id)
        own = getattr(record, "relationship_id", id if kind.__tablename__ == "relationship" else None)
        if relationship is None or own == relationship:
            yield Hit(kind, id, own, record.heading)
            if len(shown) >= limit:
                return
