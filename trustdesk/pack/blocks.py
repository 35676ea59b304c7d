"""The plain blocks a section is written with: headings, paragraphs, lists, definitions, signatures, columns.

Every block takes rendered words (`str`) and prints them literally, whatever they hold. See `flow.Block` for
what a block is; `forms`, `columns`, `bands`, `table` and `figure_drawing` have the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reportlab.pdfgen.canvas import Canvas

from trustdesk.pack.flow import Draw, Entry, Strip, kept_together, stacked_height
from trustdesk.pack.pieces import GAP, beside, blank, line_strips, rule, word
from trustdesk.pack.typography import (
    BODY,
    LEAD,
    NOTE,
    SMALL,
    SUBHEAD,
    TITLE,
    Align,
    Lines,
    Style,
    ink,
    set_text,
    text_width,
)
from trustdesk.style.palette import PRINT


@dataclass(frozen=True)
class Title:
    """The heading of a section, in the outline and the contents, with an optional leading sentence."""

    words: str
    lede: str = ""

    def texts(self) -> Iterable[str]:
        """The title and its sentence."""
        return (self.words, self.lede)

    def strips(self, width: float) -> Sequence[Strip]:
        """A short bar of the accent, the title, the sentence; they stay with what follows."""
        title = line_strips(set_text(self.words, TITLE, width), width, before=0, stays=True)
        lede = set_text(self.lede, LEAD.tinted(PRINT.muted), width)
        below = line_strips(lede, width, before=4, stays=True) if self.lede else []
        bar = Strip(14, _accent_bar, before=40, stays=True, entry=Entry(self.words, 0))
        *above, last = [bar, *title, *below]
        return [*above, replace(last, after=16)]


@dataclass(frozen=True)
class Heading:
    """A heading within a section; it never stands alone at the foot of a page."""

    words: str

    def texts(self) -> Iterable[str]:
        """The heading."""
        return (self.words,)

    def strips(self, width: float) -> Sequence[Strip]:
        """Its lines, staying with what follows."""
        strips = line_strips(set_text(self.words, SUBHEAD, width), width, before=24, stays=True)
        strips[-1] = replace(strips[-1], after=4)
        return [replace(strips[0], entry=Entry(self.words, 1)), *strips[1:]]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; its own line breaks are kept. `lead` is set strong in front of it, in the same line."""

    words: str
    lead: str = ""
    style: Style = BODY
    before: float = GAP
    align: Align = "left"

    def texts(self) -> Iterable[str]:
        """The lead and the words."""
        return (self.lead, self.words)

    def strips(self, width: float) -> Sequence[Strip]:
        """One strip a line."""
        if not self.lead:
            return line_strips(
                set_text(self.words, self.style, width), width, before=self.before, align=self.align
            )
        lead = set_text(self.lead, self.style.strong, width)
        ends = text_width(lead.rows[-1] + " ", lead.font, lead.style)
        if len(lead.rows) > 1 or ends > width * 0.7:
            above = line_strips(lead, width, before=self.before, stays=True)
            return [*above, *line_strips(set_text(self.words, self.style, width), width, before=0)]
        first, *rest = line_strips(set_text(self.words, self.style, width, ends), width, before=self.before)

        def with_lead(canvas: Canvas, x: float, top: float) -> None:
            lead.draw(canvas, x, top)
            first.draw(canvas, x, top)

        return [replace(first, draw=with_lead), *rest]


def note(words: str, before: float = 4.0) -> Paragraph:
    """A remark in small, muted type."""
    return Paragraph(words, style=NOTE, before=before)


@dataclass(frozen=True)
class Callout:
    """The one sentence that matters, large, beside a bar of `colour`; `source` is set muted below it."""

    words: str
    source: str = ""
    colour: str = PRINT.accent

    def texts(self) -> Iterable[str]:
        """The sentence and its source."""
        return (self.words, self.source)

    def strips(self, width: float) -> Sequence[Strip]:
        """The sentence, line by line, with the bar running beside it."""

        def bar(canvas: Canvas, x: float, top: float, height: float) -> None:
            canvas.setFillColor(ink(self.colour))
            canvas.rect(x, top - height - 0.2, 2, height + 0.4, stroke=0, fill=1)

        shift = 14.0
        strips = line_strips(
            set_text(self.words, LEAD, width - shift),
            width,
            shift=shift,
            before=16,
            stays=bool(self.source),
            ornament=bar,
        )
        if self.source:
            source = set_text(self.source, NOTE, width - shift)
            strips += line_strips(source, width, shift=shift, before=0, ornament=bar)
        return kept_together([*strips[:-1], replace(strips[-1], after=16)])


@dataclass(frozen=True)
class Bullets:
    """A list: an en dash before each item, or numbers from 1 when `numbered`."""

    items: Sequence[str]
    numbered: bool = False
    style: Style = BODY

    def texts(self) -> Iterable[str]:
        """The items."""
        return self.items

    def strips(self, width: float) -> Sequence[Strip]:
        """Each item with its sign hanging to the left of it."""
        strips: list[Strip] = []
        for at, item in enumerate(self.items):
            sign = f"{at + 1}." if self.numbered else "–"
            shift = 22.0 if self.numbered else 14.0
            first, *rest = line_strips(
                set_text(item, self.style, width - shift), width, shift=shift, before=4 if at else GAP
            )
            strips += [beside(first, word(sign, self.style.tinted(PRINT.muted))), *rest]
        return strips


@dataclass(frozen=True)
class Definitions:
    """Terms at the left, what they mean at the right, hairlines between.

    `share` is the terms' width, `style` that of the meanings.
    """

    items: Sequence[tuple[str, str]]
    share: float = 0.28
    style: Style = SMALL

    def texts(self) -> Iterable[str]:
        """The terms and meanings."""
        return [text for item in self.items for text in item]

    def strips(self, width: float) -> Sequence[Strip]:
        """Each term beside its meaning."""
        shift = width * self.share
        drop = self.style.baseline - SMALL.baseline
        strips: list[Strip] = []
        for at, (term, meaning) in enumerate(self.items):
            name = set_text(term, SMALL.strong, shift - 16)
            first, *rest = line_strips(
                set_text(meaning, self.style, width - shift), width, shift=shift, before=5
            )
            missing = max(name.height + drop - first.height - stacked_height(rest), 0.0)
            item = [rule(width, before=6 if at else GAP), beside(first, _lowered(name, drop)), *rest]
            strips += kept_together([*item, blank(missing)] if missing else item)
        return strips


@dataclass(frozen=True)
class EmptyLine:
    """What stands where there is nothing yet: a muted sentence between hairlines."""

    words: str

    def texts(self) -> Iterable[str]:
        """The sentence."""
        return (self.words,)

    def strips(self, width: float) -> Sequence[Strip]:
        """The sentence, with a hairline above and below."""
        style = Style(BODY.size, BODY.leading, "italic", PRINT.muted)
        words = line_strips(set_text(self.words, style, width), width, before=7)
        return kept_together([rule(width, before=GAP), *words, replace(rule(width, before=7), stays=False)])


@dataclass(frozen=True)
class Space:
    """White space, in points; with `ruled` a line to write on every 24 points."""

    height: float
    ruled: bool = False

    def texts(self) -> Iterable[str]:
        """None."""
        return ()

    def strips(self, width: float) -> Sequence[Strip]:
        """One strip, or one a ruled line."""
        if not self.ruled:
            return [blank(self.height)]
        return [replace(rule(width, before=24), stays=False) for _ in range(int(self.height // 24))]


def _lowered(lines: Lines, drop: float) -> Draw:
    return lambda canvas, x, top: lines.draw(canvas, x, top - drop)


def _accent_bar(canvas: Canvas, x: float, top: float) -> None:
    canvas.setFillColor(ink(PRINT.accent))
    canvas.rect(x, top - 3, 28, 3, stroke=0, fill=1)
