"""Making backups, and doing with them what one does: verified or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from trustdesk import __version__
from trustdesk.backups import copying, shelf
from trustdesk.backups.account import Account, Why
from trustdesk.backups.shelf import Backup, listed
from trustdesk.backups.thinning import thin
from trustdesk.desk import Desk, facts, file, journal, pages
from trustdesk.desk.key import Key
from trustdesk.errors import FileError
from trustdesk.words import N_, Text

EVERY: Final = timedelta(minutes=30)
"""How old the last backup may become while there is work that is not in it."""


@dataclass(frozen=True)
class Copied:
    """A desk as it was at one moment, copied and not yet a backup: a draft, which goes when this does.

    `account` is what was counted in the desk at that moment. `seal` is the digest over all its rows where
    nothing was changed since it was closed, None where there is unsealed work in it.
    """

    draft: Path
    target: Path
    key: Key
    account: Account
    seal: str | None
    held: ExitStack
    """What takes the draft away."""


def make(desk: Desk, why: Why = Why.ASKED) -> Backup:
    """Make a verified backup of an open desk; after that the older ones are thinned.

    Raises TrustDeskError, with what is safe, when there is none; the desk is not touched either way.
    """
    return finish(copy(desk, why))


def copy(desk: Desk, why: Why) -> Copied:
    """The first half of a backup, the only one that needs the desk. Raises as `make` does."""
    with desk.alone() as connection:
        return _copied(connection, desk.path, desk.key, why)


def finish(copied: Copied, tick: Callable[[], object] = lambda: None) -> Backup:
    """The second half: the copy says what it is, is sealed, looked over and put in place; older backups are
    thinned. The desk may have been changed since: the backup is true of the moment of its copy.

    Gives the newest backup instead where one was copied later and is there already. `tick` is called now and
    then; what it raises leaves no backup, and is passed on. Raises as `make` does.
    """
    made = _put_on_shelf(copied, tick)
    thin(made.desk_id)
    return made


def ensure(desk: Desk, why: Why) -> Backup | None:
    """A backup of the desk as it is now, before something risky: the last one where nothing was changed since
    it; None where there is nothing to lose. Raises as `make` does: what is risky then has to wait."""
    return make(desk, why) if changed(desk) else next(iter(listed(desk.id)), None)


def before_migration(path: Path, key: Key) -> Callable[[Any], None]:
    """What backs up an older desk over its connection before `Desk.open` brings it to the present format."""

    def keep_old(connection: Any) -> None:
        keep(connection, path, key, Why.MIGRATION)

    return keep_old


def changed(desk: Desk) -> bool:
    """Whether there is work in the desk that is not in its last backup, or the other way round."""
    there = listed(desk.id)
    return entries_in(desk) != (there[0].entries if there else 0)


def entries_in(desk: Desk) -> int:
    """The number of the last entry of the journal of an open desk: `Backup.entries` is what it was then."""
    with desk.look() as connection:
        return journal.last_entry(connection)


def due(desk: Desk) -> bool:
    """Whether a backup should be made now: there is new work, and the last backup is 30 minutes old."""
    there = listed(desk.id)
    # A backup of the future says that the clock was moved: its age is not known.
    is_recent = bool(there) and timedelta(0) <= now() - there[0].at < EVERY
    return not is_recent and changed(desk)


def verify(backup: Backup, key: Key) -> Account:
    """Look a backup over, whole; returns what it says of itself.

    Raises OpenError: PASSPHRASE when the key does not open it, DAMAGED when it cannot be trusted, and others.
    """
    with copying.opened(backup.path, key) as (_connection, account):
        return account


def under_another_key(desk_id: str, key: Key) -> tuple[Backup, ...]:
    """The backups of a desk that `key` does not open, newest first: they are under an earlier passphrase, or
    none, or are damaged all over. Takes 0.1 s for each where there is a passphrase."""
    return tuple(backup for backup in listed(desk_id) if not pages.written_under(backup.path, key))


def reencrypt(backup: Backup, old: Key, new: Key) -> Backup:
    """Put the same backup, closed with another key, in the place of this one, and look it over first.

    Raises OpenError when `old` does not open it or it cannot be trusted, FileError when it cannot be written;
    it then stays as it is.
    """
    with copying.failing_safely():
        with file.draft_of(backup.path) as draft:
            with copying.opened(backup.path, old) as (source, account):
                file.copy(source, draft, new)
            copying.demand(draft, new, account)
            file.put_in_place(draft, backup.path)
        return shelf.at_path(backup.path)


def remove(backups: Iterable[Backup]) -> None:
    """Remove backups for good. Raises FileError when one cannot be; those before it are gone."""
    for backup in backups:
        try:
            backup.path.unlink(missing_ok=True)
            file.settle(backup.path.parent)
        except OSError as error:
            values = {"path": str(backup.path), "why": error.strerror or "?"}
            raise FileError(
                Text(N_("The backup {path} could not be removed: {why}."), values),
                Text(N_("The desk is safe. Close what else uses this file, then try again.")),
            ) from None


def keep(connection: Any, path: Path, key: Key, why: Why) -> Backup:
    """Make a verified backup of an open file over the driver's own connection; nothing is thinned.

    `path` is where the file lies, so that its backups are found when it cannot be read any more.
    """
    return _put_on_shelf(_copied(connection, path, key, why))


def now() -> datetime:
    """The instant, as the clock of this computer has it."""
    return datetime.now(UTC)


def _copied(connection: Any, path: Path, key: Key, why: Why) -> Copied:
    with copying.failing_safely(), ExitStack() as held:
        known, last_change = facts.read(connection), journal.last_change(connection)
        account = Account(why, now(), __version__, last_change, copying.rows_of(connection))
        desk_id = known.get(facts.DESK_ID, "")
        target = shelf.new_path(desk_id, account.at, journal.last_entry(connection))
        shelf.mark(desk_id, path)
        shelf.tidy(target.parent)
        draft = held.enter_context(file.draft_of(target))
        file.copy(connection, draft, key)
        return Copied(draft, target, key, account, known.get(facts.SEAL), held.pop_all())


def _put_on_shelf(copied: Copied, tick: Callable[[], object] = lambda: None) -> Backup:
    with copying.failing_safely(), copied.held:
        copying.seal_up(copied.draft, copied.key, copied.account)
        tick()
        copying.demand(copied.draft, copied.key, copied.account, copied.seal)
        tick()
        # What was erased since must not come back: a later backup, made without it, stays the newest.
        if (later := shelf.later_than(copied.target)) is not None:
            return later
        file.put_in_place(copied.draft, copied.target)
        return shelf.at_path(copied.target)
