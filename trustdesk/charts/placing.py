"""Where labels go so that none lies on another: simple rules along one line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Span = tuple[float, float]


def rows_for(spans: Sequence[Span], gap: float = 0.0) -> list[int]:
    """For each span (low, high), in the order given, the first row in which it overlaps none before it."""
    rows: list[list[Span]] = []
    placed = []
    for low, high in spans:
        row = next((n for n, taken in enumerate(rows) if _free(low - gap, high + gap, taken)), len(rows))
        if row == len(rows):
            rows.append([])
        rows[row].append((low, high))
        placed.append(row)
    return placed


def kept_apart(spans: Iterable[Span], gap: float = 0.0) -> list[bool]:
    """For each span, whether it can be shown without touching one before it that is shown."""
    taken: list[Span] = []
    shown = []
    for low, high in spans:
        free = _free(low - gap, high + gap, taken)
        shown.append(free)
        if free:
            taken.append((low, high))
    return shown


def spread(places: Sequence[float], distance: float, low: float, high: float) -> list[float]:
    """Places moved as little as need be to lie `distance` apart between `low` and `high`; the order stays.

    Where there is no room for all they lie evenly, closer than asked for.
    """
    if len(places) > 1:
        distance = min(distance, (high - low) / (len(places) - 1))
    order = sorted(range(len(places)), key=lambda at: places[at])
    moved = [0.0] * len(places)
    floor = low
    for at in order:
        moved[at] = floor = max(places[at], floor)
        floor += distance
    ceiling = high
    for at in reversed(order):
        moved[at] = ceiling = min(moved[at], ceiling)
        ceiling -= distance
    return moved


def _free(low: float, high: float, taken: Iterable[Span]) -> bool:
    return all(high <= other_low or other_high <= low for other_low, other_high in taken)
