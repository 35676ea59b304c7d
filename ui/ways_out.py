"""The ways out where a desk cannot be opened: its backups, another desk, or the one that was open before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from trustdesk.errors import OpenError, Reason, TrustDeskError
from trustdesk.words import N_, Text
from ui import desks
from ui.widgets.notices import Offer
from ui.widgets.refusal import Choice
from ui.words import kilobytes, say, when

if TYPE_CHECKING:
    from trustdesk.backups import Backup
    from trustdesk.desk import Desk, Key

SHOWN: Final = 12
"""How many backups are offered; the others can be had by the command line."""
_LOST: Final = (Reason.MISSING, Reason.EMPTY, Reason.FOREIGN, Reason.DAMAGED)


class Opener(Protocol):
    """What opens desks: the program."""

    def take(self, path: Path, road: Callable[[Key], Desk]) -> bool:
        """Come by the desk of `path` by a road; asks for its passphrase where it has one."""

    def open(self, path: Path | None = None) -> None:
        """Open a desk, by default one that the user chooses."""

    def show_doors(self) -> None:
        """Begin as at the first start."""


def ways_out(error: TrustDeskError, path: Path, opener: Opener) -> tuple[Sequence[Offer | Choice], str]:
    """The ways out of this error, the best first, and what has to be said of the backups."""
    reason = error.reason if isinstance(error, OpenError) else Reason.OTHER
    there = _backups(path)
    ways: list[Offer | Choice] = []
    if reason in (Reason.LOCKED, Reason.OTHER, Reason.MISSING):
        ways.append(Offer(say(N_("Try again")), partial(opener.open, path)))
    if there and reason in _LOST:
        last = partial(opener.take, path, partial(desks.restored, there[0], path))
        named = Text(N_("Restore the backup of {when}"), {"when": when(there[0].at)})
        ways.insert(0, Offer(say(named), last))
        if there[1:]:
            ways.append(Choice(say(N_("An earlier backup")), [
                Offer(_named(one), partial(opener.take, path, partial(desks.restored, one, path)))
                for one in there[1:SHOWN]
            ]))  # fmt: skip
    elif there:
        copy = partial(opener.take, path, partial(desks.copy_of, there[0], path))
        ways.append(Offer(say(N_("Open a copy of the last backup")), copy))
    if reason is Reason.DAMAGED:
        rescue = partial(opener.take, path, partial(desks.rescued, path))
        ways.append(Offer(say(N_("Save what can be read")), rescue))
    ways.append(Offer(say(N_("Choose another desk")), opener.open))
    ways.append(Offer(say(N_("To the beginning")), opener.show_doors))
    return ways, _about(there, reason)


def others(opener: Opener, before: tuple[Path, Key] | None) -> Sequence[Offer]:
    """What else can be done where a passphrase is asked for."""
    ways = []
    if before is not None:
        back, key = before
        named = Text(N_("Back to {name}"), {"name": back.stem})
        # It was open a moment ago, so its passphrase is not asked for again.
        ways.append(Offer(say(named), partial(opener.take, back, lambda _key: desks.open_desk(back, key))))
    return [*ways, Offer(say(N_("Choose another desk")), opener.open)]


def _backups(path: Path) -> tuple[Backup, ...]:
    from trustdesk.backups import listed_for

    return listed_for(path)


def _named(backup: Backup) -> str:
    return f"{when(backup.at)}, {kilobytes(backup.size)}"


def _about(there: Sequence[Backup], reason: Reason) -> str:
    if there and reason in _LOST:
        words = N_("The last verified backup is from {when}. Restoring keeps what it replaces.")
        return say(Text(words, {"when": when(there[0].at)}))
    if reason in _LOST:
        return say(N_("This computer has no backup of a desk that was at this place."))
    return ""
