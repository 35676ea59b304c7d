"""How the file of a desk is opened: one question after the other, and the words where one has no answer.

Is there a file · may it be written · is it free · is it ours, under this key · of which format · are its
tables the ones we make · are its pages whole · does its seal fit. Until the last answer nothing is written;
what is refused is left byte for byte as it was.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2 as driver

from trustdesk.desk import facts, file, pages, schema, seal
from trustdesk.desk.key import PUBLISHED, SALT, Key
from trustdesk.errors import OpenError, Reason
from trustdesk.words import N_, Text


@dataclass(frozen=True)
class Opened:
    """An open file: the driver's connection, the key that opened it, the revision of its schema, whether it
    was closed properly the last time, why nothing may be written, and whether a page that is not in use is
    `torn`: it does not fit its checksum, and holds nothing."""

    connection: Any
    key: Key
    revision: str
    closed_well: bool
    read_only: Text | None
    torn: bool


def open_file(path: Path, key: Key) -> Opened:
    """Open the file of a desk, exclusively. Raises OpenError; the file was left as it was.

    A passphrase given for a desk that has none is not needed.
    """
    _refuse_what_is_no_file(path)
    broken_off = _was_broken_off(path)
    may_write = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    try:
        connection = file.connect(path, key, mode="rw" if may_write else "ro")
    except driver.Error as error:
        if key.secret and "NOTADB" in file.code_of(error) and _head(path) == SALT:
            return open_file(path, PUBLISHED)
        raise _refused(error, path, key) from None
    try:
        opened = _looked_over(connection, key, path, broken_off=broken_off)
    except driver.Error as error:
        connection.close()
        raise _refused(error, path, key) from None
    except BaseException:
        connection.close()
        raise
    if may_write or opened.read_only:
        return opened
    words = N_("This file or its folder may not be written. You can read the desk.")
    return replace(opened, read_only=Text(words))


def _looked_over(connection: Any, key: Key, path: Path, *, broken_off: bool) -> Opened:
    """An open file of which everything was asked that can be asked once it is open. `broken_off` says that
    somebody was writing it when the program or the computer ended."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != file.APPLICATION_ID:
        raise _foreign(path)
    connection.execute("PRAGMA query_only = ON")
    revision = schema.revision(connection)
    if revision is None:
        raise _damaged()
    newer = revision > schema.HEAD
    known = facts.read(connection)
    if newer and known.get(facts.READS_FROM, revision) > schema.HEAD:
        raise _newer(known.get(facts.PROGRAM, ""), revision)
    if schema.is_odd(connection) if newer else not schema.is_ours(connection, revision):
        raise _foreign_tables()
    torn = connection.execute("PRAGMA cipher_integrity_check").fetchone() is not None
    whole = seal.fits(connection)
    # SQLite writes upon pages that are not in use without keeping what stood there: when the power fails, one
    # may be written in part. It holds nothing, and the check of the structure reads all pages but these.
    if torn and not (broken_off or whole is None):
        raise _damaged()
    if (torn or whole is None) and connection.execute("PRAGMA quick_check").fetchone()[0] != "ok":
        raise _damaged()
    if whole is False:
        raise _mixed()
    only_read = _only_newer(known.get(facts.PROGRAM, "")) if newer else None
    closed_well = whole is not None or facts.GENERATION not in known  # seals came later than desks
    return Opened(connection, key, revision, closed_well, only_read, torn)


def _was_broken_off(path: Path) -> bool:
    """Whether a journal lies beside the file with which the engine takes back what was half written."""
    try:
        with path.with_name(f"{path.name}-journal").open("rb") as journal:
            return any(journal.read(8))  # zeros while nothing is being written
    except OSError:
        return False


def _refuse_what_is_no_file(path: Path) -> None:
    if not path.is_file():
        raise OpenError(
            Reason.MISSING,
            Text(N_("There is no desk at {path}."), {"path": str(path)}),
            Text(N_("Nothing was changed. Check the name and the folder, and whether a drive is missing.")),
        )
    if path.stat().st_size == 0:
        raise OpenError(
            Reason.EMPTY,
            Text(N_("The file {path} is empty."), {"path": str(path)}),
            Text(N_("It is no desk, or its contents were lost on the way. Restore a copy from a backup.")),
        )


def _refused(error: Exception, path: Path, key: Key) -> OpenError:
    code, words = file.code_of(error), str(error)
    if "BUSY" in code or "locked" in words:
        return OpenError(
            Reason.LOCKED,
            Text(N_("This desk is already open in another window or program.")),
            Text(N_("Your work is safe. Close it there first, then open it here.")),
        )
    if "NOTADB" in code or "not a database" in words:
        return _unreadable(path, key)
    if file.is_damage(error) or "malformed" in words:
        return _damaged()
    if "READONLY" in code or "CANTOPEN" in code or "PERM" in code or "AUTH" in code:
        return OpenError(
            Reason.OTHER,
            Text(N_("This desk cannot be opened here.")),
            Text(
                N_(
                    "The file was left as it is. Check that you may read and write it; if it was not closed "
                    "properly, copy it together with its file “…-journal” to a folder of your own."
                )
            ),
        )
    return OpenError(
        Reason.OTHER,
        Text(N_("The desk could not be read ({code})."), {"code": code or "SQLITE"}),
        Text(N_("The file was left as it is. Try again; if it stays so, copy the file to another drive.")),
    )


_PLAIN: Final = b"SQLite format 3\0"


def _unreadable(path: Path, key: Key) -> OpenError:
    """What the engine takes for no database: of another program, under another passphrase, or damaged."""
    head = _head(path)
    if key.secret and head != SALT and pages.looks_encrypted(path):
        return _damaged() if pages.written_under(path, key) else _wrong_passphrase()
    if head == SALT or (head != _PLAIN and pages.written_under(path, PUBLISHED)):
        return _damaged()
    if head != _PLAIN and pages.looks_encrypted(path):
        return OpenError(
            Reason.PASSPHRASE,
            Text(N_("This desk is closed with a passphrase.")),
            Text(N_("Nothing was changed. Give its passphrase to open it.")),
        )
    return _foreign(path)


def _head(path: Path) -> bytes:
    # Read only after the engine has given the file up: a close() of ours would drop its locks.
    with path.open("rb") as opened:
        return opened.read(len(SALT))


def _wrong_passphrase() -> OpenError:
    return OpenError(
        Reason.PASSPHRASE,
        Text(N_("This passphrase does not open the desk.")),
        Text(
            N_(
                "Nothing was changed. Check capital letters and the layout of the keyboard. If you are sure "
                "of it, the beginning of the file may be damaged: restore a copy from a backup."
            )
        ),
    )


def _foreign(path: Path) -> OpenError:
    return OpenError(
        Reason.FOREIGN,
        Text(N_("{path} is not a desk of this program."), {"path": str(path)}),
        Text(N_("The file was left as it is. Choose a file that ends in .trustdesk.")),
    )


def _foreign_tables() -> OpenError:
    return OpenError(
        Reason.FOREIGN,
        Text(N_("This file says that it is a desk, but it is not built like one.")),
        Text(N_("It was left as it is and not read any further. Restore a copy of your desk from a backup.")),
    )


def _damaged() -> OpenError:
    return OpenError(
        Reason.DAMAGED,
        Text(N_("Part of this desk is damaged and cannot be trusted.")),
        Text(N_("The file was left as it is. Restore a copy of it from a backup.")),
    )


def _mixed() -> OpenError:
    return OpenError(
        Reason.DAMAGED,
        Text(N_("This desk is not as it was closed: its file holds parts of two different moments.")),
        Text(
            N_(
                "That happens when a folder is synchronised while a desk is written. "
                "The file was left as it is. Restore a copy of it from a backup."
            )
        ),
    )


def _newer(program: str, revision: str) -> OpenError:
    return OpenError(
        Reason.NEWER,
        Text(N_("This desk was made by a newer TrustDesk ({version})."), {"version": program or revision}),
        Text(N_("It was left as it is. Update TrustDesk on this computer to open it.")),
    )


def _only_newer(program: str) -> Text:
    return Text(
        N_(
            "This desk was made by a newer TrustDesk ({version}). "
            "You can read it; update TrustDesk to work in it."
        ),
        {"version": program},
    )
