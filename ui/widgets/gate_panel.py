"""The gate of a stage, beside the board: criteria with their figures, the outlook, verdict and signatures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trustdesk.measures import explain_program
from trustdesk.measures.results import StageMeasures
from trustdesk.records import Adjustment, Party, SignOff, Stage
from trustdesk.words import N_, Text
from ui import theme
from ui.verbs import Verb
from ui.viewpoint import Viewpoint
from ui.widgets.ask import perform, verb_named
from ui.widgets.basics import (
    PartyDot,
    boxed,
    button,
    clear,
    column,
    hairline,
    icon_button,
    label,
    row,
    scrolled,
)
from ui.widgets.board.card_words import move_words
from ui.widgets.board.faces import Move
from ui.widgets.board.head import span_words
from ui.widgets.explain import figure
from ui.widgets.gate_criteria import GateCriteria
from ui.widgets.verb_bar import VerbBar
from ui.words import day, one_line, say

WIDTH: Final = 380


class GatePanel(QWidget):
    """One stage's gate at the right of the board. `closed` when the user is done with it."""

    closed = Signal()

    def __init__(self, viewpoint: Viewpoint) -> None:
        super().__init__()
        self.viewpoint = viewpoint
        self._stage: str | None = None
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(theme.px(WIDTH))
        self._title = label("", "heading", wrap=True)
        self._days = label("", "note")
        self.verbs = VerbBar(viewpoint)
        close = icon_button("x", say(N_("Close")), run=self.close_panel)
        self._decision = column(gap=4)
        self.criteria = GateCriteria(viewpoint)
        self._outlook = column(gap=8)
        self._signatures = column(gap=8)
        self._moves = column(gap=4)
        top = column(
            row(label(say(N_("Gate")), "note"), 1, self.verbs.more, close, gap=4),
            self._title, self._days, self.verbs, gap=6,
        )  # fmt: skip
        top.setContentsMargins(*(theme.px(side) for side in (16, 8, 8, 12)))
        self._groups = boxed(column(*self._sections(), 1, gap=24, margins=16))
        around = QVBoxLayout(self)
        around.setSpacing(0)
        around.setContentsMargins(1, 0, 0, 0)
        around.addLayout(top)
        around.addWidget(hairline())
        around.addWidget(scrolled(self._groups), 1)

    def show_stage(self, id: str | None) -> None:
        """Show the gate of a stage; None, or one that is gone, shows nothing."""
        self._stage = id
        self.refresh()

    @property
    def stage(self) -> Stage | None:
        """The stage whose gate is shown."""
        return self.viewpoint.snapshot.find(Stage, self._stage)

    def refresh(self) -> None:
        """Show the gate as it is now."""
        stage = self.stage
        if stage is None:
            self._stage = None
            self.closed.emit()
            return
        measured = next(one for one in self.viewpoint.measures.stages if one.stage.id == stage.id)
        self._title.setText(stage.name)
        self._days.setText(span_words(stage.starts, stage.ends) or say(N_("no days yet")))
        self.verbs.show_records((stage.id,))
        for part in (self._decision, self._outlook, self._signatures, self._moves):
            clear(part)
        self._fill_decision(stage)
        self.criteria.show_gate(measured)
        self._fill_outlook(stage, measured)
        self._fill_signatures(stage)
        moved = list(self._moves_of(stage))
        for words in moved:
            self._moves.addWidget(label(words, "muted", wrap=True))
        self._moved.setVisible(bool(moved))

    def close_panel(self) -> None:
        """Be done with the gate."""
        self._stage = None
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def _sections(self) -> Iterator[QWidget]:
        advice = N_("The figures advise; the people who sign decide.")
        future = N_(
            "The chance that a side keeps every essential promise it has left here, if the past continues"
        )
        yield boxed(column(label(say(N_("Decision")), "strong"), self._decision, gap=8))
        yield boxed(
            column(
                label(say(N_("Criteria")), "strong"),
                label(say(advice), "note", wrap=True),
                self.criteria,
                gap=8,
            )
        )
        yield boxed(
            column(
                label(say(N_("Outlook")), "strong"),
                label(say(future), "note", wrap=True),
                self._outlook,
                gap=8,
            )
        )
        yield boxed(column(label(say(N_("Signatures")), "strong"), self._signatures, gap=8))
        self._moved = boxed(column(label(say(N_("Moved")), "strong"), self._moves, gap=8))
        yield self._moved

    # What is shown

    def _fill_decision(self, stage: Stage) -> None:
        if stage.verdict is None:
            self._decision.addWidget(label(say(N_("Not decided yet.")), "muted"))
            return
        values = {"who": stage.verdict_by, "day": day(stage.verdict_on)}
        self._decision.addWidget(label(say(stage.verdict).capitalize()))
        self._decision.addWidget(
            label(say(Text(N_("Decided by {who} on {day}"), values)), "muted", wrap=True)
        )
        if stage.verdict_why.strip():
            self._decision.addWidget(label(stage.verdict_why.strip(), wrap=True))

    def _fill_outlook(self, stage: Stage, measured: StageMeasures) -> None:
        snapshot = self.viewpoint.snapshot
        for at, party in enumerate(snapshot.parties):
            chance = measured.outlook.get(party.id)
            shown: QWidget = label(say(N_("nothing left to keep")), "muted")
            if chance is not None:
                shown = figure(
                    f"{chance:.0%}",
                    self.viewpoint,
                    partial(explain_program.outlook_of, snapshot, stage, party),
                )
            self._outlook.addLayout(row(PartyDot(at), label(one_line(party.name)), 1, shown))

    def _fill_signatures(self, stage: Stage) -> None:
        signed = {one.party_id: one for one in self.viewpoint.snapshot.of(SignOff, "stage_id", stage)}
        sign = verb_named(self.viewpoint, (stage.id,), "sign")
        for at, party in enumerate(self.viewpoint.snapshot.parties):
            line = row(PartyDot(at), label(one_line(party.name)), 1)
            if (found := signed.get(party.id)) is not None:
                who = ", ".join(filter(None, [found.who, day(found.signed_on)]))
                line.addWidget(label(who, "muted", wrap=True))
            elif sign is not None:
                line.addWidget(self._sign_button(sign, stage, party))
            else:
                line.addWidget(label(say(N_("not signed")), "muted"))
            self._signatures.addLayout(line)

    def _sign_button(self, sign: Verb, stage: Stage, party: Party) -> QWidget:
        mine = replace(
            sign,
            asks=tuple(
                replace(asked, start=lambda moment, record: party.id) if asked.answer == "party_id" else asked
                for asked in sign.asks
            ),
        )
        made = button(say(sign.label), about=say(Text(N_("Sign off for {party}"), {"party": party.name})))
        made.clicked.connect(partial(self._perform, mine, stage.id, made))
        return made

    def _moves_of(self, stage: Stage) -> Iterator[str]:
        for one in self.viewpoint.snapshot.of(Adjustment, "stage_id", stage):
            yield move_words(Move(one.moved_from, one.moved_to, one.why, one.decided_on))

    # What is done

    def _perform(self, verb: Verb, id: str, anchor: QWidget, _on: bool = False) -> None:
        perform(self.viewpoint, verb, (id,), anchor)
