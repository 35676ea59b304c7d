"""From blocks to pages: everything printed is a run of strips, and one function breaks the run into pages.

A *block* is what a section is made of: a paragraph, a table, a chart. It knows its texts, and for a given
width it gives its *strips*, top to bottom. A strip is a piece that is never cut: a line of text, a row of a
table, a whole chart. It may stay with the one below it (`stays`: a heading, the first line of a paragraph),
may bring a `head` that is set again when it opens a page (the head of a table), and may carry an `entry` for
the outline and the contents. Blocks are laid out before anything is drawn, so page numbers are known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from reportlab.pdfgen.canvas import Canvas

Draw = Callable[[Canvas, float, float], None]
"""Draws a strip: canvas, left edge, upper edge (points, y upwards)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the outline: level 0 is a section and stands in the contents, level 1 is within it."""

    title: str
    level: int


@dataclass(frozen=True, slots=True)
class Strip:
    """A piece of a page that is never cut.

    `height` in points. `before` and `after` are the white space it asks for above and below: of two
    neighbours the larger one counts, and none at the edge of a page. `stays`: no page ends between this strip
    and the next; `head`: strips set again above this one where it opens a page.
    """

    height: float
    draw: Draw
    before: float = 0.0
    after: float = 0.0
    stays: bool = False
    head: tuple[Strip, ...] = ()
    entry: Entry | None = None


class Block(Protocol):
    """What a section is made of."""

    def texts(self) -> Iterable[str]:
        """Every text the block prints, as it was given."""

    def strips(self, width: float) -> Sequence[Strip]:
        """The block laid out `width` points wide, top to bottom."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A strip on its page; `drop` is the distance of its upper edge from the top of the text area."""

    strip: Strip
    drop: float


def paginate(strips: Sequence[Strip], room: float) -> list[list[Placed]]:
    """The strips on pages whose text area is `room` points high; no strips, no page.

    Strips that stay together move to the next page together, unless they are taller than a page.
    """
    pages: list[list[Placed]] = []
    for run in _runs(strips):
        used = _end(pages[-1]) + _gap(pages[-1][-1].strip, run[0]) if pages else room
        tall = stacked_height(run)
        never = tall + stacked_height(run[0].head) > room
        fits = used + tall <= room or (never and used < room / 2)
        for at, strip in enumerate(run):
            if not pages or (at == 0 and not fits) or not _has_room(pages[-1], strip, room):
                pages.append([])
                _place(pages[-1], strip.head)
            _place(pages[-1], (strip,))
    return pages


def stacked_height(strips: Sequence[Strip]) -> float:
    """The height of strips one below the other, without the white space at either end."""
    return sum(strip.height for strip in strips) + sum(_gap(*pair) for pair in pairwise(strips))


def draw_stacked(canvas: Canvas, strips: Sequence[Strip], x: float, top: float) -> None:
    """Draw strips one below the other, the first at `top`."""
    column: list[Placed] = []
    _place(column, strips)
    for placed in column:
        placed.strip.draw(canvas, x, top - placed.drop)


def laid_out(blocks: Iterable[Block], width: float) -> list[Strip]:
    """The strips of all blocks, one block after the other."""
    return [strip for block in blocks for strip in block.strips(width)]


def kept_together(strips: Sequence[Strip]) -> list[Strip]:
    """The same strips, on one page where they fit one."""
    return [replace(strip, stays=True) for strip in strips[:-1]] + list(strips[-1:])


def _gap(above: Strip, below: Strip) -> float:
    return max(above.after, below.before)


def _end(page: Sequence[Placed]) -> float:
    return page[-1].drop + page[-1].strip.height if page else 0.0


def _has_room(page: Sequence[Placed], strip: Strip, room: float) -> bool:
    gap = _gap(page[-1].strip, strip) if page else 0.0
    return _end(page) + gap + strip.height <= room


def _place(page: list[Placed], strips: Iterable[Strip]) -> None:
    for strip in strips:
        gap = _gap(page[-1].strip, strip) if page else 0.0
        page.append(Placed(strip, _end(page) + gap))


def _runs(strips: Iterable[Strip]) -> Iterable[list[Strip]]:
    run: list[Strip] = []
    for strip in strips:
        run.append(strip)
        if not strip.stays:
            yield run
            run = []
    if run:
        yield run
