"""What looks off in a program without being wrong."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from trustdesk.audience import JOINT, takes_in
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


def doubts(rows: Mapping[type[Record], Sequence[Record]], known: Container[str]) -> Iterator[Doubt]:
    """What looks off among the records of one relationship; `known` holds the ids of those in the desk."""
    if len(rows.get(Party, ())) == 1:
        yield Doubt(rows[Party][0], "name", Text(N_("the only party; a relationship has two or more")))
    for concern in cast("Sequence[Concern]", rows.get(Concern, ())):
        if concern.state == UNSPOKEN and concern.audience == JOINT:
            yield Doubt(concern, "audience", Text(N_("unspoken, and yet all parties may read it")))
    yield from _missing_days(rows)
    yield from _replacements(cast("Sequence[Commitment]", rows.get(Commitment, ())))
    yield from _gaps(rows, known)


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


def _gaps(rows: Mapping[type[Record], Sequence[Record]], known: Container[str]) -> Iterator[Doubt]:
    """New records under a number that is missing, before the last one, in what all parties read."""
    parties = [party.id for party in rows.get(Party, ())]
    for kind in (kind for kind in rows if kind.series):
        held = cast("Sequence[Any]", rows[kind])
        numbered = [(record, number) for record in held if (number := _number(kind, record.ref)) is not None]
        read = {number for record, number in numbered if takes_in(record.audience, parties)}
        for record, number in numbered:
            if record.id not in known and number not in read and number < max(read, default=0):
                yield Doubt(record, "ref", Text(_GAP, {"series": kind.series}))


def _number(kind: type[Record], ref: str) -> int | None:
    """The number of a ref of the series that all parties read; None for any other."""
    found = re.fullmatch(f"{kind.series}([0-9]{{1,9}})", ref.strip(), re.IGNORECASE)
    return int(found[1]) if found else None


_GAP: Final = N_(
    "not for all parties, yet what all read leaves this number out and so tells of it; take a ref other than "
    "{series} and a number"
)
