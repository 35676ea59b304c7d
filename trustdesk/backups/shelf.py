"""The shelf that backups stand on: their folder, and their names, which tell no word of a desk.

A name carries the number of the backup, the instant it was made at (UTC) and how many entries the journal
had by then, so that one sees without any key which is the newest and whether there is work after it.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from time import time
from typing import Final

from trustdesk import app_data
from trustdesk.desk import file
from trustdesk.errors import FileError, TrustDeskError
from trustdesk.words import N_, Text

SUFFIX: Final = ".trustdesk-backup"
_INSTANT: Final = "%Y-%m-%dT%H%M%SZ"
_NAME: Final = re.compile(r"(\d{6,18}) (\d{4}-\d\d-\d\dT\d{6}Z) (\d{1,18})" + re.escape(SUFFIX))
_TAKEN: Final = re.compile(r"\.?(\d{6,18}) .*")
_DESK_ID: Final = re.compile(r"[0-9a-f]{32}")
_MARK: Final = ".from"
_LONG_AGO: Final = 3600
"""Seconds after which nobody can still be writing one file."""


@dataclass(frozen=True)
class Backup:
    """One backup, as its name and its folder tell: `sequence` orders the backups of a desk, whatever the
    clock said; `at` is that clock's instant in UTC; `size` is in bytes; `entries` is the number of the last
    entry of the journal in it."""

    path: Path
    desk_id: str
    sequence: int
    at: datetime
    size: int
    entries: int


def at_path(path: Path) -> Backup:
    """The backup that lies there, as its name tells. Raises TrustDeskError for any other file, or none."""
    if (found := _told_by(path)) is None:
        raise TrustDeskError(
            Text(N_("There is no backup of a desk at {path}."), {"path": str(path)}),
            Text(N_("Nothing was changed. Choose a file that ends in {suffix}."), {"suffix": SUFFIX}),
        )
    return found


def listed(desk_id: str) -> tuple[Backup, ...]:
    """The backups of a desk, newest first. No key is needed, and none of them is opened."""
    found = (_told_by(path) for path in _files(folder_of(desk_id)))
    known = (backup for backup in found if backup is not None)
    return tuple(sorted(known, key=lambda backup: (backup.sequence, backup.at), reverse=True))


def listed_for(path: Path) -> tuple[Backup, ...]:
    """The backups of the desk that was last backed up from `path`, newest first: for a file that cannot be
    read any more."""
    mark = _mark(path)
    for folder in _files(app_data.folder("backups")):
        if _DESK_ID.fullmatch(folder.name) and (folder / mark).exists():
            return listed(folder.name)
    return ()


def folder_of(desk_id: str) -> Path:
    """Where the backups of a desk lie. Raises TrustDeskError for what is no identity of a desk."""
    if not _DESK_ID.fullmatch(desk_id):  # it comes out of a file, and goes into a path
        raise TrustDeskError(
            Text(N_("This desk does not say which one it is, so it cannot be backed up.")),
            Text(N_("Nothing was changed. Export its relationships and import them into a new desk.")),
        )
    return app_data.folder("backups") / desk_id


def new_path(desk_id: str, at: datetime, entries: int) -> Path:
    """The path of the next backup of a desk; its folder is made where there is none.

    Its number comes after those of all that are there or in the making, as their drafts tell.
    """
    folder = folder_of(desk_id)
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.settle(folder.parent)
    taken = (_TAKEN.fullmatch(path.name) for path in _files(folder))
    sequence = max((int(found[1]) for found in taken if found), default=0) + 1
    return folder / f"{sequence:06d} {at.astimezone(UTC).strftime(_INSTANT)} {entries}{SUFFIX}"


def later_than(path: Path) -> Backup | None:
    """The newest backup of a desk where it has a higher number than the one that is to lie at `path`."""
    newest = next(iter(listed(path.parent.name)), None)
    return newest if newest and newest.sequence > int(path.name.partition(" ")[0]) else None


def mark(desk_id: str, path: Path) -> None:
    """Note that what lies at `path` is this desk, and no other any more; the path cannot be read from it."""
    name = _mark(path)
    for folder in _files(app_data.folder("backups")):
        if folder.name != desk_id:
            (folder / name).unlink(missing_ok=True)
    (folder_of(desk_id) / name).touch()


def tidy(folder: Path) -> None:
    """Take away the drafts of backups that were broken off long ago: nobody ends them."""
    for path in _files(folder):
        if path.name.startswith("."):
            with suppress(OSError):
                if abs(time() - path.stat().st_mtime) > _LONG_AGO:
                    path.unlink()


def _told_by(path: Path) -> Backup | None:
    """The backup that a file is by its name, None for any other."""
    parts = _NAME.fullmatch(path.name)
    if parts is None:
        return None
    try:
        at = datetime.strptime(parts[2], _INSTANT).replace(tzinfo=UTC)
        size = path.stat().st_size
    except (ValueError, OSError):
        return None
    return Backup(path, path.absolute().parent.name, int(parts[1]), at, size, int(parts[3]))


def _mark(path: Path) -> str:
    place = os.path.normcase(path.resolve())
    return blake2b(os.fsencode(place), digest_size=16).hexdigest() + _MARK


def _files(folder: Path) -> tuple[Path, ...]:
    try:
        return tuple(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        values = {"path": str(folder), "why": error.strerror or "?"}
        raise FileError(
            Text(N_("The folder {path} cannot be read: {why}."), values),
            Text(N_("The desk is safe. See whether you may read this folder, then try again.")),
        ) from None
