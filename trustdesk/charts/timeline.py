"""The program on one page: stages, each side's promises and what became of them, trust steps, workshops."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from trustdesk.charts.axes import MONTHS_TALL, SMALL, month_axis, workshop_lines
from trustdesk.charts.chart import Chart, Look
from trustdesk.charts.drawing import NOTE, Drawing, across, empty, room_below
from trustdesk.charts.events import Event, Lane, lanes_of
from trustdesk.charts.key import RING, Key, mark_named
from trustdesk.charts.lettering import lines_of, shortened, width_of
from trustdesk.charts.placing import rows_for
from trustdesk.charts.scales import Days, days_between
from trustdesk.measures.results import RUNNING, Measures
from trustdesk.records import RiskStep, Stage, Workshop
from trustdesk.records.commitments import KEPT, RENEGOTIATED
from trustdesk.records.risk_steps import CONCLUDED, MERITED
from trustdesk.snapshot import Snapshot
from trustdesk.style.marks import MARK_WORDS
from trustdesk.words import N_, Text, plural

QUESTION: Final = N_("The program: what is promised and risked when, and what became of it")
EMPTY: Final = N_("Stages, promises and trust steps appear here as soon as the first one has a day.")
HEADER: Final = (
    N_("Side"), N_("What"), N_("Day"), N_("Due or planned"), N_("What became of it"), N_("Confirmed"),
)  # fmt: skip

_TALLEST: Final = 400.0
_LOWEST: Final = 220.0
_BAND: Final = 17.0
_BAND_LINE: Final = 10.0  # what a second line of stage names adds
_NAMES: Final = 12.0  # the line in which workshops and today are named
_LANE_HEAD: Final = 15.0
_LANE_FOOT: Final = 6.0
_ROOMS: Final = (
    420.0,
    320.0,
    240.0,
    180.0,
    150.0,
    120.0,
    95.0,
    70.0,
    0.0,
)  # points for the words beside a mark, the most generous first
_MARK: Final = 8.5
_PAD: Final = 4.0  # points around the words beside a mark
_APART: Final = 2.5  # points between what stands in one row
_AIRY: Final = 18.0  # points between rows at most, where the figure is taller than it need be


@dataclass(frozen=True)
class Layout:
    """How the lanes fit: the room for words beside a mark, the row of each event, how far rows lie apart."""

    room: float
    rows: tuple[tuple[int, ...], ...]
    step: float

    @property
    def height(self) -> float:
        """All lanes together, in points."""
        return sum(_LANE_HEAD + (max(rows) + 1) * self.step + _LANE_FOOT for rows in self.rows)


def draw(snapshot: Snapshot, measures: Measures, look: Look) -> Chart:
    """Stages as bands, promises by the side that gives them, trust steps as diamonds, workshops as lines."""
    lanes = lanes_of(snapshot, measures, look)
    stages = [stage for stage in snapshot[Stage] if stage.starts and stage.ends]
    if not lanes and not stages:
        return empty(look, QUESTION, EMPTY, HEADER)
    days = _days(snapshot, stages, lanes, look)
    title = _title(measures)
    key = Key(_marks_used(lanes), look)
    names = _stage_names(stages, days)
    band = _BAND + _BAND_LINE * (max(map(len, names), default=1) - 1) if stages else 0.0
    fixed = band + _NAMES + MONTHS_TALL + key.height + 6
    note = _unheard_note(lanes)
    layout = _fit(lanes, days, look, room_below(look, title, note, _TALLEST, _LOWEST) - fixed)
    body = room_below(look, title, note, layout.height + fixed)
    drawing = Drawing(look, title, body, note)
    low = drawing.low + key.height + MONTHS_TALL + 4
    high = drawing.high - band
    month_axis(drawing, days, low, high - _NAMES, snapshot.as_of)
    running = {each.stage.id for each in measures.stages if each.status == RUNNING}
    for stage, name in zip(stages, names, strict=True):
        _draw_stage(drawing, days, stage, name, band, low, now=stage.id in running)
    workshop_lines(drawing, days, snapshot[Workshop], low, high - _NAMES, named_at=high - _NAMES / 2 - 1)
    _draw_lanes(drawing, days, lanes, layout, high - _NAMES, snapshot.as_of)
    key.draw(drawing, drawing.low)
    return drawing.chart(_alt(snapshot, measures), HEADER, _rows(drawing, lanes))


def _days(snapshot: Snapshot, stages: Sequence[Stage], lanes: Sequence[Lane], look: Look) -> Days:
    days = [snapshot.as_of, *(meeting.held_on for meeting in snapshot[Workshop])]
    days += [day for stage in stages for day in (stage.starts, stage.ends) if day]
    days += [day for lane in lanes for event in lane.events for day in (event.day, event.due)]
    return days_between(days, *across(look), around=max(3, (max(days) - min(days)).days // 60))


def _marks_used(lanes: Sequence[Lane]) -> set[str]:
    events = [event for lane in lanes for event in lane.events]
    return {event.mark for event in events} | ({RING} if any(event.ringed for event in events) else set())


def _unheard_note(lanes: Sequence[Lane]) -> Text | None:
    if all(event.heard for lane in lanes for event in lane.events):
        return None
    return Text(N_("In grey: noted by one side for itself; it counts nowhere."))


def _fit(lanes: Sequence[Lane], days: Days, look: Look, available: float) -> Layout:
    """The most generous layout that fits; where even marks alone are too many, the rows lie closer."""
    for room in _ROOMS:
        step = 11.5 if room else 10.0
        rows = tuple(
            tuple(rows_for([_span(event, days, room) for event in lane.events], gap=_APART if room else 0.5))
            for lane in lanes
        )
        layout = Layout(room, rows, step)
        if layout.height <= available:
            return (
                layout if look.height is None else replace(layout, step=min(_step(layout, available), _AIRY))
            )
    return Layout(0.0, layout.rows, max(_step(layout, available), 2.0))


def _step(layout: Layout, available: float) -> float:
    """How far apart the rows lie when they fill what is available."""
    heads = len(layout.rows) * (_LANE_HEAD + _LANE_FOOT)
    return (available - heads) / max(sum(max(rows) + 1 for rows in layout.rows), 1)


def _span(event: Event, days: Days, room: float) -> tuple[float, float]:
    """What an event takes up from left to right: the line from its due day, its mark and its words."""
    at, wide = days(event.day), _label_width(event, days, room)
    ends = (at, days(event.due), days(event.until))
    left, right = min(ends) - _MARK / 2, max(ends) + _MARK / 2
    if _label_fits_right(event, days, wide):
        return left, right + wide
    return left - wide, right


def _label_width(event: Event, days: Days, room: float) -> float:
    """How wide the words beside a mark run; never wider than the larger side of it has room for."""
    words = _label(event, days, room)
    return width_of(words, SMALL) + _PAD if words else 0.0


def _label(event: Event, days: Days, room: float) -> str:
    room = min(room, max(_right_of(event, days), _left_of(event, days)) - _PAD)
    return shortened(event.words, room, SMALL) if room > 0 else ""


def _right_of(event: Event, days: Days) -> float:
    return days.end - max(days(event.day), days(event.until)) - _MARK / 2


def _left_of(event: Event, days: Days) -> float:
    return min(days(event.day), days(event.due)) - _MARK / 2 - days.start


def _label_fits_right(event: Event, days: Days, wide: float) -> bool:
    return wide <= _right_of(event, days)


def _stage_names(stages: Sequence[Stage], days: Days) -> list[list[str]]:
    """The name of each stage in the one or two lines that its band has room for."""
    rooms = [days(stage.ends) - days(stage.starts) - 8 for stage in stages if stage.starts and stage.ends]
    return [lines_of(stage.name, room, NOTE, 2, "strong") for stage, room in zip(stages, rooms, strict=True)]


def _draw_stage(
    drawing: Drawing, days: Days, stage: Stage, name: Sequence[str], band: float, low: float, *, now: bool
) -> None:
    palette, top = drawing.palette, drawing.high
    left, right = days(stage.starts or days.first), days(stage.ends or days.last)
    fill = palette.accent if now else palette.surface
    drawing.box(left + 0.6, top - band + 2, right - 0.6, top, fill=fill, record=stage.id)
    middle = top - band / 2 + 1 + (len(name) - 1) * _BAND_LINE / 2
    for n, line in enumerate(name):
        drawing.text((left + right) / 2, middle - n * _BAND_LINE, line, align="center", weight="strong",
                     colour=palette.on_accent if now else palette.ink)  # fmt: skip
    drawing.line([right, right], [low, top - band + 2], width=0.8)


def _draw_lanes(
    drawing: Drawing, days: Days, lanes: Sequence[Lane], layout: Layout, top: float, today: date
) -> None:
    size = min(_MARK, layout.step)
    for lane, rows in zip(lanes, layout.rows, strict=True):
        drawing.line([drawing.left, drawing.right], [top, top])
        drawing.text(drawing.left, top - _LANE_HEAD / 2, lane.heading, weight="strong", colour=lane.colour,
                     room=drawing.right - drawing.left, clear=True)  # fmt: skip
        rooms = _rooms_in_rows(lane, rows, days, layout.room)
        for event, colour, row, room in zip(lane.events, lane.colours, rows, rooms, strict=True):
            y = top - _LANE_HEAD - (row + 0.5) * layout.step
            _draw_event(drawing, days, event, colour, y, size, room)
        top -= _LANE_HEAD + (max(rows) + 1) * layout.step + _LANE_FOOT


def _rooms_in_rows(lane: Lane, rows: Sequence[int], days: Days, room: float) -> Iterator[float]:
    """The room for the words of each event: at its right, as far as the next one in its row."""
    spans = [_span(event, days, room) for event in lane.events]
    for event, (left, right), row in zip(lane.events, spans, rows, strict=True):
        wide = _label_width(event, days, room)
        if not wide or not _label_fits_right(event, days, wide):
            yield room
            continue
        after = (low for (low, _), other in zip(spans, rows, strict=True) if other == row and low > left)
        yield wide + min(after, default=days.end) - right - _APART - _PAD


def _draw_event(
    drawing: Drawing, days: Days, event: Event, colour: str, y: float, size: float, room: float
) -> None:
    at, due, until = days(event.day), days(event.due), days(event.until)
    if until > due or at > due:
        drawing.line([due, max(at, until)], [y, y], colour=colour, width=0.8, zorder=1.5)
    drawing.mark(at, y, mark_named(event.mark, ringed=event.ringed), colour, size, event.record)
    if not room:
        return
    wide = _label_width(event, days, room)
    words = _label(event, days, room)
    muted = drawing.palette.muted
    if _label_fits_right(event, days, wide):
        drawing.text(max(at, until) + _MARK / 2 + 2, y, words, size=SMALL, colour=muted, clear=True)
    else:
        drawing.text(
            min(at, due) - _MARK / 2 - 2, y, words, size=SMALL, colour=muted, align="right", clear=True
        )


def _title(measures: Measures) -> Text:
    promises = [each for each in measures.commitments if each.heard]
    settled = sum(each.commitment.outcome is not None for each in promises)
    overdue = sum(each.days_overdue > 0 for each in promises)
    if not overdue:
        return Text(
            N_("{settled} of {n} promises are settled, none is past its day"),
            {"settled": settled, "n": len(promises)},
        )
    return plural(
        N_("{settled} of {all} promises are settled, 1 is past its day"),
        N_("{settled} of {all} promises are settled, {n} are past their day"),
        overdue,
        settled=settled,
        all=len(promises),
    )


def _alt(snapshot: Snapshot, measures: Measures) -> list[Text]:
    promises = [each for each in measures.commitments if each.heard]
    outcomes = [each.commitment.outcome for each in promises]
    steps = snapshot[RiskStep]
    running = [each.stage.name for each in measures.stages if each.status == RUNNING]
    facts = [
        Text(
            N_("A timeline of {n} promises: {kept} kept on the day, {moved} moved, {open} open."),
            {
                "n": len(promises),
                "kept": outcomes.count(KEPT),
                "moved": outcomes.count(RENEGOTIATED),
                "open": outcomes.count(None),
            },
        ),
        Text(
            N_("Of {n} trust steps {concluded} are concluded; trust proved right in {merited}."),
            {
                "n": len(steps),
                "concluded": sum(step.status in CONCLUDED for step in steps),
                "merited": sum(step.status == MERITED for step in steps),
            },
        ),
    ]
    if running:
        facts.append(Text(N_("The stage that is running: {stages}."), {"stages": ", ".join(running)}))
    return facts


def _rows(drawing: Drawing, lanes: Sequence[Lane]) -> list[tuple[str | date | None, ...]]:
    return [
        (
            lane.side,
            event.words,
            event.day,
            event.due,
            drawing.say(MARK_WORDS[event.mark]),
            drawing.say(N_("no")) if event.ringed else "",
        )
        for lane in lanes
        for event in lane.events
    ]
