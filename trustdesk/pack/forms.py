"""Blocks to be filled in with a pen: tick lists and lines to sign on; and the legend of the marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from trustdesk.pack.flow import Strip, kept_together
from trustdesk.pack.mark_drawing import draw_mark
from trustdesk.pack.page import draw_hairline
from trustdesk.pack.pieces import GAP, beside, draw_tick_box, line_strips, rule
from trustdesk.pack.typography import BODY, NOTE, SMALL, Lines, set_text, text_width
from trustdesk.style.marks import MARKS
from trustdesk.style.palette import PRINT


@dataclass(frozen=True)
class TickItem:
    """A line of a tick list: the words, a muted note below, and whether the box is ticked."""

    words: str
    note: str = ""
    ticked: bool = False


@dataclass(frozen=True)
class TickList:
    """Boxes to tick, each with its words and a note, between hairlines."""

    items: Sequence[TickItem]

    def texts(self) -> Iterable[str]:
        """The words and notes."""
        return [text for item in self.items for text in (item.words, item.note)]

    def strips(self, width: float) -> Sequence[Strip]:
        """Each item whole, on one page where it fits one."""
        return [strip for at, item in enumerate(self.items) for strip in self._item(item, width, at == 0)]

    def _item(self, item: TickItem, width: float, first: bool) -> Sequence[Strip]:
        shift = 24.0
        words = line_strips(set_text(item.words, BODY, width - shift), width, shift=shift, before=4)
        notes = line_strips(set_text(item.note, NOTE, width - shift), width, shift=shift, before=0)

        def box(canvas: Canvas, x: float, top: float) -> None:
            draw_tick_box(canvas, x, top - 13, 11, item.ticked)

        strips = [beside(words[0], box), *words[1:], *(notes if item.note else ())]
        return kept_together([rule(width, before=GAP if first else 6), *strips])


@dataclass(frozen=True)
class Signatures:
    """Lines to sign on, with name and role below; `day` is the word below the line for the day."""

    people: Sequence[tuple[str, str]]
    day: str

    def texts(self) -> Iterable[str]:
        """Names, roles and the word for the day."""
        return [self.day, *(text for person in self.people for text in person)]

    def strips(self, width: float) -> Sequence[Strip]:
        """Two people a row."""
        half = (width - 28) / 2
        pairs = [self.people[at : at + 2] for at in range(0, len(self.people), 2)]
        return [self._pair(pair, half) for pair in pairs]

    def _pair(self, pair: Sequence[tuple[str, str]], half: float) -> Strip:
        sign = half * 0.66
        cells = [(set_text(name, SMALL.strong, sign), set_text(role, NOTE, sign)) for name, role in pair]
        day = set_text(self.day, NOTE, half - sign - 12)

        def draw(canvas: Canvas, x: float, top: float) -> None:
            line = top - 34
            for at, (name, role) in enumerate(cells):
                left = x + at * (half + 28)
                draw_hairline(canvas, left, line, sign, PRINT.muted)
                draw_hairline(canvas, left + sign + 12, line, half - sign - 12, PRINT.muted)
                name.draw(canvas, left, line - 3)
                role.draw(canvas, left, line - 3 - name.height)
                day.draw(canvas, left + sign + 12, line - 3)

        return Strip(40 + max(name.height + role.height for name, role in cells), draw, before=14)


@dataclass(frozen=True)
class Legend:
    """What the marks mean: `items` are names of marks (see `style.marks.MARKS`) with their words."""

    items: Sequence[tuple[str, str]]

    def texts(self) -> Iterable[str]:
        """The words."""
        return [words for _, words in self.items]

    def strips(self, width: float) -> Sequence[Strip]:
        """The marks with their words, one after the other, in as many rows as it takes."""
        rows: list[list[tuple[float, str, Lines]]] = [[]]
        used = 0.0
        for name, words in self.items:
            lines = set_text(words, NOTE, width - 14)
            wide = 12 + max(text_width(row, lines.font, NOTE) for row in lines.rows)
            if used and used + wide > width:
                rows.append([])
                used = 0.0
            rows[-1].append((used, name, lines))
            used += wide + 16
        return kept_together([_legend_row(row, before=2 if at else GAP) for at, row in enumerate(rows)])


def _legend_row(row: Sequence[tuple[float, str, Lines]], before: float) -> Strip:
    def draw(canvas: Canvas, x: float, top: float) -> None:
        for left, name, words in row:
            draw_mark(canvas, MARKS[name], x + left, top - 9.8, 8)
            words.draw(canvas, x + left + 12, top)

    return Strip(max((words.height for _, _, words in row), default=0.0), draw, before=before)
