"""The relationship an import is about: as it was found in the desk, and as it will be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from trustdesk import audience, snapshot
from trustdesk.exchange.grid import Value
from trustdesk.records import Field, Kind, Party, Record, Relationship, new_id
from trustdesk.records.base import blank, columns_of, detached, kind_of
from trustdesk.records.checks import key, key_of
from trustdesk.records.mapping import driver_of

R = TypeVar("R", bound=Record)


@dataclass
class Draft:
    """A record as a row of the workbook wants it: the row, its cells, and the fields that cannot be read."""

    record: Record
    row: int
    cells: Mapping[str, Value]
    unread: set[str] = field(default_factory=set)

    @property
    def kind(self) -> type[Record]:
        """The kind of the record."""
        return kind_of(self.record)


class Book:
    """All records of one relationship, in order, found by what they go by; free to be changed.

    The records are plain copies that no session knows. `before` holds, by id, how they stand in the desk,
    `drafts` what the rows of the workbook say, `made` the ids of people that no row is about.
    """

    def __init__(self, head: Relationship, before: Mapping[type[Record], Sequence[Record]]) -> None:
        self.head = head
        self.before: dict[str, Record] = {}
        self.rows: dict[type[Record], list[Record]] = {}
        self.drafts: list[Draft] = []
        self.made: set[str] = set()
        self._by_key: dict[tuple[str, tuple[object, ...]], list[Record]] = {}
        for records in before.values():
            for record in records:
                self.before[record.id] = record
                self.add(copy(record))

    @classmethod
    def open(cls, session: Session, name: str, id: str | None = None) -> Book:
        """The relationship of that id, else of that name, as it is in the desk, or an empty one where there
        is none."""
        wanted = key_of(name)
        names = session.execute(select(Relationship.id, Relationship.name)).all()
        fits = sorted(
            (known != id, known) for known, called in names if known == id or key_of(called) == wanted
        )
        if fits:
            # The last day there is: nothing has yet to become known.
            whole = snapshot.take(driver_of(session), fits[0][1], audience.consultant(), date.max)
            book = cls(copy(whole.relationship), whole.rows)
            book.before[book.head.id] = whole.relationship
        else:
            book = cls(plain(Relationship, id=id or new_id(), name=name), {})
        book.rows[Relationship] = [book.head]
        return book

    def add(self, record: R) -> R:
        """Take a record in, as the last of its kind."""
        self.rows.setdefault(kind_of(record), []).append(record)
        self.name(record)
        return record

    def name(self, record: Record) -> None:
        """Let `record` be found by the key it goes by now."""
        if record.keys and key(record):
            self._by_key.setdefault((record.__tablename__, key(record)), []).append(record)

    def new(self, kind: type[R], **values: object) -> R:
        """A new record of this relationship, not yet taken in."""
        return plain(kind, relationship_id=self.head.id, **values)

    def of(self, kind: type[R]) -> list[R]:
        """The records of a kind, in order."""
        return cast("list[R]", self.rows.setdefault(kind, []))

    @property
    def parties(self) -> list[Party]:
        """The parties, in order."""
        return self.of(Party)

    def found(self, tables: Iterable[str], *names: object) -> list[Record]:
        """The records of these tables that go by `names`."""
        wanted = tuple(key_of(name) for name in names)
        return [record for table in tables for record in self._by_key.get((table, wanted), ())]

    def difference(self, record: Record) -> dict[str, object]:
        """The fields in which the record differs from what is in the desk; all, where it is not there yet."""
        before = self.before.get(record.id)
        now = record.__dict__
        if before is None:
            return dict(now)
        return {name: value for name, value in now.items() if value != before.__dict__[name]}


def plain(kind: type[R], **values: object) -> R:
    """A record that no session knows, blank but for `values`."""
    record = detached(kind)
    # An id is made by hand: the default of its column is a function that only an insert would call.
    record.__dict__.update(_blanks(kind) | {"id": new_id()} | values)
    return record


@cache
def _blanks(kind: type[Record]) -> dict[str, object]:
    links = {field.name: () for field in kind.fields.values() if field.kind is Kind.LINKS}
    return {name: blank(kind, name) for name in columns_of(kind)} | links


def copy(record: R) -> R:
    """A copy of a snapshot's record that may be changed."""
    twin = cast(R, detached(kind_of(record)))
    values = {name: value for name, value in record.__dict__.items() if name != "_frozen"}
    twin.__dict__.update(values)
    return twin


def put(record: Record, name: str, value: object) -> None:
    """Set a field of a plain record; SQLAlchemy would look for the session it belongs to."""
    record.__dict__[name] = value


def nothing(kind: type[Record], declared: Field) -> object:
    """What stands in a field that holds nothing."""
    return () if declared.kind is Kind.LINKS else blank(kind, declared.name)


def value(record: Record, name: str) -> Any:
    """The value of a field."""
    return record.__dict__[name]
