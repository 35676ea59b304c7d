"""What the timeline shows: every promise and trust step as one event, in the lane of its side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from trustdesk.charts.chart import Look
from trustdesk.charts.key import STEP_MARKS, waits_for_confirmation
from trustdesk.measures.ledger import ledger
from trustdesk.measures.results import CommitmentMeasures, Measures
from trustdesk.records import RiskStep
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_, plural, render

STEPS: Final = N_("Trust steps")
STEPS_HEADING: Final = N_("Trust steps, in the colour of the side that takes the risk")


@dataclass(frozen=True)
class Event:
    """One mark on the timeline: on the day it closed, otherwise the day it is due or planned.

    A thin line leads from the day it was due `until` it closed or, when it is overdue, until today.
    """

    record: str
    day: date
    due: date
    until: date
    mark: str
    ringed: bool
    heard: bool
    words: str


@dataclass(frozen=True)
class Lane:
    """The events of one side, or the trust steps: `heading` stands above them, each has its own colour."""

    side: str
    heading: str
    colour: str
    events: tuple[Event, ...]
    colours: tuple[str, ...]


def lanes_of(snapshot: Snapshot, measures: Measures, look: Look) -> list[Lane]:
    """The trust steps that have a day, then the promises of each side; a lane without any is left out."""
    lanes = [_steps(snapshot, look)]
    for position, party in enumerate(snapshot.parties):
        own = (each for each in measures.commitments if each.commitment.giver_id == party.id)
        events = sorted((_promise(each, snapshot.as_of) for each in own), key=_in_time)
        heading = plural(N_("{party}: 1 promise"), N_("{party}: {n} promises"), len(events), party=party.name)
        colour = look.palette.party(position)
        colours = tuple(colour if event.heard else look.palette.muted for event in events)
        lanes.append(Lane(party.name, render(heading, look.language), colour, tuple(events), colours))
    return [lane for lane in lanes if lane.events]


def _promise(each: CommitmentMeasures, today: date) -> Event:
    promise = each.commitment
    return Event(
        record=promise.id,
        day=promise.closed_on or promise.due,
        due=promise.due,
        until=promise.closed_on or (today if each.days_overdue else promise.due),
        mark=each.mark,
        ringed=waits_for_confirmation(promise),
        heard=each.heard,
        words=promise.text,
    )


def _steps(snapshot: Snapshot, look: Look) -> Lane:
    heard = ledger(snapshot).heard.ids
    by_party = {party.id: look.palette.party(position) for position, party in enumerate(snapshot.parties)}
    dated = [(step, day) for step in snapshot[RiskStep] if (day := step.day_taken) is not None]
    dated.sort(key=lambda pair: pair[1])
    events = tuple(
        Event(
            record=step.id,
            day=day,
            due=step.planned or day,
            until=day,
            mark=STEP_MARKS[step.status],
            ringed=False,
            heard=step.id in heard,
            words=step.text,
        )
        for step, day in dated
    )
    colours = tuple(
        by_party[step.exposed_id] if step.id in heard else look.palette.muted for step, _ in dated
    )
    side, heading = render(STEPS, look.language), render(STEPS_HEADING, look.language)
    return Lane(side, heading, look.palette.ink, events, colours)


def _in_time(event: Event) -> tuple[date, date]:
    return min(event.day, event.due), event.day
