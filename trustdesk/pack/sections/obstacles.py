"""What got in the way: the reasons, how early they were told, and the cases in the giver's own words."""

from __future__ import annotations

from datetime import date
from typing import Final

from trustdesk.measures.ledger import ledger
from trustdesk.measures.results import CommitmentMeasures
from trustdesk.measures.trials import counting
from trustdesk.pack.blocks import EmptyLine, Heading, note
from trustdesk.pack.document import Section
from trustdesk.pack.flow import Block
from trustdesk.pack.sections.material import Material
from trustdesk.pack.sections.phrases import became, standing, why
from trustdesk.pack.table import Cell, Column, Row, Table
from trustdesk.words import N_, plural

TITLE: Final = N_("What got in the way")
_MOST: Final = 5


def sections(material: Material) -> list[Section]:
    """The chart of the reasons, then the latest cases."""
    say, found = material.say, cases(material)
    if not found:
        words = say(N_("Nothing yet: no promise was late, moved, partly kept or missed."))
        return [Section(say(TITLE), [EmptyLine(words)], flows=True)]
    lede = say(N_("A reason told ahead lets the other side act."))
    blocks: list[Block] = [material.chart("reasons"), Heading(say(N_("The cases, latest first")))]
    columns = [
        Column(say(N_("Promise")), 1.2),
        Column(say(N_("Reason")), 0.9),
        Column(say(N_("In their own words")), 1.4),
    ]
    blocks.append(Table(columns, [_case(material, measured) for measured in found[:_MOST]]))
    if len(found) > _MOST:
        more = plural(
            N_("{n} earlier case stands in the full list."),
            N_("{n} earlier cases stand in the full list."),
            len(found) - _MOST,
        )
        blocks.append(note(say(more), before=8))
    return [Section(say(TITLE), blocks, lede, flows=True)]


def cases(material: Material) -> list[CommitmentMeasures]:
    """The promises that called for frankness, the latest first."""
    book = ledger(material.snapshot)
    trials = (counting(book.candour_trials[party.id], material.as_of) for party in material.snapshot.parties)
    slipped = {trial.record.id for found in trials for trial in found}
    found = [measured for measured in material.measures.commitments if measured.commitment.id in slipped]
    return sorted(found, key=lambda measured: measured.commitment.closed_on or date.min, reverse=True)


def _case(material: Material, measured: CommitmentMeasures) -> Row:
    promise = measured.commitment
    said = "\n".join(map(material.say, [became(material, measured), *standing(material, measured)]))
    reason = material.say(promise.reason_class) if promise.reason_class else material.say(N_("none given"))
    words = why(material, promise) if promise.frank_reason.strip() else ""
    return [Cell(promise.text, material.party(promise.giver_id), measured.mark), Cell(reason, said), words]
