"""What the board says of a program: stages as columns, in each the cards of every side, in order.

Nothing here knows Qt. A promise that was moved is not a card of its own: it is the ghost on the one that
goes on for it. Its mark is still counted in the head of its stage.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from trustdesk.audience import JOINT
from trustdesk.measures import Measures
from trustdesk.measures.results import StageMeasures
from trustdesk.records import Adjustment, Commitment, Person, RiskStep, Stage, Workshop
from trustdesk.records.commitments import UNCONFIRMED
from trustdesk.records.risk_steps import PLANNED
from trustdesk.snapshot import Snapshot
from trustdesk.style.marks import MARK_WORDS
from ui.marks import step_mark

Carded = Commitment | RiskStep


@dataclass(frozen=True)
class Move:
    """A day that was moved: from when to when, why, and when that was decided."""

    before: date | None
    after: date | None
    why: str
    on: date | None


@dataclass(frozen=True)
class Face:
    """What one card says.

    `was` is the day agreed at the last workshop where another one stands now, `moves` every move so far, the
    last one first. `after` are the refs of what has to come first. `overdue` counts days. `who` is the owner
    of a promise, or the parties a step relies on where there are several; `stakes` are its loss and gain.
    `times` says how often a standing promise was kept, and of how many times.
    """

    id: str
    table: str
    stage: str
    side: int
    ref: str
    text: str
    mark: str
    confirmed: bool
    who: str
    stakes: tuple[int | None, int | None] | None
    times: tuple[int | None, int] | None
    day: date | None
    overdue: int
    open: bool
    was: date | None
    moves: tuple[Move, ...]
    after: tuple[str, ...]
    essential: bool
    private: bool

    @property
    def settled(self) -> bool:
        """Whether nothing is to be done with it any more: it is then shown smaller."""
        return not self.open and self.confirmed and self.mark not in ("disputed", "step_taken")


@dataclass(frozen=True)
class StageFace:
    """A stage: its record and measures, how many promises and steps came to which mark, its cards by side."""

    stage: Stage
    measured: StageMeasures | None
    marks: tuple[tuple[str, int], ...]
    sides: tuple[tuple[Face, ...], ...]

    @property
    def cards(self) -> tuple[Face, ...]:
        """All cards of the stage, side by side."""
        return tuple(face for side in self.sides for face in side)


def program(snapshot: Snapshot, measures: Measures) -> tuple[StageFace, ...]:
    """The stages in their order with all they hold."""
    reading = _Reading(snapshot, measures)
    measured = {found.stage.id: found for found in measures.stages}
    return tuple(
        StageFace(stage, measured.get(stage.id), reading.marks(stage), reading.sides(stage))
        for stage in snapshot[Stage]
    )


class _Reading:
    """A snapshot as it is read for the board: what belongs to what, looked up once."""

    def __init__(self, snapshot: Snapshot, measures: Measures) -> None:
        self._seen = snapshot
        self._measured = {found.commitment.id: found for found in measures.commitments}
        self._places = {party.id: at for at, party in enumerate(snapshot.parties)}
        self._replaced = {one.replaces_id: one for one in snapshot[Commitment] if one.replaces_id}
        self._moves = _moves_by_record(snapshot)
        held = [one.held_on for one in snapshot[Workshop] if one.held_on <= snapshot.as_of]
        self._agreed_on = max(held, default=None)

    def marks(self, stage: Stage) -> tuple[tuple[str, int], ...]:
        """How often each mark stands in a stage, in the order of a key."""
        promises = [self._measured[one.id].mark for one in self._seen.of(Commitment, "stage_id", stage)]
        steps = [step_mark(one.status) for one in self._seen.of(RiskStep, "stage_id", stage)]
        counted = Counter([*promises, *steps])
        return tuple((mark, counted[mark]) for mark in MARK_WORDS if counted[mark])

    def sides(self, stage: Stage) -> tuple[tuple[Face, ...], ...]:
        """The cards of a stage, by the place of the party that gives or takes the risk."""
        sides: list[list[Face]] = [[] for _ in self._seen.parties]
        for promise in self._seen.of(Commitment, "stage_id", stage):
            if promise.id not in self._replaced and promise.giver_id in self._places:
                sides[self._places[promise.giver_id]].append(self._promise(promise))
        for step in self._seen.of(RiskStep, "stage_id", stage):
            if step.exposed_id in self._places:
                sides[self._places[step.exposed_id]].append(self._step(step))
        return tuple(map(tuple, sides))

    def _promise(self, promise: Commitment) -> Face:
        found = self._measured[promise.id]
        owner = self._seen.find(Person, promise.owner_id)
        return Face(
            id=promise.id,
            table=promise.__tablename__,
            stage=promise.stage_id,
            side=self._places[promise.giver_id],
            ref=promise.ref,
            text=promise.text,
            mark=found.mark,
            confirmed=promise.outcome is None or promise.confirmed != UNCONFIRMED,
            who=owner.name if owner else "",
            stakes=None,
            times=(promise.times_kept, promise.times) if promise.times else None,
            day=promise.due if promise.outcome is None else promise.closed_on,
            overdue=found.days_overdue,
            open=promise.outcome is None,
            was=self._was(promise) if promise.outcome is None else None,
            moves=tuple(self._told(promise)),
            after=self._refs(promise.depends_on),
            essential=bool(promise.must_have),
            private=promise.audience != JOINT,
        )

    def _step(self, step: RiskStep) -> Face:
        relied_on = [one.name for one in self._seen.parties if one.id in step.trusted]
        planned = step.status == PLANNED
        late = (self._seen.as_of - step.planned).days if planned and step.planned else 0
        return Face(
            id=step.id,
            table=step.__tablename__,
            stage=step.stage_id,
            side=self._places[step.exposed_id],
            ref=step.ref,
            text=step.text,
            mark=step_mark(step.status),
            confirmed=True,
            who=", ".join(relied_on) if len(self._places) > 2 else "",
            stakes=(step.loss, step.gain),
            times=None,
            day=step.planned if planned else step.day_concluded,
            overdue=max(late, 0),
            open=planned,
            was=self._was(step) if planned else None,
            moves=tuple(self._told(step)),
            after=self._refs(step.needs),
            essential=False,
            private=step.audience != JOINT,
        )

    def _chain(self, record: Carded) -> Iterator[Carded]:
        """A record and what it replaced, back to the first."""
        found: Carded | None = record
        while found is not None:
            yield found
            found = self._seen.find(Commitment, getattr(found, "replaces_id", None))

    def _told(self, record: Carded) -> Iterator[Move]:
        for found in self._chain(record):
            for move in reversed(self._moves.get(found.id, ())):
                yield Move(move.moved_from, move.moved_to, move.why, move.decided_on)

    def _was(self, record: Carded) -> date | None:
        """The day agreed at the last workshop, where it is not the one that stands now."""
        if self._agreed_on is None:
            return None
        since = [move for move in self._told(record) if move.on is not None and move.on > self._agreed_on]
        then = since[-1].before if since else None
        now = record.due if isinstance(record, Commitment) else record.planned
        return then if then != now else None

    def _refs(self, ids: Sequence[str]) -> tuple[str, ...]:
        found = (self._seen.get(id) for id in ids)
        return tuple(str(getattr(one, "ref", "")) for one in found if one is not None)


def _moves_by_record(snapshot: Snapshot) -> Mapping[str, Sequence[Adjustment]]:
    found: dict[str, list[Adjustment]] = {}
    for move in sorted(snapshot[Adjustment], key=lambda one: (one.decided_on or date.min, one.position)):
        about = move.commitment_id or move.risk_step_id or move.stage_id
        found.setdefault(str(about), []).append(move)
    return found
