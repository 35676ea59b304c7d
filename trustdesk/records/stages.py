"""Stages of a program, the criteria of their gates, and the sign-off by each party."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from trustdesk.records.base import Check, Fault, InRelationship
from trustdesk.records.fields import choice, day, line, link, number, prose
from trustdesk.words import N_, Text

if TYPE_CHECKING:
    from sqlalchemy.orm import Mapped

GO: Final = N_("go")
VERDICTS: Final = (GO, N_("hold"), N_("rework"), N_("stop"))

MUST_HAVES_SETTLED: Final = "must_haves_settled"
STEPS_MERITED: Final = "steps_merited"
NO_SEVERE_CONCERN: Final = "no_severe_concern"
REVIEW_HELD: Final = "review_held"
DEFAULT_CRITERIA: Final = (MUST_HAVES_SETTLED, STEPS_MERITED, NO_SEVERE_CONCERN, REVIEW_HELD)
CRITERIA: Final = (
    *DEFAULT_CRITERIA,
    "ppc_at_least",
    "reliability_q10_at_least",
    "candour_at_least",
    "security_done",
    "perception_at_least",
    "in_words",
)


class Stage(InRelationship):
    """A stretch of the program with a gate at its end."""

    __tablename__ = "stage"
    singular, plural, named_by = N_("stage"), N_("stages"), "name"
    sheet, keys = "Stages", ("name",)

    name: Mapped[str] = line(
        N_("Stage"), required=True, column="Stage",
        help=N_("What the stage is called, such as “Speak plainly”; other rows refer to it."),
    )  # fmt: skip
    starts: Mapped[date | None] = day(
        N_("Starts"), column="Starts",
        help=N_("The first day of the stage, such as 2026-01-27."),
    )  # fmt: skip
    ends: Mapped[date | None] = day(
        N_("Ends"), column="Ends",
        help=N_("The last day of the stage, such as 2026-03-27; its gate is decided then."),
    )  # fmt: skip
    purpose: Mapped[str] = prose(
        N_("Purpose"), column="Purpose",
        help=N_("What the stage is for, such as “Keep the first small promises”."),
    )  # fmt: skip
    verdict: Mapped[str | None] = choice(N_("Decision"), *VERDICTS, dated_by="verdict_on")
    verdict_by: Mapped[str] = line(N_("Decided by"), dated_by="verdict_on")
    verdict_why: Mapped[str] = prose(N_("Why"), dated_by="verdict_on")
    verdict_on: Mapped[date | None] = day(N_("Decided on"), dated_by="verdict_on")

    def faults(self, check: Check) -> Iterator[Fault]:
        """A stage ends after it starts."""
        if self.starts and self.ends and self.ends <= self.starts:
            yield Fault("ends", Text(N_("a day after the stage starts")), ("starts",))


class GateCriterion(InRelationship):
    """One criterion of a stage's gate; a stage without any has the four default ones."""

    __tablename__ = "gate_criterion"
    singular, plural, named_by = N_("gate criterion"), N_("gate criteria"), "words"

    stage_id: Mapped[str] = link(N_("Stage"), "stage", required=True)
    kind: Mapped[str] = choice(N_("Criterion"), *CRITERIA, required=True)
    value: Mapped[float | None] = number(N_("At least"), 0, 10)
    words: Mapped[str] = prose(N_("In words"))
    ticked_by: Mapped[str] = line(N_("Ticked by"), dated_by="ticked_on")
    ticked_on: Mapped[date | None] = day(N_("Ticked on"), dated_by="ticked_on")


class SignOff(InRelationship):
    """The signature of one party under a stage."""

    __tablename__ = "sign_off"
    singular, plural, named_by = N_("sign-off"), N_("sign-offs"), "who"
    known_from = "signed_on"

    stage_id: Mapped[str] = link(N_("Stage"), "stage", required=True)
    party_id: Mapped[str] = link(N_("Party"), "party", required=True)
    who: Mapped[str] = line(N_("Signed by"), required=True)
    signed_on: Mapped[date | None] = day(N_("Signed on"))
