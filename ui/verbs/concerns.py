"""What can be done to a concern: bring it from one state to the next, or back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy.orm import Session

from trustdesk.actions import concerns
from trustdesk.records import Concern
from trustdesk.records.concerns import ADDRESSED, PRECISE, STATES, UNSPOKEN, VOICED
from trustdesk.words import N_
from ui.verbs.asking import deleting
from ui.verbs.verb import Moment, Run, Test, Verb


def _bring(state: str) -> Run:
    return lambda session, concern, answers, moment: concerns.bring(
        session, concern, state, moment.today, moment.today
    )


def _before(state: str) -> Test:
    return lambda moment, concern: STATES.index(concern.state) < STATES.index(state)


def _back(session: Session, concern: Concern, answers: Mapping[str, Any], moment: Moment) -> None:
    before = STATES[STATES.index(concern.state) - 1]
    concerns.bring(session, concern, before, moment.today, moment.today)


VERBS: Final[tuple[Verb, ...]] = (
    Verb(
        "voice", Concern, N_("Voiced"), N_("Concern voiced"), _bring(VOICED),
        key="V", icon="message-circle", may=_before(VOICED),
    ),
    Verb(
        "make_precise", Concern, N_("Precise"), N_("Concern made precise"), _bring(PRECISE),
        key="P", icon="search", may=_before(PRECISE),
    ),
    Verb(
        "address", Concern, N_("Addressed"), N_("Concern addressed"), _bring(ADDRESSED),
        key="A", icon="circle-check", may=_before(ADDRESSED),
    ),
    Verb(
        "back", Concern, N_("One step back"), N_("Concern taken a step back"), _back,
        key="B", icon="rotate-ccw", may=lambda moment, concern: concern.state != UNSPOKEN, first=False,
    ),
    deleting(Concern, N_("Concern deleted")),
)  # fmt: skip
