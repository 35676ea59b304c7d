"""Saving what can be read of a damaged desk into a new one.

Every row of every kind of record is read for itself; where a page is damaged, its rows are left out, and then
whatever refers to what is not there. The history is left behind: half of one would tell an untrue story.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection

from trustdesk.desk import facts, file
from trustdesk.desk.desk import Desk
from trustdesk.desk.key import Key
from trustdesk.errors import OpenError, Reason
from trustdesk.records.mapping import metadata
from trustdesk.words import N_, Text

STEP: Final = N_("Saved what could be read of a damaged desk")
_SPAN: Final = 1 << 20
"""How far the numbers of rows are looked through where the file cannot say how many it has."""
_TRIED: Final = 2000
"""How many spans may fail one after the other until a table is given up."""


def rescue(path: Path, to: Path, key: Key) -> Desk:
    """Make a new desk at `to` of what can be read at `path`, and open it; the damaged file stays as it is.

    Raises OpenError when nothing of it can be read under this key, TrustDeskError when `to` is taken.
    """
    damaged = _opened(path, key)
    try:
        made = Desk.create(to, key)
        try:
            with made.change(STEP) as session:
                connection = session.connection()
                connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
                for table in metadata.sorted_tables:
                    _take_over(damaged, connection, table.name)
                _drop_what_hangs_in_the_air(connection)
            _put_up_wall(made)
        except BaseException:
            made.close()
            to.unlink(missing_ok=True)
            raise
    finally:
        damaged.close()
    return made


def _opened(path: Path, key: Key) -> Any:
    """A connection that can only read, without asking whether the file is whole."""
    try:
        connection = file.connect(path, key, mode="ro")
        connection.execute("PRAGMA query_only = ON")
        return connection
    except driver.Error:
        raise OpenError(
            Reason.OTHER,
            Text(N_("Nothing of this desk can be read.")),
            Text(
                N_("Its beginning is damaged, and with it the way to all else. The file was left as it is.")
            ),
        ) from None


def _take_over(damaged: Any, connection: Connection, table: str) -> None:
    columns = [row[1] for row in connection.exec_driver_sql(f'PRAGMA table_info("{table}")')]
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" for _ in columns)
    rows = list(_readable(damaged, f'SELECT {names} FROM "{table}"', f'SELECT max(rowid) FROM "{table}"'))
    if rows:
        connection.exec_driver_sql(f'INSERT OR IGNORE INTO "{table}" ({names}) VALUES ({marks})', rows)


def _readable(damaged: Any, query: str, last: str) -> Iterator[tuple[Any, ...]]:
    """Every row that can be read: all at once, or where that fails in ever smaller spans."""
    try:
        top = int(damaged.execute(last).fetchone()[0] or 0)
    except driver.Error:
        top = _SPAN
    spans, failed = [(1, top)], 0
    while spans and failed < _TRIED:
        first, end = spans.pop()
        try:
            yield from damaged.execute(f"{query} WHERE rowid BETWEEN ? AND ?", (first, end)).fetchall()
            failed = 0
        except driver.Error:
            failed += 1
            if first < end:
                middle = (first + end) // 2
                spans += [(middle + 1, end), (first, middle)]


def _drop_what_hangs_in_the_air(connection: Connection) -> None:
    """Delete what refers to records that could not be read, and then what refers to that."""
    while astray := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
        for table, row, *_ in astray:
            connection.exec_driver_sql(f'DELETE FROM "{table}" WHERE rowid = ?', (row,))


def _put_up_wall(desk: Desk) -> None:
    """Undo does not go behind the rescue: there is nothing there."""
    with desk.alone() as connection:
        last = connection.execute("SELECT max(id) FROM change").fetchone()[0] or 0
        facts.write(connection, **{facts.UNDO_WALL: str(last)})
