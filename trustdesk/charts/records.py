"""What each side has shown, broken and not yet shown, in three records that are never folded into one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from trustdesk.charts.axes import SMALL
from trustdesk.charts.chart import Chart, Look
from trustdesk.charts.drawing import Drawing, brief, empty, room_below
from trustdesk.charts.key import mark_named, waits_for_confirmation
from trustdesk.charts.lettering import one_line, width_of
from trustdesk.charts.scales import Scale
from trustdesk.measures import side_words
from trustdesk.measures.evidence import NOTHING, ON_SCREEN, Evidence
from trustdesk.measures.ledger import ledger
from trustdesk.measures.results import Measures, PartyMeasures
from trustdesk.measures.trials import Trial, counting
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_, Text, plural

QUESTION: Final = N_("What each side has shown, broken, and not yet shown")
EMPTY: Final = N_(
    "Bars appear here once the first promise has fallen due or the first trust step is concluded."
)
HEADER: Final = (
    N_("Side"), N_("Record"), N_("Shown"), N_("Not yet known"), N_("Broken"), N_("Expected"), N_("Cases"),
    N_("Missed"),
)  # fmt: skip

_NAME: Final = 17.0
_BAR: Final = 23.0
_THICK: Final = 11.0
_CASE: Final = 12.0
_GAP: Final = 8.0
_MOST_CASES: Final = 8
_AIRY: Final = 1.6  # how much further apart the bars lie, at most, in a figure taller than it need be
_LABELS: Final = 92.0
_FACTS: Final = 128.0


@dataclass(frozen=True)
class Bar:
    """One record of one side: its name, evidence, what of it was known before, and the cases in words.

    Without any evidence `facts` stand instead of the bar; with `listed` the cases themselves do.
    """

    name: str
    evidence: Evidence
    starting: Evidence
    trials: int
    facts: Text
    listed: tuple[Trial, ...] = ()

    @property
    def height(self) -> float:
        """How tall it is: a bar, or a line for every case that is listed."""
        lines = min(len(self.listed), _MOST_CASES + 1)
        return max(_BAR, _CASE * lines + 8) if self.listed else _BAR


def draw(snapshot: Snapshot, measures: Measures, look: Look) -> Chart:
    """Three bars a side: promises kept, told in time, trust proved right."""
    if not any(party.track.weight or party.candour_trials for party in measures.parties):
        return empty(look, QUESTION, EMPTY, HEADER)
    sides = [(party, _bars(snapshot, party)) for party in measures.parties]
    title, note = _title(measures), _note(measures)
    needed = sum(_NAME + sum(bar.height for bar in bars) + _GAP for _, bars in sides)
    body = room_below(look, title, note, needed)
    drawing = Drawing(look, title, body, note)
    marks = {each.commitment.id: each.mark for each in measures.commitments}
    stretch = min(body / needed, _AIRY)
    scale = Scale(0, 1, drawing.left + _LABELS, max(drawing.right - _FACTS, drawing.left + _LABELS + 60))
    top = drawing.high
    for position, (party, bars) in enumerate(sides):
        colour = look.palette.party(position)
        drawing.line([drawing.left, drawing.right], [top, top])
        drawing.text(drawing.left, top - 10, party.party.name, weight="strong", colour=colour,
                     room=drawing.right - drawing.left)  # fmt: skip
        top -= _NAME
        for bar in bars:
            _draw_bar(drawing, scale, bar, top - bar.height * stretch / 2, colour, marks)
            top -= bar.height * stretch
        top -= _GAP
    return drawing.chart([_alt(party) for party in measures.parties], HEADER, _rows(drawing, sides))


def _bars(snapshot: Snapshot, party: PartyMeasures) -> tuple[Bar, ...]:
    trials = counting(ledger(snapshot).candour_trials[party.party.id], snapshot.as_of)
    # There is room for one number: all that counts as missed, what is overdue for long included.
    missed = plural(N_("{n} counts as missed"), N_("{n} count as missed"), party.missed)
    kept = plural(N_("{n} of {of} counts as missed"), N_("{n} of {of} count as missed"),
                  party.missed, of=party.reliability_trials)  # fmt: skip
    if not party.reliability.weight:
        kept = Text(N_("nothing has fallen due yet"))
    told = Text("{told}; {missed}", {"told": side_words.told(party) or "", "missed": missed})
    if not trials:
        told = side_words.no_slip(party)
    right = plural(N_("1 trust step concluded"), N_("{n} trust steps concluded"), party.merit_trials)
    if not party.merit_trials:
        right = Text(N_("no trust step is concluded yet"))
    return (
        Bar(N_("kept promises"), party.reliability, party.starting, party.reliability_trials, kept),
        Bar(
            N_("told in time"),
            party.candour,
            NOTHING,
            len(trials),
            told,
            trials if party.candour_listed else (),
        ),
        Bar(N_("trust proved right"), party.merit, NOTHING, party.merit_trials, right),
    )


def _draw_bar(drawing: Drawing, scale: Scale, bar: Bar, y: float, colour: str, marks: dict[str, str]) -> None:
    palette = drawing.palette
    if bar.listed:
        _draw_cases(drawing, scale.start, bar, y, colour, marks)
        return
    drawing.text(drawing.left, y, drawing.say(bar.name), room=_LABELS - 6)
    facts = drawing.say(bar.facts)
    if not bar.evidence.weight:
        drawing.text(scale.start, y, facts, colour=palette.muted, room=drawing.right - scale.start)
        return
    known, shown = scale(_known(bar)), scale(bar.evidence.belief)
    broken = scale(1 - bar.evidence.disbelief)
    low, high = y - _THICK / 2, y + _THICK / 2
    drawing.box(scale.start, low, scale.end, high, edge=palette.quiet)
    drawing.box(scale.start, low, known, high, fill=colour, alpha=0.5)
    drawing.box(known, low, shown, high, fill=colour)
    drawing.box(broken, low, scale.end, high, fill=palette.ink)
    for start, end, share, paint in (
        (known, shown, bar.evidence.belief, palette.page),
        (shown, broken, bar.evidence.uncertainty, palette.muted),
        (broken, scale.end, bar.evidence.disbelief, palette.page),
    ):
        words = f"{share:.0%}"
        if width_of(words, SMALL) + 6 <= end - start:
            drawing.text((start + end) / 2, y, words, size=SMALL, colour=paint, align="center")
    _draw_interval(drawing, scale, bar.evidence, low - 3.5)
    drawing.text(scale.end + 8, y, facts, colour=palette.muted, room=drawing.right - scale.end - 8)


def _known(bar: Bar) -> float:
    """How much of what was shown was known before."""
    return bar.evidence.belief * bar.starting.r / bar.evidence.r if bar.evidence.r else 0.0


def _draw_interval(drawing: Drawing, scale: Scale, evidence: Evidence, y: float) -> None:
    low, high = evidence.interval(ON_SCREEN)
    ink = drawing.palette.ink
    drawing.line([scale(low), scale(high)], [y, y], colour=ink, width=0.8)
    drawing.mark(scale(evidence.expected), y, mark_named("kept"), ink, 4)


def _draw_cases(
    drawing: Drawing, start: float, bar: Bar, y: float, colour: str, marks: dict[str, str]
) -> None:
    """The cases one by one, where they are too few for a bar."""
    shown = bar.listed[:_MOST_CASES]
    lines = len(shown) + (len(bar.listed) > len(shown))
    y += (lines - 1) * _CASE / 2
    drawing.text(drawing.left, y, drawing.say(bar.name), room=_LABELS - 6)
    for trial in shown:
        promise = trial.promise
        mark = mark_named(marks[promise.id], ringed=waits_for_confirmation(promise))
        drawing.mark(start + 4, y, mark, colour, 8, promise.id)
        basis = one_line(drawing.say(trial.basis))
        wide = width_of(basis, SMALL)
        drawing.text(drawing.right, y, basis, size=SMALL, colour=drawing.palette.muted, align="right")
        drawing.text(start + 12, y, promise.text, size=SMALL, room=max(drawing.right - start - 20 - wide, 20))
        y -= _CASE
    if len(bar.listed) > len(shown):
        more = Text(N_("and {n} more"), {"n": len(bar.listed) - len(shown)})
        drawing.text(start + 12, y, drawing.say(more), size=SMALL, colour=drawing.palette.muted)


def _title(measures: Measures) -> Text:
    if len(measures.parties) != 2:
        return Text(QUESTION)
    one, other = measures.parties
    return Text(
        N_("Shown so far: {one} {shown}, {other} {others_shown}"),
        {
            "one": brief(one.party.name),
            "shown": f"{one.reliability.belief:.0%}",
            "other": brief(other.party.name),
            "others_shown": f"{other.reliability.belief:.0%}",
        },
    )


def _note(measures: Measures) -> Text:
    pale = any(party.starting.r for party in measures.parties)
    return Text(
        N_(
            "Coloured: shown{pale}. Blank: not yet known. Dark: broken. "
            "Dot and line: expected, with 80% interval."
        ),
        {"pale": Text(N_(" (pale: known before)")) if pale else ""},
    )


def _alt(party: PartyMeasures) -> Text:
    return Text(
        N_(
            "{party}: of its promises {shown} is shown, {broken} broken and {unknown} not yet known. "
            "Slips: {candour}; counted as missed: {missed}; trust steps concluded: {merit}."
        ),
        {
            "party": party.party.name,
            "shown": f"{party.reliability.belief:.0%}",
            "broken": f"{party.reliability.disbelief:.0%}",
            "unknown": f"{party.reliability.uncertainty:.0%}",
            "candour": party.candour_trials,
            "missed": party.missed,
            "merit": party.merit_trials,
        },
    )


def _rows(
    drawing: Drawing, sides: Sequence[tuple[PartyMeasures, Sequence[Bar]]]
) -> list[tuple[str | float | int, ...]]:
    return [
        (
            party.party.name,
            drawing.say(bar.name),
            bar.evidence.belief,
            bar.evidence.uncertainty,
            bar.evidence.disbelief,
            bar.evidence.expected,
            bar.trials,
            party.missed,
        )
        for party, bars in sides
        for bar in bars
    ]
