"""Which backups stay: decided by their numbers, not by the clock.

The last ones stay, and of every day, week and month the newest. Days are those of the instants that were
noted, but what comes before what is told by the numbers alone, and no age is ever reckoned from now: so a
clock that was wrong for a while, or was set back, takes nothing away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Final

from trustdesk.backups.shelf import Backup, folder_of, listed
from trustdesk.desk import file

LAST: Final = 10
_Period = Callable[[datetime], object]
_PERIODS: Final[tuple[tuple[_Period, int], ...]] = (
    (lambda at: at.date(), 14),
    (lambda at: at.isocalendar()[:2], 8),
    (lambda at: (at.year, at.month), 12),
)


def kept(backups: Sequence[Backup]) -> frozenset[Backup]:
    """Those of the backups that stay: the last 10, one a day for 14 days, a week for 8, a month for 12, each
    counted in days, weeks and months in which there was a backup."""
    ordered = sorted(backups, key=lambda backup: (backup.sequence, backup.at), reverse=True)
    by_period = (backup for period, most in _PERIODS for backup in _newest_of_each(ordered, period, most))
    return frozenset([*ordered[:LAST], *by_period])


def thin(desk_id: str) -> None:
    """Remove the backups of a desk that need not stay. One that cannot be removed now is left for later."""
    there = listed(desk_id)
    stay = kept(there)
    gone = [backup for backup in there if backup not in stay]
    for backup in gone:
        try:
            backup.path.unlink(missing_ok=True)
        except OSError:  # somebody else reads it
            continue
    if gone:
        file.settle(folder_of(desk_id))


def _newest_of_each(ordered: Sequence[Backup], period: _Period, most: int) -> Iterator[Backup]:
    """Of each unbroken row of backups of one period the newest, until `most` periods were met.

    A clock set back brings a period again: that is a row of its own, and no further period.
    """
    met: set[object] = set()
    for which, row in groupby(ordered, key=lambda backup: period(backup.at)):
        met.add(which)
        if len(met) > most:
            return
        yield next(row)
