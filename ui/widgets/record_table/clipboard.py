"""Rows as the clipboard carries them between spreadsheets: tabs between cells, a line a row, no markup.

A cell that holds a tab or a line break stands in quotes, as Excel writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from trustdesk.errors import TrustDeskError
from trustdesk.exchange.csv_folder import unguarded
from trustdesk.words import N_, Text, plural

MOST_ROWS: Final = 2_000
_MOST_CHARACTERS: Final = 4_000_000
_MOST_CELLS: Final = 200_000
_QUOTED: Final = re.compile(r'"((?:[^"]++|"")*+)"(?=[\t\n]|\Z)')
_PLAIN: Final = re.compile(r"[^\t\n]*")


def written(rows: Iterable[Sequence[str]]) -> str:
    """The rows as text for the clipboard."""
    return "\n".join("\t".join(_quoted(cell) for cell in row) for row in rows)


def read(text: str) -> list[list[str]]:
    """The rows in a text from the clipboard; blank ones are left out, and so is a guard against formulas.

    Raises TrustDeskError for more than any table holds.
    """
    if len(text) > _MOST_CHARACTERS or text.count("\t") > _MOST_CELLS:
        raise TrustDeskError(Text(N_("This is too much to paste at once.")), _NOTHING)
    rows = [
        [unguarded(cell) for cell in row] for row in _rows(text.replace("\r\n", "\n").replace("\r", "\n"))
    ]
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    if len(filled) > MOST_ROWS:
        most = plural(N_("At most {n} row."), N_("At most {n} rows."), MOST_ROWS)
        raise TrustDeskError(Text(N_("This is too much to paste at once. {most}"), {"most": most}), _NOTHING)
    return filled


_NOTHING: Final = Text(N_("Nothing was changed. An Excel workbook can be imported instead."))


def _quoted(cell: str) -> str:
    if "\t" in cell or "\n" in cell or "\r" in cell:
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _rows(text: str) -> list[list[str]]:
    rows: list[list[str]] = [[]]
    at = 0
    while True:
        quoted = _QUOTED.match(text, at) if text.startswith('"', at) else None
        # Excel puts a cell into quotes only for what would break the row; other quotes are the user's own.
        if quoted and ("\n" in quoted[1] or "\t" in quoted[1]):
            cell, at = quoted[1].replace('""', '"'), quoted.end()
        else:
            plain = _PLAIN.match(text, at)
            assert plain is not None
            cell, at = plain[0], plain.end()
        rows[-1].append(cell)
        if at >= len(text):
            return rows
        if text[at] == "\n":
            rows.append([])
        at += 1
