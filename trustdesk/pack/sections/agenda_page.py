"""The agenda of the workshop, and the people of each side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from trustdesk.measures.naming import strung
from trustdesk.pack.blocks import EmptyLine, Heading, note
from trustdesk.pack.columns import Columns
from trustdesk.pack.document import Section
from trustdesk.pack.flow import Block
from trustdesk.pack.sections.agenda_items import BLOCKS, Entry, entries, written
from trustdesk.pack.sections.material import Material
from trustdesk.pack.sections.phrases import clipped, workshop_name
from trustdesk.pack.table import Cell, Column, Group, Row, Table
from trustdesk.records import Party, Person, Workshop
from trustdesk.words import N_, Text

TITLE: Final = N_("Agenda and people")


def sections(material: Material) -> list[Section]:
    """What is on the agenda, block by block; then who belongs to which side."""
    say, people = material.say, list(_people(material))
    lede = say(meeting_words(material, material.workshop))
    agenda = list(agenda_blocks(material, material.workshop))
    return [Section(say(TITLE), [*agenda, *people], lede, flows=not people)]


def meeting_words(material: Material, workshop: Workshop | None) -> Text:
    """Which workshop, when and where; on two lines where that is more than a day.

    How long it takes is left out where its items have minutes: beside their sum it would give away that
    there are items which the reader does not see.
    """
    if workshop is None:
        return Text(N_("The next workshop has no day yet."))
    parts: list[Text | str] = [Text("{day}", {"day": workshop.held_on})]
    parts += [part.strip() for part in (workshop.starts_at, workshop.place) if part.strip()]
    if workshop.minutes and not any(item.minutes for item in written(material, workshop)):
        parts.append(Text(N_("{n} minutes"), {"n": workshop.minutes}))
    return strung([workshop_name(workshop), strung(parts, " · ")], "\n" if len(parts) > 1 else " · ")


def agenda_blocks(
    material: Material, workshop: Workshop | None, most: int = 6, *, short: bool = False
) -> Iterator[Block]:
    """The agenda as a table, block by block, each with at most so many items, if need be cut `short`."""
    say = material.say
    items, proposed = entries(material, workshop)
    if short:
        items = [replace(item, words=clipped(item.words)) for item in items]
    if not items:
        yield EmptyLine(say(N_("Nothing is on the agenda yet: the record has nothing to bring forward.")))
        return
    timed = any(item.minutes for item in items)
    columns = [Column("")]
    if timed:
        columns.append(Column(say(N_("Minutes")), width=44, align="right"))
    yield Table(columns, list(_rows(material, items, timed, most)))
    if timed:
        total = sum(item.minutes or 0 for item in items)
        yield note(say(Text(N_("{n} minutes in all."), {"n": total})))
    if proposed:
        yield note(say(N_("Proposed from the record; change it as you see fit.")), before=8)


def _rows(material: Material, items: list[Entry], timed: bool, most: int) -> Iterator[Row | Group]:
    for kind, title in BLOCKS:
        block = [item for item in items if item.block == kind]
        if not block:
            continue
        yield Group(material.say(title))
        for item in block[:most]:
            cell = Cell(item.words, item.ground, ticked=False)
            yield [cell, str(item.minutes or "")] if timed else [cell]
        if len(block) > most:
            more = material.say(Text(N_("and {n} more"), {"n": len(block) - most}))
            yield [Cell(note=more), ""] if timed else [Cell(note=more)]


def _people(material: Material) -> Iterator[Block]:
    """The people of each side, two sides beside each other."""
    sides = [_side(material, party) for party in material.snapshot.parties if material.people(party)]
    if not sides:
        return
    yield Heading(material.say(N_("People")))
    for at in range(0, len(sides), 2):
        pair = sides[at : at + 2]
        yield Columns([[side] for side in pair] if len(pair) == 2 else [pair, []])


def _side(material: Material, party: Party) -> Table:
    rows: list[Row] = [[person.name, _role(material, person)] for person in material.people(party)]
    return Table([Column(party.name), Column(material.say(N_("Position")))], rows)


def _role(material: Material, person: Person) -> str:
    if not person.sponsor:
        return person.job
    sponsor = material.say(N_("executive sponsor"))
    return person.job if sponsor in person.job.casefold() else ", ".join(filter(None, [person.job, sponsor]))
