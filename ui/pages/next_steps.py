"""Next steps: the trust step that is due, what it opens, what stands in its way, what is being mended."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, Final

from PySide6.QtWidgets import QStackedWidget, QWidget

from trustdesk.records import Benefit, Concern, ConcernState, Opportunity, Record
from trustdesk.words import N_, Text
from ui import theme
from ui.page import Page
from ui.pages.next_steps_registers import REGISTERS
from ui.tab_order import enter
from ui.viewpoint import Viewpoint
from ui.widgets.basics import boxed, column
from ui.widgets.beside import Beside
from ui.widgets.inspector import Inspector
from ui.widgets.register import Register
from ui.widgets.view_tabs import ViewTabs
from ui.words import say


class NextStepsPage(Page):
    """Four registers as tabs, each made when it is first seen; a record opens at the right."""

    name: ClassVar[str] = "next_steps"

    def __init__(self, viewpoint: Viewpoint) -> None:
        super().__init__(viewpoint)
        self._relationship: str | None = None
        self._registers: dict[int, Register] = {}
        self._at = 0
        self.inspector = Inspector(viewpoint)
        self.inspector.closed.connect(self._on_inspector_closed)
        self._stack = QStackedWidget()
        self._tabs = ViewTabs(words for words, _, _ in REGISTERS)
        self._tabs.chosen.connect(self.show_tab)
        main = column(self._tabs, self._stack, gap=12)
        main.setStretch(1, 1)
        main.setContentsMargins(*(theme.px(side) for side in (24, 12, 24, 16)))
        self._beside = Beside(boxed(main), self.inspector)
        self._beside.shared.connect(self._on_beside_shared)
        self.setLayout(column(self._beside))

    def refresh(self) -> None:
        """Show what there is now."""
        seen = self.viewpoint.snapshot
        if self._relationship != self.viewpoint.relationship:
            self._relationship = self.viewpoint.relationship
            self.inspector.show_record(None)
        for at, (words, kind, _) in enumerate(REGISTERS):
            values: dict[str, object] = {"tab": Text(words), "n": len(seen[kind])}
            self._tabs.name(at, say(Text(N_("{tab} ({n})"), values)) if seen[kind] else say(words))
        self.show_tab(self._at)

    def reveal(self, record: str) -> None:
        """Show the tab where a record is at home, with the record chosen."""
        found = self._at_home(self.viewpoint.snapshot.get(record))
        for at, (_, kind, _) in enumerate(REGISTERS):
            if found is not None and isinstance(found, kind):
                self.show_tab(at)
                self.register(at).table.reveal(found.id)
                self.take_keyboard()

    def home(self) -> QWidget:
        return self.register(self._at).table.view

    def show_tab(self, at: int) -> None:
        """Show one of the registers."""
        if at != self._at and not self.inspector.isHidden():
            self.inspector.close_panel()
        self._at = at
        self._tabs.mark(at)
        register = self.register(at)
        self._stack.setCurrentWidget(register)
        register.catch_up()

    def register(self, at: int) -> Register:
        """The register of a tab; it is made when it is asked for first."""
        if at not in self._registers:
            made = REGISTERS[at][2](self.viewpoint)
            made.selected.connect(partial(self._on_selected, made))
            made.opened.connect(self._on_opened)
            made.asked.connect(partial(self._on_asked, made))
            made.tell_little(not self.inspector.isHidden())
            self._registers[at] = made
            self._stack.addWidget(made)
        return self._registers[at]

    def _at_home(self, record: Record | None) -> Record | None:
        """The record under which another one is listed here; itself, where it is listed."""
        seen = self.viewpoint.snapshot
        if isinstance(record, Benefit):
            return seen.find(Opportunity, record.opportunity_id)
        return seen.find(Concern, record.concern_id) if isinstance(record, ConcernState) else record

    def _on_selected(self, register: Register, ids: tuple[str, ...]) -> None:
        at_once = not register.tells_below and not self._beside.is_narrow
        if register is self._stack.currentWidget() and (at_once or self.inspector.isVisible()):
            self.inspector.show_record(ids[0] if len(ids) == 1 else None)

    def _on_beside_shared(self) -> None:
        """The panel tells of the record chosen: a register need not tell of it a second time."""
        for register in self._registers.values():
            register.tell_little(not self.inspector.isHidden())

    def _on_opened(self, id: str) -> None:
        self.inspector.show_record(id)
        enter(self.inspector.form)

    def _on_asked(self, register: Register, id: str) -> None:
        """Something told of below a table was clicked: it opens here, or where it is at home."""
        if id in register.table.selection():
            self._on_opened(id)
        else:
            self.viewpoint.reveal(id)

    def _on_inspector_closed(self) -> None:
        self.register(self._at).table.view.setFocus()


PAGE: Final = NextStepsPage
