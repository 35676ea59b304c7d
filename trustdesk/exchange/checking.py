"""Whether what was read fits: every record by its declaration and its rules, and what only looks off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from trustdesk.exchange.book import Book, Draft
from trustdesk.exchange.doubts import doubts
from trustdesk.exchange.findings import Findings
from trustdesk.exchange.grid import Value
from trustdesk.records import Fault
from trustdesk.records.checks import Loaded, faults_of, ring_fault, rings

Place = tuple[str | None, int | None, str | None, Value]
"""Sheet, row, column, and what stands there: the places of `Findings`."""
Placing = Callable[[Draft, str], Place]
"""Where in the file a field of a draft stands."""


def check(book: Book, today: date, findings: Findings, place: Placing) -> None:
    """Note all that is wrong with the drafts of a book, and what looks off about them."""

    def note(draft: Draft, fault: Fault) -> None:
        if not draft.unread.intersection((fault.field, *fault.rests_on)):
            findings.error(fault.expected, *place(draft, fault.field))

    world = Loaded(book.rows, today)
    for draft in book.drafts:
        for fault in faults_of(draft.record, world):
            note(draft, fault)
    by_id = {draft.record.id: draft for draft in book.drafts}
    for name, ring in rings([draft.record for draft in book.drafts], world):
        first = next(record for record in ring if record.id in by_id)
        note(by_id[first.id], ring_fault(name, ring))
    for doubt in doubts(book.rows, book.before):
        doubted = by_id.get(doubt.record.id)
        if doubted is not None and doubt.field not in doubted.unread:
            findings.warning(doubt.remark, *place(doubted, doubt.field))
