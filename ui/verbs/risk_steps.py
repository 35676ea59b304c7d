"""What can be done to a trust step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy.orm import Session

from trustdesk.actions import records, risk_steps
from trustdesk.measures.results import GO_WITH_CARE
from trustdesk.records import RiskStep, Stage
from trustdesk.records.risk_steps import (
    CALLED_OFF,
    CONCLUDED,
    MERITED,
    NOT_MERITED,
    PARTLY_MERITED,
    PLANNED,
    TAKEN,
)
from trustdesk.words import N_
from ui.verbs.asking import REPAIR, WHY, asks, deleting, held, measured, repairing, today
from ui.verbs.verb import Moment, Run, Verb

Answers = Mapping[str, Any]


def _planned(moment: Moment, step: RiskStep) -> bool:
    return step.status == PLANNED


def _under_way(moment: Moment, step: RiskStep) -> bool:
    return step.status in (PLANNED, TAKEN)


def _has_day(moment: Moment, step: RiskStep) -> bool:
    return step.status == PLANNED and step.planned is not None


def _has_no_day(moment: Moment, step: RiskStep) -> bool:
    return step.status == PLANNED and step.planned is None


def _let_down(moment: Moment, step: RiskStep) -> bool:
    return step.status in (NOT_MERITED, PARTLY_MERITED)


def _conclude(status: str) -> Run:
    def run(session: Session, step: RiskStep, answers: Answers, moment: Moment) -> None:
        risk_steps.conclude(session, step, status, moment.today, moment.today, **answers)

    return run


def _take(session: Session, step: RiskStep, answers: Answers, moment: Moment) -> None:
    risk_steps.take(session, step, answers.get("taken_on") or moment.today, moment.today)


def _decide(session: Session, step: RiskStep, answers: Answers, moment: Moment) -> None:
    found = measured(moment, step)
    advice = found.advice if found else None
    risk_steps.decide(
        session,
        step,
        answers["decision"],
        answers["decided_by"],
        moment.today,
        moment.today,
        why=answers.get("decided_why") or "",
        # Going with care is going.
        advice=None if advice == GO_WITH_CARE else advice,
    )


def _reschedule(session: Session, step: RiskStep, answers: Answers, moment: Moment) -> None:
    risk_steps.reschedule(session, step, answers["planned"], answers["why"], moment.today, moment.today)


def _plan(session: Session, step: RiskStep, answers: Answers, moment: Moment) -> None:
    records.edit(session, step, moment.today, planned=answers["planned"])


def _restage(session: Session, step: RiskStep, answers: Answers, moment: Moment) -> None:
    stage = records.get(session, Stage, answers["stage_id"])
    records.edit(session, step, moment.today, stage_id=stage.id)


_NEW_DAY: Final = asks(RiskStep, "planned", N_("New day"), required=True, about="")

VERBS: Final[tuple[Verb, ...]] = (
    Verb(
        "take", RiskStep, N_("Taken"), N_("Trust step taken"), _take,
        key="T", mark="step_taken", may=_planned,
    ),
    Verb(
        "merited", RiskStep, N_("Proved right"), N_("Trust proved right"), _conclude(MERITED),
        key="Y", mark="step_merited", may=_under_way,
    ),
    Verb(
        "partly", RiskStep, N_("Partly…"), N_("Trust proved partly right"), _conclude(PARTLY_MERITED),
        key="P", mark="step_partly_merited", may=_under_way,
        asks=(
            asks(RiskStep, "fraction", N_("Share that proved right"), required=True,
                 about=N_("How far the trust proved right, such as 0.5 for half.")),
        ),
    ),
    Verb(
        "not_merited", RiskStep, N_("Proved wrong"), N_("Trust proved wrong"), _conclude(NOT_MERITED),
        key="N", mark="step_not_merited", may=_under_way,
    ),
    Verb(
        "decide", RiskStep, N_("Decide…"), N_("Trust step decided"), _decide,
        key="D", icon="scale", may=_planned, several=False,
        asks=(
            asks(RiskStep, "decision", start=held("decision"), required=True),
            asks(RiskStep, "decided_by", start=held("decided_by"), required=True),
            asks(RiskStep, "decided_why", start=held("decided_why"),
                 about=N_("Needed where you go although the record does not support it yet.")),
        ),
    ),
    Verb(
        "reschedule", RiskStep, N_("Move…"), N_("Trust step moved to another day"), _reschedule,
        key="R", mark="renegotiated", may=_has_day, asks=(_NEW_DAY, WHY),
    ),
    Verb(
        "plan", RiskStep, N_("Plan…"), N_("Trust step planned for a day"), _plan,
        key="R", icon="calendar", may=_has_no_day,
        asks=(asks(RiskStep, "planned", required=True, about=""),),
    ),
    Verb(
        "take_on", RiskStep, N_("Taken on another day…"), N_("Trust step taken"), _take,
        mark="step_taken", may=_planned, first=False,
        asks=(asks(RiskStep, "taken_on", start=today, required=True, about=""),),
    ),
    Verb(
        "call_off", RiskStep, N_("Call off"), N_("Trust step called off"),
        lambda session, step, answers, moment: risk_steps.call_off(
            session, step, moment.today, moment.today
        ),
        mark="step_called_off", may=_under_way, first=False,
    ),
    Verb(
        "take_back", RiskStep, N_("Take that back"), N_("Trust step taken back to what it was"),
        lambda session, step, answers, moment: risk_steps.take_back(session, step, moment.today),
        key="O", icon="rotate-ccw", first=False,
        may=lambda moment, step: step.status in (TAKEN, CALLED_OFF, *CONCLUDED),
    ),
    Verb(
        "repair", RiskStep, N_("Repair…"), N_("Repair begun"), repairing("risk_step_id"),
        icon="wrench", may=_let_down, several=False, first=False, asks=REPAIR,
    ),
    Verb(
        "restage", RiskStep, N_("To another stage…"), N_("Trust step moved to another stage"), _restage,
        icon="columns-3", first=False,
        asks=(asks(RiskStep, "stage_id", start=held("stage_id"), required=True),),
    ),
    deleting(RiskStep, N_("Trust step deleted")),
)  # fmt: skip
