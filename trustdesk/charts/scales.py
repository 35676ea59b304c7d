"""From values to places: a scale for numbers and one for days, and where their ticks are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor, log10
from typing import Final


@dataclass(frozen=True)
class Scale:
    """Values from `low` to `high` lie between the places `start` and `end`, in points."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The place of a value."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


@dataclass(frozen=True)
class Days:
    """Days from `first` to `last` lie between the places `start` and `end`, in points."""

    first: date
    last: date
    start: float
    end: float

    def __call__(self, day: date) -> float:
        """The place of a day."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return self.start + share * (self.end - self.start)

    def sampled(self, count: int) -> list[date]:
        """At most `count` days, evenly from the first to the last, both included."""
        length = (self.last - self.first).days
        step = max(1, ceil(length / max(count - 1, 1)))
        offsets = [*range(0, length, step), length]
        return [self.first + timedelta(offset) for offset in offsets]


def days_between(days: Iterable[date], start: float, end: float, *, around: int = 0) -> Days:
    """The scale that takes in all `days` (at least one), with `around` days more at either end."""
    known = sorted(days)
    first, last = known[0], known[-1]
    if (last - first).days < _SHORTEST:
        around += _SHORTEST // 2
    room_before = (first - date.min).days
    room_after = (date.max - last).days
    before, after = timedelta(min(around, room_before)), timedelta(min(around, room_after))
    return Days(first - before, last + after, start, end)


def month_starts(days: Days, distance: float) -> list[date]:
    """The firsts of months within the scale, every 1, 2, 3, 6 or more months, `distance` points apart."""
    length = (days.last - days.first).days / 30.44
    widest = (days.end - days.start) / max(length, 0.1)
    step = next((months for months in _MONTH_STEPS if months * widest >= distance), _MONTH_STEPS[-1])
    month = days.first.year * 12 + days.first.month - 1
    month += -month % step
    found = []
    while month < 9999 * 12 and (start := date(month // 12, month % 12 + 1, 1)) <= days.last:
        if start >= days.first:
            found.append(start)
        month += step
    return found


def whole_ticks(high: float, most: int = 5) -> list[int]:
    """Round whole numbers from 0 to at least `high`, in at most `most` steps of 1, 2 or 5 times a ten."""
    rough = max(high, 1) / most
    ten = 10 ** floor(log10(rough)) if rough > 1 else 1
    step = next(ten * times for times in (1, 2, 5, 10) if ten * times >= rough)
    return list(range(0, ceil(max(high, 1) / step) * int(step) + 1, int(step)))


_SHORTEST: Final = 28
_MONTH_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000)
