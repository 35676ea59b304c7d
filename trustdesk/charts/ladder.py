"""The ladder of trust steps: what each risks, what is acceptable, whether the record bore it on its day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from trustdesk.charts.axes import SMALL
from trustdesk.charts.chart import Chart, Look
from trustdesk.charts.drawing import NOTE, Drawing, across, empty, room_below
from trustdesk.charts.key import STEP_MARKS, mark_named
from trustdesk.charts.lettering import lines_of, one_line, width_of
from trustdesk.charts.scales import Scale
from trustdesk.measures.ledger import ledger
from trustdesk.measures.results import Measures, StepMeasures
from trustdesk.measures.step_words import ADVICE_WORDS
from trustdesk.measures.stretch import ladder_over_time
from trustdesk.records import RiskStep
from trustdesk.records.risk_steps import CALLED_OFF, MERITED, PLANNED
from trustdesk.snapshot import Snapshot
from trustdesk.style.marks import MARK_WORDS
from trustdesk.words import N_, Text, plural, render, short_day

QUESTION: Final = N_("Does the record bear the next trust step?")
EMPTY: Final = N_(
    "The ladder appears here with the first trust step: what it risks, and what is acceptable today."
)
HEADER: Final = (
    N_("Trust step"), N_("Takes the risk"), N_("Day"), N_("Status"), N_("Loss"), N_("Acceptable"),
    N_("Needed confidence"), N_("Cautious estimate"), N_("Expected"), N_("Evidence"), N_("Advice"),
)  # fmt: skip
NOTE_TEXT: Final = N_(
    "First step at the bottom. Upright line: acceptable today (left), confidence needed (right). "
    "Bar to dot: the record of the side relied on, from a cautious estimate to what is to be expected."
)

_ROW: Final = 27.0
_ROOMY: Final = 37.0  # a row whose words run over two lines
_TWO_LINES: Final = 28.0  # as low as a row can be that holds them
_LEAST: Final = 22.0
_TALLEST: Final = 46.0
_PITCH: Final = 9.0  # points from line to line
_HEAD: Final = 16.0
_AXIS: Final = 14.0
_VERDICT: Final = 112.0  # points at most
_WIDE: Final = 300.0  # points for all but the verdict


class Columns:
    """Where the columns lie: words, what is risked, the record, the verdict."""

    def __init__(self, look: Look, verdict: float) -> None:
        left, right = across(look)
        room = right - left - verdict
        # Where it is narrow the words give way: they may run over two lines, the bars have to be told apart.
        words, bars = (0.54, 0.75) if room >= _WIDE else (0.42, 0.70)
        self.words = room * words
        self.loss = Scale(0, 10, left + self.words + 12, left + room * bars)
        self.record = Scale(0, 1, left + room * bars + 20, left + room - 8)
        self.verdict = left + room + 6


def draw(snapshot: Snapshot, measures: Measures, look: Look) -> Chart:
    """A rung for each step as long as its loss, and beside it the record that it is tested against."""
    rungs = sorted(ladder_over_time(snapshot), key=lambda rung: rung.step.day_taken or date.max)
    if not rungs:
        return empty(look, QUESTION, EMPTY, HEADER)
    title, note = _title(measures), Text(NOTE_TEXT)
    fixed = _HEAD + _AXIS
    columns = Columns(look, _verdict_room(look, rungs))
    long = any(width_of(one_line(rung.step.text), NOTE) > columns.words for rung in rungs)
    wanted = (_ROOMY if long else _ROW) * len(rungs)
    body = room_below(look, title, note, fixed + wanted, fixed + _LEAST * len(rungs))
    drawing = Drawing(look, title, body, note)
    row = min((body - fixed) / len(rungs), _TALLEST)
    low = drawing.high - _HEAD - row * len(rungs)
    _draw_axes(drawing, columns, low, drawing.high - _HEAD)
    colours = {party.id: look.palette.party(n) for n, party in enumerate(snapshot.parties)}
    heard = ledger(snapshot).heard.ids
    for n, rung in enumerate(rungs):
        y = low + (n + 0.5) * row
        drawing.line([drawing.left, drawing.right], [y - row / 2] * 2, width=0.4)
        colour = colours[rung.step.exposed_id] if rung.step.id in heard else look.palette.quiet
        _draw_words(drawing, snapshot, columns, rung, y, colour, 2 if row >= _TWO_LINES else 1)
        _draw_rung(drawing, columns, rung, y, colour)
        _draw_record(drawing, columns, rung, y, colours)
        _draw_verdict(drawing, columns, rung, y)
    return drawing.chart(_alt(measures, rungs), HEADER, [_row(drawing, snapshot, rung) for rung in rungs])


def _draw_axes(drawing: Drawing, columns: Columns, low: float, high: float) -> None:
    palette = drawing.palette
    for scale, heading, ticks in (
        (
            columns.loss,
            N_("loss if let down (1–10)"),
            [(value, str(value)) for value in (0, 2, 4, 6, 8, 10)],
        ),
        (columns.record, N_("needed, and on record"), [(0.0, "0%"), (0.5, "50%"), (1.0, "100%")]),
    ):
        drawing.text(scale.start, high + 8, drawing.say(heading), colour=palette.muted,
                     room=scale.end - scale.start + 14)  # fmt: skip
        for value, words in ticks:
            x = scale(value)
            drawing.line([x, x], [low, high], width=0.4)
            drawing.text(x, low - 8, words, size=SMALL, colour=palette.muted, align="center")
    drawing.line([drawing.left, drawing.right], [high, high], width=0.8)


def _draw_words(
    drawing: Drawing,
    snapshot: Snapshot,
    columns: Columns,
    rung: StepMeasures,
    y: float,
    colour: str,
    most: int,
) -> None:
    """What the step is, in at most `most` lines, and under it who takes the risk and when."""
    step = rung.step
    lines = lines_of(step.text, columns.words, NOTE, most)
    y += (len(lines) - 1) * _PITCH / 2
    for n, line in enumerate(lines):
        drawing.text(drawing.left, y + 5.5 - n * _PITCH, line)
    y -= 5 + (len(lines) - 1) * _PITCH
    exposed = next((party.name for party in snapshot.parties if party.id == step.exposed_id), "")
    day = step.day_taken
    dated = short_day(day, drawing.look.language) if day else drawing.say(N_("no day yet"))
    wide = drawing.text(drawing.left, y, exposed, size=SMALL, weight="strong", colour=colour,
                        room=columns.words * 0.6)  # fmt: skip
    drawing.text(drawing.left + wide + 5, y, dated, size=SMALL, colour=drawing.palette.muted,
                 room=columns.words - wide - 5)  # fmt: skip


def _draw_rung(drawing: Drawing, columns: Columns, rung: StepMeasures, y: float, colour: str) -> None:
    step, scale = rung.step, columns.loss
    mark = mark_named(STEP_MARKS[step.status])
    if step.loss is None:
        drawing.mark(scale.start, y, mark, colour, 9, step.id)
        drawing.text(scale.start + 8, y, drawing.say(N_("not stated yet")), size=SMALL, clear=True,
                     colour=drawing.palette.muted, room=scale.end - scale.start)  # fmt: skip
        return
    end = scale(step.loss)
    drawing.line([scale.start, end - 4.5], [y, y], colour=colour, width=2.4, zorder=2)
    drawing.mark(end, y, mark, colour, 10, step.id)
    if step.comfort is not None:
        x = scale(step.comfort)
        drawing.line([x, x], [y - 7, y + 7], colour=drawing.palette.ink, width=1.4, zorder=2.6)


def _draw_record(
    drawing: Drawing, columns: Columns, rung: StepMeasures, y: float, colours: dict[str, str]
) -> None:
    scale, track = columns.record, rung.track
    if track is not None and rung.cautious is not None and rung.weakest is not None:
        colour = colours[rung.weakest.id]
        drawing.line(
            [scale(rung.cautious), scale(track.expected)], [y, y], colour=colour, width=2.4, zorder=2
        )
        drawing.mark(scale(track.expected), y, mark_named("kept"), colour, 6.5, rung.step.id)
    if rung.needed_confidence is not None:
        x = scale(rung.needed_confidence)
        drawing.line([x, x], [y - 7, y + 7], colour=drawing.palette.ink, width=1.4, zorder=2.6)


def _verdict_room(look: Look, rungs: Sequence[StepMeasures]) -> float:
    """As wide a column as the verdicts need, so that the rest is left to the words of the steps."""
    verdicts = [width_of(render(_verdict(rung), look.language), NOTE, "strong") for rung in rungs]
    evidence = [width_of(render(rung.evidence or "", look.language), SMALL) for rung in rungs]
    return min(max(*verdicts, *evidence) + 8, _VERDICT)


def _draw_verdict(drawing: Drawing, columns: Columns, rung: StepMeasures, y: float) -> None:
    palette, room = drawing.palette, drawing.right - columns.verdict
    drawing.text(columns.verdict, y + 5.5, drawing.say(_verdict(rung)), weight="strong", room=room)
    if rung.evidence is not None and rung.step.status != CALLED_OFF:
        drawing.text(
            columns.verdict, y - 5, drawing.say(rung.evidence), size=SMALL, colour=palette.muted, room=room
        )


def _verdict(rung: StepMeasures) -> str:
    if rung.step.status == PLANNED:
        return ADVICE_WORDS[rung.advice] if rung.advice else N_("cannot tell yet")
    return MARK_WORDS[STEP_MARKS[rung.step.status]]


def _next(measures: Measures) -> StepMeasures | None:
    planned = [each for each in measures.risk_steps if each.step.status == PLANNED]
    return min(planned, key=lambda each: each.step.day_taken or date.max, default=None)


def _title(measures: Measures) -> Text:
    coming = _next(measures)
    if coming is not None:
        return Text(
            N_("The next trust step: {advice}. {step}"),
            {"step": coming.step.text, "advice": Text(_verdict(coming))},
        )
    steps = [each.step for each in measures.risk_steps]
    return plural(
        N_("Trust proved right in {merited} of 1 trust step"),
        N_("Trust proved right in {merited} of {n} trust steps"),
        len(steps),
        merited=sum(step.status == MERITED for step in steps),
    )


def _alt(measures: Measures, rungs: Sequence[StepMeasures]) -> list[Text]:
    steps: list[RiskStep] = [rung.step for rung in rungs]
    facts = [
        Text(
            N_("Trust steps: {n}, with losses from {low} to {high}; trust proved right in {merited}."),
            {
                "n": len(steps),
                "low": min((step.loss for step in steps if step.loss), default=0),
                "high": max((step.loss for step in steps if step.loss), default=0),
                "merited": sum(step.status == MERITED for step in steps),
            },
        )
    ]
    coming = _next(measures)
    if coming is not None:
        facts.append(
            Text(
                N_("Next is “{step}”: {advice}."),
                {"step": coming.step.text, "advice": Text(_verdict(coming))},
            )
        )
        facts += coming.why[:1]
    return facts


def _row(
    drawing: Drawing, snapshot: Snapshot, rung: StepMeasures
) -> tuple[str | int | float | date | None, ...]:
    step = rung.step
    return (
        step.text,
        next((party.name for party in snapshot.parties if party.id == step.exposed_id), ""),
        step.day_taken,
        drawing.say(MARK_WORDS[STEP_MARKS[step.status]]),
        step.loss,
        step.comfort,
        rung.needed_confidence,
        rung.cautious,
        rung.track.expected if rung.track else None,
        drawing.say(rung.evidence or ""),
        drawing.say(ADVICE_WORDS[rung.advice] if rung.advice else ""),
    )
