"""Giving and taking over time: who kept how much towards the others, and who risked how much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import permutations

from trustdesk.measures.ledger import Ledger, ledger
from trustdesk.measures.results import Reciprocity
from trustdesk.measures.trials import KEPT
from trustdesk.records import Party
from trustdesk.records.relationships import ONE_SIDED
from trustdesk.records.risk_steps import CONCLUDED, TAKEN
from trustdesk.snapshot import Snapshot

Series = list[tuple[date, float]]
"""A sum as it grew: on each day it changed, what it was from then on; before the first it was 0."""


@dataclass(frozen=True)
class Lag:
    """One party has stood, since a day, at less than the tolerated share of what another gave."""

    behind: Party
    ahead: Party
    since: date
    risk: bool
    """Whether it is about risks taken; otherwise about promises kept."""


def reciprocity(book: Ledger, party: Party) -> Reciprocity:
    """What one party gave up to the day of the ledger."""
    return Reciprocity(_last(_kept(book, party)), _last(_exposure(book, party)))


def kept_over_time(snapshot: Snapshot, party: Party) -> Series:
    """The weight of the promises a party kept towards the others, cumulative."""
    return _kept(ledger(snapshot), party)


def exposure_over_time(snapshot: Snapshot, party: Party) -> Series:
    """The loss a party risked in the steps it took, cumulative, by the day they were taken."""
    return _exposure(ledger(snapshot), party)


def lags(book: Ledger) -> Iterator[Lag]:
    """Every lag that has lasted longer than is normal; none while the program's mode is one-sided start."""
    if book.settings.mode == ONE_SIDED:
        return
    for risk, series in ((False, _kept), (True, _exposure)):
        over_time = {party.id: series(book, party) for party in book.snapshot.parties}
        for behind, ahead in permutations(book.snapshot.parties, 2):
            since = _behind_since(over_time[behind.id], over_time[ahead.id], book.settings.lag_share)
            if since is not None and (book.as_of - since).days > book.settings.lag_days:
                yield Lag(behind, ahead, since, risk)


def _kept(book: Ledger, party: Party) -> Series:
    changes = []
    for trial in book.reliability_trials[party.id]:
        if trial.basis == KEPT:
            changes.append((trial.since, trial.weight))
            if trial.until is not None:
                changes.append((trial.until, -trial.weight))
    return _cumulative(changes)


def _exposure(book: Ledger, party: Party) -> Series:
    taken = (step for step in book.heard.taken_by(party) if step.status in (TAKEN, *CONCLUDED))
    # Of a step without any day it is only known that it was taken by now.
    return _cumulative(
        (step.day_taken or step.concluded_on or book.as_of, float(step.loss or 0)) for step in taken
    )


def _cumulative(changes: Iterable[tuple[date, float]]) -> Series:
    total = 0.0
    series: Series = []
    for day, change in sorted(changes):
        total += change
        if series and series[-1][0] == day:
            series.pop()
        series.append((day, total))
    return series


def _last(series: Series) -> float:
    return series[-1][1] if series else 0.0


def _behind_since(own: Series, other: Series, share: float) -> date | None:
    """From when on, without a break until now, the own sum was less than `share` of the other."""
    since = None
    latest = {"own": 0.0, "other": 0.0}
    both = [(day, "own", total) for day, total in own] + [(day, "other", total) for day, total in other]
    both.sort()
    for at, (day, whose, total) in enumerate(both):
        latest[whose] = total
        if at + 1 < len(both) and both[at + 1][0] == day:
            continue
        if latest["own"] >= share * latest["other"]:
            since = None
        elif since is None:
            since = day
    return since
