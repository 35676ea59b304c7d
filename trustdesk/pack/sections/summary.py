"""The page for the executive: three sentences from the record, the decisions wanted, the stages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from trustdesk.measures import side_words
from trustdesk.measures.naming import called, strung
from trustdesk.measures.results import ENDED, RUNNING, UPCOMING, PartyMeasures, StageMeasures
from trustdesk.pack.bands import BandStage, KeyFigure, KeyFigures, StageBand, StageState
from trustdesk.pack.blocks import Bullets, Definitions, EmptyLine, Heading
from trustdesk.pack.document import Section
from trustdesk.pack.flow import Block, laid_out, stacked_height
from trustdesk.pack.sections.decisions import decisions
from trustdesk.pack.sections.material import Material
from trustdesk.pack.sections.phrases import span
from trustdesk.pack.sections.sentences import ahead, kept, where
from trustdesk.pack.typography import BODY, LEAD, NOTE, Style
from trustdesk.words import N_, Text

TITLE = N_("In brief")


@dataclass(frozen=True)
class _Room:
    """How much the page may say: how many decisions, whether figures and stages stand on it, how large."""

    decisions: int
    figures: bool = True
    band: bool = True
    style: Style = LEAD


_ROOMS: Final = (
    _Room(7),
    *(_Room(count, style=BODY) for count in (7, 6, 5, 4, 3, 2)),
    _Room(3, figures=False, style=BODY),
    _Room(2, figures=False, band=False, style=BODY),
    _Room(1, figures=False, band=False, style=NOTE),
)
"""The most generous first."""


def sections(material: Material) -> list[Section]:
    """One page: where we are, what was kept and what slipped, what is next; the stages; the decisions.

    It says as much as fits one page.
    """
    say, sheet = material.say, material.sheet
    sentences = [
        (say(N_("Where we are")), say(where(material))),
        (say(N_("Kept and slipped")), say(kept(material))),
        (say(N_("What is next")), say(ahead(material))),
    ]
    for room in _ROOMS:
        blocks: list[Block] = [Definitions(sentences, share=0.2, style=room.style)]
        blocks += _figures(material) if room.figures else ()
        blocks += _band(material) if room.band else ()
        section = Section(say(TITLE), [*blocks, *_decisions(material, room.decisions)])
        if stacked_height(laid_out(section.all_blocks(), sheet.column)) <= sheet.room:
            break
    return [section]


def _figures(material: Material) -> Iterator[Block]:
    """Per side: kept on the day, and told in time with the numbers missed and overdue beside it.

    Two sides stand in one row; more have a row for each.
    """
    found = material.measures.parties
    if not any(party.ppc.due or party.overdue for party in found):
        return
    kept = [_on_the_day(material, party, material.colour(party.party.id)) for party in found]
    told = [_in_time(material, party, material.colour(party.party.id)) for party in found]
    if len(found) == 2:
        yield KeyFigures([figure for pair in zip(kept, told, strict=True) for figure in pair])
    else:
        yield KeyFigures(kept)
        yield KeyFigures(told)


def _on_the_day(material: Material, found: PartyMeasures, colour: str) -> KeyFigure:
    say = material.say
    value = side_words.kept(found) or Text(N_("none due"))
    return KeyFigure(say(value), found.party.name, say(N_("kept on the day")), colour)


def _in_time(material: Material, found: PartyMeasures, colour: str) -> KeyFigure:
    say = material.say
    value = side_words.told(found) or side_words.no_slip(found)
    remark = Text(N_("told in time; {missed}"), {"missed": side_words.missed(found)})
    return KeyFigure(say(value), found.party.name, say(remark), colour)


_STATES: dict[str, StageState] = {ENDED: "done", RUNNING: "running", UPCOMING: "ahead"}


def _band(material: Material) -> Iterator[Block]:
    dated = [m for m in material.measures.stages if m.stage.starts and m.stage.ends]
    if not dated:
        return
    stages = [
        BandStage(
            called(measured.stage),
            measured.stage.starts or date.min,
            measured.stage.ends or date.max,
            _STATES[measured.status],
            material.say(_stage_note(material, measured)),
        )
        for measured in dated
    ]
    today = material.say(Text(N_("Today, {day}"), {"day": material.as_of}))
    yield Heading(material.say(N_("The program")))
    yield StageBand(stages, material.as_of, today)


def _stage_note(material: Material, measured: StageMeasures) -> Text:
    stage = measured.stage
    dates = Text("{dates}", {"dates": span(material, stage.starts, stage.ends)})
    if stage.verdict is None:
        return dates
    verdict = Text(N_("Gate: {verdict}"), {"verdict": Text(stage.verdict)})
    return strung([dates, verdict], "\n")


def _decisions(material: Material, most: int) -> Iterator[Block]:
    wanted = decisions(material)
    yield Heading(material.say(N_("Decisions wanted")))
    if not wanted:
        yield EmptyLine(material.say(N_("No decision is waiting.")))
        return
    lines = []
    for decision in wanted[:most]:
        words, ground = material.say(decision.words), decision.ground
        lines.append(f"{words} {material.say(ground)}" if ground else words)
    if len(wanted) > most:
        left = {"n": len(wanted) - most}
        lines.append(material.say(Text(N_("And {n} more, on the following pages."), left)))
    yield Bullets(lines, numbered=True)
