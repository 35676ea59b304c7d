"""A chart for whoever paints it on a screen: its strokes as the dots of a picture, its words as words.

Words are by far the slowest part of a chart to draw as dots, and a screen has its own way with letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.text import Text as FigureText

from trustdesk.charts.chart import Chart


@dataclass(frozen=True)
class Words:
    """One line of words: where it begins, is centred or ends (`align`) and its foot, in shares of the figure.

    `size` is in points, `x` from the left, `y` from the top.
    """

    text: str
    x: float
    y: float
    size: float
    family: str
    strong: bool
    italic: bool
    colour: str
    align: str


@dataclass(frozen=True)
class Picture:
    """The strokes as `width` times `height` dots, four bytes each (red, green, blue, opacity), row by row.

    The words stand upon them.
    """

    width: int
    height: int
    dots: bytes
    words: tuple[Words, ...]


def picture_of(chart: Chart, per_inch: float) -> Picture:
    """The chart with so many dots an inch. The figure is left as it was."""
    with _lent(chart, per_inch) as texts:
        canvas: Any = FigureCanvasAgg(chart.figure)
        canvas.draw()
        width, height = canvas.get_width_height()
        words = tuple(_words(text, width, height) for text in texts if text.get_text())
        return Picture(width, height, bytes(canvas.buffer_rgba()), words)


@contextmanager
def _lent(chart: Chart, per_inch: float) -> Iterator[list[Any]]:
    """The figure at another fineness and without its words, which are handed out."""
    figure, canvas, dpi = chart.figure, chart.figure.canvas, chart.figure.dpi
    texts: list[Any] = [text for text in figure.findobj(FigureText) if text.get_visible()]
    try:
        figure.dpi = per_inch
        for text in texts:
            text.set_visible(False)
        yield texts
    finally:
        for text in texts:
            text.set_visible(True)
        figure.dpi = dpi
        figure.set_canvas(canvas)


def _words(text: Any, width: int, height: int) -> Words:
    x, y = text.get_transform().transform(text.get_position())
    face = text.get_fontproperties()
    return Words(
        text=text.get_text(),
        x=float(x) / width,
        y=1 - float(y) / height,
        size=float(text.get_fontsize()),
        family=str(text.get_fontfamily()[0]),
        strong=int(face.get_weight()) >= 600,
        italic=face.get_style() == "italic",
        colour=to_hex(text.get_color()),
        align=str(text.get_horizontalalignment()),
    )
