"""The criteria of a gate: met or not, the figure behind each, and what more could be asked for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget
from sqlalchemy.orm import Session

from trustdesk.actions import records, stages
from trustdesk.errors import TrustDeskError
from trustdesk.measures import explain_program
from trustdesk.measures.gate import CRITERION_NAMES, criterion_words
from trustdesk.measures.results import CriterionMeasure, StageMeasures
from trustdesk.records import GateCriterion, Stage
from trustdesk.records.stages import DEFAULT_CRITERIA
from trustdesk.words import N_, Text
from ui import icons, theme, writing
from ui.verbs import Verb
from ui.viewpoint import Viewpoint
from ui.widgets.add_line import AddLine
from ui.widgets.ask import perform, usable_verbs
from ui.widgets.basics import boxed, button, clear, column, icon_button, label, row
from ui.widgets.editors import editor_for
from ui.widgets.explain import open_explanation
from ui.widgets.sentence_button import SentenceButton
from ui.words import caption, reason, say

_INSET: Final = 24
"""Where words begin behind the sign of a criterion."""
_MET: Final = {
    True: ("circle-check", "good", N_("met")),
    False: ("circle-x", "bad", N_("not met")),
    None: ("circle-help", "muted", N_("cannot tell")),
}
_OFFERED: Final[dict[str, float | None]] = {
    **dict.fromkeys(DEFAULT_CRITERIA),
    "ppc_at_least": 0.8,
    "reliability_q10_at_least": 0.6,
    "candour_at_least": 0.8,
}
"""The criteria that can be asked for, each with the figure it begins with."""


class GateCriteria(QWidget):
    """The criteria of one stage's gate; a click on one tells how its figure was computed."""

    def __init__(self, viewpoint: Viewpoint) -> None:
        super().__init__()
        self.viewpoint = viewpoint
        self._gate: StageMeasures | None = None
        self._list = column(gap=4)
        self.line = AddLine(say(N_("Add a criterion in words…")), partial(self._ask_words, "in_words"))
        self.line.setProperty("role", "add")
        self.line.refused.connect(viewpoint.refused)
        self.more = button(say(N_("Add one with a figure")), "quiet", icon="plus", run=self._on_more_clicked)
        self.setLayout(column(self._list, self.line, row(self.more, 1), gap=8))

    def show_gate(self, gate: StageMeasures) -> None:
        """Show the criteria of a stage as they are measured now."""
        self._gate = gate
        clear(self._list)
        for found in gate.gate:
            self._list.addWidget(self._criterion(gate.stage, found))
        for control in (self.line, self.more):
            control.setVisible(self.viewpoint.editable)

    def _criterion(self, stage: Stage, found: CriterionMeasure) -> QWidget:
        icon, tone, state = _MET[found.met]
        words = say(criterion_words(found))
        shown = say(found.figure)
        said = SentenceButton(words, shown[:1].upper() + shown[1:], icon=icons.icon(icon, tone))
        said.setAccessibleName(f"{say(state)}: {words}")
        snapshot = self.viewpoint.snapshot
        said.clicked.connect(
            lambda _=False: open_explanation(
                said, self.viewpoint, lambda: explain_program.criterion(snapshot, stage, found)
            )
        )
        line = row(said, gap=4)
        line.setStretch(0, 1)
        if self.viewpoint.editable:
            drop = icon_button("x", say(Text(N_("Ask no longer for: {criterion}"), {"criterion": words})))
            drop.setIcon(icons.icon("x", "muted"))
            drop.clicked.connect(lambda _=False: self._drop(stage, found))
            line.addWidget(drop, 0, Qt.AlignmentFlag.AlignTop)
        return boxed(column(line, *self._controls(found), gap=4))

    def _controls(self, found: CriterionMeasure) -> Iterator[QWidget]:
        """What can be changed at a criterion: the figure that is asked for, the tick."""
        record = found.record
        if record is None or not self.viewpoint.editable:
            return
        if record.value is not None:
            yield self._threshold(record)
        for verb in usable_verbs(self.viewpoint, (record.id,)):
            if verb.name in ("tick", "untick"):
                tick = button(say(verb.label), "plain" if verb.asks else "quiet", icon=verb.icon)
                tick.clicked.connect(partial(self._perform, verb, record.id, tick))
                inset = row(tick, 1)
                inset.setContentsMargins(theme.px(_INSET), 0, 0, 0)
                yield boxed(inset)

    def _threshold(self, record: GateCriterion) -> QWidget:
        editor = editor_for(GateCriterion.fields["value"], self.viewpoint, record=record)
        editor.show_value(record.value)
        editor.setFixedWidth(theme.px(88))

        def write() -> None:
            try:
                value = editor.value()
                if value != record.value:
                    writing.write(self.viewpoint, record, {"value": value})
            except TrustDeskError as error:
                editor.complain(reason(error))

        editor.left.connect(write)
        name = label(say(N_("At least")), "muted")
        name.setBuddy(editor)
        inset = row(name, editor, 1)
        inset.setContentsMargins(theme.px(_INSET), 0, 0, 0)
        return boxed(inset)

    def _perform(self, verb: Verb, id: str, anchor: QWidget, _on: bool = False) -> None:
        perform(self.viewpoint, verb, (id,), anchor)

    def _drop(self, stage: Stage, found: CriterionMeasure) -> None:
        def action(session: Session) -> None:
            at = records.get(session, Stage, stage.id)
            record = records.get(session, GateCriterion, found.record.id) if found.record else None
            stages.drop(session, at, found.criterion, self.viewpoint.today, record)

        self.viewpoint.do(N_("Criterion deleted"), action)

    def _ask(self, kind: str, **values: object) -> str:
        """Ask for one more criterion; returns its id."""
        assert self._gate is not None
        stage, today = self._gate.stage, self.viewpoint.today

        def action(session: Session) -> str:
            return stages.ask(session, records.get(session, Stage, stage.id), kind, today, **values).id

        return str(self.viewpoint.attempt(N_("Criterion added"), action))

    def _ask_words(self, kind: str, words: str) -> str:
        return self._ask(kind, words=words)

    def _on_more_clicked(self) -> None:
        asked = {found.criterion for found in self._gate.gate} if self._gate else set()
        menu = QMenu(self.more)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind, value in _OFFERED.items():
            if kind not in asked:
                action = menu.addAction(caption(say(CRITERION_NAMES[kind]).capitalize()))
                action.triggered.connect(partial(self._on_kind_chosen, kind, value))
        if menu.isEmpty():
            menu.addAction(caption(say(N_("All of them are asked for already.")))).setEnabled(False)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _on_kind_chosen(self, kind: str, value: float | None, _on: bool = False) -> None:
        try:
            self._ask(kind, value=value)
        except TrustDeskError as error:
            self.viewpoint.refused.emit(error)
