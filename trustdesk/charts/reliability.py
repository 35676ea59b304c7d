"""Each side's reliability over time: what is to be expected, with its 80% band, and what happened when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from trustdesk.charts.axes import MONTHS_TALL, month_axis, share_axis, workshop_lines
from trustdesk.charts.chart import Chart, Look
from trustdesk.charts.drawing import Drawing, across, brief, empty, room_below
from trustdesk.charts.key import RING, Key, mark_named, waits_for_confirmation
from trustdesk.charts.placing import rows_for
from trustdesk.charts.scales import Days, Scale, days_between
from trustdesk.measures.evidence import ON_SCREEN, Evidence
from trustdesk.measures.ledger import ledger, reliability_over_time
from trustdesk.measures.results import Measures, PartyMeasures
from trustdesk.measures.trials import Trial, counting
from trustdesk.records import Workshop
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_, Text, plural

QUESTION: Final = N_("Reliability over time")
EMPTY: Final = N_("A line for each side appears here once the first promise has fallen due.")
HEADER: Final = (N_("Side"), N_("Day"), N_("Expected"), N_("Likely at least"), N_("Likely at most"))

_SAMPLES: Final = 48
_TURNS: Final = 60  # days on which a line turns that are drawn exactly; with more the samples do

_GUTTER: Final = 30.0
_HEAD: Final = 19.0
_PLOT: Final = 76.0
_LEAST_PLOT: Final = 24.0
_GAP: Final = 10.0


@dataclass(frozen=True)
class Course:
    """How one side's record went: the days, the evidence on each, and apart from what was known before."""

    party: PartyMeasures
    colour: str
    days: tuple[date, ...]
    record: tuple[Evidence, ...]
    earned: tuple[Evidence, ...]
    trials: tuple[Trial, ...]
    rows: tuple[int, ...]

    @property
    def known_before(self) -> bool:
        """Whether something was known of this side before."""
        return self.party.starting.weight > 0


def draw(snapshot: Snapshot, measures: Measures, look: Look) -> Chart:
    """One panel a side, above each other over the same days; what happened stands below each line."""
    parties = [party for party in measures.parties if party.reliability.weight > 0]
    if not parties:
        return empty(look, QUESTION, EMPTY, HEADER)
    left, right = across(look)
    days = _days(snapshot, left + _GUTTER, right - 4)
    courses = [_course(snapshot, days, party, look) for party in measures.parties]
    marks = {each.commitment.id: each.mark for each in measures.commitments}
    key = Key(_marks_used(courses, marks), look)
    size = _mark_size(courses)
    rugs = [(max(course.rows, default=-1) + 1) * (size + 1) + 3 for course in courses]
    fixed = 12 + MONTHS_TALL + key.height + 4 + sum(rugs) + len(courses) * (_HEAD + _GAP)
    title, note = _title(measures), _note(courses)
    body = room_below(look, title, note, fixed + _PLOT * len(courses), fixed + _LEAST_PLOT * len(courses))
    plot = (body - fixed) / len(courses)
    drawing = Drawing(look, title, body, note)
    low = drawing.low + key.height + MONTHS_TALL + 4
    top = drawing.high - 12
    month_axis(drawing, days, low, top, snapshot.as_of)
    workshop_lines(drawing, days, snapshot[Workshop], low, top, named_at=top + 6)
    for course, rug in zip(courses, rugs, strict=True):
        _draw_course(drawing, days, course, top, plot)
        _draw_rug(drawing, days, course, top - _HEAD - plot - 2, size, marks)
        top -= _HEAD + plot + rug + _GAP
    key.draw(drawing, drawing.low)
    return drawing.chart([_alt(party) for party in measures.parties], HEADER, _rows(courses))


def _days(snapshot: Snapshot, start: float, end: float) -> Days:
    book = ledger(snapshot)
    since = [trial.since for trials in book.reliability_trials.values() for trial in trials]
    since += [
        known
        for party in snapshot.parties
        if party.known_kept or party.known_broken
        if (known := party.known_on or snapshot.relationship.started)
    ]
    first = min((day for day in since if day <= snapshot.as_of), default=snapshot.as_of)
    scale = days_between([first, snapshot.as_of], start, end)
    return Days(scale.first, snapshot.as_of, start, end)


def _course(snapshot: Snapshot, days: Days, measured: PartyMeasures, look: Look) -> Course:
    party, book = measured.party, ledger(snapshot)
    sampled = _sampled(days, book.reliability_trials[party.id])
    trials = counting(book.reliability_trials[party.id], snapshot.as_of)
    trials = tuple(sorted(trials, key=lambda trial: trial.since))
    size = _small(len(trials))
    places = [max(days(trial.since), days.start) for trial in trials]
    return Course(
        measured,
        look.palette.party(snapshot.parties.index(party)),
        tuple(sampled),
        tuple(reliability_over_time(snapshot, party, sampled)),
        tuple(book.earned(party, day) for day in sampled) if measured.starting.weight else (),
        trials,
        tuple(rows_for([(x - size / 2, x + size / 2) for x in places], gap=0.5)),
    )


def _sampled(days: Days, trials: Sequence[Trial]) -> list[date]:
    """The days a line is drawn through: even ones, and those around which something came to be known."""
    turns = {day for trial in trials for day in (trial.since, trial.until) if day is not None}
    turns = {day for turn in turns for day in (turn - timedelta(1), turn) if days.first <= day <= days.last}
    if len(turns) > _TURNS:
        return days.sampled(2 * _SAMPLES)
    return sorted({*days.sampled(_SAMPLES), *turns})


def _small(count: int) -> float:
    return 8.0 if count <= 60 else 5.5


def _mark_size(courses: Sequence[Course]) -> float:
    return min(_small(len(course.trials)) for course in courses)


def _marks_used(courses: Sequence[Course], marks: dict[str, str]) -> set[str]:
    promises = [trial.promise for course in courses for trial in course.trials]
    ringed = any(map(waits_for_confirmation, promises))
    return {marks[promise.id] for promise in promises} | ({RING} if ringed else set())


def _draw_course(drawing: Drawing, days: Days, course: Course, top: float, plot: float) -> None:
    palette, colour = drawing.palette, course.colour
    scale = Scale(0, 1, top - _HEAD - plot, top - _HEAD)
    room = drawing.right - drawing.left
    name = course.party.party.name
    wide = drawing.text(
        drawing.left, top - 8, name, weight="strong", colour=colour, room=room * 0.45, clear=True
    )
    drawing.text(drawing.left + wide + 8, top - 8, drawing.say(_standing(course.party)),
                 colour=palette.muted, room=room - wide - 8, clear=True)  # fmt: skip
    share_axis(drawing, scale, days.start, days.end)
    xs = [days(day) for day in course.days]
    bounds = [record.interval(ON_SCREEN) for record in course.record]
    drawing.band(xs, [scale(low) for low, _ in bounds], [scale(high) for _, high in bounds], colour)
    if course.earned:
        ys = [scale(record.expected) for record in course.earned]
        drawing.line(xs, ys, colour=colour, width=0.9, dashes=(1.2, 1.8), zorder=2)
    ys = [scale(record.expected) for record in course.record]
    drawing.line(xs, ys, colour=colour, width=1.6, zorder=2.2)
    drawing.mark(xs[-1], ys[-1], mark_named("kept"), colour, 5)


def _draw_rug(drawing: Drawing, days: Days, course: Course, top: float, size: float,
              marks: dict[str, str]) -> None:  # fmt: skip
    for trial, row in zip(course.trials, course.rows, strict=True):
        promise = trial.promise
        mark = mark_named(marks[promise.id], ringed=waits_for_confirmation(promise))
        x = max(days(trial.since), days.start)
        drawing.mark(x, top - (row + 0.5) * (size + 1), mark, course.colour, size, promise.id)


def _standing(party: PartyMeasures) -> Text:
    low, high = party.reliability.interval(ON_SCREEN)
    return plural(
        N_("expected {expected}, likely {low} to {high}; from 1 promise"),
        N_("expected {expected}, likely {low} to {high}; from {n} promises"),
        party.reliability_trials,
        expected=f"{party.reliability.expected:.0%}",
        low=f"{low:.0%}",
        high=f"{high:.0%}",
    )


def _note(courses: Sequence[Course]) -> Text:
    if any(course.known_before for course in courses):
        return Text(
            N_(
                "Share of promises to be expected, with its 80% band "
                "(dotted: without what was known before). Old evidence fades."
            )
        )
    return Text(N_("Share of promises to be expected, with its 80% band. Old evidence fades."))


def _title(measures: Measures) -> Text:
    if len(measures.parties) != 2:
        return Text(QUESTION)
    one, other = measures.parties
    return Text(
        N_("Reliability so far: {one} {first}, {other} {second}"),
        {
            "one": brief(one.party.name),
            "first": f"{one.reliability.expected:.0%}",
            "other": brief(other.party.name),
            "second": f"{other.reliability.expected:.0%}",
        },
    )


def _alt(party: PartyMeasures) -> Text:
    low, high = party.reliability.interval(ON_SCREEN)
    return plural(
        N_("{party}: expected {expected}, with 80% certainty {low} to {high}, from 1 promise."),
        N_("{party}: expected {expected}, with 80% certainty {low} to {high}, from {n} promises."),
        party.reliability_trials,
        party=party.party.name,
        expected=f"{party.reliability.expected:.0%}",
        low=f"{low:.0%}",
        high=f"{high:.0%}",
    )


def _rows(courses: Sequence[Course]) -> list[tuple[str | float | date, ...]]:
    return [
        (course.party.party.name, day, record.expected, *record.interval(ON_SCREEN))
        for course in courses
        for day, record in zip(course.days, course.record, strict=True)
    ]
