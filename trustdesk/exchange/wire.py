"""Sheets, or one object, on their way from the process that reads a foreign file to the one that asked.

They go as plain lines of JSON. Nothing in them can be run: a line is a sheet, a row, an object, or a refusal
in words, and the last one says that it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from string import Formatter
from typing import Any, Final, cast

from trustdesk.errors import TrustDeskError
from trustdesk.exchange.grid import MAX_BYTES, Grid, Value, too_big
from trustdesk.words import N_, Text

END: Final = b'{"end":true}\n'


class BrokenError(Exception):
    """What came over the wire is not as `lines` writes it."""


def lines(grids: Iterable[Grid]) -> Iterator[bytes]:
    """The sheets as lines, the end included; raises TrustDeskError where they hold too much for a program."""
    sent = 0
    for grid in grids:
        for line in (_heading(grid), *(_line([number, row]) for number, row in grid.rows)):
            sent += len(line)
            if sent > MAX_BYTES:
                raise too_big(N_("Its cells hold more than {n} MB."), n=MAX_BYTES // 1_000_000)
            yield line
    yield END


def refusal(error: TrustDeskError) -> bytes:
    """The line that says why nothing could be read."""
    return _line({"refused": [_plain(error.title), _plain(error.message)]})


def whole(data: dict[str, Any]) -> Iterator[bytes]:
    """One object as lines, the end included."""
    yield _line({"whole": data})
    yield END


def object_in(data: bytes) -> dict[str, Any]:
    """The object that `whole` wrote; raises what `grids` raises."""
    try:
        told = _told(data)
        if len(told) != 1 or not isinstance(found := told[0]["whole"], dict):
            raise BrokenError
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise BrokenError from error
    return found


def grids(data: bytes) -> tuple[Grid, ...]:
    """The sheets that `lines` wrote.

    Raises the TrustDeskError of a `refusal`, BrokenError for what is neither.
    """
    try:
        return _grids(_told(data))
    except (ValueError, TypeError, KeyError, IndexError, RecursionError) as error:
        raise BrokenError from error


def _told(data: bytes) -> list[Any]:
    """The lines without the end; raises the TrustDeskError of a refusal."""
    told = [_read(line) for line in data.splitlines()]
    if not told or not isinstance(told[-1], dict):
        raise BrokenError
    if "refused" in told[-1]:
        title, message = told[-1]["refused"]
        raise TrustDeskError(_text(title), _text(message))
    if told.pop() != {"end": True}:
        raise BrokenError
    return told


def _grids(told: list[Any]) -> tuple[Grid, ...]:
    found: list[tuple[dict[str, Any], list[tuple[int, tuple[Value, ...]]]]] = []
    for line in told:
        if isinstance(line, dict):
            found.append((line, []))
        else:
            found[-1][1].append((int(line[0]), _cells(line[1])))
    return tuple(
        Grid(
            str(head["sheet"]),
            _cells(head["headings"]),
            tuple(rows),
            frozenset((row, column) for row, column in head["formulas"]),
        )
        for head, rows in found
    )


def _heading(grid: Grid) -> bytes:
    return _line({"sheet": grid.name, "headings": grid.headings, "formulas": sorted(grid.formulas)})


def _line(told: object) -> bytes:
    # A lone surrogate is for the check of the cell to refuse, with its place; here it only passes through.
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"), default=_tagged)
    return text.encode("utf-8", "surrogatepass") + b"\n"


def _read(line: bytes) -> Any:
    return json.loads(line.decode("utf-8", "surrogatepass"))


def _tagged(value: object) -> list[object]:
    """A value that JSON has no writing for. A cell is never a list, so a list is always one of these."""
    if isinstance(value, timedelta):
        return ["span", value.days, value.seconds, value.microseconds]
    if isinstance(value, datetime):
        return ["instant", value.isoformat()]
    if isinstance(value, date):
        return ["day", value.isoformat()]
    if isinstance(value, time):
        return ["time", value.isoformat()]
    raise TypeError(type(value).__name__)


_UNTAGGED: Final[dict[str, Any]] = {
    "span": timedelta,
    "instant": datetime.fromisoformat,
    "day": date.fromisoformat,
    "time": time.fromisoformat,
}


def _cells(row: list[Any]) -> tuple[Value, ...]:
    return tuple(_UNTAGGED[cell[0]](*cell[1:]) if type(cell) is list else _simple(cell) for cell in row)


def _simple(cell: object) -> Value:
    if cell is not None and not isinstance(cell, str | int | float):
        raise BrokenError
    return cast(Value, cell)


def _plain(text: Text) -> dict[str, object]:
    values = {
        name: _plain(value) if isinstance(value, Text) else value for name, value in text.values.items()
    }
    return {"message": text.message, "values": values, "many": text.many}


def _text(told: dict[str, Any]) -> Text:
    values = {
        name: _text(value) if isinstance(value, dict) else _simple(value)
        for name, value in told["values"].items()
    }
    for template in (told["message"], told["many"] or ""):
        # A template may name its values, and nothing inside them: nobody knows who is talking.
        for _, name, spec, conversion in Formatter().parse(template):
            if name is not None and (name not in values or spec or conversion):
                raise BrokenError
    return Text(told["message"], values, told["many"])
