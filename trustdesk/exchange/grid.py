"""The sheets of a workbook as they stand in a file, before anything is made of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from trustdesk.errors import TrustDeskError
from trustdesk.words import N_, Text

Value = str | int | float | bool | date | datetime | time | timedelta | None

MAX_SHEETS: Final = 50
MAX_ROWS: Final = 50_000
MAX_COLUMNS: Final = 702  # the last column with a name of two letters, ZZ
MAX_CELLS: Final = 1_000_000
MAX_BYTES: Final = 100_000_000


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


def read(path: Path) -> tuple[Grid, ...]:
    """The sheets of an Excel workbook, or of a folder with one CSV file a sheet.

    Raises TrustDeskError for what is missing, cannot be read or is too big.
    """
    # Each of the two is imported only when it is needed: together they take longer than a small import.
    if path.is_dir():
        from trustdesk.exchange import csv_folder

        return csv_folder.read(path)
    if not path.is_file():
        raise TrustDeskError(
            Text(N_("There is no workbook at {path}."), {"path": str(path)}),
            Text(N_("Nothing was imported. Check the name and the folder.")),
        )
    from trustdesk.exchange import excel_file

    return excel_file.read(path)


def is_blank(value: Value) -> bool:
    """Whether a cell counts as blank: nothing in it, or nothing but spaces."""
    return value is None or (isinstance(value, str) and not value.strip())


def too_big(what: str, **values: object) -> TrustDeskError:
    """The refusal of a file that goes beyond a limit; `what` is a marked message for `values`."""
    return TrustDeskError(
        Text(N_("This workbook is too big to be a program.")),
        Text(N_("{what} Nothing was imported."), {"what": Text(what, values)}),
    )
