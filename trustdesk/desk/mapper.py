"""SQLAlchemy over the one connection of a desk. It is loaded when somebody first asks for a session."""

from __future__ import annotations

from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine, create_engine
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.pool import StaticPool

from trustdesk.records import mapping  # noqa: F401 - whoever gets a session works with mapped records


class _Guest(SQLiteDialect_pysqlite):
    """Transactions are the desk's: a session neither begins nor ends one. Savepoints within are its own."""

    supports_statement_cache = True

    def do_begin(self, dbapi_connection: Any) -> None:
        pass

    def do_commit(self, dbapi_connection: Any) -> None:
        pass

    def do_rollback(self, dbapi_connection: Any) -> None:
        pass


def engine(connection: Any) -> Engine:
    """SQLAlchemy's door to the driver's connection. Parameters never reach a message: people wrote them."""
    return create_engine(
        "sqlite+desk://",
        creator=lambda: connection,
        module=driver,
        poolclass=StaticPool,
        hide_parameters=True,
    )


registry.register("sqlite.desk", __name__, _Guest.__name__)
