"""What comes into the window: workbooks, folders of CSV files, relationship files; looked at first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from trustdesk.desk import Desk
from trustdesk.exchange import files
from trustdesk.records import SHEETS, Record, kinds
from trustdesk.words import N_
from ui.jobs import Progress

if TYPE_CHECKING:
    from trustdesk.exchange.book import Book
    from trustdesk.exchange.workbook import ImportReport

_BUNDLE: Final = ".json"
_ROW: Final = (N_("{n} row"), N_("{n} rows"))
_RECORD: Final = (N_("{n} record"), N_("{n} records"))
_OTHERS: Final = tuple(kind for kind in kinds() if kind not in SHEETS)


@dataclass(frozen=True)
class News:
    """What a file brings of one kind: its (marked) words, how many are new, how many are changed."""

    kind: str
    new: int
    changed: int


@dataclass(frozen=True)
class Preview:
    """What an import would do: the relationship it is about, whether that is new, and what it brings.

    `row` is what the file is made of, one and several (marked): rows, or records.
    """

    path: Path
    report: ImportReport
    name: str
    is_new: bool
    news: tuple[News, ...]
    row: tuple[str, str]


def look_into(desk: Desk, path: Path, today: date, progress: Progress) -> Preview:
    """Check a workbook, a folder of CSV files or a relationship file against the desk; nothing is written.

    Raises TrustDeskError for what cannot be read at all, Cancelled when it is stopped while it is read.
    """
    judged: Any
    if _is_bundle(path):
        from trustdesk.exchange import bundle_import

        data = bundle_import.read(path, progress.tick)
        with desk.read() as session:
            judged = bundle_import.judge(session, data, today)
    else:
        from trustdesk.exchange import apart, workbook

        grids = apart.read(path, progress.tick)
        with desk.read() as session:
            judged = workbook.judge(session, grids, today)
    book: Book = judged.book
    news = tuple(_news(book, kind) for kind in (*SHEETS, *_OTHERS))
    return Preview(
        path,
        judged.report,
        book.head.name,
        book.head.id not in book.before,
        tuple(one for one in news if one.new or one.changed),
        _RECORD if _is_bundle(path) else _ROW,
    )


def _news(book: Book, kind: type[Record]) -> News:
    rows = book.rows.get(kind, [])
    new = sum(record.id not in book.before for record in rows)
    changed = sum(record.id in book.before and bool(book.difference(record)) for record in rows)
    return News(kind.plural, new, changed)


def take_in(desk: Desk, path: Path, today: date, progress: Progress) -> ImportReport:
    """Import a file, as one step, after a backup; with any error, or stopped while it is read, nothing is
    written."""
    from trustdesk import backups

    backups.ensure(desk, backups.Why.IMPORT)
    if _is_bundle(path):
        from trustdesk.exchange import bundle_import

        return bundle_import.import_into(desk, path, today, tick=progress.tick).report
    from trustdesk.exchange import workbook

    return workbook.import_into(desk, path, today, tick=progress.tick)


def put_template(path: Path) -> None:
    """Write the empty workbook at `path`."""
    from trustdesk.exchange import template

    files.put(path, template.workbook())


def _is_bundle(path: Path) -> bool:
    return path.suffix.lower() == _BUNDLE
