"""People: stakeholders of the parties."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy.orm import Mapped

from trustdesk.records.base import InRelationship, Record
from trustdesk.records.fields import audience_field, choice, day, line, link, prose, whole, yes_no
from trustdesk.words import N_

STANCES: Final = (N_("enables"), N_("neutral"), N_("opposes"))


class Person(InRelationship, Record):
    """Somebody of one party. Influence, stance and politics are the consultant's own judgement."""

    __tablename__ = "person"
    singular, plural, named_by = N_("person"), N_("people"), "name"
    sheet, keys = "People", ("name",)

    name: Mapped[str] = line(N_("Name"), required=True, column="Name")
    party_id: Mapped[str] = link(N_("Party"), "party", required=True, column="Party")
    job: Mapped[str] = line(N_("Position"), column="Position")
    sponsor: Mapped[bool | None] = yes_no(N_("Executive sponsor"), column="Sponsor")
    influence: Mapped[int | None] = whole(N_("Influence"), 1, 5, column="Influence", private=True)
    stance: Mapped[str | None] = choice(N_("Stance"), *STANCES, column="Stance", private=True)
    phone: Mapped[str] = line(N_("Phone"))
    email: Mapped[str] = line(N_("E-mail"))
    language: Mapped[str] = line(N_("Preferred language"))
    left_on: Mapped[date | None] = day(N_("Left on"))
    politics: Mapped[str] = prose(N_("Politics"), private=True)
    audience: Mapped[str] = audience_field("joint")
