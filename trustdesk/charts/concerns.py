"""Concerns by how severe and how likely they are: what is open, what is addressed, and what each says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from trustdesk.charts.axes import SMALL
from trustdesk.charts.chart import Chart, Look
from trustdesk.charts.drawing import NOTE, Drawing, empty, room_below
from trustdesk.charts.lettering import lines_of
from trustdesk.charts.scales import Scale
from trustdesk.measures.concerns import weightiest_first
from trustdesk.measures.results import Measures
from trustdesk.records import Concern, Party
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_, Text, plural

QUESTION: Final = N_("What stands in the way?")
EMPTY: Final = N_("Concerns appear here as soon as the first one is written down.")
HEADER: Final = (N_("Number"), N_("Concern"), N_("Raised by"), N_("Severity"), N_("Likelihood"), N_("State"))
NOTE_TEXT: Final = N_("Filled: open. Hollow: addressed. The open ones that weigh most come first.")

_GRID: Final = 205.0
_LEAST: Final = 135.0
_LARGEST: Final = 300.0
_LABELS: Final = 16.0
_HEAD: Final = 16.0
_ROW: Final = 13.0
_ROOMY: Final = 25.0  # an entry of two lines
_DOT: Final = 13.0


def draw(snapshot: Snapshot, measures: Measures, look: Look) -> Chart:
    """A grid of severity by likelihood, a numbered dot for each concern, and the list of them beside it."""
    concerns = weightiest_first(snapshot)
    if not concerns:
        return empty(look, QUESTION, EMPTY, HEADER)
    still_open = [concern for concern in concerns if concern.open_on(snapshot.as_of)]
    title, note = _title(concerns, still_open), Text(NOTE_TEXT)
    frame = _HEAD + _LABELS
    listed = min(_ROW * len(concerns), _LARGEST)
    body = room_below(look, title, note, max(_GRID, listed) + frame, max(_LEAST, listed) + frame)
    drawing = Drawing(look, title, body, note)
    side = min(body - frame, _LARGEST, (drawing.right - drawing.left) * 0.5)
    x0, y0 = drawing.left + _LABELS, drawing.high - _HEAD - side
    across, up = Scale(0.5, 5.5, x0, x0 + side), Scale(0.5, 5.5, y0, y0 + side)
    _draw_grid(drawing, across, up)
    _draw_dots(drawing, across, up, concerns, snapshot)
    _draw_list(drawing, x0 + side + 16, concerns, snapshot)
    return drawing.chart(
        _alt(concerns, still_open),
        HEADER,
        [
            (n, concern.text, _raiser(snapshot, concern), concern.severity, concern.likelihood,
             drawing.say(concern.state))
            for n, concern in enumerate(concerns, 1)
        ],
    )  # fmt: skip


def _draw_grid(drawing: Drawing, across: Scale, up: Scale) -> None:
    palette = drawing.palette
    for severity in range(1, 6):
        for likelihood in range(1, 6):
            weight = severity * likelihood
            if weight >= 8:
                tint = palette.wash if weight >= 15 else palette.surface
                drawing.box(across(likelihood - 0.5), up(severity - 0.5),
                            across(likelihood + 0.5), up(severity + 0.5), fill=tint)  # fmt: skip
    for edge in range(6):
        at = edge + 0.5
        drawing.line([across.start, across.end], [up(at)] * 2)
        drawing.line([across(at)] * 2, [up.start, up.end])
    for value in range(1, 6):
        drawing.text(across.start - 5, up(value), str(value), size=SMALL, colour=palette.muted, align="right")
        drawing.text(
            across(value), up.start - 7, str(value), size=SMALL, colour=palette.muted, align="center"
        )
    drawing.text(drawing.left, up.end + 9, drawing.say(N_("severity ↑, likelihood →")),
                 colour=palette.muted, room=across.end - drawing.left)  # fmt: skip


def _draw_dots(
    drawing: Drawing, across: Scale, up: Scale, concerns: Sequence[Concern], snapshot: Snapshot
) -> None:
    cells: defaultdict[tuple[int, int], list[tuple[int, Concern]]] = defaultdict(list)
    for number, concern in enumerate(concerns, 1):
        if concern.severity and concern.likelihood:
            cells[concern.likelihood, concern.severity].append((number, concern))
    cell = across(1) - across(0)
    for (likelihood, severity), inside in cells.items():
        columns = next(n for n in range(1, 100) if n * n >= len(inside))
        step = min(cell / columns, _DOT + 2)
        lines = -(-len(inside) // columns)
        for at, (number, concern) in enumerate(inside):
            x = across(likelihood) + (at % columns - (min(columns, len(inside)) - 1) / 2) * step
            y = up(severity) - (at // columns - (lines - 1) / 2) * step
            _draw_dot(drawing, x, y, min(_DOT, step - 1), number, concern, snapshot)


def _draw_dot(drawing: Drawing, x: float, y: float, size: float, number: int, concern: Concern,
              snapshot: Snapshot) -> None:  # fmt: skip
    palette, is_open = drawing.palette, concern.open_on(snapshot.as_of)
    drawing.disc(x, y, size, palette.accent, filled=is_open, record=concern.id)
    drawing.text(x, y, str(number), size=min(SMALL, size * 0.58), weight="strong", align="center",
                 colour=palette.on_accent if is_open else palette.accent)  # fmt: skip


def _draw_list(drawing: Drawing, left: float, concerns: Sequence[Concern], snapshot: Snapshot) -> None:
    top, muted = drawing.high - _HEAD, drawing.palette.muted
    lines = 2 if len(concerns) * _ROOMY <= top - drawing.low else 1
    row = _ROOMY if lines == 2 else _ROW
    fits = max(int((top - drawing.low) / row), 1)
    shown = concerns if len(concerns) <= fits else concerns[: fits - 1]
    for n, concern in enumerate(shown, 1):
        _draw_entry(drawing, left, top - (n - 0.5) * row, n, concern, lines, snapshot)
    if len(shown) < len(concerns):
        more = Text(N_("and {n} more"), {"n": len(concerns) - len(shown)})
        drawing.text(left + 16, top - (len(shown) + 0.5) * row, drawing.say(more), colour=muted)


def _draw_entry(
    drawing: Drawing, left: float, y: float, number: int, concern: Concern, lines: int, snapshot: Snapshot
) -> None:
    """One concern of the list: its number, its words in one or two lines, and who raised it."""
    _draw_dot(drawing, left + 6, y, 11, number, concern, snapshot)
    position = next((n for n, party in enumerate(snapshot.parties) if party.id == concern.raised_by_id), None)
    wide = 0.0
    if position is not None:
        wide = drawing.text(drawing.right, y, snapshot.parties[position].name, size=SMALL, align="right",
                            weight="strong", room=72, colour=drawing.palette.party(position))  # fmt: skip
    words = concern.text
    if not (concern.severity and concern.likelihood):
        words = drawing.say(Text(N_("(not rated) {text}"), {"text": words}))
    set_in = lines_of(words, drawing.right - left - 22 - wide, NOTE, lines)
    for at, line in enumerate(set_in):
        drawing.text(left + 16, y + ((len(set_in) - 1) / 2 - at) * 10, line)


def _raiser(snapshot: Snapshot, concern: Concern) -> str:
    party = snapshot.find(Party, concern.raised_by_id)
    return party.name if party else ""


def _title(concerns: Sequence[Concern], still_open: Sequence[Concern]) -> Text:
    if not still_open:
        return plural(N_("The one concern is addressed"), N_("All {n} concerns are addressed"), len(concerns))
    return plural(
        N_("1 concern is open, {addressed} addressed"),
        N_("{n} concerns are open, {addressed} addressed"),
        len(still_open),
        addressed=len(concerns) - len(still_open),
    )


def _alt(concerns: Sequence[Concern], still_open: Sequence[Concern]) -> list[Text]:
    severe = [concern for concern in still_open if (concern.severity or 0) >= 4]
    facts = [
        Text(
            N_("Concerns: {n}; still open: {open}; of these with a severity of 4 or 5: {severe}."),
            {"n": len(concerns), "open": len(still_open), "severe": len(severe)},
        )
    ]
    if still_open:
        facts.append(Text(N_("First comes “{text}”."), {"text": still_open[0].text}))
    return facts
