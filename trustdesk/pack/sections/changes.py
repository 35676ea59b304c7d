"""What happened since the last workshop, and what was moved and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from trustdesk.measures.results import CommitmentMeasures
from trustdesk.pack.blocks import EmptyLine, note
from trustdesk.pack.document import Section
from trustdesk.pack.flow import Block
from trustdesk.pack.sections.material import Material
from trustdesk.pack.sections.period import Period, period
from trustdesk.pack.sections.phrases import (
    STEP_WORDS,
    became,
    capital,
    notice_words,
    overdue_words,
    step_mark,
    why,
    workshop_name,
)
from trustdesk.pack.table import Cell, Column, Group, Row, Table
from trustdesk.records import Adjustment, Commitment, Concern, Opportunity, RiskStep, Stage
from trustdesk.records.commitments import KEPT, UNCONFIRMED
from trustdesk.words import N_, Text, plural

TITLE: Final = N_("Since last time")
_MOST: Final = 14
"""Rows of one sort; what is kept beyond that is counted and stands with the promises."""

Line = tuple[Row, bool]
"""A row, and whether it may be left to the pages of the promises."""


def sections(material: Material) -> list[Section]:
    """What was closed, promised, told, taken, concluded, addressed, realised and moved."""
    since = period(material)
    lede = material.say(_lede(material, since))
    if since.is_quiet:
        words = material.say(N_("Nothing was closed, promised, told, risked or moved in this time."))
        return [Section(material.say(TITLE), [EmptyLine(words)], lede, flows=True)]
    blocks: list[Block] = [_table(material, since)]
    if not since.moved:
        blocks.append(note(material.say(N_("No date that was agreed has been moved.")), before=10))
    return [Section(material.say(TITLE), blocks, lede)]


def _lede(material: Material, since: Period) -> Text:
    workshop = material.last_workshop
    if workshop is None:
        return Text(
            N_("From the beginning to {day}: no workshop has been held before."), {"day": material.as_of}
        )
    values = {"workshop": workshop_name(workshop), "since": workshop.held_on}
    return Text(N_("Since “{workshop}” on {since}."), values)


def _table(material: Material, since: Period) -> Table:
    rows: list[Row | Group] = []
    for title, lines in (
        (N_("Closed"), [_closed(material, m) for m in since.closed]),
        (N_("Told ahead, still open"), [_told(material, m) for m in since.told]),
        (N_("Newly promised, by when"), [_promised(material, m) for m in since.promised if _is_open(m)]),
        (N_("Trust steps taken"), [_step(material, step, taken=True) for step in since.taken]),
        *_concluded(material, since),
        (
            N_("Concerns addressed"),
            [_plain(material, found, found.addressed_on) for found in since.addressed],
        ),
        (N_("Concerns raised"), [_plain(material, found, found.raised_on) for found in since.raised]),
        (N_("Made possible"), [_plain(material, found, found.realised_on) for found in since.realised]),
        (N_("Moved, and why"), [_moved(material, found) for found in since.moved]),
    ):
        if lines:
            heading = Text(N_("{title} · {n}"), {"title": Text(title), "n": len(lines)})
            rows += [Group(capital(material.say(heading))), *_shortened(material, lines)]
    columns = [
        Column(material.say(N_("What"))),
        Column(material.say(N_("Who")), width=94),
        Column(material.say(N_("Day")), width=62),
    ]
    return Table(columns, rows)


def _shortened(material: Material, lines: Sequence[Line]) -> Iterable[Row]:
    """All lines, or where they are many those that need words, and how many more there are."""
    if len(lines) <= _MOST:
        return [row for row, _ in lines]
    kept = [row for row, ordinary in lines if not ordinary][:_MOST]
    if len(kept) < _MOST:
        kept += [row for row, ordinary in lines if ordinary][: _MOST - len(kept)]
    more = plural(N_("and {n} more, listed with the promises"), N_("and {n} more, listed with the promises"),
                  len(lines) - len(kept))  # fmt: skip
    return [*kept, [Cell(note=material.say(more)), "", ""]]


def _closed(material: Material, measured: CommitmentMeasures) -> Line:
    promise = measured.commitment
    said = "" if promise.outcome == KEPT else material.say(became(material, measured))
    cell = Cell(
        promise.text,
        said,
        measured.mark,
        confirmed=promise.confirmed != UNCONFIRMED,
    )
    return [
        cell,
        material.party(promise.giver_id),
        material.short(promise.closed_on),
    ], promise.outcome == KEPT


def _told(material: Material, measured: CommitmentMeasures) -> Line:
    promise = measured.commitment
    values = {"day": promise.due, "notice": notice_words(measured.notice_days or 0)}
    told = material.say(Text(N_("due on {day}, told {notice}"), values))
    remark = "\n".join(part for part in (told, why(material, promise)) if part)
    cell = Cell(promise.text, remark, measured.mark)
    return [cell, material.party(promise.giver_id), material.short(promise.told_on)], False


def _promised(material: Material, measured: CommitmentMeasures) -> Line:
    promise = measured.commitment
    overdue = overdue_words(measured)
    cell = Cell(promise.text, material.say(overdue) if overdue else "", measured.mark)
    return [cell, material.party(promise.giver_id), material.short(promise.due)], True


def _is_open(measured: CommitmentMeasures) -> bool:
    return measured.commitment.outcome is None


def _concluded(material: Material, since: Period) -> Iterator[tuple[str, list[Line]]]:
    """The steps that were concluded, by how."""
    for status, words in STEP_WORDS.items():
        same = [step for step in since.concluded if step.status == status]
        yield words, [_step(material, step, taken=False) for step in same]


def _step(material: Material, step: RiskStep, *, taken: bool) -> Line:
    mark = "step_taken" if taken else step_mark(step)
    day = step.day_taken if taken else step.concluded_on
    return [Cell(step.text, mark=mark), material.party(step.exposed_id), material.short(day)], False


def _plain(material: Material, record: Concern | Opportunity, day: date | None) -> Line:
    raised = record.raised_by_id if isinstance(record, Concern) else None
    return [record.text, material.party(raised), material.short(day)], False


def _moved(material: Material, found: Adjustment) -> Line:
    """What was moved from when to when, and why; the day is that on which it was decided."""
    snapshot = material.snapshot
    about = (
        snapshot.find(Commitment, found.commitment_id)
        or snapshot.find(RiskStep, found.risk_step_id)
        or snapshot.find(Stage, found.stage_id)
    )
    values = {"start": material.short(found.moved_from), "end": material.short(found.moved_to)}
    days = Text(N_("from {start} to {end}"), values) if found.moved_from and found.moved_to else Text("")
    remark = "\n".join(filter(None, [material.say(days), found.why.strip()]))
    who = getattr(about, "giver_id", None) or getattr(about, "exposed_id", None)
    row: Row = [
        Cell(about.heading if about else "", remark),
        material.party(who),
        material.short(found.decided_on),
    ]
    return row, False
