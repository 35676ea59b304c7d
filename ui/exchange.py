"""What goes out of the window and comes in: packs, workbooks, calendars, bundles, for one audience at a time.

Each kind of output is declared once. It is made in the worker, of a snapshot of its audience, and what was
shown before is what is written: `put` alone writes, under a name that begins with the audience.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from trustdesk import snapshot as snapshots
from trustdesk.audience import Audience
from trustdesk.errors import TrustDeskError
from trustdesk.exchange import files
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_, SOURCE_LANGUAGE, Text
from ui.viewpoint import Viewpoint

if TYPE_CHECKING:
    from trustdesk.exchange.bundle import Content
    from trustdesk.pack.document import Document
    from trustdesk.pack.paper import Sheet

A4: Final = "a4"
LETTER: Final = "letter"
BUNDLE: Final = "bundle"
WORKBOOKS: Final = N_("Excel workbook (*.xlsx)")
BUNDLES: Final = N_("TrustDesk relationship (*.json)")


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
    with_history: bool = False


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
    """A kind of output: its words (marked), what it is good for, what it is made of, and how.

    `kinds` is the filter of the file dialog (marked); a folder has none. What `read` gives needs no desk, so
    that `make` can use it in the worker.
    """

    name: str
    label: str
    about: str
    kinds: str
    read: Callable[[Viewpoint, Wanted], Any] = field(repr=False)
    make: Callable[[Any, Wanted], Made] = field(repr=False)
    is_pack: bool = False


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
        path = files.inside(path, made.name)
        files.put_all(path, made.data)
    return path


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


def _bundle(content: Content, wanted: Wanted) -> Made:
    from trustdesk.exchange import bundle
    from trustdesk.words import render

    name = files.addressed(content.seen, f"relationship {wanted.day}.json")
    kinds = sorted(content.seen.rows, key=lambda kind: (kind.sheet is None, kind.plural))
    counted = tuple(
        (render(kind.plural, wanted.language).capitalize(), len(content.seen[kind]))
        for kind in kinds
        if content.seen[kind]
    )
    return Made(wanted, name, bundle.write(content), None, counted)


def _of_the_day(viewpoint: Viewpoint, wanted: Wanted) -> Snapshot:
    """What the reader sees on the day looked at."""
    seen = viewpoint.snapshot
    if wanted.reader == seen.audience:
        return seen
    with viewpoint.desk.look() as connection:
        return snapshots.take(connection, seen.relationship.id, wanted.reader, viewpoint.day)


def _of_all_days(viewpoint: Viewpoint, wanted: Wanted) -> Snapshot:
    """All that is written down for the reader."""
    from trustdesk.exchange import export

    relationship = viewpoint.snapshot.relationship.id
    with viewpoint.desk.look() as connection:
        return export.everything(connection, relationship, wanted.reader)


def _of_the_bundle(viewpoint: Viewpoint, wanted: Wanted) -> Content:
    from trustdesk.exchange import bundle

    relationship = viewpoint.snapshot.relationship.id
    with viewpoint.desk.read() as session:
        return bundle.content(session, relationship, wanted.reader, with_history=wanted.with_history)


def _by_name(outputs: Iterable[OutputKind]) -> dict[str, OutputKind]:
    return {kind.name: kind for kind in outputs}


_PDF: Final = N_("PDF (*.pdf)")

OUTPUTS: Final = _by_name(
    (
        OutputKind(
            "review",
            N_("Review pack"),
            N_("What everybody reads before a review, and holds in their hands during it."),
            _PDF,
            _of_the_day,
            _review,
            is_pack=True,
        ),
        OutputKind(
            "agenda",
            N_("Agenda insert"),
            N_("One page on the program, for a meeting that has other things to talk about too."),
            _PDF,
            _of_the_day,
            _agenda,
            is_pack=True,
        ),
        OutputKind(
            "workbook",
            N_("Excel workbook"),
            N_("The whole record as sheets. It can be filled in and imported again."),
            WORKBOOKS,
            _of_all_days,
            _workbook,
        ),
        OutputKind(
            "csv",
            N_("CSV folder"),
            N_("The same sheets as plain text files, for other programs."),
            "",
            _of_all_days,
            _csv,
        ),
        OutputKind(
            "calendar",
            N_("Calendar"),
            N_("Open promises, trust steps and workshops, for a calendar program."),
            N_("Calendar (*.ics)"),
            _of_the_day,
            _calendar,
        ),
        OutputKind(
            BUNDLE,
            N_("Relationship file"),
            N_("Everything the reader may see, to be imported into another TrustDesk without loss."),
            BUNDLES,
            _of_the_bundle,
            _bundle,
        ),
    )
)
"""Every kind of output by its name, in the order they are offered."""
