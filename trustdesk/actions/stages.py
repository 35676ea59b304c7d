"""What can be done with a stage: decide at its gate, sign it, shift it, delete it."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trustdesk.actions import adjustments, records
from trustdesk.errors import TrustDeskError
from trustdesk.records import Commitment, Party, RiskStep, SignOff, Stage
from trustdesk.records.stages import GO
from trustdesk.words import N_, Text, plural


def decide(
    session: Session,
    stage: Stage,
    verdict: str,
    by: str,
    on: date,
    today: date,
    *,
    why: str = "",
    unmet: int = 0,
) -> None:
    """Record the verdict of people at the gate; to go with `unmet` criteria needs a reason."""
    if verdict == GO and unmet and not why.strip():
        raise TrustDeskError(
            plural("One criterion of this gate is not met.", "{n} criteria of this gate are not met.", unmet),
            Text(N_("You may decide to go all the same: write down why.")),
        )
    records.edit(session, stage, today, verdict=verdict, verdict_by=by, verdict_why=why, verdict_on=on)


def sign(session: Session, stage: Stage, party: Party, who: str, on: date, today: date) -> SignOff:
    """Note a party's signature under a stage."""
    return records.add(
        session,
        SignOff,
        today,
        stage.relationship_id,
        stage_id=stage.id,
        party_id=party.id,
        who=who,
        signed_on=on,
    )


def shift(session: Session, stage: Stage, days: int, why: str, on: date, today: date) -> None:
    """Move a stage's dates by a number of days, and write down why; its promises keep their own dates."""
    before = stage.ends
    moved = {name: day + timedelta(days=days) for name in ("starts", "ends") if (day := getattr(stage, name))}
    records.edit(session, stage, today, **moved)
    adjustments.write(session, stage, before, stage.ends, why, on, today)


def delete(session: Session, stage: Stage) -> None:
    """Delete an empty stage; one with contents is refused, since its promises would go with it."""
    held = sum(
        session.scalar(select(func.count()).where(kind.stage_id == stage.id)) or 0
        for kind in (Commitment, RiskStep)
    )
    if held:
        raise TrustDeskError(
            plural("This stage holds one promise or step.", "This stage holds {n} promises and steps.", held),
            Text(N_("Nothing was deleted. Move what it holds to another stage first.")),
        )
    records.delete(session, [stage])
