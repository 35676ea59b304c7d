"""How the width of a table is shared among its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from PySide6.QtCore import QSettings

from ui.widgets.record_table.column import Column

LEAST: int = 28
"""The least a column takes, in pixels at 100 %."""


@dataclass
class Chosen:
    """What a user chose for a table: widths of columns by name, at 100 %, and which columns are put away."""

    widths: dict[str, int] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)

    @classmethod
    def remembered(cls, table: str) -> Chosen:
        """What was chosen for the table of that name before."""
        chosen = cls()
        for entry in str(QSettings().value(f"tables/{table}/widths", "")).split(","):
            name, _, width = entry.partition(":")
            if width.isdecimal():
                chosen.widths[name] = int(width)
        names = str(QSettings().value(f"tables/{table}/hidden", ""))
        chosen.hidden.update(name for name in names.split(",") if name)
        return chosen

    def remember(self, table: str) -> None:
        """Keep it for the table of that name."""
        widths = ",".join(f"{name}:{width}" for name, width in self.widths.items())
        QSettings().setValue(f"tables/{table}/widths", widths)
        QSettings().setValue(f"tables/{table}/hidden", ",".join(sorted(self.hidden)))


def shared(
    columns: Sequence[Column],
    wanted: Sequence[int],
    room: int,
    hidden: Set[str],
    fixed: Mapping[str, int],
    kept: Set[str] = frozenset(),
) -> list[int]:
    """The width of each column in a `room`, all in pixels; 0 for one that is not shown.

    `wanted` is what each would like to have, `fixed` what a user gave to some. Where it is too narrow,
    columns go, the highest priority first, but none of those `kept`; then those that stretch give up to a
    third of their width; only then goes what has the priority 1, and where nothing more can go they give up
    to half. What is over goes to the columns that stretch, unless a user fixed them.
    """
    widths = [
        0 if column.name in hidden else fixed.get(column.name, width)
        for column, width in zip(columns, wanted, strict=True)
    ]
    giving = [at for at, column in enumerate(columns) if column.stretch and column.name not in fixed]
    for at in _first_to_go(columns, widths, kept):
        spared = sum(widths[at] // 3 for at in giving) if columns[at].priority == 1 else 0
        if sum(widths) - spared <= room:
            break
        widths[at] = 0
    _give(widths, giving, sum(widths) - room)
    _spread(widths, columns, fixed, room)
    return widths


def _first_to_go(columns: Sequence[Column], widths: Sequence[int], kept: Set[str]) -> list[int]:
    going = [
        at for at, column in enumerate(columns) if column.priority and widths[at] and column.name not in kept
    ]
    return sorted(going, key=lambda at: (-columns[at].priority, -at))


def _give(widths: list[int], giving: Sequence[int], over: int) -> None:
    """Take what is over from the columns that can give, each at most half of what it has."""
    for at in giving:
        less = min(max(over, 0), widths[at] // 2)
        widths[at] -= less
        over -= less


def _spread(widths: list[int], columns: Sequence[Column], fixed: Mapping[str, int], room: int) -> None:
    """Share the room that is left among the columns that stretch."""
    stretching = [at for at, column in enumerate(columns) if column.stretch and widths[at]]
    free = [at for at in stretching if columns[at].name not in fixed] or stretching
    spare = room - sum(widths)
    if spare > 0 and free:
        parts = sum(columns[at].stretch for at in free)
        for at in free:
            widths[at] += spare * columns[at].stretch // parts
        widths[free[0]] += room - sum(widths)
