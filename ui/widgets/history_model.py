"""The model of the history: days, the changes of each, and under a change of several records each of them.

It is read piece by piece. A reading of the desk lasts no longer than a piece takes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt

from trustdesk.desk import history
from trustdesk.desk.history import Asked, Step
from trustdesk.records import Organisation, stored
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_, Text
from ui import change_words
from ui.day_words import WEEKDAYS
from ui.viewpoint import Viewpoint
from ui.words import day, one_line, say

PIECE: Final = 1000
"""How many entries of the journal are looked through at once: a blink, also where few of them are wanted."""

Index = QModelIndex | QPersistentModelIndex


@dataclass
class DayRow:
    """A day; what was done on it follows."""

    day: date


@dataclass
class ChangeRow:
    """What was done at once: a step for each record, newest first."""

    steps: list[Step]
    at: dict[str, int] = field(default_factory=dict)

    @property
    def first(self) -> Step:
        """The step that stands for the change."""
        return self.steps[0]


@dataclass
class StepRow:
    """One record of a change that touched several."""

    step: Step


Row = DayRow | ChangeRow | StepRow
ROW: Final = int(Qt.ItemDataRole.UserRole)


@dataclass
class _Read:
    """How far the history has been read."""

    before: int | None = None
    done: bool = False
    rows: list[DayRow | ChangeRow] = field(default_factory=list)


class HistoryModel(QAbstractItemModel):
    """The history of the viewpoint's relationship, as far as it was read and as it was asked for."""

    def __init__(self, viewpoint: Viewpoint) -> None:
        super().__init__()
        self._viewpoint = viewpoint
        self._asked = Asked()
        self._typed: list[str] = []
        self._read = _Read()
        self.seen: Snapshot | None = None
        """What was seen when it was asked for; it is told in these terms, wherever the window is by now."""
        self.names: dict[str, str] = {}

    @property
    def is_whole(self) -> bool:
        """Whether all of it has been read."""
        return self._read.done

    def ask(self, asked: Asked, typed: str = "") -> None:
        """Begin anew with what is asked for, and the words that are to stand in it; nothing is read yet."""
        self.beginResetModel()
        self._asked, self._typed, self._read = asked, typed.casefold().split(), _Read()
        self.seen, self.names = self._viewpoint.snapshot, self._outside()
        self.endResetModel()

    def more(self) -> int:
        """Read on; gives the number of steps that were found."""
        read = self._read
        if read.done or self.seen is None:
            return 0
        with self._viewpoint.desk.read() as session:
            steps, read.before = history.piece(session, self.seen, self._asked, PIECE, read.before)
        read.done = read.before is None
        wanted = [step for step in steps if self._matches(step)]
        for step in wanted:
            self._take_in(step)
        return len(wanted)

    def row(self, index: Index) -> Row | None:
        """What stands at an index."""
        if not index.isValid():
            return None
        if parent := index.internalId():
            change = self._read.rows[parent - 1]
            assert isinstance(change, ChangeRow)
            return StepRow(change.steps[index.row()])
        return self._read.rows[index.row()]

    def find(self, wanted: Callable[[Step], bool]) -> QModelIndex:
        """The index of the first step that is wanted; an invalid one where none was read."""
        for at, row in enumerate(self._read.rows):
            if isinstance(row, ChangeRow):
                for below, step in enumerate(row.steps):
                    if wanted(step):
                        above = self.index(at, 0)
                        return above if len(row.steps) == 1 else self.index(below, 0, above)
        return QModelIndex()

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, child: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        above = child.internalId() if child.isValid() else 0
        return self.createIndex(above - 1, 0, 0) if above else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if not parent.isValid():
            return len(self._read.rows)
        row = self.row(parent)
        return len(row.steps) if isinstance(row, ChangeRow) and len(row.steps) > 1 else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.row(index), DayRow):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if role == ROW:
            return row
        if row is not None and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._said(row)
        return None

    def _said(self, row: Row) -> str:
        seen = self.seen
        if isinstance(row, DayRow):
            return day_words(row.day, self._viewpoint.today)
        assert seen is not None
        if isinstance(row, StepRow):
            return change_words.sentence(row.step, seen, self.names)
        if len(row.steps) == 1:
            said = change_words.sentence(row.first, seen, self.names)
        else:
            said = f"{change_words.title(row.first)}: {change_words.touched(row.steps, seen)}"
        return f"{clock(row.first.at)}, {said}"

    def _matches(self, step: Step) -> bool:
        if not self._typed:
            return True
        seen = self.seen
        assert seen is not None
        said = [change_words.sentence(step, seen, self.names)]
        said += [str(found.before or "") + " " + str(found.after or "") for found in step.fields]
        whole = " ".join(said).casefold()
        return all(word in whole for word in self._typed)

    def _take_in(self, step: Step) -> None:
        rows = self._read.rows
        last = rows[-1] if rows else None
        if isinstance(last, ChangeRow) and last.first.change == step.change:
            self._join(last, step)
            return
        on = local(step.at).date()
        known = next((row.day for row in reversed(rows) if isinstance(row, DayRow)), None)
        new: list[DayRow | ChangeRow] = [ChangeRow([step], {step.id: 0})]
        if known != on:
            new.insert(0, DayRow(on))
        self.beginInsertRows(QModelIndex(), len(rows), len(rows) + len(new) - 1)
        rows.extend(new)
        self.endInsertRows()

    def _join(self, change: ChangeRow, step: Step) -> None:
        if (known := change.at.get(step.id)) is not None:
            change.steps[known] = _joined(change.steps[known], step)
            return
        change.at[step.id] = len(change.steps)
        above = self.index(len(self._read.rows) - 1, 0)
        if len(change.steps) == 1:  # it stood for itself; now it has two rows below it
            self.beginInsertRows(above, 0, 1)
        else:
            self.beginInsertRows(above, len(change.steps), len(change.steps))
        change.steps.append(step)
        self.endInsertRows()

    def _outside(self) -> dict[str, str]:
        """What organisations are called: they are the consultant's own, and in no snapshot."""
        if self._viewpoint.turned:
            return {}
        with self._viewpoint.desk.look() as connection:
            return {id: one_line(name) for id, name in stored.values(connection, Organisation, ("name",))}


def _joined(newer: Step, older: Step) -> Step:
    """Two steps of one record in one change as one: from what was before both to what was after both."""
    after = {found.field.name: found for found in newer.fields}
    fields = [
        replace(found, after=after.pop(found.field.name).after if found.field.name in after else found.after)
        for found in older.fields
    ]
    changed = tuple(found for found in (*fields, *after.values()) if found.before != found.after)
    return replace(newer, made=older.made, fields=changed)


def local(at: datetime) -> datetime:
    """An instant of the journal in the time of where the user is."""
    return at.astimezone()


def clock(at: datetime) -> str:
    """The time of day of an instant: 14:32."""
    return local(at).strftime("%H:%M")


def day_words(value: date, today: date) -> str:
    """A day as the heading of what was done on it: Today, Yesterday, Monday 2 Nov 2026."""
    ago = (today - value).days
    if ago in (0, 1):
        name = say(N_("Today") if ago == 0 else N_("Yesterday"))
        return say(Text("{name}, {day}", {"name": name, "day": day(value)}))
    return say(Text("{name}, {day}", {"name": Text(WEEKDAYS[value.weekday()]), "day": day(value)}))


def steps_of(row: Row | None) -> Sequence[Step]:
    """The steps that a row stands for."""
    if isinstance(row, StepRow):
        return (row.step,)
    return row.steps if isinstance(row, ChangeRow) else ()
