"""Full-text search over every text of every record, for one audience; `index.py` keeps what is searched.

What is found is shown only when the audience's snapshot holds it, the same criterion as everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from trustdesk.records import Record, Relationship, kinds
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
