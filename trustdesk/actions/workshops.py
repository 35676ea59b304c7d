"""What can be done with a workshop: move it and the promises due at it, issue its minutes, delete it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from trustdesk.actions import adjustments, records
from trustdesk.errors import TrustDeskError
from trustdesk.records import Commitment, Workshop
from trustdesk.words import N_, Text


def move(session: Session, workshop: Workshop, held_on: date, why: str, on: date, today: date) -> None:
    """Hold a workshop on another day; open promises that are due at it move with it, each with the reason."""
    _demand_not_issued(workshop)
    records.edit(session, workshop, today, held_on=held_on)
    query = select(Commitment).where(Commitment.due_workshop_id == workshop.id, Commitment.outcome.is_(None))
    for commitment in session.scalars(query):
        before = commitment.due
        records.edit(session, commitment, today, due=held_on)
        adjustments.write(session, commitment, before, held_on, why, on, today)


def due_at(session: Session, commitment: Commitment, workshop: Workshop, today: date) -> None:
    """Make a promise due at a workshop, whenever that will be."""
    records.edit(session, commitment, today, due_workshop_id=workshop.id, due=workshop.held_on)


def issue(session: Session, workshop: Workshop, on: date, today: date) -> None:
    """Issue the minutes of a workshop."""
    _demand_not_issued(workshop)
    records.edit(session, workshop, today, issued_on=on)


def delete(session: Session, workshop: Workshop) -> None:
    """Delete a workshop whose minutes were not issued; promises due at it keep their day."""
    _demand_not_issued(workshop)
    records.delete(session, [workshop])


def _demand_not_issued(workshop: Workshop) -> None:
    if workshop.issued_on is not None:
        raise TrustDeskError(
            Text(N_("The minutes of this workshop were issued on {day}."), {"day": workshop.issued_on}),
            Text(N_("Nothing was changed. What was issued stays as it is.")),
        )
