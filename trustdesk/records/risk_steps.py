"""Risk steps, each of which stretches a party's willingness a little further, and repairs after a breach."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from trustdesk.records.base import Check, Fault, InRelationship
from trustdesk.records.fields import audience_field, choice, day, line, link, links, number, prose, whole
from trustdesk.records.stages import VERDICTS
from trustdesk.words import N_, Text

if TYPE_CHECKING:
    from sqlalchemy.orm import Mapped

PLANNED: Final = "planned"
TAKEN: Final = "taken"
MERITED: Final = "merited"
PARTLY_MERITED: Final = "partly merited"
NOT_MERITED: Final = "not merited"
CALLED_OFF: Final = "called off"
STATUSES: Final = (PLANNED, TAKEN, MERITED, PARTLY_MERITED, NOT_MERITED, CALLED_OFF)
CONCLUDED: Final = (MERITED, PARTLY_MERITED, NOT_MERITED)

INFORMATION: Final = "information"
EXPOSES: Final = (
    INFORMATION, N_("money"), N_("reputation"), N_("operations"), N_("autonomy"), N_("legal"),
)  # fmt: skip


class RiskStep(InRelationship):
    """A risk that one party (the exposed one) takes by relying on one or more others (the trusted ones)."""

    __tablename__ = "risk_step"
    singular, plural, named_by = N_("trust step"), N_("trust steps"), "text"
    sheet, keys = "Risk steps", ("ref",)
    series = "R"

    ref: Mapped[str] = line(
        N_("Ref"), required=True, column="Ref",
        help=N_("Your own short name for the row, such as R1; other rows refer to it."),
    )  # fmt: skip
    stage_id: Mapped[str] = link(
        N_("Stage"), "stage", required=True, column="Stage",
        help=N_("The stage to which the trust step belongs, such as “Speak plainly”."),
    )  # fmt: skip
    exposed_id: Mapped[str] = link(
        N_("Takes the risk"), "party", required=True, column="Exposed",
        help=N_("The party that takes the risk, such as “Perivane Medical”."),
    )  # fmt: skip
    trusted = links(
        N_("Is relied on"), "party", column="Trusted", column_required=True,
        help=N_("The party, or parties, on which it relies, such as “Holmquay Logistics”."),
    )  # fmt: skip
    text: Mapped[str] = prose(
        N_("Trust step"), required=True, column="Risk step",
        help=N_("What is entrusted to the other side, such as “Show Holmquay the file of complaints”."),
    )  # fmt: skip
    loss: Mapped[int | None] = whole(
        N_("Loss if let down"), 1, 10, column="Loss", column_required=True,
        help=N_(
            "How much the exposed party loses if it is let down, from 1 (hardly anything) to 10 (the "
            "worst)."
        ),
    )  # fmt: skip
    gain: Mapped[int | None] = whole(
        N_("Gain if trust proves right"), 1, 10, column="Gain", column_required=True,
        help=N_("How much it gains if the trust proves right, from 1 to 10 on the same scale."),
    )  # fmt: skip
    comfort: Mapped[int | None] = whole(
        N_("Acceptable today"), 1, 10, column="Comfort",
        help=N_("How large a loss it finds acceptable today, from 1 to 10 on the same scale, such as 4."),
    )  # fmt: skip
    exposes: Mapped[str] = choice(
        N_("Exposes"), *EXPOSES, default="", column="Exposes", several=True,
        help=N_("What is put at risk, such as “money; reputation”."),
    )  # fmt: skip
    safeguard: Mapped[str] = line(
        N_("Safeguard"), column="Safeguard",
        help=N_("What limits the loss, such as “insurance cover for goods of others”."),
    )  # fmt: skip
    needs = links(
        N_("Needs"), "commitment", "risk_step", column="Needs",
        help=N_("The refs of the promises and trust steps that have to go well first, such as “C5; R2”."),
    )  # fmt: skip
    approved_by_id: Mapped[str | None] = link(
        N_("Approved by"), "person", column="Approved by",
        help=N_("The executive sponsor of the exposed party who agreed to it, such as “Marcus Oyelaran”."),
    )  # fmt: skip
    planned: Mapped[date | None] = day(
        N_("Planned"), column="Planned",
        help=N_("The day on which it is to be taken, such as 2026-05-11."),
    )  # fmt: skip
    taken_on: Mapped[date | None] = day(
        N_("Taken on"), column="Taken on",
        help=N_("The day on which it was taken, such as 2026-05-12. Blank: as planned."),
    )  # fmt: skip
    status: Mapped[str] = choice(
        N_("Status"), *STATUSES, default=PLANNED, column="Status",
        help=N_("What became of it: merited means that the trust proved right."),
    )  # fmt: skip
    fraction: Mapped[float | None] = number(
        N_("Share merited"), 0, 1, column="Fraction", dated_by="concluded_on",
        help=N_("How far a partly merited trust proved right, such as 0.5 for half."),
    )  # fmt: skip
    concluded_on: Mapped[date | None] = day(
        N_("Concluded on"), column="Concluded on", dated_by="concluded_on",
        help=N_("The day on which it was clear whether the trust proved right, such as 2026-06-30."),
    )  # fmt: skip
    audience: Mapped[str] = audience_field("joint")
    makes_possible: Mapped[str] = prose(N_("What it makes possible"))
    decision: Mapped[str | None] = choice(N_("Decision"), *VERDICTS, dated_by="decided_on")
    decided_by: Mapped[str] = line(N_("Decided by"), dated_by="decided_on")
    decided_why: Mapped[str] = prose(N_("Why"), dated_by="decided_on")
    decided_on: Mapped[date | None] = day(N_("Decided on"), dated_by="decided_on")

    @property
    def day_taken(self) -> date | None:
        """The day the risk was, or is meant to be, taken: `taken_on`, by default the day planned.

        What was concluded before the day it was planned for was taken by then.
        """
        if self.taken_on or self.status not in CONCLUDED:
            return self.taken_on or self.planned
        return min((day for day in (self.planned, self.concluded_on) if day), default=None)

    @property
    def day_concluded(self) -> date | None:
        """The day a concluded step was concluded; where none was noted, the day it was taken."""
        return self.concluded_on or self.day_taken

    def status_on(self, today: date) -> str:
        """The status as it was known on a day: what was taken or concluded later had not happened yet."""
        taken = self.day_taken is None or self.day_taken <= today
        if self.status == CALLED_OFF:
            return PLANNED if self.concluded_on and self.concluded_on > today else CALLED_OFF
        if self.status in CONCLUDED and (self.day_concluded is None or self.day_concluded <= today):
            return self.status
        return TAKEN if self.status != PLANNED and taken else PLANNED

    def later_than(self, day: date) -> dict[str, object]:
        """Beside the dated fields, the status of that day."""
        return super().later_than(day) | {"status": self.status_on(day)}

    def faults(self, check: Check) -> Iterator[Fault]:
        """What contradicts itself in a risk step and its outcome."""
        trusted = check.links(self, "trusted")
        if not trusted or self.exposed_id in trusted:
            expected = Text(N_("one or more parties other than the one that takes the risk"))
            yield Fault("trusted", expected, ("exposed_id",))
        if self.status == PARTLY_MERITED and not (self.fraction is not None and 0 < self.fraction < 1):
            expected = Text(N_("a fraction between 0 and 1, since it was merited in part"))
            yield Fault("fraction", expected, ("status",))


class Repair(InRelationship):
    """The mending of a breach, done on purpose and by both sides."""

    __tablename__ = "repair"
    singular, plural, named_by = N_("repair"), N_("repairs"), "redress"

    commitment_id: Mapped[str | None] = link(N_("Promise"), "commitment", bound=True)
    risk_step_id: Mapped[str | None] = link(N_("Trust step"), "risk_step", bound=True)
    acknowledged_by = links(N_("Acknowledged by"), "party")
    acknowledged_on: Mapped[date | None] = day(N_("Acknowledged on"), dated_by="acknowledged_on")
    redress: Mapped[str] = prose(N_("Redress"), required=True)
    safeguard: Mapped[str] = prose(N_("Safeguard"))
    watch_until: Mapped[date | None] = day(N_("Watch until"))
    closed_on: Mapped[date | None] = day(N_("Closed on"), dated_by="closed_on")
    audience: Mapped[str] = audience_field("joint")
