"""Erasing: what is erased stands nowhere in the file any more, and nothing brings it back.

Deleting takes records out of the desk and leaves them in the journal, so that undo can bring them back.
Erasing takes out of the file the records, what the journal tells of them, what the search index holds of
them, and what lies in pages that are no longer used. Three things can be erased: a relationship with all that
belongs to it, a person, and the history of a relationship or of the whole desk. After that undo begins anew.

Records that stay lose their links to what is erased, in the journal too. What people wrote into other texts
is theirs and is not touched; `mentions` finds where a person is named there.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, func, select, update
from sqlalchemy.orm import Session

from trustdesk.desk import journal
from trustdesk.desk.desk import Desk
from trustdesk.desk.index import rebuild
from trustdesk.desk.passages import Passage, passage_at
from trustdesk.desk.search import holding
from trustdesk.desk.tables import entry
from trustdesk.records import (
    InRelationship,
    Kind,
    Organisation,
    Party,
    Person,
    Record,
    Relationship,
    kinds,
)
from trustdesk.records.mapping import driver_of, links_table
from trustdesk.words import N_

_ID: Final = re.compile(r'"([0-9a-f]{32})"')


@dataclass(frozen=True)
class Erasure:
    """What is to be erased: the relationship or person of this `kind` and `id`.

    With `history` its records stay and only what the journal tells of them goes; without an id that is the
    history of the whole desk.
    """

    kind: type[Relationship] | type[Person] = Relationship
    id: str | None = None
    history: bool = False


@dataclass(frozen=True)
class Extent:
    """What an erasure takes away: how many records of each kind. `cut` are the records that stay and lose a
    link, by kind."""

    records: Mapping[type[Record], int] = field(default_factory=dict)
    cut: Mapping[type[Record], int] = field(default_factory=dict)


@dataclass(frozen=True)
class Mention:
    """A text that names somebody: the record it stands in, its heading and relationship, and the passage."""

    kind: type[Record]
    id: str
    relationship: str | None
    heading: str
    passage: Passage


def carry_out(desk: Desk, erasure: Erasure) -> bool:
    """Erase; all of it or nothing. It cannot be undone, nor can anything that was done before it.

    False when all is erased and the file could not be written anew, for want of room: then what lies in
    unused pages goes when the desk is next opened. Raises TrustDeskError, and nothing was erased.
    """
    gone: set[str] = set()

    def clear(connection: Connection) -> None:
        gone.update(_ids(connection, erasure))
        if not erasure.history:
            _delete(connection, erasure, gone)

    def forget(connection: Connection) -> None:
        if erasure.id is None:
            connection.execute(delete(entry).where(entry.c.table_name != ""))  # all that tell of a row
        else:
            _forget(connection, gone, cut=not erasure.history)
        journal.drop_empty(driver_of(connection))
        rebuild(driver_of(connection))

    return desk.erase(_LABELS[erasure.kind, erasure.history], clear, forget)


def extent(session: Session, erasure: Erasure) -> Extent:
    """What an erasure would take away as the desk stands now, beside all that the journal tells of it."""
    if erasure.history or erasure.id is None:
        return Extent()
    if erasure.kind is Person:
        return Extent({Person: 1}, _linking(session, erasure.id))
    own = _own_organisations(session.connection(), erasure.id)
    records: dict[type[Record], int] = {Relationship: 1, Organisation: len(own)}
    for kind in _kinds_inside():
        counted = select(func.count()).where(kind.relationship_id == erasure.id)
        records[kind] = session.scalar(counted) or 0
    return Extent({kind: n for kind, n in records.items() if n})


def mentions(session: Session, person: Person) -> list[Mention]:
    """The texts of other records, in the whole desk, in which the person's name stands, or a part of it.

    Parts count that have a capital letter and three letters at least, written as they are in the name.
    """
    wanted = _name(person.name)
    return [
        Mention(hit.kind, hit.id, hit.relationship, hit.words, passage)
        for hit, record in holding(session, person.name)
        if hit.id != person.id and (passage := _passage(record, wanted)) is not None
    ]


_LABELS: Final = {
    (Relationship, False): N_("Relationship erased"),
    (Person, False): N_("Person erased"),
    (Relationship, True): N_("History erased"),
    (Person, True): N_("History erased"),
}


def _kinds_inside() -> list[Any]:
    return [kind for kind in kinds() if issubclass(kind, InRelationship)]


def _ids(connection: Connection, erasure: Erasure) -> set[str]:
    """The ids of all that belongs to what is erased, and of what the journal knows to have belonged to it."""
    if erasure.id is None:
        return set()
    ids = {erasure.id}
    if erasure.kind is Relationship:
        ids.update(row.row_id for row in _told_in(connection, erasure.id))
        for kind in _kinds_inside():
            ids.update(connection.scalars(select(kind.id).where(kind.relationship_id == erasure.id)))
        if not erasure.history:
            ids.update(_own_organisations(connection, erasure.id, ever=True))
    return ids


def _told_in(connection: Connection, relationship: str, *where: Any) -> Sequence[Any]:
    """The entries of the journal on records that are, or were, in a relationship."""
    words = f'"relationship_id":"{relationship}"'
    image = func.coalesce(entry.c.after, entry.c.before)
    query = select(entry.c.row_id, image.label("image")).where(func.instr(image, words) > 0, *where)
    return connection.execute(query).all()


def _own_organisations(connection: Connection, relationship: str, *, ever: bool = False) -> set[str]:
    """The organisations that take part in this relationship, with `ever` or took part, and in no other."""
    query = select(Party.organisation_id, Party.relationship_id).where(Party.organisation_id.is_not(None))
    uses: Sequence[Any] = connection.execute(query).all()
    named: set[str] = {id for id, own in uses if own == relationship}
    if ever:
        told = _told_in(connection, relationship, entry.c.table_name == Party.__tablename__)
        named.update(id for row in told if (id := json.loads(row.image).get("organisation_id")))
    return named - {id for id, own in uses if own != relationship}


def _delete(connection: Connection, erasure: Erasure, ids: set[str]) -> None:
    connection.execute(delete(erasure.kind).where(erasure.kind.id == erasure.id))  # the rest goes with it
    for id in ids.intersection(connection.scalars(select(Organisation.id))):
        connection.execute(delete(Organisation).where(Organisation.id == id))


def _forget(connection: Connection, ids: set[str], *, cut: bool) -> None:
    """Take the entries of `ids` out of the journal, and with `cut` these ids out of the others."""
    gone: list[dict[str, int]] = []
    kept: list[dict[str, Any]] = []
    for row in _telling(connection, ids):
        item = journal.Entry.stored(row.table_name, row.row_id, row.before, row.after)
        before, after = (_without(image, ids) for image in (item.before, item.after))
        if _belongs(item, ids) or (cut and before == after):
            gone.append({"of": row.id})
        elif cut:
            kept.append({"of": row.id, "before": journal.written(before), "after": journal.written(after)})
    if gone:
        connection.execute(delete(entry).where(entry.c.id == bindparam("of")), gone)
    if kept:
        connection.execute(update(entry).where(entry.c.id == bindparam("of")), kept)


def _telling(connection: Connection, ids: set[str]) -> Iterator[Any]:
    """The entries of the journal that name one of `ids`."""
    for row in connection.execute(select(entry)):
        if not ids.isdisjoint(_ID.findall(f"{row.before}{row.after}")):
            yield row


def _belongs(item: journal.Entry, ids: set[str]) -> bool:
    """Whether an entry goes: that of a record of `ids`, or of a link from or to one."""
    if item.row in ids:
        return True
    is_link = item.table not in {kind.__tablename__ for kind in kinds()}
    images = [image for image in (item.before, item.after) if image is not None]
    return is_link and any(value in ids for image in images for value in image.values())


def _without(image: dict[str, Any] | None, ids: set[str]) -> dict[str, Any] | None:
    return image and {name: None if value in ids else value for name, value in image.items()}


def _linking(session: Session, person: str) -> Counter[type[Record]]:
    """The records that link to a person, counted by kind."""
    found: set[tuple[type[Record], str]] = set()
    for kind in kinds():
        for declared in kind.fields.values():
            if Person.__tablename__ in declared.targets:
                columns: Any = kind.__table__.c
                owner, target = columns.id, columns.get(declared.name)
                if declared.kind is Kind.LINKS:
                    columns = links_table(kind, declared.name).c
                    owner, target = columns.owner, columns[Person.__tablename__]
                found.update((kind, id) for id in session.scalars(select(owner).where(target == person)))
    return Counter(kind for kind, _id in found)


def _name(words: str) -> re.Pattern[str]:
    """What finds a name in a text: the whole of it in any case, or a part that looks like a name."""
    parts = [part for part in re.findall(r"[\w’'-]+", words) if len(part) >= 3 and part[:1].isupper()]
    whole = r"\s+".join(re.escape(word) for word in words.split())
    return re.compile("|".join(rf"(?<!\w){part}(?!\w)" for part in (f"(?i:{whole})", *map(re.escape, parts))))


def _passage(record: Record, wanted: re.Pattern[str]) -> Passage | None:
    for declared in type(record).fields.values():
        if declared.kind in (Kind.TEXT, Kind.PROSE):
            text = " ".join(str(getattr(record, declared.name) or "").split())
            if (match := wanted.search(text)) is not None:
                return passage_at(declared, text, match.start(), match.end())
    return None
