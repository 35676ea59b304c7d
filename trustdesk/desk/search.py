"""Full-text search over every text of every record, for one audience.

The index follows from the declarations: all text and prose fields, the consultant's own ones apart. What is
found is shown only when the audience's snapshot holds it, the same criterion as everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection, delete, select, text
from sqlalchemy.orm import Session

from trustdesk.desk.journal import Entry, last_entry
from trustdesk.desk.tables import found
from trustdesk.records import Kind, Record, Relationship, kinds
from trustdesk.snapshot import Snapshot

LIMIT: Final = 50
LONGEST: Final = 2_000
"""Characters in a question; a longer one finds nothing, since looking would take minutes."""
_NO_TEXT: Final = re.compile("[\0\ud800-\udfff]")  # what no record holds, and SQLite stumbles over


@dataclass(frozen=True)
class Hit:
    """A record that was found: its kind, id, relationship (None for an organisation) and naming words."""

    kind: type[Record]
    id: str
    relationship: str | None
    words: str


def search(session: Session, words: str, *, within: Snapshot | None = None, limit: int = LIMIT) -> list[Hit]:
    """The records in which all `words` occur; the last one may be unfinished.

    Without a snapshot the consultant searches the whole desk, best first. With one, that relationship is
    searched, and for an audience other than the consultant only what the snapshot holds is found, in its
    order. Words are taken literally, whatever signs they hold.
    """
    question = _quoted(words)
    if not question:
        return []
    if within is None or within.audience.is_consultant:
        return _for_consultant(session, question, within.relationship.id if within else None, limit)
    return list(islice(_for_audience(session, question, within), limit))


def holding(session: Session, words: str) -> list[tuple[Hit, Record]]:
    """Every record of the desk in which one of `words` stands, as a whole word, with what it is found by."""
    tokens = _tokens(words)
    if not tokens:
        return []
    query = text(
        "SELECT DISTINCT found.table_name, found.record_id, found.relationship_id "
        "FROM search JOIN found ON found.id = search.rowid WHERE search MATCH :question"
    )
    rows = session.execute(query, {"question": " OR ".join(f'"{token}"' for token in tokens)}).all()
    own_of = {id: own for _table, id, own in rows}
    records: list[Record] = []
    for kind in kinds():
        ids = [id for table, id, _own in rows if table == kind.__tablename__]
        for start in range(0, len(ids), 500):
            records += session.scalars(select(kind).where(kind.id.in_(ids[start : start + 500])))
    return [(Hit(type(one), one.id, own_of[one.id], one.heading), one) for one in records]


def rebuild(connection: Connection) -> None:
    """Make the index anew from what it holds, so that nothing of what it once held is left in it."""
    connection.exec_driver_sql("INSERT INTO search (search) VALUES ('rebuild')")


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
    new = [(table, row, after) for (table, row), after in latest.items() if after is not None]
    # Each entry of the journal has room for two rows, the open words and the private ones.
    _add(connection, new, 2 * (last_entry(connection) - len(made)))


def _add(connection: Connection, records: Iterable[tuple[str, str, dict[str, Any]]], above: int) -> None:
    """Add records under numbers above `above` that no row had before.

    When FTS5 deletes securely and a number comes again, it can leave words of the deleted row in its index,
    which then is damaged (SQLite 3.53; 37 of 100 short random lives, none with numbers that are always new).
    """
    next_id = max(above, connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM found").scalar_one())
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
        connection.exec_driver_sql(
            "INSERT INTO found (id, record_id, table_name, relationship_id, private) VALUES (?, ?, ?, ?, ?)",
            places,
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
    tokens = _tokens(words)
    return " ".join(f'"{token}"' for token in tokens) + "*" if tokens else ""


def _tokens(words: str) -> list[str]:
    if len(words) > LONGEST:
        return []
    return [token.replace('"', '""') for token in _NO_TEXT.sub(" ", words).split()]


def _candidates(
    session: Session, question: str, relationship: str | None, *, private: bool, most: int | None = None
) -> Iterator[tuple[type[Record], str, str | None]]:
    by_table = {kind.__tablename__: kind for kind in kinds()}
    # By a single letter nothing is the better answer: ranking all that has it would only take time.
    rank = "rank" if len(question) > len('"a"*') else "rowid AS rank"
    matching = f"SELECT rowid, {rank} FROM search WHERE search MATCH :question"
    if most is not None:  # the index itself finds the best few without putting all that match in order
        matching += " ORDER BY rank LIMIT :most"
    query = (
        "SELECT found.table_name, found.record_id, found.relationship_id "
        f"FROM ({matching}) AS best JOIN found ON found.id = best.rowid "
        "WHERE found.private <= :private AND (:own IS NULL OR found.relationship_id = :own) "
        "ORDER BY best.rank, found.id"
    )
    values = {"question": question, "private": int(private), "own": relationship, "most": most}
    for table, id, own in session.connection().execute(text(query), values):
        yield by_table[table], id, own


def _for_audience(session: Session, question: str, within: Snapshot) -> Iterator[Hit]:
    # In the order of the records, not by rank: how rare a word is depends on what others wrote, too.
    own = within.relationship
    matching = {id for _kind, id, _own in _candidates(session, question, own.id, private=False)}
    if own.id in matching:
        yield Hit(Relationship, own.id, own.id, own.heading)
    for kind, records in within.rows.items():
        for record in records:
            if record.id in matching:
                yield Hit(kind, record.id, own.id, record.heading)


def _for_consultant(session: Session, question: str, relationship: str | None, limit: int) -> list[Hit]:
    best: dict[str, tuple[type[Record], str | None]] = {}
    # A record stands in the index at most twice, so among twice as many rows there are enough records.
    most = 2 * limit if relationship is None else None
    candidates = _candidates(session, question, relationship, private=True, most=most)
    while len(best) < limit and (candidate := next(candidates, None)) is not None:
        kind, id, own = candidate
        best.setdefault(id, (kind, own))  # twice: in what all may read, and in its private part
    headings: dict[str, str] = {}
    for kind in {kind for kind, _own in best.values()}:
        ids = [id for id, (of, _own) in best.items() if of is kind]
        records = session.scalars(select(kind).where(kind.id.in_(ids)))
        headings.update((record.id, record.heading) for record in records)
    return [Hit(kind, id, own, headings[id]) for id, (kind, own) in best.items() if id in headings]
