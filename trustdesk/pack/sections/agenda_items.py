"""An agenda: as it was written for the workshop, or proposed from the record in three blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from trustdesk.measures.naming import called
from trustdesk.pack.sections.decisions import decisions
from trustdesk.pack.sections.material import Material
from trustdesk.pack.sections.period import Period, period
from trustdesk.pack.sections.phrases import notice_words
from trustdesk.records import AgendaItem, Workshop
from trustdesk.records.commitments import KEPT
from trustdesk.records.risk_steps import MERITED
from trustdesk.records.workshops import REVIEW
from trustdesk.words import N_, Text, plural

ACHIEVED: Final = "achieved"
ADJUST: Final = "adjust"
RECOGNISE: Final = "recognise"
OTHER: Final = "other"
OPENING: Final = "opening"

BLOCKS: Final = (
    (OPENING, N_("To begin with")),
    (ACHIEVED, N_("Achieved?")),
    (ADJUST, N_("Adjust")),
    (RECOGNISE, N_("Recognise")),
    (OTHER, N_("Further")),
)


@dataclass(frozen=True)
class Entry:
    """One item of an agenda: its block, its words, what it rests on, and how long it is to take."""

    block: str
    words: str
    ground: str = ""
    minutes: int | None = None


def entries(material: Material, workshop: Workshop | None) -> tuple[list[Entry], bool]:
    """The items of a workshop's own agenda, else those the record proposes; and whether they are proposed."""
    own = written(material, workshop)
    if not own:
        return list(_proposed(material, workshop)), True
    # What stands before the first of the three blocks opens the meeting.
    first = next((at for at, item in enumerate(own) if item.kind != OTHER), 0)
    return [
        Entry(OPENING if at < first else item.kind, item.text.strip(), minutes=item.minutes)
        for at, item in enumerate(own)
    ], False


def written(material: Material, workshop: Workshop | None) -> tuple[AgendaItem, ...]:
    """The items that were written for a workshop, in their order."""
    return material.snapshot.of(AgendaItem, "workshop_id", workshop) if workshop is not None else ()


def _proposed(material: Material, workshop: Workshop | None) -> Iterator[Entry]:
    since = period(material)
    reviews = workshop is not None and workshop.kind == REVIEW
    yield from _achieved(material, since)
    for decision in decisions(material):
        if decision.ahead and not reviews:
            continue
        ground = material.say(decision.ground) if decision.ground else ""
        yield Entry(ADJUST, material.say(decision.words), ground)
    yield from _recognised(material, since)


def _achieved(material: Material, since: Period) -> Iterator[Entry]:
    for party in material.snapshot.parties:
        closed = sum(measured.commitment.giver_id == party.id for measured in since.closed)
        still = sum(
            measured.commitment.giver_id == party.id and measured.commitment.outcome is None
            for measured in material.measures.commitments
        )
        if not closed and not still:
            continue
        words = plural(
            N_("{party}: {n} promise closed since last time, {still} open"),
            N_("{party}: {n} promises closed since last time, {still} open"),
            closed,
            party=party.name,
            still=still,
        )
        yield Entry(ACHIEVED, material.say(words))
    for step in (step for step in since.concluded if step.status != MERITED):
        words = Text(N_("What came of the trust step “{step}”"), {"step": called(step)})
        yield Entry(ACHIEVED, material.say(words))


def _recognised(material: Material, since: Period) -> Iterator[Entry]:
    say = material.say
    for party in material.snapshot.parties:
        kept = [m for m in since.closed if m.commitment.giver_id == party.id and m.commitment.outcome == KEPT]
        if kept:
            words = plural(
                N_("{party} kept “{name}” on the day"),
                N_("{party} kept {n} promises on the day"),
                len(kept),
                party=party.name,
                name=called(kept[0].commitment),
            )
            yield Entry(RECOGNISE, say(words))
    for measured in (*since.closed, *since.told):
        if (measured.notice_days or 0) > 0 and measured.commitment.frank_reason.strip():
            values = {
                "party": material.party(measured.commitment.giver_id),
                "name": called(measured.commitment),
                "notice": notice_words(measured.notice_days or 0),
            }
            yield Entry(RECOGNISE, say(Text(N_("{party} told {notice} that “{name}” would slip"), values)))
    for step in since.concluded:
        if step.status == MERITED:
            yield Entry(RECOGNISE, say(Text(N_("Trust proved right in “{step}”"), {"step": called(step)})))
    for found in since.realised:
        yield Entry(RECOGNISE, say(Text(N_("Made possible: “{what}”"), {"what": called(found)})))
