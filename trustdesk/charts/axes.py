"""Axes and reference lines that several charts share: months, workshops, today, shares."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from trustdesk.charts.drawing import Drawing
from trustdesk.charts.lettering import one_line, width_of
from trustdesk.charts.placing import Span, kept_apart
from trustdesk.charts.scales import Days, Scale, month_starts
from trustdesk.records import Workshop
from trustdesk.records.workshops import AGENDA_ITEM, INITIAL, REVIEW
from trustdesk.words import N_, short_day, short_month

MONTHS_TALL: Final = 14.0
SMALL: Final = 7.5
_MEETINGS: Final = {INITIAL: N_("first workshop"), REVIEW: N_("review"), AGENDA_ITEM: N_("agenda item")}


def month_axis(drawing: Drawing, days: Days, low: float, high: float, today: date | None = None) -> None:
    """The line of days at the height `low` with ticks at the first of months, named below.

    With `today`, the line of the day the chart stands for is drawn up to `high`, with its date.
    """
    drawing.line([days.start, days.end], [low, low], width=0.8)
    spans = [_today_line(drawing, days, today, low, high)] if today else []
    starts = month_starts(days, 34)
    for month in starts:
        x = days(month)
        drawing.line([x, x], [low - 4, low], width=0.8)
    words = [short_month(month, drawing.look.language) for month in starts]
    spans += [
        (days(month), days(month) + 3 + width_of(name, SMALL))
        for month, name in zip(starts, words, strict=True)
    ]
    free = kept_apart(spans, gap=3)[len(spans) - len(starts) :]
    for month, name, named in zip(starts, words, free, strict=True):
        x = days(month)
        if named and x + width_of(name, SMALL) + 3 <= days.end:
            drawing.text(x + 3, low - 8, name, size=SMALL, colour=drawing.palette.muted)


def workshop_lines(
    drawing: Drawing, days: Days, workshops: Sequence[Workshop], low: float, high: float, *, named_at: float
) -> None:
    """A dashed line for every workshop, named at the height `named_at` where there is room."""
    inside = [meeting for meeting in workshops if days.first <= meeting.held_on <= days.last]
    words = [one_line(drawing.say(_MEETINGS.get(meeting.kind, meeting.kind))) for meeting in inside]
    spans = []
    for meeting, name in zip(inside, words, strict=True):
        x, half = days(meeting.held_on), width_of(name, SMALL) / 2
        middle = min(max(x, days.start + half), days.end - half)
        spans.append((middle - half, middle + half))
    free = kept_apart(spans, gap=4)
    for meeting, name, span, named in zip(inside, words, spans, free, strict=True):
        x = days(meeting.held_on)
        drawing.line(
            [x, x], [low, high], colour=drawing.palette.muted, dashes=(1.6, 1.8), record=meeting.id, width=0.7
        )
        if named:
            drawing.text(
                sum(span) / 2, named_at, name, size=SMALL, colour=drawing.palette.muted, align="center"
            )


def _today_line(drawing: Drawing, days: Days, today: date, low: float, high: float) -> Span:
    """The line of the day the chart stands for; gives what its date takes up below."""
    x, accent = days(today), drawing.palette.accent
    drawing.line([x, x], [low - 4, high], colour=accent, width=1.2, zorder=2)
    words = short_day(today, drawing.look.language)
    half = width_of(words, SMALL, "strong") / 2
    middle = min(max(x, days.start + half), days.end - half)
    drawing.text(middle, low - 9, words, size=SMALL, colour=accent, weight="strong", align="center")
    return middle - half, middle + half


def share_axis(drawing: Drawing, scale: Scale, left: float, right: float) -> None:
    """Hairlines at 0, 50 and 100 %, named at the left edge."""
    for share in (0.0, 0.5, 1.0):
        y = scale(share)
        drawing.line([left, right], [y, y])
        drawing.text(left - 4, y, f"{share:.0%}", size=SMALL, colour=drawing.palette.muted, align="right")
