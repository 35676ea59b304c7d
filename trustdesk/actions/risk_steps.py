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
    """Note whether trust proved right; a step that nobody noted as taken was taken by that day."""
    if status not in CONCLUDED:
        raise ValueError(status)
    if step.status == CALLED_OFF:
        raise TrustDeskError(
            Text(N_("This trust step was called off.")),
            Text(N_("Nothing was changed. Take that back first, if the step was taken after all.")),
        )
    values: dict[str, Any] = {"status": status, "concluded_on": on, "fraction": fraction}
    if step.status == PLANNED and step.taken_on is None:
        values["taken_on"] = min(on, step.planned or on)
    records.edit(session, step, today, **values)


def call_off(session: Session, step: RiskStep, on: date, today: date) -> None:
    """Note that the step will not be taken, or not to its end; it is no trial then."""
    if step.status in CONCLUDED:
        raise TrustDeskError(
            Text(N_("This trust step came to its end already.")),
            Text(N_("It is: {status}. Nothing was changed."), {"status": Text(step.status)}),
        )
    records.edit(session, step, today, status=CALLED_OFF, concluded_on=on)


def take_back(session: Session, step: RiskStep, today: date) -> None:
    """Take back the last thing noted of a step: its end, that it was called off, or that it was taken."""
    if step.status in CONCLUDED:
        records.edit(session, step, today, status=TAKEN, concluded_on=None, fraction=None)
    elif step.status == CALLED_OFF:
        before = TAKEN if step.taken_on else PLANNED
        records.edit(session, step, today, status=before, concluded_on=None)
    else:
        records.edit(session, step, today, status=PLANNED, taken_on=None)


def repair(session: Session, relationship: str, today: date, **values: Any) -> Repair:
    """Begin the repair of a breach of a promise or a trust step."""
    return records.add(session, Repair, today, relationship, **values)
