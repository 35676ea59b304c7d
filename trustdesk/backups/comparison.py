"""What differs between a backup and the desk as it is now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from trustdesk.backups import copying
from trustdesk.backups.account import Account
from trustdesk.backups.shelf import Backup
from trustdesk.desk import Desk
from trustdesk.records import Record, kinds

_Change = tuple[int, str, str, str | None]


@dataclass(frozen=True)
class Comparison:
    """What the backup says of itself; the changes that are only in the desk, and those only in the backup (as
    after another one was restored), by label with their number, newest first; and of each kind of record that
    either has, how many there were and how many there are."""

    account: Account
    since: tuple[tuple[str, int], ...]
    only_there: tuple[tuple[str, int], ...]
    records: tuple[tuple[type[Record], int, int], ...]


def compared(backup: Backup, desk: Desk) -> Comparison:
    """What restoring the backup would change. Looks the backup over first; raises OpenError as that does."""
    with copying.opened(backup.path, desk.key) as (there, account):
        then = _changes(there)
    with desk.alone() as here:
        now, rows = _changes(here), copying.rows_of(here)
    counts = (
        (kind, account.rows.get(kind.__tablename__, 0), rows.get(kind.__tablename__, 0)) for kind in kinds()
    )
    return Comparison(
        account,
        _by_label(change for id, change in now.items() if then.get(id) != change),
        _by_label(change for id, change in then.items() if not _goes_on(change, now.get(id))),
        tuple(count for count in counts if any(count[1:])),
    )


def _changes(connection: Any) -> dict[int, _Change]:
    rows = connection.execute("SELECT id, label, at, stay FROM change ORDER BY id DESC")
    return {row[0]: tuple(row) for row in rows}


def _goes_on(then: _Change, now: _Change | None) -> bool:
    """Whether a change is still there: as it was, or with more typed in the same stay of the cursor."""
    if now is None or then == now:
        return now is not None
    return then[3] is not None and (then[1], then[3]) == (now[1], now[3])


def _by_label(changes: Iterable[_Change]) -> tuple[tuple[str, int], ...]:
    return tuple(Counter(label for _id, label, _at, _stay in changes).items())
