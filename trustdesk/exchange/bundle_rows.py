"""From a bundle to drafts: which record of the desk each one is, and what it says of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from trustdesk.exchange.book import Book, Draft, copy, plain, put, value
from trustdesk.exchange.bundle_file import Object
from trustdesk.exchange.bundle_values import LISTS, is_id, listed, value_of
from trustdesk.exchange.cells import UnfitError
from trustdesk.exchange.checking import Place
from trustdesk.exchange.findings import Findings
from trustdesk.records import InRelationship, Organisation, Party, Record, Relationship, kinds
from trustdesk.records.base import columns_of
from trustdesk.records.checks import key_of
from trustdesk.words import N_, Text

_AT_ONCE: Final = 500
USED: Final = Text(N_("an id that no other record has"))


def know_organisations(session: Session, book: Book) -> None:
    """Let the book know the organisations of the desk, which a snapshot leaves out."""
    for found in session.scalars(select(Organisation)):
        values = {name: getattr(found, name) for name in columns_of(Organisation)}
        book.before[found.id] = plain(Organisation, **values)
        book.add(plain(Organisation, **values))
    query = select(Party.id, Party.organisation_id).where(Party.relationship_id == book.head.id)
    known = dict(session.execute(query).all())
    for party in book.parties:
        put(party, "organisation_id", known[party.id])
        # The book's own copy of what is in the desk: a snapshot's record is frozen and may be shared.
        book.before[party.id] = copy(party)


def draft_records(session: Session, book: Book, data: Object, findings: Findings) -> dict[str, str]:
    """Make a draft of each record of the bundle; gives by each id of the file the id in the desk."""
    entries = list(_entries(data, findings))
    own = {data["relationship"]["id"]: book.head.id}
    book.drafts.append(Draft(book.head, 0, data["relationship"]))
    known = {record.id: record for records in book.rows.values() for record in records}
    taken = {cells["id"] for _kind, _at, cells in entries if cells["id"] in known}
    elsewhere = used(session, {cells["id"] for _kind, _at, cells in entries} - taken)
    for kind, at, cells in entries:
        found = known.get(cells["id"]) or _by_key(book, kind, cells, taken)
        draft = Draft(found or _new(book, kind, cells["id"]), at, cells)
        is_other = found is not None and found.__tablename__ != kind.__tablename__
        if is_other or (found is None and cells["id"] in elsewhere) or cells["id"] in own:
            findings.error(USED, *place(draft, "id", kind))
            continue
        if found is None:
            book.add(draft.record)
        taken.add(draft.record.id)
        own[cells["id"]] = draft.record.id
        book.drafts.append(draft)
    return own


def fill(draft: Draft, own: Mapping[str, str], findings: Findings) -> None:
    """Put into the draft's record what the bundle says of it; see `value_of` for `own`."""
    for name, told in draft.cells.items():
        field = draft.kind.fields.get(name)
        if name == "id":
            continue
        if field is None:
            findings.error(Text(N_("no field of this name")), *place(draft, name))
            continue
        try:
            put(draft.record, name, value_of(draft.kind, field, told, own))
        except UnfitError as unfit:
            draft.unread.add(name)
            findings.error(unfit.expected, *place(draft, name))


def place(draft: Draft, name: str, kind: type[Record] | None = None) -> Place:
    """Where in the bundle a field of the draft stands, and what stands there: `commitments[3].due`."""
    kind = kind or draft.kind
    where = kind.__tablename__ if kind is Relationship else f"{listed(kind)}[{draft.row}]"
    there: Any = draft.cells[name] if name in draft.cells else value(draft.record, name)
    return f"{where}.{name}", None, None, there


def used(session: Session, ids: Iterable[str]) -> set[str]:
    """Those of the ids that records of the desk have."""
    wanted = sorted(ids)
    parts = [wanted[start : start + _AT_ONCE] for start in range(0, len(wanted), _AT_ONCE)]
    return {
        id
        for kind in kinds()
        for part in parts
        for id in session.scalars(select(kind.id).where(kind.id.in_(part)))
    }


def _entries(data: Object, findings: Findings) -> Iterator[tuple[type[Record], int, Object]]:
    for name, kind in LISTS.items():
        records = data.get(name, [])
        if not isinstance(records, list):
            findings.error(Text(N_("a list")), name)
            continue
        for at, cells in enumerate(records):
            if isinstance(cells, dict) and is_id(cells.get("id")):
                yield kind, at, cells
            else:
                expected = Text(N_("a record with an id of 32 digits from 0 to 9 and a to f"))
                findings.error(expected, f"{name}[{at}]")


def _new(book: Book, kind: type[Record], id: str) -> Record:
    return book.new(kind, id=id) if issubclass(kind, InRelationship) else plain(kind, id=id)


def _by_key(book: Book, kind: type[Record], cells: Object, taken: set[str]) -> Record | None:
    """The record of the desk that goes by what this one goes by, unless another one is it by its id."""
    names = kind.keys or ((kind.named_by,) if kind is Organisation else ())
    try:
        given = [value_of(kind, kind.fields[name], cells.get(name), {}) for name in names]
    except UnfitError:
        return None
    if not names or not given[0]:
        return None
    if kind.keys:
        found = book.found((kind.__tablename__,), *given)
    else:
        found = [one for one in book.rows.get(kind, ()) if key_of(value(one, names[0])) == key_of(given[0])]
    return next((one for one in found if one.id in book.before and one.id not in taken), None)
