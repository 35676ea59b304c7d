"""Opportunities: activities and ventures that higher trust makes possible, and what they are worth."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from trustdesk.records.base import Check, Fault, InRelationship
from trustdesk.records.fields import audience_field, choice, day, line, link, links, money, prose
from trustdesk.records.money import Money
from trustdesk.words import N_, Text

if TYPE_CHECKING:
    from sqlalchemy.orm import Mapped

WAITING: Final = "waiting"
ENABLED: Final = "enabled"
REALISED: Final = "realised"


class Opportunity(InRelationship):
    """Something that becomes possible with more trust: waiting, enabled or realised."""

    __tablename__ = "opportunity"
    singular, plural, named_by = N_("opportunity"), N_("opportunities"), "text"
    sheet, keys = "Opportunities", ("ref",)
    series = "O"

    ref: Mapped[str] = line(
        N_("Ref"), required=True, column="Ref",
        help=N_("Your own short name for the row, such as O1; other rows refer to it."),
    )  # fmt: skip
    text: Mapped[str] = prose(
        N_("Opportunity"), required=True, column="Opportunity",
        help=N_("What becomes possible with more trust, such as “Emergency sets within four hours”."),
    )  # fmt: skip
    waits_for = links(
        N_("Waits for"), "commitment", "risk_step", "stage", column="Waits for",
        help=N_(
            "What has to come first: refs of promises and trust steps, or names of stages, such as “R3; "
            "C16”."
        ),
    )  # fmt: skip
    status: Mapped[str] = choice(
        N_("Status"), WAITING, ENABLED, REALISED, default=WAITING, column="Status",
        help=N_("Whether it waits for more trust, could begin (enabled), or came about (realised)."),
    )  # fmt: skip
    realised_on: Mapped[date | None] = day(
        N_("Realised on"), column="Realised on", dated_by="realised_on",
        help=N_("The day on which it came about, such as 2026-08-03."),
    )  # fmt: skip
    audience: Mapped[str] = audience_field("joint")

    def status_on(self, today: date) -> str:
        """The status as it was known on a day: what was realised later is taken for waiting until then."""
        if self.status == REALISED and self.realised_on and self.realised_on > today:
            return WAITING
        return self.status

    def later_than(self, day: date) -> dict[str, object]:
        """Beside the dated fields, the status of that day."""
        return super().later_than(day) | {"status": self.status_on(day)}

    def faults(self, check: Check) -> Iterator[Fault]:
        """The day of realisation goes with the status."""
        if self.realised_on and self.status != REALISED:
            yield Fault("realised_on", Text(N_("nothing, unless it is realised")), ("status",))


class Benefit(InRelationship):
    """What an opportunity is worth to one party, in words or money."""

    __tablename__ = "benefit"
    singular, plural, named_by = N_("benefit"), N_("benefits"), "worth"

    opportunity_id: Mapped[str] = link(N_("Opportunity"), "opportunity", required=True)
    party_id: Mapped[str] = link(N_("Party"), "party", required=True)
    worth: Mapped[str] = prose(N_("What it is worth"))
    estimated: Mapped[Money | None] = money(N_("Estimated"))
    realised: Mapped[Money | None] = money(N_("Realised"))
    confirmed_by: Mapped[str] = line(N_("Confirmed by"))
