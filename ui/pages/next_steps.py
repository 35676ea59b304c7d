"""Next steps: the trust step that is due, what it opens, what stands in its way, what is being mended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import ClassVar, Final, cast

from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from trustdesk.measures.concerns import weightiest_first
from trustdesk.measures.results import RUNNING, StepMeasures
from trustdesk.records import Benefit, Concern, ConcernState, Opportunity, Record, Repair, RiskStep, Stage
from trustdesk.records.concerns import UNSPOKEN, VOICED
from trustdesk.records.opportunities import WAITING
from trustdesk.records.risk_steps import PLANNED
from trustdesk.words import N_, Text
from ui import theme, writing
from ui.page import Page
from ui.pages.next_steps_columns import (
    CONCERN_CHIPS,
    OPPORTUNITY_CHIPS,
    REPAIR_CHIPS,
    STEP_CHIPS,
    concern_columns,
    opportunity_columns,
    repair_columns,
    step_columns,
)
from ui.viewpoint import Viewpoint
from ui.widgets.basics import Empty, boxed, button, column, row
from ui.widgets.chart_view import ChartView
from ui.widgets.inspector import Inspector
from ui.widgets.opportunity_view import OpportunityView
from ui.widgets.register import Adding, Register
from ui.widgets.step_view import StepView
from ui.words import caption, one_line, say

_STEPS_EMPTY: Final = N_(
    "A trust step is a risk that one side takes by relying on the other, small at first. "
    "Write the first one in the line of the side that takes the risk."
)
_OPPORTUNITIES_EMPTY: Final = N_(
    "What becomes possible with more trust? Write it in the line below, and later what it waits for."
)
_CONCERNS_EMPTY: Final = N_(
    "What stands in the way, said or unsaid? Write it in the line of the side that is concerned."
)
_REPAIRS_EMPTY: Final = N_(
    "Nothing is being mended. When a promise is broken badly or trust proves wrong, a repair begins there."
)


class NextStepsPage(Page):
    """Four registers as tabs; the record chosen opens at the right."""

    name: ClassVar[str] = "next_steps"

    def __init__(self, viewpoint: Viewpoint) -> None:
        super().__init__(viewpoint)
        self._seen: str | None = None
        self._step = StepView(viewpoint, self._on_revealed)
        self._opportunity = OpportunityView(viewpoint, self._on_revealed)
        self._grid = ChartView(viewpoint, "concerns")
        self.registers = self._made()
        self.inspector = Inspector(viewpoint)
        self.inspector.closed.connect(self._on_inspector_closed)
        self._stack = QStackedWidget()
        self._tabs: list[QPushButton] = []
        tabs = row(gap=20)
        for at, (label, register) in enumerate(zip(_TABS, self.registers, strict=True)):
            self._stack.addWidget(register)
            tab = button(say(label), "tab", run=partial(self.show_tab, at))
            tab.setCheckable(True)
            self._tabs.append(tab)
            tabs.addWidget(tab)
        tabs.addStretch(1)
        main = column(tabs, self._stack, gap=12)
        main.setStretch(1, 1)
        main.setContentsMargins(*(theme.px(side) for side in (24, 12, 24, 16)))
        across = row(boxed(main), self.inspector, gap=0)
        across.setStretch(0, 1)
        self.setLayout(across)
        self.inspector.hide()
        self.show_tab(0)

    def refresh(self) -> None:
        """Show what there is now."""
        seen = self.viewpoint.snapshot
        records: tuple[Sequence[Record], ...] = (
            _highest_first(seen[RiskStep]), seen[Opportunity], weightiest_first(seen), seen[Repair],
        )  # fmt: skip
        for at, (register, shown) in enumerate(zip(self.registers, records, strict=True)):
            register.show_records(shown)
            register.offer(self._adding(register.kind))
            values: dict[str, object] = {"tab": Text(_TABS[at]), "n": len(shown)}
            words = say(Text(N_("{tab} ({n})"), values)) if shown else say(_TABS[at])
            self._tabs[at].setText(caption(words))
            self._tabs[at].setAccessibleName(words)
        if self._seen != self.viewpoint.relationship:
            self._seen = self.viewpoint.relationship
            self.inspector.show_record(None)
            self._choose_next()
        self._show_step()
        self._show_opportunity()
        self._grid.refresh()

    def reveal(self, record: str) -> None:
        """Show the tab where a record is at home, with the record chosen."""
        found = self.viewpoint.snapshot.get(record)
        if isinstance(found, Benefit):
            found = self.viewpoint.snapshot.find(Opportunity, found.opportunity_id)
        elif isinstance(found, ConcernState):
            found = self.viewpoint.snapshot.find(Concern, found.concern_id)
        for at, register in enumerate(self.registers):
            if found is not None and isinstance(found, register.kind):
                self.show_tab(at)
                register.table.reveal(found.id)

    def settle(self) -> bool:
        """Save what is being typed."""
        tables = all(register.table.settle() for register in self.registers)
        return tables and self.inspector.settle() and super().settle()

    def show_tab(self, at: int) -> None:
        """Show one of the registers."""
        self._stack.setCurrentIndex(at)
        for other, tab in enumerate(self._tabs):
            tab.setChecked(other == at)

    def _made(self) -> tuple[Register, ...]:
        viewpoint = self.viewpoint
        steps = Register(
            viewpoint,
            RiskStep,
            step_columns(),
            STEP_CHIPS,
            Empty("footprints", say(_STEPS_EMPTY)),
            self._step,
        )
        opportunities = Register(
            viewpoint, Opportunity, opportunity_columns(), OPPORTUNITY_CHIPS,
            Empty("sparkles", say(_OPPORTUNITIES_EMPTY)), self._opportunity,
        )  # fmt: skip
        concerns = Register(
            viewpoint, Concern, concern_columns(), CONCERN_CHIPS,
            Empty("triangle-alert", say(_CONCERNS_EMPTY)), boxed(column(self._grid, 1)),
        )  # fmt: skip
        repairs = Register(
            viewpoint, Repair, repair_columns(), REPAIR_CHIPS, Empty("wrench", say(_REPAIRS_EMPTY))
        )
        steps.selected.connect(lambda _ids: self._on_step_selected())
        opportunities.selected.connect(self._on_opportunity_selected)
        for register in (concerns, repairs):
            register.selected.connect(self._on_selected)
        for register in (steps, opportunities, concerns, repairs):
            register.opened.connect(self._on_opened)
        return steps, opportunities, concerns, repairs

    def _adding(self, kind: type[Record]) -> list[Adding]:
        if kind is RiskStep:
            return [
                Adding(
                    self._prompt(N_("{party} takes the risk: a trust step"), place),
                    self._add_step(place),
                    place,
                )
                for place in range(len(self.viewpoint.snapshot.parties))
            ]
        if kind is Opportunity:
            add = partial(self._add, Opportunity, {})
            return [Adding(say(N_("What becomes possible with more trust")), add)]
        if kind is Concern:
            return self._adding_concerns()
        return []

    def _adding_concerns(self) -> list[Adding]:
        lines = []
        for place, party in enumerate(self.viewpoint.snapshot.parties):
            add = partial(self._add, Concern, {"raised_by_id": party.id, "state": VOICED})
            lines.append(Adding(self._prompt(N_("{party} is concerned: about what"), place), add, place))
        if not self.viewpoint.turned:
            add = partial(self._add, Concern, {"state": UNSPOKEN})
            lines.append(Adding(say(N_("Unspoken, read by me alone")), add))
        return lines

    def _prompt(self, words: str, place: int) -> str:
        return say(Text(words, {"party": one_line(self.viewpoint.snapshot.parties[place].name)}))

    def _add_step(self, place: int) -> Callable[[str], str]:
        def add(words: str) -> str:
            parties = self.viewpoint.snapshot.parties
            exposed = parties[place].id
            trusted = tuple(party.id for party in parties if party.id != exposed)
            values: dict[str, object] = {"exposed_id": exposed, "trusted": trusted, "stage_id": self._stage()}
            return self._add(RiskStep, values, words)

        return add

    def _stage(self) -> str | None:
        """The stage a new step belongs to: the running one, else the last."""
        measured = self.viewpoint.measures.stages
        running = [found.stage for found in measured if found.status == RUNNING]
        every = running or list(self.viewpoint.snapshot[Stage])
        return every[-1].id if every else None

    def _add(self, kind: type[Record], values: dict[str, object], words: str) -> str:
        return writing.add(self.viewpoint, kind, {**values, "text": words})

    def _choose_next(self) -> None:
        """Choose the step that is to be taken next, and the first opportunity that waits."""
        for register in self.registers[:2]:
            shown = register.table.model.every
            ahead = [one for one in shown if getattr(one, "status", "") in (PLANNED, WAITING)]
            if shown:
                register.table.select((ahead or shown)[0].id)
        self.inspector.show_record(None)

    def _show_step(self) -> None:
        ids = self.registers[0].table.selection()
        found = self.viewpoint.measures.risk_steps if len(ids) == 1 else ()
        measured: StepMeasures | None = next((one for one in found if one.step.id == ids[0]), None)
        self._step.show_step(measured)

    def _show_opportunity(self) -> None:
        ids = self.registers[1].table.selection()
        seen = self.viewpoint.snapshot
        self._opportunity.show_opportunity(seen.find(Opportunity, ids[0]) if len(ids) == 1 else None)

    def _on_step_selected(self) -> None:
        self._show_step()
        self._follow(self.registers[0].table.selection())

    def _on_opportunity_selected(self, ids: tuple[str, ...]) -> None:
        self._show_opportunity()
        self._follow(ids)

    def _on_selected(self, ids: tuple[str, ...]) -> None:
        self.inspector.show_record(ids[0] if len(ids) == 1 else None)

    def _follow(self, ids: tuple[str, ...]) -> None:
        """Below these tables the record is told of already: the panel is there once it was opened."""
        if self.inspector.isVisible():
            self.inspector.show_record(ids[0] if len(ids) == 1 else None)

    def _on_opened(self, id: str) -> None:
        self.inspector.show_record(id)
        self.inspector.setFocus()

    def _on_revealed(self, id: str) -> None:
        """Something told of below the tables was asked for: here whole, or where it is at home."""
        shown = cast(Register, self._stack.currentWidget())
        if id in shown.table.selection():
            self._on_opened(id)
        else:
            self.viewpoint.reveal(id)

    def _on_inspector_closed(self) -> None:
        cast(Register, self._stack.currentWidget()).table.view.setFocus()


def _highest_first(steps: Sequence[RiskStep]) -> list[RiskStep]:
    """The steps as rungs: those still to be taken first, the next one at the top, then down to the first."""
    ahead = sorted((one for one in steps if one.status == PLANNED), key=lambda one: one.day_taken or date.max)
    behind = [one for one in steps if one.status != PLANNED]
    return [*ahead, *sorted(behind, key=lambda one: one.day_taken or date.min, reverse=True)]


_TABS: Final = (N_("Trust steps"), N_("Opportunities"), N_("Concerns"), N_("Repairs"))

PAGE: Final[type[QWidget]] = NextStepsPage
