"""The file of a desk: how it is opened, locked and set up; `key.py` says what opens it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from trustdesk.desk.key import PUBLISHED, SALT, Key
from trustdesk.errors import FileError, TrustDeskError
from trustdesk.words import N_, Text

SUFFIX: Final = ".trustdesk"
APPLICATION_ID: Final = 0x54445331  # "TDS1"

_KNOWN: Final = (driver.OperationalError, driver.DatabaseError)
_SETTINGS: Final = (
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA fullfsync = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA mmap_size = 0",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
)


def connect(path: Path, key: Key = PUBLISHED, *, create: bool = False) -> Any:
    """An exclusive connection to the file of a desk, with every setting in place.

    Raises TrustDeskError when the file is missing, empty, in use, not a desk or damaged; it is left as it
    was. With `create`, an empty file is made.
    """
    if not create:
        _refuse_what_is_no_file(path)
    mode = "rwc" if create else "rw"
    try:
        connection = driver.connect(
            f"{path.resolve().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            timeout=0,
            check_same_thread=False,
        )
    except driver.Error as error:
        raise _explained(error, path) from None
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(key.statement())
        for setting in _SETTINGS:
            connection.execute(setting)
        connection.execute("BEGIN EXCLUSIVE")  # the lock is taken here and kept until the file is closed
        connection.execute("COMMIT")
        if create:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        elif connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise _foreign(path)
    except driver.Error as error:
        connection.close()
        raise _explained(error, path) from None
    except TrustDeskError:
        connection.close()
        raise
    return connection


def engine(connection: Any, begin: Callable[[], str]) -> Engine:
    """SQLAlchemy's door to that one connection; `begin` is the statement that begins a transaction.

    Parameters never reach a message: they are what people wrote.
    """
    made = create_engine(
        "sqlite://", creator=lambda: connection, module=driver, poolclass=StaticPool, hide_parameters=True
    )

    @event.listens_for(made, "begin")
    def _begin(begun: Any) -> None:
        begun.exec_driver_sql(begin())

    return made


def problems(connection: Any) -> list[Text]:
    """What the engine finds wrong with the file: damaged pages, and references that lead nowhere."""
    try:
        if connection.execute("PRAGMA cipher_integrity_check").fetchall():
            return [Text(N_("Part of the file is damaged. Restore a copy of it from a backup."))]
        if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            return [Text(N_("The structure of the file is damaged. Restore a copy of it from a backup."))]
        astray = connection.execute("PRAGMA foreign_key_check").fetchall()
    except driver.DatabaseError:  # what the engine cannot even walk through
        return [Text(N_("The structure of the file is damaged. Restore a copy of it from a backup."))]
    words = N_("A record of “{table}” refers to one that is not there.")
    return [Text(words, {"table": table}) for table, *_ in astray]


def explained(error: Exception, path: Path) -> TrustDeskError | None:
    """The words for a failure of the database, or None when it is not one of those we know."""
    cause = getattr(error, "orig", error)
    return (
        _explained(cause, path) if isinstance(cause, driver.OperationalError | driver.DatabaseError) else None
    )


def is_damage(error: Exception) -> bool:
    """Whether a failure of the database means that its file cannot be trusted."""
    code = getattr(getattr(error, "orig", error), "sqlite_errorname", "") or ""
    return "CORRUPT" in code or "NOTADB" in code


def _refuse_what_is_no_file(path: Path) -> None:
    if not path.is_file():
        raise TrustDeskError(
            Text(N_("There is no desk at {path}."), {"path": str(path)}),
            Text(N_("Nothing was changed. Check the name and the folder.")),
        )
    if path.stat().st_size == 0:
        raise TrustDeskError(
            Text(N_("The file {path} is empty."), {"path": str(path)}),
            Text(N_("It is no desk, or its contents were lost on the way. Restore a copy from a backup.")),
        )


def _foreign(path: Path) -> TrustDeskError:
    return TrustDeskError(
        Text(N_("{path} is not a desk of this program."), {"path": str(path)}),
        Text(N_("The file was left as it is. Choose a file that ends in .trustdesk.")),
    )


def _damaged() -> TrustDeskError:
    return TrustDeskError(
        Text(N_("Part of this desk is damaged and cannot be trusted.")),
        Text(N_("The file was left as it is. Restore a copy of it from a backup.")),
    )


def _begins_like_a_desk(path: Path) -> bool:
    # Read only after the engine has given the file up: a close() of ours would drop its locks.
    with path.open("rb") as file:
        return file.read(len(SALT)) == SALT


def _explained(error: Exception, path: Path) -> TrustDeskError:
    code = getattr(error, "sqlite_errorname", "") or ""
    words = str(error)
    if "BUSY" in code or "locked" in words:
        return TrustDeskError(
            Text(N_("This desk is already open in another window or program.")),
            Text(N_("Your work is safe. Close it there first, then open it here.")),
        )
    if "NOTADB" in code or "not a database" in words:
        return _damaged() if _begins_like_a_desk(path) else _foreign(path)
    if "CORRUPT" in code or "malformed" in words:
        return _damaged()
    if "FULL" in code:
        return FileError(
            Text(N_("The disk is full, so this change was not saved.")),
            Text(N_("Everything saved before is safe. Make room, then do it again.")),
        )
    if "READONLY" in code or "CANTOPEN" in code or "PERM" in code:
        return FileError(
            Text(N_("This desk cannot be written.")),
            Text(N_("Nothing was changed. Check that you may write to this folder and file.")),
        )
    return FileError(
        Text(N_("The desk could not be read or written ({code})."), {"code": code or "SQLITE"}),
        Text(N_("Everything saved before is safe. Try again; if it stays so, copy the file elsewhere.")),
    )
