"""Writing down that something agreed was moved, and why."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from trustdesk.actions import records
from trustdesk.records import Adjustment, Commitment, RiskStep, Stage

Moved = Commitment | RiskStep | Stage

_LINKS: Final = {Commitment: "commitment_id", RiskStep: "risk_step_id", Stage: "stage_id"}


def write(
    session: Session,
    moved: Moved,
    before: date | None,
    after: date | None,
    why: str,
    on: date,
    today: date,
    workshop: str | None = None,
) -> Adjustment:
    """Note that something was moved from a day to another: decided on the day `on`, perhaps in a workshop."""
    return records.add(
        session,
        Adjustment,
        today,
        moved.relationship_id,
        **{_LINKS[type(moved)]: moved.id},
        moved_from=before,
        moved_to=after,
        why=why,
        decided_on=on,
        workshop_id=workshop,
    )
