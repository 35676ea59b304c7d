"""What can be done with a promise: give it, close it, tell, confirm, move, reassign, repair."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from trustdesk.actions import adjustments, records
from trustdesk.errors import TrustDeskError
from trustdesk.records import Commitment, Constraint, Person, kinds, links
from trustdesk.records.commitments import (
    CONFIRMED,
    KEPT,
    LATE,
    MISSED,
    PARTLY,
    RENEGOTIATED,
    UNCONFIRMED,
)
from trustdesk.records.fields import Kind
from trustdesk.words import N_, Text


def give(session: Session, relationship: str, today: date, **values: Any) -> Commitment:
    """Add a promise."""
    return records.add(session, Commitment, today, relationship, **values)


def close(
    session: Session,
    commitment: Commitment,
    outcome: str,
    closed_on: date,
    today: date,
    **more: Any,
) -> None:
    """Close a promise with an outcome on a day; `more` are further fields, such as `fraction`.

    What was claimed as kept after the due date is late: the outcome follows the day.
    """
    if outcome == KEPT and closed_on > commitment.due:
        outcome = LATE
    if outcome == PARTLY and commitment.times and more.get("times_kept") is not None:
        more["fraction"] = more["times_kept"] / commitment.times
    records.edit(session, commitment, today, outcome=outcome, closed_on=closed_on, **more)


def count(session: Session, commitment: Commitment, times_kept: int, on: date, today: date) -> None:
    """Close a standing promise by how often it was kept: each time, never, or in part.

    One that was kept each time was kept by its last day, whenever that is written down.
    """
    outcome = PARTLY if times_kept else MISSED
    if times_kept >= (commitment.times or 0):
        outcome, on = KEPT, min(on, commitment.due)
    close(session, commitment, outcome, on, today, times_kept=times_kept)


def reopen(session: Session, commitment: Commitment, today: date) -> None:
    """Take a promise's outcome back, and what the other side said to it.

    One that was moved goes on as the promise that replaced it; the two would count twice.
    """
    replaced = session.scalar(select(Commitment.id).where(Commitment.replaces_id == commitment.id).limit(1))
    if replaced is not None:
        raise TrustDeskError(
            Text(N_("This promise was moved and goes on as another one.")),
            Text(N_("Nothing was changed. Delete the new promise first, then this one can be opened.")),
        )
    records.edit(
        session,
        commitment,
        today,
        outcome=None,
        closed_on=None,
        fraction=None,
        times_kept=None,
        accepted=None,
        confirmed=CONFIRMED,
    )


def tell(
    session: Session,
    commitment: Commitment,
    told_on: date,
    today: date,
    *,
    reason_class: str | None = None,
    frank_reason: str = "",
    asked_first: bool | None = None,
) -> None:
    """Note that the other side was told, when, and why it is so."""
    records.edit(
        session,
        commitment,
        today,
        told_on=told_on,
        reason_class=reason_class,
        frank_reason=frank_reason,
        asked_first=asked_first,
    )


def confirm(session: Session, commitment: Commitment, confirmed: str, today: date) -> None:
    """Note whether the other side confirms the outcome, has not yet, or disputes it."""
    if commitment.outcome is None:
        raise TrustDeskError(
            Text(N_("This promise is still open.")),
            Text(N_("Close it first; its outcome can then be confirmed.")),
        )
    records.edit(session, commitment, today, confirmed=confirmed)


def move(
    session: Session,
    commitment: Commitment,
    due: date,
    why: str,
    moved_on: date,
    today: date,
    *,
    told_on: date | None = None,
    accepted: bool | None = None,
    workshop: str | None = None,
) -> Commitment:
    """Replace a promise by the same one for another day, and write down why; returns the new one.

    What must be in place before it goes on to the new one, cleared or not.
    The old one is closed as renegotiated on `moved_on`; whether the move was in time is for the measures.
    """
    _demand_open(commitment, Text(N_("Only an open promise can be moved.")))
    replacement = _copy(session, commitment, today, due, moved_on)
    records.edit(
        session,
        commitment,
        today,
        outcome=RENEGOTIATED,
        closed_on=moved_on,
        told_on=told_on or commitment.told_on or moved_on,
        frank_reason=commitment.frank_reason or why,
        accepted=accepted,
    )
    adjustments.write(session, commitment, commitment.due, due, why, moved_on, today, workshop)
    return replacement


def reassign(session: Session, commitments: Iterable[Commitment], owner: Person, today: date) -> None:
    """Give open promises a new owner; each has to be confirmed anew by the side it was made to.

    A closed one is refused: who owned it, and whether it was confirmed, belongs to the past.
    """
    for commitment in commitments:
        _demand_open(commitment, Text(N_("Only an open promise can be given a new owner.")))
        records.edit(session, commitment, today, owner_id=owner.id, confirmed=UNCONFIRMED)


def _demand_open(commitment: Commitment, why: Text) -> None:
    if commitment.outcome is not None:
        raise TrustDeskError(Text(N_("This promise is closed already.")), why)


def _copy(session: Session, commitment: Commitment, today: date, due: date, promised_on: date) -> Commitment:
    carried = (
        "stage_id", "giver_id", "text", "done_when", "owner_id", "importance", "must_have", "compelled",
        "times", "audience", "contract",
    )  # fmt: skip
    values: dict[str, Any] = {name: getattr(commitment, name) for name in carried}
    for name, field in Commitment.fields.items():
        if field.kind is Kind.LINKS:
            values[name] = _targets(session, field.targets, links.read(session, commitment, name))
    copy = give(
        session,
        commitment.relationship_id,
        today,
        due=due,
        promised_on=promised_on,
        replaces_id=commitment.id,
        **values,
    )
    query = select(Constraint).where(Constraint.commitment_id == commitment.id).order_by(Constraint.position)
    for constraint in session.scalars(query).all():
        told = {"text": constraint.text, "cleared_on": constraint.cleared_on}
        records.add(session, Constraint, today, copy.relationship_id, commitment_id=copy.id, **told)
    return copy


def _targets(session: Session, tables: Sequence[str], ids: Iterable[str]) -> list[Any]:
    wanted = [kind for kind in kinds() if kind.__tablename__ in tables]
    return [next(found for kind in wanted if (found := session.get(kind, id))) for id in ids]
