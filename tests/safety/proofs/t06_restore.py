"""T6: a backup that is restored holds what the desk held when it was made, whatever the clock said meanwhile.

Somebody works on a desk by chance, under clocks that are moved by seconds and by years and in odd time zones,
and backs it up now and then. Then the desk is left as it is, damaged or lost, and one of the backups that are
still there is restored in its place; what it replaces has to be kept.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any, Final
from unittest.mock import patch

from tests.canonical import dump, index
from tests.safety.life import KEYS, Life, quick_keys
from tests.safety.proofs import Counts, Findings, Size
from trustdesk import backups
from trustdesk.backups import copying
from trustdesk.backups.thinning import LAST
from trustdesk.desk import Desk, Key, file, seal
from trustdesk.errors import TrustDeskError

TITLE: Final = "what is restored equals what was backed up"
CONTROL: Final = "a copy in which a name was changed, and which nobody looked over"
DRILLS: Final = Counts(small=2, full=100)
STEPS: Final = 20

ZONES: Final = (
    "UTC0",
    "<+14>-14",
    "<-12>12",
    "<+0545>-5:45",
    "NST3:30NDT,M3.2.0,M11.1.0",
    "<+1030>-10:30<+11>",
)
MOVES: Final = (1, 60, 3600, 86_400, 30 * 86_400, 400 * 86_400)
"""By so many seconds at most the clock is moved, forwards or backwards."""

Content = tuple[Any, Any]


def prove(size: Size, folder: Path) -> Findings:
    findings = Findings()
    quick_keys()
    rng = Random(20266)
    longest = 0.0
    for number in range(DRILLS.at(size)):
        longest = max(longest, _drill(findings, rng, folder, number))
    findings.figures["longest restore (s)"] = round(longest, 2)
    return findings


def control(folder: Path) -> Findings:
    findings = Findings()
    copy_pages = file.copy

    def careless(source: Any, path: Path, key: Key) -> None:
        copy_pages(source, path, key)
        copy = file.connect(path, key)
        copy.execute("UPDATE organisation SET name = 'somebody else'")
        seal.put(copy)
        copy.close()

    with patch.object(file, "copy", careless), patch.object(copying, "demand", lambda *_given: None):
        for number in range(2):
            _drill(findings, Random(number), folder, number)
    return findings


def _drill(findings: Findings, rng: Random, folder: Path, number: int) -> float:
    """One drill; gives the seconds that restoring took."""
    path = folder / f"Work {number}.trustdesk"
    with _moved(rng) as clock:
        life, made = _worked(findings, rng, clock, path)
        there = [backup for backup in backups.listed(life.desk.id) if backup.path in made]
        newest = [backup.sequence for backup in backups.listed(life.desk.id)[:LAST]]
        findings.expect(newest == _descending(newest[0], LAST), f"drill {number}: one of the last is gone")
        last, key = _content(life.desk), life.key
        life.close()
        _harm(rng, path)
        found = path.read_bytes() if path.exists() else None
        chosen = rng.choice(there)
        wanted, its_key = made[chosen.path]
        started = perf_counter()
        try:
            kept = backups.restore(chosen, path, KEYS[its_key])
        except TrustDeskError as error:
            findings.report(f"drill {number}: it could not be restored ({error.code})")
            return 0
        seconds = perf_counter() - started
        findings.tried("backups restored")
        with Desk.open(path, KEYS[its_key]) as desk:
            findings.expect(_content(desk) == wanted, f"drill {number}: what was restored is not what was")
            findings.expect(not desk.problems(), f"drill {number}: what was restored is not sound")
        _expect_kept(findings, number, kept, found, last, KEYS[key])
    return seconds


def _worked(
    findings: Findings, rng: Random, clock: _Clock, path: Path
) -> tuple[Life, dict[Path, tuple[Content, int]]]:
    """A desk that was worked on, and for each backup made of it what the desk held then, and its key."""
    life = Life(path, rng, lambda _what, _standing: None, key=rng.randrange(len(KEYS)))
    made: dict[Path, tuple[Content, int]] = {}
    for step in range(STEPS):
        clock.move()
        life.do(life.choose())
        findings.tried("steps of work")
        if step == 0 or rng.random() < 0.6:
            made[backups.make(life.desk).path] = _content(life.desk), life.key
            findings.tried("backups made")
    return life, made


def _expect_kept(
    findings: Findings, number: int, kept: Path | None, found: bytes | None, last: Content, key: Key
) -> None:
    """Whether what was replaced is kept: as it was, byte for byte, or as a backup that holds the same."""
    if found is None:
        findings.expect(kept is None, f"drill {number}: something is kept of nothing")
    elif kept is None or not kept.exists():
        findings.report(f"drill {number}: what was replaced is gone")
    elif kept.suffix == ".trustdesk":
        findings.expect(kept.read_bytes() == found, f"drill {number}: what was put aside was changed")
    else:
        again = kept.with_name("Again.trustdesk")
        backups.restore(backups.at_path(kept), again, key)
        with Desk.open(again, key) as desk:
            findings.expect(_content(desk) == last, f"drill {number}: the last backup is not what was there")
        again.unlink()


def _descending(highest: int, many: int) -> list[int]:
    return list(range(highest, max(highest - many, 0), -1))


def _content(desk: Desk) -> Content:
    return dump(desk), index(desk)


def _harm(rng: Random, path: Path) -> None:
    """Leave the file of the desk as it is, lose it, cut it off, or damage it."""
    match rng.choice(("nothing", "nothing", "lost", "cut off", "damaged")):
        case "lost":
            path.unlink()
        case "cut off":
            os.truncate(path, rng.randrange(path.stat().st_size))
        case "damaged":
            data = bytearray(path.read_bytes())
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
            path.write_bytes(bytes(data))


class _Clock:
    """A clock that somebody moves."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self.at = datetime(2026, 3, 29, 0, 59, tzinfo=UTC) + timedelta(days=rng.randrange(-3000, 3000))

    def now(self, zone: tzinfo = UTC) -> datetime:
        """The instant that the clock shows."""
        return self.at.astimezone(zone)

    def move(self) -> None:
        """Set it forwards, or backwards."""
        most = self._rng.choice(MOVES)
        self.at += timedelta(seconds=self._rng.uniform(-most / 3, most))


@contextmanager
def _moved(rng: Random) -> Iterator[_Clock]:
    """A time zone by chance, and a clock of its own for the journal and for the backups."""
    clock = _Clock(rng)
    if hasattr(time, "tzset"):
        os.environ["TZ"] = rng.choice(ZONES)
        time.tzset()
    with (
        patch("trustdesk.desk.journal.datetime", clock),
        patch("trustdesk.backups.copies.now", clock.now),
        patch("trustdesk.backups.restoring.now", clock.now),
    ):
        yield clock
