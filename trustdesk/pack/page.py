"""What runs along every printed page: the head, the foot, and its rules. Lengths are points."""

from __future__ import annotations

from typing import Final

from reportlab.pdfgen.canvas import Canvas

from trustdesk.pack.paper import Sheet
from trustdesk.pack.typography import DISPLAY, Style, ink, one_line
from trustdesk.style.palette import PRINT

_RUNNING: Final = Style(7.5, 10, colour=PRINT.muted)
_HAIRLINE: Final = 0.5


def draw_hairline(canvas: Canvas, x: float, y: float, width: float, colour: str = PRINT.hairline) -> None:
    """A hairline `width` long, beginning at (x, y)."""
    canvas.setStrokeColor(ink(colour))
    canvas.setLineWidth(_HAIRLINE)
    canvas.line(x, y, x + width, y)


def draw_running(
    canvas: Canvas, sheet: Sheet, *, relationship: str, section: str, audience: str, status: str, number: str
) -> None:
    """Head and foot: relationship and section above, audience, status and page number below."""
    half = sheet.column / 2 - 8
    above = sheet.height - 34
    one_line(relationship, _RUNNING.strong, half).draw(canvas, sheet.left, above)
    one_line(section, _RUNNING, half).draw(canvas, sheet.left + half + 16, above, half, "right")
    draw_hairline(canvas, sheet.left, 48, sheet.column)
    foot = " · ".join(part for part in (audience, status) if part)
    one_line(foot, _RUNNING.strong, sheet.column - 96).draw(canvas, sheet.left, 42)
    one_line(number, _RUNNING, 88).draw(canvas, sheet.left + sheet.column - 88, 42, 88, "right")


def draw_across(canvas: Canvas, sheet: Sheet, words: str) -> None:
    """Large pale words from the lower left to the upper right, over whatever the page holds."""
    line = one_line(words, DISPLAY, sheet.height * 0.62)
    canvas.saveState()
    canvas.translate(sheet.width / 2, sheet.height / 2)
    canvas.rotate(52 if sheet.height > sheet.width else 34)
    canvas.setFont(line.font, DISPLAY.size * 1.6)
    canvas.setFillColor(ink(PRINT.bad))
    canvas.setFillAlpha(0.14)
    canvas.drawCentredString(0, -DISPLAY.size / 2, line.rows[0])
    canvas.restoreState()
