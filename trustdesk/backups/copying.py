"""Copying a desk from file to file, and looking a backup over: what an opening asks, and more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from trustdesk.backups.account import Account
from trustdesk.desk import facts, file
from trustdesk.desk.key import Key
from trustdesk.desk.opening import open_file
from trustdesk.errors import FileError, OpenError, Reason, TrustDeskError
from trustdesk.words import N_, Text


@contextmanager
def opened(path: Path, key: Key) -> Iterator[tuple[Any, Account]]:
    """A backup that was looked over, whole: the connection to it and what it says of itself.

    Raises OpenError, with words for a backup.
    """
    try:
        found = open_file(path, key)
    except OpenError as error:
        raise _refused(error) from None
    try:
        yield found.connection, _account(found.connection)
    finally:
        found.connection.close()


def demand(path: Path, key: Key, account: Account, source: Any = None) -> None:
    """Look over a copy that was just made; raises TrustDeskError unless it says of itself what it should.

    With `source`, the open desk it was made of, that one is told where the fault is there already.
    """
    try:
        with opened(path, key) as (_connection, told):
            if told == account:
                return
    except OpenError:
        pass
    if source is not None and file.problems(source):
        raise _damaged_desk()
    raise TrustDeskError(
        Text(N_("The copy was looked over and is not what it should be, so it was thrown away.")),
        Text(
            N_(
                "The desk was not touched, and the backups made before are as they were. "
                "See whether the disk is sound, and have the desk checked; then try again."
            )
        ),
    )


def write(source: Any, path: Path, key: Key, **told: str | None) -> None:
    """Copy what is open at `source` into a new file closed with `key`, page by page inside the engine, so
    that nothing readable touches the disk; then write these facts into the copy."""
    copy = file.connect(path, key, mode="rwc")
    try:
        source.backup(copy)
        copy.execute("BEGIN IMMEDIATE")
        facts.write(copy, **told)
        copy.execute("COMMIT")
    finally:
        copy.close()


@contextmanager
def failing_safely(title: str = N_("The backup could not be made: {why}.")) -> Iterator[None]:
    """Say in words what keeps a copy from being made."""
    try:
        yield
    except driver.Error as error:
        if file.is_damage(error):
            raise _damaged_desk() from None
        raise _not_written(title, file.code_of(error) or "SQLITE") from None
    except OSError as error:
        raise _not_written(title, error.strerror or type(error).__name__) from None


def rows_of(connection: Any) -> dict[str, int]:
    """How many rows each table has."""
    query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name"
    names = [name for (name,) in connection.execute(query).fetchall() if name != facts.TABLE]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def _account(connection: Any) -> Account:
    """What an open backup says of itself, once it proved to be true and whole."""
    try:
        said = facts.read(connection)
        # An opening has compared the seal where there is one; a backup has one.
        account = Account.read(said[facts.BACKUP]) if facts.SEAL in said else None
        if account and not file.problems(connection) and rows_of(connection) == account.rows:
            return account
    except (driver.Error, KeyError, TypeError, ValueError):
        pass
    raise _damaged()


def _refused(error: OpenError) -> OpenError:
    match error.reason:
        case Reason.DAMAGED | Reason.EMPTY | Reason.FOREIGN:
            return _damaged()
        case Reason.PASSPHRASE:
            return OpenError(
                Reason.PASSPHRASE,
                Text(N_("This backup is closed with another passphrase.")),
                Text(N_("Nothing was changed. Give the passphrase that the desk had when it was made.")),
            )
        case Reason.MISSING:
            return OpenError(
                Reason.MISSING,
                Text(N_("This backup is not there any more.")),
                Text(N_("Nothing was changed. Choose another one.")),
            )
        case Reason.LOCKED:
            return OpenError(
                Reason.LOCKED,
                Text(N_("This backup is being read by another window or program.")),
                Text(N_("Nothing was changed. Wait until that is done, then try again.")),
            )
        case _:
            return error


def _damaged() -> OpenError:
    return OpenError(
        Reason.DAMAGED,
        Text(N_("This backup is no whole backup of a desk and cannot be trusted.")),
        Text(N_("Nothing was changed. Choose another one.")),
    )


def _damaged_desk() -> TrustDeskError:
    return TrustDeskError(
        Text(N_("Part of this desk is damaged, so no copy of it was made.")),
        Text(N_("The backups made before are as they were. Close the desk and restore the last one.")),
    )


def _not_written(title: str, why: str) -> FileError:
    return FileError(
        Text(title, {"why": why}),
        Text(
            N_(
                "The desk and the backups made before are as they were. "
                "Make room on the disk, or see whether the folder may be written; then try again."
            )
        ),
    )
