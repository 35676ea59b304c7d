"""How the values of a column look: what is shown and read aloud, how they are sorted and copied.

A look knows nothing of widgets; `ui.widgets.record_table.delegate` paints it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from trustdesk.exchange.cells import as_text
from trustdesk.exchange.csv_folder import guarded
from trustdesk.style.marks import MARK_WORDS
from ui import words

_NUMBERS: Final = re.compile(r"(\d+)", re.ASCII)


class Side(NamedTuple):
    """A party as a cell shows it: its place in the relationship, which gives it its colour, and its name."""

    position: int
    name: str


@dataclass(frozen=True)
class Look:
    """How values look. `order` makes of a value something to sort by, `copied` the text for a spreadsheet.

    `right` puts it at the right edge, as numbers stand; `wraps` lets it run over two lines; `lines` gives the
    two lines it stands on, where it always does, the second one quieter.
    """

    shown: Callable[[Any], str]
    order: Callable[[Any], Any]
    copied: Callable[[Any], str]
    right: bool = False
    wraps: bool = False
    lines: Callable[[Any], Sequence[str]] | None = None

    @property
    def height(self) -> int:
        """How many lines a value may take."""
        return 2 if self.wraps or self.lines else 1


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Text as people sort it: C2 before C10, case aside."""
    parts = _NUMBERS.split(text.casefold())
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part)


def is_blank(value: object) -> bool:
    """Whether a value is nothing; such cells stand last, however the table is sorted."""
    return value is None or value == "" or value == ()


def _names(sides: tuple[Side, ...]) -> str:
    return ", ".join(side.name for side in sides)


_MARKS: Final = {name: at for at, name in enumerate(MARK_WORDS)}

PLAIN: Final = Look(str, natural, guarded)
PROSE: Final = Look(str, natural, guarded, wraps=True)
DAY: Final = Look(words.day, lambda day: day, date.isoformat)
NUMBER: Final = Look(as_text, lambda number: number, as_text, right=True)
PARTY: Final = Look(
    _names, lambda sides: sides, lambda sides: guarded("; ".join(side.name for side in sides))
)
MARK: Final = Look(
    lambda mark: mark.words, lambda mark: (_MARKS[mark.name], not mark.confirmed), lambda mark: mark.words
)
