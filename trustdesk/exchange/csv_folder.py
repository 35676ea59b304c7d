"""A workbook as a folder: one CSV file a sheet (UTF-8, comma), named like the sheet.

In a CSV file a text that a spreadsheet would take for a formula carries a guard, an apostrophe before it.
Writing adds one, reading strips exactly one, so that every text comes back as it was.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Container, Iterable, Mapping
from pathlib import PurePath
from typing import Final

from trustdesk.errors import TrustDeskError
from trustdesk.exchange.grid import (
    MAX_BYTES,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    Grid,
    folded,
    is_blank,
    too_big,
)
from trustdesk.words import N_, Text

_DANGEROUS: Final = re.compile(r"'*[=+\-@\t\r]")
_OTHER_SIGNS: Final = {";": N_("semicolons"), "\t": N_("tabs")}


def guarded(text: str) -> str:
    """`text` as it stands in a CSV file: with an apostrophe where it could be taken for a formula."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def unguarded(text: str) -> str:
    """The text behind `guarded`."""
    return text[1:] if text.startswith("'") and _DANGEROUS.match(text) else text


def read(files: Mapping[str, bytes], sheets: Container[str]) -> tuple[Grid, ...]:
    """The sheets in these files (by name); raises TrustDeskError for one that is no UTF-8 text or too big.

    `sheets` are the names of the sheets of a program, folded.
    """
    csv.field_size_limit(MAX_BYTES)  # how long a text may be is for the check of its field, with its place
    return tuple(_sheet(PurePath(name), data, sheets) for name, data in files.items())


def write(rows: Iterable[Iterable[str]]) -> bytes:
    """The CSV file that holds these rows of text, each cell guarded."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8")


def _refuse_other_signs(path: PurePath, text: str) -> None:
    """A spreadsheet of another country separates by semicolons: one word about that explains all the rest."""
    headings = text.partition("\n")[0]
    used = next((name for sign, name in _OTHER_SIGNS.items() if sign in headings), None)
    if used is None or "," in headings:
        return
    raise TrustDeskError(
        Text(N_("The columns of {name} are separated by {signs}."), {"name": path.name, "signs": Text(used)}),
        Text(N_("Nothing was imported. Separate them by commas in every file, or import an Excel workbook.")),
    )


def _sheet(path: PurePath, data: bytes, sheets: Container[str]) -> Grid:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TrustDeskError(
            Text(N_("The file {name} is not UTF-8 text."), {"name": path.name}),
            Text(
                N_("Nothing was imported. Byte {n} cannot be read: save the file as CSV UTF-8."),
                {"n": error.start + 1},
            ),
        ) from None
    if folded(path.stem) in sheets:
        _refuse_other_signs(path, text)
    rows: list[tuple[int, tuple[str, ...]]] = []
    cells = 0
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), 1):
            if number == 1 or any(not is_blank(cell) for cell in row):
                rows.append((number, tuple(unguarded(cell) for cell in row)))
                cells += len(row)
            if number > MAX_ROWS or len(row) > MAX_COLUMNS or cells > MAX_CELLS:
                limits = {"name": path.stem, "rows": MAX_ROWS, "columns": MAX_COLUMNS}
                raise too_big(N_("“{name}” has more than {rows} rows or {columns} columns."), **limits)
    except csv.Error as error:
        raise TrustDeskError(
            Text(N_("The file {name} is not a CSV file that can be read."), {"name": path.name}),
            Text(
                N_("Nothing was imported. Reading stopped after row {n}: {why}."),
                {"n": rows[-1][0] if rows else 0, "why": str(error)},
            ),
        ) from None
    return Grid(path.stem, rows[0][1] if rows else (), tuple(rows[1:]))
