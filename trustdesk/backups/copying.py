"""Copying a desk from file to file, and looking a backup over: what an opening asks, and more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from trustdesk.backups.account import Account
from trustdesk.desk import facts, file, journal, seal
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


def demand(path: Path, key: Key, account: Account, sealed: str | None = None) -> None:
    """Look over a copy that was just made; raises TrustDeskError unless it holds what it should: what was
    counted where it comes from and, where all rows were `sealed` there, the same rows.

    Where what it was made of is damaged already, that is told.
    """
    try:
        with opened(path, key) as (connection, told):
            if told == account and sealed in (None, facts.read(connection)[facts.SEAL]):
                return
    except OpenError:
        pass
    raise file.damaged() if _is_faithful(path, key) else _thrown_away()


def _is_faithful(path: Path, key: Key) -> bool:
    """Whether the pages of a copy that is not sound are whole each: then they were so where it comes from."""
    try:
        with closing(file.connect(path, key)) as copy:
            whole = copy.execute("PRAGMA cipher_integrity_check").fetchone() is None
            return whole and bool(file.problems(copy))
    except driver.Error:
        return False


def _thrown_away() -> TrustDeskError:
    return TrustDeskError(
        Text(N_("The copy was looked over and is not what it should be, so it was thrown away.")),
        Text(
            N_(
                "The desk was not touched, and the backups made before are as they were. "
                "See whether the disk is sound, and have the desk checked; then try again."
            )
        ),
    )


def seal_up(path: Path, key: Key, account: Account) -> None:
    """Write into a copy what it says of itself, and the digest over all its rows.

    Raises TrustDeskError when what was copied cannot be read any more.
    """
    try:
        with closing(file.connect(path, key)) as copy:
            copy.execute("BEGIN IMMEDIATE")
            facts.write(copy, **{facts.BACKUP: account.stored()})
            seal.put(copy)
            copy.execute("COMMIT")
    except driver.Error as error:
        if not file.is_damage(error):
            raise
        raise _thrown_away() from None


@contextmanager
def failing_safely(title: str = N_("The backup could not be made: {why}.")) -> Iterator[None]:
    """Say in words what keeps a copy from being made."""
    try:
        yield
    except driver.Error as error:
        if file.is_damage(error):
            raise file.damaged() from None
        raise _not_written(title, file.code_of(error) or "SQLITE") from None
    except OSError as error:
        raise _not_written(title, error.strerror or type(error).__name__) from None


def rows_of(connection: Any) -> dict[str, int]:
    """How many rows each table has."""
    query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name"
    names = [name for (name,) in connection.execute(query).fetchall() if name != facts.TABLE]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def _holds(connection: Any, account: Account) -> bool:
    """Whether as many rows are there as the account says, up to the same change."""
    return rows_of(connection) == account.rows and journal.last_change(connection) == account.last_change


def _account(connection: Any) -> Account:
    """What an open backup says of itself, once it proved to be true and whole."""
    try:
        said = facts.read(connection)
        # An opening has compared the seal where there is one; a backup has one.
        account = Account.read(said[facts.BACKUP]) if facts.SEAL in said else None
        if account and not file.problems(connection) and _holds(connection, account):
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
