"""How records stand in a bundle: the names of their lists, and each value as JSON and back.

All of it follows from the declarations of the records.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final

from trustdesk.audience import CONSULTANT, JOINT, SEPARATOR
from trustdesk.exchange.cells import UnfitError
from trustdesk.records import Field, InRelationship, Kind, Money, Organisation, Record, kinds
from trustdesk.records.checks import expected_of
from trustdesk.words import N_, Text

_ID: Final = re.compile(r"[0-9a-f]{32}")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_ODD_PLURALS: Final = {"person": "people", "gate_criterion": "gate_criteria"}


def listed(kind: type[Record]) -> str:
    """The name of the list in which records of `kind` stand."""
    name = kind.__tablename__
    return _ODD_PLURALS.get(name) or (f"{name[:-1]}ies" if name.endswith("y") else f"{name}s")


LISTS: Final[Mapping[str, type[Record]]] = {
    listed(kind): kind for kind in kinds() if issubclass(kind, InRelationship) or kind is Organisation
}
"""By the name of each list, the kind of record in it."""


def is_told(field: Field, *, whole: bool) -> bool:
    """Whether a field stands in a bundle: one of the consultant's own only in a `whole` one.

    So does a reference to an organisation, which is the consultant's.
    """
    return whole or not (field.private or Organisation.__tablename__ in field.targets)


def readers(stored: str, parties: Iterable[str]) -> Any:
    """A stored audience as JSON: `joint`, `consultant` or the ids of those `parties` that read.

    What was for parties that are no longer there is nobody else's: it is the consultant's.
    """
    if stored in (JOINT, CONSULTANT):
        return stored
    return sorted(set(stored.split(SEPARATOR)).intersection(parties)) or CONSULTANT


def told(field: Field, value: Any, parties: Iterable[str]) -> Any:
    """The value of a field as JSON."""
    if value is None:
        return None
    match field.kind:
        case Kind.DATE:
            return value.isoformat()
        case Kind.MONEY:
            return value.stored
        case Kind.LINKS:
            return list(value)
        case Kind.AUDIENCE:
            return readers(value, parties)
        case _:
            return value


def is_id(value: object) -> bool:
    """Whether this can be the id of a record."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def value_of(kind: type[Record], field: Field, told: Any, own: Mapping[str, str]) -> Any:
    """The value that stands as `told` in a field; `own` gives by an id of the file that of the desk.

    Only its form is judged here. Raises UnfitError where that is not the field's.
    """
    if told is None:
        if field.kind is Kind.LINKS or not kind.fields[field.name].nullable:
            raise UnfitError(expected_in(field))
        return None
    value = _READERS[field.kind](told)
    if value is None:
        raise UnfitError(expected_in(field))
    match field.kind:
        case Kind.LINK:
            return own.get(value, value)
        case Kind.LINKS:
            return tuple(own.get(id, id) for id in value)
        case Kind.AUDIENCE if isinstance(value, list):
            return SEPARATOR.join(sorted(own.get(id, id) for id in value))
        case _:
            return value


def expected_in(field: Field) -> Text:
    """What a field expects in a bundle, in words."""
    return _EXPECTED.get(field.kind) or expected_of(field)


def _text(told: Any) -> str | None:
    return told if isinstance(told, str) else None


def _day(told: Any) -> date | None:
    try:
        return date.fromisoformat(told) if isinstance(told, str) and _DAY.fullmatch(told) else None
    except ValueError:
        return None


def _whole(told: Any) -> int | None:
    return told if type(told) is int else None


def _number(told: Any) -> float | None:
    return float(told) if type(told) in (int, float) else None


def _yes_no(told: Any) -> bool | None:
    return told if isinstance(told, bool) else None


def _money(told: Any) -> Money | None:
    try:
        return Money.parse(told) if isinstance(told, str) else None
    except ValueError:
        return None


def _link(told: Any) -> str | None:
    return told if is_id(told) else None


def _links(told: Any) -> list[str] | None:
    fits = isinstance(told, list) and all(map(is_id, told)) and len(set(told)) == len(told)
    return told if fits else None


def _audience(told: Any) -> str | list[str] | None:
    return told if told in (JOINT, CONSULTANT) else _links(told) or None


_READERS: Final[Mapping[Kind, Callable[[Any], Any]]] = {
    Kind.TEXT: _text,
    Kind.PROSE: _text,
    Kind.CHOICE: _text,
    Kind.DATE: _day,
    Kind.WHOLE: _whole,
    Kind.NUMBER: _number,
    Kind.YES_NO: _yes_no,
    Kind.MONEY: _money,
    Kind.LINK: _link,
    Kind.LINKS: _links,
    Kind.AUDIENCE: _audience,
}
_EXPECTED: Final = {
    Kind.YES_NO: Text(N_("true, false or null")),
    Kind.LINK: Text(N_("the id of a record")),
    Kind.LINKS: Text(N_("a list of the ids of records, each once")),
    Kind.AUDIENCE: Text(N_("“joint”, “consultant” or a list of the ids of parties")),
}
