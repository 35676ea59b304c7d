"""One opportunity: what it waits for and which of it is there, and what it is worth to each side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from trustdesk.measures.waiting import Awaited, awaited
from trustdesk.records import Benefit, Money, Opportunity
from trustdesk.records.opportunities import REALISED, WAITING
from trustdesk.words import N_, Text
from ui import theme
from ui.viewpoint import Viewpoint
from ui.widgets.basics import PartyDot, boxed, clear, column, label, row
from ui.widgets.points import Point, Points
from ui.widgets.verb_bar import VerbBar
from ui.words import one_line, say

_HEADS: Final = (N_("What it is worth"), N_("Estimated"), N_("Realised"))


class OpportunityView(QWidget):
    """What one opportunity waits for, and its value."""

    def __init__(self, viewpoint: Viewpoint, reveal: Callable[[str], object]) -> None:
        super().__init__()
        self._viewpoint = viewpoint
        self._name = label("", "strong", wrap=True)
        self._sentence = label("", "heading", wrap=True)
        self._verbs = VerbBar(viewpoint)
        self._points = Points(reveal)
        self._worth = QGridLayout()
        self._worth.setHorizontalSpacing(theme.px(16))
        self._worth.setVerticalSpacing(theme.px(8))
        self._worth.setColumnStretch(1, 1)
        body = column(self._name, self._sentence, self._verbs, self._points, self._worth, 1, gap=12)
        body.setContentsMargins(0, theme.px(12), 0, theme.px(24))
        self.setLayout(body)

    def show_opportunity(self, opportunity: Opportunity | None) -> None:
        """Show an opportunity; None: nothing."""
        clear(self._worth)
        self._points.show_points([])
        self._verbs.show_records((opportunity.id,) if opportunity else ())
        self._name.setText(one_line(opportunity.text) if opportunity else "")
        self._sentence.setText("")
        if opportunity is None:
            return
        found = awaited(self._viewpoint.snapshot, opportunity)
        self._sentence.setText(say(standing(opportunity, found)))
        self._points.show_points([Point(one.there, one.cause, one.record.id) for one in found])
        self._show_worth(opportunity)

    def _show_worth(self, opportunity: Opportunity) -> None:
        snapshot = self._viewpoint.snapshot
        benefits = snapshot.of(Benefit, "opportunity_id", opportunity)
        if not benefits:
            return
        for at, head in enumerate(_HEADS):
            self._worth.addWidget(label(say(head), "note"), 0, at + 1)
        places = {party.id: place for place, party in enumerate(snapshot.parties)}
        for line, benefit in enumerate(benefits, start=1):
            place = places.get(benefit.party_id, 0)
            name = one_line(snapshot.parties[place].name)
            side = boxed(row(PartyDot(place), label(name), gap=8))
            cells = (side, label(benefit.worth, wrap=True), _sum(benefit.estimated), _sum(benefit.realised))
            for at, cell in enumerate(cells):
                self._worth.addWidget(cell, line, at, Qt.AlignmentFlag.AlignTop)


def standing(opportunity: Opportunity, found: tuple[Awaited, ...]) -> Text:
    """Whether an opportunity waits, could begin or came about, and how much of what it waits for is there."""
    if opportunity.realised_on is not None:
        return Text(N_("Came about on {day}."), {"day": opportunity.realised_on})
    if opportunity.status != WAITING:
        came = opportunity.status == REALISED
        return Text(N_("It came about.") if came else N_("It could begin now."))
    if not found:
        return Text(N_("It waits; what for is not written down yet."))
    there = sum(one.there is True for one in found)
    values: dict[str, object] = {"there": there, "of": len(found)}
    if there == len(found):
        return Text(N_("All it waited for is there: it could begin."), values)
    return Text(N_("It waits: {there} of {of} are in place."), values)


def _sum(amount: Money | None) -> QWidget:
    return label(str(amount) if amount is not None else "–")
