"""The version of a desk's schema, and how a file comes to the present one.

The revision is read by plain SQL; Alembic is imported only when it differs from the present one.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from sqlalchemy import Connection

HEAD: Final = "0001"
DIGESTS: Final = {"0001": "16d023c756916bcca75a3c798e3e196d"}
"""By revision what `digest` gives of its schema: to tell a desk from what only looks like one."""
MIGRATIONS: Final = Path(__file__).resolve().parent / "migrations"


SEARCH_TABLES: Final = (
    "search",
    "search_data",
    "search_idx",
    "search_content",
    "search_docsize",
    "search_config",
)


def revision(connection: Any) -> str | None:
    """The revision the file is at, read over the driver's connection; None for a file without tables."""
    query = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'alembic_version'"
    if connection.execute(query).fetchone() is None:
        return None
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else None


def is_ours(connection: Any, revision: str) -> bool:
    """Whether tables, indexes, views and triggers of the file are those of its revision and no others."""
    return digest(connection) == DIGESTS.get(revision)


def is_odd(connection: Any) -> bool:
    """Whether there is something in the file that runs when it is read: no desk of any format has that."""
    runs = "SELECT 1 FROM sqlite_schema WHERE type IN ('view', 'trigger')"
    computed = (
        "SELECT 1 FROM sqlite_schema AS made, pragma_table_xinfo(made.name) AS part "
        "WHERE made.type = 'table' AND part.hidden IN (2, 3)"
    )
    return connection.execute(f"{runs} UNION ALL {computed}").fetchone() is not None


def digest(connection: Any) -> str:
    """The digest of everything the schema is made of: names, and the statements that made them."""
    rows = connection.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
    # The index for search keeps tables of its own, which its engine words as it likes.
    made = [row[1:] for row in rows if row[0] != "table" or row[1] not in SEARCH_TABLES[1:]]
    words = json.dumps(made, ensure_ascii=False)
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


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
