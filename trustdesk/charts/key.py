"""The marks by name, what each says in words, and the line under a chart that explains those it uses."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from trustdesk.charts.chart import Look
from trustdesk.charts.drawing import Drawing, across
from trustdesk.charts.lettering import one_line, width_of
from trustdesk.records.commitments import UNCONFIRMED, Commitment
from trustdesk.records.risk_steps import (
    CALLED_OFF,
    MERITED,
    NOT_MERITED,
    PARTLY_MERITED,
    PLANNED,
    TAKEN,
)
from trustdesk.style.marks import MARK_WORDS, MARKS, Mark, unconfirmed
from trustdesk.words import N_, render

STEP_MARKS: Final = {
    PLANNED: "step_planned",
    TAKEN: "step_taken",
    MERITED: "step_merited",
    PARTLY_MERITED: "step_partly_merited",
    NOT_MERITED: "step_not_merited",
    CALLED_OFF: "step_called_off",
}
"""The mark of a risk step by its status."""

RING: Final = "unconfirmed"
_RINGED: Final = N_("in a ring: not confirmed yet")
LINE: Final = 12.0
_SIZE: Final = 7.5
_MARK: Final = 11.0
_GAP: Final = 12.0


@cache
def mark_named(name: str, *, ringed: bool = False) -> Mark:
    """The mark of that name, `ringed` when it is not confirmed yet."""
    return unconfirmed(MARKS[name]) if ringed else MARKS[name]


def waits_for_confirmation(promise: Commitment) -> bool:
    """Whether what became of the promise was claimed, and not confirmed yet."""
    return promise.outcome is not None and promise.confirmed == UNCONFIRMED


class Key:
    """The key to the marks that a chart uses, set in as few lines as the room allows."""

    def __init__(self, used: Iterable[str], look: Look) -> None:
        used = set(used)
        left, right = across(look)
        room = right - left
        self._lines: list[list[tuple[str, str, float]]] = []
        x = room + 1
        for name in (*MARK_WORDS, RING):
            if name not in used:
                continue
            words = one_line(render(MARK_WORDS.get(name, _RINGED), look.language))
            wide = _MARK + width_of(words, _SIZE)
            if x + wide > room:
                self._lines.append([])
                x = 0.0
            self._lines[-1].append((name, words, x))
            x += wide + _GAP

    @property
    def height(self) -> float:
        """How tall the key is, in points."""
        return LINE * len(self._lines)

    def draw(self, drawing: Drawing, low: float) -> None:
        """Draw the key with its foot at the height `low`."""
        muted = drawing.palette.muted
        for n, entries in enumerate(reversed(self._lines)):
            y = low + LINE * (n + 0.5)
            for name, words, x in entries:
                ringed = name == RING
                mark = mark_named("kept" if ringed else name, ringed=ringed)
                drawing.mark(drawing.left + x + 4, y, mark, muted, 8)
                drawing.text(drawing.left + x + _MARK, y, words, size=_SIZE, colour=muted)
