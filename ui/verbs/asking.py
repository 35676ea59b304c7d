"""What several verbs ask for in the same words: a day, a reason, a link."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final, TypeVar

from sqlalchemy.orm import Session

from trustdesk.actions import records, risk_steps
from trustdesk.records import Adjustment, Field, Record, Repair
from trustdesk.records.base import kind_of
from trustdesk.words import N_
from ui.verbs.verb import Moment, Question, Run, Test, Verb

R = TypeVar("R", bound=Record)
Start = Callable[[Moment, Any], object]

WHY: Final = Question(
    replace(Adjustment.fields["why"], help=N_("In a few words; it stands beside the day that was moved.")),
    required=True,
    name="why",
)


def today(moment: Moment, record: Record) -> date:
    """The day a question begins with, where it is most likely today."""
    return moment.today


def held(name: str) -> Start:
    """A question begins with what the record holds under a field already."""
    return lambda moment, record: getattr(record, name)


def asks(
    kind: type[Record],
    name: str,
    label: str = "",
    *,
    start: Start = lambda moment, record: None,
    required: bool = False,
    about: str | None = None,
) -> Question:
    """A question for a declared field, perhaps in other words than its form has; `about` is its help."""
    field: Field = kind.fields[name]
    field = replace(field, label=label or field.label, help=field.help if about is None else about)
    return Question(replace(field, required=required), start, required, name)


def linked(session: Session, kind: type[R], id: object) -> R | None:
    """The record that was answered by its id; None where nothing was."""
    return records.get(session, kind, str(id)) if id else None


def deleting(
    kind: type[Record],
    step: str,
    *,
    run: Run = lambda session, record, answers, moment: records.delete(session, [record]),
    may: Test = lambda moment, record: True,
    several: bool = True,
) -> Verb:
    """The verb that deletes records of a kind; undo brings them back, so it asks nothing."""
    return Verb(
        "delete", kind, N_("Delete"), step, run, icon="trash-2", may=may, several=several, first=False
    )


REPAIR: Final = (
    asks(Repair, "redress", required=True, about=N_("What is done to make up for it.")),
    asks(Repair, "safeguard", about=N_("What keeps it from happening again.")),
    asks(Repair, "watch_until", about=N_("Until when both sides look whether it holds.")),
)
"""What is asked when the repair of a breach begins."""


def repairing(link: str) -> Run:
    """Begin the repair of the record, to which the repair is linked by `link`, for the same readers."""

    def run(session: Session, breach: Any, answers: Mapping[str, Any], moment: Moment) -> Repair:
        values = {name: value for name, value in answers.items() if value}
        values |= {link: breach.id, "audience": breach.audience}
        return risk_steps.repair(session, breach.relationship_id, moment.today, **values)

    return run


def measured(moment: Moment, record: Record) -> Any:
    """What was measured of a promise, a trust step or a stage."""
    lists = {
        "commitment": ("commitments", "commitment"),
        "risk_step": ("risk_steps", "step"),
        "stage": ("stages", "stage"),
    }
    group, of = lists[kind_of(record).__tablename__]
    return next((one for one in getattr(moment.measures, group) if getattr(one, of).id == record.id), None)
