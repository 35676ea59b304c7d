"""A chart as the dots of a picture, for whoever paints it on a screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg

from trustdesk.charts.chart import Chart


@dataclass(frozen=True)
class Dots:
    """A picture: its size in dots, and four bytes a dot (red, green, blue, opacity), row by row."""

    width: int
    height: int
    data: bytes


def dots_of(chart: Chart, per_inch: float) -> Dots:
    """The chart with so many dots an inch. The figure is left as it was."""
    canvas, dpi = chart.figure.canvas, chart.figure.dpi
    try:
        chart.figure.dpi = per_inch
        drawn: Any = FigureCanvasAgg(chart.figure)
        drawn.draw()
        width, height = drawn.get_width_height()
        return Dots(width, height, bytes(drawn.buffer_rgba()))
    finally:
        chart.figure.dpi = dpi
        chart.figure.set_canvas(canvas)
