"""Measures as plain data under the names of the command line: what `show --json` prints.

Numbers are not rounded, days are ISO text, parties go by their names, and what there is nothing to compute
from is null.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from trustdesk.measures.evidence import IN_PRINT, ON_SCREEN, Evidence
from trustdesk.measures.results import (
    CommitmentMeasures,
    Measures,
    PartyMeasures,
    StageMeasures,
    StepMeasures,
)
from trustdesk.records import Party, Record
from trustdesk.snapshot import Snapshot
from trustdesk.words import SOURCE_LANGUAGE, render

T = TypeVar("T")


def plain(measures: Measures, snapshot: Snapshot, language: str = SOURCE_LANGUAGE) -> dict[str, Any]:
    """The measures of a snapshot as mappings, lists, text, numbers and None; words in `language`."""
    names = {party.id: party.name for party in snapshot.parties}
    return {
        "name": measures.name,
        "as_of": measures.as_of.isoformat(),
        "audience": measures.audience,
        "parties": [_party(found) for found in measures.parties],
        "stages": [_stage(found, names, language) for found in measures.stages],
        "risk_steps": [_step(found, language) for found in measures.risk_steps],
        "commitments": [_commitment(found) for found in measures.commitments],
        "reciprocity": {
            names[id]: {"kept_weight": found.kept_weight, "exposure_taken": found.exposure_taken}
            for id, found in measures.reciprocity.items()
        },
        "warnings": [
            {
                "code": found.code,
                "about": _reference(snapshot.get(found.about)),
                "text": render(found.text, language),
            }
            for found in measures.warnings
        ],
    }


def _party(found: PartyMeasures) -> dict[str, Any]:
    return {
        "name": found.party.name,
        "reliability": _evidence(found.reliability),
        "candour": _evidence(found.candour),
        "merit": _evidence(found.merit),
        "track": _evidence(found.track),
        "ppc": {"kept": found.ppc.kept, "due": found.ppc.due, "value": found.ppc.value},
        "moved": {"moved": found.moved.moved, "of": found.moved.of},
        "missed": found.missed,
        "notice_days_median": found.notice_days_median,
        "share_forewarned": found.share_forewarned,
        "standing_misrepresentation": found.standing_misrepresentation,
    }


def _evidence(found: Evidence) -> dict[str, Any]:
    return {
        "r": found.r,
        "s": found.s,
        "expected": found.expected,
        "belief": found.belief,
        "disbelief": found.disbelief,
        "uncertainty": found.uncertainty,
        "interval80": list(found.interval(ON_SCREEN)),
        "interval95": list(found.interval(IN_PRINT)),
    }


def _stage(found: StageMeasures, names: Mapping[str, str], language: str) -> dict[str, Any]:
    return {
        "name": found.stage.name,
        "status": found.status,
        "outcomes": dict(found.outcomes),
        "gate": [
            {
                "criterion": criterion.criterion,
                "met": criterion.met,
                "figure": render(criterion.figure, language),
            }
            for criterion in found.gate
        ],
        "outlook": _by_name(found.outlook, names),
    }


def _step(found: StepMeasures, language: str) -> dict[str, Any]:
    return {
        "ref": found.step.ref,
        "needed_confidence": found.needed_confidence,
        "evidence": found.evidence,
        "ladder": found.ladder,
        "willingness": found.willingness,
        "readiness": [
            {"point": point.point, "ok": point.ok, "cause": render(point.cause, language)}
            for point in found.readiness
        ],
        "ready": found.ready,
        "advice": found.advice,
    }


def _commitment(found: CommitmentMeasures) -> dict[str, Any]:
    return {
        "ref": found.commitment.ref,
        "giver": found.giver.name if found.giver else None,
        "due": found.commitment.due.isoformat(),
        "outcome": found.commitment.outcome,
        "notice_days": found.notice_days,
    }


def _by_name(values: Mapping[str, T], names: Mapping[str, str]) -> dict[str, T]:
    return {names[id]: value for id, value in values.items()}


def _reference(record: Record | None) -> str | None:
    """How the workbook refers to a record: its ref, else what names it."""
    if record is None:
        return None
    ref = getattr(record, "ref", "")
    return ref if ref and not isinstance(record, Party) else record.heading
