"""The version of a desk's schema, and how a file comes to the present one.

The revision is read by plain SQL; Alembic is imported only when it differs from the present one.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool

from trustdesk.desk.tables import SEARCH_TABLES
from trustdesk.errors import TrustDeskError
from trustdesk.words import N_, Text

HEAD: Final = "0001"
MIGRATIONS: Final = Path(__file__).resolve().parent / "migrations"


def revision(connection: Connection) -> str | None:
    """The revision the file is at; None for a file without tables. Raises TrustDeskError for a newer one."""
    tables = {name for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_schema")}
    if "alembic_version" not in tables:
        return None
    found: Any = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    if found is not None and found > HEAD:
        raise TrustDeskError(
            Text(N_("This desk was made by a newer TrustDesk (format {found})."), {"found": found}),
            Text(N_("It was left as it is. Update TrustDesk on this computer to open it.")),
        )
    return str(found)


def problems(connection: Connection) -> list[Text]:
    """Where the tables, indexes and triggers of the file are not what the migrations make of an empty one."""
    fresh = create_engine("sqlite://", module=driver, poolclass=StaticPool)
    try:
        with fresh.begin() as empty:
            migrate(empty)
            wanted = _made(empty)
    finally:
        fresh.dispose()
    found = _made(connection)
    names = sorted({name for name, _ in wanted.items() ^ found.items()})
    words = N_("“{name}” is not as this program makes it. Restore a copy of the desk from a backup.")
    return [Text(words, {"name": name}) for name in names]


def migrate(connection: Connection) -> None:
    """Bring the file to the present revision, within the transaction that `connection` is in."""
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)
    steps = EnvironmentContext(
        config, scripts, fn=lambda at, _context: scripts._upgrade_revs(HEAD, at), destination_rev=HEAD
    )
    with steps:
        # We are in a transaction of our own: all steps land together or not at all.
        steps.configure(connection=connection, transactional_ddl=False)
        steps.run_migrations()


def _made(connection: Connection) -> dict[str, str]:
    """By its name each thing the schema is made of, with the statement that made it."""
    rows = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    # The index for search keeps tables of its own, which its engine words as it likes.
    return {name: sql for type, name, sql in rows if type != "table" or name not in SEARCH_TABLES[1:]}
