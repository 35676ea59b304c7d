"""What a desk says of itself, in its table `meta`, read and written over the driver's own connection."""

from __future__ import annotations

from typing import Any, Final

TABLE: Final = "meta"

DESK_ID: Final = "desk_id"
"""The identity of the desk, 32 hexadecimal digits: its backups have the same."""
GENERATION: Final = "generation"
"""How many times work on the desk began: one more with the first change after it was opened."""
UNDO_WALL: Final = "undo_wall"
"""The id of the last change that can no longer be undone."""
READS_FROM: Final = "reads_from"
"""The oldest revision of the schema whose programs can still read the file."""
PROGRAM: Final = "program"
"""The version of the program that wrote last."""
SEAL: Final = "seal"
"""The digest over all rows; absent while there is unsealed work in the file."""
BACKUP: Final = "backup"
"""In a backup alone: what it says of itself (`trustdesk.backups`)."""
OUTSIDE_THE_SEAL: Final = (SEAL, BACKUP)
"""What the digest leaves out, so that a desk and its backup have the same."""

SWEEP: Final = "sweep"
"""There while something was erased and the file not yet written anew without its unused pages."""


def read(connection: Any) -> dict[str, str]:
    """The facts by name; empty for a file without them."""
    query = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?"
    if connection.execute(query, (TABLE,)).fetchone() is None:
        return {}
    return dict(connection.execute(f"SELECT name, value FROM {TABLE}").fetchall())


def write(connection: Any, **values: str | None) -> None:
    """Write facts; None takes one away."""
    for name, value in values.items():
        if value is None:
            connection.execute(f"DELETE FROM {TABLE} WHERE name = ?", (name,))
        else:
            connection.execute(f"INSERT OR REPLACE INTO {TABLE} VALUES (?, ?)", (name, value))
