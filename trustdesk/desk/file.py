"""The file of a desk: its settings, its lock, its failures in words; `key.py` says what opens it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from errno import EACCES, EDQUOT, ENOSPC, EPERM, EROFS, errorcode
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import sqlcipher3.dbapi2 as driver

from trustdesk.desk.key import PUBLISHED, Key
from trustdesk.errors import NotSavedError, TrustDeskError
from trustdesk.words import N_, Text

SUFFIX: Final = ".trustdesk"
APPLICATION_ID: Final = 0x54445331  # "TDS1"

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


def connect(path: Path, key: Key = PUBLISHED, *, mode: str = "rw") -> Any:
    """An exclusive connection to the file of a desk, with every setting in place.

    `mode` is `rw`, `ro` (nothing can be written) or `rwc` (an empty file is made). Raises the driver's own
    errors; `opening.py` has the words for them.
    """
    connection = driver.connect(
        f"{path.resolve().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        timeout=0,
        check_same_thread=False,
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(key.statement())
        for setting in _SETTINGS:
            connection.execute(setting)
        # The lock is taken here and kept until the file is closed.
        connection.execute("BEGIN" if mode == "ro" else "BEGIN EXCLUSIVE")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        connection.execute("COMMIT")
        if mode == "rwc":
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    except BaseException:
        connection.close()
        raise
    return connection


def copy(source: Any, path: Path, key: Key) -> None:
    """Copy what is open at `source` into a new file closed with `key`, page by page in the engine: nothing
    readable touches the disk. `put_in_place` waits for the disk, before the copy is anything.

    Raises TrustDeskError when a page does not fit its checksum any more: an engine that copies does not tell
    of that, but puts zeros in its place, under a checksum that fits.
    """
    with closing(connect(path, key, mode="rwc")) as made:
        made.execute("PRAGMA synchronous = OFF")
        source.backup(made)
    if source.execute("PRAGMA cipher_integrity_check").fetchone() is not None:
        raise damaged()


@contextmanager
def draft_of(path: Path) -> Iterator[Path]:
    """A name beside `path` under which the next contents of it are made; what is left there is taken away."""
    draft = path.with_name(f".{path.name}.{uuid4().hex[:8]}")
    try:
        yield draft
    finally:
        with suppress(OSError):  # a disk that takes nothing away, either, has its words already
            draft.unlink(missing_ok=True)
            draft.with_name(draft.name + "-journal").unlink(missing_ok=True)


def forget_drafts(path: Path) -> None:
    """Take away what a kill has left beside a desk: drafts of what was to take its place. Only while the desk
    is locked, so that nobody is writing one."""
    left = re.compile(re.escape(f".{path.name}.") + r"[0-9a-f]{8}(-journal)?")
    with suppress(OSError):
        for beside in path.parent.iterdir():
            if left.fullmatch(beside.name):
                beside.unlink(missing_ok=True)


@contextmanager
def failing_in_words() -> Iterator[None]:
    """Say in words what the disk, or the engine for it, refuses while a file is made."""
    try:
        yield
    except (OSError, driver.Error) as error:
        raise explained(error) or error from None


def refuse_taken(path: Path) -> None:
    """Refuse a name under which there is something already."""
    if path.exists():
        raise TrustDeskError(
            Text(N_("There is already a file at {path}."), {"path": str(path)}),
            Text(N_("It was left as it is. Choose another name.")),
        )


def put_in_place(draft: Path, path: Path) -> None:
    """Let a finished file take the place of `path`, at once and for good: both are on the disk first."""
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    os.replace(draft, path)
    settle(path.parent)


def settle(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where the system knows how."""
    if os.name == "posix":
        at = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(at)
        finally:
            os.close(at)


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


def identity(path: Path) -> tuple[int, int] | None:
    """What tells the file of this name from another one that takes its place; None while there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def explained(error: Exception, *, moved: bool = False) -> TrustDeskError | None:
    """The words for a failure of the database at work, or None when it is not one of those we know.

    `moved` says that another file, or none, stands where the one at work stood when it was opened.
    """
    cause = getattr(error, "orig", error)
    if not isinstance(cause, driver.OperationalError | driver.DatabaseError | OSError):
        return None
    code, words = code_of(cause), str(cause)
    if is_damage(cause) or "malformed" in words or "not a database" in words:
        return TrustDeskError(
            Text(N_("Part of this desk is damaged and cannot be trusted.")),
            Text(N_("What you did last was not saved. Close the desk and restore a copy from a backup.")),
        )
    if moved:
        return astray()
    if "FULL" in code:
        return NotSavedError(
            Text(N_("The disk is full, so this change was not saved.")),
            Text(N_("Everything saved before is safe. Make room, then do it again.")),
        )
    if "READONLY" in code or "CANTOPEN" in code or "PERM" in code:
        return NotSavedError(
            Text(N_("This desk cannot be written.")),
            Text(N_("Nothing was changed. Check that you may write to this folder and file.")),
        )
    return NotSavedError(
        Text(N_("The desk could not be read or written ({code})."), {"code": code or "SQLITE"}),
        Text(N_("Everything saved before is safe. Try again; if it stays so, save a copy elsewhere.")),
    )


def damaged() -> TrustDeskError:
    """The words for a desk that cannot be copied, since what would be copied cannot be trusted."""
    return TrustDeskError(
        Text(N_("Part of this desk is damaged, so no copy of it was made.")),
        Text(N_("The backups made before are as they were. Close the desk and restore the last one.")),
    )


def astray() -> NotSavedError:
    """The words for a desk in whose place there is another file now, or none."""
    return NotSavedError(
        Text(N_("The file of this desk was moved, renamed or replaced while it was open.")),
        Text(N_("This change was not saved. Put the file back, or save a copy of the desk elsewhere.")),
    )


def is_damage(error: Exception) -> bool:
    """Whether a failure of the database means that its file cannot be trusted."""
    code = code_of(error)
    return "CORRUPT" in code or "NOTADB" in code


def code_of(error: Exception) -> str:
    """The engine's or the system's name for a failure, such as `SQLITE_FULL`; empty where it gave none."""
    cause = getattr(error, "orig", error)
    if isinstance(cause, OSError):
        return _SAME.get(cause.errno or 0, errorcode.get(cause.errno or 0, "OS"))
    return getattr(cause, "sqlite_errorname", "") or ""


_SAME: Final = {
    ENOSPC: "SQLITE_FULL",
    EDQUOT: "SQLITE_FULL",
    EROFS: "SQLITE_READONLY",
    EACCES: "SQLITE_PERM",
    EPERM: "SQLITE_PERM",
}
"""What the system refuses, by the engine's name for the same."""
