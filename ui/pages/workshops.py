"""Workshops: those that were held and those to come, and one of them to be read."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Final

from PySide6.QtWidgets import QWidget

from trustdesk.records import AgendaItem, Record, Workshop
from trustdesk.records.workshops import REVIEW
from trustdesk.words import N_
from ui import theme
from ui.page import Page
from ui.tab_order import enter
from ui.verbs import Moment
from ui.viewpoint import Viewpoint
from ui.widgets.basics import Empty, boxed, button, column, row, scrolled
from ui.widgets.draft_form import DraftForm
from ui.widgets.master_split import MasterSplit
from ui.widgets.popover import Popover
from ui.widgets.record_table import Column, RecordTable, field_columns
from ui.widgets.workshop_view import WorkshopView
from ui.words import say


class WorkshopsPage(Page):
    """The list at the left, the workshop that is chosen at the right."""

    name: ClassVar[str] = "workshops"

    def __init__(self, viewpoint: Viewpoint) -> None:
        super().__init__(viewpoint)
        self._chosen: str | None = None
        self._told: str | None = None
        self.new = button(say(N_("New workshop…")), icon="plus", run=self._on_new_clicked)
        first = button(say(N_("Plan the first workshop…")), "primary", run=self._on_new_clicked)
        about = N_("Workshops belong here: the first one, the reviews, and items on other meetings.")
        self._empty = Empty("presentation", say(about), first)
        self.table = RecordTable(viewpoint, Workshop, _columns())
        self.table.selected.connect(self._on_table_selected)
        self.table.opened.connect(self._on_table_opened)
        self.view = WorkshopView(viewpoint)
        self.view.prepare.connect(lambda id: viewpoint.go("packs", record=id))
        self._split = MasterSplit("workshops", self.table, self.view, parts=(2, 3))
        held = column(row(self.new, 1), self._split, gap=12)
        held.setContentsMargins(*(theme.px(side) for side in (24, 20, 16, 0)))
        held.setStretch(1, 1)
        content = boxed(held)
        content.setMinimumWidth(1)
        self._held = scrolled(content)
        self.setLayout(row(self._held, self._empty, gap=0))

    def refresh(self) -> None:
        """Show the workshops there are now, the latest first."""
        workshops = sorted(self.viewpoint.snapshot[Workshop], key=_when, reverse=True)
        self.new.setEnabled(self.viewpoint.editable)
        self._held.setVisible(bool(workshops))
        self._empty.setVisible(not workshops)
        if not workshops:
            return
        self.table.show_records(workshops)
        if self._chosen is None or self.viewpoint.snapshot.find(Workshop, self._chosen) is None:
            self._chosen = self._at_hand(workshops).id
            self.table.select(self._chosen)
        self._show()

    def reveal(self, record: str) -> None:
        """Show a workshop, or the one on whose agenda an item stands."""
        item = self.viewpoint.snapshot.find(AgendaItem, record)
        id = item.workshop_id if item is not None else record
        if self.viewpoint.snapshot.find(Workshop, id) is not None:
            self._chosen = id
            self.table.reveal(id)
            self._show()

    def home(self) -> QWidget:
        return self.table.view

    def _at_hand(self, workshops: list[Workshop]) -> Workshop:
        """The next workshop, else the last."""
        ahead = [one for one in workshops if one.held_on >= self.viewpoint.day]
        return ahead[-1] if ahead else workshops[0]

    def _show(self) -> None:
        workshop = self.viewpoint.snapshot.find(Workshop, self._chosen)
        if workshop is not None:
            self.view.show_workshop(workshop)
            if workshop.id != self._told:
                self._told = workshop.id
                self._split.area.verticalScrollBar().setValue(0)

    def _on_table_selected(self, ids: tuple[str, ...]) -> None:
        if len(ids) == 1 and ids[0] != self._chosen and self.view.settle():
            self._chosen = ids[0]
            self._show()

    def _on_table_opened(self, id: str) -> None:
        self._on_table_selected((id,))
        enter(self.view)

    def _on_new_clicked(self) -> None:
        form = DraftForm(
            self.viewpoint,
            Workshop,
            (("held_on", "starts_at"), ("kind",), "title", "place"),
            {"kind": REVIEW},
        )
        form.setFixedWidth(theme.px(340))
        anchor = self.new if self.new.isVisible() else self._empty
        popover = Popover(anchor, column(form), say(N_("New workshop")))
        form.made.connect(popover.close)
        form.made.connect(self.reveal)
        form.cancelled.connect(popover.close)
        popover.open_below()
        form.setFocus()


def _columns() -> tuple[Column, ...]:
    held_on, title, kind, attended, issued = field_columns(
        Workshop, "held_on", "title", "kind", "attended_by", "issued_on"
    )
    return (
        replace(held_on, width=100, tone=_is_ahead),
        replace(title, width=200, stretch=1),
        replace(kind, width=100, priority=2),
        replace(attended, width=150, priority=4),
        replace(issued, width=100, short=N_("Issued"), priority=3, field=None),
    )


def _is_ahead(moment: Moment, record: Record) -> str:
    held_on = getattr(record, "held_on", None)
    return "ink" if held_on is not None and held_on >= moment.snapshot.as_of else "muted"


def _when(workshop: Workshop) -> tuple[object, ...]:
    return workshop.held_on, workshop.starts_at


PAGE: Final = WorkshopsPage
