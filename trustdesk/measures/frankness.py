"""What got in the way, and how long before the due date the other side was told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from trustdesk.measures.heard import told_by
from trustdesk.measures.ledger import Ledger, ledger
from trustdesk.measures.trials import counting
from trustdesk.records import Commitment, Party, Repair
from trustdesk.records.commitments import REASON_CLASSES
from trustdesk.snapshot import Snapshot


def notice(book: Ledger, party: Party, day: date) -> list[tuple[Commitment, int]]:
    """For each trial of frankness told by then: the promise, and by how many days it was told before due."""
    told = ((promise, told_by(promise, day)) for promise in _cases(book, party, day))
    return [(promise, (promise.due - on).days) for promise, on in told if on is not None]


def share_forewarned(book: Ledger, party: Party, day: date) -> float | None:
    """The share of all trials of frankness that were told on or before the due date; None without trials."""
    cases = _cases(book, party, day)
    forewarned = sum(days >= 0 for _, days in notice(book, party, day))
    return forewarned / len(cases) if cases else None


def notice_days_median(book: Ledger, party: Party, day: date) -> float | None:
    """The median of the days of notice over the trials of frankness told by then; None where none was."""
    return median([days for _, days in notice(book, party, day)])


def standing_misrepresentations(book: Ledger, party: Party, day: date) -> list[Commitment]:
    """The promises that were misrepresented and are not repaired yet, whatever became of them otherwise.

    A repair is closed by its day on the promise itself, or by the day of the `Repair` that is about it.
    """
    heard = book.heard
    return [
        promise
        for promise in heard.misrepresented_by(party)
        if heard.known_since(promise) <= day
        and heard.misrepresented(promise, day)
        and not any(closed <= day for closed in _repaired_on(book, promise))
    ]


def _repaired_on(book: Ledger, promise: Commitment) -> Iterator[date]:
    repairs = book.snapshot.of(Repair, "commitment_id", promise)
    days = (promise.repaired_on, *(repair.closed_on for repair in repairs))
    return (day for day in days if day is not None)


def reasons(snapshot: Snapshot, parties: Iterable[Party] | None = None) -> list[tuple[str | None, int]]:
    """How often each reason stood in the way, most often first; None stands for no reason given.

    Counts the trials of frankness of the given parties, of all unless said; a reason told without a class
    has none. Reasons that are as frequent stand in their usual order.
    """
    book = ledger(snapshot)
    counts: Counter[str | None] = Counter(
        promise.reason_class
        for party in (snapshot.parties if parties is None else parties)
        for promise in _cases(book, party, snapshot.as_of)
    )
    usual = {reason: at for at, reason in enumerate(REASON_CLASSES)}
    return sorted(counts.items(), key=lambda item: (-item[1], usual.get(item[0] or "", len(usual))))


def median(values: Sequence[float]) -> float | None:
    """The middle value, between the two middle ones if need be; None of nothing."""
    if not values:
        return None
    ordered, middle = sorted(values), len(values) // 2
    return float(ordered[middle]) if len(values) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _cases(book: Ledger, party: Party, day: date) -> list[Commitment]:
    return [trial.promise for trial in counting(book.candour_trials[party.id], day)]
