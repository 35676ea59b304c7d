"""What comes in and what goes out: the workbook and its template, the calendar."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from trustdesk.commands.call import Result, UsageError, as_json, demand_ending, done, open_desk, spare, wrote
from trustdesk.commands.finding import relationship
from trustdesk.errors import TrustDeskError
from trustdesk.words import N_, Text, plural, render

if TYPE_CHECKING:
    from trustdesk.exchange.workbook import ImportReport

EXPORTS: Final = (".xlsx", ".ics")


def template(given: Namespace) -> Result:
    """Write the empty workbook."""
    from trustdesk.exchange import files
    from trustdesk.exchange import template as empty

    demand_ending(given.out, (".xlsx",))
    files.put(given.out, empty.workbook())
    return done(wrote(given.out))


def import_(given: Namespace) -> Result:
    """Check a workbook and, unless this is a dry run or there are errors, take it in."""
    from trustdesk import backups
    from trustdesk.exchange.workbook import import_into

    try:
        with open_desk(given.into) as desk:
            if not given.dry_run:
                backups.ensure(desk, backups.Why.IMPORT)
            report = import_into(desk, given.workbook, date.today(), dry_run=given.dry_run)
    except TrustDeskError as refusal:
        if not given.json:
            raise
        return Result((as_json(_unreadable(given.workbook, refusal)),), (str(refusal),), well=False)
    errors = tuple(_told(problem.plain(), N_("expected {words}")) for problem in report.errors)
    if errors:
        errors = (*errors, render(Text(N_("Nothing was imported."))))
    said = (as_json(report.plain()),) if given.json else tuple(_import_lines(report, given.dry_run))
    return Result(said, errors, well=not errors)


def export(given: Namespace) -> Result:
    """Write a relationship out for one audience."""
    from trustdesk import snapshot
    from trustdesk.exchange import calendar, files
    from trustdesk.exchange import export as exporting

    if given.out.suffix and given.out.suffix.lower() not in EXPORTS:
        raise UsageError(f"there is no export to {given.out.suffix}; there is .xlsx, .ics, or a folder")
    spare(given.desk, given.out)
    with open_desk(given.desk) as desk, desk.read() as session:
        id = relationship(session, given.relationship)
        everything = exporting.everything(session, id, given.audience)
        today = snapshot.take(session, id, given.audience, date.today())
    if given.out.suffix.lower() == ".ics":
        files.put(given.out, calendar.calendar(today))
        return done(wrote(given.out))
    if given.out.suffix:
        files.put(given.out, exporting.workbook(everything))
    else:
        files.put_all(given.out, exporting.csv_files(everything))
    left = exporting.left_behind(everything)
    return done(wrote(given.out), *([left] if left else []))


def _import_lines(report: ImportReport, dry_run: bool) -> Iterator[str]:
    for problem in report.warnings:
        yield f"warning: {_told(problem.plain(), '{words}')}"
    if report.errors:
        return
    if not report.news:
        yield str(
            plural(
                N_("Nothing was new: the {n} row is in the desk already."),
                N_("Nothing was new: all {n} rows are in the desk already."),
                report.rows,
            )
        )
        return
    rows = plural(N_("{n} row"), N_("{n} rows"), report.rows)
    words = N_("{rows} can be imported; nothing was written.") if dry_run else N_("{rows} imported.")
    yield render(Text(words, {"rows": rows}))


def _told(problem: dict[str, object], said: str) -> str:
    """Where it is, what stands there and, as the template `said` puts it, what is to be said of it."""
    place = [str(problem["sheet"])] if problem["sheet"] else []
    place += [f"row {problem['row']}"] if problem["row"] else []
    place += [f"“{problem['column']}”"] if problem["column"] else []
    value = problem["value"]
    is_told = value is None or value == problem["column"]
    there = [] if is_told else [f"“{value}”" if isinstance(value, str) else str(value)]
    said = render(Text(said, {"words": problem["expected"]}))
    line = f"{', '.join(place)}: {'; '.join([*there, said])}"
    # What stands in a file may hold line ends, or signs that a terminal would obey.
    return "".join(sign if sign.isprintable() else " " for sign in line) + "."


def _unreadable(path: Path, refusal: TrustDeskError) -> dict[str, object]:
    error = {"sheet": None, "row": None, "column": None, "value": path.name, "expected": str(refusal)}
    return {"imported": 0, "errors": [error], "warnings": []}
