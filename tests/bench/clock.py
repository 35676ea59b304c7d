"""Measuring: what is compared takes turns on the clock, so that a busy machine is as unkind to each."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter
from typing import Any, Final

ROUNDS: Final = 7

Work = Callable[[], object]
Lap = Callable[[], AbstractContextManager[Work]]
"""Entered before the clock runs, left after it stopped; what it yields is what is timed."""


@dataclass(frozen=True)
class Times:
    """The times of one thing over all rounds, in milliseconds."""

    laps: tuple[float, ...]

    @property
    def median(self) -> float:
        return median(self.laps)

    @property
    def best(self) -> float:
        return min(self.laps)


@dataclass(frozen=True)
class Figure:
    """One figure: our time, the time of its floor, and the times of others that do the same work.

    `note` says what was worked on.
    """

    name: str
    ours: Times
    floor: Times
    others: Mapping[str, Times] = field(default_factory=dict)
    note: str = ""

    @property
    def ratio(self) -> float:
        """How many times the floor our time is."""
        return self.ours.median / self.floor.median

    def plain(self) -> dict[str, Any]:
        """The figure as plain data."""
        return {
            "name": self.name,
            "value": round(self.ours.median, 3),
            "unit": "MB" if self.name.startswith("memory") else "ms",
            "floor": round(self.floor.median, 3),
            "ratio": round(self.ratio, 2),
            "best": round(self.ours.best, 3),
            "floor_best": round(self.floor.best, 3),
            "others": {name: round(times.median, 3) for name, times in self.others.items()},
            "note": self.note,
        }


def at_once(work: Work) -> Lap:
    """A lap that needs no preparation."""

    @contextmanager
    def lap() -> Iterator[Work]:
        yield work

    return lap


def take_turns(laps: Mapping[str, Lap], rounds: int = ROUNDS) -> dict[str, Times]:
    """The times of each of several laps, run in turns; a first round, in which all gets warm, is left out."""
    times: dict[str, list[float]] = {name: [] for name in laps}
    for _ in range(rounds + 1):
        for name, lap in laps.items():
            times[name].append(_timed(lap))
    return {name: Times(tuple(found[1:])) for name, found in times.items()}


def compare(
    name: str, ours: Lap, floor: Lap, others: Mapping[str, Lap] | None = None, note: str = ""
) -> Figure:
    """Our lap against its floor and beside others."""
    times = take_turns({"ours": ours, "floor": floor, **(others or {})})
    return Figure(name, times.pop("ours"), times.pop("floor"), times, note)


def _timed(lap: Lap) -> float:
    with lap() as work:
        # The collector runs as it does for people, but only over what the lap itself makes.
        gc.collect()
        gc.freeze()
        started = perf_counter()
        made = work()
        spent = perf_counter() - started
        gc.unfreeze()
        del made
    return spent * 1000
