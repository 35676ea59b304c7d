"""History: every change in words, newest first; an earlier value can be looked at and restored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QStackedWidget, QWidget

from trustdesk.desk.history import Asked
from trustdesk.records import (
    Adjustment,
    AgendaItem,
    Benefit,
    Commitment,
    Concern,
    ConcernState,
    Constraint,
    GateCriterion,
    Opportunity,
    Party,
    Person,
    Record,
    Relationship,
    Repair,
    RiskStep,
    SignOff,
    Stage,
    Workshop,
)
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_
from ui import theme
from ui.page import Page
from ui.viewpoint import Viewpoint
from ui.widgets.basics import Empty, button, column, row
from ui.widgets.change_panel import ChangePanel
from ui.widgets.flow import Flow
from ui.widgets.history_list import HistoryList
from ui.widgets.history_model import ROW, HistoryModel, steps_of
from ui.widgets.in_line import clearable, lead
from ui.words import say

if TYPE_CHECKING:
    from ui.workspace import Workspace

ENOUGH: Final = 60
"""Rows that are read on for, at least, before the user scrolls."""
TYPING_STOPS: Final = 250
LENT: Final = 250
"""How long to wait before looking again whether the desk has come back from the worker."""

KINDS: Final[tuple[tuple[type[Record], ...], ...]] = (
    (Commitment, Constraint, Adjustment),
    (RiskStep, Repair),
    (Concern, ConcernState),
    (Opportunity, Benefit),
    (Stage, GateCriterion, SignOff),
    (Workshop, AgendaItem),
    (Person,),
    (Relationship, Party),
)
"""What is looked for together, under the plural of the first."""


@dataclass(frozen=True)
class Span:
    """A time to keep to: its (marked) label, and the first day of it as seen from a day."""

    label: str
    since: Callable[[Snapshot, date], date | None]


def _last_workshop(seen: Snapshot, today: date) -> date | None:
    held = [workshop.held_on for workshop in seen[Workshop] if workshop.held_on <= today]
    return max(held, default=None)


SPANS: Final = (
    Span(N_("Last week"), lambda seen, day: day - timedelta(days=6)),
    Span(N_("Last month"), lambda seen, day: day - timedelta(days=30)),
    Span(N_("Since the last workshop"), _last_workshop),
)


class HistoryPage(Page):
    """The list of changes with its filters, and at the right one change in full."""

    name = "history"

    def __init__(self, viewpoint: Viewpoint, parent: QWidget | None = None) -> None:
        super().__init__(viewpoint, parent)
        self._model = HistoryModel(viewpoint)
        self._list = HistoryList(viewpoint, self._model)
        self._list.near_end.connect(self._read_on)
        self._list.chosen.connect(self._show)
        self._panel = ChangePanel(viewpoint)
        self._panel.closed.connect(self._on_panel_closed)
        self._panel.hide()
        self._filters = _Filters()
        self._filters.changed.connect(self._ask)
        self._slices = QTimer(self)
        self._slices.setSingleShot(True)
        self._slices.timeout.connect(self._read_slice)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(lambda: self._ask(keep=True))
        self._wanted = 0
        self._kept: tuple[int, str] | None = None
        self._sought: str | None = None
        self._erase = button(say(N_("Erase…")), "quiet", icon="trash-2", about=say(N_("Erase the history…")))
        blank = Empty("history", say(_NOTHING))
        nothing = button(say(N_("Show everything")), run=self._filters.clear)
        self._places = QStackedWidget()
        for place in (self._list, blank, Empty("filter", say(_NO_MATCH), nothing)):
            self._places.addWidget(place)
        # Less than a blank place asks for: at 200 % the filters need the room.
        self._places.setMinimumHeight(theme.px(96))
        head = row(self._filters, self._erase, gap=12)
        head.setStretch(0, 1)
        head.setAlignment(self._erase, Qt.AlignmentFlag.AlignTop)
        left = column(head, self._places, gap=12)
        left.setContentsMargins(theme.px(24), theme.px(16), theme.px(12), 0)
        left.setStretch(1, 1)
        whole = row(left, self._panel, gap=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def serve(self, workspace: Workspace) -> None:
        """The history is erased as it is from the menu."""
        self._erase.clicked.connect(workspace.actions["erase_history"].trigger)

    def refresh(self) -> None:
        """Read anew from the newest change on; the change that was looked at stays chosen."""
        self._filters.offer(self.viewpoint.snapshot, self.viewpoint.day)
        self._erase.setVisible(self.viewpoint.editable and not self.viewpoint.turned)
        self._kept = self._chosen()
        self._ask(keep=True)

    def reveal(self, record: str) -> None:
        """Choose the newest change of a record, reading on until it is found."""
        self._sought = record
        self._seek()

    def home(self) -> QWidget:
        return self._list

    def put_away(self) -> None:
        """Read no more: the desk is going to be closed."""
        self._slices.stop()
        self._again.stop()

    def _ask(self, *, keep: bool = False) -> None:
        if not keep:
            self._kept = None
        viewpoint = self.viewpoint
        if viewpoint.lent is not None:
            self._again.start(LENT)
            return
        asked = self._filters.asked(viewpoint.snapshot, viewpoint.day, viewpoint.today)
        self._model.ask(asked, self._filters.typed)
        self._show()
        self._wanted = ENOUGH
        self._read_slice()

    def _read_on(self) -> None:
        if self._wanted <= 0 and not self._model.is_whole:
            self._wanted = ENOUGH
            self._slices.start(0)

    def _read_slice(self) -> None:
        """Read a piece; where little of it is wanted go on, a piece at a time, so that the window lives."""
        if self.viewpoint.lent is not None:
            self._slices.start(LENT)
            return
        self._wanted -= self._model.more()
        self._seek()
        if self._model.is_whole:
            self._wanted = 0
        elif self._wanted > 0 or self._sought is not None:
            self._slices.start(0)
        blank = not self._model.rowCount()
        self._places.setCurrentIndex(0 if not blank or not self._model.is_whole else 1 + self._filters.are_on)

    def _seek(self) -> None:
        """Choose what was chosen before, or what is to be revealed, if it has been read."""
        found = QModelIndex()
        if (kept := self._kept) is not None:
            found = self._model.find(lambda step: (step.change, step.id) == kept)
        if (sought := self._sought) is not None:
            found = self._model.find(lambda step: step.id == sought)
        if found.isValid() or self._model.is_whole:
            self._kept = self._sought = None
        if found.isValid():
            self._list.choose(found)

    def _show(self) -> None:
        chosen = self._list.currentIndex().data(ROW)
        self._panel.setVisible(bool(steps_of(chosen)))
        self._panel.show_row(chosen, self._model.names)

    def _chosen(self) -> tuple[int, str] | None:
        steps = steps_of(self._list.currentIndex().data(ROW))
        return (steps[0].change, steps[0].id) if steps else None

    def _on_panel_closed(self) -> None:
        self._list.setCurrentIndex(QModelIndex())
        self._list.setFocus()


class _Filters(QWidget):
    """What is shown: by kind of record, by time, by words. A chip that is on is filled."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._typed = QLineEdit()
        self._typed.setPlaceholderText(say(N_("Find in the history")))
        self._typed.setAccessibleName(say(N_("Find in the history")))
        lead(self._typed, "search")
        clearable(self._typed)
        self._typed.setFixedWidth(theme.px(200))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._tell)
        self._typed.textChanged.connect(lambda _text: self._pause.start(TYPING_STOPS))
        self._typed.returnPressed.connect(self._tell)
        self._kinds = [button(say(group[0].plural).capitalize(), "chip", run=self._tell) for group in KINDS]
        self._spans = [button(say(span.label), "chip") for span in SPANS]
        for chip in self._spans:
            chip.clicked.connect(lambda _=False, chosen=chip: self._let_go_of_others(chosen))
        self._all = button(say(N_("Clear")), "link", run=self.clear)
        spans, kinds = Flow(theme.px(6)), Flow(theme.px(6))
        for line, pieces in ((spans, self._spans), (kinds, [*self._kinds, self._all])):
            for piece in pieces:
                line.add(piece)
        self._all.hide()
        first = row(self._typed, spans, gap=12)
        first.setStretch(1, 1)
        first.setAlignment(self._typed, Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(first, kinds, gap=8))

    @property
    def are_on(self) -> bool:
        """Whether anything is left out."""
        return bool(self._typed.text().strip()) or any(c.isChecked() for c in (*self._kinds, *self._spans))

    def offer(self, seen: Snapshot, on: date) -> None:
        """Offer only the times that there are."""
        for chip, span in zip(self._spans, SPANS, strict=True):
            there = span.since(seen, on) is not None
            chip.setVisible(there)
            if not there:
                chip.setChecked(False)

    @property
    def typed(self) -> str:
        """The words that are looked for."""
        return self._typed.text()

    def asked(self, seen: Snapshot, on: date, today: date) -> Asked:
        """What is asked for, as seen on a day."""
        groups = zip(self._kinds, KINDS, strict=True)
        spans = zip(self._spans, SPANS, strict=True)
        kinds = {kind for chip, group in groups if chip.isChecked() for kind in group}
        since = [span.since(seen, on) for chip, span in spans if chip.isChecked()]
        until = _morning(on + timedelta(days=1)) if on < today else None
        begun = _morning(since[0]) if since and since[0] else None
        return Asked(frozenset(kinds), begun, until)

    def clear(self) -> None:
        """Show everything."""
        for chip in (*self._kinds, *self._spans):
            chip.setChecked(False)
        blocker = QSignalBlocker(self._typed)
        self._typed.clear()
        blocker.unblock()
        self._tell()

    def _let_go_of_others(self, chosen: QPushButton) -> None:
        for chip in self._spans:
            if chip is not chosen:
                chip.setChecked(False)
        self._tell()

    def _tell(self) -> None:
        self._pause.stop()
        self._all.setVisible(self.are_on)
        self.changed.emit()


def _morning(day: date) -> datetime:
    """The first instant of a day where the user is."""
    return datetime.combine(day, time.min).astimezone()


_NOTHING: Final = N_("Every change you make is written down here, with what stood before it.")
_NO_MATCH: Final = N_("Nothing in the history fits what you chose.")

PAGE = HistoryPage
