"""The marks of outcomes and risk steps in a matplotlib chart, the same outlines as on screen and in print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from matplotlib.collections import PathCollection
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform, Transform

from trustdesk.style.marks import Command, Mark


def mark_artists(
    mark: Mark, points: Sequence[tuple[float, float]], places: Transform, *, colour: str, size: float = 9.0
) -> list[PathCollection]:
    """Artists that draw `mark` at every point, `size` points wide; `places` takes the points to the canvas.

    There is one for the filled outlines and one for each width of pen, however many points there are.
    """
    return [
        PathCollection(
            [path],
            sizes=[size**2],
            offsets=points,
            offset_transform=places,
            facecolors="none" if stroke else colour,
            edgecolors=colour if stroke else "none",
            linewidths=stroke * size,
            capstyle="round",
            joinstyle="round",
            transform=IdentityTransform(),
        )
        for stroke, path in mark_paths(mark)
    ]


@cache
def mark_paths(mark: Mark) -> tuple[tuple[float, Path], ...]:
    """The outlines of `mark` around (0, 0), from −0.5 to 0.5, in pairs of pen width and path.

    A width of 0 is a filled outline, any other a share of the mark's side to be drawn with a round pen.
    """
    widths = dict.fromkeys(shape.stroke for shape in mark.shapes)
    return tuple(
        (
            width,
            _path(command for shape in mark.shapes if shape.stroke == width for command in shape.commands),
        )
        for width in widths
    )


def _path(commands: Iterable[Command]) -> Path:
    vertices: list[tuple[float, float]] = []
    codes: list[int] = []
    for step, points in commands:
        places = [(x - 0.5, y - 0.5) for x, y in zip(points[::2], points[1::2], strict=True)]
        vertices += places or [vertices[-1]]
        codes += [_CODES[step]] * (len(places) or 1)
    return Path(vertices, codes)


_CODES = {"M": int(Path.MOVETO), "L": int(Path.LINETO), "C": int(Path.CURVE4), "Z": int(Path.CLOSEPOLY)}
