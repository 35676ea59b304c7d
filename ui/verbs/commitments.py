"""What can be done to a promise and to what must be in place for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from trustdesk.actions import commitments, records, workshops
from trustdesk.records import Commitment, Constraint, Person, Stage, Workshop
from trustdesk.records.commitments import (
    CONFIRMED,
    DISPUTED,
    KEPT,
    LATE,
    MISSED,
    PARTLY,
    RELEASED,
    UNCONFIRMED,
)
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_
from ui.verbs.asking import REPAIR, WHY, asks, deleting, held, repairing
from ui.verbs.verb import Answers, Moment, Run, Test, Verb

MOST_USED: Final = 5
"""How many reasons are offered before the others."""


def _open(moment: Moment, promise: Commitment) -> bool:
    return promise.outcome is None


def _once(moment: Moment, promise: Commitment) -> bool:
    return promise.outcome is None and not promise.times


def _standing(moment: Moment, promise: Commitment) -> bool:
    return promise.outcome is None and bool(promise.times)


def _past(moment: Moment, promise: Commitment) -> bool:
    return promise.outcome is None and promise.due < moment.today


def _to_tell(moment: Moment, promise: Commitment) -> bool:
    return promise.outcome not in (KEPT, RELEASED)


def _broken(moment: Moment, promise: Commitment) -> bool:
    return promise.outcome in (LATE, PARTLY, MISSED) or bool(promise.misrepresented)


def _not_replaced(moment: Moment, promise: Commitment) -> bool:
    return promise.outcome is not None and not moment.snapshot.of(Commitment, "replaces_id", promise)


def _unless(confirmed: str) -> Test:
    return lambda moment, promise: promise.outcome is not None and promise.confirmed != confirmed


def _close(outcome: str) -> Run:
    """Close on the day answered, by default today, with what else was answered."""

    def run(session: Session, promise: Commitment, answers: Answers, moment: Moment) -> None:
        more = dict(answers)
        on = more.pop("closed_on", None) or moment.today
        commitments.close(session, promise, outcome, on, moment.today, **more)

    return run


def _kept_or_late(moment: Moment, promise: Commitment, answers: Answers) -> str:
    """What is done after its day is late by itself."""
    on = answers.get("closed_on") or moment.today
    return LATE if on > promise.due else KEPT


def _missed(moment: Moment, promise: Commitment, answers: Answers) -> str:
    return "missed_told" if answers.get("told_on") else "missed_silent"


def _confirm(confirmed: str) -> Run:
    return lambda session, promise, answers, moment: commitments.confirm(
        session, promise, confirmed, moment.today
    )


def _count(session: Session, promise: Commitment, answers: Answers, moment: Moment) -> None:
    commitments.count(session, promise, answers["times_kept"], moment.today, moment.today)


def _move(session: Session, promise: Commitment, answers: Answers, moment: Moment) -> Commitment:
    return commitments.move(
        session,
        promise,
        answers["due"],
        answers["why"],
        moment.today,
        moment.today,
        accepted=answers.get("accepted"),
    )


def _tell(session: Session, promise: Commitment, answers: Answers, moment: Moment) -> None:
    commitments.tell(
        session,
        promise,
        answers["told_on"],
        moment.today,
        reason_class=answers.get("reason_class"),
        frank_reason=answers.get("frank_reason") or "",
        asked_first=answers.get("asked_first"),
    )


def _reassign(session: Session, promise: Commitment, answers: Answers, moment: Moment) -> None:
    owner = records.get(session, Person, answers["owner_id"])
    commitments.reassign(session, [promise], owner, moment.today)


def _restage(session: Session, promise: Commitment, answers: Answers, moment: Moment) -> None:
    stage = records.get(session, Stage, answers["stage_id"])
    records.edit(session, promise, moment.today, stage_id=stage.id)


def next_workshop(snapshot: Snapshot, today: date) -> Workshop | None:
    """The next workshop that is still to be held."""
    ahead = [one for one in snapshot[Workshop] if one.held_on >= today and one.issued_on is None]
    return min(ahead, key=lambda one: one.held_on, default=None)


def _may_wait(moment: Moment, promise: Commitment) -> bool:
    ahead = next_workshop(moment.snapshot, moment.today)
    return promise.outcome is None and ahead is not None and promise.due_workshop_id != ahead.id


def _due_at_next(session: Session, promise: Commitment, answers: Answers, moment: Moment) -> None:
    ahead = next_workshop(moment.snapshot, moment.today)
    if ahead is not None:
        workshops.due_at(session, promise, records.get(session, Workshop, ahead.id), moment.today)


def _most_used(moment: Moment) -> tuple[str, ...]:
    """The reasons this relationship gave most often."""
    used = Counter(promise.reason_class for promise in moment.snapshot[Commitment] if promise.reason_class)
    known = Commitment.fields["reason_class"].choices
    return tuple(reason for reason, _ in used.most_common(MOST_USED) if reason in known)


_KEPT_ON: Final = asks(Commitment, "closed_on", N_("Kept on"), required=True)
_TOLD_ON: Final = asks(Commitment, "told_on", start=held("told_on"))
_AS_KEPT: Final = N_("Promise closed as kept")
_AS_LATE: Final = N_("Promise closed as late")
_BY_OUTCOME: Final = {LATE: _AS_LATE, "": N_("Promises closed, some as late")}

VERBS: Final[tuple[Verb, ...]] = (
    Verb(
        "kept", Commitment, N_("Kept"), _AS_KEPT, _close(KEPT),
        key="K", mark="kept", may=_open, becomes=_kept_or_late, steps=_BY_OUTCOME,
    ),
    Verb(
        "late", Commitment, N_("Late"), _AS_LATE, _close(LATE),
        key="L", mark="late", may=_past,
    ),
    Verb(
        "partly", Commitment, N_("Partly…"), N_("Promise closed as partly kept"), _close(PARTLY),
        key="P", mark="partly", may=_once, asks=(asks(Commitment, "fraction", required=True),),
    ),
    Verb(
        "count", Commitment, N_("Count…"), N_("Promise closed by count"), _count,
        key="P", mark="partly", may=_standing, asks=(asks(Commitment, "times_kept", required=True),),
    ),
    Verb(
        "missed", Commitment, N_("Missed…"), N_("Promise closed as missed"), _close(MISSED),
        key="M", icon="circle-x", may=_open, becomes=_missed,
        asks=(asks(Commitment, "told_on", N_("Told on (empty: nobody was told)"), start=held("told_on")),),
    ),
    Verb(
        "move", Commitment, N_("Move…"), N_("Promise moved to another day"), _move,
        key="R", mark="renegotiated", may=_open,
        asks=(
            asks(
                Commitment, "due", N_("New day"), required=True,
                about=N_("The day by which it is promised now."),
            ),
            WHY,
            asks(Commitment, "accepted", N_("Accepted by the other side"), about=""),
        ),
    ),
    Verb(
        "confirm", Commitment, N_("Confirm"), N_("Outcome confirmed"), _confirm(CONFIRMED),
        key="C", icon="circle-check", may=_unless(CONFIRMED),
    ),
    Verb(
        "dispute", Commitment, N_("Dispute"), N_("Outcome disputed"), _confirm(DISPUTED),
        key="D", mark="disputed", may=_unless(DISPUTED), first=False,
    ),
    Verb(
        "unconfirm", Commitment, N_("Not confirmed yet"), N_("Outcome not confirmed yet"),
        _confirm(UNCONFIRMED), icon="hourglass", may=_unless(UNCONFIRMED), first=False,
    ),
    Verb(
        "tell", Commitment, N_("Told…"), N_("Told the other side"), _tell,
        key="T", icon="message-circle", may=_to_tell, first=False,
        asks=(
            replace(_TOLD_ON, start=lambda moment, promise: promise.told_on or moment.today, required=True),
            replace(asks(Commitment, "reason_class", start=held("reason_class")), often=_most_used),
            asks(Commitment, "frank_reason", start=held("frank_reason")),
            asks(Commitment, "asked_first", start=held("asked_first")),
        ),
    ),
    Verb(
        "kept_on", Commitment, N_("Kept on another day…"), _AS_KEPT, _close(KEPT),
        mark="kept", may=_open, first=False, asks=(_KEPT_ON,), becomes=_kept_or_late, steps=_BY_OUTCOME,
    ),
    Verb(
        "release", Commitment, N_("Release"), N_("Promise released"), _close(RELEASED),
        mark="released", may=_open, first=False,
    ),
    Verb(
        "reopen", Commitment, N_("Open again"), N_("Promise opened again"),
        lambda session, promise, answers, moment: commitments.reopen(session, promise, moment.today),
        key="O", icon="rotate-ccw", may=_not_replaced, first=False,
    ),
    Verb(
        "repair", Commitment, N_("Repair…"), N_("Repair begun"), repairing("commitment_id"),
        icon="wrench", may=_broken, several=False, first=False, asks=REPAIR,
    ),
    Verb(
        "reassign", Commitment, N_("New owner…"), N_("Promise given a new owner"), _reassign,
        icon="user", may=_open, first=False, asks=(asks(Commitment, "owner_id", required=True),),
    ),
    Verb(
        "due_at_next", Commitment, N_("Due at the next workshop"), N_("Promise made due at a workshop"),
        _due_at_next, icon="presentation", may=_may_wait, first=False,
    ),
    Verb(
        "restage", Commitment, N_("To another stage…"), N_("Promise moved to another stage"), _restage,
        icon="columns-3", first=False,
        asks=(asks(Commitment, "stage_id", start=held("stage_id"), required=True),),
    ),
    deleting(Commitment, N_("Promise deleted")),
    Verb(
        "clear", Constraint, N_("In place"), N_("Constraint cleared"),
        lambda session, constraint, answers, moment: records.edit(
            session, constraint, moment.today, cleared_on=moment.today
        ),
        icon="check", may=lambda moment, constraint: constraint.cleared_on is None,
    ),
    Verb(
        "unclear", Constraint, N_("Not in place"), N_("Constraint open again"),
        lambda session, constraint, answers, moment: records.edit(
            session, constraint, moment.today, cleared_on=None
        ),
        icon="rotate-ccw", may=lambda moment, constraint: constraint.cleared_on is not None,
    ),
    deleting(Constraint, N_("Constraint deleted")),
)  # fmt: skip
