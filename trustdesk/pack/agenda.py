"""The agenda insert: one page on the program for a meeting that has other things on its agenda as well."""

from __future__ import annotations

from trustdesk.pack.document import Document, Section, build
from trustdesk.pack.page import A4, Sheet
from trustdesk.pack.sections.agenda_page import agenda_blocks
from trustdesk.pack.sections.front import front
from trustdesk.pack.sections.insert import facts
from trustdesk.pack.sections.material import Material
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_, SOURCE_LANGUAGE, Text

_MOST = 4


def agenda(snapshot: Snapshot, *, sheet: Sheet = A4, language: str = SOURCE_LANGUAGE) -> Document:
    """The page for the next meeting that lends the program an item, else for the next workshop.

    Raises TrustDeskError when the logo cannot be read.
    """
    material = Material(snapshot, sheet, language)
    blocks = [*facts(material), *agenda_blocks(material, material.meeting, _MOST)]
    head = front(material, Text(N_("Agenda insert")), material.meeting)
    return build(head, [Section("", blocks)], language=language, sheet=sheet, cover=False)
