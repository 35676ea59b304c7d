"""The columns and filters of the registers on the Next steps page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final, cast

from trustdesk.measures.results import GO, GO_WITH_CARE, HOLD
from trustdesk.measures.step_words import ADVICE_WORDS
from trustdesk.measures.waiting import awaited
from trustdesk.records import (
    Benefit,
    Commitment,
    Concern,
    Money,
    Opportunity,
    Record,
    Repair,
    RiskStep,
)
from trustdesk.records.concerns import UNSPOKEN
from trustdesk.records.opportunities import REALISED, WAITING
from trustdesk.records.risk_steps import CONCLUDED, PLANNED, TAKEN
from trustdesk.words import N_, Text
from ui.marks import mark_of
from ui.verbs import Moment
from ui.widgets.record_table import DAY, MARK, PROSE, Chip, Column, field_columns
from ui.words import one_line, say

_TONES: Final = {GO: "good", GO_WITH_CARE: "caution", HOLD: "caution"}


def step_columns() -> tuple[Column, ...]:
    """The columns of the trust steps: what became of it, whose risk, how much, and what the record says."""
    ref, text, exposed, trusted, loss, gain, comfort = field_columns(
        RiskStep, "ref", "text", "exposed_id", "trusted", "loss", "gain", "comfort"
    )
    mark = Column(
        "mark", N_("Outcome"), lambda moment, step: mark_of(moment.measures, step), MARK, width=48, short=""
    )
    taken = Column("day", N_("When"), lambda moment, step: cast(RiskStep, step).day_taken, DAY, width=100)
    advice = Column("advice", N_("The record says"), _advice, width=120, tone=_advice_tone, priority=1)
    return (
        mark,
        replace(ref, width=72, priority=3),
        replace(text, stretch=3),
        replace(exposed, priority=1),
        replace(trusted, priority=4),
        replace(loss, width=72, short=N_("Loss"), priority=2),
        replace(gain, width=72, short=N_("Gain"), priority=2),
        replace(comfort, width=80, short=N_("Acceptable"), priority=5),
        replace(taken, priority=2),
        advice,
    )


def opportunity_columns() -> tuple[Column, ...]:
    """The columns of the opportunities: what it is, how it stands, and what it is worth."""
    ref, text, status, realised = field_columns(Opportunity, "ref", "text", "status", "realised_on")
    return (
        replace(ref, width=72, priority=3),
        replace(text, stretch=3),
        replace(status, width=100),
        Column("waits", N_("In place"), _in_place, width=90, priority=2),
        Column("worth", N_("Estimated"), _estimated, width=160, priority=1),
        replace(realised, priority=2),
    )


def concern_columns() -> tuple[Column, ...]:
    """The columns of the concerns, the weightiest first: how severe and likely, and what is done about it."""
    ref, text, raised, state, severity, likelihood, measure, owner, due = field_columns(
        Concern,
        "ref",
        "text",
        "raised_by_id",
        "state",
        "severity",
        "likelihood",
        "measure",
        "owner_id",
        "due",
    )
    return (
        replace(ref, width=72, priority=3),
        replace(text, stretch=3),
        replace(raised, priority=2),
        replace(state, width=100),
        replace(severity, width=70, priority=1),
        replace(likelihood, width=80, priority=1),
        replace(measure, stretch=2, priority=4),
        replace(owner, width=120, priority=5),
        replace(due, priority=4),
    )


def repair_columns() -> tuple[Column, ...]:
    """The columns of the repairs: of what, what is done, and until when it is watched."""
    redress, acknowledged, watch, closed = field_columns(
        Repair, "redress", "acknowledged_on", "watch_until", "closed_on"
    )
    return (
        Column("about", N_("Of"), _mended, PROSE, width=240, stretch=2),
        replace(redress, stretch=3),
        replace(acknowledged, priority=2),
        replace(watch, priority=1),
        replace(closed, priority=2),
    )


def _advice(moment: Moment, record: Record) -> str:
    found = _advised(moment, record)
    return say(ADVICE_WORDS[found]) if found else ""


def _advice_tone(moment: Moment, record: Record) -> str:
    return _TONES.get(_advised(moment, record) or "", "ink")


def _advised(moment: Moment, record: Record) -> str | None:
    if cast(RiskStep, record).status != PLANNED:
        return None
    return next((one.advice for one in moment.measures.risk_steps if one.step.id == record.id), None)


def _in_place(moment: Moment, record: Record) -> str:
    found = awaited(moment.snapshot, cast(Opportunity, record))
    if not found:
        return ""
    values: dict[str, object] = {"n": sum(one.there is True for one in found), "of": len(found)}
    return say(Text(N_("{n} of {of}"), values))


def _estimated(moment: Moment, record: Record) -> str:
    """The estimates of all sides together, a sum for each currency."""
    sums: dict[str, Any] = {}
    for benefit in moment.snapshot.of(Benefit, "opportunity_id", record):
        if benefit.estimated is not None:
            sums[benefit.estimated.currency] = (
                sums.get(benefit.estimated.currency, 0) + benefit.estimated.amount
            )
    return "; ".join(str(Money(amount, currency)) for currency, amount in sums.items())


def _mended(moment: Moment, record: Record) -> str:
    repair = cast(Repair, record)
    of: Record | None = moment.snapshot.find(Commitment, repair.commitment_id)
    of = of or moment.snapshot.find(RiskStep, repair.risk_step_id)
    return one_line(of.heading) if of is not None else ""


STEP_CHIPS: Final = (
    Chip("planned", N_("Planned"), lambda moment, one: cast(RiskStep, one).status == PLANNED, "status"),
    Chip("taken", N_("Under way"), lambda moment, one: cast(RiskStep, one).status == TAKEN, "status"),
    Chip("concluded", N_("Concluded"), lambda moment, one: cast(RiskStep, one).status in CONCLUDED, "status"),
)
OPPORTUNITY_CHIPS: Final = (
    Chip("waiting", N_("Waiting"), lambda moment, one: cast(Opportunity, one).status == WAITING, "status"),
    Chip("realised", N_("Realised"), lambda moment, one: cast(Opportunity, one).status == REALISED, "status"),
)
CONCERN_CHIPS: Final = (
    Chip("open", N_("Open"), lambda moment, one: cast(Concern, one).open_on(moment.today), "open"),
    Chip(
        "addressed", N_("Addressed"), lambda moment, one: not cast(Concern, one).open_on(moment.today), "open"
    ),
    Chip("unspoken", N_("Unspoken"), lambda moment, one: cast(Concern, one).state == UNSPOKEN, private=True),
    Chip("unmeasured", N_("Without a measure"), lambda moment, one: not cast(Concern, one).measure.strip()),
)
REPAIR_CHIPS: Final = (
    Chip("open", N_("Open"), lambda moment, one: cast(Repair, one).closed_on is None, "open"),
    Chip("closed", N_("Closed"), lambda moment, one: cast(Repair, one).closed_on is not None, "open"),
)
