"""What kind of place a file lies in, as far as it can be told.

A desk in a folder that is synchronised, on a network drive or on a drive that can be pulled out can be harmed
in ways the program cannot prevent.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from trustdesk.words import N_, Text

_SYNCED: Final = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive": "iCloud Drive",
    "iclouddrive": "iCloud Drive",
    "mobile documents": "iCloud Drive",
    "cloudstorage": "CloudStorage",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "box": "Box",
    "box sync": "Box",
    "megasync": "MEGA",
    "pcloud drive": "pCloud",
    "pclouddrive": "pCloud",
    "sync": "Sync",
    "syncthing": "Syncthing",
    "proton drive": "Proton Drive",
    "seafile": "Seafile",
    "tresorit": "Tresorit",
}
"""By the name of a folder, in small letters, the program that synchronises it."""
_MARKS: Final = {".stfolder": "Syncthing", ".dropbox": "Dropbox", ".sync": "Resilio Sync"}
"""What such programs leave in the folder they synchronise."""
_NETWORK: Final = frozenset(
    [
        *("9p", "afpfs", "afs", "ceph", "cifs", "davfs", "fuse.davfs2", "fuse.rclone", "fuse.sshfs"),
        *("glusterfs", "ncpfs", "nfs", "nfs4", "smb3", "smbfs", "webdav"),
    ]
)
_REMOVABLE: Final = ("/media/", "/run/media/", "/Volumes/")
_DRIVE_REMOVABLE, _DRIVE_REMOTE = 2, 4


class Kind(StrEnum):
    """What may happen to a file there."""

    SYNCED = "synced"
    NETWORK = "network"
    REMOVABLE = "removable"


@dataclass(frozen=True)
class Place:
    """A place that is not a plain folder of this computer; `name` is the program's that synchronises it."""

    kind: Kind
    name: str = ""

    @property
    def title(self) -> Text:
        """What kind of place it is, in one line."""
        if self.kind is Kind.SYNCED:
            return Text(N_("This desk lies in a folder that {name} synchronises."), {"name": self.name})
        return Text(_TITLES[self.kind])

    @property
    def short(self) -> Text:
        """What kind of place it is, in a word or two."""
        return Text(self.name) if self.name else Text(_SHORT[self.kind])

    @property
    def danger(self) -> Text:
        """What can happen there, and what is better."""
        return Text(_DANGERS[self.kind])


_SHORT: Final = {Kind.NETWORK: N_("Network drive"), Kind.REMOVABLE: N_("Removable drive")}
_TITLES: Final = {
    Kind.NETWORK: N_("This desk lies on a network drive."),
    Kind.REMOVABLE: N_("This desk lies on a drive that can be pulled out."),
}
_DANGERS: Final = {
    Kind.SYNCED: N_(
        "A copy taken while you work can hold halves of two moments, and two computers can overwrite each "
        "other. Move the desk to this computer; its backups may lie in the synchronised folder."
    ),
    Kind.NETWORK: N_(
        "When the connection breaks, what you did last may not arrive, and locks are not always kept. Move "
        "the desk to this computer."
    ),
    Kind.REMOVABLE: N_(
        "Pulled out while something is written, the file may be harmed, and a lost drive is read by whoever "
        "finds it. Move the desk to this computer, or set a passphrase."
    ),
}


def place_of(path: Path) -> Place | None:
    """The kind of place a file lies in; None for a plain folder of this computer, or where nobody can say."""
    path = path.absolute()
    if name := _synced_by(path):
        return Place(Kind.SYNCED, name)
    kind = _windows_kind(path) if sys.platform == "win32" else _mounted_kind(path)
    return Place(kind) if kind else None


def _synced_by(path: Path) -> str:
    for folder in path.parents:
        plain = folder.name.casefold()
        # “OneDrive - Contoso”, “Dropbox (Personal)”
        begins = next((name for name in (plain, *plain.split(" - ")[:1], *plain.split(" (")[:1])
                       if name in _SYNCED), None)  # fmt: skip
        if begins is not None:
            return _SYNCED[begins]
        for mark, name in _MARKS.items():
            if (folder / mark).exists():
                return name
    return ""


def _mounted_kind(path: Path) -> Kind | None:
    if any(str(path).startswith(root) for root in _REMOVABLE):
        return Kind.NETWORK if _file_system(path) in _NETWORK else Kind.REMOVABLE
    return Kind.NETWORK if _file_system(path) in _NETWORK else None


def _file_system(path: Path) -> str:
    """The kind of file system a path lies on, on Linux; empty elsewhere."""
    try:
        lines = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    best, kind = "", ""
    for line in lines:
        parts = line.split()
        if len(parts) < 3:
            continue
        mounted = parts[1].replace("\\040", " ")
        within = str(path) == mounted or str(path).startswith(mounted.rstrip("/") + "/")
        if within and len(mounted) >= len(best):
            best, kind = mounted, parts[2]
    return kind


def _windows_kind(path: Path) -> Kind | None:
    if path.drive.startswith("\\\\"):
        return Kind.NETWORK
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - it is there on Windows alone
    found = kernel.GetDriveTypeW(path.drive + os.sep)
    return {_DRIVE_REMOVABLE: Kind.REMOVABLE, _DRIVE_REMOTE: Kind.NETWORK}.get(found)
