"""A chart as a file: SVG with its words as words, PNG, or PDF with its faces embedded.

The same chart gives the same bytes, and a file says no more than the chart itself: what it shows, not when,
where or by whom it was made.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.backends.backend_svg import FigureCanvasSVG

from trustdesk.charts.chart import Chart
from trustdesk.charts.lettering import one_line
from trustdesk.errors import TrustDeskError
from trustdesk.words import N_, Text

DOTS: Final = 200
"""Dots per inch of a PNG."""

_SETTINGS: Final[Any] = {
    "svg.hashsalt": "TrustDesk",
    "svg.fonttype": "none",
    "pdf.fonttype": 42,
    "font.sans-serif": ["DejaVu Sans"],  # what an SVG names between our faces and any sans-serif
}


def save(chart: Chart, path: Path) -> None:
    """Write the chart to `path`, as its ending says; an existing file is replaced.

    Raises TrustDeskError for any ending other than .svg, .png and .pdf; nothing is written then.
    """
    kind = path.suffix.lower().removeprefix(".")
    if kind not in _WRITERS:
        raise TrustDeskError(
            Text(N_("A chart cannot be saved as “{name}”."), {"name": path.name}),
            Text(N_("Use a name that ends in .svg, .png or .pdf.")),
        )
    path.write_bytes(as_bytes(chart, kind))


def as_bytes(chart: Chart, kind: str) -> bytes:
    """What `save` writes: `kind` is `svg`, `png` or `pdf`. The figure is left as it was."""
    out = BytesIO()
    screen = chart.figure.canvas
    try:
        with matplotlib.rc_context(_SETTINGS):
            _WRITERS[kind](chart, out)
    finally:
        chart.figure.set_canvas(screen)
    return out.getvalue()


def _svg(chart: Chart, out: BytesIO) -> None:
    told = {"Title": one_line(chart.title), "Description": one_line(chart.alt), "Creator": "TrustDesk"}
    canvas: Any = FigureCanvasSVG(chart.figure)
    canvas.print_svg(out, metadata={**told, "Date": None})


def _png(chart: Chart, out: BytesIO) -> None:
    told = {"Title": one_line(chart.title), "Description": one_line(chart.alt), "Software": None}
    dots = chart.figure.dpi
    try:
        chart.figure.dpi = DOTS
        canvas: Any = FigureCanvasAgg(chart.figure)
        canvas.print_png(out, metadata=told)
    finally:
        chart.figure.dpi = dots


def _pdf(chart: Chart, out: BytesIO) -> None:
    told = {"Title": one_line(chart.title), "Subject": one_line(chart.alt), "Creator": "TrustDesk"}
    dates = {"CreationDate": None, "Producer": "TrustDesk"}
    canvas: Any = FigureCanvasPdf(chart.figure)
    canvas.print_pdf(out, metadata={**told, **dates})


_WRITERS: Final[dict[str, Callable[[Chart, BytesIO], None]]] = {"svg": _svg, "png": _png, "pdf": _pdf}
