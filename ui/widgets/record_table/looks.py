"""How the values of a column look: what is shown and read aloud, in what order they stand, how they are copied.

A look knows no Qt; `ui.widgets.record_table.delegate` paints it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from trustdesk.exchange.cells import as_text
from trustdesk.records import Party
from trustdesk.style.marks import MARK_WORDS
from trustdesk.words import N_, Text
from ui import words
from ui.words import say

_NUMBERS: Final = re.compile(r"(\d+)")


@dataclass(frozen=True)
class MarkValue:
    """The mark of an outcome: its name in `trustdesk.style.marks.MARKS`, and whether the outcome is confirmed."""

    name: str
    confirmed: bool = True


@dataclass(frozen=True)
class Look:
    """How values look. `order` makes of a value something to sort by, `copied` the text for a spreadsheet.

    `right` puts it at the right edge, as numbers stand; `wraps` lets it run over two lines.
    """

    shown: Callable[[Any], str]
    order: Callable[[Any], Any]
    copied: Callable[[Any], str]
    right: bool = False
    wraps: bool = False


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Text as people sort it: C2 before C10, case aside."""
    parts = _NUMBERS.split(text.casefold())
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part)


def is_blank(value: object) -> bool:
    """Whether a value is nothing; such cells stand last, however the table is sorted."""
    return value is None or value == "" or value == ()


def _names(parties: tuple[Party, ...]) -> str:
    return ", ".join(party.name for party in parties)


def _mark_words(mark: MarkValue) -> str:
    said = say(MARK_WORDS[mark.name])
    return said if mark.confirmed else say(Text(N_("{outcome}, not confirmed"), {"outcome": said}))


def _day(value: date) -> str:
    return words.day(value)


_MARKS: Final = {name: at for at, name in enumerate(MARK_WORDS)}

PLAIN: Final = Look(str, natural, str)
PROSE: Final = Look(str, natural, str, wraps=True)
DAY: Final = Look(_day, lambda day: day, date.isoformat)
NUMBER: Final = Look(as_text, lambda number: number, as_text, right=True)
PARTY: Final = Look(
    _names,
    lambda parties: tuple(party.position for party in parties),
    lambda parties: "; ".join(party.name for party in parties),
)
MARK: Final = Look(_mark_words, lambda mark: (_MARKS[mark.name], not mark.confirmed), _mark_words)
