"""Program: stages as columns with the cards of every side, or the same as a timeline; the gate beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QWidget

from trustdesk.errors import TrustDeskError
from trustdesk.records import GateCriterion, SignOff, Stage
from trustdesk.words import N_
from ui import theme
from ui.page import Page
from ui.tab_order import enter
from ui.viewpoint import Viewpoint
from ui.widgets.basics import Empty, boxed, button, column, row, scrolled
from ui.widgets.board import Board, moves
from ui.widgets.chart_view import ChartView
from ui.widgets.gate_panel import GatePanel
from ui.widgets.inspector import Inspector
from ui.words import say

if TYPE_CHECKING:
    from ui.widgets.stage_templates import StageTemplates

_MARGINS: Final = (24, 12, 16, 0)
_BOARD, _TIMELINE, _EMPTY = range(3)


class ProgramPage(Page):
    """Board or timeline at the left; at the right, when asked for, one record whole or a stage's gate."""

    name: ClassVar[str] = "program"

    def __init__(self, viewpoint: Viewpoint) -> None:
        super().__init__(viewpoint)
        self.board = Board(viewpoint)
        self.timeline = ChartView(viewpoint, "timeline")
        self.inspector = Inspector(viewpoint)
        self.gate = GatePanel(viewpoint)
        self.templates: StageTemplates | None = None
        self._opened: str | None = None
        self._gone: str | None = None
        """The stage that went while its gate was open: undo may bring it back."""
        self._views = QStackedWidget()
        self._tabs = QButtonGroup(self)
        tabs = row(gap=20)
        drawn = boxed(column(self.timeline, 1))
        for at, (words, view) in enumerate(((N_("Board"), self.board), (N_("Timeline"), scrolled(drawn)))):
            tab = button(say(words), "tab")
            tab.setCheckable(True)
            tab.setChecked(at == 0)
            self._tabs.addButton(tab, at)
            self._views.addWidget(view)
            tabs.addWidget(tab)
        self._tabs.idClicked.connect(self._on_tab_clicked)
        self.more = button(say(N_("From a template…")), "quiet", icon="copy", run=self.open_templates)
        self.add = button(say(N_("Add a stage")), "quiet", icon="plus", run=self.add_stage)
        start = button(say(N_("Add the first stage")), "primary", icon="plus", run=self.add_stage)
        words = N_(
            "A program goes in stages, each a little further than the one before. A stage holds what each "
            "side promises and risks, and a gate at its end."
        )
        self._views.addWidget(Empty("columns-3", say(words), start))
        self._start = start
        top = row(tabs, 1, self.more, self.add)
        left = column(top, self._views, gap=8)
        left.setContentsMargins(*(theme.px(side) for side in _MARGINS))
        left.setStretch(1, 1)
        self._across = row(left, self.inspector, self.gate, gap=0)
        self._across.setStretch(0, 1)
        self.setLayout(self._across)
        self.inspector.hide()
        self.gate.hide()
        self.board.opened.connect(self.open_record)
        self.board.gate_asked.connect(self.open_gate)
        self.inspector.closed.connect(self._on_panel_closed)
        self.gate.closed.connect(self._on_panel_closed)

    def refresh(self) -> None:
        """Show the program as it is now."""
        begun = bool(self.viewpoint.snapshot[Stage])
        editable = self.viewpoint.editable
        for tab in self._tabs.buttons():
            tab.setEnabled(begun)
        self.add.setVisible(begun and editable)
        # A template has private promises too, and two parts or more.
        offered = editable and not self.viewpoint.turned and len(self.viewpoint.snapshot.parties) > 1
        self.more.setVisible(offered)
        self._start.setVisible(editable)
        self.board.refresh()
        self._show_view()
        self._refresh_gate()
        self.inspector.catch_up()
        if self.templates is not None and self.templates.isVisibleTo(self):
            self.templates.refresh()
            self.templates.setVisible(offered)
        self._mark_open()

    def reveal(self, record: str) -> None:
        """Bring a stage, a card, or what belongs to the gate of a stage before the eyes."""
        found = self.viewpoint.snapshot.get(record)
        self._tabs.button(_BOARD).setChecked(True)
        self._show_view()
        stage = getattr(found, "stage_id", None) if isinstance(found, (GateCriterion, SignOff)) else record
        self.board.reveal(str(stage))
        if stage in self.board.heads:
            self.open_gate(str(stage))
        elif found is not None:
            self.open_record(record)

    def home(self) -> QWidget:
        return self.board.current or self.board

    def open_record(self, id: str) -> None:
        """Show a promise, a trust step or a stage whole, beside the board."""
        if self.inspector.isVisibleTo(self) and not self.inspector.settle():
            return
        self.gate.hide()
        self._put_templates_away()
        self._opened, self._gone = id, None
        self.inspector.show_record(id)
        self._mark_open()

    def open_gate(self, id: str) -> None:
        """Show the gate of a stage beside the board."""
        if self.inspector.isVisibleTo(self) and not self.inspector.settle():
            return
        self.inspector.show_record(None)
        self.inspector.hide()
        self._put_templates_away()
        self._opened, self._gone = id, None
        self.gate.show_stage(id)
        self.gate.show()
        enter(self.gate.verbs if self.gate.verbs.isVisible() else self.gate)
        self._mark_open()

    def open_templates(self) -> None:
        """Let further stages be taken from a template, beside the board."""
        if self.inspector.isVisibleTo(self) and not self.inspector.settle():
            return
        if self.templates is None:
            from ui.widgets.stage_templates import StageTemplates

            self.templates = StageTemplates(self.viewpoint)
            self.templates.closed.connect(self._on_templates_closed)
            self.templates.added.connect(self._on_stages_added)
            self._across.addWidget(self.templates)
        self.inspector.show_record(None)
        self.inspector.hide()
        self.gate.hide()
        self._opened = self._gone = None
        self._mark_open()
        self.templates.begin()
        self.templates.show()
        self.templates.setFocus()

    def add_stage(self) -> None:
        """Add a stage at the end; its name can be written at once."""
        try:
            made = moves.add_stage(self.viewpoint, say(N_("New stage")))
        except TrustDeskError as error:
            self.viewpoint.refused.emit(error)
            return
        self.catch_up()
        if made in self.board.heads:
            self.board.reveal(made)
            self.board.heads[made].begin_rename()

    def _show_view(self) -> None:
        begun = bool(self.viewpoint.snapshot[Stage])
        at = self._tabs.checkedId() if begun else _EMPTY
        self._views.setCurrentIndex(at)
        if at == _TIMELINE:
            self.timeline.refresh()

    def _refresh_gate(self) -> None:
        if self._gone in self.board.heads:
            self.open_gate(str(self._gone))
        elif self.gate.isVisibleTo(self):
            self.gate.refresh()
            if not self.gate.isVisibleTo(self):
                self._gone = self._opened

    def _mark_open(self) -> None:
        beside = self.inspector.isVisibleTo(self) or self.gate.isVisibleTo(self)
        self.board.mark_open(self._opened if beside else None)

    def _on_tab_clicked(self, _at: int) -> None:
        self._show_view()

    def _put_templates_away(self) -> None:
        if self.templates is not None:
            self.templates.hide()

    def _on_templates_closed(self) -> None:
        self._put_templates_away()
        self.more.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_stages_added(self, first: str) -> None:
        """Show the first of the new stages."""
        self.catch_up()
        self.board.reveal(first)

    def _on_panel_closed(self) -> None:
        self.gate.hide()
        self._mark_open()
        head = self.board.heads.get(self._opened or "")
        (head.gate if head is not None else self.home()).setFocus(Qt.FocusReason.OtherFocusReason)


PAGE = ProgramPage
