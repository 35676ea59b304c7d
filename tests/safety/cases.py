"""The desks that the proofs work on: the chemical case and the sample, each looked at on a day of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from tests import chemical
from trustdesk.desk import Desk
from trustdesk.exchange.workbook import import_into
from trustdesk.sample import make_sample


@dataclass(frozen=True)
class Case:
    """A desk that can be made: its name, the day on which it is looked at, and how it is made at a path."""

    name: str
    day: date
    make: Callable[[Path], None]


def _chemical(path: Path) -> None:
    with Desk.create(path) as desk:
        report = import_into(desk, chemical.CASE, chemical.AS_OF)
    if not report.imported:
        raise RuntimeError(f"the chemical case was not imported: {report.errors}")


_SAMPLE_DAY: Final = date(2026, 11, 21)
CHEMICAL: Final = Case("chemical case", chemical.AS_OF, _chemical)
SAMPLE: Final = Case("sample", _SAMPLE_DAY, lambda path: make_sample(path, _SAMPLE_DAY))
CASES: Final = (CHEMICAL, SAMPLE)
