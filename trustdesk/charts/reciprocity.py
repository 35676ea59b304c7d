"""Giving and taking over time: what each side kept towards the others, and what it risked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from trustdesk.charts.axes import MONTHS_TALL, SMALL, month_axis, workshop_lines
from trustdesk.charts.chart import Chart, Look
from trustdesk.charts.drawing import Drawing, across, brief, empty, room_below
from trustdesk.charts.lettering import shortened, width_of
from trustdesk.charts.placing import spread
from trustdesk.charts.scales import Days, Scale, days_between, whole_ticks
from trustdesk.measures.reciprocity import Series, exposure_over_time, kept_over_time
from trustdesk.measures.results import Measures
from trustdesk.records import Workshop
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_, Text

QUESTION: Final = N_("Do both sides give?")
EMPTY: Final = N_("Lines appear here once a promise was kept or a trust step taken.")
HEADER: Final = (N_("Side"), N_("What"), N_("Day"), N_("Sum"))
KEPT: Final = N_("Kept towards the others (weight of promises)")
RISKED: Final = N_("Risked (loss if let down, of trust steps taken)")
NOTE_TEXT: Final = N_("Sums since the start. That one side runs ahead for a while is normal.")

_PLOT: Final = 96.0
_LEAST: Final = 48.0
_HEAD: Final = 30.0
_GAP: Final = 16.0
_LINE: Final = 10.5


@dataclass(frozen=True)
class Given:
    """What one side gave, summed up over the days: a series of each sort."""

    name: str
    colour: str
    kept: Series
    risked: Series


def draw(snapshot: Snapshot, measures: Measures, look: Look) -> Chart:
    """Two panels over the same days: promises kept, risks taken; a line a side, named at its end."""
    sides = [
        Given(
            party.name,
            look.palette.party(position),
            kept_over_time(snapshot, party),
            exposure_over_time(snapshot, party),
        )
        for position, party in enumerate(snapshot.parties)
    ]
    panels = [
        (heading, series)
        for heading, series in (
            (KEPT, [side.kept for side in sides]),
            (RISKED, [side.risked for side in sides]),
        )
        if any(series)
    ]
    if not panels:
        return empty(look, QUESTION, EMPTY, HEADER)
    title, note = _title(snapshot, measures), Text(NOTE_TEXT)
    fixed = MONTHS_TALL + len(panels) * _HEAD + (len(panels) - 1) * _GAP
    body = room_below(look, title, note, fixed + _PLOT * len(panels), fixed + _LEAST * len(panels))
    drawing = Drawing(look, title, body, note)
    left, right = across(look)
    names = [_end_words(drawing, side.name, 9999) for side in sides]
    days = _days(
        snapshot, sides, left + 22, right - 10 - max(width_of(name, SMALL, "strong") for name in names)
    )
    low = drawing.low + MONTHS_TALL
    month_axis(drawing, days, low, drawing.high - _HEAD, snapshot.as_of)
    workshop_lines(
        drawing, days, snapshot[Workshop], low, drawing.high - _HEAD + 4, named_at=drawing.high - 20
    )
    plot = (body - fixed) / len(panels)
    top = drawing.high
    for heading, all_series in panels:
        most = max(total for series in all_series for _, total in series)
        ticks = whole_ticks(most, 4)
        scale = Scale(0, ticks[-1], top - _HEAD - plot, top - _HEAD)
        drawing.text(left, top - 7, drawing.say(heading), weight="strong", room=right - left, clear=True)
        _draw_panel(drawing, days, scale, ticks, sides, all_series)
        top -= _HEAD + plot + _GAP
    rows = [
        (side.name, drawing.say(heading), day, total)
        for heading, all_series in panels
        for side, series in zip(sides, all_series, strict=True)
        for day, total in series
    ]
    return drawing.chart(_alt(snapshot, measures), HEADER, rows)


def _days(snapshot: Snapshot, sides: Sequence[Given], start: float, end: float) -> Days:
    changes = [day for side in sides for series in (side.kept, side.risked) for day, _ in series]
    started = snapshot.relationship.started
    first = min([*changes, *([started] if started else [])])
    scale = days_between([min(first, snapshot.as_of), snapshot.as_of], start, end)
    return Days(scale.first, snapshot.as_of, start, end)


def _draw_panel(drawing: Drawing, days: Days, scale: Scale, ticks: Sequence[int], sides: Sequence[Given],
                all_series: Sequence[Series]) -> None:  # fmt: skip
    palette = drawing.palette
    for tick in ticks:
        drawing.line([days.start, days.end], [scale(tick)] * 2, width=0.4)
        drawing.text(days.start - 4, scale(tick), str(tick), size=SMALL, colour=palette.muted, align="right")
    ends = [scale(series[-1][1] if series else 0.0) for series in all_series]
    places = spread(ends, _LINE, scale.start + 3, scale.end)
    for side, series, place in zip(sides, all_series, places, strict=True):
        xs, ys = _steps(days, scale, series)
        drawing.line(xs, ys, colour=side.colour, width=1.6, zorder=2.2)
        total = f"{series[-1][1]:g}" if series else "0"
        drawing.text(days.end + 5, place, _end_words(drawing, side.name, total), size=SMALL, weight="strong",
                     colour=side.colour)  # fmt: skip


def _end_words(drawing: Drawing, name: str, total: object) -> str:
    return f"{total} {shortened(name, (drawing.right - drawing.left) * 0.22, SMALL, 'strong')}"


def _steps(days: Days, scale: Scale, series: Series) -> tuple[list[float], list[float]]:
    """The corners of a line that keeps its height until the day it changes."""
    xs, ys = [days.start], [scale(0)]
    for day, total in series:
        x = min(max(days(day), days.start), days.end)
        xs += [x, x]
        ys += [ys[-1], scale(total)]
    return [*xs, days.end], [*ys, ys[-1]]


def _title(snapshot: Snapshot, measures: Measures) -> Text:
    if len(snapshot.parties) != 2:
        return Text(QUESTION)
    one, other = snapshot.parties
    first, second = measures.reciprocity[one.id], measures.reciprocity[other.id]
    return Text(
        N_("Kept: {one} {kept}, {other} {others_kept}. Risked: {risked} and {others_risked}"),
        {
            "one": brief(one.name),
            "kept": f"{first.kept_weight:g}",
            "other": brief(other.name),
            "others_kept": f"{second.kept_weight:g}",
            "risked": f"{first.exposure_taken:g}",
            "others_risked": f"{second.exposure_taken:g}",
        },
    )


def _alt(snapshot: Snapshot, measures: Measures) -> list[Text]:
    return [
        Text(
            N_("{party} has kept promises of a weight of {kept} and risked {risked} in trust steps."),
            {"party": party.name, "kept": f"{given.kept_weight:g}", "risked": f"{given.exposure_taken:g}"},
        )
        for party in snapshot.parties
        if (given := measures.reciprocity[party.id])
    ]
