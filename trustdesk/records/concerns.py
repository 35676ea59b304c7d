"""Concerns: what stands in the way, from unspoken to addressed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from trustdesk.records.base import Check, Fault, InRelationship
from trustdesk.records.fields import audience_field, choice, day, line, link, links, prose, whole, yes_no
from trustdesk.words import N_, Text

if TYPE_CHECKING:
    from sqlalchemy.orm import Mapped

UNSPOKEN: Final = "unspoken"
VOICED: Final = "voiced"
PRECISE: Final = "precise"
ADDRESSED: Final = "addressed"
STATES: Final = (UNSPOKEN, VOICED, PRECISE, ADDRESSED)

CONCERN_KINDS: Final = (
    N_("cultural differences"),
    N_("lack of communication"),
    N_("lack of common ground"),
    N_("different interests"),
    N_("lack of complementarity"),
    N_("different purpose"),
    N_("dishonesty"),
    N_("secrecy"),
    N_("lack of follow-through"),
)


class Concern(InRelationship):
    """A worry of one party, how severe and likely it is, what it blocks and what is done about it."""

    __tablename__ = "concern"
    singular, plural, named_by = N_("concern"), N_("concerns"), "text"
    sheet, keys = "Concerns", ("ref",)
    series = "N"

    ref: Mapped[str] = line(
        N_("Ref"), required=True, column="Ref",
        help=N_("Your own short name for the row, such as N1; other rows refer to it."),
    )  # fmt: skip
    text: Mapped[str] = prose(
        N_("Concern"), required=True, column="Concern",
        help=N_("What stands in the way, such as “Our cost figures may be used in the next tender”."),
    )  # fmt: skip
    raised_by_id: Mapped[str | None] = link(
        N_("Raised by"), "party", column="Raised by",
        help=N_("The party whose concern it is, such as “Holmquay Logistics”."),
    )  # fmt: skip
    raised_on: Mapped[date | None] = day(
        N_("Raised on"), column="Raised on",
        help=N_("The day on which it was first heard of, such as 2026-01-27."),
    )  # fmt: skip
    state: Mapped[str] = choice(
        N_("State"), *STATES, default=VOICED, column="State",
        help=N_(
            "How openly it stands: not said yet, said, said so clearly that something can be done, or dealt "
            "with."
        ),
    )  # fmt: skip
    addressed_on: Mapped[date | None] = day(
        N_("Addressed on"), column="Addressed on", dated_by="addressed_on",
        help=N_("The day on which it was dealt with, such as 2026-06-16."),
    )  # fmt: skip
    kind: Mapped[str | None] = choice(
        N_("Kind"), *CONCERN_KINDS, own_choices=True, column="Kind",
        help=N_("The sort of concern, such as “different interests”; words of your own will do."),
    )  # fmt: skip
    severity: Mapped[int | None] = whole(
        N_("Severity"), 1, 5, column="Severity",
        help=N_("How bad it would be, from 1 (little) to 5 (severe)."),
    )  # fmt: skip
    likelihood: Mapped[int | None] = whole(
        N_("Likelihood"), 1, 5, column="Likelihood",
        help=N_("How likely it is, from 1 (hardly) to 5 (almost certain)."),
    )  # fmt: skip
    blocks = links(
        N_("Blocks"), "commitment", "risk_step", "opportunity", "stage", column="Blocks",
        help=N_(
            "What it holds up: refs of promises, trust steps and opportunities, or names of stages, such as "
            "“R5”."
        ),
    )  # fmt: skip
    measure: Mapped[str] = prose(
        N_("Measure"), column="Measure",
        help=N_("What is done about it, such as “Three named readers and a log that both can read”."),
    )  # fmt: skip
    owner_id: Mapped[str | None] = link(
        N_("Owner"), "person", column="Owner",
        help=N_("The person who looks after the measure, such as “Daniel Prior”."),
    )  # fmt: skip
    due: Mapped[date | None] = day(
        N_("Due"), column="Due",
        help=N_("The day by which the measure is to be done, such as 2026-07-10."),
    )  # fmt: skip
    may_be_used: Mapped[str | None] = choice(
        N_("May be used"), N_("yes"), N_("ask"), N_("no"), column="May be used",
        help=N_("Whether it may be spoken of: “yes”, “ask” first, or “no” for what was told in confidence."),
    )  # fmt: skip
    audience: Mapped[str] = audience_field("joint")
    known_risk: Mapped[bool | None] = yes_no(N_("A known risk"))
    told_by: Mapped[str] = line(N_("Told by"), private=True)

    def open_on(self, today: date) -> bool:
        """Whether the concern counts as open: unless it is addressed, and was so on or before the day."""
        if self.state != ADDRESSED:
            return True
        return self.addressed_on is not None and self.addressed_on > today

    def later_than(self, day: date) -> dict[str, object]:
        """Beside the dated fields: what was addressed later was, at best, precise."""
        later = super().later_than(day)
        return later | {"state": PRECISE} if "addressed_on" in later else later

    def faults(self, check: Check) -> Iterator[Fault]:
        """The day it was addressed goes with the state."""
        if self.addressed_on and self.state != ADDRESSED:
            yield Fault("addressed_on", Text(N_("nothing, unless the concern is addressed")), ("state",))


class ConcernState(InRelationship):
    """A state a concern came into, and when."""

    __tablename__ = "concern_state"
    singular, plural, named_by = N_("state of a concern"), N_("states of a concern"), "state"
    known_from = "since"

    concern_id: Mapped[str] = link(N_("Concern"), "concern", required=True)
    state: Mapped[str] = choice(N_("State"), *STATES, required=True)
    since: Mapped[date | None] = day(N_("Since"))
