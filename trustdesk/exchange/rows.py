"""The rows of a workbook under the columns we know; what is unknown or missing is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from trustdesk.exchange import layout
from trustdesk.exchange.findings import Findings
from trustdesk.exchange.grid import Grid, Value, folded, is_blank, too_big
from trustdesk.records import SHEETS, Kind, Party, Record
from trustdesk.words import N_, Text

MAX_PARTIES: Final = 100
MAX_NAMES: Final = 200_000  # in all lists of refs and names: each of them is looked for

_EXCEL_ERRORS: Final = {"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"}


@dataclass(frozen=True)
class Row:
    """One row of a sheet: its number and its cells by the name of the field they belong to."""

    number: int
    cells: Mapping[str, Value]


@dataclass(frozen=True)
class Sheet:
    """One sheet of the program: its rows, and which of the columns that have to be there are missing."""

    kind: type[Record]
    rows: Sequence[Row]
    missing: frozenset[str] = frozenset()


def sheets_of(grids: Iterable[Grid], findings: Findings) -> dict[type[Record], Sheet]:
    """The sheets we know, in the order of the program; notes unknown, doubled and missing ones.

    Raises TrustDeskError for more parties or references than there can be in a program.
    """
    found: dict[type[Record], Sheet] = {}
    for grid in grids:
        kind = layout.sheets().get(folded(grid.name))
        if kind is None:
            findings.warning(Text(N_("an unknown sheet; it is left out")), grid.name)
        elif kind in found:
            findings.error(Text(N_("one sheet of this name only")), kind.sheet)
        else:
            found[kind] = _sheet(kind, grid, findings)
    for kind in layout.REQUIRED_SHEETS:
        if kind not in found:
            findings.error(Text(N_("a sheet of this name")), kind.sheet)
            findings.absent.add(kind.__tablename__)
    _demand_a_program(found)
    return {kind: found[kind] for kind in SHEETS if kind in found}


def _demand_a_program(found: Mapping[type[Record], Sheet]) -> None:
    """Refuse what would take minutes to judge, though it is small enough as a file."""
    if Party in found and len(found[Party].rows) > MAX_PARTIES:
        raise too_big(N_("It has more than {n} parties."), n=MAX_PARTIES)
    lists = {
        kind: [field.name for field in layout.columns(kind) if field.kind in (Kind.LINKS, Kind.AUDIENCE)]
        for kind in found
    }
    cells = (row.cells.get(name) for kind in found for row in found[kind].rows for name in lists[kind])
    if sum(cell.count(";") for cell in cells if isinstance(cell, str)) > MAX_NAMES:
        raise too_big(N_("It has more than {n} references."), n=MAX_NAMES)


def _sheet(kind: type[Record], grid: Grid, findings: Findings) -> Sheet:
    places = _columns(kind, grid, findings)
    missing = [
        field for field in layout.columns(kind) if layout.is_required(field) and field.name not in places
    ]
    for field in missing:
        findings.error(Text(N_("a column of this name")), kind.sheet, 1, field.column)
        if field.name in kind.keys:
            findings.absent.add(kind.__tablename__)
    rows = []
    for number, values in grid.rows:
        cells = {name: values[at] if at < len(values) else None for name, at in places.items()}
        if any(not is_blank(value) for value in cells.values()):
            rows.append(Row(number, cells))
            _note_odd_cells(kind, grid, number, cells, places, findings)
    return Sheet(kind, rows, frozenset(field.name for field in missing))


def _columns(kind: type[Record], grid: Grid, findings: Findings) -> dict[str, int]:
    known = {folded(layout.heading(field)): field for field in layout.columns(kind)}
    places: dict[str, int] = {}
    for at, heading in enumerate(grid.headings):
        if is_blank(heading):
            continue
        field = known.get(folded(str(heading)))
        if field is None:
            findings.warning(
                Text(N_("an unknown column; it is left out")), kind.sheet, 1, str(heading), heading
            )
        elif field.name in places:
            findings.error(Text(N_("one column of this name only")), kind.sheet, 1, field.column, heading)
        else:
            places[field.name] = at
    return places


def _note_odd_cells(
    kind: type[Record],
    grid: Grid,
    number: int,
    cells: Mapping[str, Value],
    places: Mapping[str, int],
    findings: Findings,
) -> None:
    for name, value in cells.items():
        if not isinstance(value, str) or value[:1] not in ("=", "#"):
            continue
        column = next(field.column for field in layout.columns(kind) if field.name == name)
        if (number, places[name]) in grid.formulas:
            remark = Text(N_("a formula that Excel never calculated; its text is taken"))
            findings.warning(remark, kind.sheet, number, column, value)
        elif value in _EXCEL_ERRORS:
            findings.warning(Text(N_("an error that Excel shows")), kind.sheet, number, column, value)
