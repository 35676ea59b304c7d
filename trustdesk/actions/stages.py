"""What can be done with a stage: decide at its gate, ask more of it, sign it, shift it, delete it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trustdesk.actions import adjustments, records
from trustdesk.errors import TrustDeskError
from trustdesk.records import Commitment, GateCriterion, Party, RiskStep, SignOff, Stage
from trustdesk.records.risk_steps import PLANNED
from trustdesk.records.stages import DEFAULT_CRITERIA, GO
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


def take_back(session: Session, stage: Stage, today: date) -> None:
    """Take the verdict at a stage's gate back."""
    records.edit(session, stage, today, verdict=None, verdict_by="", verdict_why="", verdict_on=None)


def ask(session: Session, stage: Stage, kind: str, today: date, **values: Any) -> GateCriterion:
    """Ask for one more criterion at a stage's gate.

    The four that stand without being asked for are written down first: they are to stay.
    """
    keep_criteria(session, stage, today)
    return _criterion(session, stage, kind, today, **values)


def keep_criteria(session: Session, stage: Stage, today: date) -> Sequence[GateCriterion]:
    """The criteria of a stage's gate as records; the four that stand by themselves are written down."""
    query = select(GateCriterion).where(GateCriterion.stage_id == stage.id).order_by(GateCriterion.position)
    found = session.scalars(query).all()
    return found or [_criterion(session, stage, kind, today) for kind in DEFAULT_CRITERIA]


def drop(session: Session, stage: Stage, kind: str, today: date, criterion: GateCriterion | None) -> None:
    """Ask for one criterion less: a record, or one of the four that stand without being asked for.

    The last one is refused: a gate without any would have the four again.
    """
    found = keep_criteria(session, stage, today)
    if len(found) == 1:
        raise TrustDeskError(
            Text(N_("A gate needs at least one criterion.")),
            Text(N_("Nothing was deleted. Add another one first.")),
        )
    gone = criterion or next(one for one in found if one.kind == kind)
    records.delete(session, [gone])


def tick(session: Session, criterion: GateCriterion, by: str, on: date, today: date) -> None:
    """Note who found a criterion in words to be met, and when."""
    records.edit(session, criterion, today, ticked_by=by, ticked_on=on)


def untick(session: Session, criterion: GateCriterion, today: date) -> None:
    """Note that a criterion in words is not met after all."""
    records.edit(session, criterion, today, ticked_by="", ticked_on=None)


def _criterion(session: Session, stage: Stage, kind: str, today: date, **values: Any) -> GateCriterion:
    own = {"stage_id": stage.id, "kind": kind, **values}
    return records.add(session, GateCriterion, today, stage.relationship_id, **own)


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


def shift(
    session: Session, stage: Stage, days: int, why: str, on: date, today: date, *, contents: bool = False
) -> None:
    """Move a stage's dates by a number of days, and write down why.

    With `contents`, its open promises and planned steps move by as many days, each with the reason; a promise
    that is due at a workshop waits for that. Else they keep their own dates.
    """
    before, by = stage.ends or stage.starts, timedelta(days=days)
    moved = {name: _later(day, by) for name in ("starts", "ends") if (day := getattr(stage, name))}
    records.edit(session, stage, today, **moved)
    adjustments.write(session, stage, before, stage.ends or stage.starts, why, on, today)
    for held, name in _movable(session, stage) if contents else ():
        then = getattr(held, name)
        records.edit(session, held, today, **{name: _later(then, by)})
        adjustments.write(session, held, then, getattr(held, name), why, on, today)


def _movable(session: Session, stage: Stage) -> Iterator[tuple[Commitment | RiskStep, str]]:
    """What a stage holds that can still move, each with the name of the day it is for."""
    promises = select(Commitment).where(
        Commitment.stage_id == stage.id, Commitment.outcome.is_(None), Commitment.due_workshop_id.is_(None)
    )
    steps = select(RiskStep).where(
        RiskStep.stage_id == stage.id, RiskStep.status == PLANNED, RiskStep.planned.is_not(None)
    )
    for promise in session.scalars(promises).all():
        yield promise, "due"
    for step in session.scalars(steps).all():
        yield step, "planned"


def _later(day: date, by: timedelta) -> date:
    """The day so much later; raises TrustDeskError where the calendar of a desk does not reach."""
    try:
        return day + by
    except OverflowError as error:
        raise TrustDeskError(Text(N_("That is too many days.")), Text(N_("Nothing was changed."))) from error


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
