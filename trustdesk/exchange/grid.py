"""The sheets of a workbook as they stand in a file, before anything is made of them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from trustdesk.errors import TrustDeskError
from trustdesk.words import N_, Text

Value = str | int | float | bool | date | datetime | time | timedelta | None

MAX_SHEETS: Final = 50
MAX_ROWS: Final = 20_000
MAX_COLUMNS: Final = 702  # the last column with a name of two letters, ZZ
MAX_CELLS: Final = 600_000
MAX_BYTES: Final = 100_000_000

CSV: Final = ".csv"
_RANGE: Final = re.compile(r"\d+[-–]\d+$")


@dataclass(frozen=True)
class Grid:
    """One sheet: its name, its first row, and every further row that is not blank, with its number.

    `formulas` are the places (row, column from 0) of formulas that were never calculated; their text stands
    there instead of a value.
    """

    name: str
    headings: tuple[Value, ...]
    rows: tuple[tuple[int, tuple[Value, ...]], ...]
    formulas: frozenset[tuple[int, int]] = frozenset()


def folded(name: str) -> str:
    """A sheet's or column's name as it is compared: case, spaces and a range such as 1–5 do not count."""
    return _RANGE.sub("", "".join(unicodedata.normalize("NFKC", name).split()).casefold())


def is_blank(value: Value) -> bool:
    """Whether a cell counts as blank: nothing in it, or nothing but spaces."""
    return value is None or (isinstance(value, str) and not value.strip())


def too_big(what: str, **values: object) -> TrustDeskError:
    """The refusal of a file that goes beyond a limit; `what` is a marked message for `values`."""
    return TrustDeskError(
        Text(N_("This workbook is too big to be a program.")),
        Text(N_("{what} Nothing was imported."), {"what": Text(what, values)}),
    )
