"""The records as SQLAlchemy knows them: importing this maps every kind to the table that follows from it.

Whoever changes a desk, or asks it what a snapshot does not tell, works with the mapped records. A desk is
opened and shown without them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import orm

from trustdesk.records.base import Record, kinds, new_id
from trustdesk.records.fields import Kind
from trustdesk.records.money import Money
from trustdesk.records.tables import Column, Table, links_table_of, tables


class _MoneyType(sa.types.TypeDecorator[Money]):
    """Stores `Money` as text."""

    impl = sa.String
    cache_ok = True

    def process_bind_param(self, value: Money | None, dialect: Any) -> str | None:
        return None if value is None else value.stored

    def process_result_value(self, value: str | None, dialect: Any) -> Money | None:
        return None if value is None else Money.from_stored(value)


_TYPES: Final[dict[Kind, type[sa.types.TypeEngine[Any]]]] = {
    Kind.DATE: sa.Date,
    Kind.WHOLE: sa.Integer,
    Kind.NUMBER: sa.Float,
    Kind.YES_NO: sa.Boolean,
    Kind.MONEY: _MoneyType,
    Kind.PICTURE: sa.LargeBinary,
}

metadata: Final = sa.MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def links_table(kind: type[Record], field: str) -> sa.Table:
    """The table that keeps the links of `field`: owner, position and one column per possible target."""
    return metadata.tables[links_table_of(kind, field).name]


def driver_of(session: orm.Session | sa.Connection) -> Any:
    """The driver's own connection under a session or a connection, within the same transaction."""
    connection = session.connection() if isinstance(session, orm.Session) else session
    return connection.connection.driver_connection


def _columns(table: Table) -> Iterator[sa.Column[Any]]:
    for column in table.columns:
        if column.name == "id":
            yield sa.Column("id", sa.String(32), primary_key=True, default=new_id)
        elif column.target:
            yield sa.Column(column.name, _key(column), nullable=not column.required, index=True)
        else:
            made = _TYPES.get(column.kind, sa.String)
            yield sa.Column(column.name, made, default=column.default, nullable=not column.required)


def _key(column: Column) -> sa.ForeignKey:
    return sa.ForeignKey(f"{column.target}.id", ondelete="CASCADE" if column.bound else "SET NULL")


def _map() -> None:
    for table in tables().values():
        sa.Table(table.name, metadata, *_columns(table))
    mapped = orm.registry(metadata=metadata)
    for kind in kinds():
        kind.__table__ = metadata.tables[kind.__tablename__]
        mapped.map_imperatively(kind, kind.__table__)
    orm.configure_mappers()  # records made outside a session are read before any query would do this


_map()
