"""The four registers of the Next steps page: trust steps, opportunities, concerns, repairs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Final

from trustdesk.measures.concerns import weightiest_first
from trustdesk.measures.results import RUNNING
from trustdesk.records import Concern, Opportunity, Record, Repair, RiskStep, Stage
from trustdesk.records.concerns import UNSPOKEN, VOICED
from trustdesk.records.opportunities import WAITING
from trustdesk.records.risk_steps import PLANNED
from trustdesk.words import N_, Text
from ui import writing
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
from ui.widgets.add_line import Adding
from ui.widgets.basics import Empty, boxed, button, column
from ui.widgets.chart_view import ChartView
from ui.widgets.opportunity_view import OpportunityView
from ui.widgets.register import Register
from ui.widgets.step_view import StepView
from ui.words import one_line, say

_STEPS_EMPTY: Final = N_(
    "A trust step is a risk that one side takes by relying on the other, small at first. It belongs to a "
    "stage of the program: once there is one, write it in the line of the side that takes the risk."
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


class StepsRegister(Register):
    """The trust steps as rungs, the next one on top; below them what the record says of the one chosen."""

    tells_below = True

    def __init__(self, viewpoint: Viewpoint) -> None:
        self._view = StepView(viewpoint, lambda id: self.asked.emit(id))
        self._plan = button(say(N_("Plan the program")), "primary", run=lambda: viewpoint.go("program"))
        empty = Empty("footprints", say(_STEPS_EMPTY), self._plan)
        super().__init__(viewpoint, RiskStep, step_columns(), STEP_CHIPS, empty, self._view)

    def records(self) -> Sequence[Record]:
        """Those still to be taken first, the next one at the top, then down to the first that was."""
        self._plan.setVisible(not self.viewpoint.snapshot[Stage])
        steps = self.viewpoint.snapshot[RiskStep]
        ahead = [one for one in steps if one.status == PLANNED]
        behind = [one for one in steps if one.status != PLANNED]
        return [
            *sorted(ahead, key=lambda one: one.day_taken or date.max),
            *sorted(behind, key=lambda one: one.day_taken or date.min, reverse=True),
        ]

    def first(self) -> Record | None:
        """The next step, else the last that was taken."""
        return next(iter(self.records()), None)

    def adding(self) -> Sequence[Adding]:
        """A line for each side that may take a risk, once there is a stage."""
        words = N_("{party} takes the risk: a trust step")
        return [
            Adding(prompt, partial(self._add, exposed), place)
            for place, exposed, prompt in prompts(self.viewpoint, words)
            if self.viewpoint.snapshot[Stage]
        ]

    def show_below(self) -> None:
        """The step chosen, as it was measured."""
        step, measured = self.chosen(), self.viewpoint.measures.risk_steps
        self._view.show_step(next((one for one in measured if one.step is step), None))

    def _add(self, exposed: str, words: str) -> str:
        trusted = tuple(party.id for party in self.viewpoint.snapshot.parties if party.id != exposed)
        values = {"exposed_id": exposed, "trusted": trusted, "stage_id": self._stage(), "text": words}
        return writing.add(self.viewpoint, RiskStep, values)

    def _stage(self) -> str:
        """The stage a new step belongs to: the running one, else the last."""
        running = [found.stage for found in self.viewpoint.measures.stages if found.status == RUNNING]
        return (running or list(self.viewpoint.snapshot[Stage]))[-1].id


class OpportunitiesRegister(Register):
    """What more trust makes possible; below it what the one chosen waits for, and its value to each side."""

    tells_below = True

    def __init__(self, viewpoint: Viewpoint) -> None:
        self._view = OpportunityView(viewpoint, lambda id: self.asked.emit(id))
        empty = Empty("sparkles", say(_OPPORTUNITIES_EMPTY))
        columns = opportunity_columns()
        super().__init__(viewpoint, Opportunity, columns, OPPORTUNITY_CHIPS, empty, self._view)

    def records(self) -> Sequence[Record]:
        """In the order they were entered."""
        return self.viewpoint.snapshot[Opportunity]

    def first(self) -> Record | None:
        """The first that waits, else the first."""
        every = self.viewpoint.snapshot[Opportunity]
        waiting = (one for one in every if one.status == WAITING)
        return next(waiting, every[0] if every else None)

    def adding(self) -> Sequence[Adding]:
        """One line."""
        return [Adding(say(N_("What becomes possible with more trust")), self._add)]

    def show_below(self) -> None:
        """The opportunity chosen."""
        found = self.chosen()
        self._view.show_opportunity(found if isinstance(found, Opportunity) else None)

    def _add(self, words: str) -> str:
        return writing.add(self.viewpoint, Opportunity, {"text": words})


class ConcernsRegister(Register):
    """What stands in the way, the weightiest first; below it the grid of severity and likelihood."""

    def __init__(self, viewpoint: Viewpoint) -> None:
        self._grid = ChartView(viewpoint, "concerns")
        empty = Empty("triangle-alert", say(_CONCERNS_EMPTY))
        below = boxed(column(self._grid, 1))
        super().__init__(viewpoint, Concern, concern_columns(), CONCERN_CHIPS, empty, below)

    def records(self) -> Sequence[Record]:
        """The open ones first, by weight."""
        return weightiest_first(self.viewpoint.snapshot)

    def adding(self) -> Sequence[Adding]:
        """A line for each side, and one for what nobody says, which the consultant alone reads."""
        lines = [
            Adding(prompt, partial(self._add, {"raised_by_id": raised_by, "state": VOICED}), place)
            for place, raised_by, prompt in prompts(self.viewpoint, N_("{party} is concerned: about what"))
        ]
        if not self.viewpoint.turned:
            unspoken = partial(self._add, {"state": UNSPOKEN})
            lines.append(Adding(say(N_("Unspoken, read by me alone")), unspoken, private=True))
        return lines

    def show_below(self) -> None:
        """The grid of all of them."""
        self._grid.refresh()

    def _add(self, values: dict[str, object], words: str) -> str:
        return writing.add(self.viewpoint, Concern, {**values, "text": words})


class RepairsRegister(Register):
    """What is being mended after a breach, on purpose and by both sides."""

    def __init__(self, viewpoint: Viewpoint) -> None:
        empty = Empty("wrench", say(_REPAIRS_EMPTY))
        super().__init__(viewpoint, Repair, repair_columns(), REPAIR_CHIPS, empty)

    def records(self) -> Sequence[Record]:
        """Those that are open first."""
        return sorted(self.viewpoint.snapshot[Repair], key=lambda one: one.closed_on is not None)


def prompts(viewpoint: Viewpoint, words: str) -> Iterator[tuple[int, str, str]]:
    """For each party its place, its id, and the marked words with its name in them."""
    for place, party in enumerate(viewpoint.snapshot.parties):
        yield place, party.id, say(Text(words, {"party": one_line(party.name)}))


REGISTERS: Final[tuple[tuple[str, type[Record], Callable[[Viewpoint], Register]], ...]] = (
    (N_("Trust steps"), RiskStep, StepsRegister),
    (N_("Opportunities"), Opportunity, OpportunitiesRegister),
    (N_("Concerns"), Concern, ConcernsRegister),
    (N_("Repairs"), Repair, RepairsRegister),
)
"""The tabs of the page: their words, whose records they hold, and how they are made."""
