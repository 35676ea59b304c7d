"""Importing the program workbook: all of it, or with any error nothing at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from trustdesk.desk import Desk
from trustdesk.exchange import apart, drafts
from trustdesk.exchange.book import Book, Draft, put, value
from trustdesk.exchange.checking import Place, check
from trustdesk.exchange.extras import read_extras
from trustdesk.exchange.findings import Findings, Problem, in_order
from trustdesk.exchange.grid import Grid
from trustdesk.exchange.rows import Sheet, sheets_of
from trustdesk.exchange.storing import differs, settle_order, store
from trustdesk.exchange.unseen import keep_unseen, shown_to_readers
from trustdesk.records import SHEETS, Commitment, Record, Relationship
from trustdesk.records.commitments import PARTLY
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_, Text

_LABEL: Final = N_("Workbook imported")
_NEAR: Final = 0.01  # a fraction that was rounded to two places still agrees with its quotient


@dataclass(frozen=True)
class ImportReport:
    """What an import did and found: the rows imported (0 when nothing was), the rows read, whether they bring
    anything that is not in the desk already, what is wrong with them and what looks off."""

    imported: int
    rows: int
    news: bool
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]

    def plain(self, language: str = "en") -> dict[str, object]:
        """The report as plain data."""
        return {
            "imported": self.imported,
            "errors": [problem.plain(language) for problem in self.errors],
            "warnings": [problem.plain(language) for problem in self.warnings],
        }


def import_into(
    desk: Desk, path: Path, today: date, *, dry_run: bool = False, tick: Callable[[], object] = lambda: None
) -> ImportReport:
    """Check the workbook at `path` (an Excel file or a folder of CSV files) and take it into the desk.

    It is read apart, with `tick` called meanwhile; see `apart.read`. Raises TrustDeskError for a file that
    cannot be read at all; for the rest see `take`.
    """
    return take(desk, apart.read(path, tick), today, dry_run=dry_run)


def take(desk: Desk, grids: Sequence[Grid], today: date, *, dry_run: bool = False) -> ImportReport:
    """Check the sheets of a workbook and take them into the desk.

    The relationship is found by its name, rows by their ref or name; columns that are there are written (a
    blank clears), absent rows and columns stay as they are, nothing is deleted. With any error, or with
    `dry_run`, nothing is written.
    """
    with desk.read() as session:
        judged = judge(session, grids, today)
    if judged.report.news and not dry_run:
        with desk.change(_LABEL) as session:
            judged.store(session)
    report = judged.report
    return replace(report, imported=0 if report.errors or dry_run else report.rows)


@dataclass(frozen=True)
class Judged:
    """What was read, how it would stand in the desk, and what is to be said about it; nothing is written."""

    report: ImportReport
    book: Book

    def store(self, session: Session) -> None:
        """Write it, as part of a change of the desk in which it was judged; nothing where it has errors."""
        if self.report.news:
            store(session, self.book)


def judge(session: Session, grids: Sequence[Grid], today: date, *, behind: bool = False) -> Judged:
    """Check the sheets of a workbook against the desk; see `import_into`.

    A new row comes behind the one before it; with `behind`, those before which there is none come last and
    not first.
    """
    findings = Findings()
    sheets = sheets_of(grids, findings)
    book = _open(session, sheets, findings)
    shown = shown_to_readers(session, sheets, book, findings)
    _fill(book, sheets, shown, today, findings, behind=behind)
    rows = sum(len(sheet.rows) for sheet in sheets.values())
    names = [kind.sheet or "" for kind in SHEETS]
    errors, warnings = in_order(findings.errors, names), in_order(findings.warnings, names)
    return Judged(ImportReport(0, rows, not errors and differs(book), errors, warnings), book)


def _open(session: Session, sheets: dict[type[Record], Sheet], findings: Findings) -> Book:
    sheet = sheets.get(Relationship)
    if sheet is not None and not sheet.rows and not sheet.missing:
        findings.error(Text(N_("a row with the name of the relationship")), sheet.kind.sheet, 2)
    elif sheet is not None and len(sheet.rows) > 1:
        findings.error(Text(N_("one relationship only")), sheet.kind.sheet, sheet.rows[1].number)
    name = sheet.rows[0].cells.get("name") if sheet is not None and sheet.rows else None
    return Book.open(session, "" if name is None else str(name))


def _fill(
    book: Book,
    sheets: dict[type[Record], Sheet],
    shown: Snapshot | None,
    today: date,
    findings: Findings,
    *,
    behind: bool,
) -> None:
    for sheet in sheets.values():
        drafts.draft_rows(book, sheet, findings)
    for draft in book.drafts:
        drafts.resolve(book, draft, findings)
        if isinstance(draft.record, Commitment):
            _settle_fraction(draft, draft.record, findings)
    for draft in book.drafts:
        drafts.settle_audience(book, draft, findings)
        read_extras(book, draft, findings)
    drafts.settle_new_people(book)
    if shown is not None:
        keep_unseen(book, shown)
    for kind in book.rows:
        settle_order(book, kind, behind=behind)
    check(book, today, findings, _place)


def _settle_fraction(draft: Draft, commitment: Commitment, findings: Findings) -> None:
    """The fraction of a standing promise that was partly kept is times kept of times."""
    if commitment.outcome != PARTLY or not commitment.times or commitment.times_kept is None:
        return
    share = commitment.times_kept / commitment.times
    given = commitment.fraction
    if given is not None and abs(given - share) > _NEAR and "fraction" in draft.cells:
        remark = Text(
            N_("{kept} of {times} is {share}, which is taken"),
            {"kept": commitment.times_kept, "times": commitment.times, "share": round(share, 4)},
        )
        findings.warning(remark, draft.kind.sheet, draft.row, "Fraction", given)
    put(commitment, "fraction", share)


def _place(draft: Draft, name: str) -> Place:
    field = draft.kind.fields[name]
    there = draft.cells.get(name) if name in draft.cells else value(draft.record, name)
    return draft.kind.sheet, draft.row, field.column or field.label, there
