"""Charts in print: a matplotlib figure drawn on the page itself, as lines and searchable text.

One figure serves screen and print. Here matplotlib draws it through a renderer of ours that writes straight
to the reportlab canvas: vectors, in the pack's own embedded faces, with the measures of those faces, so the
layout of the figure is the layout of the page. Every string is set literally (no formula is read out of a
`$`), whole in one face. Pictures, hatches and formulas are not part of our charts and are refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import isfinite
from typing import Any, Final

from matplotlib.backend_bases import FigureCanvasBase, GraphicsContextBase, RendererBase
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.text import Text as FigureText
from matplotlib.transforms import Transform
from reportlab.lib.colors import Color
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from trustdesk.pack.flow import Strip, kept_together
from trustdesk.pack.pieces import line_strips
from trustdesk.pack.typography import NOTE, font_for, set_text
from trustdesk.style.fonts import Weight, printable

_TALLEST: Final = 540.0  # a chart is made smaller to fit the text area of either paper, below a title
_CAPS: Final = {"butt": 0, "round": 1, "projecting": 2}
_JOINS: Final = {"miter": 0, "round": 1, "bevel": 2}


@dataclass(frozen=True)
class FigureBlock:
    """A figure across the column, a caption below it; one that is too large is made smaller."""

    figure: Figure
    caption: str = ""

    def texts(self) -> Iterable[str]:
        """Every text in the figure, and the caption."""
        found = self.figure.findobj(FigureText)
        return [self.caption, *(text.get_text() for text in found if isinstance(text, FigureText))]

    def strips(self, width: float) -> Sequence[Strip]:
        """One strip for the figure, then the caption."""
        wide, tall = figure_size(self.figure)
        scale = min(1.0, width / wide, _TALLEST / tall)

        def draw(canvas: Canvas, x: float, top: float) -> None:
            draw_figure(self.figure, canvas, x, top - tall * scale, scale)

        chart = Strip(tall * scale, draw, before=12, after=12)
        caption = line_strips(set_text(self.caption, NOTE, width), width, before=4) if self.caption else []
        return kept_together([chart, *caption])


def figure_size(figure: Figure) -> tuple[float, float]:
    """Width and height of a figure in points."""
    wide, tall = figure.get_size_inches()
    return float(wide) * 72, float(tall) * 72


def draw_figure(figure: Figure, canvas: Canvas, x: float, y: float, scale: float = 1.0) -> None:
    """Draw `figure` with its lower left corner at (x, y), in points; the figure is left as it was."""
    renderer = _PageRenderer(canvas, *figure_size(figure))
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(scale, scale)
    with _at_home_on_the_page(figure, renderer):
        figure.draw(renderer)
    canvas.restoreState()


@contextmanager
def _at_home_on_the_page(figure: Figure, renderer: RendererBase) -> Iterator[None]:
    # one pixel is one point, and layout engines ask the canvas for the renderer they measure with
    screen, dpi = figure.canvas, figure.dpi
    page = FigureCanvasBase(figure)
    page.get_renderer = lambda: renderer  # type: ignore[attr-defined]
    figure.dpi = 72
    try:
        yield
    finally:
        figure.dpi = dpi
        figure.set_canvas(screen)


class _PageRenderer(RendererBase):
    """Draws for matplotlib on a reportlab canvas; units are points, y upwards."""

    def __init__(self, canvas: Canvas, width: float, height: float) -> None:
        super().__init__()
        self._page = canvas
        self._size = (width, height)

    def get_canvas_width_height(self) -> tuple[float, float]:
        return self._size

    def flipy(self) -> bool:
        return False

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Path,
        transform: Transform,
        rgbFace: Any = None,  # noqa: N803
    ) -> None:
        stroke = gc.get_linewidth() > 0 and gc.get_rgb()[3] > 0
        fill = rgbFace is not None
        if not (stroke or fill):
            return
        outline = _outline(self._page, path, transform)
        self._page.saveState()
        self._clip(gc)
        if stroke:
            self._set_pen(gc)
        if fill:
            self._page.setFillColor(_colour(rgbFace))
            self._page.setFillAlpha(_alpha(gc, rgbFace))
        self._page.drawPath(outline, stroke=int(stroke), fill=int(fill))
        self._page.restoreState()

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: Any = False,
        mtext: Any = None,
    ) -> None:
        text = printable(s)
        if not text.strip() or not (isfinite(x) and isfinite(y)):
            return
        self._page.saveState()
        self._clip(gc)
        self._page.setFillColor(_colour(gc.get_rgb()))
        self._page.setFillAlpha(_alpha(gc, gc.get_rgb()))
        self._page.setFont(_font(text, prop), prop.get_size_in_points())
        self._page.translate(x, y)
        if angle:
            self._page.rotate(angle)
        self._page.drawString(0, 0, text)
        self._page.restoreState()

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: Any
    ) -> tuple[float, float, float]:
        text, size = printable(s), prop.get_size_in_points()
        ascent, descent, _ = self._get_font_height_metrics(prop)
        return pdfmetrics.stringWidth(text, _font(text, prop), size), ascent + descent, descent

    def _get_font_height_metrics(self, prop: FontProperties) -> tuple[float, float, float]:
        """Ascent, descent, gap; matplotlib asks here before it looks for a font of its own."""
        ascent, descent = pdfmetrics.getAscentDescent(_font("", prop), prop.get_size_in_points())
        return float(ascent), -float(descent), 0.0

    def draw_image(self, gc: GraphicsContextBase, x: float, y: float, im: Any, transform: Any = None) -> None:
        raise NotImplementedError("a chart for print holds no pictures")

    def draw_tex(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: Any,
        angle: float,
        *,
        mtext: Any = None,
    ) -> None:
        raise NotImplementedError("a chart for print holds no formulas")

    def _set_pen(self, gc: GraphicsContextBase) -> None:
        page = self._page
        pattern: Any = gc.get_dashes()
        offset, dashes = pattern
        page.setStrokeColor(_colour(gc.get_rgb()))
        page.setStrokeAlpha(_alpha(gc, gc.get_rgb()))
        page.setLineWidth(gc.get_linewidth())
        page.setLineCap(_CAPS[gc.get_capstyle()])
        page.setLineJoin(_JOINS[gc.get_joinstyle()])
        if dashes is not None:
            page.setDash([float(dash) for dash in dashes], float(offset))

    def _clip(self, gc: GraphicsContextBase) -> None:
        box = gc.get_clip_rectangle()
        if box is not None:
            frame = self._page.beginPath()
            frame.rect(box.x0, box.y0, box.width, box.height)
            self._page.clipPath(frame, stroke=0, fill=0)
        path, transform = gc.get_clip_path()
        if path is not None:
            self._page.clipPath(_outline(self._page, path, transform), stroke=0, fill=0)


def _outline(canvas: Canvas, path: Any, transform: Any) -> Any:
    """The path in reportlab's terms; a quadratic curve becomes the cubic one of the same form."""
    outline = canvas.beginPath()
    here = (0.0, 0.0)
    segments: Iterable[tuple[Any, Any]] = path.iter_segments(transform, simplify=False)
    for points, code in segments:
        *handles, x, y = map(float, points)
        if code == Path.MOVETO:
            outline.moveTo(x, y)
        elif code == Path.LINETO:
            outline.lineTo(x, y)
        elif code == Path.CURVE4:
            outline.curveTo(*handles, x, y)
        elif code == Path.CURVE3:
            (across, up), (x0, y0) = handles, here
            first = (x0 + 2 * (across - x0) / 3, y0 + 2 * (up - y0) / 3)
            outline.curveTo(*first, x + 2 * (across - x) / 3, y + 2 * (up - y) / 3, x, y)
        elif code == Path.CLOSEPOLY:
            outline.close()
        here = (x, y)
    return outline


def _font(text: str, prop: FontProperties) -> str:
    weight: Weight = "regular"
    if prop.get_style() in ("italic", "oblique"):
        weight = "italic"
    if prop.get_weight() in _STRONG or (isinstance(prop.get_weight(), int) and int(prop.get_weight()) >= 600):
        weight = "strong"
    return font_for(text, weight)


_STRONG: Final = frozenset({"semibold", "demibold", "demi", "bold", "heavy", "extra bold", "black"})


def _colour(rgb: Sequence[float]) -> Color:
    return Color(float(rgb[0]), float(rgb[1]), float(rgb[2]))


def _alpha(gc: GraphicsContextBase, rgb: Sequence[float]) -> float:
    """How opaque: the artist's own alpha where it was set, otherwise that of the colour."""
    forced: bool = gc._forced_alpha  # type: ignore[attr-defined]
    return float(gc.get_alpha()) if forced or len(rgb) < 4 else float(rgb[3])
