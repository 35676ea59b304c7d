"""What looks off in a program without being wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from trustdesk.audience import JOINT
from trustdesk.records import Commitment, Concern, Opportunity, Party, Record, RiskStep
from trustdesk.records.commitments import RENEGOTIATED
from trustdesk.records.concerns import ADDRESSED, UNSPOKEN
from trustdesk.records.opportunities import REALISED
from trustdesk.records.risk_steps import CONCLUDED, PLANNED
from trustdesk.words import N_, Text


@dataclass(frozen=True)
class Doubt:
    """Something that looks off: the record, the field, and a remark."""

    record: Record
    field: str
    remark: Text


def doubts(rows: Mapping[type[Record], Sequence[Record]]) -> Iterator[Doubt]:
    """What looks off among the records of one relationship."""
    if len(rows.get(Party, ())) == 1:
        yield Doubt(rows[Party][0], "name", Text(N_("the only party; a relationship has two or more")))
    for concern in cast("Sequence[Concern]", rows.get(Concern, ())):
        if concern.state == UNSPOKEN and concern.audience == JOINT:
            yield Doubt(concern, "audience", Text(N_("unspoken, and yet all parties may read it")))
    yield from _missing_days(rows)
    yield from _replacements(cast("Sequence[Commitment]", rows.get(Commitment, ())))


_DAYS: Final = (
    (RiskStep, "status", CONCLUDED, "concluded_on"),
    (Opportunity, "status", (REALISED,), "realised_on"),
    (Concern, "state", (ADDRESSED,), "addressed_on"),
)


def _missing_days(rows: Mapping[type[Record], Sequence[Record]]) -> Iterator[Doubt]:
    for kind, field, values, day in _DAYS:
        for record in rows.get(kind, ()):
            held: Any = record
            if getattr(held, field) in values and getattr(held, day) is None:
                remark = Text(N_("“{state}” without a day"), {"state": getattr(held, field)})
                yield Doubt(record, day, remark)
    for step in cast("Sequence[RiskStep]", rows.get(RiskStep, ())):
        if step.status not in (PLANNED, "called off") and step.day_taken is None:
            yield Doubt(step, "taken_on", Text(N_("taken, and no day is known")))


def _replacements(commitments: Sequence[Commitment]) -> Iterator[Doubt]:
    by_id = {commitment.id: commitment for commitment in commitments}
    replaced: dict[str, Commitment] = {}
    for commitment in commitments:
        old = by_id.get(commitment.replaces_id or "")
        if old is None:
            continue
        if old.outcome != RENEGOTIATED:
            remark = Text(N_("{ref} is replaced, but was not renegotiated"), {"ref": old.ref})
            yield Doubt(commitment, "replaces_id", remark)
        if old.id in replaced:
            names = {"ref": old.ref, "other": replaced[old.id].ref}
            yield Doubt(commitment, "replaces_id", Text(N_("{ref} is replaced by {other} already"), names))
        replaced.setdefault(old.id, commitment)
    for commitment in commitments:
        if commitment.outcome == RENEGOTIATED and commitment.id not in replaced:
            yield Doubt(commitment, "outcome", Text(N_("renegotiated, and nothing replaces it")))
