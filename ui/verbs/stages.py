"""What can be done to a stage, to the criteria of its gate and to the signatures under it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy.orm import Session

from trustdesk.actions import records, stages
from trustdesk.records import Field, GateCriterion, Kind, Party, SignOff, Stage
from trustdesk.words import N_
from ui.verbs.asking import WHY, asks, deleting, held, measured, today
from ui.verbs.verb import Moment, Question, Verb

Answers = Mapping[str, Any]

_DAYS: Final = Field(
    "days", N_("Days later"), Kind.WHOLE, required=True, low=-3650, high=3650,
    help=N_("By how many days, such as 14; with a minus sign, earlier."),
)  # fmt: skip
_CONTENTS: Final = Field(
    "contents", N_("Move open promises and planned trust steps too"), Kind.YES_NO,
    help=N_("Each by as many days, with the same reason. What is due at a workshop waits for that."),
)  # fmt: skip


def _decide(session: Session, stage: Stage, answers: Answers, moment: Moment) -> None:
    found = measured(moment, stage)
    stages.decide(
        session,
        stage,
        answers["verdict"],
        answers["verdict_by"],
        moment.today,
        moment.today,
        why=answers.get("verdict_why") or "",
        unmet=sum(one.met is False for one in found.gate) if found else 0,
    )


def _sign(session: Session, stage: Stage, answers: Answers, moment: Moment) -> None:
    party = records.get(session, Party, answers["party_id"])
    stages.sign(session, stage, party, answers["who"], answers["signed_on"], moment.today)


def _to_sign(moment: Moment, stage: Stage) -> list[Party]:
    """The parties that have not signed yet."""
    signed = {one.party_id for one in moment.snapshot.of(SignOff, "stage_id", stage)}
    return [party for party in moment.snapshot.parties if party.id not in signed]


def _next_to_sign(moment: Moment, stage: Stage) -> str | None:
    return next((party.id for party in _to_sign(moment, stage)), None)


def _shift(session: Session, stage: Stage, answers: Answers, moment: Moment) -> None:
    stages.shift(
        session,
        stage,
        answers["days"],
        answers["why"],
        moment.today,
        moment.today,
        contents=bool(answers.get("contents")),
    )


def _in_words(moment: Moment, criterion: GateCriterion) -> bool:
    return criterion.kind == "in_words"


VERBS: Final[tuple[Verb, ...]] = (
    Verb(
        "decide", Stage, N_("Decide…"), N_("Decided at a gate"), _decide,
        icon="scale", several=False,
        asks=(
            asks(Stage, "verdict", start=held("verdict"), required=True),
            asks(Stage, "verdict_by", start=held("verdict_by"), required=True),
            asks(Stage, "verdict_why", start=held("verdict_why"),
                 about=N_("Needed where you go although a criterion is not met.")),
        ),
    ),
    Verb(
        "sign", Stage, N_("Sign off…"), N_("Stage signed off"), _sign,
        icon="pencil", several=False, may=lambda moment, stage: bool(_to_sign(moment, stage)),
        asks=(
            asks(SignOff, "party_id", start=_next_to_sign, required=True),
            asks(SignOff, "who", required=True),
            asks(SignOff, "signed_on", start=today, required=True),
        ),
    ),
    Verb(
        "shift", Stage, N_("Shift dates…"), N_("Stage shifted"), _shift,
        icon="calendar-clock",
        may=lambda moment, stage: stage.starts is not None or stage.ends is not None,
        asks=(
            Question(_DAYS, required=True),
            WHY,
            Question(_CONTENTS, start=lambda moment, stage: True),
        ),
    ),
    Verb(
        "take_back", Stage, N_("Take the decision back"), N_("Decision at a gate taken back"),
        lambda session, stage, answers, moment: stages.take_back(session, stage, moment.today),
        icon="rotate-ccw", first=False, may=lambda moment, stage: stage.verdict is not None,
    ),
    deleting(
        Stage, N_("Stage deleted"), several=False,
        run=lambda session, stage, answers, moment: stages.delete(session, stage),
    ),
    Verb(
        "tick", GateCriterion, N_("Tick off…"), N_("Criterion ticked off"),
        lambda session, criterion, answers, moment: stages.tick(
            session, criterion, answers["ticked_by"], moment.today, moment.today
        ),
        icon="check",
        may=lambda moment, criterion: _in_words(moment, criterion) and criterion.ticked_on is None,
        asks=(asks(GateCriterion, "ticked_by", required=True),),
    ),
    Verb(
        "untick", GateCriterion, N_("Not met after all"), N_("Criterion no longer ticked off"),
        lambda session, criterion, answers, moment: stages.untick(session, criterion, moment.today),
        icon="rotate-ccw",
        may=lambda moment, criterion: _in_words(moment, criterion) and criterion.ticked_on is not None,
    ),
    deleting(
        GateCriterion, N_("Criterion deleted"), several=False,
        run=lambda session, criterion, answers, moment: stages.drop(
            session, records.get(session, Stage, criterion.stage_id), criterion.kind, moment.today, criterion
        ),
    ),
    deleting(SignOff, N_("Signature deleted")),
)  # fmt: skip
