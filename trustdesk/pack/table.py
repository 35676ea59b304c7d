"""Tables: fixed columns, rows that are never cut badly, the head again on every page, hairlines not boxes.

A table of several hundred rows takes some tens of milliseconds, because every text is broken into lines once
and nothing is measured twice. A row is kept whole; only one taller than `_WHOLE` points may be cut, between
two lines, with at least two lines on either side.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from trustdesk.pack.flow import Strip, kept_together
from trustdesk.pack.mark_drawing import draw_mark
from trustdesk.pack.page import draw_hairline
from trustdesk.pack.pieces import GAP, draw_tick_box
from trustdesk.pack.typography import NOTE, SMALL, Align, Lines, Style, draw_row, ink, set_text
from trustdesk.style.marks import MARKS, unconfirmed
from trustdesk.style.palette import PRINT


@dataclass(frozen=True)
class Column:
    """A column: its title, its share of the width left over, or a fixed `width` in points, and its side."""

    title: str
    share: float = 1.0
    width: float = 0.0
    align: Align = "left"


@dataclass(frozen=True)
class Cell:
    """What a row holds in one column; a plain `str` is a cell with these words.

    `note` is set muted below the words; `mark` is the name of a mark (`style.marks.MARKS`) in front of them,
    ringed unless `confirmed`; `ticked` (not None) is a box in front of them; `colour` and `strong` are for
    the words and the mark.
    """

    words: str = ""
    note: str = ""
    mark: str = ""
    confirmed: bool = True
    ticked: bool | None = None
    strong: bool = False
    colour: str = PRINT.ink


@dataclass(frozen=True)
class Group:
    """A heading across the table, with a small square of `colour`; repeated where its rows open a page."""

    words: str
    colour: str = PRINT.accent


Row = Sequence[str | Cell]


@dataclass(frozen=True)
class Table:
    """Rows under a head; `rows` holds one cell per column, and groups between them."""

    columns: Sequence[Column]
    rows: Sequence[Row | Group]
    before: float = GAP

    def texts(self) -> Iterable[str]:
        """Every text of the head, the groups and the cells."""
        yield from (column.title for column in self.columns)
        for row in self.rows:
            if isinstance(row, Group):
                yield row.words
                continue
            for cell in map(_cell, row):
                yield from (cell.words, cell.note)

    def strips(self, width: float) -> Sequence[Strip]:
        """The head, then one strip a row; the head is set again on each page."""
        spans = _spans(self.columns, width)
        table_head = _head_strip(self.columns, spans, width, self.before)
        head: tuple[Strip, ...] = (table_head,)
        strips = [table_head]
        for row in self.rows:
            if isinstance(row, Group):
                heading = _group_strip(row, width, first=len(strips) == 1)
                head = (table_head, replace(heading, before=0.0))
                strips.append(replace(heading, head=(table_head,)))
            else:
                first, *rest = _row_strips(self.columns, spans, row, width)
                below = (*head[:-1], replace(head[-1], after=_PAD))  # above the rest of a row that was cut
                strips.append(replace(first, head=head))
                strips += [replace(strip, head=below) for strip in rest]
        return [*strips[:-2], *kept_together(strips[-2:])]


_GUTTER: Final = 10.0
_PAD: Final = 4.5
_WHOLE: Final = 180.0
_SIGN: Final = 14.0  # the room a mark or a box takes in front of the words
_HEAD: Final = Style(7.5, 10, colour=PRINT.muted)

_Line = tuple[str, str, Style]
"""A line of a cell: text, font, style."""


@dataclass(frozen=True, slots=True)
class _Set:
    """A cell broken into lines, and where its column lies."""

    cell: Cell
    lines: Sequence[_Line]
    left: float
    width: float
    align: Align

    def draw_line(self, canvas: Canvas, at: int, x: float, top: float) -> None:
        if at < len(self.lines):
            text, font, style = self.lines[at]
            draw_row(canvas, text, font, style, x + self.left, top, self.width, self.align)

    def draw_sign(self, canvas: Canvas, x: float, top: float) -> None:
        left = x + self.left - _SIGN
        if self.cell.mark:
            mark = MARKS[self.cell.mark]
            size = 8.5 if self.cell.confirmed else 10.5
            shown = mark if self.cell.confirmed else unconfirmed(mark)
            draw_mark(canvas, shown, left + (9 - size) / 2, top - 6 - size / 2, size, self.cell.colour)
        if self.cell.ticked is not None:
            draw_tick_box(canvas, left, top - 10.5, 9, self.cell.ticked)


def _cell(content: str | Cell) -> Cell:
    return Cell(content) if isinstance(content, str) else content


def _spans(columns: Sequence[Column], width: float) -> list[tuple[float, float]]:
    """Where each column begins and how wide it is."""
    fixed = sum(column.width for column in columns) + _GUTTER * (len(columns) - 1)
    shares = sum(column.share for column in columns if not column.width)
    spans, left = [], 0.0
    for column in columns:
        wide = column.width or (width - fixed) * column.share / shares
        spans.append((left, wide))
        left += wide + _GUTTER
    return spans


def _head_strip(
    columns: Sequence[Column], spans: Sequence[tuple[float, float]], width: float, before: float
) -> Strip:
    titles = [set_text(column.title, _HEAD, wide) for column, (_, wide) in zip(columns, spans, strict=True)]
    tall = max(title.height for title in titles)

    def draw(canvas: Canvas, x: float, top: float) -> None:
        for title, column, (left, wide) in zip(titles, columns, spans, strict=True):
            title.draw(canvas, x + left, top - tall + title.height, wide, column.align)
        draw_hairline(canvas, x, top - tall - 4, width, PRINT.ink)

    return Strip(tall + 4, draw, before=before, stays=True)


def _group_strip(group: Group, width: float, first: bool) -> Strip:
    words = set_text(group.words, SMALL.strong, width - 12)

    def draw(canvas: Canvas, x: float, top: float) -> None:
        canvas.setFillColor(ink(group.colour))
        canvas.rect(x, top - 14.5, 6, 6, stroke=0, fill=1)
        words.draw(canvas, x + 12, top - 5.5)
        draw_hairline(canvas, x, top - words.height - 10, width)

    return Strip(words.height + 10, draw, before=0.0 if first else 10.0, stays=True)


def _row_strips(
    columns: Sequence[Column], spans: Sequence[tuple[float, float]], row: Row, width: float
) -> list[Strip]:
    cells = [_set(_cell(cell), column, *span) for cell, column, span in zip(row, columns, spans, strict=True)]
    signed = [cell for cell in cells if cell.cell.mark or cell.cell.ticked is not None]
    count = max(1, *(len(cell.lines) for cell in cells))
    leading = SMALL.leading
    if count * leading > _WHOLE:
        return [_line_strip(cells, signed, at, count, width) for at in range(count)]
    height = count * leading + 2 * _PAD

    def draw(canvas: Canvas, x: float, top: float) -> None:
        for cell in signed:
            cell.draw_sign(canvas, x, top - _PAD)
        for cell in cells:
            for at in range(len(cell.lines)):
                cell.draw_line(canvas, at, x, top - _PAD - at * leading)
        draw_hairline(canvas, x, top - height, width)

    return [Strip(height, draw)]


def _line_strip(cells: Sequence[_Set], signed: Sequence[_Set], at: int, count: int, width: float) -> Strip:
    """One line of a row that is too tall to be kept whole."""
    first, last = at == 0, at == count - 1
    above, below = (_PAD if first else 0.0), (_PAD if last else 0.0)
    height = SMALL.leading + above + below

    def draw(canvas: Canvas, x: float, top: float) -> None:
        for cell in signed if first else ():
            cell.draw_sign(canvas, x, top - above)
        for cell in cells:
            cell.draw_line(canvas, at, x, top - above)
        if last:
            draw_hairline(canvas, x, top - height, width)

    return Strip(height, draw, stays=at in (0, count - 2))


def _set(cell: Cell, column: Column, left: float, width: float) -> _Set:
    shift = _SIGN if cell.mark or cell.ticked is not None else 0.0
    style = (SMALL.strong if cell.strong else SMALL).tinted(cell.colour)
    lines = _lines(set_text(cell.words, style, width - shift)) if cell.words else []
    if cell.note:
        lines += _lines(set_text(cell.note, NOTE, width - shift))
    return _Set(cell, lines, left + shift, width - shift, column.align)


def _lines(text: Lines) -> list[_Line]:
    return [(row, text.font, text.style) for row in text.rows]
