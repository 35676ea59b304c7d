"""How many promises were kept on the day, month by month, of those that were due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from trustdesk.charts.axes import SMALL
from trustdesk.charts.chart import Chart, Look
from trustdesk.charts.drawing import Drawing, brief, empty, room_below
from trustdesk.charts.lettering import width_of
from trustdesk.charts.scales import Scale
from trustdesk.measures.ppc import ppc_by_month
from trustdesk.measures.results import Measures, PartyMeasures, Ppc
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_, Text, short_month

QUESTION: Final = N_("Kept on the day, month by month")
EMPTY: Final = N_("A column for each month appears here once the first promise has fallen due.")
HEADER: Final = (N_("Side"), N_("Month"), N_("Kept on the day"), N_("Due"))
MOST_MONTHS: Final = 24
"""The months that are drawn; older ones are left to the figures behind the chart."""

_HEAD: Final = 17.0
_PLOT: Final = 70.0
_LEAST: Final = 30.0
_GAP: Final = 12.0
_MONTHS: Final = 14.0

Months = dict[date, Ppc]


def draw(snapshot: Snapshot, measures: Measures, look: Look) -> Chart:
    """One row of columns a side: as tall as what was due, filled as far as it was kept on the day."""
    by_party = [(party, dict(ppc_by_month(snapshot, party.party))) for party in measures.parties]
    known = [month for _, months in by_party for month in months]
    if not known:
        return empty(look, QUESTION, EMPTY, HEADER)
    months = _months(min(known), max(known))[-MOST_MONTHS:]
    title = _title(measures)
    note = Text(
        N_("By the month they were due. Filled: kept on the day; blank: late, partly, missed or moved.")
    )
    fixed = len(by_party) * (_HEAD + _GAP) + _MONTHS
    body = room_below(look, title, note, fixed + _PLOT * len(by_party), fixed + _LEAST * len(by_party))
    plot = (body - fixed) / len(by_party)
    drawing = Drawing(look, title, body, note)
    most = max(
        (each.due for _, found in by_party for month, each in found.items() if month in months), default=1
    )
    top = drawing.high
    for position, (party, found) in enumerate(by_party):
        scale = Scale(0, most, top - _HEAD - plot, top - _HEAD - 10)
        _draw_party(drawing, scale, months, party, found, look.palette.party(position), top)
        top -= _HEAD + plot + _GAP
    _draw_months(drawing, months, top + _GAP)
    rows = [
        (p.party.name, month, each.kept, each.due) for p, found in by_party for month, each in found.items()
    ]
    return drawing.chart([_alt(party) for party in measures.parties], HEADER, rows)


def _months(first: date, last: date) -> list[date]:
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]


def _draw_party(drawing: Drawing, scale: Scale, months: Sequence[date], party: PartyMeasures, found: Months,
                colour: str, top: float) -> None:  # fmt: skip
    palette = drawing.palette
    room = drawing.right - drawing.left
    wide = drawing.text(
        drawing.left, top - 8, party.party.name, weight="strong", colour=colour, room=room * 0.5
    )
    drawing.text(drawing.left + wide + 8, top - 8, drawing.say(_overall(party.ppc)), colour=palette.muted,
                 room=room - wide - 8)  # fmt: skip
    drawing.line([drawing.left, drawing.right], [scale.start, scale.start], width=0.8)
    step = room / len(months)
    half = min(step * 0.36, 14)
    for n, month in enumerate(months):
        each = found.get(month)
        if each is None:
            continue
        x = drawing.left + (n + 0.5) * step
        drawing.box(x - half, scale.start, x + half, scale(each.due), edge=colour, width=0.9)
        drawing.box(x - half, scale.start, x + half, scale(each.kept), fill=colour)
        words = drawing.say(Text(N_("{kept} of {due}"), {"kept": each.kept, "due": each.due}))
        if width_of(words, SMALL) > step - 2:
            words = f"{each.kept}/{each.due}"
        if width_of(words, SMALL) <= step:
            drawing.text(x, scale(each.due) + 6, words, size=SMALL, colour=palette.muted, align="center")


def _draw_months(drawing: Drawing, months: Sequence[date], top: float) -> None:
    step = (drawing.right - drawing.left) / len(months)
    names = [short_month(month, drawing.look.language) for month in months]
    every = next(n for n in (1, 2, 3, 6, 12, 24) if n * step >= max(map(_wide, names)) + 4)
    for n, name in enumerate(names):
        if n % every == 0:
            x = drawing.left + (n + 0.5) * step
            drawing.text(x, top - 8, name, size=SMALL, colour=drawing.palette.muted, align="center")


def _wide(words: str) -> float:
    return width_of(words, SMALL)


def _overall(ppc: Ppc) -> Text:
    if ppc.value is None:
        return Text(N_("nothing has fallen due yet"))
    return Text(
        N_("{kept} of {due} on the day ({share})"),
        {"kept": ppc.kept, "due": ppc.due, "share": f"{ppc.value:.0%}"},
    )


def _title(measures: Measures) -> Text:
    parties = [party for party in measures.parties if party.ppc.due]
    if len(parties) != 2:
        return Text(QUESTION)
    one, other = parties
    return Text(
        N_("On the day: {one} {kept} of {due}, {other} {others_kept} of {others_due}"),
        {
            "one": brief(one.party.name),
            "kept": one.ppc.kept,
            "due": one.ppc.due,
            "other": brief(other.party.name),
            "others_kept": other.ppc.kept,
            "others_due": other.ppc.due,
        },
    )


def _alt(party: PartyMeasures) -> Text:
    if party.ppc.value is None:
        return Text(N_("{party}: nothing has fallen due yet."), {"party": party.party.name})
    return Text(
        N_("{party} kept {kept} of {due} promises on the day ({share})."),
        {
            "party": party.party.name,
            "kept": party.ppc.kept,
            "due": party.ppc.due,
            "share": f"{party.ppc.value:.0%}",
        },
    )
