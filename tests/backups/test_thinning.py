"""Which backups stay is decided by their numbers; a clock that was moved takes nothing away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.backups.conftest import Clock, made
from trustdesk import backups
from trustdesk.backups.shelf import Backup
from trustdesk.backups.thinning import LAST, kept

START = datetime(2024, 1, 1, 8, 0, tzinfo=UTC)


def row(*instants: datetime) -> list[Backup]:
    """Backups made one after the other, at what the clock said."""
    return [Backup(Path(str(n)), "", n, at, 1, n) for n, at in enumerate(instants, 1)]


def numbers(stay: frozenset[Backup]) -> list[int]:
    return sorted(backup.sequence for backup in stay)


def test_the_last_ten_stay_whatever_the_clock_said() -> None:
    same = row(*[START] * 40)
    assert numbers(kept(same)) == list(range(31, 41))
    back = row(*(START - timedelta(days=n) for n in range(40)))
    assert numbers(kept(back))[-LAST:] == list(range(31, 41))


def test_of_every_day_week_and_month_the_newest_stays() -> None:
    every_three_hours = row(*(START + timedelta(hours=3 * n) for n in range(8 * 500)))
    days = {backup.at.date(): backup for backup in every_three_hours}
    weeks = {backup.at.isocalendar()[:2]: backup for backup in every_three_hours}
    months = {(backup.at.year, backup.at.month): backup for backup in every_three_hours}
    of_periods = [*list(days.values())[-14:], *list(weeks.values())[-8:], *list(months.values())[-12:]]
    assert kept(every_three_hours) == {*every_three_hours[-10:], *of_periods}


def test_thinning_again_and_again_keeps_what_thinning_once_would() -> None:
    every_hour = row(*(START + timedelta(hours=n) for n in range(24 * 60)))
    shelf: list[Backup] = []
    for backup in every_hour:
        shelf = list(kept([*shelf, backup]))
    assert frozenset(shelf) == kept(every_hour)


def test_one_backup_of_a_wrong_future_costs_one_day_one_week_and_one_month() -> None:
    days = [START + timedelta(days=n) for n in range(400)]
    wrong = row(*days[:395], datetime(2099, 1, 1, tzinfo=UTC), *days[395:])
    stay = {backup.at for backup in kept(wrong)}
    lost = {backup.at for backup in kept(row(*days))} - stay
    assert len(lost) == 3
    assert min(lost) == min(backup.at for backup in kept(row(*days)))


def test_a_clock_set_back_by_a_month_takes_none_of_that_month_twice() -> None:
    first = [START + timedelta(days=n) for n in range(45)]
    second = [START + timedelta(days=n) for n in range(20, 45)]
    stay = numbers(kept(row(*first, *second)))
    weeks_of_the_first = [number for number in stay if 20 < number <= 45]
    assert len(weeks_of_the_first) >= 3
    assert stay[-14:] == list(range(57, 71))


def test_a_clock_that_forgets_the_day_at_each_start_still_leaves_fourteen_days() -> None:
    forgotten = datetime(1970, 1, 1, tzinfo=UTC)
    instants = [at for n in range(40) for at in (forgotten, START + timedelta(days=n))]
    stay = {backup.at.date() for backup in kept(row(*instants))}
    assert {(START + timedelta(days=n)).date() for n in range(27, 40)} <= stay


def test_only_the_backups_of_this_desk_are_thinned_and_no_other_file(path: Path, clock: Clock) -> None:
    with made(path, "Anna") as desk, made(path.with_name("Other.trustdesk")) as other:
        foreign = backups.make(other)
        note = backups.make(desk).path.with_name("note.txt")
        note.write_text("mine")
        for _ in range(14):
            clock.move(minutes=40)
            backups.make(desk)
        assert [backup.sequence for backup in backups.listed(desk.id)] == list(range(15, 5, -1))
        assert backups.listed(other.id) == (foreign,)
    assert note.exists()
