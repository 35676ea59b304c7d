"""What the commands share: what one has to say, how a desk is opened for it, and what it asks of its call."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trustdesk.words import N_, Text, render

if TYPE_CHECKING:
    from trustdesk.desk import Desk


@dataclass(frozen=True)
class Result:
    """What a command has to say, on standard output and on standard error, and whether all was well."""

    said: tuple[str, ...] = ()
    complaints: tuple[str, ...] = ()
    well: bool = True


class UsageError(Exception):
    """The command was called wrongly; the words say how."""


def open_desk(path: Path) -> Desk:
    """The desk of that file, opened for a command."""
    from trustdesk.desk import Desk  # with SQLAlchemy, which no help text needs

    return Desk.open(path)


def demand_ending(path: Path, endings: Sequence[str]) -> None:
    """Refuse a name after -o that ends in none of these."""
    if path.suffix.lower() not in endings:
        raise UsageError(f"the name after -o has to end in {' or '.join(endings)}")


def spare(desk: Path, out: Path) -> None:
    """Refuse to write over the desk that is read."""
    if out.resolve() == desk.resolve():
        raise UsageError("the name after -o is the desk itself")


def done(*lines: Text) -> Result:
    """The result of a command that has done what it was to do, and says so."""
    return Result(tuple(map(render, lines)))


def wrote(path: Path) -> Text:
    """That a file was written."""
    return Text(N_("Wrote {path}."), {"path": str(path)})


def as_json(data: dict[str, Any]) -> str:
    """One JSON object as it is printed."""
    # In plain ASCII it passes through any terminal; lone surrogates too.
    return json.dumps(data, indent=2, allow_nan=False)
