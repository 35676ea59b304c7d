"""The columns of a table and the chips it is filtered by, each declared once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from trustdesk.records import Field, Kind, Record
from trustdesk.words import N_
from ui.choice_words import choice_words, readers_words
from ui.verbs import Moment
from ui.widgets.record_table.looks import DAY, NUMBER, PARTY, PLAIN, PROSE, Look, Side
from ui.words import say

Value = Callable[[Moment, Record], Any]


@dataclass(frozen=True)
class Column:
    """One column: its name and (marked) label, the value of a record in it, and how values look.

    It is as wide as its content, at most `width` pixels at 100 %; what room is left goes to the columns with
    a `stretch`. Where the table is narrow, those with the highest `priority` go first; 0 always stays.
    `field` is what is edited in it. `short` stands in its head where the label would be too long; `tone`
    names the colour of the palette in which a cell is written. A `private` one is not there while the screen
    is turned to a client.
    """

    name: str
    label: str
    value: Value
    look: Look = PLAIN
    width: int = 140
    stretch: int = 0
    priority: int = 0
    field: Field | None = None
    short: str | None = None
    tone: Callable[[Moment, Record], str] = lambda moment, record: "ink"
    private: bool = False

    @property
    def head(self) -> str:
        """The marked words in its head."""
        return self.label if self.short is None else self.short


@dataclass(frozen=True)
class Chip:
    """A filter: its (marked) label, and which records it lets pass.

    Chips of one `group` are alternatives: choosing one lets go of another. `party` puts the dot of the party
    at that place before it. `own` says that the label is a user's own words. A `private` one is not offered
    while the screen is turned to a client.
    """

    name: str
    label: str
    holds: Callable[[Moment, Record], bool]
    group: str = ""
    party: int | None = None
    own: bool = False
    private: bool = False


def field_columns(kind: type[Record], *names: str) -> tuple[Column, ...]:
    """Columns that show, and let edit, the declared fields of a kind."""
    return tuple(_column(kind.fields[name]) for name in names)


def name_of(record: Record) -> str:
    """What a record is called in a cell: its ref where it has one, else the words that name it."""
    return str(getattr(record, "ref", "") or record.heading)


def sides(moment: Moment, ids: Iterable[str]) -> tuple[Side, ...]:
    """The parties with these ids as a cell shows them, in the relationship's order."""
    wanted = frozenset(ids)
    parties = enumerate(moment.snapshot.parties)
    return tuple(Side(position, party.name) for position, party in parties if party.id in wanted)


def _column(field: Field) -> Column:
    look, width = _LOOKS.get(field.kind, (PLAIN, 140))
    if field.targets == ("party",):
        look, width = PARTY, 160
    stretch = 1 if look is PROSE else 0
    return Column(
        field.name, field.label, _value_of(field), look, width, stretch, field=field, private=field.private
    )


_LOOKS: Final = {
    Kind.PROSE: (PROSE, 200),
    Kind.DATE: (DAY, 110),
    Kind.WHOLE: (NUMBER, 80),
    Kind.NUMBER: (NUMBER, 80),
    Kind.MONEY: (PLAIN, 120),
}


def _value_of(field: Field) -> Value:
    if field.targets:
        return _linked_parties(field) if field.targets == ("party",) else _linked(field)
    return _SPECIAL.get(field.kind, _plain)(field)


def _plain(field: Field) -> Value:
    return lambda moment, record: getattr(record, field.name)


def _choice(field: Field) -> Value:
    def value(moment: Moment, record: Record) -> str:
        chosen = getattr(record, field.name) or ""
        return "; ".join(choice_words(field, one) for one in chosen.split("; "))

    return value


def _yes_no(field: Field) -> Value:
    return lambda moment, record: say(N_("yes")) if getattr(record, field.name) else ""


def _readers(field: Field) -> Value:
    return lambda moment, record: readers_words(getattr(record, field.name), moment.snapshot.parties)


def _ids(field: Field, record: Record) -> tuple[str, ...]:
    held = getattr(record, field.name)
    return held if field.kind is Kind.LINKS else ((held,) if held else ())


def _linked(field: Field) -> Value:
    def value(moment: Moment, record: Record) -> str:
        found = (moment.snapshot.get(id) for id in _ids(field, record))
        return ", ".join(name_of(target) for target in found if target is not None)

    return value


def _linked_parties(field: Field) -> Value:
    return lambda moment, record: sides(moment, _ids(field, record))


_SPECIAL: Final = {Kind.CHOICE: _choice, Kind.YES_NO: _yes_no, Kind.AUDIENCE: _readers}
