"""What each side has shown so far, side by side; every figure opens how it was computed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from trustdesk.measures import explain_record, side_words
from trustdesk.measures.ledger import ledger
from trustdesk.measures.results import Explanation, PartyMeasures
from trustdesk.measures.trials import MERITED, counting
from trustdesk.records import Party
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_, Text
from ui import theme
from ui.viewpoint import Viewpoint
from ui.widgets.basics import PartyDot, boxed, clear, column, label, row
from ui.widgets.explain import figure
from ui.widgets.interval_bar import IntervalBar
from ui.widgets.line_button import LineButton
from ui.words import one_line, say

ABREAST: Final = 3
"""So many parties stand beside each other where there are more."""

Explain = Callable[[Snapshot, Party], Explanation]


class SideRecords(QWidget):
    """A column a party, a few abreast: reliability, kept on the day, told in time, trust proved right."""

    def __init__(self, viewpoint: Viewpoint, open_party: Callable[[str], object]) -> None:
        super().__init__()
        self._viewpoint = viewpoint
        self._open_party = open_party
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(24))
        self._grid.setVerticalSpacing(theme.px(12))

    def refresh(self) -> None:
        """Show the records of what the viewpoint shows now."""
        clear(self._grid)
        snapshot, parties = self._viewpoint.snapshot, self._viewpoint.measures.parties
        for place, found in enumerate(parties):
            band, across = divmod(place, ABREAST)
            top = band * _BAND
            if not across:
                self._name_rows(top)
            self._grid.addWidget(self._head(found.party, place), top, across + 1)
            for at, cell in enumerate(self._cells(snapshot, found, place), start=1):
                self._grid.addWidget(cell, top + at, across + 1, Qt.AlignmentFlag.AlignTop)
            self._grid.setColumnStretch(across + 1, 1)
            self._grid.setRowMinimumHeight(top + _BAND - 1, theme.px(12) if parties[place + 1 :] else 0)

    def _name_rows(self, top: int) -> None:
        for at, name in enumerate(_ROWS, start=1):
            said = label(say(name), "muted")
            self._grid.addWidget(said, top + at, 0, Qt.AlignmentFlag.AlignTop)

    def _head(self, party: Party, place: int) -> QWidget:
        name = LineButton(one_line(party.name), strong=True, run=lambda: self._open_party(party.id))
        head = row(PartyDot(place), name, gap=8)
        head.setStretch(1, 1)
        return boxed(head)

    def _cells(self, snapshot: Snapshot, found: PartyMeasures, place: int) -> Iterator[QWidget]:
        yield self._reliability(found, place)
        yield self._cell(
            side_words.kept(found),
            Text(N_("none counts yet") if found.overdue else N_("nothing was due yet")),
            side_words.overdue(found), found.party, explain_record.kept_on_the_day,
        )  # fmt: skip
        # Told in time never stands without the number missed beside it.
        yield self._cell(
            side_words.told(found), side_words.no_slip(found), side_words.missed(found),
            found.party, explain_record.candour,
        )  # fmt: skip
        right = {"n": _merited(snapshot, found.party), "of": found.merit_trials}
        yield self._cell(
            Text(N_("{n} of {of}"), right) if found.merit_trials else None,
            Text(N_("no trust step is concluded yet")), None, found.party, explain_record.merit,
        )  # fmt: skip

    def _reliability(self, found: PartyMeasures, place: int) -> QWidget:
        record, cases = found.reliability, found.reliability_trials
        bar = IntervalBar(place, record, cases)
        if not record.weight:
            return boxed(column(label(say(N_("not yet known")), "muted"), bar, gap=4))
        low, high = record.interval(0.8)
        span = say(Text(N_("between {low:.2f} and {high:.2f}"), {"low": low, "high": high}))
        value = figure(
            f"{record.expected:.2f}",
            self._viewpoint,
            lambda: explain_record.reliability(self._viewpoint.snapshot, found.party),
        )
        return boxed(column(row(value, label(span, "note"), 1, gap=8), bar, gap=4))

    def _cell(
        self, value: Text | None, without: Text, note: Text | None, party: Party, explain: Explain
    ) -> QWidget:
        """A figure, or the words for there being none; below it what stands beside it."""
        if value is None:
            first: QWidget | QLayout = label(say(without), "muted", wrap=True)
        else:
            shown = figure(say(value), self._viewpoint, lambda: explain(self._viewpoint.snapshot, party))
            first = row(shown, 1)
        return boxed(column(first, label(say(note), "note", wrap=True) if note else None, gap=0))


_ROWS: Final = (
    N_("Reliability"),
    N_("Kept on the day"),
    N_("Told in time"),
    N_("Trust proved right"),
)


_BAND: Final = len(_ROWS) + 2
"""Rows of the grid from the heads of some parties to those of the next: the heads, the figures, a gap."""


def _merited(snapshot: Snapshot, party: Party) -> int:
    """How many of the concluded trust steps that relied on a party proved right."""
    book = ledger(snapshot)
    trials = counting(book.merit_trials[party.id], book.as_of)
    return sum(trial.basis == MERITED for trial in trials)
