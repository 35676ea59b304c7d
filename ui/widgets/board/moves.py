"""What dragging and typing on the board do to the desk. Nothing here knows Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from trustdesk.actions import records
from trustdesk.records import Commitment, Party, RiskStep, Stage, Workshop
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_
from ui import writing
from ui.viewpoint import Viewpoint
from ui.widgets.board.faces import Face

KINDS: dict[str, type[Commitment] | type[RiskStep]] = {
    Commitment.__tablename__: Commitment,
    RiskStep.__tablename__: RiskStep,
}


@dataclass(frozen=True)
class Spot:
    """Where a card is put: a stage, and the card of its own kind that it stands before or after there."""

    stage: str
    before: str | None = None
    after: str | None = None


def spot_in(lane: Sequence[Face], stage: str, carried: Face, at: int) -> Spot:
    """The spot at the place `at` among the cards of a lane; promises stay before trust steps."""
    before = [face.id for face in lane[at:] if face.table == carried.table and face.id != carried.id]
    after = [face.id for face in lane[:at] if face.table == carried.table and face.id != carried.id]
    return Spot(stage, before[0] if before else None, after[-1] if after else None)


def is_there(lane: Sequence[Face], carried: Face, spot: Spot) -> bool:
    """Whether a card stands at a spot already."""
    if carried.stage != spot.stage:
        return False
    same = [face.id for face in lane if face.table == carried.table]
    at = same.index(carried.id)
    before = same[at + 1] if at + 1 < len(same) else None
    after = same[at - 1] if at else None
    return spot.before == before and (spot.before is not None or spot.after == after)


def put(viewpoint: Viewpoint, carried: Face, spot: Spot) -> bool:
    """Put a card at a spot in one step; False where that was refused."""
    kind = KINDS[carried.table]
    elsewhere = carried.stage != spot.stage
    step = {
        (Commitment, True): N_("Promise moved to another stage"),
        (RiskStep, True): N_("Trust step moved to another stage"),
        (Commitment, False): N_("Promises put in order"),
        (RiskStep, False): N_("Trust steps put in order"),
    }[kind, elsewhere]

    def action(session: Session) -> None:
        record = records.get(session, kind, carried.id)
        if elsewhere:
            stage = records.get(session, Stage, spot.stage)
            records.edit(session, record, viewpoint.today, stage_id=stage.id)
        others = select(kind.id).where(kind.relationship_id == record.relationship_id, kind.id != record.id)
        order = list(session.scalars(others.order_by(kind.position, kind.id)))
        if spot.before in order:
            records.place(session, record, order.index(spot.before))
        elif spot.after in order:
            records.place(session, record, order.index(spot.after) + 1)

    return bool(viewpoint.do(step, action))


def due_day(snapshot: Snapshot, stage: Stage, today: date) -> date:
    """The day a new promise of a stage is due unless another is said: the last one, where that is ahead."""
    if stage.ends is not None and stage.ends >= today:
        return stage.ends
    ahead = [one.held_on for one in snapshot[Workshop] if one.held_on > today]
    return min(ahead, default=today + timedelta(days=30))


def add_promise(viewpoint: Viewpoint, stage: Stage, party: Party, text: str) -> str:
    """Add a promise of a party to a stage and return its id; raises TrustDeskError where it is refused."""
    values: dict[str, Any] = {"stage_id": stage.id, "giver_id": party.id, "text": text}
    values["due"] = due_day(viewpoint.snapshot, stage, viewpoint.today)
    return writing.add(viewpoint, Commitment, values | {"promised_on": viewpoint.today})


def add_step(viewpoint: Viewpoint, stage: Stage, party: Party, text: str) -> str:
    """Add a trust step of a party, relying on all others, to a stage; what is at stake is said later."""
    trusted = [one.id for one in viewpoint.snapshot.parties if one.id != party.id]
    values = {"stage_id": stage.id, "exposed_id": party.id, "text": text, "trusted": trusted}
    return writing.add(viewpoint, RiskStep, values)


def add_stage(viewpoint: Viewpoint, name: str) -> str:
    """Add a stage after the last one, under a name no other has; returns its id."""
    taken = {stage.name for stage in viewpoint.snapshot[Stage]}
    names = (name if n == 1 else f"{name} {n}" for n in range(1, len(taken) + 2))
    ends = [stage.ends for stage in viewpoint.snapshot[Stage] if stage.ends is not None]
    starts = max(ends) + timedelta(days=1) if ends else None
    free = next(shown for shown in names if shown not in taken)
    return writing.add(viewpoint, Stage, {"name": free, "starts": starts})


def place_stage(viewpoint: Viewpoint, stage: Stage, by: int) -> None:
    """Move a stage one to the left (-1) or to the right (1)."""
    order = [one.id for one in viewpoint.snapshot[Stage]]
    at = order.index(stage.id) + by
    if 0 <= at < len(order):
        viewpoint.do(
            N_("Stages put in order"),
            lambda session: records.place(session, records.get(session, Stage, stage.id), at),
        )
