"""`python -m tests.bench build/bench.json`: measure everything, print a table, write the figures as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.bench import desks, packs, reading, rivals, windows, writing
from tests.bench.clock import ROUNDS, Figure
from tests.bench.invention import TODAY
from trustdesk import sample
from trustdesk.desk import Desk

_ROW = "{:<24}{:>10}{:>10}{:>10}{:>8}   {}"


def figures() -> Iterator[Figure]:
    """Every figure, in turn."""
    large = desks.large()
    with TemporaryDirectory(dir=desks.KEPT_IN) as folder:
        small = Path(folder) / "sample.trustdesk"
        sample.make_sample(small, TODAY)
        with Desk.open(large) as desk:
            yield from reading.figures(desk)
        yield from writing.figures(large)
        with Desk.open(small) as desk, Desk.open(large) as other:
            yield from packs.figures(desk, other)
        yield from windows.figures(small, large)


def main(target: Path) -> None:
    """Measure, print and write to `target`."""
    started = perf_counter()
    print(f"Milliseconds (memory: megabytes), median of {ROUNDS} rounds; floor: the least that would do.\n")
    print(_ROW.format("figure", "median", "best", "floor", "ratio", "on"))
    found = []
    for figure in figures():
        found.append(figure.plain())
        print(_row(figure), flush=True)
    for name in rivals.missing():
        print(f"\n{name} cannot run here, so it stands beside no pack; docs/benchmark.md says what it needs.")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"\n{target}, after {perf_counter() - started:.0f} seconds")


def _row(figure: Figure) -> str:
    times = [f"{value:.1f}" for value in (figure.ours.median, figure.ours.best, figure.floor.median)]
    others = ", ".join(f"{name} {times.median:.0f}" for name, times in figure.others.items())
    beside = f" (beside: {others})" if others else ""
    return _ROW.format(figure.name, *times, f"{figure.ratio:.1f}", figure.note + beside)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/bench.json"))
