"""What comes in and what goes out: the workbook and its template, the calendar, the bundle."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from trustdesk.commands.call import Result, UsageError, as_json, demand_ending, done, open_desk, spare, wrote
from trustdesk.commands.finding import relationship
from trustdesk.errors import TrustDeskError
from trustdesk.words import N_, Text, joined, plural, render

if TYPE_CHECKING:
    from trustdesk.desk import Desk
    from trustdesk.exchange.bundle_import import Difference
    from trustdesk.exchange.workbook import ImportReport

BUNDLE: Final = ".json"
EXPORTS: Final = (".xlsx", ".ics", BUNDLE)

_ROW: Final = (N_("{n} row"), N_("{n} rows"))
_RECORD: Final = (N_("{n} record"), N_("{n} records"))


def template(given: Namespace) -> Result:
    """Write the empty workbook."""
    from trustdesk.exchange import files
    from trustdesk.exchange import template as empty

    demand_ending(given.out, (".xlsx",))
    files.put(given.out, empty.workbook())
    return done(wrote(given.out))


def import_(given: Namespace) -> Result:
    """Check a workbook or a bundle and, unless this is a dry run or there are errors, take it in."""
    from trustdesk import backups

    try:
        with open_desk(given.into) as desk:
            if not given.dry_run:
                backups.ensure(desk, backups.Why.IMPORT)
            report, differences = _take_in(desk, given)
    except TrustDeskError as refusal:
        if not given.json:
            raise
        return Result((as_json(_unreadable(given.workbook, refusal)),), (str(refusal),), well=False)
    errors = tuple(_told(problem.plain(), N_("expected {words}")) for problem in report.errors)
    if errors:
        errors = (*errors, render(Text(N_("Nothing was imported."))))
    if given.json:
        return Result((as_json(_plain(report, differences)),), errors, well=not errors)
    row = _ROW if differences is None else _RECORD
    lines = (*_import_lines(report, row, given.dry_run), *_difference_lines(differences or ()))
    return Result(lines, errors, well=not errors)


def export(given: Namespace) -> Result:
    """Write a relationship out for one audience."""
    from trustdesk import snapshot
    from trustdesk.exchange import calendar, files
    from trustdesk.exchange import export as exporting

    if given.out.suffix and given.out.suffix.lower() not in EXPORTS:
        raise UsageError(
            f"there is no export to {given.out.suffix}; there is {', '.join(EXPORTS)}, or a folder"
        )
    spare(given.desk, given.out)
    if given.out.suffix.lower() == BUNDLE:
        return _export_bundle(given)
    if given.with_history:
        raise UsageError(f"--with-history goes with an export to {BUNDLE}")
    with open_desk(given.desk) as desk, desk.look() as connection:
        id = relationship(connection, given.relationship)
        everything = exporting.everything(connection, id, given.audience)
        today = snapshot.take(connection, id, given.audience, date.today())
    if given.out.suffix.lower() == ".ics":
        files.put(given.out, calendar.calendar(today))
        return done(wrote(given.out))
    if given.out.suffix:
        files.put(given.out, exporting.workbook(everything))
    else:
        files.put_all(given.out, exporting.csv_files(everything))
    left = exporting.left_behind(everything)
    return done(wrote(given.out), *([left] if left else []))


def _export_bundle(given: Namespace) -> Result:
    from trustdesk.exchange import bundle, files
    from trustdesk.records.mapping import driver_of

    with open_desk(given.desk) as desk, desk.read() as session:
        id = relationship(driver_of(session), given.relationship)
        content = bundle.content(session, id, given.audience, with_history=given.with_history)
    files.put(given.out, bundle.write(content))
    return done(wrote(given.out))


def _take_in(desk: Desk, given: Namespace) -> tuple[ImportReport, tuple[Difference, ...] | None]:
    """Import it; of a bundle also what it changes."""
    from trustdesk.exchange import bundle_import, workbook

    today, dry_run = date.today(), given.dry_run
    if given.workbook.suffix.lower() == BUNDLE:
        judged = bundle_import.import_into(desk, given.workbook, today, dry_run=dry_run)
        return judged.report, judged.differences
    return workbook.import_into(desk, given.workbook, today, dry_run=dry_run), None


def _plain(report: ImportReport, differences: Sequence[Difference] | None) -> dict[str, object]:
    if differences is None:
        return report.plain()
    return report.plain() | {"changes": [one.plain() for one in differences]}


def _difference_lines(differences: Sequence[Difference]) -> Iterator[str]:
    """How many records of each kind are new, and what changes of each that is not."""
    new = Counter(one.kind for one in differences if one.new)
    for kind, n in new.items():
        yield render(Text(N_("{kind}: {n} new"), {"kind": Text(kind.plural), "n": n}))
    for one in differences:
        if not one.new:
            labels = joined([Text(label) for label in one.labels], ", ")
            values = {"place": one.place, "name": one.name, "labels": labels}
            yield _printable(render(Text(N_("{place} “{name}”: {labels}"), values)))


def _import_lines(report: ImportReport, row: tuple[str, str], dry_run: bool) -> Iterator[str]:
    for problem in report.warnings:
        yield f"warning: {_told(problem.plain(), '{words}')}"
    if report.errors:
        return
    rows = plural(*row, report.rows)
    if not report.news:
        one = N_("Nothing was new: the {rows} is in the desk already.")
        many = N_("Nothing was new: all {rows} are in the desk already.")
        yield render(plural(one, many, report.rows, rows=rows))
        return
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
    return _printable(line) + "."


def _printable(line: str) -> str:
    """The words without line ends and signs that a terminal would obey; they may come from a file."""
    return "".join(sign if sign.isprintable() else " " for sign in line)


def _unreadable(path: Path, refusal: TrustDeskError) -> dict[str, object]:
    error = {"sheet": None, "row": None, "column": None, "value": path.name, "expected": str(refusal)}
    return {"imported": 0, "errors": [error], "warnings": []}
