"""Putting what was made on the disk: whole or not at all, under a name that is safe everywhere."""

from __future__ import annotations

import os
import re
import unicodedata
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from trustdesk.errors import TrustDeskError
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_, Text

LONGEST: Final = 120  # characters of words; Windows takes 260 for the whole path
_MOST_BYTES: Final = 240  # of the whole name; most systems take 255
_UNSAFE: Final = re.compile(r'[\\/:*?"<>|\s]+')
# What Windows takes for a device, whatever ending follows.
_DEVICES: Final = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³]) *(\..*)?", re.IGNORECASE)


def safe_name(words: str, suffix: str = "") -> str:
    """A file name made of `words`, with `suffix` uncut at its end.

    It holds no separator, no control character or such as turns the writing round, is no device, not hidden,
    and not too long for any system; without a word to be made of it is the program's name.
    """
    plain = "".join(" " if unicodedata.category(sign)[0] == "C" else sign for sign in words)
    name = _UNSAFE.sub(" ", plain).strip(" .")[:LONGEST]
    room = _MOST_BYTES - len(suffix.encode())
    name = name.encode()[:room].decode(errors="ignore").rstrip(" .") or "TrustDesk"
    return f"_{name}{suffix}" if _DEVICES.fullmatch(name + suffix) else f"{name}{suffix}"


def inside(folder: Path, name: str) -> Path:
    """The file called `name` in `folder`; raises TrustDeskError for a name that leads anywhere else."""
    path = folder / name
    if path.parent != folder or path.name != name or name in (".", ".."):
        raise TrustDeskError(
            Text(
                N_("“{name}” is no name of a file in the folder {folder}."),
                {"name": name, "folder": str(folder)},
            ),
            Text(N_("Nothing was written. Choose another name.")),
        )
    return path


def addressed(seen: Snapshot, what: str) -> str:
    """The name of a file made of a snapshot: `what` (such as `review a4.pdf`, never cut) after whose it is.

    Its audience comes first, so that nobody sends the wrong one.
    """
    return safe_name(f"{seen.audience.name} - {seen.relationship.name}", f" - {what}")


def put(path: Path, data: bytes) -> None:
    """Make `data` the file at `path`; the file that is there stays until the new one is whole.

    Raises TrustDeskError when it cannot be written.
    """
    _demand_folder(path)
    draft = path.with_name(f".{path.name[:60]}.{uuid.uuid4().hex[:8]}")
    try:
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except OSError as error:
        raise _not_written(path, error) from None
    finally:
        draft.unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """Make a folder where there is none, in one that is there; raises TrustDeskError when it cannot be."""
    _demand_folder(folder)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise _not_written(folder, error) from None


def put_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put `files` (by name) into `folder`, which is made where there is none; what else is in it stays."""
    make_folder(folder)
    for name, data in files.items():
        put(inside(folder, name), data)


def _demand_folder(path: Path) -> None:
    if not path.parent.is_dir():
        raise TrustDeskError(
            Text(N_("There is no folder {path}."), {"path": str(path.parent)}),
            Text(N_("Nothing was written. Make the folder first, or write to one that is there.")),
        )


def _not_written(path: Path, error: OSError) -> TrustDeskError:
    return TrustDeskError(
        Text(N_("{path} could not be written: {why}."), {"path": str(path), "why": error.strerror or "?"}),
        Text(N_("The desk is safe. Check the name, the folder and the room on the disk.")),
    )
