"""All measures of one relationship at once, from one ledger."""

from __future__ import annotations

from collections import Counter

from trustdesk.measures.gate import gate, outlook
from trustdesk.measures.ledger import Ledger, ledger
from trustdesk.measures.load import load
from trustdesk.measures.parties import measure_party
from trustdesk.measures.reciprocity import reciprocity
from trustdesk.measures.results import (
    ENDED,
    RUNNING,
    UPCOMING,
    CommitmentMeasures,
    Measures,
    StageMeasures,
)
from trustdesk.measures.stretch import measure_step
from trustdesk.measures.warnings import warnings
from trustdesk.records import Commitment, Party, RiskStep, Stage
from trustdesk.records.commitments import DISPUTED, MISSED, OUTCOMES
from trustdesk.snapshot import Snapshot

OPEN = "open"


def measure(snapshot: Snapshot) -> Measures:
    """Everything that is measured of the snapshot's relationship, for its audience, on its day."""
    book = ledger(snapshot)
    stages = tuple(_stage(book, stage) for stage in snapshot[Stage])
    steps = tuple(measure_step(book, step, book.as_of) for step in snapshot[RiskStep])
    loads = load(book)
    return Measures(
        name=snapshot.relationship.name,
        as_of=snapshot.as_of,
        audience=snapshot.audience.name,
        parties=tuple(measure_party(book, party) for party in snapshot.parties),
        stages=stages,
        risk_steps=steps,
        commitments=tuple(_promise(book, promise) for promise in snapshot[Commitment]),
        reciprocity={party.id: reciprocity(book, party) for party in snapshot.parties},
        load=loads,
        warnings=warnings(book, stages, loads),
    )


def _stage(book: Ledger, stage: Stage) -> StageMeasures:
    promises = book.snapshot.of(Commitment, "stage_id", stage)
    counts = Counter(promise.outcome or OPEN for promise in promises)
    return StageMeasures(
        stage=stage,
        status=_status(book, stage),
        outcomes={outcome: counts[outcome] for outcome in (*OUTCOMES, OPEN)},
        gate=gate(book, stage),
        outlook=outlook(book, stage),
    )


def _status(book: Ledger, stage: Stage) -> str:
    if stage.ends is not None and stage.ends < book.as_of:
        return ENDED
    return RUNNING if stage.starts is not None and stage.starts <= book.as_of else UPCOMING


def _promise(book: Ledger, promise: Commitment) -> CommitmentMeasures:
    told, past = promise.told_on, (book.as_of - promise.due).days
    return CommitmentMeasures(
        commitment=promise,
        giver=book.snapshot.find(Party, promise.giver_id),
        mark=_mark(promise),
        notice_days=None if told is None else (promise.due - told).days,
        days_overdue=max(past, 0) if promise.outcome is None else 0,
        heard=promise.id in book.heard.ids,
    )


def _mark(promise: Commitment) -> str:
    if promise.outcome is None:
        return OPEN
    if promise.confirmed == DISPUTED:
        return DISPUTED
    if promise.outcome == MISSED:
        return "missed_silent" if promise.told_on is None else "missed_told"
    return promise.outcome
