"""The next trust step: in words first, then its tests, and what would have to happen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from trustdesk.measures.naming import listed, strung
from trustdesk.measures.results import StepMeasures
from trustdesk.measures.step_words import (
    evidence_words,
    ladder_words,
    needed_beside,
    verdict,
    willingness_words,
)
from trustdesk.pack.blocks import Callout, Definitions, EmptyLine, Paragraph
from trustdesk.pack.document import Section
from trustdesk.pack.flow import Block, laid_out, paginate
from trustdesk.pack.sections.material import Material
from trustdesk.pack.sections.phrases import capital, step_sentence
from trustdesk.pack.table import Cell, Column, Row, Table
from trustdesk.records import RiskStep
from trustdesk.words import N_, Text

_INCH: Final = 72.0
_GAP: Final = 14.0  # points above a chart
_LOW: Final = 1.0  # inches: as low as the rungs can be read
TITLE: Final = N_("The next trust step")


def sections(material: Material) -> list[Section]:
    """The step and what the record says of it; the ladder; the steps after it and those under way."""
    say, measured = material.say, material.next_step
    if not material.snapshot[RiskStep]:
        words = say(
            N_("No trust step is planned yet. A step that each side can bear to lose is where trust grows.")
        )
        return [Section(say(TITLE), [EmptyLine(words)], flows=True)]
    blocks: list[Block] = []
    if measured is None:
        blocks.append(EmptyLine(say(N_("No further trust step is planned yet."))))
    else:
        blocks += _step(material, measured)
    left = _left_on_page(material, Section(say(TITLE), blocks))
    blocks.append(material.chart("ladder", height=max(left / _INCH, _LOW), titled=False))
    return [Section(say(TITLE), blocks)]


def _left_on_page(material: Material, section: Section) -> float:
    """How much of its last page a section leaves free, in points, but for the gap below its words."""
    pages = paginate(laid_out(section.all_blocks(), material.sheet.column), material.sheet.room)
    last = pages[-1][-1]
    return material.sheet.room - last.drop - last.strip.height - _GAP


def _step(material: Material, measured: StepMeasures) -> Iterator[Block]:
    say, step = material.say, measured.step
    yield Paragraph(say(_introduction(material, step)), lead=f"{step.text.strip().rstrip('.')}.")
    yield Callout(say(verdict(material.snapshot, measured)))
    tests = [
        (N_("Does the record bear it?"), measured.evidence, evidence_words(measured)),
        (N_("Is it the next rung?"), measured.ladder, ladder_words(material.snapshot, measured)),
        (N_("Is it a fair stretch?"), measured.willingness, willingness_words(material.snapshot, measured)),
    ]
    answers = [(say(question), _answer(material, short, words)) for question, short, words in tests]
    yield Definitions(answers, share=0.27)
    yield Table(
        [Column(say(N_("What has to be in place for “go”")))], list(_needs(material, measured)), before=14
    )


def _introduction(material: Material, step: RiskStep) -> Text:
    sentences: list[Text] = [step_sentence(material, step)]
    if step.day_taken:
        missed = step.day_taken < material.as_of
        words = N_("It was planned for {day}.") if missed else N_("It is planned for {day}.")
        sentences.append(Text(words, {"day": step.day_taken}))
    if step.exposes:
        exposed = [material.say(word.strip()) for word in step.exposes.split(";") if word.strip()]
        sentences.append(Text(N_("What is exposed: {kinds}."), {"kinds": listed(exposed)}))
    if step.makes_possible.strip():
        sentences.append(Text("{words}", {"words": step.makes_possible.strip()}))
    if step.decision:
        decided = {"verdict": Text(step.decision), "who": step.decided_by, "day": step.decided_on}
        sentences.append(Text(N_("Decided: {verdict}."), decided))
    return strung(sentences)


def _answer(material: Material, short: str | None, words: Text) -> str:
    if short is None:
        return material.say(words)
    return f"{capital(material.say(short))}. {material.say(words)}"


def _needs(material: Material, measured: StepMeasures) -> Iterator[Row]:
    """What has to be in place, ticked where it is; then what else would bring the step within reach."""
    for point in measured.readiness:
        yield [Cell(material.say(point.cause), ticked=point.ok is True)]
    for text in needed_beside(material.snapshot, measured):
        yield [Cell(material.say(text), ticked=False)]
