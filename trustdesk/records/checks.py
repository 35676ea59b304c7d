"""Whether what a record holds fits its declaration, its own rules and the other records.

`value_fault` judges one value against its field, `faults_of` a whole record, `rings` what may not go round
in a circle. Where the other records come from, a `World` says: `Loaded` holds all of one relationship,
`InSession` asks a session.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final, Protocol, cast

from trustdesk.records import stored
from trustdesk.records.base import Check, Fault, Record, kind_of, kinds
from trustdesk.records.commitments import Commitment
from trustdesk.records.fields import PROSE_LENGTH, TEXT_LENGTH, Field, Kind
from trustdesk.records.money import Money
from trustdesk.records.relationships import Party
from trustdesk.records.risk_steps import RiskStep
from trustdesk.words import N_, Text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

FIRST_DAY: Final = date(1901, 1, 1)
LAST_DAY: Final = date(2199, 12, 31)

RINGS: Final[tuple[tuple[type[Record], str], ...]] = (
    (Commitment, "depends_on"),
    (Commitment, "replaces_id"),
    (RiskStep, "needs"),
)
"""The references that may not lead back to where they began."""

# Control characters but tab and line feed, lone surrogates, and what no XML document may hold.
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_KEY_SPACE = re.compile(r"\s+")


class World(Check, Protocol):
    """The records around the one that is checked."""

    def find(self, table: str, id: str) -> Record | None:
        """The record of that table and id."""

    def same_key(self, record: Record) -> Iterable[str]:
        """The ids of the records of this kind and relationship that go by the same key, itself included."""


def key_of(value: object) -> object:
    """`value` as names and refs are compared: case, spaces around and the coding of accents do not count."""
    return _as_compared(value) if isinstance(value, str) else value


@lru_cache(maxsize=20_000)
def _as_compared(words: str) -> str:
    # Each change of a promise compares its ref with those of all others, most of which stay as they are.
    return _KEY_SPACE.sub(" ", unicodedata.normalize("NFC", words).strip()).casefold()


def key(record: Record) -> tuple[object, ...]:
    """What `record` goes by among its kind; empty where it has no name of its own, or a blank one."""
    found = tuple(key_of(getattr(record, name)) for name in kind_of(record).keys)
    return found if found and found[0] not in ("", None) else ()


def expected_of(field: Field) -> Text:
    """What the field expects, in words, as a hint or after a fault."""
    limits = {"low": field.low, "high": field.high}
    if field.kind is Kind.CHOICE and field.choices and not field.own_choices:
        words = N_("one or more of: {choices}") if field.several else N_("one of: {choices}")
        return Text(words, {"choices": ", ".join(field.choices)})
    return {
        Kind.TEXT: Text(N_("one line of at most {n} characters"), {"n": TEXT_LENGTH}),
        Kind.CHOICE: Text(N_("one line of at most {n} characters"), {"n": TEXT_LENGTH}),
        Kind.PROSE: Text(N_("text of at most {n} characters"), {"n": PROSE_LENGTH}),
        Kind.DATE: Text(N_("a day, written like 2026-03-31")),
        Kind.WHOLE: Text(N_("a whole number from {low} to {high}"), limits),
        Kind.NUMBER: Text(N_("a number from {low} to {high}"), limits),
        Kind.YES_NO: Text(N_("yes or no")),
        Kind.MONEY: Text(N_("an amount with its currency, written like EUR 1200")),
        Kind.LINK: Text(N_("a reference to a record that exists")),
        Kind.LINKS: Text(N_("references to records that exist")),
        Kind.AUDIENCE: Text(N_("joint, consultant, or the names of parties, separated by “;”")),
        Kind.PICTURE: Text(N_("a picture")),
    }[field.kind]


def value_fault(field: Field, value: object) -> Text | None:
    """What was expected of `value` under `field`, None when it fits."""
    if value is None or value == "":
        return Text(N_("something; it may not be blank")) if field.required else None
    if isinstance(value, str):
        if unwanted := _UNWANTED.search(value):
            code = f"U+{ord(unwanted.group()):04X}"
            return Text(N_("text without the control character {code}"), {"code": code})
        if field.required and not value.strip():
            return Text(N_("something; it may not be blank"))
    return None if _FITS[field.kind](field, value) else expected_of(field)


def faults_of(record: Record, world: World) -> Iterator[Fault]:
    """What is wrong with `record`: its values, what it refers to, its key, and its own rules."""
    for field in kind_of(record).fields.values():
        expected = _link_fault(record, field, world) if field.targets else None
        if field.kind is not Kind.LINKS:
            expected = expected or value_fault(field, getattr(record, field.name))
        if field.kind is Kind.AUDIENCE and not _audience_stands(record, world):
            expected = expected_of(field)
        if expected:
            yield Fault(field.name, expected)
    if key(record) and any(id != record.id for id in world.same_key(record)):
        yield same_key_fault(kind_of(record))
    yield from record.faults(world)


def same_key_fault(kind: type[Record]) -> Fault:
    """The fault of a record that goes by the name of another."""
    field = kind.fields[kind.keys[0]]
    names = {"field": Text(field.label), "record": Text(kind.singular)}
    return Fault(field.name, Text(N_("a {field} that no other {record} has"), names), kind.keys[1:])


def rings(records: Iterable[Record], world: World) -> Iterator[tuple[str, tuple[Record, ...]]]:
    """Each circle that the references in `RINGS` make from `records` on: the field, and the circle."""
    records = list(records)
    for kind, name in RINGS:
        starts = [record for record in records if kind_of(record) is kind]

        def follow(record: Record, name: str = name) -> Iterator[Record]:
            ids = _linked(record, name, world)
            return (to for id in ids if (to := world.find(kind_of(record).__tablename__, id)) is not None)

        for ring in _circles(starts, follow):
            yield name, ring


def ring_fault(field: str, ring: Sequence[Record]) -> Fault:
    """The fault of a record that stands in such a circle."""
    names = " → ".join(str(getattr(record, kind_of(record).keys[0])) for record in (*ring, ring[0]))
    return Fault(field, Text(N_("no circle of references ({ring})"), {"ring": names}))


def faults_in(session: Session, record: Record, today: date) -> tuple[Fault, ...]:
    """All that is wrong with a record of the session; a core action asks before it lets a change pass."""
    session.flush()
    world = InSession(session, today)
    circles = (ring_fault(name, ring) for name, ring in rings([record], world) if record in ring)
    return (*faults_of(record, world), *circles)


@dataclass(frozen=True)
class Loaded:
    """Records that were read already, of one relationship or of all, with their links as tuples of ids."""

    rows: Mapping[type[Record], Sequence[Record]]
    today: date

    @classmethod
    def everything(cls, connection: Any, today: date) -> Loaded:
        """All records of a desk, over the driver's connection."""
        found = {kind: list(stored.records(connection, kind)) for kind in kinds()}
        for kind, records in found.items():
            for name in (field.name for field in kind.fields.values() if field.kind is Kind.LINKS):
                linked = stored.links(connection, kind, name)
                for record in records:
                    record.__dict__[name] = linked.get(record.id, ())
        return cls(found, today)

    def links(self, record: Record, field: str) -> tuple[str, ...]:
        """The ids that `record` links to under `field`."""
        return cast("tuple[str, ...]", getattr(record, field))

    def find(self, table: str, id: str) -> Record | None:
        """The record of that table and id."""
        return self._by_id.get((table, id))

    def same_key(self, record: Record) -> Iterable[str]:
        """The ids of the records that go by the same key."""
        return self._by_key.get(_place(record), ())

    @cached_property
    def _by_id(self) -> dict[tuple[str, str], Record]:
        return {
            (kind.__tablename__, record.id): record for kind, rows in self.rows.items() for record in rows
        }

    @cached_property
    def _by_key(self) -> dict[tuple[object, ...], list[str]]:
        found: dict[tuple[object, ...], list[str]] = {}
        for kind, rows in self.rows.items():
            for record in rows if kind.keys else ():
                found.setdefault(_place(record), []).append(record.id)
        return found


@dataclass(frozen=True)
class InSession:
    """The records of a session, asked for one by one."""

    session: Session
    today: date

    def links(self, record: Record, field: str) -> tuple[str, ...]:
        """The ids that `record` links to under `field`."""
        from trustdesk.records import links

        return links.read(self.session, record, field)

    def find(self, table: str, id: str) -> Record | None:
        """The record of that table and id."""
        return self.session.get(_KIND_OF[table], id) if table in _KIND_OF else None

    def same_key(self, record: Record) -> Iterable[str]:
        """The ids of the records that go by the same key."""
        from trustdesk.records.mapping import driver_of

        self.session.flush()
        kind, mine, wanted = kind_of(record), getattr(record, "relationship_id", None), key(record)
        there = stored.values(driver_of(self.session), kind, kind.keys, mine)
        return [id for id, *values in there if tuple(map(key_of, values)) == wanted]


def _place(record: Record) -> tuple[object, ...]:
    return (kind_of(record), getattr(record, "relationship_id", None), *key(record))


def _link_fault(record: Record, field: Field, world: World) -> Text | None:
    mine = getattr(record, "relationship_id", None)
    for id in _linked(record, field.name, world):
        target = next((found for table in field.targets if (found := world.find(table, id))), None)
        if target is None or getattr(target, "relationship_id", mine) != mine:
            return expected_of(field)
    return None


def _linked(record: Record, name: str, world: World) -> Sequence[str]:
    if kind_of(record).fields[name].kind is Kind.LINKS:
        return world.links(record, name)
    id = getattr(record, name)
    return () if id is None else (id,)


def _audience_stands(record: Record, world: World) -> bool:
    stored = str(cast(Any, record).audience)
    if stored in ("joint", "consultant"):
        return True
    mine = getattr(record, "relationship_id", None)
    parties = [world.find(Party.__tablename__, id) for id in stored.split(";")]
    return all(isinstance(party, Party) and party.relationship_id == mine for party in parties)


def _circles(
    starts: Sequence[Record], follow: Callable[[Record], Iterator[Record]]
) -> Iterator[tuple[Record, ...]]:
    done: set[str] = set()
    for start in starts:
        # Walked without recursion: a chain may be as long as there are records.
        path, open_ends, on_path = [start], [follow(start)], {start.id}
        while path and start.id not in done:
            step = next(open_ends[-1], None)
            if step is None:
                open_ends.pop()
                left = path.pop()
                on_path.discard(left.id)
                done.add(left.id)
            elif step.id in on_path:
                at = next(n for n, record in enumerate(path) if record.id == step.id)
                yield tuple(path[at:])
            elif step.id not in done:
                path.append(step)
                open_ends.append(follow(step))
                on_path.add(step.id)


def _is_number(field: Field, value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return False
    if field.kind is Kind.WHOLE and not isinstance(value, int):
        return False
    return (field.low is None or value >= field.low) and (field.high is None or value <= field.high)


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime) and FIRST_DAY <= value <= LAST_DAY


def _is_line(value: object) -> bool:
    return isinstance(value, str) and "\n" not in value and len(value) <= TEXT_LENGTH


def _is_choice(field: Field, value: object) -> bool:
    if field.own_choices or not field.choices:
        return _is_line(value)
    chosen = str(value).split("; ") if field.several else [value]
    return all(one in field.choices for one in chosen) and len(set(chosen)) == len(chosen)


def _is_id(_field: Field, value: object) -> bool:
    return isinstance(value, str)


_FITS: Final[Mapping[Kind, Callable[[Field, object], bool]]] = {
    Kind.TEXT: lambda _field, value: _is_line(value),
    Kind.PROSE: lambda _field, value: isinstance(value, str) and len(value) <= PROSE_LENGTH,
    Kind.DATE: lambda _field, value: _is_day(value),
    Kind.WHOLE: _is_number,
    Kind.NUMBER: _is_number,
    Kind.CHOICE: _is_choice,
    Kind.YES_NO: lambda _field, value: isinstance(value, bool),
    Kind.MONEY: lambda _field, value: isinstance(value, Money) and value.amount.is_finite(),
    Kind.LINK: _is_id,
    Kind.LINKS: _is_id,
    Kind.AUDIENCE: _is_id,
    Kind.PICTURE: lambda _field, value: isinstance(value, bytes),
}
_KIND_OF: Final = {kind.__tablename__: kind for kind in kinds()}
