"""Figures and bars drawn across the column: key figures, the stage band, shares of what is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from reportlab.pdfgen.canvas import Canvas

from trustdesk.pack.flow import Strip, kept_together
from trustdesk.pack.page import draw_hairline
from trustdesk.pack.typography import FIGURE, NOTE, SMALL, ink, one_line, set_text, text_width
from trustdesk.style.palette import PRINT


@dataclass(frozen=True)
class KeyFigure:
    """One figure: "6 of 9", what it counts, a remark, and the colour of whose it is."""

    value: str
    label: str
    note: str = ""
    colour: str = PRINT.accent


@dataclass(frozen=True)
class KeyFigures:
    """Up to four figures a row, each under a short rule in its colour."""

    figures: Sequence[KeyFigure]

    def texts(self) -> Iterable[str]:
        """Values, labels and remarks."""
        return [text for figure in self.figures for text in (figure.value, figure.label, figure.note)]

    def strips(self, width: float) -> Sequence[Strip]:
        """One strip a row, all cells of one width."""
        count = min(len(self.figures), 4)
        rows = [self.figures[at : at + count] for at in range(0, len(self.figures), count or 1)]
        return [self._row(row, (width - (count - 1) * 20) / count) for row in rows]

    def _row(self, row: Sequence[KeyFigure], wide: float) -> Strip:
        cells = [
            (
                figure,
                one_line(figure.value, FIGURE, wide),
                set_text(figure.label, SMALL.strong, wide),
                set_text(figure.note, NOTE, wide),
            )
            for figure in row
        ]

        def draw(canvas: Canvas, x: float, top: float) -> None:
            for figure, value, label, remark in cells:
                draw_hairline(canvas, x, top - 1, wide)
                canvas.setFillColor(ink(figure.colour))
                canvas.rect(x, top - 2, 24, 2, stroke=0, fill=1)
                value.draw(canvas, x, top - 10)
                label.draw(canvas, x, top - 36)
                remark.draw(canvas, x, top - 36 - label.height)
                x += wide + 20

        tallest = max(
            label.height + (remark.height if figure.note else 0) for figure, _, label, remark in cells
        )
        return Strip(36 + tallest, draw, before=16, after=16)


StageState = Literal["done", "running", "ahead"]


@dataclass(frozen=True)
class BandStage:
    """A stage of the band: its name, first and last day, whether it is done, and a remark below the name."""

    name: str
    begins: date
    ends: date
    state: StageState
    note: str = ""


@dataclass(frozen=True)
class StageBand:
    """The stages in a row, wide as they are long, with a line at `today`, labelled `today_words`.

    A short stage is given enough width for its name, so the scale is even within a stage only.
    """

    stages: Sequence[BandStage]
    today: date
    today_words: str

    def texts(self) -> Iterable[str]:
        """The label of today's line, names and remarks."""
        return [self.today_words, *(text for stage in self.stages for text in (stage.name, stage.note))]

    def strips(self, width: float) -> Sequence[Strip]:
        """One strip: today's label, the band, names and remarks."""
        spans = _band_spans(self.stages, width)
        words = [
            (set_text(stage.name, SMALL.strong, wide - 8), set_text(stage.note, NOTE, wide - 8))
            for stage, (_, wide) in zip(self.stages, spans, strict=True)
        ]
        now = _position(self.stages, spans, self.today)
        label = one_line(self.today_words, SMALL.strong.tinted(PRINT.accent), width)
        long = text_width(label.rows[0], label.font, label.style)

        def draw(canvas: Canvas, x: float, top: float) -> None:
            for stage, (left, wide), (name, remark) in zip(self.stages, spans, words, strict=True):
                _draw_stage(canvas, stage, x + left, top - 34, wide - 3, x + now - (x + left))
                name.draw(canvas, x + left, top - 40)
                remark.draw(canvas, x + left, top - 40 - name.height)
            canvas.setStrokeColor(ink(PRINT.accent))
            canvas.setLineWidth(1.25)
            canvas.line(x + now, top - 15, x + now, top - 38)
            label.draw(canvas, x + min(max(now - long / 2, 0), width - long), top)

        tallest = max((name.height + remark.height for name, remark in words), default=0.0)
        return [Strip(40 + tallest, draw, before=16, after=16)]


@dataclass(frozen=True)
class ShareBar:
    """One bar: whose, the shares shown and broken (0–1, the rest is not yet known), and words beside it."""

    label: str
    shown: float
    broken: float
    words: str = ""
    colour: str = PRINT.accent


@dataclass(frozen=True)
class ShareBars:
    """Bars of what was shown, what was broken and what is not yet known; `parts` are these three words.

    Shown is solid, broken hatched, not yet known empty, so the bars read without colour.
    """

    bars: Sequence[ShareBar]
    parts: tuple[str, str, str]

    def texts(self) -> Iterable[str]:
        """Labels, words and the legend."""
        return [*self.parts, *(text for bar in self.bars for text in (bar.label, bar.words))]

    def strips(self, width: float) -> Sequence[Strip]:
        """A strip a bar, then the legend."""
        shift = width * 0.24
        return kept_together([*(self._bar(bar, width, shift) for bar in self.bars), self._legend(shift)])

    def _bar(self, bar: ShareBar, width: float, shift: float) -> Strip:
        label = set_text(bar.label, SMALL.strong, shift - 12)
        words = set_text(bar.words, NOTE, width - shift)

        def draw(canvas: Canvas, x: float, top: float) -> None:
            label.draw(canvas, x, top)
            left, wide = x + shift, width - shift
            shown, broken = wide * bar.shown, wide * bar.broken
            _draw_share(canvas, 2, left, top - 11, wide, bar.colour)
            _draw_share(canvas, 0, left, top - 11, shown, bar.colour)
            _draw_share(canvas, 1, left + shown, top - 11, broken, bar.colour)
            words.draw(canvas, left, top - 14)

        return Strip(max(label.height, 14 + (words.height if bar.words else 0)), draw, before=10)

    def _legend(self, shift: float) -> Strip:
        words = [one_line(part, NOTE, 140) for part in self.parts]

        def draw(canvas: Canvas, x: float, top: float) -> None:
            x += shift
            for kind, part in enumerate(words):
                _draw_share(canvas, kind, x, top - 9.5, 14, PRINT.muted, 7)
                part.draw(canvas, x + 19, top)
                x += 19 + text_width(part.rows[0], part.font, NOTE) + 18

        return Strip(NOTE.leading, draw, before=8, after=12)


_BAR: Final = 10.0


def _draw_share(
    canvas: Canvas, kind: int, x: float, y: float, width: float, colour: str, height: float = _BAR
) -> None:
    """A piece of a bar: kind 0 solid, 1 hatched, 2 empty."""
    if width < 0.05:
        return
    canvas.setFillColor(ink(colour if kind == 0 else PRINT.page))
    canvas.setStrokeColor(ink(colour if kind < 2 else PRINT.muted))
    canvas.setLineWidth(0.5)
    canvas.rect(x, y, width, height, stroke=1, fill=1)
    if kind != 1:
        return
    canvas.saveState()
    frame = canvas.beginPath()
    frame.rect(x, y, width, height)
    canvas.clipPath(frame, stroke=0, fill=0)
    canvas.setLineWidth(1)
    canvas.lines([(x + at, y, x + at + height, y + height) for at in range(int(-height), int(width) + 1, 4)])
    canvas.restoreState()


def _band_spans(stages: Sequence[BandStage], width: float) -> list[tuple[float, float]]:
    """Left edge and width of each stage: by its days, but never less than two thirds of an even share."""
    days = [max((stage.ends - stage.begins).days + 1, 1) for stage in stages]
    least = width / max(len(stages), 1) * 2 / 3
    spare = width - least * len(stages)
    spans, left = [], 0.0
    for span in days:
        wide = least + spare * span / sum(days)
        spans.append((left, wide))
        left += wide
    return spans


def _position(stages: Sequence[BandStage], spans: Sequence[tuple[float, float]], today: date) -> float:
    """Where `today` lies on the band: within its stage by days, otherwise at the nearest edge."""
    place = 0.0
    for stage, (left, wide) in zip(stages, spans, strict=True):
        if today < stage.begins:
            return place
        share = ((today - stage.begins).days + 0.5) / max((stage.ends - stage.begins).days + 1, 1)
        place = left + min(share, 1.0) * (wide - 3)
    return place


def _draw_stage(canvas: Canvas, stage: BandStage, x: float, y: float, width: float, passed: float) -> None:
    canvas.setFillColor(ink(PRINT.accent if stage.state == "done" else PRINT.wash))
    canvas.rect(x, y, width, _BAR, stroke=0, fill=1)
    if stage.state == "running":
        canvas.setFillColor(ink(PRINT.accent))
        canvas.setFillAlpha(0.45)
        canvas.rect(x, y, min(max(passed, 0.0), width), _BAR, stroke=0, fill=1)
        canvas.setFillAlpha(1)
