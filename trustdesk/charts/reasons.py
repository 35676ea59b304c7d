"""What got in the way, most frequent first, and how early the other side was told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from trustdesk.charts.axes import SMALL
from trustdesk.charts.chart import Chart, Look
from trustdesk.charts.drawing import Drawing, across, empty, room_below
from trustdesk.charts.key import RING, Key, mark_named, waits_for_confirmation
from trustdesk.charts.lettering import width_of
from trustdesk.charts.placing import kept_apart, rows_for
from trustdesk.charts.scales import Scale
from trustdesk.measures.frankness import notice, reasons
from trustdesk.measures.ledger import ledger
from trustdesk.measures.results import Measures, PartyMeasures
from trustdesk.measures.trials import counting
from trustdesk.records import Commitment
from trustdesk.snapshot import Snapshot
from trustdesk.style.marks import MARK_WORDS
from trustdesk.words import N_, Text, plural

QUESTION: Final = N_("What got in the way, and how early was it said?")
EMPTY: Final = N_("Reasons appear here once a promise was moved, late, partly kept or missed.")
NO_REASON: Final = N_("no reason given")
HEADER: Final = (N_("Side"), N_("Promise"), N_("What became of it"), N_("Reason"), N_("Days told before due"))

_HEAD: Final = 18.0
_ROW: Final = 14.0
_LABELS: Final = 122.0
_GAP: Final = 22.0
_SIZE: Final = 8.0
_AXIS: Final = 14.0
_PILE: Final = 76.0  # the most the marks of one side take, one above the other
_SILENT: Final = 34.0  # room for what was never told, beside the days


@dataclass(frozen=True)
class Case:
    """A promise that called for frankness: whose, what became of it, how many days before due it was told."""

    promise: Commitment
    party: PartyMeasures
    colour: str
    mark: str
    notice: int | None


def draw(snapshot: Snapshot, measures: Measures, look: Look) -> Chart:
    """On the left a mark for every case by its reason, on the right by when the other side was told."""
    cases = _cases(snapshot, measures, look)
    if not cases:
        return empty(look, QUESTION, EMPTY, HEADER)
    ranking = reasons(snapshot)
    title = _title(ranking, len(cases))
    ringed = any(waits_for_confirmation(case.promise) for case in cases)
    key = Key({case.mark for case in cases} | ({RING} if ringed else set()), look)
    left, right = across(look)
    middle = left + (right - left) * 0.48
    lanes = _lanes(measures, cases, middle + _GAP, right)
    tall = max(len(ranking) * _ROW, sum(lane.height for lane in lanes) + _AXIS)
    body = room_below(look, title, None, _HEAD + tall + key.height + 6)
    drawing = Drawing(look, title, body)
    _draw_reasons(drawing, ranking, cases, middle)
    _draw_notice(drawing, lanes, middle + _GAP)
    key.draw(drawing, drawing.high - _HEAD - tall - key.height - 6)
    rows = [
        (
            case.party.party.name,
            case.promise.text,
            drawing.say(MARK_WORDS[case.mark]),
            drawing.say(case.promise.reason_class or NO_REASON),
            case.notice,
        )
        for case in cases
    ]
    return drawing.chart(_alt(ranking, cases, measures), HEADER, rows)


def _cases(snapshot: Snapshot, measures: Measures, look: Look) -> list[Case]:
    book = ledger(snapshot)
    marks = {each.commitment.id: each.mark for each in measures.commitments}
    cases = []
    for position, party in enumerate(measures.parties):
        told = {promise.id: days for promise, days in notice(book, party.party, snapshot.as_of)}
        for trial in counting(book.candour_trials[party.party.id], snapshot.as_of):
            promise = trial.promise
            colour = look.palette.party(position)
            cases.append(Case(promise, party, colour, marks[promise.id], told.get(promise.id)))
    return cases


def _draw_case(drawing: Drawing, case: Case, x: float, y: float, size: float) -> None:
    mark = mark_named(case.mark, ringed=waits_for_confirmation(case.promise))
    drawing.mark(x, y, mark, case.colour, size, case.promise.id)


def _draw_reasons(
    drawing: Drawing, ranking: Sequence[tuple[str | None, int]], cases: Sequence[Case], end: float
) -> None:
    heading = plural(N_("What got in the way, 1 case"), N_("What got in the way, {n} cases"), len(cases))
    drawing.text(
        drawing.left, drawing.high - 6, drawing.say(heading), weight="strong", room=end - drawing.left
    )
    start = drawing.left + _LABELS
    step = min(_SIZE + 1.5, (end - start - 16) / max(count for _, count in ranking))
    for row, (reason, count) in enumerate(ranking):
        y = drawing.high - _HEAD - (row + 0.5) * _ROW
        colour = drawing.palette.ink if reason else drawing.palette.muted
        drawing.text(
            start - 6, y, drawing.say(reason or NO_REASON), align="right", colour=colour, room=_LABELS - 6
        )
        same = [case for case in cases if case.promise.reason_class == reason]
        for n, case in enumerate(same):
            _draw_case(drawing, case, start + (n + 0.5) * step, y, min(_SIZE, step))
        drawing.text(start + count * step + 4, y, str(count), size=SMALL, colour=drawing.palette.muted)


@dataclass(frozen=True)
class Lane:
    """The cases of one side along the days: where each lies, in which row."""

    party: PartyMeasures
    scale: Scale
    cases: tuple[Case, ...]
    places: tuple[float, ...]
    rows: tuple[int, ...]

    @property
    def pitch(self) -> float:
        """How far apart its rows are: where many cases were told at one time, they lie closer."""
        return min(_SIZE + 1.5, _PILE / (max(self.rows, default=0) + 1))

    @property
    def height(self) -> float:
        """How tall it is, with the line that names the side."""
        return 15 + (max(self.rows, default=0) + 1) * self.pitch + 7


def _lanes(measures: Measures, cases: Sequence[Case], start: float, end: float) -> list[Lane]:
    told = [case.notice for case in cases if case.notice is not None]
    early, late = max([7, *told]), min([-7, *told])
    scale = Scale(early, late, start + _SIZE, end - _SILENT - _SIZE)
    lanes = []
    for party in measures.parties:
        own = tuple(case for case in cases if case.party is party)
        places = tuple(end - _SILENT / 2 if case.notice is None else scale(case.notice) for case in own)
        rows = rows_for([(x - _SIZE / 2, x + _SIZE / 2) for x in places], gap=0.5)
        if own:
            lanes.append(Lane(party, scale, own, places, tuple(rows)))
    return lanes


def _draw_notice(drawing: Drawing, lanes: Sequence[Lane], start: float) -> None:
    palette = drawing.palette
    drawing.text(start, drawing.high - 6, drawing.say(N_("When it was said")), weight="strong",
                 room=drawing.right - start)  # fmt: skip
    top = drawing.high - _HEAD
    scale = lanes[0].scale
    low = top - sum(lane.height for lane in lanes)
    due = scale(0)
    drawing.line([due, due], [low, top], colour=palette.muted, width=0.8)
    drawing.line([drawing.right - _SILENT + 2] * 2, [low, top], dashes=(1.6, 1.8))
    drawing.line([start, drawing.right], [low, low], width=0.8)
    labels = (
        (due, N_("due day")),
        (drawing.right - _SILENT / 2, N_("never")),
        (scale(scale.low), Text(N_("{n} days before"), {"n": round(scale.low)})),
        (scale(scale.high), Text(N_("{n} after"), {"n": round(-scale.high)})),
    )
    words = [drawing.say(label) for _, label in labels]
    spans = [
        (x - width_of(w, SMALL) / 2, x + width_of(w, SMALL) / 2)
        for (x, _), w in zip(labels, words, strict=True)
    ]
    spans[2] = (start, start + width_of(words[2], SMALL))
    for (left, right), name, free in zip(spans, words, kept_apart(spans, gap=6), strict=True):
        if free:
            drawing.text((left + right) / 2, low - 8, name, size=SMALL, colour=palette.muted, align="center")
    for lane in lanes:
        drawing.text(start, top - 6, lane.party.party.name, size=SMALL, weight="strong", clear=True,
                     colour=lane.cases[0].colour, room=(drawing.right - start) * 0.4)  # fmt: skip
        drawing.text(drawing.right, top - 6, drawing.say(_median(lane.party)), size=SMALL, align="right",
                     colour=palette.muted, room=(drawing.right - start) * 0.57, clear=True)  # fmt: skip
        for case, x, row in zip(lane.cases, lane.places, lane.rows, strict=True):
            _draw_case(drawing, case, x, top - 15 - (row + 0.5) * lane.pitch, _SIZE)
        top -= lane.height


def _median(party: PartyMeasures) -> Text:
    days = party.notice_days_median
    if days is None:
        return Text(N_("never said"))
    if days < 0:
        return Text(N_("typically {days} days after due"), {"days": f"{-days:g}"})
    return Text(N_("typically {days} days before due"), {"days": f"{days:g}"})


def _title(ranking: Sequence[tuple[str | None, int]], n: int) -> Text:
    reason, count = ranking[0]
    if len(ranking) > 1 and ranking[1][1] == count:
        return Text(N_("What got in the way: {n} cases, and no reason stands out"), {"n": n})
    if reason is None:
        return Text(N_("In {count} of {n} cases no reason was given"), {"count": count, "n": n})
    return Text(
        N_("What got in the way most: {reason} ({count} of {n} cases)"),
        {"reason": Text(reason), "count": count, "n": n},
    )


def _alt(ranking: Sequence[tuple[str | None, int]], cases: Sequence[Case], measures: Measures) -> list[Text]:
    first = ", ".join(f"{{reason{at}}} {{count{at}}}" for at in range(len(ranking[:3])))
    values: dict[str, object] = {"n": len(cases)}
    for at, (reason, count) in enumerate(ranking[:3]):
        values |= {f"reason{at}": Text(reason or NO_REASON), f"count{at}": count}
    told = [
        Text(N_("{party}: {notice}."), {"party": party.party.name, "notice": _median(party)})
        for party in measures.parties
        if party.candour_trials
    ]
    return [Text(N_("Cases in which a promise was moved, late, partly kept or missed: {n}."), values),
            Text(first + ".", values), *told]  # fmt: skip
