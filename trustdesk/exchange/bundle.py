"""The program's own format: one relationship for one audience, out and in without loss.

A bundle is made from the snapshot of its audience, so it can hold nothing else; for the consultant it is
whole, and may have the history with it. `bundle_import` brings it into a desk.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from trustdesk import __version__
from trustdesk.audience import Audience
from trustdesk.errors import TrustDeskError
from trustdesk.exchange import bundle_file, bundle_history
from trustdesk.exchange.bundle_file import Object
from trustdesk.exchange.bundle_values import is_told, listed, told
from trustdesk.exchange.export import everything
from trustdesk.records import Organisation, Party, Record
from trustdesk.records.base import kind_of
from trustdesk.records.mapping import driver_of
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_, Text

FORMAT: Final = 1
"""One more whenever a program that knows the format before would misread a file; what it only does not know
it refuses by name."""
MARK: Final = {"trustdesk": "relationship"}


@dataclass(frozen=True)
class Content:
    """What a bundle is made of: the snapshot of its audience; for the consultant the organisation of each
    party that has one, and the history when it is wanted."""

    seen: Snapshot
    organisations: dict[str, Organisation] = field(default_factory=dict)
    history: list[Object] | None = None


def content(
    session: Session, relationship: str, reader: str | Audience, *, with_history: bool = False
) -> Content:
    """All that is written down of the relationship for a reader, whatever the day.

    Raises TrustDeskError where there is no such relationship or audience, or where the history is wanted for
    anybody but the consultant.
    """
    seen = everything(driver_of(session), relationship, reader)
    if not seen.audience.is_consultant:
        if with_history:
            raise TrustDeskError(
                Text(N_("The history is for the consultant alone.")),
                Text(N_("Nothing was written. Leave it out, or choose the consultant as the audience.")),
            )
        return Content(seen)
    past = bundle_history.past_of(session, relationship) if with_history else None
    return Content(seen, _organisations(session, relationship), past)


def write(content: Content) -> bytes:
    """The file; the same content makes the same bytes."""
    seen = content.seen
    parties = [party.id for party in seen.parties]
    data: Object = {
        **MARK,
        "format": FORMAT,
        "program": __version__,
        "audience": _audience(seen.audience),
        "relationship": _record(seen.relationship, content, parties),
    }
    for kind, records in seen.rows.items():
        data[listed(kind)] = [_record(record, content, parties) for record in records]
    if seen.audience.is_consultant:
        by_id = {one.id: one for one in content.organisations.values()}
        data[listed(Organisation)] = [_record(by_id[id], content, parties) for id in sorted(by_id)]
    if content.history is not None:
        data[bundle_history.LIST] = content.history
    return bundle_file.written(data)


def _organisations(session: Session, relationship: str) -> dict[str, Organisation]:
    query = select(Party.id, Organisation).join(Organisation, Organisation.id == Party.organisation_id)
    found = dict(session.execute(query.where(Party.relationship_id == relationship)).all())
    session.expunge_all()
    return found


def _audience(reader: Audience) -> Any:
    if reader.is_consultant or reader.is_joint:
        return reader.name
    return sorted(reader.parties or ())


def _record(record: Record, content: Content, parties: Iterable[str]) -> Object:
    whole = content.seen.audience.is_consultant
    found: Object = {"id": record.id}
    for name, declared in kind_of(record).fields.items():
        if is_told(declared, whole=whole):
            found[name] = told(declared, getattr(record, name), parties)
    if isinstance(record, Party) and record.id in content.organisations:
        # A snapshot holds one relationship; an organisation stands outside of it.
        found["organisation_id"] = content.organisations[record.id].id
    return found
