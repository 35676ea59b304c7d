"""Load: what falls due in the next 30 days, against the most that was ever managed in as many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from trustdesk.measures.ledger import Ledger
from trustdesk.measures.results import Load
from trustdesk.measures.trials import KEPT, counting
from trustdesk.records import Commitment

SPAN: Final = 30
"""Days ahead, and days in a row, that are looked at."""


def load(book: Ledger) -> tuple[Load, ...]:
    """The load of every party, in order, and then of every owner, as they first appear."""
    kept = {
        trial.record.id: trial.origin
        for trials in book.reliability_trials.values()
        for trial in counting(trials, book.as_of)
        if trial.basis == KEPT
    }
    by_party: dict[str, list[Commitment]] = {party.id: [] for party in book.snapshot.parties}
    by_owner: defaultdict[str, list[Commitment]] = defaultdict(list)
    for promise in book.heard.promises:
        by_party[promise.giver_id].append(promise)
        if promise.owner_id is not None:
            by_owner[promise.owner_id].append(promise)
    return tuple(_load(book, about, given, kept) for about, given in (*by_party.items(), *by_owner.items()))


def due_soon(promises: Iterable[Commitment], today: date) -> list[Commitment]:
    """Those of the promises that are open and fall due after today and within 30 days."""
    last = today + timedelta(days=SPAN)
    return [promise for promise in promises if promise.outcome is None and today < promise.due <= last]


def _load(book: Ledger, about: str, given: Sequence[Commitment], kept: dict[str, date]) -> Load:
    most = most_in_a_row([kept[promise.id] for promise in given if promise.id in kept])
    return Load(about, len(due_soon(given, book.as_of)), most, max(book.settings.load_floor, most))


def most_in_a_row(days: Iterable[date]) -> int:
    """How many of the days, at most, fall into any 30 days running."""
    ordered = sorted(days)
    most = first = 0
    for at, day in enumerate(ordered):
        while (day - ordered[first]).days >= SPAN:
            first += 1
        most = max(most, at - first + 1)
    return most
