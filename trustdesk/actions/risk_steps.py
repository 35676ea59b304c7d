"""What can be done with a trust step: plan it, decide on it, take it, conclude it, repair a breach."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from trustdesk.actions import adjustments, records
from trustdesk.errors import TrustDeskError
from trustdesk.records import Repair, RiskStep
from trustdesk.records.risk_steps import CALLED_OFF, CONCLUDED, PLANNED, TAKEN
from trustdesk.records.stages import GO
from trustdesk.words import N_, Text


def plan(session: Session, relationship: str, today: date, **values: Any) -> RiskStep:
    """Add a trust step."""
    return records.add(session, RiskStep, today, relationship, **values)


def decide(
    session: Session,
    step: RiskStep,
    decision: str,
    by: str,
    on: date,
    today: date,
    *,
    why: str = "",
    advice: str | None = None,
) -> None:
    """Record what people decided; going against the computed `advice` needs a reason."""
    if decision == GO and advice not in (None, GO) and not why.strip():
        raise TrustDeskError(
            Text(N_("The record does not support this step yet.")),
            Text(N_("You may decide to go all the same: write down why.")),
        )
    records.edit(session, step, today, decision=decision, decided_by=by, decided_why=why, decided_on=on)


def reschedule(session: Session, step: RiskStep, planned: date, why: str, on: date, today: date) -> None:
    """Plan a step for another day, and write down why."""
    before = step.planned
    records.edit(session, step, today, planned=planned)
    adjustments.write(session, step, before, planned, why, on, today)


def take(session: Session, step: RiskStep, on: date, today: date) -> None:
    """Note that the risk was taken."""
    if step.status != PLANNED:
        raise TrustDeskError(
            Text(N_("This trust step is not waiting to be taken.")),
            Text(N_("It is already: {status}."), {"status": Text(step.status)}),
        )
    records.edit(session, step, today, status=TAKEN, taken_on=on)


def conclude(
    session: Session, step: RiskStep, status: str, on: date, today: date, *, fraction: float | None = None
) -> None:
    """Note whether trust proved right."""
    if status not in CONCLUDED:
        raise ValueError(status)
    records.edit(session, step, today, status=status, concluded_on=on, fraction=fraction)


def call_off(session: Session, step: RiskStep, on: date, today: date) -> None:
    """Note that the step will not be taken; it is no trial then."""
    records.edit(session, step, today, status=CALLED_OFF, concluded_on=on)


def repair(session: Session, relationship: str, today: date, **values: Any) -> Repair:
    """Begin the repair of a breach of a promise or a trust step."""
    return records.add(session, Repair, today, relationship, **values)
