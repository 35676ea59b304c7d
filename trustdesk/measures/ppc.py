"""Percent plan complete: promises kept on the promised day, strictly, unweighted and without decay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from trustdesk.measures.ledger import Ledger, ledger
from trustdesk.measures.results import Ppc
from trustdesk.measures.trials import KEPT, Trial, counting
from trustdesk.records import Party, Stage
from trustdesk.snapshot import Snapshot


def ppc(book: Ledger, party: Party, day: date, stage: Stage | None = None) -> Ppc:
    """PPC of a party on a day, over everything or over the promises of one stage."""
    trials = counting(book.reliability_trials[party.id], day)
    if stage is not None:
        trials = tuple(trial for trial in trials if trial.promise.stage_id == stage.id)
    return _count(trials)


def ppc_by_month(snapshot: Snapshot, party: Party) -> list[tuple[date, Ppc]]:
    """PPC of a party by the month (its first day) in which the promises fell due, in ascending order.

    A month without a trial is left out; so a promise kept ahead of its month is there already.
    """
    months: defaultdict[date, list[Trial]] = defaultdict(list)
    for trial in counting(ledger(snapshot).reliability_trials[party.id], snapshot.as_of):
        months[trial.promise.due.replace(day=1)].append(trial)
    return [(month, _count(months[month])) for month in sorted(months)]


def _count(trials: Iterable[Trial]) -> Ppc:
    bases = [trial.basis for trial in trials]
    return Ppc(bases.count(KEPT), len(bases))
