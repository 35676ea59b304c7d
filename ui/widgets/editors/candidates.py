"""What a link can point to, each by the words a user knows it by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QIcon

from trustdesk.records import Field, Organisation, Party, Person, Record, stored
from trustdesk.words import N_, Text
from ui import icons
from ui.viewpoint import Viewpoint
from ui.words import day, one_line, say

_NOT_ITSELF: Final = {("receivers", "commitment"): "giver_id", ("trusted", "risk_step"): "exposed_id"}
"""Several parties a record names, and the one of its own that cannot be among them."""


@dataclass(frozen=True)
class Candidate:
    """A record that may be chosen: its id, its words, and the place of its party where it has one."""

    id: str
    words: str
    party: int | None = None

    @property
    def icon(self) -> QIcon:
        """The disc of its party."""
        return QIcon() if self.party is None else icons.party_icon(self.party)


def words_of(record: Record) -> str:
    """What a record is called in a list: its ref, where it has one, and its own words on one line."""
    ref = getattr(record, "ref", "")
    own = one_line(record.heading)
    return f"{ref} · {own}" if ref else own


def candidates(field: Field, viewpoint: Viewpoint, record: Record | None = None) -> tuple[Candidate, ...]:
    """All that the field of the record can point to, in the order in which a user looks for it."""
    if field.targets == (Organisation.__tablename__,):
        return _organisations(viewpoint)
    if viewpoint.relationship is None:
        return ()
    seen = viewpoint.snapshot
    barred = {record.id} if record is not None else set()
    if record is not None and (own := _NOT_ITSELF.get((field.name, record.__tablename__))):
        barred.add(str(getattr(record, own)))
    found = [
        one
        for kind, rows in seen.rows.items()
        if kind.__tablename__ in field.targets
        for one in rows
        if one.id not in barred
    ]
    found.sort(key=lambda one: field.targets.index(one.__tablename__))
    places = {party.id: place for place, party in enumerate(seen.parties)}
    if field.targets == (Person.__tablename__,):
        return _people(found, places)
    return tuple(Candidate(one.id, words_of(one), _place(one, places)) for one in found)


def _organisations(viewpoint: Viewpoint) -> tuple[Candidate, ...]:
    # An organisation is the consultant's own: turned to a client, none is named.
    if viewpoint.turned:
        return ()
    with viewpoint.desk.look() as connection:
        found = stored.values(connection, Organisation, ("name",))
    return tuple(Candidate(id, one_line(name)) for id, name in sorted(found, key=lambda row: row[1]))


def _people(found: Sequence[Record], places: dict[str, int]) -> tuple[Candidate, ...]:
    """People in the order of their parties, those who left after the others."""
    people = [one for one in found if isinstance(one, Person)]
    people.sort(key=lambda one: (one.left_on is not None, places.get(one.party_id, 0), one.name.casefold()))
    left = N_("{name}, left {day}")
    return tuple(
        Candidate(
            one.id,
            say(Text(left, {"name": one_line(one.name), "day": day(one.left_on)}))
            if one.left_on
            else one_line(one.name),
            places.get(one.party_id),
        )
        for one in people
    )


def _place(record: Record, places: dict[str, int]) -> int | None:
    if isinstance(record, Party):
        return places.get(record.id)
    own = getattr(record, "giver_id", None) or getattr(record, "exposed_id", None)
    return places.get(own) if own else None
