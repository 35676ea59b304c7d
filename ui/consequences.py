"""Fields that are more than a value: what else is written when one is changed, and why something moved.

Nothing here knows Qt. A day that was agreed is never changed in silence: it was moved, for a reason that is
kept, or what stood there was a slip.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session

from trustdesk.actions import (
    adjustments,
    commitments,
    concerns,
    opportunities,
    records,
    risk_steps,
    workshops,
)
from trustdesk.records import Commitment, Concern, Opportunity, Record, RiskStep, Stage, Workshop
from trustdesk.records.commitments import PARTLY
from trustdesk.records.opportunities import ENABLED, REALISED
from trustdesk.records.risk_steps import CALLED_OFF, CONCLUDED, PLANNED
from trustdesk.words import N_

Consequence = Callable[[Session, Any, Any, date], object]


@dataclass(frozen=True)
class Move:
    """How a day that was agreed is moved: whether it was agreed, the step's name, and what writes it."""

    agreed: Callable[[Any, date], bool]
    step: str
    run: Callable[[Session, Any, date, str, date], Record | None]


def _outcome(session: Session, promise: Commitment, outcome: str | None, today: date) -> None:
    if outcome is None:
        commitments.reopen(session, promise, today)
    else:
        commitments.close(session, promise, outcome, promise.closed_on or today, today)


def _times_kept(session: Session, promise: Commitment, kept: int | None, today: date) -> None:
    share = kept / promise.times if promise.outcome == PARTLY and promise.times and kept else None
    values: dict[str, Any] = {"times_kept": kept} | ({} if share is None else {"fraction": share})
    records.edit(session, promise, today, **values)


def _due_at(session: Session, promise: Commitment, workshop: str | None, today: date) -> None:
    if workshop is None:
        records.edit(session, promise, today, due_workshop_id=None)
    else:
        at = records.get(session, Workshop, workshop)
        workshops.due_at(session, promise, at, today)


def _state(session: Session, concern: Concern, state: str, today: date) -> None:
    concerns.bring(session, concern, state, today, today)


def _status(session: Session, step: RiskStep, status: str, today: date) -> None:
    values: dict[str, Any] = {"status": status}
    if status in (*CONCLUDED, CALLED_OFF):
        values["concluded_on"] = step.concluded_on or today
    else:
        values |= {"concluded_on": None, "fraction": None}
    if status == PLANNED:
        values["taken_on"] = None
    records.edit(session, step, today, **values)


def _opportunity(session: Session, opportunity: Opportunity, status: str, today: date) -> None:
    if status == REALISED:
        opportunities.realise(session, opportunity, opportunity.realised_on or today, today)
    elif status == ENABLED:
        opportunities.enable(session, opportunity, today)
    else:
        opportunities.wait(session, opportunity, today)


CONSEQUENCES: Final[Mapping[tuple[type[Record], str], Consequence]] = {
    (Commitment, "outcome"): _outcome,
    (Commitment, "times_kept"): _times_kept,
    (Commitment, "due_workshop_id"): _due_at,
    (Concern, "state"): _state,
    (RiskStep, "status"): _status,
    (Opportunity, "status"): _opportunity,
}
"""What writes a field whose value brings others along."""


def _move_stage(name: str) -> Callable[[Session, Any, date, str, date], Record | None]:
    def run(session: Session, stage: Stage, to: date, why: str, today: date) -> None:
        before = getattr(stage, name)
        records.edit(session, stage, today, **{name: to})
        adjustments.write(session, stage, before, to, why, today, today)

    return run


def _move_step(session: Session, step: RiskStep, to: date, why: str, today: date) -> None:
    risk_steps.reschedule(session, step, to, why, today, today)


def _move_workshop(session: Session, workshop: Workshop, to: date, why: str, today: date) -> None:
    workshops.move(session, workshop, to, why, today, today)


def _move_promise(session: Session, promise: Commitment, to: date, why: str, today: date) -> Commitment:
    return commitments.move(session, promise, to, why, today, today)


def _stage_was_agreed(name: str) -> Callable[[Stage, date], bool]:
    return lambda stage, today: getattr(stage, name) is not None and stage.verdict is None


MOVES: Final[Mapping[tuple[type[Record], str], Move]] = {
    (Commitment, "due"): Move(
        # What was promised today is still being written down.
        lambda promise, today: (
            promise.outcome is None and (promise.promised_on is None or promise.promised_on < today)
        ),
        N_("Promise moved to another day"),
        _move_promise,
    ),
    (RiskStep, "planned"): Move(
        lambda step, today: step.planned is not None and step.status == PLANNED,
        N_("Trust step moved to another day"),
        _move_step,
    ),
    (Stage, "starts"): Move(_stage_was_agreed("starts"), N_("Stage moved"), _move_stage("starts")),
    (Stage, "ends"): Move(_stage_was_agreed("ends"), N_("Stage moved"), _move_stage("ends")),
    (Workshop, "held_on"): Move(
        lambda workshop, today: workshop.held_on >= today,
        N_("Workshop moved to another day"),
        _move_workshop,
    ),
}
"""Days that were agreed, and how each is moved."""


def move_of(kind: type[Record], name: str, record: Record, value: object, today: date) -> Move | None:
    """The move that a new value would be; None where it is a plain change."""
    move = MOVES.get((kind, name))
    return move if move is not None and isinstance(value, date) and move.agreed(record, today) else None
