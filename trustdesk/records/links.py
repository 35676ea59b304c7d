"""Reading and writing a record's several links within a session."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.orm import Session

from trustdesk.records.base import Record, new_id
from trustdesk.records.mapping import links_table


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
    if read(session, record, field) != tuple(target.id for target in wanted):
        replace(session, type(record), field, {record.id: wanted})


def replace(session: Session, kind: type[Record], field: str, wanted: Mapping[str, Sequence[Record]]) -> None:
    """Make `wanted` the links under `field` of the records of `kind` with these ids; the rest stays.

    The records on both ends have to be in the desk already.
    """
    if not wanted:
        return
    table = links_table(kind, field)
    old = delete(table).where(table.c.owner == bindparam("of"))
    session.connection().execute(old, [{"of": owner} for owner in wanted])
    blank = dict.fromkeys(kind.fields[field].targets)
    rows = [
        {**blank, "id": new_id(), "owner": owner, "position": n, target.__tablename__: target.id}
        for owner, targets in wanted.items()
        for n, target in enumerate(targets)
    ]
    if rows:
        session.execute(insert(table), rows)
