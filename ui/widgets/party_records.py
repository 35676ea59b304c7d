"""What each party's promises came to, a line a party; every figure tells how it was computed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from trustdesk.measures import explain_record, side_words
from trustdesk.measures.results import Explanation, PartyMeasures
from trustdesk.records import Party
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_, Text, plural
from ui import theme
from ui.viewpoint import Viewpoint
from ui.widgets.basics import PartyDot, boxed, clear, label, row
from ui.widgets.explain import figure
from ui.widgets.interval_bar import IntervalBar
from ui.words import say

Explain = Callable[[Snapshot, Party], Explanation]

_UNKNOWN: Final = N_("not yet known")
_HEADS: Final = (
    N_("Side"), N_("Reliability"), N_("Kept on the day"), N_("Told in time"), N_("Moved"), N_("Notice"),
)  # fmt: skip


class PartyRecords(QWidget):
    """A line for each party: its reliability as a bar, and its promises counted."""

    def __init__(self, viewpoint: Viewpoint) -> None:
        super().__init__()
        self.viewpoint = viewpoint
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        self._around = around

    def refresh(self) -> None:
        """Show what is measured now."""
        clear(self._around)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(24))
        grid.setVerticalSpacing(theme.px(12))
        for at, head in enumerate(_HEADS):
            grid.addWidget(label(say(head), "note"), 0, at)
        for position, measured in enumerate(self.viewpoint.measures.parties):
            cells = self._cells(position, measured)
            for at, cell in enumerate(cells):
                grid.addWidget(cell, position + 1, at, Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnStretch(1, 1)
        self._around.addWidget(boxed(grid))

    def _cells(self, position: int, measured: PartyMeasures) -> tuple[QWidget, ...]:
        party = measured.party
        bar = IntervalBar(position, measured.reliability, measured.reliability_trials)
        reliability = (
            Text("{value:.2f}", {"value": measured.reliability.expected})
            if measured.reliability.weight
            else Text(_UNKNOWN)
        )
        lines = row(self._figure(reliability, explain_record.reliability, party), bar, gap=12)
        lines.setStretch(1, 1)
        return (
            boxed(row(PartyDot(position), label(party.name, "strong"), gap=8)),
            boxed(lines),
            self._figure(_kept(measured), explain_record.kept_on_the_day, party),
            self._figure(_told(measured), explain_record.candour, party),
            self._figure(_moved(measured), explain_record.moves, party),
            self._figure(_notice(measured), explain_record.notice_given, party),
        )

    def _figure(self, words: Text, explain: Explain, party: Party) -> QPushButton:
        return figure(say(words), self.viewpoint, partial(explain, self.viewpoint.snapshot, party))


def _kept(measured: PartyMeasures) -> Text:
    kept = measured.ppc
    return Text(N_("{kept} of {due}"), {"kept": kept.kept, "due": kept.due}) if kept.due else Text(_UNKNOWN)


def _told(measured: PartyMeasures) -> Text:
    if not measured.candour_trials:
        return side_words.no_slip(measured)
    if measured.candour_listed:
        # Of so few cases a figure would say more than is known.
        return plural(N_("{n} case"), N_("{n} cases"), measured.candour_trials)
    values = {"value": measured.candour.expected, "missed": side_words.missed(measured)}
    return Text(N_("{value:.2f}, {missed}"), values)


def _moved(measured: PartyMeasures) -> Text:
    moved = measured.moved
    return Text(N_("{moved} of {of}"), {"moved": moved.moved, "of": moved.of})


def _notice(measured: PartyMeasures) -> Text:
    middle = measured.notice_days_median
    return Text(N_("nothing to tell")) if middle is None else Text(N_("{n:g} days"), {"n": middle})
