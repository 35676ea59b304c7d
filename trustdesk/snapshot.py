"""What one audience may see of a relationship on one day: plain, detached and read only.

A snapshot is the only thing that screens, measures, charts and packs read. It never holds what its audience
may not see, so nothing made from it can leak: no private record, no reference to one, no field that is the
consultant's alone. Its records stand as they stood on the day `as_of`; fields without a date of their own
appear as they are today.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import Any, Final, TypeVar, cast

from trustdesk import audience as audiences
from trustdesk.audience import Audience
from trustdesk.errors import TrustDeskError
from trustdesk.records import (
    Commitment,
    InRelationship,
    Kind,
    Party,
    Profile,
    Record,
    Relationship,
    kinds,
    stored,
)
from trustdesk.records.base import blank
from trustdesk.words import N_, Text

R = TypeVar("R", bound=Record)
MISREPRESENTATION: Final = ("misrepresented", "acknowledged_on", "repaired_on")
"""What exists for the consultant only, until both sides have acknowledged it."""

Rows = dict[type[Record], list[Record]]
Links = Mapping[tuple[type[Record], str], Mapping[str, Sequence[str]]]
"""By kind and field of several links: the ids linked to, by the id of their owner."""

_MINE: Final = "relationship_id = ?"


@dataclass(frozen=True)
class Snapshot:
    """One relationship for one audience on one day.

    `snapshot[Commitment]` are the records of a kind in their order; `snapshot.find(Party, id)` is one of
    them, or None where the id is None or not to be seen. `profile` says who keeps the desk.
    """

    relationship: Relationship
    audience: Audience
    as_of: date
    rows: Mapping[type[Record], Sequence[Record]] = field(repr=False)
    profile: Profile | None = None

    def __getitem__(self, kind: type[R]) -> tuple[R, ...]:
        return cast("tuple[R, ...]", self.rows.get(kind, ()))

    def find(self, kind: type[R], id: str | None) -> R | None:
        """The record of that kind and id, if it is here."""
        found = self._by_id.get(id) if id else None
        return found if isinstance(found, kind) else None

    def get(self, id: str) -> Record | None:
        """The record with that id, of whatever kind, if it is here."""
        return self._by_id.get(id)

    def of(self, kind: type[R], link: str, target: Record) -> tuple[R, ...]:
        """The records of `kind` whose link `link` points to `target`."""
        return cast("tuple[R, ...]", self._grouped(kind, link).get(target.id, ()))

    @property
    def parties(self) -> tuple[Party, ...]:
        """The parties, in their order."""
        return self[Party]

    @cached_property
    def _by_id(self) -> dict[str, Record]:
        return {record.id: record for rows in self.rows.values() for record in rows}

    @cached_property
    def _groups(self) -> dict[tuple[type[Record], str], dict[str, tuple[Record, ...]]]:
        return {}

    def _grouped(self, kind: type[Record], link: str) -> dict[str, tuple[Record, ...]]:
        if (kind, link) not in self._groups:
            groups: dict[str, list[Record]] = {}
            for record in self.rows.get(kind, ()):
                groups.setdefault(getattr(record, link), []).append(record)
            self._groups[kind, link] = {id: tuple(records) for id, records in groups.items()}
        return self._groups[kind, link]


def take(connection: Any, relationship: str, audience: str | Audience, as_of: date) -> Snapshot:
    """The snapshot of the relationship with that id; `audience` may be given in the user's words.

    `connection` is the driver's, in a transaction. Raises TrustDeskError when there is no such relationship,
    or no such audience.
    """
    parties = list(stored.records(connection, Party, _MINE, (relationship,)))
    reader = audiences.parse(audience, parties) if isinstance(audience, str) else audience
    head = next(stored.records(connection, Relationship, "id = ?", (relationship,)), None)
    if head is None:
        raise TrustDeskError(Text(N_("This relationship is no longer in the desk.")))
    rows: Rows = {kind: list(_open_to(reader, connection, kind, relationship)) for kind in _kinds_inside()}
    return _assemble(connection, head, reader, as_of, rows, _links(connection, relationship))


def overview(connection: Any, as_of: date) -> tuple[Snapshot, ...]:
    """A snapshot of every relationship for the consultant, by name: each kind is loaded once for all."""
    heads = list(stored.records(connection, Relationship))
    by_relationship: dict[str, Rows] = {head.id: {} for head in heads}
    for kind in _kinds_inside():
        for record in stored.records(connection, kind):
            by_relationship[record.relationship_id].setdefault(kind, []).append(record)
    links = _links(connection, None)
    heads.sort(key=lambda head: (head.name.casefold(), head.id))
    return tuple(
        _assemble(connection, head, audiences.consultant(), as_of, by_relationship[head.id], links)
        for head in heads
    )


def _kinds_inside() -> tuple[type[InRelationship], ...]:
    return tuple(kind for kind in kinds() if issubclass(kind, InRelationship))


def _open_to(reader: Audience, connection: Any, kind: type[Record], relationship: str) -> Iterator[Record]:
    """The records of a kind in a relationship that the reader may see."""
    where = _MINE
    values: tuple[str, ...] = (relationship,)
    if "audience" in kind.fields:
        condition, parties = reader.condition("audience")
        where, values = f"{where} AND {condition}", (*values, *parties)
    return stored.records(connection, kind, where, values)


def _links(connection: Any, relationship: str | None) -> Links:
    """The several links of all records of one relationship (or of all): read once a table."""
    return {
        (kind, declared.name): stored.links(connection, kind, declared.name, relationship)
        for kind in kinds()
        for declared in kind.fields.values()
        if declared.kind is Kind.LINKS
    }


def _assemble(
    connection: Any, head: Relationship, reader: Audience, as_of: date, rows: Rows, links: Links
) -> Snapshot:
    by_id = {record.id: record for records in rows.values() for record in records}
    _drop_unknown(rows, by_id, as_of)
    _drop_unbound(rows, by_id)
    for kind, records in rows.items():
        _cut_references(kind, records, by_id, links)
        if not reader.is_consultant:
            _hide(kind, records, as_of)
    for record in (head, *by_id.values()):
        record.__dict__.update(record.later_than(as_of))
        record.freeze()
    profile = next(stored.records(connection, Profile), None)
    frozen = {kind: tuple(records) for kind, records in rows.items()}
    return Snapshot(head, reader, as_of, frozen, profile)


def _drop_unknown(rows: Rows, by_id: dict[str, Record], as_of: date) -> None:
    for kind in [kind for kind in rows if kind.known_from]:
        days = ((record, record.known_day(by_id.get)) for record in rows[kind])
        _drop(kind, [record for record, day in days if day is not None and day > as_of], rows, by_id)


def _drop_unbound(rows: Rows, by_id: dict[str, Record]) -> None:
    """Take away what hangs on a record that is not here, and what hangs on that, until nothing does."""
    bound = {kind: _named(kind, Kind.LINK, bound=True) for kind in rows}
    dropped = True
    while dropped:
        dropped = False
        for kind, names in bound.items():
            links = ((record, record.__dict__) for record in rows[kind])
            gone = [
                record
                for record, values in links
                if any(values[name] is not None and values[name] not in by_id for name in names)
            ]
            _drop(kind, gone, rows, by_id)
            dropped = dropped or bool(gone)


def _drop(kind: type[Record], gone: Sequence[Record], rows: Rows, by_id: dict[str, Record]) -> None:
    if gone:
        for record in gone:
            del by_id[record.id]
        rows[kind] = [record for record in rows[kind] if record.id in by_id]


def _cut_references(
    kind: type[Record], records: Sequence[Record], by_id: Mapping[str, Record], links: Links
) -> None:
    single = [name for name in _named(kind, Kind.LINK) if not kind.fields[name].bound]
    several = [(name, links[kind, name]) for name in _named(kind, Kind.LINKS)]
    for record in records:
        values = record.__dict__
        for name in single:
            if values[name] not in by_id:
                values[name] = None
        for name, targets in several:
            values[name] = tuple(id for id in targets.get(values["id"], ()) if id in by_id)


def _hide(kind: type[Record], records: Sequence[Record], as_of: date) -> None:
    """Blank the consultant's own fields, and a misrepresentation that both sides have not acknowledged."""
    private = {name: blank(kind, name) for name, field in kind.fields.items() if field.private}
    for record in records if private else ():
        record.__dict__.update(private)
    if kind is Commitment:
        for commitment in cast("Sequence[Commitment]", records):
            acknowledged = commitment.acknowledged_on
            if commitment.misrepresented and (acknowledged is None or acknowledged > as_of):
                commitment.__dict__.update(dict.fromkeys(MISREPRESENTATION))


@cache
def _named(kind: type[Record], of: Kind, *, bound: bool = False) -> tuple[str, ...]:
    """The names of the fields of `kind` that are of one sort; with `bound`, of those only the bound."""
    return tuple(
        name for name, field in kind.fields.items() if field.kind is of and (field.bound or not bound)
    )
