"""What can be done with a concern: raise it, bring it into another state."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from trustdesk.actions import records
from trustdesk.audience import CONSULTANT, JOINT
from trustdesk.records import Concern, ConcernState
from trustdesk.records.concerns import ADDRESSED, UNSPOKEN


def default_audience(state: str | None, raised_by: str | None) -> str:
    """Who may read a concern unless it is said: all, but an unspoken one stays with the party that has it."""
    return (raised_by or CONSULTANT) if state == UNSPOKEN else JOINT


def raise_(session: Session, relationship: str, today: date, **values: Any) -> Concern:
    """Add a concern, with the day it came into its state."""
    values.setdefault("audience", default_audience(values.get("state"), values.get("raised_by_id")))
    concern = records.add(session, Concern, today, relationship, **values)
    _note(session, concern, values.get("raised_on") or today, today)
    return concern


def bring(session: Session, concern: Concern, state: str, on: date, today: date) -> None:
    """Bring a concern into a state; going back is allowed, and both are kept with their days."""
    records.edit(session, concern, today, state=state, addressed_on=on if state == ADDRESSED else None)
    _note(session, concern, on, today)


def _note(session: Session, concern: Concern, on: date, today: date) -> None:
    records.add(
        session,
        ConcernState,
        today,
        concern.relationship_id,
        concern_id=concern.id,
        state=concern.state,
        since=on,
    )
