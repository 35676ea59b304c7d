"""The tables of the file as they follow from the declarations: one a kind, one a field of several links."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from trustdesk.records.base import InRelationship, Record, columns_of, kinds
from trustdesk.records.fields import Field, Kind

OWNER: Final = "owner"
POSITION: Final = "position"


class Column(NamedTuple):
    """A column: what it holds, whether it has to, what stands in it when nothing was said.

    A link names the `target` table; `bound`, its row goes with the one it refers to.
    """

    name: str
    kind: Kind
    required: bool = True
    default: str | float | None = None
    target: str = ""
    bound: bool = True


class Table(NamedTuple):
    """A table: its name and columns, the first of which, `id`, is its key."""

    name: str
    columns: tuple[Column, ...]


@cache
def tables() -> dict[str, Table]:
    """Every table that keeps records or their links, by its name."""
    return {table.name: table for kind in kinds() for table in (table_of(kind), *_links_tables(kind))}


@cache
def table_of(kind: type[Record]) -> Table:
    """The table that keeps the records of a kind."""
    return Table(kind.__tablename__, tuple(_column(kind, name) for name in columns_of(kind)))


def links_table_of(kind: type[Record], field: str) -> Table:
    """The table that keeps the links of `field`: owner, position and one column per possible target."""
    return tables()[_links_name(kind, kind.fields[field])]


def _links_tables(kind: type[Record]) -> Iterator[Table]:
    for field in kind.fields.values():
        if field.kind is Kind.LINKS:
            targets = (Column(target, Kind.LINK, required=False, target=target) for target in field.targets)
            owner = Column(OWNER, Kind.LINK, target=kind.__tablename__)
            position = Column(POSITION, Kind.WHOLE)
            yield Table(_links_name(kind, field), (_ID, owner, position, *targets))


def _links_name(kind: type[Record], field: Field) -> str:
    return f"{kind.__tablename__}_{field.name}"


def _column(kind: type[Record], name: str) -> Column:
    if (field := kind.fields.get(name)) is not None:
        target = field.targets[0] if field.targets else ""
        return Column(name, field.kind, not field.nullable, field.default, target, field.bound)
    assert name == _ID.name or issubclass(kind, InRelationship)
    return {_ID.name: _ID, "relationship_id": _HOME, POSITION: Column(POSITION, Kind.WHOLE, default=0)}[name]


_ID: Final = Column("id", Kind.TEXT)
_HOME: Final = Column("relationship_id", Kind.LINK, target="relationship")
