"""The seal: a digest over all rows of a desk, by which one sees that the file is whole.

The engine checks each page by itself. A file whose pages come from two different moments, as a program that
synchronises folders can leave it, passes all its checks and holds wrong data; its seal no longer fits. It is
written when a desk is closed and into each backup, and broken by the first change after that.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import Any, Final

from trustdesk.desk import facts

_ROWS: Final = 500
_WRITTEN: Final = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, separators=(",", ":"), default=bytes.hex
).encode


def digest(connection: Any) -> str:
    """The digest (BLAKE2b-256, hexadecimal) of all rows of all tables, in their order in the file.

    `connection` is the driver's. The seal itself is left out, and so is what only a backup says of itself.
    """
    made = blake2b(digest_size=32)
    query = "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name"
    for name, sql in connection.execute(query).fetchall():
        made.update(f"{name}\0{sql}\0".encode())
        quoted = name.replace('"', '""')
        order = "" if "WITHOUT ROWID" in sql.upper() else "ORDER BY rowid"
        rows = connection.execute(f'SELECT * FROM "{quoted}" {order}')
        while some := rows.fetchmany(_ROWS):
            if name == facts.TABLE:
                some = [row for row in some if row[0] not in facts.OUTSIDE_THE_SEAL]
            made.update(_WRITTEN(some).encode("utf-8", "surrogatepass"))
    return made.hexdigest()


def put(connection: Any) -> None:
    """Seal what stands in the file now, within the transaction that `connection` is in."""
    facts.write(connection, **{facts.SEAL: digest(connection)})


def fits(connection: Any) -> bool | None:
    """Whether the seal fits what stands in the file; None when it was not sealed, as after a crash."""
    sealed = facts.read(connection).get(facts.SEAL)
    return sealed == digest(connection) if sealed else None
