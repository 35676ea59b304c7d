"""A small program as the sheets of a workbook, to be bent by a test, saved, and imported."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, Final

import openpyxl
from sqlalchemy import select

from trustdesk.desk import Desk
from trustdesk.exchange import confined, export, layout, workbook
from trustdesk.exchange.grid import CSV
from trustdesk.exchange.workbook import ImportReport
from trustdesk.records import Relationship
from trustdesk.records.mapping import driver_of
from trustdesk.snapshot import Snapshot

TODAY: Final = date(2026, 11, 5)
NAME: Final = "Anna and Bert"

Sheets = dict[str, list[dict[str, Any]]]


def program() -> Sheets:
    """Two parties, two stages, two promises, a trust step: only what has to be there."""
    return {
        "Relationship": [{"Name": NAME}],
        "Parties": [{"Party": "Anna"}, {"Party": "Bert"}],
        "Stages": [
            {"Stage": "First", "Starts": "2026-01-05", "Ends": "2026-03-31"},
            {"Stage": "Second", "Starts": "2026-04-01", "Ends": "2026-12-31"},
        ],
        "Commitments": [
            {"Ref": "C1", "Stage": "First", "Giver": "Anna", "Commitment": "Send it", "Due": "2026-02-01"},
            {"Ref": "C2", "Stage": "Second", "Giver": "Bert", "Commitment": "Read it", "Due": "2026-12-01"},
        ],
        "Risk steps": [
            {
                "Ref": "R1", "Stage": "Second", "Exposed": "Anna", "Trusted": "Bert", "Risk step": "Show it",
                "Loss": 3, "Gain": 4,
            }
        ],
    }  # fmt: skip


def concern(**more: Any) -> dict[str, Any]:
    """A row of the sheet Concerns."""
    return {"Ref": "N1", "Concern": "It may leak"} | {
        name.replace("_", " ").capitalize(): value for name, value in more.items()
    }


def save(sheets: Sheets, path: Path) -> Path:
    """The program as an Excel file, or (a path without ending) as a folder of CSV files."""
    if not path.suffix:
        path.mkdir()
        for name, rows in sheets.items():
            with (path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(_lines(rows))
        return path
    book = openpyxl.Workbook()
    del book["Sheet"]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for line in _lines(rows):
            sheet.append(line)
    book.save(path)
    return path


def take(desk: Desk, sheets: Sheets, folder: Path, **more: Any) -> ImportReport:
    """Import the program through an Excel file."""
    return bring(desk, save(sheets, folder / "Program.xlsx"), TODAY, **more)


def bring(desk: Desk, path: Path, today: date, **more: Any) -> ImportReport:
    """Import a workbook, read in this process: one of its own, as a user has it, takes long for each test."""
    paths = sorted(path.glob(f"*{CSV}")) if path.is_dir() else [path]
    kind = confined.FOLDER if path.is_dir() else confined.WORKBOOK
    grids = confined.read(kind, {one.name: one.read_bytes() for one in paths}, layout.sheets())
    return workbook.take(desk, grids, today, **more)


def seen(desk: Desk, audience: str = "consultant") -> Snapshot:
    """All of the one relationship for an audience."""
    with desk.read() as session:
        id = session.scalars(select(Relationship.id)).one()
        return export.everything(driver_of(session), id, audience)


def places(report: ImportReport) -> list[tuple[str | None, int | None, str | None]]:
    """Where the errors are: sheet, row, column."""
    return [(problem.sheet, problem.row, problem.column) for problem in report.errors]


def _lines(rows: list[dict[str, Any]]) -> Iterable[list[Any]]:
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    yield headings
    for row in rows:
        yield [row.get(heading) for heading in headings]
