"""What goes out of the window and comes in: packs, workbooks, calendars, for one audience at a time.

Each kind of output is declared once. It is made in the worker, of a snapshot of its audience, and what was
shown before is what is written: `put` alone writes, under a name that begins with the audience.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from trustdesk import snapshot as snapshots
from trustdesk.audience import Audience
from trustdesk.desk import Desk
from trustdesk.errors import TrustDeskError
from trustdesk.exchange import files
from trustdesk.records import SHEETS, Record
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_, SOURCE_LANGUAGE, Text
from ui.jobs import Progress
from ui.viewpoint import Viewpoint

if TYPE_CHECKING:
    from trustdesk.exchange.book import Book
    from trustdesk.exchange.workbook import ImportReport
    from trustdesk.pack.document import Document
    from trustdesk.pack.paper import Sheet

A4: Final = "a4"
LETTER: Final = "letter"
WORKBOOKS: Final = N_("Excel workbook (*.xlsx)")


@dataclass(frozen=True)
class Wanted:
    """What is to be made, of which relationship, and for whom."""

    relationship: str | None
    kind: str
    reader: Audience
    day: date
    paper: str = A4
    sections: tuple[str, ...] | None = None
    workshop: str | None = None
    language: str = SOURCE_LANGUAGE


@dataclass(frozen=True)
class Made:
    """What was made: its name, its bytes (of a folder: those of each file), and what is to be said of it.

    A pack has its `document`; of anything else `contents` tell what is in it, by name and number or day.
    """

    wanted: Wanted
    name: str
    data: bytes | Mapping[str, bytes]
    document: Document | None = None
    contents: tuple[tuple[str, object], ...] = ()
    left_behind: Text | None = None


@dataclass(frozen=True)
class OutputKind:
    """A kind of output: its words (marked), what it is good for, and how it is made.

    `kinds` is the filter of the file dialog (marked); a folder has none. It is made of a snapshot of the day
    looked at, or of `all_days`: all that is written down.
    """

    name: str
    label: str
    about: str
    kinds: str
    make: Callable[[Snapshot, Wanted], Made] = field(repr=False)
    is_pack: bool = False
    all_days: bool = False


def seen_by(viewpoint: Viewpoint, wanted: Wanted) -> Snapshot:
    """What is to be made is made of this. It is read here, so that the worker needs no desk."""
    seen = viewpoint.snapshot
    relationship = seen.relationship.id
    all_days = OUTPUTS[wanted.kind].all_days
    if wanted.reader == seen.audience and not all_days:
        return seen
    with viewpoint.desk.read() as session:
        if all_days:
            from trustdesk.exchange import export

            return export.everything(session, relationship, wanted.reader)
        return snapshots.take(session, relationship, wanted.reader, viewpoint.day)


def put(viewpoint: Viewpoint, path: Path, made: Made) -> Path:
    """Write what was made at `path`; raises TrustDeskError when it cannot be, or would replace the desk."""
    if path.resolve() == viewpoint.desk.path.resolve():
        raise TrustDeskError(
            Text(N_("This is the file of the desk itself.")),
            Text(N_("Nothing was written. Choose another name.")),
        )
    if isinstance(made.data, bytes):
        files.put(path, made.data)
    else:
        path = path / made.name
        files.put_all(path, made.data)
    return path


@dataclass(frozen=True)
class News:
    """What a workbook brings of one kind: its (marked) words, how many are new, how many are changed."""

    kind: str
    new: int
    changed: int


@dataclass(frozen=True)
class Preview:
    """What an import would do: the relationship it is about, whether that is new, and what it brings."""

    path: Path
    report: ImportReport
    name: str
    is_new: bool
    news: tuple[News, ...]


def look_into(desk: Desk, path: Path, today: date, progress: Progress) -> Preview:
    """Check a workbook (or a folder of CSV files) against the desk; nothing is written.

    Raises TrustDeskError for what cannot be read at all, Cancelled when it is stopped while it is read.
    """
    from trustdesk.exchange import apart
    from trustdesk.exchange.workbook import judge

    grids = apart.read(path, lambda: progress.report(0, 0))
    with desk.read() as session:
        judged = judge(session, grids, today)
    book = judged.book
    news = tuple(_news(book, kind) for kind in SHEETS)
    return Preview(
        path,
        judged.report,
        book.head.name,
        book.head.id not in book.before,
        tuple(one for one in news if one.new or one.changed),
    )


def _news(book: Book, kind: type[Record]) -> News:
    rows = book.rows.get(kind, [])
    new = sum(record.id not in book.before for record in rows)
    changed = sum(record.id in book.before and bool(book.difference(record)) for record in rows)
    return News(kind.plural, new, changed)


def take_in(desk: Desk, path: Path, today: date, progress: Progress) -> ImportReport:
    """Import a workbook, as one step; with any error, or stopped while it is read, nothing is written."""
    from trustdesk.exchange.workbook import import_into

    return import_into(desk, path, today, tick=lambda: progress.report(0, 0))


def put_template(path: Path) -> None:
    """Write the empty workbook at `path`."""
    from trustdesk.exchange import template

    files.put(path, template.workbook())


def _review(seen: Snapshot, wanted: Wanted) -> Made:
    from trustdesk.pack.review import review

    sheet = _sheet(wanted.paper)
    document = review(
        seen,
        sheet=sheet,
        sections=wanted.sections,
        language=wanted.language,
        workshop=wanted.workshop,
    )
    return _pack(seen, wanted, document)


def _agenda(seen: Snapshot, wanted: Wanted) -> Made:
    from trustdesk.pack.agenda import agenda

    sheet = _sheet(wanted.paper)
    document = agenda(seen, sheet=sheet, language=wanted.language, workshop=wanted.workshop)
    return _pack(seen, wanted, document)


def _pack(seen: Snapshot, wanted: Wanted, document: Document) -> Made:
    name = files.addressed(seen, f"{wanted.kind} {wanted.paper} {wanted.day}.pdf")
    return Made(wanted, name, document.pdf, document)


def _sheet(paper: str) -> Sheet:
    from trustdesk.pack import paper as papers

    return papers.LETTER if paper == LETTER else papers.A4


def _workbook(seen: Snapshot, wanted: Wanted) -> Made:
    from trustdesk.exchange import export

    name = files.addressed(seen, f"workbook {wanted.day}.xlsx")
    return _tables(seen, wanted, name, export.workbook(seen))


def _csv(seen: Snapshot, wanted: Wanted) -> Made:
    from trustdesk.exchange import export

    name = files.addressed(seen, f"csv {wanted.day}")
    return _tables(seen, wanted, name, export.csv_files(seen))


def _tables(seen: Snapshot, wanted: Wanted, name: str, data: bytes | Mapping[str, bytes]) -> Made:
    from trustdesk.exchange import export

    rows = tuple((table.name, len(table.rows)) for table in export.tables(seen))
    return Made(wanted, name, data, None, rows, export.left_behind(seen))


def _calendar(seen: Snapshot, wanted: Wanted) -> Made:
    from trustdesk.exchange import calendar
    from trustdesk.words import render

    name = files.addressed(seen, f"calendar {wanted.day}.ics")
    entries = tuple(
        (" ".join(render(entry.line, wanted.language).split()), entry.day) for entry in calendar.entries(seen)
    )
    return Made(wanted, name, calendar.calendar(seen, wanted.language), None, entries)


def _by_name(kinds: Iterable[OutputKind]) -> dict[str, OutputKind]:
    return {kind.name: kind for kind in kinds}


_PDF: Final = N_("PDF (*.pdf)")

OUTPUTS: Final = _by_name(
    (
        OutputKind(
            "review",
            N_("Review pack"),
            N_("What everybody reads before a review, and holds in their hands during it."),
            _PDF,
            _review,
            is_pack=True,
        ),
        OutputKind(
            "agenda",
            N_("Agenda insert"),
            N_("One page on the program, for a meeting that has other things to talk about too."),
            _PDF,
            _agenda,
            is_pack=True,
        ),
        OutputKind(
            "workbook",
            N_("Excel workbook"),
            N_("The whole record as sheets. It can be filled in and imported again."),
            WORKBOOKS,
            _workbook,
            all_days=True,
        ),
        OutputKind(
            "csv",
            N_("CSV folder"),
            N_("The same sheets as plain text files, for other programs."),
            "",
            _csv,
            all_days=True,
        ),
        OutputKind(
            "calendar",
            N_("Calendar"),
            N_("Open promises, trust steps and workshops, for a calendar program."),
            N_("Calendar (*.ics)"),
            _calendar,
        ),
    )
)
"""Every kind of output by its name, in the order they are offered."""
