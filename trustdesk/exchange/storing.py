"""Writing a book into the desk: the order of its records, and every field in which they differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from trustdesk.exchange.book import Book, put, value
from trustdesk.records import Kind, Record, links
from trustdesk.records.base import columns_of


def settle_order(book: Book, kind: type[Record], *, behind: bool = False) -> None:
    """Number the records of a kind in the order of the rows that were read.

    Those that were read change places among themselves only; a new one comes behind the one that was read
    before it; where none was, first, or with `behind` last.
    """
    order = [draft.record for draft in book.drafts if draft.kind is kind]
    known = iter([record for record in order if record.id in book.before])
    ids = {record.id for record in order}
    old = [record for record in book.rows[kind] if record.id in book.before]
    line = [next(known) if record.id in ids else record for record in old]
    places = {record.id: (n, 0) for n, record in enumerate(line)}
    last, after = (len(old) - 1 if behind else -1), 0
    for record in order:
        if record.id in places:
            last, after = places[record.id][0], 0
        else:
            after += 1
            places[record.id] = (last, after)
    end = len(line)
    line = sorted(book.rows[kind], key=lambda record: places.get(record.id, (end, 0)))
    if [record.id for record in line] != [record.id for record in old]:
        for n, record in enumerate(line):
            put(record, "position", n)
    book.rows[kind] = line


def differs(book: Book) -> bool:
    """Whether there is anything in the book that is not in the desk already."""
    return any(book.difference(record) for records in book.rows.values() for record in records)


def store(session: Session, book: Book) -> None:
    """Write what is new in the book and what differs from the desk, as part of a change of it."""
    # References go to and fro between new records; they all hold at the end.
    session.connection().exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    by_id = {record.id: record for records in book.rows.values() for record in records}
    for kind, records in book.rows.items():
        changes = [(record, book.difference(record)) for record in records]
        table: Any = kind.__table__
        columns = set(columns_of(kind))
        new = [
            {name: wanted[name] for name in columns}
            for record, wanted in changes
            if record.id not in book.before
        ]
        if new:
            session.connection().execute(insert(table), new)
        for record, wanted in changes:
            if record.id in book.before and (news := {name: wanted[name] for name in columns & set(wanted)}):
                session.execute(update(table).where(table.c.id == record.id).values(news))
    for kind in book.rows:
        for name in _link_fields(kind):
            _store_links(session, book, kind, name, by_id)


def _store_links(
    session: Session, book: Book, kind: type[Record], name: str, by_id: dict[str, Record]
) -> None:
    wanted: dict[str, Sequence[Record]] = {}
    for record in book.rows.get(kind, ()):
        if record.id not in book.before and not value(record, name):
            continue
        if name in book.difference(record):
            wanted[record.id] = [by_id[id] for id in value(record, name)]
    links.replace(session, kind, name, wanted)


def _link_fields(kind: type[Record]) -> Iterator[str]:
    return (field.name for field in kind.fields.values() if field.kind is Kind.LINKS)
