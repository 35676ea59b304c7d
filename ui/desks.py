"""Which desk: where one is by default, which was open last, and making or opening one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSettings, QStandardPaths

if TYPE_CHECKING:
    from trustdesk.desk import Desk

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


def open_desk(path: Path) -> Desk:
    """Open the desk of that file; raises TrustDeskError with the words for why it cannot be."""
    from trustdesk.desk import Desk

    opened = Desk.open(path)
    remember(path)
    return opened


def new_desk(path: Path) -> Desk:
    """Make an empty desk and open it; raises TrustDeskError when the name is taken."""
    from trustdesk.desk import Desk

    path.parent.mkdir(parents=True, exist_ok=True)
    made = Desk.create(path)
    remember(path)
    return made


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
