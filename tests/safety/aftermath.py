"""What is found of a desk after its program was ended in the middle of its work."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tests.canonical import dump
from tests.safety.life import DAY, KEYS, Standing, state
from trustdesk import backups
from trustdesk.backups import Backup
from trustdesk.checkup import checkup
from trustdesk.desk import Desk
from trustdesk.errors import OpenError, Reason, TrustDeskError
from trustdesk.records import Organisation

LOOKED_AT: Final = 2
"""So many backups are looked over, the newest ones; one that has a name is whole."""


class Watcher:
    """Hears what a life tells: what has to stand in the file, and what may."""

    def __init__(self) -> None:
        self.last: Standing | None = None
        self.possible: list[Standing] = []
        self.saved = 0

    def hear(self, what: str, standing: Standing) -> None:
        """Take in what was told."""
        if what == "has":
            self.last = standing
            self.saved += 1
            self.possible.clear()
        else:
            self.possible.append(standing)

    def copy(self) -> Watcher:
        """One that knows as much, and from now on hears something else."""
        other = Watcher()
        other.last, other.possible = self.last, self.possible.copy()
        return other

    @property
    def key(self) -> int:
        """The key that most likely opens the file."""
        return self.last.key if self.last else 0

    @property
    def allowed(self) -> list[Standing]:
        """One of these has to stand in the file."""
        return ([self.last] if self.last else []) + self.possible


def faults(path: Path, watcher: Watcher, *, thorough: bool) -> list[str]:
    """What is wrong with the desk at `path`, which is opened as anybody would open it; empty when nothing is.

    With `thorough` its records are checked, and something is done with it and taken back. The watcher then
    knows what stands there now.
    """
    if watcher.last is None and not path.exists():
        return []
    try:
        desk, key = _opened(path, watcher.allowed)
    except TrustDeskError as error:
        reason = error.reason if isinstance(error, OpenError) else error.code
        return [f"it does not open any more: {reason}"]
    with desk:
        found = [] if not desk.problems() else ["its file is not sound"]
        stands = Standing(state(desk._raw), key)
        if watcher.last is not None and stands not in watcher.allowed:
            found.append("something that was saved is gone, or half a change is there")
        if thorough:
            if checkup(desk, DAY).problems:
                found.append("its records are not sound")
            found += _at_work(desk)
        if not all(map(_is_whole, backups.listed(desk.id)[:LOOKED_AT])):
            found.append("a backup is not whole")
        watcher.last = Standing(state(desk._raw), key)
        watcher.possible.clear()
    return found


def _at_work(desk: Desk) -> list[str]:
    before = dump(desk)
    with desk.change("Added afterwards") as session:
        session.add(Organisation(name="Afterwards"))
    desk.undo()
    return [] if dump(desk) == before else ["a change could not be taken back"]


def _is_whole(backup: Backup) -> bool:
    for key in KEYS:
        try:
            backups.verify(backup, key)
        except OpenError:
            continue
        return True
    return False


def _opened(path: Path, allowed: Sequence[Standing]) -> tuple[Desk, int]:
    keys = list(dict.fromkeys(standing.key for standing in allowed)) or [0]
    for key in keys:
        try:
            return Desk.open(path, KEYS[key]), key
        except OpenError as error:
            if error.reason is not Reason.PASSPHRASE or key == keys[-1]:
                raise
    raise AssertionError
