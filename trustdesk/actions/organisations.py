"""What can be done with an organisation: find or make it, delete it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from trustdesk.actions import records
from trustdesk.errors import TrustDeskError
from trustdesk.records import Organisation, Party, Relationship
from trustdesk.records.checks import key_of
from trustdesk.words import N_, Text


def named(session: Session, name: str, today: date) -> Organisation:
    """The organisation of that name, made when there is none."""
    known = session.scalars(select(Organisation).order_by(Organisation.name, Organisation.id))
    found = next((one for one in known if key_of(one.name) == key_of(name)), None)
    return found or records.add(session, Organisation, today, name=name)


def delete(session: Session, organisation: Organisation) -> None:
    """Delete an organisation that no relationship has for a party; one in use is refused with its uses."""
    query = select(Relationship.name).join(Party, Party.relationship_id == Relationship.id)
    uses = session.scalars(query.where(Party.organisation_id == organisation.id).distinct()).all()
    if uses:
        raise TrustDeskError(
            Text(N_("{name} is still part of a relationship."), {"name": organisation.name}),
            Text(N_("Nothing was deleted. It takes part in: {uses}."), {"uses": ", ".join(sorted(uses))}),
        )
    records.delete(session, [organisation])
