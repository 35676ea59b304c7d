"""Workshops and what is on their agenda."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from trustdesk.records.base import InRelationship
from trustdesk.records.fields import audience_field, choice, day, line, link, links, prose, whole
from trustdesk.words import N_

if TYPE_CHECKING:
    from sqlalchemy.orm import Mapped

INITIAL: Final = "initial"
REVIEW: Final = "review"
AGENDA_ITEM: Final = "agenda item"


class Workshop(InRelationship):
    """A meeting about the program: the first one, a review, or an item on another meeting's agenda."""

    __tablename__ = "workshop"
    singular, plural, named_by = N_("workshop"), N_("workshops"), "title"
    sheet, keys = "Workshops", ("held_on", "kind", "title")

    held_on: Mapped[date] = day(
        N_("Date"), required=True, column="Date",
        help=N_("The day of the workshop, such as 2026-03-24."),
    )  # fmt: skip
    kind: Mapped[str] = choice(
        N_("Kind"), INITIAL, REVIEW, AGENDA_ITEM, required=True, column="Kind",
        help=N_(
            "The first workshop (initial), a review of the program, or an item on another meeting's agenda."
        ),
    )  # fmt: skip
    title: Mapped[str] = line(
        N_("Title"), column="Title",
        help=N_("What it is called, such as “Review of Speak plainly”."),
    )  # fmt: skip
    attended_by = links(
        N_("Attended by"), "party", column="Attended by",
        help=N_("The parties that took part, such as “Perivane Medical; Holmquay Logistics”."),
    )  # fmt: skip
    decisions: Mapped[str] = prose(
        N_("Decisions"), column="Decisions", dated_by="held_on",
        help=N_("What was decided, such as “Go on to the next stage”."),
    )  # fmt: skip
    audience: Mapped[str] = audience_field("joint")
    starts_at: Mapped[str] = line(N_("Starts at"))
    minutes: Mapped[int | None] = whole(N_("Length in minutes"), 1, 6000)
    place: Mapped[str] = line(N_("Place"))
    attendees = links(N_("People present"), "person")
    recognitions: Mapped[str] = prose(N_("Recognitions"), dated_by="held_on")
    issued_on: Mapped[date | None] = day(N_("Minutes issued on"), dated_by="issued_on")


class AgendaItem(InRelationship):
    """One item on a workshop's agenda."""

    __tablename__ = "agenda_item"
    singular, plural, named_by = N_("agenda item"), N_("agenda items"), "text"

    workshop_id: Mapped[str] = link(N_("Workshop"), "workshop", required=True)
    text: Mapped[str] = prose(N_("Item"), required=True)
    kind: Mapped[str] = choice(
        N_("Block"), N_("achieved"), N_("adjust"), N_("recognise"), N_("other"), default="other"
    )
    minutes: Mapped[int | None] = whole(N_("Minutes"), 1, 600)
    about = links(N_("About"), "commitment", "risk_step", "concern", "opportunity", "stage")
    audience: Mapped[str] = audience_field("joint")
