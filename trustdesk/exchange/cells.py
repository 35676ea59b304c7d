"""One cell of the workbook and one value of a record: each made into the other, by the kind of the field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Final

from trustdesk.exchange.grid import Value
from trustdesk.records import Field, Kind
from trustdesk.records.checks import expected_of, value_fault
from trustdesk.words import N_, Text

_ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_WHOLE: Final = re.compile(r"[+-]?\d{1,15}(\.0+)?", re.ASCII)
_NUMBER: Final = re.compile(r"[+-]?(\d{1,20}(\.\d{0,30})?|\.\d{1,30})([eE][+-]?\d{1,3})?", re.ASCII)


class UnfitError(Exception):
    """A cell that does not hold what its column expects; `expected` says what that is."""

    def __init__(self, expected: Text) -> None:
        super().__init__(expected)
        self.expected = expected


def value_of(field: Field, cell: Value) -> object:
    """The value of `field` that a cell which is not blank holds; references stay words.

    Raises UnfitError where the cell does not fit the field.
    """
    read = _READERS.get(field.kind, text_of)
    value = read(field, cell)
    fault = value_fault(field, value)
    if fault is not None:
        raise UnfitError(fault)
    return value


def text_of(_field: Field, cell: Value) -> str:
    """The words in a cell, its line ends made one sort; raises UnfitError for a day and the like."""
    if isinstance(cell, str):
        return cell.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return as_text(cell)
    raise UnfitError(Text(N_("text; Excel holds something else here")))


def shown(cell: Value) -> str | int | float | bool | None:
    """A cell as a report names it: a day in ISO form, a long text cut."""
    if isinstance(cell, date):
        return day_of(cell).isoformat() if _is_midnight(cell) else cell.isoformat()
    if cell is None or isinstance(cell, bool | int | float):
        return cell
    words = str(cell)
    return words if len(words) <= 200 else words[:199] + "…"


def day_of(value: date) -> date:
    """The day of a date or of an instant."""
    return value.date() if isinstance(value, datetime) else value


def as_text(value: object) -> str:
    """A value as text that is read back to the same value."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() else repr(value)
    return "" if value is None else str(value)


def _is_midnight(value: date) -> bool:
    return not isinstance(value, datetime) or value.time() == datetime.min.time()


def _name(field: Field, cell: Value) -> str:
    return text_of(field, cell).strip()


def _day(field: Field, cell: Value) -> date:
    if isinstance(cell, date):
        return day_of(cell)
    if isinstance(cell, str) and _ISO_DAY.fullmatch(cell.strip()):
        try:
            return date.fromisoformat(cell.strip())
        except ValueError:
            pass
    raise UnfitError(expected_of(field))


def _whole(field: Field, cell: Value) -> int:
    number = _number(field, cell, _WHOLE)
    if not number.is_integer():
        raise UnfitError(expected_of(field))
    return int(number)


def _number(field: Field, cell: Value, pattern: re.Pattern[str] = _NUMBER) -> float:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return float(cell)
    if isinstance(cell, str) and pattern.fullmatch(cell.strip()):
        return float(cell)
    raise UnfitError(expected_of(field))


def _yes_no(field: Field, cell: Value) -> bool:
    answers = {"yes": True, "no": False}
    answer = cell.strip().casefold() if isinstance(cell, str) else None
    if answer not in answers:
        raise UnfitError(expected_of(field))
    return answers[answer]


def _choice(field: Field, cell: Value) -> str:
    if field.own_choices:
        return text_of(field, cell)
    words = _name(field, cell)
    known = {choice.casefold(): choice for choice in field.choices}
    chosen = [one.strip() for one in words.split(";") if one.strip()] if field.several else [words]
    return "; ".join(dict.fromkeys(known.get(one.casefold(), one) for one in chosen))


_READERS: Final[Mapping[Kind, Callable[[Field, Value], object]]] = {
    Kind.DATE: _day,
    Kind.WHOLE: _whole,
    Kind.NUMBER: _number,
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice,
    Kind.LINK: _name,
    Kind.LINKS: text_of,
    Kind.AUDIENCE: _name,
}
