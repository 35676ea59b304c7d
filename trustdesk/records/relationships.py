"""A relationship between two or more organisations, and the parties to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from sqlalchemy.orm import Mapped

from trustdesk.records.base import Check, Fault, InRelationship, Record
from trustdesk.records.fields import choice, day, line, link, number, prose, whole
from trustdesk.words import N_, Text

MUTUAL: Final = "mutual"
ONE_SIDED: Final = "one-sided start"
RESERVED_NAMES: Final = ("joint", "consultant")
SETTINGS: Final = "settings"


class Relationship(Record):
    """What a trust development program is about, and the settings its measures use."""

    __tablename__ = "relationship"
    singular, plural, named_by = N_("relationship"), N_("relationships"), "name"
    sheet, keys = "Relationship", ("name",)

    name: Mapped[str] = line(N_("Name"), required=True, column="Name")
    purpose: Mapped[str] = prose(N_("Purpose"), column="Purpose")
    mode: Mapped[str] = choice(N_("Mode"), MUTUAL, ONE_SIDED, default=MUTUAL, column="Mode")
    started: Mapped[date | None] = day(N_("Started"), column="Started")
    half_life_days: Mapped[int] = whole(
        N_("How fast the past fades (half-life in days)"), 0, 100_000, default=180,
        column="Half-life days", group=SETTINGS, help=N_("0: the past does not fade."),
    )  # fmt: skip
    why: Mapped[str] = prose(N_("Why collaborate"))
    in_what: Mapped[str] = prose(N_("Collaborate in what"))
    how: Mapped[str] = prose(N_("How collaborate"))
    domain: Mapped[str] = line(N_("Domain"))
    return_shared: Mapped[str] = prose(N_("How return is shared"))
    risk_shared: Mapped[str] = prose(N_("How risk is shared"))
    planned_end: Mapped[date | None] = day(N_("Planned end"))
    paused_from: Mapped[date | None] = day(N_("Paused from"))
    paused_to: Mapped[date | None] = day(N_("Paused to"))
    closed_on: Mapped[date | None] = day(N_("Closed on"))
    closed_why: Mapped[str] = prose(N_("Why it was closed"))
    foundations: Mapped[str] = line(N_("Foundations that are in use"))

    compelled_credibility: Mapped[float] = number(
        N_("Weight of a contractual promise"), 0, 1, default=0.5, group=SETTINGS
    )
    move_notice_days: Mapped[int] = whole(
        N_("Days ahead that make a move timely"), 0, 365, default=3, group=SETTINGS
    )
    overdue_days: Mapped[int] = whole(
        N_("Days past due after which an open promise counts as missed"), 0, 365, default=14, group=SETTINGS
    )
    late_grace_days: Mapped[int] = whole(
        N_("Days late that cost little when told in time"), 0, 365, default=7, group=SETTINGS
    )
    late_worthless_days: Mapped[int] = whole(
        N_("Days late after which a promise counts as missed"), 0, 3650, default=60, group=SETTINGS
    )
    late_worthless_value: Mapped[float] = number(
        N_("Value of a promise later than that"), 0, 1, default=0.0, group=SETTINGS
    )
    late_told_value: Mapped[float] = number(
        N_("Value of a promise a little late and told in time"), 0, 1, default=0.8, group=SETTINGS
    )
    late_value: Mapped[float] = number(N_("Value of a late promise"), 0, 1, default=0.5, group=SETTINGS)
    second_move_value: Mapped[float] = number(
        N_("Value of a promise moved again"), 0, 1, default=0.5, group=SETTINGS
    )
    told_late_value: Mapped[float] = number(
        N_("Candour of telling late or without a reason"), 0, 1, default=0.5, group=SETTINGS
    )
    few_trials: Mapped[int] = whole(
        N_("Cases below which no candour bar is drawn"), 0, 100, default=5, group=SETTINGS
    )
    merit_importance: Mapped[float] = number(N_("Weight of a risk step"), 0, 100, default=3, group=SETTINGS)
    rung: Mapped[int] = whole(
        N_("Points of loss by which a step may exceed the last"), 0, 10, default=2, group=SETTINGS
    )
    first_rung: Mapped[int] = whole(N_("Loss of a first step at most"), 0, 10, default=3, group=SETTINGS)
    most_stretch: Mapped[int] = whole(
        N_("Points of stretch that do not strain"), 0, 10, default=3, group=SETTINGS
    )
    sponsor_loss: Mapped[int] = whole(
        N_("Loss from which a sponsor has to agree"), 1, 11, default=8, group=SETTINGS
    )
    lag_share: Mapped[float] = number(
        N_("Share of the other side's giving below which there is a lag"), 0, 1, default=0.5, group=SETTINGS
    )
    lag_days: Mapped[int] = whole(N_("Days for which a lag is normal"), 0, 3650, default=90, group=SETTINGS)
    load_floor: Mapped[int] = whole(
        N_("Open promises in 30 days that nobody is warned about"), 0, 1000, default=3, group=SETTINGS
    )


class Party(InRelationship, Record):
    """A side of a relationship, under the name it goes by there; the order is the order everywhere."""

    __tablename__ = "party"
    singular, plural, named_by = N_("party"), N_("parties"), "name"
    sheet, keys = "Parties", ("name",)

    name: Mapped[str] = line(N_("Party"), required=True, column="Party")
    role: Mapped[str] = line(N_("Role"), column="Role")
    note: Mapped[str] = prose(N_("Note"), column="Note")
    organisation_id: Mapped[str | None] = link(N_("Organisation"), "organisation")
    colour: Mapped[str] = line(N_("Colour"))
    autonomy: Mapped[str] = prose(N_("Autonomy it gives up"))
    known_kept: Mapped[float] = number(
        N_("What we knew before: kept"), 0, 1000, default=0, help=N_("In ordinary promises.")
    )
    known_broken: Mapped[float] = number(
        N_("What we knew before: broken"), 0, 1000, default=0, help=N_("In ordinary promises.")
    )
    known_why: Mapped[str] = prose(N_("Why we believe so"))
    known_on: Mapped[date | None] = day(N_("Known on"), help=N_("Blank: the day the relationship started."))

    def faults(self, check: Check) -> Iterator[Fault]:
        """A party may not be called what an audience is called, nor hold the sign that separates names."""
        if self.name.strip().casefold() in RESERVED_NAMES or ";" in self.name:
            yield Fault("name", Text(N_("a name without ;, other than joint and consultant")))
