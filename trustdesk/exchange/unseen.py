"""What the readers of a workbook could not see, and so cannot have meant to clear.

An export for an audience leaves out what that audience may not see, and says on the relationship's row for
whom it was written. When it comes back, a cell that holds just what those readers were shown says nothing
about the rest: that stays as it is in the desk.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from trustdesk import snapshot
from trustdesk.errors import TrustDeskError
from trustdesk.exchange.book import Book, put, value
from trustdesk.exchange.findings import Findings
from trustdesk.exchange.grid import is_blank
from trustdesk.exchange.layout import READERS, expected_in
from trustdesk.exchange.rows import Sheet
from trustdesk.records import Kind, Record, Relationship
from trustdesk.records.mapping import driver_of
from trustdesk.snapshot import Snapshot


def shown_to_readers(
    session: Session, sheets: Mapping[type[Record], Sheet], book: Book, findings: Findings
) -> Snapshot | None:
    """What those see for whom the workbook was written; None where it does not say, or is new to the desk."""
    sheet = sheets.get(Relationship)
    row = sheet.rows[0] if sheet is not None and sheet.rows else None
    cell = row.cells.get(READERS.name) if row is not None else None
    if row is None or is_blank(cell) or book.head.id not in book.before:
        return None
    try:
        return snapshot.take(driver_of(session), book.head.id, str(cell), date.max)
    except TrustDeskError:
        findings.error(expected_in(READERS), Relationship.sheet, row.number, READERS.column, cell)
        return None


def keep_unseen(book: Book, shown: Snapshot) -> None:
    """Bring back, in each row, what was cleared only because its readers were not shown it."""
    for draft in book.drafts:
        record = draft.record
        before = book.before.get(record.id)
        seen = shown.relationship if record is book.head else shown.get(record.id)
        if before is None or seen is None:
            continue
        for name, field in draft.kind.fields.items():
            own, visible, new = getattr(before, name), getattr(seen, name), value(record, name)
            if own == visible:
                continue
            if new == visible:
                put(record, name, own)
            elif field.kind is Kind.LINKS:
                put(record, name, (*new, *(id for id in own if id not in visible and id not in new)))
