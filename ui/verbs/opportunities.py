"""What can be done to an opportunity and to what it is worth."""

from __future__ import annotations

from typing import Final

from trustdesk.actions import opportunities
from trustdesk.records import Benefit, Opportunity
from trustdesk.records.opportunities import ENABLED, REALISED, WAITING
from trustdesk.words import N_
from ui.verbs.asking import asks, deleting, today
from ui.verbs.verb import Verb

VERBS: Final[tuple[Verb, ...]] = (
    Verb(
        "enable", Opportunity, N_("Enabled"), N_("Opportunity enabled"),
        lambda session, opportunity, answers, moment: opportunities.enable(
            session, opportunity, moment.today
        ),
        key="E", icon="unlock", may=lambda moment, opportunity: opportunity.status != ENABLED,
    ),
    Verb(
        "realise", Opportunity, N_("Realised…"), N_("Opportunity realised"),
        lambda session, opportunity, answers, moment: opportunities.realise(
            session, opportunity, answers["realised_on"], moment.today
        ),
        key="R", icon="gift", may=lambda moment, opportunity: opportunity.status != REALISED,
        asks=(asks(Opportunity, "realised_on", start=today, required=True),),
    ),
    Verb(
        "wait", Opportunity, N_("Waits after all"), N_("Opportunity waits again"),
        lambda session, opportunity, answers, moment: opportunities.wait(session, opportunity, moment.today),
        key="W", icon="hourglass", first=False,
        may=lambda moment, opportunity: opportunity.status != WAITING,
    ),
    deleting(Opportunity, N_("Opportunity deleted")),
    deleting(Benefit, N_("Benefit deleted")),
)  # fmt: skip
