"""What blocks are put together from: strips of lines, rules, white space, boxes to tick."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from trustdesk.pack.flow import Draw, Strip
from trustdesk.pack.page import draw_hairline
from trustdesk.pack.typography import Align, Lines, Style, draw_row, font_for, ink
from trustdesk.style.palette import PRINT

GAP: Final = 8.0
"""The white space between two blocks, in points."""


def line_strips(
    lines: Lines,
    width: float,
    *,
    shift: float = 0.0,
    before: float = GAP,
    stays: bool = False,
    align: Align = "left",
    ornament: Callable[[Canvas, float, float, float], None] | None = None,
) -> list[Strip]:
    """One strip a line, `shift` from the left, never one line alone at the foot or the head of a page.

    `ornament(canvas, x, top, height)` is drawn beside every line, at the left edge of the block. With `stays`
    the text stays with what follows it.
    """
    style, count = lines.style, len(lines.rows)

    def drawing(at: int, row: str) -> Draw:
        indent = lines.indent if at == 0 else 0.0

        def draw(canvas: Canvas, x: float, top: float) -> None:
            if ornament:
                ornament(canvas, x, top, style.leading)
            draw_row(canvas, row, lines.font, style, x + shift + indent, top, width - shift, align)

        return draw

    return [
        Strip(
            style.leading,
            drawing(at, row),
            before=before if at == 0 else 0.0,
            stays=stays or (at in (0, count - 2) and at < count - 1),
        )
        for at, row in enumerate(lines.rows)
    ]


def rule(width: float, before: float = 0.0) -> Strip:
    """A hairline across the block, staying with what follows."""
    return Strip(0.0, lambda canvas, x, top: draw_hairline(canvas, x, top, width), before=before, stays=True)


def blank(height: float) -> Strip:
    """Nothing, `height` points high, staying with what follows."""
    return Strip(height, lambda canvas, x, top: None, stays=True)


def beside(strip: Strip, also: Draw) -> Strip:
    """The strip with something else drawn in it, first."""

    def draw(canvas: Canvas, x: float, top: float) -> None:
        also(canvas, x, top)
        strip.draw(canvas, x, top)

    return replace(strip, draw=draw)


def word(text: str, style: Style) -> Draw:
    """Draws a short text of our own in the first line of a strip, at its left edge."""
    font = font_for(text, style.weight)
    return lambda canvas, x, top: draw_row(canvas, text, font, style, x, top)


def draw_tick_box(canvas: Canvas, x: float, y: float, size: float, ticked: bool) -> None:
    """A square to tick with a pen, lower left corner at (x, y), or one that is ticked."""
    canvas.setStrokeColor(ink(PRINT.muted))
    canvas.setLineWidth(0.75)
    canvas.roundRect(x, y, size, size, 1.5, stroke=1, fill=0)
    if ticked:
        canvas.setStrokeColor(ink(PRINT.accent))
        canvas.setLineWidth(size * 0.15)
        canvas.setLineCap(1)
        tick = canvas.beginPath()
        tick.moveTo(x + size * 0.22, y + size * 0.52)
        tick.lineTo(x + size * 0.43, y + size * 0.28)
        tick.lineTo(x + size * 0.80, y + size * 0.76)
        canvas.drawPath(tick, stroke=1, fill=0)
        canvas.setLineCap(0)
