"""The agenda insert: one page on the program for a meeting that has other things on its agenda as well."""

from __future__ import annotations

from trustdesk.pack.document import Document, Section, build
from trustdesk.pack.paper import A4, Sheet
from trustdesk.pack.sections.front import front
from trustdesk.pack.sections.insert import ROOMS, insert
from trustdesk.pack.sections.material import Material
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_, SOURCE_LANGUAGE, Text


def agenda(
    snapshot: Snapshot,
    *,
    sheet: Sheet = A4,
    language: str = SOURCE_LANGUAGE,
    workshop: str | None = None,
) -> Document:
    """The page for the workshop of that id, by default for the next on the snapshot's day or after it.

    It says as much as fits one page. Raises TrustDeskError when the logo cannot be read.
    """
    material = Material(snapshot, sheet, language, workshop)
    head = front(material, Text(N_("Agenda insert")), in_short=True)
    pages = (
        build(head, [Section("", insert(material, room))], language=language, sheet=sheet, cover=False)
        for room in ROOMS
    )
    last = next(pages)
    while last.pages > 1 and (shorter := next(pages, None)) is not None:
        last = shorter
    return last
