"""Reading and writing a record's several links within a session."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from trustdesk.records.base import Record, links_table, new_id


def read(session: Session, record: Record, field: str) -> tuple[str, ...]:
    """The ids that `record` links to under `field`, in order."""
    table = links_table(type(record), field)
    targets = [table.c[name] for name in type(record).fields[field].targets]
    rows = session.execute(select(*targets).where(table.c.owner == record.id).order_by(table.c.position))
    return tuple(next(value for value in row if value is not None) for row in rows)


def write(session: Session, record: Record, field: str, targets: Iterable[Record]) -> None:
    """Make `targets`, in this order, what `record` links to under `field`; writes only a difference."""
    wanted = list(dict.fromkeys(targets))
    session.flush()
    if read(session, record, field) == tuple(target.id for target in wanted):
        return
    table = links_table(type(record), field)
    session.execute(delete(table).where(table.c.owner == record.id))
    if wanted:
        blank = dict.fromkeys(type(record).fields[field].targets)
        rows = [
            {**blank, "id": new_id(), "owner": record.id, "position": n, target.__tablename__: target.id}
            for n, target in enumerate(wanted)
        ]
        session.execute(insert(table), rows)
