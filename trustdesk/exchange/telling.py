"""A relationship in plain words: what the command line shows of one, or of all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from trustdesk.measures import side_words
from trustdesk.measures.evidence import ON_SCREEN, Evidence
from trustdesk.measures.frankness import notice
from trustdesk.measures.gate import CRITERION_NAMES
from trustdesk.measures.ledger import ledger
from trustdesk.measures.naming import called
from trustdesk.measures.results import (
    CriterionMeasure,
    Measures,
    PartyMeasures,
    StageMeasures,
    StepMeasures,
)
from trustdesk.measures.step_words import ADVICE_WORDS
from trustdesk.records import Party, Stage, Workshop
from trustdesk.records.commitments import PARTLY, RENEGOTIATED
from trustdesk.records.risk_steps import PLANNED
from trustdesk.records.stages import NO_SEVERE_CONCERN
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_, Text, joined, plural

_OUTCOMES = {RENEGOTIATED: N_("moved"), PARTLY: N_("partly kept")}
_MET = {True: N_("met"), False: N_("not met"), None: N_("cannot tell")}


def outline(seen: Snapshot) -> dict[str, Any]:
    """What a list of relationships says of one, as plain data."""
    held = [workshop.held_on for workshop in seen[Workshop]]
    last = max((day for day in held if day <= seen.as_of), default=None)
    ahead = min((day for day in held if day > seen.as_of), default=None)
    return {
        "name": seen.relationship.name,
        "parties": [party.name for party in seen[Party]],
        "started": _iso(seen.relationship.started),
        "stages": [stage.name for stage in seen[Stage]],
        "last_workshop": _iso(last),
        "next_workshop": _iso(ahead),
    }


def line(seen: Snapshot) -> Text:
    """The same in one line."""
    told = outline(seen)
    values = {"name": told["name"], "parties": ", ".join(told["parties"])}
    ahead = told["next_workshop"]
    if ahead is None:
        return Text(N_("{name}: {parties}; no workshop is planned"), values)
    return Text(N_("{name}: {parties}; next workshop on {day}"), {**values, "day": date.fromisoformat(ahead)})


def summary(seen: Snapshot, measures: Measures) -> Text:
    """The measures of one relationship in words, section by section."""
    head = Text(
        N_("{name}, as of {day}, for: {audience}"),
        {"name": measures.name, "day": measures.as_of, "audience": measures.audience},
    )
    parts = [head, Text("")]
    # Side by side, both are told in the same form: as counts, where one of them has too few cases.
    few = any(party.candour_listed and party.candour_trials for party in measures.parties)
    for party in measures.parties:
        parts += [*_party(seen, party, few), Text("")]
    for stage in measures.stages:
        parts += [*_stage(stage), Text("")]
    ahead = [step for step in measures.risk_steps if step.step.status == PLANNED]
    if ahead:
        parts += [Text(N_("Trust steps ahead")), *(line for step in ahead for line in _step(step)), Text("")]
    if measures.warnings:
        warnings = (Text("  {warning}", {"warning": warning.text}) for warning in measures.warnings)
        parts += [Text(N_("To look at")), *warnings, Text("")]
    return joined(parts[:-1])


def _party(seen: Snapshot, found: PartyMeasures, few: bool) -> Iterator[Text]:
    yield Text("{name}", {"name": found.party.name})
    kept = {"kept": found.ppc.kept, "due": found.ppc.due}
    moved = {"moved": found.moved.moved, "of": found.moved.of}
    yield Text(N_("  kept on the day: {kept} of {due}; moved: {moved} of {of}"), {**kept, **moved})
    yield Text(
        N_("  reliability: {record}"), {"record": _record(found.reliability, found.reliability_trials)}
    )
    yield from _candour(seen, found, few)
    yield Text(N_("  trust proved right: {record}"), {"record": _record(found.merit, found.merit_trials)})
    if found.standing_misrepresentation:
        yield Text(N_("  a misrepresentation stands that was not repaired"))


def _candour(seen: Snapshot, found: PartyMeasures, few: bool) -> Iterator[Text]:
    """How much was told in time, with the number missed beside it; few cases are listed one by one."""
    told = _record(found.candour, found.candour_trials)
    if few or not found.candour_trials:
        told = side_words.told(found) or side_words.no_slip(found)
    values = {"told": told, "missed": side_words.missed(found)}
    yield Text(N_("  told in time: {told}; {missed}"), values)
    if found.candour_listed:
        for promise, days in notice(ledger(seen), found.party, seen.as_of):
            yield Text("    {promise}: {notice}", {"promise": called(promise), "notice": _notice(days)})
    elif found.notice_days_median is not None:
        yield Text(N_("  usually {told}"), {"told": _notice(found.notice_days_median)})


def _notice(days: float) -> Text:
    if days == 0:
        return Text(N_("told on the due date"))
    whole = {"days": plural(N_("{n} day"), N_("{n} days"), round(abs(days)))}
    half = {"days": Text(N_("{n} days"), {"n": abs(days)})}
    words = N_("told {days} before the due date") if days > 0 else N_("told {days} after the due date")
    return Text(words, whole if float(days).is_integer() else half)


def _record(found: Evidence, trials: int) -> Text:
    if not found.weight:
        return Text(N_("nothing to go by yet"))
    low, high = found.interval(ON_SCREEN)
    values = {"expected": found.expected, "low": low, "high": high}
    cases = plural(N_("{n} case"), N_("{n} cases"), trials)
    return Text(N_("{expected:.0%} (between {low:.0%} and {high:.0%}; {cases})"), {**values, "cases": cases})


def _stage(found: StageMeasures) -> Iterator[Text]:
    told = ((Text(_OUTCOMES.get(name, name)), n) for name, n in found.outcomes.items() if n)
    counts = [Text("{n} {outcome}", {"n": n, "outcome": outcome}) for outcome, n in told]
    values = {"name": found.stage.name, "status": Text(found.status), "counts": joined(counts, ", ")}
    if counts:
        yield Text(N_("{name} ({status}): promises {counts}"), values)
    else:
        yield Text(N_("{name} ({status}): no promises"), values)
    for criterion in found.gate:
        values = {"met": Text(_MET[criterion.met]), "figure": criterion.figure}
        yield Text("  {criterion}: {met}; {figure}", {"criterion": _criterion(criterion), **values})


def _criterion(found: CriterionMeasure) -> Text:
    """A criterion by its own words where it has any, with the value that was asked for."""
    asked = found.record
    if asked is not None and found.criterion == "in_words" and asked.words.strip():
        return Text("“{words}”", {"words": " ".join(asked.words.split())})
    name = Text(CRITERION_NAMES[found.criterion])
    if asked is None or asked.value is None:
        return name
    if found.criterion == NO_SEVERE_CONCERN:
        words = N_("{name}, of severity {value:g} or more")
    else:
        words = N_("{name}, at least {value:.0%}") if asked.value <= 1 else N_("{name}, at least {value:g}")
    return Text(words, {"name": name, "value": asked.value})


def _step(found: StepMeasures) -> Iterator[Text]:
    values = {"ref": found.step.ref, "words": found.step.text.partition("\n")[0]}
    advice = Text(ADVICE_WORDS[found.advice]) if found.advice else Text(N_("cannot tell"))
    yield Text("  {ref} {words}: {advice}", {**values, "advice": advice})
    for why in found.why:
        yield Text("    {why}", {"why": why})


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
