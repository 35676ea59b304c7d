"""The marks of outcomes and risk steps on a printed page."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from trustdesk.pack.typography import ink
from trustdesk.style.marks import Mark
from trustdesk.style.palette import PRINT


def draw_mark(canvas: Canvas, mark: Mark, x: float, y: float, size: float, colour: str = PRINT.ink) -> None:
    """Draw `mark` in the square whose lower left corner is (x, y) and whose side is `size` points."""
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(size, size)
    canvas.setFillColor(ink(colour))
    canvas.setStrokeColor(ink(colour))
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    for shape in mark.shapes:
        path = canvas.beginPath()
        pen = {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo, "Z": path.close}
        for step, points in shape.commands:
            pen[step](*points)
        canvas.setLineWidth(shape.stroke)
        canvas.drawPath(path, stroke=int(shape.stroke > 0), fill=int(shape.stroke == 0))
    canvas.restoreState()
