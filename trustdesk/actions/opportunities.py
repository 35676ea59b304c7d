"""What can be done with an opportunity: note that it waits, is enabled or realised."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from trustdesk.actions import records
from trustdesk.records import Opportunity
from trustdesk.records.opportunities import ENABLED, REALISED, WAITING


def wait(session: Session, opportunity: Opportunity, today: date) -> None:
    """Note that the opportunity waits after all."""
    records.edit(session, opportunity, today, status=WAITING, realised_on=None)


def enable(session: Session, opportunity: Opportunity, today: date) -> None:
    """Note that what the opportunity waited for is there."""
    records.edit(session, opportunity, today, status=ENABLED, realised_on=None)


def realise(session: Session, opportunity: Opportunity, on: date, today: date) -> None:
    """Note that the opportunity was realised on a day."""
    records.edit(session, opportunity, today, status=REALISED, realised_on=on)
