"""What can be done with a party: delete it, as long as nothing hangs on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from trustdesk.actions import records
from trustdesk.errors import TrustDeskError
from trustdesk.records import Kind, Party, Record, kinds
from trustdesk.records.mapping import links_table
from trustdesk.words import N_, Text, joined, plural


def delete(session: Session, party: Party) -> None:
    """Delete a party that nothing refers to and nobody's audience names; else it is refused with its uses.

    With a party its promises would go, and what was for its eyes only would be for nobody's.
    """
    uses = [
        plural("{n} {single}", "{n} {several}", n, single=Text(kind.singular), several=Text(kind.plural))
        for kind in kinds()
        if (n := _uses(session, kind, party))
    ]
    if uses:
        raise TrustDeskError(
            Text(N_("{party} still has a part in this relationship."), {"party": party.name}),
            Text(N_("Nothing was deleted. It stands in: {uses}."), {"uses": joined(uses, ", ")}),
        )
    records.delete(session, [party])


def _uses(session: Session, kind: type[Record], party: Party) -> int:
    conditions = list(_conditions(kind, party))
    if not conditions:
        return 0
    table = kind.__table__
    return session.scalar(select(func.count()).select_from(table).where(or_(*conditions))) or 0


def _conditions(kind: type[Record], party: Party) -> Iterator[Any]:
    columns = kind.__table__.c
    for name, field in kind.fields.items():
        if field.kind is Kind.AUDIENCE:
            yield func.instr(columns[name], party.id) > 0
        elif Party.__tablename__ in field.targets:
            if field.kind is Kind.LINKS:
                table = links_table(kind, name)
                yield columns.id.in_(select(table.c.owner).where(table.c[Party.__tablename__] == party.id))
            else:
                yield columns[name] == party.id
