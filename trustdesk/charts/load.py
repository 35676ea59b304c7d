"""What falls due in the next 30 days for each side and owner, against the most they ever kept in as many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from trustdesk.charts.axes import SMALL
from trustdesk.charts.chart import Chart, Look
from trustdesk.charts.drawing import Drawing, brief, empty, room_below
from trustdesk.charts.key import mark_named
from trustdesk.measures.ledger import ledger
from trustdesk.measures.load import due_soon
from trustdesk.measures.results import Load, Measures
from trustdesk.records import Commitment, Person
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_, Text

QUESTION: Final = N_("Is more promised than can be done well?")
EMPTY: Final = N_("Open promises that fall due in the next 30 days appear here, by side and by owner.")
HEADER: Final = (
    N_("Side or owner"),
    N_("Due in 30 days"),
    N_("Most kept in 30 days"),
    N_("Without warning up to"),
)
NOTE_TEXT: Final = N_(
    "Open promises due in the next 30 days. "
    "Upright line: as many as were ever kept in 30 days, or as are no worry."
)
MOST_ROWS: Final = 24

_ROW: Final = 16.0
_HEAD: Final = 4.0
_LABELS: Final = 130.0
_FACTS: Final = 150.0
_SIZE: Final = 8.5


@dataclass(frozen=True)
class Row:
    """One side, or one owner of a side: what falls due, and the load that was measured."""

    name: str
    colour: str
    is_party: bool
    load: Load
    due: tuple[Commitment, ...]


def draw(snapshot: Snapshot, measures: Measures, look: Look) -> Chart:
    """A mark for every open promise that falls due soon; a line where it becomes more than was ever kept."""
    rows = _rows(snapshot, measures, look)
    if not any(row.load.due_soon for row in rows):
        return empty(look, QUESTION, EMPTY, HEADER)
    shown = rows[:MOST_ROWS]
    title, note = _title(rows), Text(NOTE_TEXT)
    extra = 14 if len(rows) > len(shown) else 0
    needed = _HEAD + _ROW * len(shown) + extra
    body = room_below(look, title, note, needed)
    drawing = Drawing(look, title, body, note)
    row_height = min((body - _HEAD - extra) / len(shown), 24)
    most = max(max(row.load.due_soon, row.load.limit) for row in shown)
    start = drawing.left + _LABELS
    step = min(_SIZE + 3, (drawing.right - _FACTS - start) / (most + 0.5))
    for n, row in enumerate(shown):
        _draw_row(drawing, row, start, step, drawing.high - _HEAD - (n + 0.5) * row_height, row_height)
    if extra:
        more = Text(N_("and {n} more owners"), {"n": len(rows) - len(shown)})
        drawing.text(drawing.left, drawing.high - _HEAD - len(shown) * row_height - 7, drawing.say(more),
                     colour=drawing.palette.muted)  # fmt: skip
    figures = [(row.name, row.load.due_soon, row.load.most_kept, row.load.limit) for row in rows]
    return drawing.chart(_alt(rows), HEADER, figures)


def _rows(snapshot: Snapshot, measures: Measures, look: Look) -> list[Row]:
    """Each side, and under it those of its owners for whom something falls due, the most laden first."""
    loads = {load.about: load for load in measures.load}
    due = due_soon(ledger(snapshot).heard.promises, snapshot.as_of)
    rows: list[Row] = []
    for position, party in enumerate(snapshot.parties):
        colour = look.palette.party(position)
        own = tuple(promise for promise in due if promise.giver_id == party.id)
        if party.id in loads:
            rows.append(Row(party.name, colour, True, loads[party.id], own))
        owners = [person for person in snapshot[Person] if person.party_id == party.id and person.id in loads]
        owners.sort(key=lambda person: -loads[person.id].due_soon)
        for person in owners:
            theirs = tuple(promise for promise in due if promise.owner_id == person.id)
            if theirs:
                rows.append(Row(person.name, colour, False, loads[person.id], theirs))
    return rows


def _draw_row(drawing: Drawing, row: Row, start: float, step: float, y: float, height: float) -> None:
    palette = drawing.palette
    if row.is_party:
        drawing.line([drawing.left, drawing.right], [y + height / 2] * 2)
    indent = 0 if row.is_party else 10
    drawing.text(drawing.left + indent, y, row.name, weight="strong" if row.is_party else "regular",
                 colour=row.colour if row.is_party else palette.ink, room=_LABELS - indent - 8)  # fmt: skip
    for n, promise in enumerate(row.due):
        drawing.mark(
            start + (n + 0.5) * step, y, mark_named("open"), row.colour, min(_SIZE, step), promise.id
        )
    limit = start + row.load.limit * step
    drawing.line([limit, limit], [y - 6.5, y + 6.5], colour=palette.ink, width=1.4, zorder=2)
    drawing.text(drawing.right, y, drawing.say(_words(row.load)), size=SMALL, align="right", room=_FACTS - 10,
                 colour=palette.bad if row.load.too_much else palette.muted,
                 weight="strong" if row.load.too_much else "regular")  # fmt: skip


def _words(load: Load) -> Text:
    values = {"due": load.due_soon, "most": load.most_kept}
    if load.too_much:
        return Text(N_("{due} due, never kept more than {most}"), values)
    return Text(N_("{due} due, most kept so far {most}"), values)


def _title(rows: Sequence[Row]) -> Text:
    heavy = [row for row in rows if row.load.too_much]
    if not heavy:
        return Text(N_("Nobody has too much due in the next 30 days"))
    first = max(heavy, key=lambda row: row.load.due_soon - row.load.limit)
    return Text(
        N_("{name} has {due} promises due in 30 days, and never kept more than {most}"),
        {"name": brief(first.name), "due": first.load.due_soon, "most": first.load.most_kept},
    )


def _alt(rows: Sequence[Row]) -> list[Text]:
    return [
        Text(
            N_("{name}: open promises due in the next 30 days {due}, most ever kept in 30 days {most}."),
            {"name": row.name, "due": row.load.due_soon, "most": row.load.most_kept},
        )
        for row in rows
        if row.is_party
    ]
