"""A relationship between two or more organisations, and the parties to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from trustdesk.records.base import Check, Fault, InRelationship, Record
from trustdesk.records.fields import choice, day, line, link, number, prose, whole, yes_no
from trustdesk.words import N_, Text

if TYPE_CHECKING:
    from sqlalchemy.orm import Mapped

MUTUAL: Final = "mutual"
ONE_SIDED: Final = "one-sided start"
RESERVED_NAMES: Final = ("joint", "consultant")
SETTINGS: Final = "settings"


class Relationship(Record):
    """What a trust development program is about, and the settings its measures use."""

    __tablename__ = "relationship"
    singular, plural, named_by = N_("relationship"), N_("relationships"), "name"
    sheet, keys = "Relationship", ("name",)

    name: Mapped[str] = line(
        N_("Name"), required=True, column="Name",
        help=N_(
            "What the relationship is called, such as “Perivane – Holmquay alliance”; an import finds it "
            "again by this name."
        ),
    )  # fmt: skip
    purpose: Mapped[str] = prose(
        N_("Purpose"), column="Purpose",
        help=N_("What the parties want to reach together, such as “Loan sets back within two days”."),
    )  # fmt: skip
    mode: Mapped[str] = choice(
        N_("Mode"), MUTUAL, ONE_SIDED, default=MUTUAL, column="Mode",
        help=N_(
            "“mutual”: both sides take risks from the start; “one-sided start”: one side begins, and a lag "
            "is no warning."
        ),
    )  # fmt: skip
    started: Mapped[date | None] = day(
        N_("Started"), column="Started",
        help=N_("The day on which the program began, such as 2026-01-27."),
    )  # fmt: skip
    half_life_days: Mapped[int] = whole(
        N_("Days after which the past counts half"), 0, 100_000, default=180, column="Half-life days",
        group=SETTINGS,
        help=N_(
            "After so many days what was done counts half as much, such as 180; 0: the past does not fade."
        ),
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
        N_("Weight of a contractual promise, beside 1"), 0, 1, default=0.5, group=SETTINGS
    )
    move_notice_days: Mapped[int] = whole(
        N_("Days ahead by which a move has to be told"), 0, 365, default=3, group=SETTINGS
    )
    overdue_days: Mapped[int] = whole(
        N_("Days overdue after which a promise is missed"), 0, 365, default=14, group=SETTINGS
    )
    late_grace_days: Mapped[int] = whole(
        N_("Days late that cost little when told in time"), 0, 365, default=7, group=SETTINGS
    )
    late_worthless_days: Mapped[int] = whole(
        N_("Days late after which a promise counts as missed"), 0, 3650, default=60, group=SETTINGS
    )
    late_worthless_value: Mapped[float] = number(
        N_("What a promise later than that is worth"), 0, 1, default=0.0, group=SETTINGS
    )
    late_told_value: Mapped[float] = number(
        N_("What a promise a little late, told in time, is worth"),
        0,
        1,
        default=0.8,
        group=SETTINGS,
    )
    late_value: Mapped[float] = number(N_("What a late promise is worth"), 0, 1, default=0.5, group=SETTINGS)
    second_move_value: Mapped[float] = number(
        N_("What a promise moved again is worth"), 0, 1, default=0.5, group=SETTINGS
    )
    told_late_value: Mapped[float] = number(
        N_("What telling late or without a reason is worth"), 0, 1, default=0.5, group=SETTINGS
    )
    few_trials: Mapped[int] = whole(
        N_("Slips below which each is listed, not drawn"),
        0,
        100,
        default=5,
        group=SETTINGS,
    )
    merit_importance: Mapped[float] = number(
        N_("What a trust step weighs, beside a promise"), 0, 100, default=3, group=SETTINGS
    )
    rung: Mapped[int] = whole(
        N_("Points of loss a trust step may add to the last"), 0, 10, default=2, group=SETTINGS
    )
    first_rung: Mapped[int] = whole(
        N_("What a first trust step may lose at most, of 10"), 0, 10, default=3, group=SETTINGS
    )
    most_stretch: Mapped[int] = whole(
        N_("Points beyond what is acceptable that do not strain"), 0, 10, default=3, group=SETTINGS
    )
    sponsor_loss: Mapped[int] = whole(
        N_("Loss from which an executive sponsor has to agree"), 1, 11, default=8, group=SETTINGS
    )
    lag_share: Mapped[float] = number(
        N_("A side lags that gives less than this share"), 0, 1, default=0.5, group=SETTINGS
    )
    lag_days: Mapped[int] = whole(N_("Days for which lagging is normal"), 0, 3650, default=90, group=SETTINGS)
    load_floor: Mapped[int] = whole(
        N_("Promises due in 30 days that bring no warning"), 0, 1000, default=3, group=SETTINGS
    )


class Party(InRelationship):
    """A side of a relationship, under the name it goes by there; the order is the order everywhere."""

    __tablename__ = "party"
    singular, plural, named_by = N_("party"), N_("parties"), "name"
    sheet, keys = "Parties", ("name",)

    name: Mapped[str] = line(
        N_("Party"), required=True, column="Party",
        help=N_("What the side is called on every sheet, such as “Perivane Medical”."),
    )  # fmt: skip
    role: Mapped[str] = line(
        N_("Role"), column="Role",
        help=N_("What the party does, such as “device maker”."),
    )  # fmt: skip
    note: Mapped[str] = prose(
        N_("Note"), column="Note",
        help=N_("Anything else to know about the party, such as its size; all parties may read it."),
    )  # fmt: skip
    organisation_id: Mapped[str | None] = link(N_("Organisation"), "organisation")
    own_side: Mapped[bool | None] = yes_no(
        N_("I work for this side"), private=True,
        help=N_("Nobody else reads this. Leave it with no side where you stand between them."),
    )  # fmt: skip
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
