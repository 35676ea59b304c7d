"""What all records have in common: identity, an order, declared fields, and looking at an earlier day.

A record is declared once, without a word of how it is kept. From the declarations follow the tables of the
file (`tables.py`), the reading of them by the driver alone (`stored.py`) and, for whoever changes something,
SQLAlchemy's mapping (`mapping.py`), which takes its time to load and so is loaded when it is needed.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Final, Protocol, Self, TypeVar, cast

from trustdesk.records.fields import Field, Kind, Links
from trustdesk.words import Text

if TYPE_CHECKING:
    from sqlalchemy import Table
    from sqlalchemy.orm import Mapped


def new_id() -> str:
    """A fresh identifier: 32 hexadecimal digits of a random UUID, so that desks can be merged."""
    return uuid.uuid4().hex


@dataclass(frozen=True)
class Fault:
    """Something wrong with a record: the name of the field, and what was expected of it.

    `rests_on` names the other fields that were judged: where one of them cannot be read, so cannot the fault.
    """

    field: str
    expected: Text
    rests_on: tuple[str, ...] = ()


R = TypeVar("R", bound="Record")
_KINDS: list[type[Record]] = []


class Check(Protocol):
    """What a record may ask when it is checked: the day, and the ids it links to under a field."""

    @property
    def today(self) -> date:
        """The day on which it is checked."""

    def links(self, record: Record, field: str) -> tuple[str, ...]:
        """The ids that `record` links to under `field`."""


class Kinds(type):
    """The class of all kinds of record: with one of their own, type checkers know that they can be hashed."""


class Record(metaclass=Kinds):
    """The base of everything a desk holds.

    A subclass declares `__tablename__`, `singular` and `plural` (marked words), `named_by` (the field that
    names it), and, where it stands in the workbook, `sheet` and `keys` (the fields by which an import finds a
    row again and which are unique within a relationship). `series` is the letter
    its refs begin with where the user gives none. `known_from` names the date from which
    on the record is known when an earlier day is looked at.
    """

    __tablename__: ClassVar[str]
    if TYPE_CHECKING:
        __table__: ClassVar[Table]
        """Once the records are mapped: the table they are kept in."""
    singular: ClassVar[str]
    plural: ClassVar[str]
    named_by: ClassVar[str]
    sheet: ClassVar[str | None] = None
    keys: ClassVar[tuple[str, ...]] = ()
    series: ClassVar[str] = ""
    known_from: ClassVar[str | None] = None
    fields: ClassVar[Mapping[str, Field]] = {}

    id: Mapped[str]

    def __init_subclass__(cls, **more: Any) -> None:
        super().__init_subclass__(**more)
        if "__tablename__" in vars(cls):
            cls.fields = dict(_declared(cls))
            for field in cls.fields.values():
                if field.kind is not Kind.LINKS:
                    delattr(cls, field.name)  # the mapper leaves alone what has a value already
            _KINDS.append(cls)

    def __new__(cls, **values: object) -> Self:
        """A record that may go into a desk is mapped, unlike a detached one."""
        if "__tablename__" in vars(cls):
            from trustdesk.records import mapping  # noqa: F401 - importing it is what maps them

        return super().__new__(cls)

    def __init__(self, **values: object) -> None:
        for name, value in values.items():
            if name not in self.fields and name not in columns_of(type(self)):
                raise TypeError(f"{type(self).__name__} has no field {name!r}")
            setattr(self, name, value)

    def __setattr__(self, name: str, value: object) -> None:
        if "_frozen" in self.__dict__:
            raise AttributeError(f"{type(self).__name__} belongs to a snapshot and is read only")
        super().__setattr__(name, value)

    def freeze(self) -> None:
        """Refuse every further assignment; loading by SQLAlchemy goes around this on purpose."""
        self.__dict__["_frozen"] = True

    @property
    def heading(self) -> str:
        """The words that name this record, in the user's own text."""
        return str(getattr(self, self.named_by) or "")

    def known_day(self, find: Callable[[str], Record | None]) -> date | None:
        """The day from which on this record is known, None for always; `find` looks another record up."""
        return getattr(self, self.known_from) if self.known_from else None

    def later_than(self, day: date) -> dict[str, object]:
        """The values this record did not have yet on `day`, each with what stood in its place then."""
        values = self.__dict__
        return {
            name: blank
            for dated_by, undone in _dated(type(self))
            if (since := values[dated_by]) is not None and since > day
            for name, blank in undone
        }

    def faults(self, check: Check) -> Iterator[Fault]:
        """What is wrong with this record beyond its fields' own limits. Subclasses say it."""
        return iter(())


class InRelationship(Record):
    """What every record has that belongs to one relationship: which, and an order of its own."""

    relationship_id: Mapped[str]
    position: Mapped[int]


COLUMNS: Final = ("id", "relationship_id", "position")
"""What records are kept with beside their fields."""


def kinds() -> tuple[type[Record], ...]:
    """Every kind of record, in the order of their tables' names."""
    return tuple(sorted(_KINDS, key=lambda kind: kind.__tablename__))


def blank(kind: type[Record], name: str) -> object:
    """What stands in a column of `kind` that holds nothing: its default, or None."""
    if name in kind.fields:
        return kind.fields[name].default
    return 0 if name == "position" else None


@cache
def _dated(kind: type[Record]) -> tuple[tuple[str, tuple[tuple[str, object], ...]], ...]:
    """By each date field that others are dated by: their names, with what stands in them before that day."""
    groups: dict[str, list[tuple[str, object]]] = {}
    for field in kind.fields.values():
        if field.dated_by:
            groups.setdefault(field.dated_by, []).append((field.name, blank(kind, field.name)))
    return tuple((dated_by, tuple(names)) for dated_by, names in groups.items())


def kind_of(record: Record) -> type[Record]:
    """The declared kind of a record, be it one of a session or a detached one."""
    return _by_table()[record.__tablename__]


def detached(kind: type[R]) -> R:
    """An empty record of a kind that no session will ever know, to be filled through its dictionary."""
    return cast(R, object.__new__(_plain(kind)))


@cache
def _by_table() -> dict[str, type[Record]]:
    return {kind.__tablename__: kind for kind in _KINDS}


@cache
def _plain(kind: type[Record]) -> type[Record]:
    """The same kind of record with plain attributes.

    The mapper's own look at each access whether there is anything to load; in a detached record there never
    is, and that look was a third of the time the measures take.
    """
    body = {"__module__": kind.__module__, "__doc__": kind.__doc__}
    return type(kind.__name__, (kind,), body | dict.fromkeys(columns_of(kind)))


@cache
def columns_of(kind: type[Record]) -> tuple[str, ...]:
    """The columns a kind of record is kept in, in their order in the table."""
    own = (field.name for field in kind.fields.values() if field.kind is not Kind.LINKS)
    return (*(COLUMNS if issubclass(kind, InRelationship) else COLUMNS[:1]), *own)


def _declared(cls: type) -> Iterator[tuple[str, Field]]:
    for name, value in vars(cls).items():
        if isinstance(value, Links):
            yield name, value.field
        elif isinstance(value, Field):
            yield name, value.named(name)
