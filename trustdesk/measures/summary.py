"""A relationship in short: where it stands, what is overdue or due soon, what to look at.

This is what the Desk page and the rail of the window show of each relationship, so it holds plain values and
no records: two hundred of them are kept while the records come and go.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from trustdesk.measures.evidence import Evidence
from trustdesk.measures.results import (
    ENDED,
    RUNNING,
    UPCOMING,
    Measures,
    StageMeasures,
)
from trustdesk.measures.warnings import DISPUTED_OUTCOME, STANDING_MISREPRESENTATION
from trustdesk.records import Commitment, Concern, Record, Relationship, Repair, RiskStep, Stage, Workshop
from trustdesk.records.risk_steps import PLANNED
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_, Text, plural

AHEAD: Final = timedelta(days=30)
"""How far the Desk page looks ahead."""

NOT_BEGUN: Final = N_("not begun")
CALM: Final = N_("calm")
ATTENTION: Final = N_("needs a look")
TROUBLE: Final = N_("in trouble")
PAUSED: Final = N_("paused")
CLOSED: Final = N_("closed")

PROMISE: Final = N_("Promise")
STEP: Final = N_("Trust step to be taken")
GATE: Final = N_("Gate to be decided")
MEASURE: Final = N_("Measure against a concern")
REPAIR: Final = N_("End of the watch period after a breach")
WORKSHOP: Final = N_("Workshop")


@dataclass(frozen=True)
class Item:
    """Something with a day: what it is (`sort`, marked), its own words, and the record a click goes to.

    `party` is the place of the party it is up to among the parties, None where it is up to all of them.
    `left` counts the days until its day; it is below 0 once the day is past.
    """

    relationship: str
    record: str
    table: str
    sort: str
    words: str
    day: date
    left: int
    party: int | None = None
    party_name: str = ""

    @property
    def overdue(self) -> bool:
        """Whether its day has passed."""
        return self.left < 0


@dataclass(frozen=True)
class Notice:
    """A warning in words, and the record it is about."""

    code: str
    record: str
    table: str
    text: Text


@dataclass(frozen=True)
class Side:
    """The reliability of one party and how many promises are behind it; `place` is its place among them."""

    party: str
    name: str
    place: int
    reliability: Evidence
    trials: int


@dataclass(frozen=True)
class StageLine:
    """A stage of the program and where it stands by its dates."""

    stage: str
    name: str
    status: str
    starts: date | None
    ends: date | None


@dataclass(frozen=True, eq=False)
class Summary:
    """A relationship on one day, in short.

    `state` is one of the (marked) states of this module. `at` is the stage that is running, else the next,
    else the last; `standing` says in words where the program is and `gate` how its gate stands, None where
    there is no stage. `items` are overdue or due within `AHEAD`, by day. One summary equals itself alone, so
    that it is told at once whether another has come.
    """

    relationship: str
    name: str
    day: date
    state: str
    stages: tuple[StageLine, ...]
    at: StageLine | None
    standing: Text
    gate: Text | None
    sides: tuple[Side, ...]
    items: tuple[Item, ...]
    workshop: Item | None
    warnings: tuple[Notice, ...]

    @property
    def overdue(self) -> tuple[Item, ...]:
        """What is past its day."""
        return tuple(item for item in self.items if item.overdue)

    @property
    def about_warnings(self) -> Text:
        """How much there is to look at."""
        n = len(self.warnings)
        if not n:
            return Text(N_("Nothing to look at"))
        return plural(N_("{n} thing to look at"), N_("{n} things to look at"), n)


def summarise(snapshot: Snapshot, measures: Measures) -> Summary:
    """The summary of a snapshot's relationship, from the measures of that very snapshot."""
    head, at = snapshot.relationship, _stage_at(measures)
    items = () if _closed(snapshot) else tuple(sorted(_items(snapshot), key=_by_day))
    return Summary(
        relationship=head.id,
        name=head.name,
        day=snapshot.as_of,
        state=_state(snapshot, measures, items),
        stages=tuple(_line(found) for found in measures.stages),
        at=_line(at) if at else None,
        standing=_standing(snapshot, at),
        gate=_gate(at) if at else None,
        sides=tuple(_sides(measures)),
        items=tuple(item for item in items if item.day <= snapshot.as_of + AHEAD),
        workshop=next((item for item in items if item.sort == WORKSHOP), None),
        warnings=tuple(_notices(snapshot, measures)),
    )


def _state(snapshot: Snapshot, measures: Measures, items: tuple[Item, ...]) -> str:
    if _closed(snapshot):
        return CLOSED
    if _paused(snapshot.relationship, snapshot.as_of):
        return PAUSED
    if _not_begun(snapshot, measures):
        return NOT_BEGUN
    lapsed = snapshot.relationship.overdue_days
    broken = any(warning.code == STANDING_MISREPRESENTATION for warning in measures.warnings)
    if broken or any(item.sort == PROMISE and -item.left > lapsed for item in items):
        return TROUBLE
    pressing = any(warning.code == DISPUTED_OUTCOME for warning in measures.warnings)
    return ATTENTION if pressing or measures.warnings or any(item.overdue for item in items) else CALM


def _closed(snapshot: Snapshot) -> bool:
    closed = snapshot.relationship.closed_on
    return closed is not None and closed <= snapshot.as_of


def _paused(head: Relationship, day: date) -> bool:
    begun = head.paused_from is not None and head.paused_from <= day
    return begun and (head.paused_to is None or head.paused_to >= day)


def _not_begun(snapshot: Snapshot, measures: Measures) -> bool:
    started = snapshot.relationship.started
    if started is not None and started <= snapshot.as_of:
        return False
    began = any(found.status != UPCOMING for found in measures.stages)
    return not began and not any(promise.outcome for promise in snapshot[Commitment])


def _stage_at(measures: Measures) -> StageMeasures | None:
    """The stage that is running (of several the one that began last), else the next, else the last."""
    by_status: dict[str, list[StageMeasures]] = {}
    for found in measures.stages:
        by_status.setdefault(found.status, []).append(found)
    if running := by_status.get(RUNNING):
        return max(running, key=lambda found: found.stage.starts or date.min)
    if coming := by_status.get(UPCOMING):
        return min(coming, key=lambda found: found.stage.starts or date.max)
    return max(by_status.get(ENDED, ()), key=lambda found: found.stage.ends or date.min, default=None)


def _line(found: StageMeasures) -> StageLine:
    stage = found.stage
    return StageLine(stage.id, stage.name, found.status, stage.starts, stage.ends)


def _standing(snapshot: Snapshot, at: StageMeasures | None) -> Text:
    head = snapshot.relationship
    if _closed(snapshot):
        return Text(N_("Closed on {day}"), {"day": head.closed_on})
    if _paused(head, snapshot.as_of):
        if head.paused_to is None:
            return Text(N_("Paused since {day}"), {"day": head.paused_from})
        return Text(N_("Paused until {day}"), {"day": head.paused_to})
    if at is None:
        return Text(N_("No stage is planned yet"))
    values = {"stage": at.stage.name, "starts": at.stage.starts, "ends": at.stage.ends}
    if at.status == ENDED:
        return Text(N_("{stage}, ended on {ends}"), values)
    if at.status == UPCOMING:
        return Text(
            N_("{stage}, begins on {starts}") if at.stage.starts else N_("{stage}, no day yet"), values
        )
    return Text(N_("{stage}, until {ends}") if at.stage.ends else N_("{stage}, running"), values)


def _gate(at: StageMeasures) -> Text:
    """How the gate of a stage stands: what people decided, else how many of its criteria are met."""
    if at.stage.verdict:
        return Text(N_("Gate decided: {verdict}"), {"verdict": Text(at.stage.verdict)})
    states = [criterion.met for criterion in at.gate]
    values = {"met": states.count(True), "of": len(states), "unknown": states.count(None)}
    if all(states):
        return Text(N_("Gate: all {of} points met"), values)
    if states.count(False) == 0:
        return Text(N_("Gate: {met} of {of} points met, none against it"), values)
    return Text(N_("Gate: {met} of {of} points met"), values)


def _sides(measures: Measures) -> Iterator[Side]:
    for place, found in enumerate(measures.parties):
        party = found.party
        yield Side(party.id, party.name, place, found.reliability, found.reliability_trials)


def _notices(snapshot: Snapshot, measures: Measures) -> Iterator[Notice]:
    for found in measures.warnings:
        about = snapshot.get(found.about) or snapshot.relationship
        yield Notice(found.code, about.id, about.__tablename__, found.text)


def _items(snapshot: Snapshot) -> Iterator[Item]:
    yield from _promises(snapshot)
    for step in snapshot[RiskStep]:
        if step.status == PLANNED and step.day_taken:
            yield _item(snapshot, step, STEP, step.day_taken, step.exposed_id)
    for stage in _gates(snapshot):
        if stage.ends:
            yield _item(snapshot, stage, GATE, stage.ends)
    for concern in snapshot[Concern]:
        if concern.due and concern.measure.strip() and concern.open_on(snapshot.as_of):
            yield _item(snapshot, concern, MEASURE, concern.due, words=concern.measure)
    for repair in snapshot[Repair]:
        if repair.watch_until and repair.closed_on is None:
            yield _item(snapshot, repair, REPAIR, repair.watch_until)
    for workshop in snapshot[Workshop]:
        if workshop.held_on >= snapshot.as_of:
            yield _item(snapshot, workshop, WORKSHOP, workshop.held_on)


def _promises(snapshot: Snapshot) -> Iterator[Item]:
    for promise in snapshot[Commitment]:
        if promise.outcome is None:
            yield _item(snapshot, promise, PROMISE, promise.due, promise.giver_id)


def _gates(snapshot: Snapshot) -> Iterator[Stage]:
    """The gates still to be decided: those to come, and of those behind the last, where none after it was."""
    dated = [stage for stage in snapshot[Stage] if stage.ends]
    stages = sorted(dated, key=lambda stage: stage.ends or date.max)
    ended = [stage for stage in stages if stage.ends and stage.ends < snapshot.as_of]
    yield from (stage for stage in ended[-1:] if stage.verdict is None)
    yield from (stage for stage in stages[len(ended) :] if stage.verdict is None)


def _item(
    snapshot: Snapshot, record: Record, sort: str, day: date, party: str | None = None, words: str = ""
) -> Item:
    ids = [one.id for one in snapshot.parties]
    place = ids.index(party) if party in ids else None
    return Item(
        relationship=snapshot.relationship.id,
        record=record.id,
        table=record.__tablename__,
        sort=sort,
        words=" ".join((words or record.heading).split()),
        day=day,
        left=(day - snapshot.as_of).days,
        party=place,
        party_name=snapshot.parties[place].name if place is not None else "",
    )


def _by_day(item: Item) -> tuple[date, str, str]:
    return item.day, item.sort, item.record
