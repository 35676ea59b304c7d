"""Commitments, what must be in place before one may be promised, and the adjustments of what was agreed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from trustdesk.records.base import Check, Fault, InRelationship, Record
from trustdesk.records.fields import (
    audience_field,
    choice,
    day,
    line,
    link,
    links,
    number,
    prose,
    whole,
    yes_no,
)
from trustdesk.records.relationships import RESERVED_NAMES
from trustdesk.words import N_, Text

if TYPE_CHECKING:
    from sqlalchemy.orm import Mapped

KEPT: Final = "kept"
LATE: Final = "late"
PARTLY: Final = "partly"
MISSED: Final = "missed"
RELEASED: Final = "released"
RENEGOTIATED: Final = "renegotiated"
OUTCOMES: Final = (KEPT, LATE, PARTLY, MISSED, RELEASED, RENEGOTIATED)

CONFIRMED: Final = "yes"
UNCONFIRMED: Final = "no"
DISPUTED: Final = "disputed"

REASON_CLASSES: Final = (
    N_("poor planning"),
    N_("lack of coordination"),
    N_("prerequisite not complete"),
    N_("information not provided"),
    N_("late decision"),
    N_("people not available"),
    N_("wrong people involved"),
    N_("contract or scope change"),
    N_("third party"),
    N_("forgotten"),
    N_("not followed up"),
    N_("unforeseen"),
    N_("other"),
)


class Commitment(InRelationship):
    """What one party (the giver) promised to one or more others, and what became of it."""

    __tablename__ = "commitment"
    singular, plural, named_by = N_("promise"), N_("promises"), "text"
    sheet, keys, known_from = "Commitments", ("ref",), "promised_on"
    series = "C"

    ref: Mapped[str] = line(
        N_("Ref"), required=True, column="Ref",
        help=N_("Your own short name for the row, such as C1; other rows refer to it."),
    )  # fmt: skip
    stage_id: Mapped[str] = link(
        N_("Stage"), "stage", required=True, column="Stage",
        help=N_("The stage to which the promise belongs, such as “Speak plainly”."),
    )  # fmt: skip
    giver_id: Mapped[str] = link(
        N_("Promised by"), "party", required=True, column="Giver",
        help=N_("The party that promises, such as “Perivane Medical”."),
    )  # fmt: skip
    receivers = links(
        N_("Promised to"), "party", column="Receivers",
        help=N_("The parties to which it is promised, such as “Holmquay Logistics”. Blank: all the others."),
    )  # fmt: skip
    text: Mapped[str] = prose(
        N_("Promise"), required=True, column="Commitment",
        help=N_("What exactly is promised, such as “Send the list of all late deliveries since June”."),
    )  # fmt: skip
    done_when: Mapped[str] = prose(
        N_("Done when"), column="Done when",
        help=N_(
            "How both sides will see that it is done, such as “list received and gone through together”."
        ),
    )  # fmt: skip
    owner_id: Mapped[str | None] = link(
        N_("Owner"), "person", column="Owner",
        help=N_(
            "The person who looks after it, such as “Ingrid Falk”; one who is not on the sheet People is "
            "put there."
        ),
    )  # fmt: skip
    importance: Mapped[int] = whole(
        N_("Importance"), 1, 3, default=1, column="Importance",
        help=N_("How much it matters: 1 ordinary, 2 important, 3 critical."),
    )  # fmt: skip
    must_have: Mapped[bool | None] = yes_no(
        N_("Essential to its stage"), column="Must have",
        help=N_("“yes” where the stage cannot pass its gate until this is settled."),
    )  # fmt: skip
    compelled: Mapped[bool | None] = yes_no(
        N_("Contractual"), column="Compelled",
        help=N_(
            "“yes” where a contract demands it anyway: keeping it says less than a promise freely given."
        ),
    )  # fmt: skip
    promised_on: Mapped[date | None] = day(
        N_("Promised on"), column="Promised on",
        help=N_("The day on which it was promised, such as 2026-01-27. Blank: known from the beginning."),
    )  # fmt: skip
    due: Mapped[date] = day(
        N_("Due"), required=True, column="Due",
        help=N_("The day by which it is to be done, such as 2026-02-13."),
    )  # fmt: skip
    outcome: Mapped[str | None] = choice(
        N_("Outcome"), *OUTCOMES, column="Outcome", dated_by="closed_on",
        help=N_(
            "What became of it: done in time, done after the day, done in part, not done, let off by the "
            "other side, or replaced by another promise. Blank: still open."
        ),
    )  # fmt: skip
    closed_on: Mapped[date | None] = day(
        N_("Closed on"), column="Closed on", dated_by="closed_on",
        help=N_("The day on which it came to its outcome, such as 2026-02-11."),
    )  # fmt: skip
    fraction: Mapped[float | None] = number(
        N_("Share done"), 0, 1, column="Fraction", dated_by="closed_on",
        help=N_("How much of a promise kept in part was done, such as 0.5 for half."),
    )  # fmt: skip
    times: Mapped[int | None] = whole(
        N_("Times promised"), 1, 10_000, column="Times",
        help=N_("How often a standing promise was to be kept, such as 12."),
    )  # fmt: skip
    times_kept: Mapped[int | None] = whole(
        N_("Times kept"), 0, 10_000, column="Times kept", dated_by="closed_on",
        help=N_("How often a standing promise was kept, such as 11; the fraction then follows."),
    )  # fmt: skip
    confirmed: Mapped[str] = choice(
        N_("Confirmed"), CONFIRMED, UNCONFIRMED, DISPUTED, default=CONFIRMED, column="Confirmed",
        dated_by="closed_on",
        help=N_(
            "Whether the other side agrees with the outcome; a disputed one does not count until it is "
            "settled."
        ),
    )  # fmt: skip
    told_on: Mapped[date | None] = day(
        N_("Told on"), column="Told on", dated_by="told_on",
        help=N_(
            "The day on which the other side was told that it would not be as promised, such as 2026-02-10."
        ),
    )  # fmt: skip
    reason_class: Mapped[str | None] = choice(
        N_("Reason"), *REASON_CLASSES, column="Reason class", dated_by="told_on",
        help=N_("The sort of reason why it was not as promised, such as “late decision”."),
    )  # fmt: skip
    frank_reason: Mapped[str] = prose(
        N_("Frank reason"), column="Frank reason", dated_by="told_on",
        help=N_("The reason in frank words, such as “We forgot to ask the plant”."),
    )  # fmt: skip
    asked_first: Mapped[bool | None] = yes_no(
        N_("Had to be asked first"), column="Asked first", dated_by="told_on",
        help=N_("“yes” where the other side had to ask before it was told."),
    )  # fmt: skip
    misrepresented: Mapped[bool | None] = yes_no(
        N_("Misrepresented"), column="Misrepresented",
        help=N_(
            "“yes” where the giver claimed what was not so; until both sides acknowledge it, the consultant "
            "alone reads it."
        ),
    )  # fmt: skip
    acknowledged_on: Mapped[date | None] = day(
        N_("Acknowledged by both on"), column="Acknowledged on", dated_by="acknowledged_on",
        help=N_("The day on which both sides acknowledged what was misrepresented, such as 2026-04-02."),
    )  # fmt: skip
    repaired_on: Mapped[date | None] = day(
        N_("Repaired on"), column="Repaired on", dated_by="repaired_on",
        help=N_("The day on which that was repaired, such as 2026-05-20."),
    )  # fmt: skip
    accepted: Mapped[bool | None] = yes_no(
        N_("Move accepted"), column="Accepted", dated_by="closed_on",
        help=N_("“yes” where the other side accepted that the promise was moved."),
    )  # fmt: skip
    replaces_id: Mapped[str | None] = link(
        N_("Replaces"), "commitment", column="Replaces",
        help=N_("The ref of the promise that this one replaces, such as C1."),
    )  # fmt: skip
    audience: Mapped[str] = audience_field("joint")
    evidence: Mapped[str] = prose(N_("Evidence"), dated_by="closed_on")
    due_workshop_id: Mapped[str | None] = link(N_("Due at the workshop"), "workshop")
    contract: Mapped[str] = line(N_("Contractual under"))
    depends_on = links(N_("Depends on"), "commitment")

    def known_day(self, find: Callable[[str], Record | None]) -> date | None:
        """The day it was promised on; of a replacement without one, the day the replaced promise closed.

        A replaced promise that fewer people may read than its replacement says nothing: for some readers it
        is not there, and what is known may not depend on who looks.
        """
        if self.promised_on is None and self.replaces_id is not None:
            replaced = find(self.replaces_id)
            if isinstance(replaced, Commitment) and _read_by_all_of(replaced.audience, self.audience):
                return replaced.closed_on
        return self.promised_on

    def faults(self, check: Check) -> Iterator[Fault]:
        """What contradicts itself in a promise and its outcome."""
        if self.giver_id in check.links(self, "receivers"):
            yield Fault("receivers", Text(N_("parties other than the giver")), ("giver_id",))
        if self.promised_on and self.due and self.promised_on > self.due:
            expected = Text(N_("a day not after the due date {due}"), {"due": self.due})
            yield Fault("promised_on", expected, ("due",))
        yield from self._outcome_faults(check.today)
        yield from self._disclosure_faults(check.today)

    def _outcome_faults(self, today: date) -> Iterator[Fault]:
        if (self.outcome is None) != (self.closed_on is None):
            yield Fault("closed_on", Text(N_("a day exactly when there is an outcome")), ("outcome",))
        elif self.closed_on is not None:
            yield from self._day_faults(self.closed_on, today)
        if self.outcome == PARTLY and not (self.fraction is not None and 0 < self.fraction < 1):
            expected = Text(N_("a fraction between 0 and 1, since it was kept in part"))
            yield Fault("fraction", expected, ("outcome", "times", "times_kept"))
        if self.times_kept is not None and (self.times is None or self.times_kept > self.times):
            yield Fault("times_kept", Text(N_("a number not above the times promised")), ("times",))

    def _day_faults(self, closed_on: date, today: date) -> Iterator[Fault]:
        if closed_on > today:
            yield Fault("closed_on", Text(N_("a day not after today, {today}"), {"today": today}))
        if self.outcome == KEPT and self.due and closed_on > self.due:
            expected = Text(N_("a day not after the due date {due}, since it was kept"), {"due": self.due})
            yield Fault("closed_on", expected, ("outcome", "due"))
        if self.outcome == LATE and self.due and closed_on <= self.due:
            expected = Text(N_("a day after the due date {due}, since it was late"), {"due": self.due})
            yield Fault("closed_on", expected, ("outcome", "due"))

    def _disclosure_faults(self, today: date) -> Iterator[Fault]:
        if self.told_on and self.told_on > today:
            yield Fault("told_on", Text(N_("a day not after today, {today}"), {"today": today}))
        for name in ("acknowledged_on", "repaired_on"):
            if getattr(self, name) is not None and not self.misrepresented:
                expected = Text(N_("nothing, unless the promise was misrepresented"))
                yield Fault(name, expected, ("misrepresented",))
        if self.acknowledged_on and self.acknowledged_on > today:
            yield Fault("acknowledged_on", Text(N_("a day not after today, {today}"), {"today": today}))
        early = self.acknowledged_on is None or (self.repaired_on or date.max) < self.acknowledged_on
        if self.misrepresented and self.repaired_on and early:
            expected = Text(N_("a day not before it was acknowledged by both"))
            yield Fault("repaired_on", expected, ("acknowledged_on",))


def _read_by_all_of(wide: str, narrow: str) -> bool:
    """Whether all who may read what has the audience `narrow` may read what has `wide`, both as stored."""
    joint, consultant = RESERVED_NAMES
    if wide in (joint, narrow) or narrow == consultant:
        return True
    return wide != consultant and narrow != joint and set(narrow.split(";")) <= set(wide.split(";"))


class Constraint(InRelationship):
    """Something that must be in place before a promise may be given (make-ready)."""

    __tablename__ = "commitment_constraint"
    singular, plural, named_by = N_("constraint"), N_("constraints"), "text"

    commitment_id: Mapped[str] = link(N_("Promise"), "commitment", required=True)
    text: Mapped[str] = prose(N_("What must be in place"), required=True)
    cleared_on: Mapped[date | None] = day(N_("Cleared on"), dated_by="cleared_on")


class Adjustment(InRelationship):
    """Something agreed that was moved, and why; written when it is moved."""

    __tablename__ = "adjustment"
    singular, plural, named_by = N_("adjustment"), N_("adjustments"), "why"
    known_from = "decided_on"

    commitment_id: Mapped[str | None] = link(N_("Promise"), "commitment", bound=True)
    risk_step_id: Mapped[str | None] = link(N_("Trust step"), "risk_step", bound=True)
    stage_id: Mapped[str | None] = link(N_("Stage"), "stage", bound=True)
    moved_from: Mapped[date | None] = day(N_("From"))
    moved_to: Mapped[date | None] = day(N_("To"))
    why: Mapped[str] = prose(N_("Why"), required=True)
    decided_on: Mapped[date | None] = day(N_("Decided on"))
    workshop_id: Mapped[str | None] = link(N_("Decided in"), "workshop", bound=True)
