"""Promises pasted from a spreadsheet: which cell belongs to which field, and what would come of them.

Nothing here knows Qt, and nothing is guessed: what does not fit its field is an error of its row, in the
words of the import. The rows are judged as a workbook of one sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Final

from sqlalchemy.orm import Session

from trustdesk.actions import records
from trustdesk.audience import JOINT, to_stored
from trustdesk.errors import TrustDeskError
from trustdesk.exchange import layout
from trustdesk.exchange.book import put
from trustdesk.exchange.findings import Problem
from trustdesk.exchange.grid import Grid, Value, folded, is_blank
from trustdesk.exchange.workbook import Judged, judge
from trustdesk.records import Commitment, Field, Kind, Party, Record, Relationship, Stage
from trustdesk.records.base import kind_of
from trustdesk.records.checks import key_of
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_, Text, plural
from ui.day_words import NoDayError, read_day
from ui.words import language, say

STEP: Final = N_("Promises pasted")
ASKED: Final = ("giver_id", "stage_id", "due")
"""What a promise cannot be without: asked once for all rows where there is no column of it."""

_WITH_YEAR: Final = re.compile(r"(?![+-]).*\b(19|20|21)\d\d\b|\d{1,2}[./]\s?\d{1,2}[./]\s?\d{2}", re.ASCII)
"""A day is read where its year stands with it: the nearest such day would be a guess."""


@dataclass(frozen=True)
class Pasted:
    """Rows of cells, the field each column belongs to, and which row of what was pasted is the first."""

    rows: tuple[tuple[str, ...], ...]
    fields: tuple[Field | None, ...]
    first: int
    unknown: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of the fields that have to be said for all rows."""
        there = {field.name for field in self.fields if field is not None}
        return tuple(name for name in ASKED if name not in there)


@dataclass(frozen=True)
class Line:
    """What would come of one row: the number it had, what happens to it, its promise, and what is wrong."""

    number: int
    what: Text
    promise: Commitment
    wrong: tuple[Problem, ...]


def understand(rows: Sequence[Sequence[str]], shown: Sequence[Field | None], ours: Sequence[str]) -> Pasted:
    """Which field each column is: by its heading where the first row has headings, else in the order shown.

    Headings are those of the workbook or the words on the screen; `ours` are words of columns on the screen
    that hold no field, which are left out without a word.
    """
    known = _headings()
    first = [known.get(folded(cell)) for cell in rows[0]] if rows else []
    filled = sum(1 for cell in rows[0] if cell.strip()) if rows else 0
    found = sum(1 for field in first if field is not None)
    if found and found * 2 >= filled and (found >= 2 or filled == 1):
        silent = {folded(word) for word in ours}
        unknown = tuple(
            cell
            for cell, field in zip(rows[0], first, strict=True)
            if field is None and cell.strip() and folded(cell) not in silent
        )
        return Pasted(tuple(map(tuple, rows[1:])), tuple(first), 2, unknown)
    return Pasted(tuple(map(tuple, rows)), tuple(shown), 1)


def lines_of(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The words of rows that have one cell each: promises without anything else; nothing for a table."""
    filled = [[cell for cell in row if cell.strip()] for row in rows]
    return tuple(row[0] for row in filled) if all(len(row) == 1 for row in filled) else ()


def judged(
    session: Session, snapshot: Snapshot, pasted: Pasted, starts: Mapping[str, object], today: date
) -> Judged:
    """What the rows would do to the desk; `starts` are the values for fields there is no column of."""
    grids = (
        _relationship(snapshot),
        _bare(Party),
        _bare(Stage),
        _promises(session, snapshot, pasted, starts),
    )
    found = judge(session, grids, today, behind=True)
    if (meeting := starts.get("due_workshop_id")) and "due" in pasted.missing:
        # A workbook has no column for it, and yet these are to move with the workshop.
        for draft in found.book.drafts:
            if isinstance(draft.record, Commitment):
                put(draft.record, "due_workshop_id", meeting)
    return found


def store(
    session: Session, snapshot: Snapshot, pasted: Pasted, starts: Mapping[str, object], today: date
) -> int:
    """Take the rows into the desk, within a change; returns how many there are.

    Raises TrustDeskError where any of them is wrong: nothing is kept then.
    """
    found = judged(session, snapshot, pasted, starts, today)
    if found.report.errors:
        n = len(found.report.errors)
        raise TrustDeskError(
            plural(N_("{n} cell is not as it should be."), N_("{n} cells are not as they should be."), n),
            Text(N_("Nothing was added.")),
        )
    found.store(session)
    return len(pasted.rows)


def preview(found: Judged) -> tuple[Line, ...]:
    """Each row with what would come of it."""
    wrong: dict[int | None, list[Problem]] = {}
    for problem in found.report.errors:
        wrong.setdefault(problem.row, []).append(problem)
    return tuple(
        Line(draft.row, _what(found, draft.record), draft.record, tuple(wrong.get(draft.row, ())))
        for draft in found.book.drafts
        if isinstance(draft.record, Commitment)
    )


def _what(found: Judged, record: Commitment) -> Text:
    if record.id not in found.book.before:
        return Text(N_("new"))
    changes = set(found.book.difference(record)) - {"position"}
    return Text(N_("changes {ref}"), {"ref": record.ref}) if changes else Text(N_("as it is"))


def _headings() -> dict[str, Field]:
    found: dict[str, Field] = {}
    for field in layout.columns(Commitment):
        found.setdefault(folded(say(field.label)), field)
    # A heading of the workbook goes before a word of the screen that is the same.
    return found | {folded(layout.heading(field)): field for field in layout.columns(Commitment)}


def _relationship(snapshot: Snapshot) -> Grid:
    name = Relationship.fields["name"]
    return Grid(Relationship.sheet or "", (layout.heading(name),), ((2, (snapshot.relationship.name,)),))


def _bare(kind: type[Record]) -> Grid:
    """A sheet that has to be there and says nothing."""
    needed = (layout.heading(field) for field in layout.columns(kind) if layout.is_required(field))
    return Grid(kind.sheet or "", tuple(needed), ())


def _promises(session: Session, snapshot: Snapshot, pasted: Pasted, starts: Mapping[str, object]) -> Grid:
    places = [at for at, field in enumerate(pasted.fields) if field is not None]
    fields = [field for field in pasted.fields if field is not None]
    added = [Commitment.fields[name] for name in ("ref", *pasted.missing) if _is_absent(fields, name)]
    given = {name: _written(snapshot, starts.get(name)) for name in pasted.missing}
    free = _FreeRefs(session, snapshot, pasted)
    rows = []
    for number, row in enumerate(pasted.rows, pasted.first):
        cells = {
            fields[n].name: _cell(fields[n], row[at] if at < len(row) else "", snapshot.as_of)
            for n, at in enumerate(places)
        }
        cells |= given
        if is_blank(cells.get("ref")):
            cells["ref"] = free.next_for(str(cells.get("audience") or ""))
        if "receivers" in cells and _are_all_others(snapshot, cells):
            cells["receivers"] = ""
        rows.append((number, tuple(cells[field.name] for field in (*fields, *added))))
    headings = tuple(layout.heading(field) for field in (*fields, *added))
    return Grid(Commitment.sheet or "", headings, tuple(rows))


def _is_absent(fields: Sequence[Field], name: str) -> bool:
    return all(field.name != name for field in fields)


def _cell(field: Field, cell: str, today: date) -> Value:
    """A cell as the import takes it; a day in any writing that can be read one way only."""
    if field.kind is Kind.DATE and _WITH_YEAR.match(cell.strip()):
        try:
            return read_day(cell, today, language())
        except NoDayError:
            return cell
    return cell


def _written(snapshot: Snapshot, value: object) -> Value:
    """A value that was chosen on the screen, as it would stand in a workbook."""
    if isinstance(value, date):
        return value
    target = snapshot.get(str(value)) if value else None
    return str(getattr(target, kind_of(target).keys[0])) if target is not None else ""


class _FreeRefs:
    """Free refs, one after the other: none that the desk has, and none that was pasted."""

    def __init__(self, session: Session, snapshot: Snapshot, pasted: Pasted) -> None:
        self._session, self._snapshot = session, snapshot
        at = next((at for at, field in enumerate(pasted.fields) if field and field.name == "ref"), None)
        self._taken = {key_of(row[at]) for row in pasted.rows if at is not None and at < len(row)}
        self._begun: dict[str, Iterator[str]] = {}

    def next_for(self, audience: str) -> str:
        """The next one of the series that this audience, in words, has for itself."""
        try:
            stored = to_stored(audience or JOINT, self._snapshot.parties)
        except TrustDeskError:
            stored = JOINT  # its row is refused for that
        relationship = self._snapshot.relationship.id
        series = records.series_of(self._session, Commitment, relationship, stored)
        if series not in self._begun:
            first = records.next_ref(self._session, Commitment, relationship, series)
            numbers = count(int(first.removeprefix(series)))
            self._begun[series] = (f"{series}{number}" for number in numbers)
        return next(ref for ref in self._begun[series] if key_of(ref) not in self._taken)


def _are_all_others(snapshot: Snapshot, cells: Mapping[str, Value]) -> bool:
    """Whether the receivers are all parties but the giver, which the record says by naming none."""
    named = {key_of(name) for name in str(cells["receivers"] or "").split(";") if name.strip()}
    giver = key_of(str(cells.get("giver_id") or ""))
    return bool(named) and named == {
        key_of(party.name) for party in snapshot.parties if key_of(party.name) != giver
    }
