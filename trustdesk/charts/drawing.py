"""The sheet a chart is drawn on: measured in points, with few strokes, and words that are only words.

A chart lays itself out: every artist is placed in points from the lower left corner, and no word is measured
by a renderer. So a figure is the same on screen, in a file and on the printed page, and nothing collides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal

import matplotlib
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Polygon, Rectangle
from matplotlib.text import Text as FigureText
from matplotlib.transforms import Affine2D

from trustdesk.charts.chart import Cell, Chart, Look, Spot, Table
from trustdesk.charts.lettering import lines_of, one_line, properties, shortened, width_of
from trustdesk.charts.marks_mpl import mark_artists
from trustdesk.style.fonts import Weight, face_for
from trustdesk.style.marks import Mark
from trustdesk.words import Text, render

# Charts look the same whatever a matplotlibrc says, and words run as wide on the screen as they are measured.
matplotlib.rcdefaults()
matplotlib.rcParams["text.hinting"] = "no_hinting"

TITLE: Final = 10.5
BODY: Final = 8.5
NOTE: Final = 8.0
HAIRLINE: Final = 0.6
_INCH: Final = 72.0
_AIR: Final = 8.0  # points between the head and the area
_CAPITALS: Final = 0.36  # half the height of a capital, in ems: from the middle of a line to its foot
_REACH: Final = 2.0  # points around a mark that still answer to the mouse


def brief(name: str) -> str:
    """A name as a title has room for it."""
    return shortened(name, 150, TITLE, "strong")


def across(look: Look) -> tuple[float, float]:
    """Where the area of a chart begins and ends from left to right, in points."""
    return look.margin * _INCH, (look.width - look.margin) * _INCH


def room_below(
    look: Look, title: Text, note: Text | None, wanted: float, least: float | None = None
) -> float:
    """How tall the area below the title is, in points.

    As tall as `wanted` where the look leaves it open; otherwise what the look leaves, but never less than
    `least` (as much as wanted, unless said), since a chart that cannot be read helps nobody.
    """
    if look.height is None:
        return wanted
    left = (look.height - 2 * look.margin) * _INCH - _tall(_head(look, title, note))
    return max(left, wanted if least is None else least)


Align = Literal["left", "center", "right"]


class Drawing:
    """A figure with its title, and the area below it: `left` to `right`, `low` to `high`, in points."""

    def __init__(self, look: Look, title: Text, body: float, note: Text | None = None) -> None:
        self.look = look
        self.palette = look.palette
        self.title = self.say(title)
        self.left, self.right = across(look)
        width, self.low = look.width * _INCH, look.margin * _INCH
        head = _head(look, title, note)
        self.high = self.low + body
        height = self.high + _tall(head) + self.low
        self.figure = Figure(figsize=(look.width, height / _INCH), facecolor=self.palette.page)
        self._size = (width, height)
        self._points = Affine2D().scale(1 / width, 1 / height) + self.figure.transFigure
        self._marks: dict[tuple[Mark, str, float], list[tuple[str | None, float, float]]] = {}
        self._spots: list[Spot] = []
        self._named = 0
        y = height - self.low
        for words, size, weight, step in head:
            colour = self.palette.ink if size == TITLE else self.palette.muted
            self.text(self.left, y - size * 0.55, words, size=size, colour=colour, weight=weight)
            y -= step

    def say(self, text: Text | str) -> str:
        """Words in the language of the chart."""
        return render(text, self.look.language)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = NOTE,
        colour: str | None = None,
        weight: Weight = "regular",
        align: Align = "left",
        room: float | None = None,
        clear: bool = False,
    ) -> float:
        """Set one line with its middle at the height `y`, cut to `room` points; gives its width.

        With `clear` the lines behind it stop short of it.
        """
        line = one_line(words) if room is None else shortened(words, room, size, weight)
        if not line:
            return 0.0
        wide = width_of(line, size, weight)
        if clear:
            left = x - {"left": 0.0, "center": wide / 2, "right": wide}[align]
            self.box(left - 1.5, y - size * 0.62, left + wide + 1.5, y + size * 0.62,
                     fill=self.palette.page, zorder=2.5)  # fmt: skip
        self._add(
            FigureText(
                x,
                y - _CAPITALS * size,
                line,
                color=colour or self.palette.ink,
                fontproperties=properties(face_for(line), weight, size),
                horizontalalignment=align,
                parse_math=False,
                usetex=False,
            ),
            zorder=4,
        )
        return wide

    def line(self, xs: Sequence[float], ys: Sequence[float], *, colour: str | None = None,
             width: float = HAIRLINE, dashes: Sequence[float] = (), zorder: float = 1.0,
             record: str | None = None) -> None:  # fmt: skip
        """A line through points; `dashes` are lengths on and off, in points."""
        artist = Line2D(
            xs,
            ys,
            color=colour or self.palette.hairline,
            linewidth=width,
            solid_capstyle="butt",
            solid_joinstyle="round",
        )
        if dashes:
            artist.set_linestyle((0, tuple(dash / width for dash in dashes)))
        self._add(artist, zorder)
        if record:
            self._spot(artist, record, (min(xs), min(ys), max(xs), max(ys)))

    def box(self, x0: float, y0: float, x1: float, y1: float, *, fill: str | None = None,
            edge: str | None = None, width: float = HAIRLINE, alpha: float = 1.0, zorder: float = 0.5,
            record: str | None = None) -> None:  # fmt: skip
        """A rectangle between two corners, filled, edged or both."""
        artist = Rectangle(
            (x0, y0),
            x1 - x0,
            y1 - y0,
            facecolor=fill or "none",
            edgecolor=edge or "none",
            linewidth=width if edge else 0,
            alpha=alpha,
        )
        self._add(artist, zorder)
        if record:
            self._spot(artist, record, (x0, y0, x1, y1))

    def band(self, xs: Sequence[float], lows: Sequence[float], highs: Sequence[float], colour: str) -> None:
        """A tinted area between two lines."""
        outline = [*zip(xs, highs, strict=True), *reversed(list(zip(xs, lows, strict=True)))]
        self._add(Polygon(outline, facecolor=colour, edgecolor="none", linewidth=0, alpha=0.16), zorder=0.8)

    def mark(self, x: float, y: float, mark: Mark, colour: str, size: float = 9.0,
             record: str | None = None) -> None:  # fmt: skip
        """A mark `size` points wide with its middle at a point, standing for a record."""
        self._marks.setdefault((mark, colour, size), []).append((record, x, y))

    def disc(self, x: float, y: float, size: float, colour: str, *, filled: bool, record: str) -> None:
        """A round dot `size` points wide that stands for a record, filled or hollow."""
        artist = Circle(
            (x, y),
            size / 2 - (0 if filled else 0.5),
            facecolor=colour if filled else self.palette.page,
            edgecolor=colour,
            linewidth=0 if filled else 1.0,
        )
        self._add(artist, zorder=3)
        half = size / 2
        self._spot(artist, record, (x - half, y - half, x + half, y + half))

    def chart(
        self, alt: Iterable[Text | str], header: Sequence[str], rows: Iterable[Sequence[Cell]]
    ) -> Chart:
        """What was drawn, with its text alternative (sentences) and the figures behind it."""
        self._flush_marks()
        table = Table(tuple(self.say(name) for name in header), tuple(tuple(row) for row in rows))
        words = " ".join(self.say(sentence) for sentence in alt)
        return Chart(self.figure, self.title, words, table, tuple(self._spots))

    def _add(self, artist: Artist, zorder: float) -> None:
        artist.set_transform(self._points)
        artist.set_zorder(zorder)
        self.figure.add_artist(artist, clip=False)

    def _spot(self, artist: Artist, record: str, box: tuple[float, float, float, float]) -> None:
        if artist.get_gid() is None:
            self._named += 1
            artist.set_gid(f"drawn-{self._named}")
        (width, height), (x0, y0, x1, y1) = self._size, box
        reached = (
            (x0 - _REACH) / width,
            (y0 - _REACH) / height,
            (x1 + _REACH) / width,
            (y1 + _REACH) / height,
        )
        self._spots.append(Spot(record, str(artist.get_gid()), reached))

    def _flush_marks(self) -> None:
        """Draw equal marks together: one artist for each outline, however many records it stands for."""
        for (mark, colour, size), places in self._marks.items():
            points = [(x, y) for _, x, y in places]
            artists = mark_artists(mark, points, self._points, colour=colour, size=size)
            for artist in artists:
                artist.set_zorder(3)
                self.figure.add_artist(artist, clip=False)
            for record, x, y in places:
                if record is not None:
                    half = size / 2
                    self._spot(artists[0], record, (x - half, y - half, x + half, y + half))
        self._marks.clear()


def _head(look: Look, title: Text, note: Text | None) -> list[tuple[str, float, Weight, float]]:
    """The lines above the area: words, size, weight and how far down the next begins."""
    left, right = across(look)
    head: list[tuple[str, float, Weight, float]] = []
    if look.titled:
        lines = lines_of(render(title, look.language), right - left, TITLE, 2, "strong")
        head += [(line, TITLE, "strong", 14.0) for line in lines]
    if note is not None:
        lines = lines_of(render(note, look.language), right - left, NOTE, 2)
        head += [(line, NOTE, "regular", 11.5) for line in lines]
    if head:
        words, size, weight, step = head[-1]
        head[-1] = (words, size, weight, step + _AIR)
    return head


def _tall(head: Iterable[tuple[str, float, Weight, float]]) -> float:
    return sum(step for *_, step in head)


def empty(look: Look, question: str, sentence: str, header: Sequence[str] = ()) -> Chart:
    """A chart that has nothing to show yet: its question, and one sentence that says what belongs here."""
    title = Text(question)
    drawing = Drawing(look, title, room_below(look, title, None, 38))
    words = lines_of(drawing.say(sentence), drawing.right - drawing.left, BODY, 3)
    for n, line in enumerate(words):
        drawing.text(drawing.left, drawing.high - 8 - 12 * n, line, size=BODY, colour=drawing.palette.muted)
    return drawing.chart([sentence], header, [])
