"""Is the next risk step a reasonable stretch? Three tests, readiness, and advice that people may overrule."""

from __future__ import annotations

from datetime import date
from typing import Final

from trustdesk.measures import results as words
from trustdesk.measures.evidence import CAUTIOUS, Evidence
from trustdesk.measures.heard import exposes
from trustdesk.measures.ledger import Ledger, ledger
from trustdesk.measures.naming import called
from trustdesk.measures.readiness import readiness
from trustdesk.measures.results import ReadinessPoint, StepMeasures
from trustdesk.records import Party, RiskStep
from trustdesk.records.risk_steps import CALLED_OFF, MERITED, PLANNED
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_, Text

ROUNDING: Final = 1e-9
"""What two figures may differ by and still be the same: sums of fractions miss their value by less."""


def measure_step(book: Ledger, step: RiskStep, day: date) -> StepMeasures:
    """A risk step tested on a day, without its own merit and its own loss.

    Where loss or gain is not stated yet there is no needed confidence, and so no verdict on the evidence and
    no advice, unless a readiness point fails: that means hold whatever the numbers say.
    """
    weakest, track = _weakest(book, step, day)
    needed = needed_confidence(step)
    evidence = None if needed is None or track is None else judge_evidence(track, needed)
    rung = next_rung(book, step, day)
    ladder = None
    if step.loss is not None:
        ladder = words.NEXT_RUNG if step.loss <= rung else words.SKIPS_A_RUNG
    stretch, willingness = _willingness(book, step)
    points = readiness(book, step, day)
    advice, why = _advise(step, evidence, ladder, willingness, points)
    return StepMeasures(
        step=step,
        day=day,
        needed_confidence=needed,
        weakest=weakest,
        track=track,
        cautious=track.quantile(CAUTIOUS) if track else None,
        evidence=evidence,
        rung=rung,
        ladder=ladder,
        stretch=stretch,
        willingness=willingness,
        readiness=points,
        advice=advice,
        why=why,
        same_kind=_same_kind(book, step, day),
    )


def ladder_over_time(snapshot: Snapshot) -> list[StepMeasures]:
    """Every risk step tested on the day it was taken, one that was not taken yet on the snapshot's day."""
    book = ledger(snapshot)
    return [measure_step(book, step, _day_tested(step, snapshot.as_of)) for step in snapshot[RiskStep]]


def _day_tested(step: RiskStep, today: date) -> date:
    if step.status in (PLANNED, CALLED_OFF):
        return today
    return min(step.day_taken or today, today)


def needed_confidence(step: RiskStep) -> float | None:
    """The chance of merit from which on the step pays: loss / (gain + loss); None where one is not stated."""
    if step.loss is None or step.gain is None:
        return None
    return step.loss / (step.gain + step.loss)


def judge_evidence(track: Evidence, needed: float) -> str:
    """Within reach, a stretch or too far now, by the track record and the confidence that is needed."""
    just = needed - ROUNDING
    if track.quantile(CAUTIOUS) >= just:
        return words.WITHIN_REACH
    return words.A_STRETCH if track.expected >= just else words.TOO_FAR


def next_rung(book: Ledger, step: RiskStep, day: date) -> int:
    """The largest loss that is the next rung for the exposed party: a little above its merited steps."""
    exposed = step.exposed_id
    losses = [
        other.loss
        for other in book.heard.concluded(day)
        if other is not step
        and other.exposed_id == exposed
        and other.status == MERITED
        and other.loss is not None
    ]
    return max(losses) + book.settings.rung if losses else book.settings.first_rung


def _weakest(book: Ledger, step: RiskStep, day: date) -> tuple[Party | None, Evidence | None]:
    found = (book.snapshot.find(Party, id) for id in step.trusted)
    tracks = [(party, book.track(party, day, without=step)) for party in found if party is not None]
    return min(tracks, key=lambda pair: pair[1].quantile(CAUTIOUS), default=(None, None))


def _willingness(book: Ledger, step: RiskStep) -> tuple[int | None, str]:
    if step.loss is None or step.comfort is None:
        return None, words.NOT_STATED
    stretch = step.loss - step.comfort
    if stretch <= 0:
        return stretch, words.NO_STRETCH
    return stretch, words.A_STRETCH if stretch <= book.settings.most_stretch else words.STRAINS


def _same_kind(book: Ledger, step: RiskStep, day: date) -> tuple[RiskStep, ...]:
    exposed = exposes(step)
    return tuple(
        other
        for other in book.heard.concluded(day)
        if other is not step and exposed & exposes(other) and set(step.trusted) & set(other.trusted)
    )


def _advise(
    step: RiskStep,
    evidence: str | None,
    ladder: str | None,
    willingness: str,
    points: tuple[ReadinessPoint, ...],
) -> tuple[str | None, tuple[Text, ...]]:
    against = [point.cause for point in points if point.ok is False]
    if evidence == words.TOO_FAR:
        against.insert(0, Text(N_("What is known so far does not support a step of this size.")))
    if against:
        return words.HOLD, tuple(against)
    if evidence is None:
        return None, (Text(N_("Loss and gain of “{step}” are not stated yet."), {"step": called(step)}),)
    care = []
    if evidence == words.A_STRETCH:
        care.append(Text(N_("The record makes it likely enough, but not yet with a good margin.")))
    if ladder == words.SKIPS_A_RUNG:
        care.append(Text(N_("It is a much larger step than any that proved right so far.")))
    if willingness == words.STRAINS:
        care.append(Text(N_("It goes far beyond what is acceptable today.")))
    if care:
        return words.GO_WITH_CARE, tuple(care)
    if willingness == words.NO_STRETCH:
        return words.GO, (Text(N_("It is well within what is acceptable today, so it adds nothing new.")),)
    return words.GO, (Text(N_("The record supports it and everything it needs is in place.")),)
