"""People: stakeholders of the parties."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from trustdesk.records.base import InRelationship
from trustdesk.records.fields import audience_field, choice, day, line, link, prose, whole, yes_no
from trustdesk.words import N_

if TYPE_CHECKING:
    from sqlalchemy.orm import Mapped

STANCES: Final = (N_("enables"), N_("neutral"), N_("opposes"))


class Person(InRelationship):
    """Somebody of one party. Influence, stance and politics are the consultant's own judgement."""

    __tablename__ = "person"
    singular, plural, named_by = N_("person"), N_("people"), "name"
    sheet, keys = "People", ("name",)

    name: Mapped[str] = line(
        N_("Name"), required=True, column="Name",
        help=N_("The person's name, such as “Ingrid Falk”; other rows refer to it."),
    )  # fmt: skip
    party_id: Mapped[str] = link(
        N_("Party"), "party", required=True, column="Party",
        help=N_("The party that the person belongs to, such as “Perivane Medical”."),
    )  # fmt: skip
    job: Mapped[str] = line(
        N_("Position"), column="Position",
        help=N_("What the person does there, such as “alliance manager”."),
    )  # fmt: skip
    sponsor: Mapped[bool | None] = yes_no(
        N_("Executive sponsor"), column="Sponsor",
        help=N_("“yes” for an executive who answers for the alliance and signs at its gates."),
    )  # fmt: skip
    influence: Mapped[int | None] = whole(
        N_("Influence"), 1, 5, column="Influence", private=True,
        help=N_("How much the person decides about the alliance, from 1 (little) to 5 (much)."),
    )  # fmt: skip
    stance: Mapped[str | None] = choice(
        N_("Stance"), *STANCES, column="Stance", private=True,
        help=N_(
            "Whether the person helps it on (enables), waits and sees (neutral) or holds it back (opposes)."
        ),
    )  # fmt: skip
    phone: Mapped[str] = line(N_("Phone"))
    email: Mapped[str] = line(N_("E-mail"))
    language: Mapped[str] = line(N_("Preferred language"))
    left_on: Mapped[date | None] = day(N_("Left on"))
    politics: Mapped[str] = prose(N_("Politics"), private=True)
    audience: Mapped[str] = audience_field("joint")
