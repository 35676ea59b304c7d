"""Trials: the cases that speak for or against a party, each with its weight, its value and when it counts.

A trial counts from one day until another, so that the record of any day can be read from the same trials. Its
value is decided by its *basis*: one of the words below, which also explain it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, cast

from trustdesk.measures.evidence import Evidence
from trustdesk.measures.heard import Heard, outcome_on, told_by
from trustdesk.records import Commitment, Party, Relationship, RiskStep
from trustdesk.records import commitments as promises
from trustdesk.records import risk_steps as steps
from trustdesk.words import N_

KEPT: Final = N_("kept on the day")
LATE_TOLD: Final = N_("a little late, told in time")
LATE: Final = N_("late")
TOO_LATE: Final = N_("so late that it counts as missed")
PARTLY: Final = N_("partly kept")
MISSED: Final = N_("missed")
MISREPRESENTED: Final = N_("misrepresented")
MOVED_AGAIN: Final = N_("moved again, in time")
MOVED_BADLY: Final = N_("moved too late or not accepted: counts as missed")
OVERDUE: Final = N_("overdue: counts as missed")

TOLD_IN_TIME: Final = N_("told in time, with a reason")
TOLD_WITHOUT_REASON: Final = N_("told in time, without a reason")
TOLD_LATE: Final = N_("told late")
SILENT: Final = N_("without notice")
ASKED: Final = N_("told only when asked")

MERITED: Final = N_("trust proved right")
PARTLY_MERITED: Final = N_("trust proved partly right")
NOT_MERITED: Final = N_("trust proved wrong")

COUNTS_AS_MISSED: Final = frozenset({TOO_LATE, MISSED, MISREPRESENTED, MOVED_BADLY, OVERDUE})
NEEDS_FRANKNESS: Final = (promises.RENEGOTIATED, promises.LATE, promises.PARTLY, promises.MISSED)

Judged = tuple[str, float]
"""A basis and the value that goes with it, 0 (against) to 1 (for)."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One case: it counts on every day from `since` until before `until` (None: for good).

    Its age is counted from `origin`, in whole days, unless it does not fade. `weight` is the importance,
    `credibility` what a promise that was not freely given is worth of one that was, `value` 0 to 1.
    """

    record: Commitment | RiskStep
    basis: str
    value: float
    weight: float
    credibility: float
    since: date
    until: date | None
    origin: date
    fades: bool = True

    @property
    def promise(self) -> Commitment:
        """The promise a trial of reliability or of frankness is about."""
        return cast(Commitment, self.record)

    @property
    def step(self) -> RiskStep:
        """The risk step a trial of merit is about."""
        return cast(RiskStep, self.record)

    def counts_on(self, day: date) -> bool:
        """Whether this is a trial on that day."""
        return self.since <= day and (self.until is None or day < self.until)

    def decay(self, day: date, half_life: int) -> float:
        """What is left of it on that day."""
        return decay((day - self.origin).days, half_life) if self.fades else 1.0


def decay(age: int, half_life: int) -> float:
    """What is left after `age` days: halved with every half-life (in days; 0: the past does not fade)."""
    return float(0.5 ** (age / half_life)) if half_life else 1.0


def counting(trials: Iterable[Trial], day: date) -> tuple[Trial, ...]:
    """Those of the trials that count on a day, in their order."""
    return tuple(trial for trial in trials if trial.counts_on(day))


def evidence(trials: Iterable[Trial], day: date, half_life: int) -> Evidence:
    """The trials that count on a day, weighed, faded and added up in their order."""
    return evidence_over_time(trials, (day,), half_life)[0]


def evidence_over_time(trials: Iterable[Trial], days: Sequence[date], half_life: int) -> list[Evidence]:
    """The evidence of each of several days (in ascending order), in one pass over the trials."""
    ordinals = [day.toordinal() for day in days]
    for_it, against_it = [0.0] * len(days), [0.0] * len(days)
    for trial in trials:
        first = bisect_left(ordinals, trial.since.toordinal())
        last = len(days) if trial.until is None else bisect_left(ordinals, trial.until.toordinal())
        if first >= last:
            continue
        weight, origin = trial.weight * trial.credibility, trial.origin.toordinal()
        fades = half_life if trial.fades else 0
        for at in range(first, last):
            share = weight * decay(ordinals[at] - origin, fades)
            for_it[at] += share * trial.value
            against_it[at] += share * (1 - trial.value)
    return [Evidence(r, s) for r, s in zip(for_it, against_it, strict=True)]


def missed(trials: Iterable[Trial], day: date) -> int:
    """How many of the trials of reliability that count on a day count as missed."""
    return sum(trial.basis in COUNTS_AS_MISSED for trial in counting(trials, day))


def reliability_trials(heard: Heard, party: Party) -> tuple[Trial, ...]:
    """The trials of reliability of one giver, in the order of its promises."""
    return tuple(
        trial for promise in heard.given_by(party) for trial in _trials_of_reliability(heard, promise)
    )


def candour_trials(heard: Heard, party: Party) -> tuple[Trial, ...]:
    """The trials of frankness of one giver: what was moved, late, partly kept, missed or misrepresented."""
    return tuple(trial for promise in heard.given_by(party) for trial in _trials_of_candour(heard, promise))


def merit_trials(heard: Heard, party: Party) -> tuple[Trial, ...]:
    """The concluded risk steps in which one party was trusted."""
    importance = float(heard.settings.merit_importance)
    trials = []
    for step in heard.relying_on(party):
        judged = _merit(step) if step.status in steps.CONCLUDED else None
        if judged is not None:
            day = step.day_concluded or heard.as_of
            trials.append(Trial(step, *judged, importance, 1.0, day, None, day))
    return tuple(trials)


def _trials_of_reliability(heard: Heard, promise: Commitment) -> Iterator[Trial]:
    settings, due = heard.settings, promise.due
    weight = float(promise.importance)
    credibility = float(settings.compelled_credibility) if promise.compelled else 1.0
    closed = promise.closed_on if promise.outcome else None
    overdue = max(due + timedelta(days=settings.overdue_days + 1), heard.known_since(promise))
    if overdue <= heard.as_of and (closed is None or overdue < closed):
        yield Trial(promise, OVERDUE, 0.0, weight, credibility, overdue, closed, due)
    if closed is not None:
        for since, until, (basis, value) in _judgements(heard, promise, _reliability):
            yield Trial(promise, basis, value, weight, credibility, since, until, closed)


def _trials_of_candour(heard: Heard, promise: Commitment) -> Iterator[Trial]:
    if promise.outcome and promise.closed_on is not None:
        for since, until, (basis, value) in _judgements(heard, promise, _candour):
            fades = basis != MISREPRESENTED
            weight = float(promise.importance)
            yield Trial(promise, basis, value, weight, 1.0, since, until, promise.closed_on, fades)


def _judgements(
    heard: Heard, promise: Commitment, judge: Callable[[Heard, Commitment, date], Judged | None]
) -> Iterator[tuple[date, date | None, Judged]]:
    """How a closed promise is judged from when until when: anew on each day something came to be known."""
    start = max(promise.closed_on or promise.due, heard.known_since(promise))
    later = {day for day in (promise.told_on, promise.acknowledged_on) if day is not None and day > start}
    turns = [start, *sorted(later)]
    for since, until in zip(turns, [*turns[1:], None], strict=True):
        judged = judge(heard, promise, since)
        if judged is not None:
            yield since, until, judged


def _reliability(heard: Heard, promise: Commitment, day: date) -> Judged | None:
    settings, outcome = heard.settings, promise.outcome
    if promise.confirmed == promises.DISPUTED or outcome == promises.RELEASED:
        return None
    in_time = outcome == promises.RENEGOTIATED and _moved_in_time(settings, promise, day)
    if in_time and not any(_moved_in_time(settings, before, day) for before in heard.moved_before(promise)):
        return None
    if heard.misrepresented(promise, day):
        return MISREPRESENTED, 0.0
    if outcome == promises.RENEGOTIATED:
        return (MOVED_AGAIN, float(settings.second_move_value)) if in_time else (MOVED_BADLY, 0.0)
    if outcome == promises.LATE:
        return _late(settings, promise, day)
    if outcome == promises.PARTLY:
        fraction = _fraction(promise)
        return None if fraction is None else (PARTLY, fraction)
    return (KEPT, 1.0) if outcome == promises.KEPT else (MISSED, 0.0)


def _late(settings: Relationship, promise: Commitment, day: date) -> Judged:
    days = ((promise.closed_on or promise.due) - promise.due).days
    told = told_by(promise, day)
    if days > settings.late_worthless_days:
        return TOO_LATE, float(settings.late_worthless_value)
    if days <= settings.late_grace_days and told is not None and told <= promise.due:
        return LATE_TOLD, float(settings.late_told_value)
    return LATE, float(settings.late_value)


def _moved_in_time(settings: Relationship, promise: Commitment, day: date) -> bool:
    told = told_by(promise, day)
    if told is None or not promise.accepted:
        return False
    return (promise.due - told).days >= settings.move_notice_days


def _fraction(promise: Commitment) -> float | None:
    if promise.times and promise.times_kept is not None:
        return min(promise.times_kept / promise.times, 1.0)
    return None if promise.fraction is None else float(promise.fraction)


def _candour(heard: Heard, promise: Commitment, day: date) -> Judged | None:
    if promise.confirmed == promises.DISPUTED:
        return None
    if heard.misrepresented(promise, day):
        return MISREPRESENTED, 0.0
    if outcome_on(promise, day) not in NEEDS_FRANKNESS:
        return None
    told = told_by(promise, day)
    if told is None:
        return SILENT, 0.0
    if promise.asked_first:
        return ASKED, 0.0
    if told > promise.due:
        return TOLD_LATE, float(heard.settings.told_late_value)
    if promise.reason_class or promise.frank_reason.strip():
        return TOLD_IN_TIME, 1.0
    return TOLD_WITHOUT_REASON, float(heard.settings.told_late_value)


def _merit(step: RiskStep) -> Judged | None:
    if step.status == steps.MERITED:
        return MERITED, 1.0
    if step.status == steps.NOT_MERITED:
        return NOT_MERITED, 0.0
    return None if step.fraction is None else (PARTLY_MERITED, float(step.fraction))
