"""What an agenda insert says: where the program is, the items, what falls due, and room to write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from trustdesk.measures.naming import called
from trustdesk.measures.results import CommitmentMeasures
from trustdesk.pack.blocks import Callout, Heading, Space
from trustdesk.pack.columns import Together
from trustdesk.pack.flow import Block
from trustdesk.pack.sections.agenda_page import agenda_blocks
from trustdesk.pack.sections.material import Material
from trustdesk.pack.sections.phrases import became
from trustdesk.pack.sections.sentences import kept, where
from trustdesk.pack.table import Cell, Column, Row, Table
from trustdesk.words import N_, Text


@dataclass(frozen=True)
class Room:
    """How much an insert may say: items a block, promises that fall due, points of ruled lines."""

    items: int
    promises: int
    lines: float


ROOMS: Final = (
    Room(4, 8, 144),
    Room(4, 8, 72),
    Room(4, 5, 72),
    Room(3, 5, 0),
    Room(3, 0, 0),
    Room(2, 0, 0),
    Room(1, 0, 0),
)
"""The most generous first; the last fits one page whatever is written."""


def insert(material: Material, room: Room) -> list[Block]:
    """The blocks of the one page."""
    blocks: list[Block] = [Callout(material.say(where(material)), material.say(kept(material)))]
    blocks += agenda_blocks(material, material.workshop, room.items, short=True)
    blocks += _due(material, room.promises)
    if room.lines:
        heading = Heading(material.say(N_("Decided and promised")))
        blocks.append(Together([heading, Space(room.lines, ruled=True)]))
    return blocks


def _due(material: Material, most: int) -> Iterator[Block]:
    """The open promises that fall due by the meeting, the longest overdue first."""
    until = material.workshop.held_on if material.workshop else material.as_of
    falling = sorted(_open_until(material, until), key=lambda measured: measured.commitment.due)
    if not falling or not most:
        return
    say = material.say
    columns = [
        Column(say(N_("Promises that fall due by then")), 2.2),
        Column(say(N_("Promised by")), 0.9),
        Column(say(N_("Due")), width=62),
        Column(say(N_("As it stands")), 1.1),
    ]
    rows: list[Row] = [
        [
            Cell(called(measured.commitment), mark=measured.mark),
            material.party(measured.commitment.giver_id),
            material.short(measured.commitment.due),
            say(became(material, measured)),
        ]
        for measured in falling[:most]
    ]
    if len(falling) > most:
        more = say(Text(N_("and {n} more"), {"n": len(falling) - most}))
        rows.append([Cell(note=more), "", "", ""])
    yield Table(columns, rows, before=20)


def _open_until(material: Material, day: date) -> list[CommitmentMeasures]:
    promises = material.measures.commitments
    return [m for m in promises if m.heard and m.commitment.outcome is None and m.commitment.due <= day]
