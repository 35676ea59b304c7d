"""The gate of the running stage, to be ticked, decided and signed; and of those that ended undecided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from trustdesk.measures.gate import criterion_words
from trustdesk.measures.naming import called, listed
from trustdesk.measures.results import CriterionMeasure, StageMeasures
from trustdesk.pack.blocks import EmptyLine, Heading, Paragraph, Space, note
from trustdesk.pack.columns import Columns, Together
from trustdesk.pack.document import Section
from trustdesk.pack.flow import Block
from trustdesk.pack.forms import Signatures, TickItem, TickList
from trustdesk.pack.sections.material import Material
from trustdesk.pack.sections.phrases import capital
from trustdesk.pack.table import Cell, Column, Row, Table
from trustdesk.records import Party
from trustdesk.records.stages import REVIEW_HELD, VERDICTS
from trustdesk.records.workshops import REVIEW
from trustdesk.words import N_, Text

TITLE: Final = N_("The gate of “{stage}”")
_EMPTY_TITLE: Final = N_("The gate")


def sections(material: Material) -> list[Section]:
    """The gate of the stage that ended last without a verdict, and that of the running stage.

    Where both are open only the first is decided now; the other shows how it stands.
    """
    running = material.gate_ahead
    if not material.undecided:
        if running is not None:
            return [_to_decide(material, running)]
        words = material.say(N_("No gate is to be decided now."))
        return [Section(material.say(_EMPTY_TITLE), [EmptyLine(words)], flows=True)]
    *earlier, last = material.undecided
    return [_to_decide(material, last, earlier, running)]


def _to_decide(
    material: Material,
    measured: StageMeasures,
    earlier: Sequence[StageMeasures] = (),
    running: StageMeasures | None = None,
) -> Section:
    say = material.say
    blocks: list[Block] = [
        note(say(N_("A tick is what the record shows. The figures advise; the people who sign decide."))),
        TickList([_tick(material, found) for found in measured.gate]),
        Together([*_decision(material), Signatures(_signers(material), say(N_("Day")))]),
    ]
    if earlier:
        names = listed([Text(N_("“{stage}”"), {"stage": called(found.stage)}) for found in earlier])
        words = N_("No verdict is written down for the earlier gates, {gates}.")
        blocks.append(note(say(Text(words, {"gates": names})), before=14))
    if running is not None:
        blocks.append(Together(list(_as_it_stands(material, running))))
    return Section(_title(material, measured), blocks, measured.stage.purpose.strip())


def _as_it_stands(material: Material, measured: StageMeasures) -> Iterator[Block]:
    """The gate of the running stage in short, while an earlier one is decided."""
    say, day = material.say, measured.stage.ends
    title = Text(TITLE, {"stage": called(measured.stage)})
    dated = Text(N_("{gate}, to be decided on {day}"), {"gate": title, "day": day})
    columns = [Column(say(N_("Criterion")), 1.5), Column(say(N_("As it stands today")))]
    rows: list[Row] = [
        [Cell(say(criterion_words(found)), ticked=found.met is True), say(found.figure)]
        for found in measured.gate
    ]
    yield Heading(say(dated if day else title))
    yield Table(columns, rows)


def _title(material: Material, measured: StageMeasures) -> str:
    return material.say(Text(TITLE, {"stage": called(measured.stage)}))


def _tick(material: Material, found: CriterionMeasure) -> TickItem:
    return TickItem(material.say(criterion_words(found)), _figure(material, found), found.met is True)


def _figure(material: Material, found: CriterionMeasure) -> str:
    """The figure behind a criterion, and where it is not met or cannot be told, that."""
    if found.met is None and _is_met_here(material, found):
        return material.say(N_("This workshop"))
    if found.met is False and found.criterion == "in_words":
        return capital(material.say(found.figure))
    if found.met is None:
        return material.say(Text(N_("Cannot be told: {figure}"), {"figure": found.figure}))
    if found.met is False:
        return material.say(Text(N_("Not met: {figure}"), {"figure": found.figure}))
    return material.say(found.figure)


def _is_met_here(material: Material, found: CriterionMeasure) -> bool:
    """Whether the review that the criterion asks for is the very one that the pack is for."""
    review = material.workshop is not None and material.workshop.kind == REVIEW
    return review and found.criterion == REVIEW_HELD


def _decision(material: Material) -> Iterator[Block]:
    say = material.say
    yield Heading(say(N_("Decision")))
    yield Columns([[TickList([TickItem(capital(say(verdict)))])] for verdict in VERDICTS], gap=14)
    yield Paragraph(
        say(N_("Reason, needed where “go” is decided with a criterion that is not met:")), before=14
    )
    yield Space(24, ruled=True)


def _signers(material: Material) -> list[tuple[str, str]]:
    """The executive sponsors of each side; a free line for a side that has none."""
    return [signer for party in material.snapshot.parties for signer in _of(material, party)]


def _of(material: Material, party: Party) -> list[tuple[str, str]]:
    people = [person for person in material.people(party) if person.sponsor]
    signers = [(person.name, " · ".join(filter(None, [person.job, party.name]))) for person in people]
    return signers or [("", party.name)]
