"""What can be done to a workshop and to what is on its agenda."""

from __future__ import annotations

from typing import Final

from trustdesk.actions import workshops
from trustdesk.records import AgendaItem, Workshop
from trustdesk.words import N_
from ui.verbs.asking import WHY, asks, deleting, today
from ui.verbs.verb import Moment, Verb


def _not_issued(moment: Moment, workshop: Workshop) -> bool:
    return workshop.issued_on is None


def _item_is_free(moment: Moment, item: AgendaItem) -> bool:
    workshop = moment.snapshot.find(Workshop, item.workshop_id)
    return workshop is not None and _not_issued(moment, workshop)


VERBS: Final[tuple[Verb, ...]] = (
    Verb(
        "move", Workshop, N_("Move…"), N_("Workshop moved to another day"),
        lambda session, workshop, answers, moment: workshops.move(
            session, workshop, answers["held_on"], answers["why"], moment.today, moment.today
        ),
        icon="calendar-clock", may=_not_issued, several=False,
        asks=(
            asks(Workshop, "held_on", N_("New day"), required=True,
                 about=N_("Open promises that are due at it move with it.")),
            WHY,
        ),
    ),
    Verb(
        "issue", Workshop, N_("Issue minutes…"), N_("Minutes of a workshop issued"),
        lambda session, workshop, answers, moment: workshops.issue(
            session, workshop, answers["issued_on"], moment.today
        ),
        icon="file-text", several=False,
        may=lambda moment, workshop: workshop.issued_on is None and workshop.held_on <= moment.today,
        asks=(
            asks(Workshop, "issued_on", start=today, required=True,
                 about=N_("From then on agenda and minutes stay as they are.")),
        ),
    ),
    deleting(
        Workshop, N_("Workshop deleted"), may=_not_issued,
        run=lambda session, workshop, answers, moment: workshops.delete(session, workshop),
    ),
    deleting(AgendaItem, N_("Agenda item deleted"), may=_item_is_free),
)  # fmt: skip
