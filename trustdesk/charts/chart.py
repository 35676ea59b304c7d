"""What a chart is made with (`Look`) and what comes of it (`Chart`); nothing here needs a drawing library."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from trustdesk.style.palette import PRINT, Palette
from trustdesk.words import SOURCE_LANGUAGE

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Cell = str | int | float | date | None


@dataclass(frozen=True)
class Look:
    """How a chart is to look: colours, size in inches and language.

    Without a `height` a chart is as tall as it needs to be; with one it is still taller where it could not
    be read otherwise. `margin` is the empty border in inches (0 where the page has its own). Without `titled`
    the title is left to whoever shows the chart, and only handed over.
    """

    palette: Palette = PRINT
    width: float = 6.7
    height: float | None = None
    language: str = SOURCE_LANGUAGE
    margin: float = 0.12
    titled: bool = True


@dataclass(frozen=True)
class Spot:
    """Where a record is drawn: its id, the group of artists (`gid`) that draws it, and the box it fills.

    The box is (left, low, right, high) in shares of the figure, from its lower left corner.
    """

    record: str
    gid: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True)
class Table:
    """The figures behind a chart, to be copied: a heading for each column, then the rows."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()


@dataclass(frozen=True)
class Chart:
    """A drawn chart.

    `title` states the finding or the question, `alt` says in two or three sentences what is to be seen,
    `data` holds the figures, `ids` says what is drawn where. Record ids are in `ids` only: nothing drawn,
    written or saved depends on them.
    """

    figure: Figure
    title: str
    alt: str
    data: Table
    ids: tuple[Spot, ...]

    def record_at(self, x: float, y: float) -> str | None:
        """The id of the record drawn at a point, in shares of the figure from its lower left corner."""
        for spot in reversed(self.ids):
            left, low, right, high = spot.box
            if left <= x <= right and low <= y <= high:
                return spot.record
        return None
