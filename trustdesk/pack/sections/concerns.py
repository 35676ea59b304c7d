"""Concerns and what is done about them, numbered by what is printed."""

from __future__ import annotations

from typing import Final

from trustdesk.measures.concerns import weightiest_first
from trustdesk.pack.blocks import EmptyLine
from trustdesk.pack.document import Section
from trustdesk.pack.flow import Block
from trustdesk.pack.sections.material import Material
from trustdesk.pack.sections.phrases import capital
from trustdesk.pack.table import Cell, Column, Row, Table
from trustdesk.records import Concern, Person
from trustdesk.records.concerns import ADDRESSED
from trustdesk.style.palette import PRINT
from trustdesk.words import N_, Text

_LOW: Final = 1.0  # inches: as low as the grid can be read
TITLE: Final = N_("Concerns and measures")
_IN_CONFIDENCE: Final = {
    "no": N_("Told in confidence: do not use"),
    "ask": N_("Told in confidence: ask before using"),
}


def sections(material: Material) -> list[Section]:
    """The grid of severity and likelihood, and the table that goes with its numbers."""
    say, concerns = material.say, weightiest_first(material.snapshot)
    if not concerns:
        words = say(
            N_("No concern has been voiced yet. What worries either side will stand here, with its measure.")
        )
        return [Section(say(TITLE), [EmptyLine(words)], flows=True)]
    blocks: list[Block] = []
    if any(concern.severity and concern.likelihood for concern in concerns):
        blocks.append(material.chart("concerns", height=_LOW))
    columns = [
        Column("", width=12, align="right"),
        Column(say(N_("Concern")), 1.5),
        Column(say(N_("Severity × likelihood")), width=44, align="right"),
        Column(say(N_("What is done about it")), 1.3),
        Column(say(N_("Where it stands")), width=62),
    ]
    blocks.append(
        Table(columns, [_row(material, at, concern) for at, concern in enumerate(concerns, start=1)])
    )
    return [Section(say(TITLE), blocks, flows=True)]


def _row(material: Material, number: int, concern: Concern) -> Row:
    say = material.say
    beside = [
        say(Text(N_("raised by {party}"), {"party": material.party(concern.raised_by_id)}))
        if material.party(concern.raised_by_id)
        else "",
        say(concern.kind) if concern.kind else "",
    ]
    told = not material.snapshot.audience.is_joint and concern.may_be_used in _IN_CONFIDENCE
    warning = say(_IN_CONFIDENCE[concern.may_be_used or ""]) if told else ""
    return [
        str(number),
        Cell(concern.text, "\n".join(filter(None, [warning, " · ".join(filter(None, beside))]))),
        _weight(concern),
        _measure(material, concern),
        _state(material, concern),
    ]


def _weight(concern: Concern) -> str:
    if concern.severity is None and concern.likelihood is None:
        return "–"
    return f"{concern.severity or '–'} × {concern.likelihood or '–'}"


def _measure(material: Material, concern: Concern) -> Cell:
    if not concern.measure.strip():
        return Cell(material.say(N_("No measure agreed yet")), colour=PRINT.muted)
    person = material.snapshot.find(Person, concern.owner_id)
    due = material.say(Text(N_("by {day}"), {"day": material.short(concern.due)})) if concern.due else ""
    return Cell(concern.measure, " · ".join(filter(None, [person.name if person else "", due])))


def _state(material: Material, concern: Concern) -> Cell:
    state = material.say(concern.state)
    if concern.state == ADDRESSED and concern.addressed_on:
        return Cell(capital(state), material.short(concern.addressed_on))
    return Cell(capital(state), strong=concern.state != ADDRESSED)
