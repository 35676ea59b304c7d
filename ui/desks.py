"""Which desk: where one is by default, which was open last, and making or opening one."""

from __future__ import annotations

from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSettings, QStandardPaths

from trustdesk.words import N_
from ui.words import say

if TYPE_CHECKING:
    from trustdesk.backups import Backup
    from trustdesk.desk import Desk, Key

ENDING: Final = ".trustdesk"
KEPT: Final = 8
"""How many desks are remembered."""


def home() -> Path:
    """The folder of desks nobody chose a place for: on this machine, in no folder that is synchronised."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation)
    return Path(place)


def recent() -> tuple[Path, ...]:
    """The desks opened before that are still there, the last one first."""
    kept = QSettings().value("desks", [])
    names = [kept] if isinstance(kept, str) else list(kept or [])  # type: ignore[call-overload]
    return tuple(path for path in map(Path, names) if path.is_file())


def remember(path: Path) -> None:
    """Put a desk first among those opened before."""
    paths = [path.absolute(), *(one for one in recent() if one != path.absolute())]
    QSettings().setValue("desks", [str(one) for one in paths[:KEPT]])


def open_desk(path: Path, key: Key) -> Desk:
    """Open the desk of that file; raises TrustDeskError with the words for why it cannot be."""
    from trustdesk.backups import before_migration
    from trustdesk.desk import Desk

    opened = Desk.open(path, key, before_migration(path, key))
    remember(path)
    return opened


def new_desk(path: Path, key: Key) -> Desk:
    """Make an empty desk and open it; raises TrustDeskError when the name is taken."""
    from trustdesk.desk import Desk

    path.parent.mkdir(parents=True, exist_ok=True)
    made = Desk.create(path, key)
    remember(path)
    return made


def restored(backup: Backup, to: Path, key: Key) -> Desk:
    """Make the desk at `to` what a backup holds, and open it; what lay there is kept."""
    from trustdesk.backups import restore

    restore(backup, to, key)
    return open_desk(to, key)


def copy_of(backup: Backup, of: Path, key: Key) -> Desk:
    """Open what a backup holds as a desk of its own, beside the programs' others: the one it is of may be in
    use, or on a drive that is gone."""
    home().mkdir(parents=True, exist_ok=True)
    to = free(f"{of.stem} ({backup.at.astimezone():%Y-%m-%d %H.%M})")
    return restored(backup, to, key)


def rescued(damaged: Path, key: Key) -> Desk:
    """Open a new desk with what can be read of a damaged one, which stays as it is."""
    from trustdesk.desk.rescue import rescue

    home().mkdir(parents=True, exist_ok=True)
    to = free(f"{damaged.stem} ({say(N_('what could be read'))})")
    made = rescue(damaged, to, key)
    remember(to)
    return made


def free(stem: str) -> Path:
    """A name among the program's own desks that is not taken."""
    names = (f"{stem}{f' {n}' * (n > 1)}{ENDING}" for n in count(1))
    return next(path for name in names if not (path := home() / name).exists())


def own_desk() -> Path:
    """Where *Start your own* puts the first desk; the one that is there is opened again."""
    return home() / f"My desk{ENDING}"


def sample_desk(today: date) -> Path:
    """The sample desk as of today; what was tried in it stays until another day."""
    from trustdesk.sample import make_sample

    path = home() / f"Sample {today.isoformat()}{ENDING}"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        make_sample(path, today)
    return path
