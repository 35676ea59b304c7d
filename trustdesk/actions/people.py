"""What can be done with a person: note that they left, and hand over what they looked after."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from trustdesk.actions import commitments, records
from trustdesk.errors import TrustDeskError
from trustdesk.records import Commitment, Person
from trustdesk.words import N_, Text


def leave(
    session: Session, person: Person, on: date, today: date, *, successor: Person | None = None
) -> None:
    """Note the day a person left; a successor takes over their open promises."""
    records.edit(session, person, today, left_on=on)
    if successor is not None:
        hand_over(session, person, successor, today)


def come_back(session: Session, person: Person, today: date) -> None:
    """Note that a person is here after all."""
    records.edit(session, person, today, left_on=None)


def hand_over(session: Session, person: Person, successor: Person, today: date) -> None:
    """Give all open promises of a person to another; each has to be confirmed anew."""
    if successor.id == person.id:
        raise TrustDeskError(
            Text(N_("{person} owns these promises already."), {"person": person.name}),
            Text(N_("Nothing was changed. Choose somebody else.")),
        )
    query = select(Commitment).where(Commitment.owner_id == person.id, Commitment.outcome.is_(None))
    commitments.reassign(session, session.scalars(query).all(), successor, today)
