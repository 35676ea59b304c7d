"""Reading records and links by the driver alone: all there are, or those of one relationship."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any, Final, TypeVar

from trustdesk.records.base import Record, detached
from trustdesk.records.fields import Kind
from trustdesk.records.money import Money
from trustdesk.records.tables import OWNER, POSITION, links_table_of, table_of

R = TypeVar("R", bound=Record)

_MEANT: Final[dict[Kind, Callable[[Any], object]]] = {
    Kind.DATE: date.fromisoformat,
    Kind.YES_NO: bool,
    Kind.MONEY: Money.from_stored,
}
"""What a value of the file stands for, where that is not the value itself."""


def records(connection: Any, kind: type[R], where: str = "", values: Sequence[Any] = ()) -> Iterator[R]:
    """The records of a kind for which the condition `where` holds, detached, in their order.

    `connection` is the driver's; `values` are those of the marks (`?`) in `where`.
    """
    query, names, meant = _query(kind)
    condition = f" WHERE {where}" if where else ""
    order = f" ORDER BY {POSITION}, id" if POSITION in names else ""
    for row in connection.execute(f"{query}{condition}{order}", values):
        record = detached(kind)
        own = record.__dict__
        own.update(zip(names, row, strict=True))
        for name, meaning in meant:
            if own[name] is not None:
                own[name] = meaning(own[name])
        yield record


def values(
    connection: Any, kind: type[Record], names: Sequence[str], relationship: str | None = None
) -> list[tuple[Any, ...]]:
    """The id of each record of a kind, and what stands in the file for some of its fields.

    Of one relationship, where its id is given, else of all.
    """
    columns = ", ".join(_column(kind, name) for name in ("id", *names))
    query = f'SELECT {columns} FROM "{kind.__tablename__}"'
    where, given = ("", ()) if relationship is None else (" WHERE relationship_id = ?", (relationship,))
    found: list[tuple[Any, ...]] = connection.execute(f"{query}{where}", given).fetchall()
    return found


def links(
    connection: Any, kind: type[Record], field: str, relationship: str | None = None
) -> dict[str, tuple[str, ...]]:
    """By the id of each record of `kind` that links to any under `field`: the ids it links to, in order.

    Of one relationship, where its id is given, else of all.
    """
    table = links_table_of(kind, field)
    targets = ", ".join(f'links."{name}"' for name in kind.fields[field].targets)
    query = f'SELECT links."{OWNER}", {targets} FROM "{table.name}" AS links'
    if relationship is not None:
        query += f' JOIN "{kind.__tablename__}" AS owners ON owners.id = links."{OWNER}"'
        query += " WHERE owners.relationship_id = ?"
    query += f' ORDER BY links."{OWNER}", links."{POSITION}"'
    found: dict[str, list[str]] = {}
    for owner, *ids in connection.execute(query, () if relationship is None else (relationship,)):
        found.setdefault(owner, []).extend(id for id in ids if id is not None)
    return {owner: tuple(ids) for owner, ids in found.items()}


@cache
def _query(
    kind: type[Record],
) -> tuple[str, tuple[str, ...], tuple[tuple[str, Callable[[Any], object]], ...]]:
    """The query for all records of a kind, the names of its columns, and those whose values mean others."""
    table = table_of(kind)
    names = tuple(column.name for column in table.columns)
    columns = ", ".join(_column(kind, name) for name in names)
    meant = tuple((one.name, _MEANT[one.kind]) for one in table.columns if one.kind in _MEANT)
    return f'SELECT {columns} FROM "{table.name}"', names, meant


def _column(kind: type[Record], name: str) -> str:
    # With its table: SQLite takes a name in quotes that no column has for a text.
    return f'"{kind.__tablename__}"."{name}"'
