"""Restoring a backup: what it replaces is kept, and is there until the restored desk is whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import chain, count
from pathlib import Path
from typing import Final

from trustdesk.backups import copying
from trustdesk.backups.account import Why
from trustdesk.backups.copies import keep, now
from trustdesk.backups.shelf import Backup
from trustdesk.desk import facts, file
from trustdesk.desk.key import Key
from trustdesk.desk.opening import open_file
from trustdesk.errors import OpenError, Reason, TrustDeskError
from trustdesk.words import N_, Text

_PARTS: Final = ("", "-journal", "-wal", "-shm")
"""A file, and what the engine may have left beside it; beside another file of that name it would do harm."""


def restore(backup: Backup, to: Path, key: Key) -> Path | None:
    """Make the desk at `to` what the backup holds, closed with `key`, which opens the backup.

    Returns where what it replaced is kept: what `key` opens becomes a last backup, under the key it had; any
    other file is put aside as it is; None when there was nothing. Raises OpenError when the backup
    cannot be used or the desk at `to` is open elsewhere, TrustDeskError when something cannot be written;
    what lay at `to` lies there then.
    """
    to = to.resolve()
    if not to.parent.is_dir():
        raise TrustDeskError(
            Text(N_("There is no folder {path}."), {"path": str(to.parent)}),
            Text(N_("Nothing was restored. Check the name of the folder.")),
        )
    with copying.failing_safely(N_("The backup could not be restored: {why}.")), file.draft_of(to) as draft:
        with copying.opened(backup.path, key) as (source, account):
            file.copy(source, draft, key)
        copying.demand(draft, key, account)
        _make_plain(draft, key)
        with _kept(to, key) as kept:
            file.put_in_place(draft, to)
    return kept


def _make_plain(draft: Path, key: Key) -> None:
    """A desk again: what only a backup says of itself is taken out of the copy; its seal stays true."""
    connection = file.connect(draft, key)
    try:
        facts.write(connection, **{facts.BACKUP: None})
    finally:
        connection.close()


@contextmanager
def _kept(to: Path, key: Key) -> Iterator[Path | None]:
    """Keep what lies at `to` while it is replaced: as a last backup, or the file itself by another name."""
    if (kept := _backed_up(to, key)) is not None:
        yield kept
        return
    aside = _free_name(to)
    there = [end for end in _PARTS if _part(to, end).exists()]
    try:
        for end in there:
            _name_also(_part(to, end), _part(aside, end))
        for end in there:
            if end:
                _part(to, end).unlink(missing_ok=True)
        file.settle(to.parent)
        yield aside if "" in there else None
    except BaseException:
        for end in there:
            if not _part(to, end).exists():
                os.rename(_part(aside, end), _part(to, end))
            _part(aside, end).unlink(missing_ok=True)
        raise


def _backed_up(path: Path, key: Key) -> Path | None:
    """A last backup of the desk that lies there; None when there is none that this key can read."""
    try:
        found = open_file(path, key)
    except OpenError as error:
        if error.reason is not Reason.LOCKED:
            return None
        raise OpenError(
            Reason.LOCKED,
            Text(N_("The desk that would be replaced is open in another window or program.")),
            Text(N_("Nothing was restored, and your work is safe. Close it there, then try again.")),
        ) from None
    try:
        return keep(found.connection, path, found.key, Why.RESTORE).path
    finally:
        found.connection.close()


def _part(path: Path, end: str) -> Path:
    return path.with_name(path.name + end)


def _name_also(path: Path, name: Path) -> None:
    """Give a file a second name, so that it is never without one; where the disk knows no links, another."""
    with suppress(OSError):
        os.link(path, name)
        return
    os.rename(path, name)


def _free_name(path: Path) -> Path:
    """A name beside, of which no part is taken, that says what the file was."""
    at = now().astimezone().strftime("%Y-%m-%d %H.%M.%S")
    for more in chain([""], (f" {number}" for number in count(2))):
        name = path.with_name(f"{path.stem} (replaced {at}{more}){path.suffix}")
        if not any(_part(name, end).exists() for end in _PARTS):
            return name
    raise AssertionError  # there is always one more number
