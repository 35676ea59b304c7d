"""The marks of outcomes and risk steps, as outlines in a unit square.

A mark is drawn, never taken from a font: the same outline on the screen, in a chart, in a legend and in
print. Each has a shape of its own, so that it reads without colour. The square runs from (0, 0) at the lower
left to (1, 1) at the upper right, y upwards; the toolkits scale it (and Qt turns it over).

`MARKS` has them by name; `unconfirmed(mark)` puts the thin ring around one that the other side has not
confirmed yet.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from trustdesk.words import N_

Command = tuple[str, tuple[float, ...]]
"""One step of an outline: `("M", (x, y))` move, `("L", (x, y))` line, `("C", (x1, y1, x2, y2, x, y))` cubic
curve, `("Z", ())` close."""


@dataclass(frozen=True)
class Shape:
    """One outline of a mark: filled when `stroke` is 0, otherwise drawn with a pen `stroke` wide.

    The width is a share of the square's side; pens have round ends and joins.
    """

    commands: tuple[Command, ...]
    stroke: float = 0.0


@dataclass(frozen=True)
class Mark:
    """A mark: its name and its shapes, in the order they are drawn, all in one colour."""

    name: str
    shapes: tuple[Shape, ...]


def unconfirmed(mark: Mark) -> Mark:
    """The same mark, smaller, inside a thin ring: claimed by one side, not confirmed by the other."""
    return Mark(
        f"{mark.name}_unconfirmed", (*(_shrunk(shape, 0.6) for shape in mark.shapes), _ring(0.465, 0.055))
    )


_PEN: Final = 0.115
_ROUND: Final = 0.5523  # how far the handles of a cubic curve lie to follow a quarter circle


def _line(*points: tuple[float, float], close: bool = False) -> tuple[Command, ...]:
    steps = tuple(("L" if at else "M", point) for at, point in enumerate(points))
    return (*steps, ("Z", ())) if close else steps


def _circle(radius: float, x: float = 0.5, y: float = 0.5) -> tuple[Command, ...]:
    handle = radius * _ROUND
    return (
        ("M", (x + radius, y)),
        ("C", (x + radius, y + handle, x + handle, y + radius, x, y + radius)),
        ("C", (x - handle, y + radius, x - radius, y + handle, x - radius, y)),
        ("C", (x - radius, y - handle, x - handle, y - radius, x, y - radius)),
        ("C", (x + handle, y - radius, x + radius, y - handle, x + radius, y)),
        ("Z", ()),
    )


def _left_half(radius: float) -> tuple[Command, ...]:
    _, _, upper, lower, _, _ = _circle(radius)
    return (("M", (0.5, 0.5 + radius)), upper, lower, ("Z", ()))


def _ring(radius: float, stroke: float = _PEN) -> Shape:
    return Shape(_circle(radius), stroke)


def _shrunk(shape: Shape, share: float) -> Shape:
    commands = tuple(
        (step, tuple(0.5 + (at - 0.5) * share for at in points)) for step, points in shape.commands
    )
    return replace(shape, commands=commands, stroke=shape.stroke * max(share, 0.75))


_DIAMOND: Final = _line((0.5, 0.95), (0.95, 0.5), (0.5, 0.05), (0.05, 0.5), close=True)
_SQUARE: Final = _line((0.14, 0.14), (0.86, 0.14), (0.86, 0.86), (0.14, 0.86), close=True)
_HOLLOW_DIAMOND: Final = Shape(_line((0.5, 0.9), (0.9, 0.5), (0.5, 0.1), (0.1, 0.5), close=True), 0.1)
_QUESTION: Final = (
    ("M", (0.365, 0.61)),
    ("C", (0.365, 0.79, 0.645, 0.79, 0.645, 0.61)),
    ("C", (0.645, 0.50, 0.505, 0.51, 0.505, 0.385)),
)

MARKS: Final = {
    mark.name: mark
    for mark in (
        Mark("kept", (Shape(_circle(0.42)),)),
        Mark("late", (Shape(_line((0.5, 0.93), (0.97, 0.11), (0.03, 0.11), close=True)),)),
        Mark("partly", (_ring(0.37), Shape(_left_half(0.37)))),
        Mark("missed_told", (_ring(0.37),)),
        Mark(
            "missed_silent",
            (Shape(_line((0.15, 0.15), (0.85, 0.85)), 0.14), Shape(_line((0.15, 0.85), (0.85, 0.15)), 0.14)),
        ),
        Mark(
            "renegotiated",
            (
                Shape((*_line((0.14, 0.12), (0.14, 0.42)), ("C", (0.14, 0.58, 0.22, 0.64, 0.36, 0.64)),
                       ("L", (0.66, 0.64))), _PEN),
                Shape(_line((0.60, 0.92), (0.99, 0.64), (0.60, 0.36), close=True)),
            ),
        ),
        Mark("released", (Shape(_line((0.13, 0.5), (0.87, 0.5)), 0.14),)),
        Mark("open", (Shape(_SQUARE, 0.1),)),
        Mark("disputed", (_ring(0.45, 0.075), Shape(_QUESTION, 0.095), Shape(_circle(0.058, 0.505, 0.235)))),
        Mark("step_planned", (_HOLLOW_DIAMOND,)),
        Mark("step_taken", (_HOLLOW_DIAMOND, Shape(_line((0.5, 0.9), (0.1, 0.5), (0.5, 0.1), close=True)))),
        Mark("step_merited", (Shape(_DIAMOND),)),
        Mark(
            "step_partly_merited",
            (_HOLLOW_DIAMOND, Shape(_line((0.1, 0.5), (0.9, 0.5), (0.5, 0.1), close=True))),
        ),
        Mark(
            "step_not_merited",
            (
                _HOLLOW_DIAMOND,
                Shape(_line((0.38, 0.38), (0.62, 0.62)), 0.09),
                Shape(_line((0.38, 0.62), (0.62, 0.38)), 0.09),
            ),
        ),
        Mark("step_called_off", (_HOLLOW_DIAMOND, Shape(_line((0.31, 0.5), (0.69, 0.5)), 0.1))),
    )
}  # fmt: skip
"""Every mark by its name: what became of a promise, and `step_…` what became of a risk step."""

MARK_WORDS: Final = {
    "kept": N_("kept on the day"),
    "late": N_("late"),
    "partly": N_("partly kept"),
    "missed_told": N_("missed and told"),
    "missed_silent": N_("missed without notice"),
    "renegotiated": N_("moved"),
    "released": N_("released"),
    "open": N_("open"),
    "disputed": N_("disputed"),
    "step_planned": N_("trust step planned"),
    "step_taken": N_("trust step taken"),
    "step_merited": N_("trust proved right"),
    "step_partly_merited": N_("trust proved partly right"),
    "step_not_merited": N_("trust proved wrong"),
    "step_called_off": N_("trust step called off"),
}
"""What each mark says, in the order of a key."""
