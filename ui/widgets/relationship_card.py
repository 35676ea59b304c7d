"""A relationship on the Desk page, on one card: each line goes to the thing it tells of."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from trustdesk.measures.results import ENDED, RUNNING
from trustdesk.measures.summary import Notice, StageLine, Summary
from trustdesk.measures.warnings import OVERDUE
from trustdesk.words import N_, Text, plural
from ui import icons, theme
from ui.places import page_of
from ui.viewpoint import Viewpoint
from ui.widgets.agenda import when
from ui.widgets.basics import PartyDot, clear, column, label, picture, row, tip
from ui.widgets.interval_bar import IntervalBar
from ui.widgets.line_button import LineButton
from ui.widgets.state_mark import StateMark, state_words
from ui.words import day, one_line, say

SHOWN: Final = 2
"""How many warnings a card spells out."""


class RelationshipCard(QFrame):
    """The card of one relationship; it says that it is being looked through until there is a summary."""

    def __init__(self, viewpoint: Viewpoint, relationship: str, name: str) -> None:
        super().__init__()
        self._viewpoint = viewpoint
        self._relationship = relationship
        self._shown: Summary | None = None
        self.setProperty("role", "card")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._mark = StateMark()
        self._name = LineButton(size=theme.HEADING, strong=True, run=lambda: viewpoint.enter(relationship))
        self._state = label("", "note")
        head = row(self._mark, self._name, self._state, gap=8)
        head.setStretch(1, 1)
        self._rest = column(gap=8)
        around = QVBoxLayout(self)
        around.setContentsMargins(*[theme.px(16)] * 4)
        around.setSpacing(theme.px(8))
        around.addLayout(head)
        around.addLayout(self._rest)
        self.show_name(name)

    def show_name(self, name: str) -> None:
        """Show the name, before anything else is known."""
        self._name.show_words(one_line(name))
        self.setAccessibleName(one_line(name))

    def show_summary(self, found: Summary) -> None:
        """Show how the relationship stands; nothing happens where that is what is shown."""
        if found is self._shown:
            return
        self._shown = found
        self.show_name(found.name)
        self._mark.show_state(found.state)
        self._state.setText(state_words(found.state))
        clear(self._rest)
        self._rest.addWidget(StageStrip(found.stages))
        self._rest.addLayout(self._stage_lines(found))
        if found.sides:
            self._rest.addLayout(self._sides(found))
        if found.workshop is not None:
            to = found.workshop
            words = Text(N_("{workshop}, {when}"), {
                "workshop": one_line(to.words) or Text(to.sort), "when": when(to.left),
            })  # fmt: skip
            self._rest.addLayout(self._line("presentation", say(words), day(to.day), to.table, to.record))
        self._add_warnings(found.warnings)

    def _stage_lines(self, found: Summary) -> QVBoxLayout:
        lines = column(gap=2)
        if found.at is None:
            lines.addWidget(label(say(found.standing), "muted", wrap=True))
            return lines
        at = found.at.stage
        lines.addWidget(self._link(say(found.standing), "stage", at))
        if found.gate is not None:
            lines.addWidget(self._link(say(found.gate), "stage", at, note=True))
        return lines

    def _sides(self, found: Summary) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, theme.px(4), 0, theme.px(4))
        grid.setHorizontalSpacing(theme.px(8))
        grid.setVerticalSpacing(theme.px(8))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for at, side in enumerate(found.sides):
            bar = IntervalBar(side.place, side.reliability, side.trials)
            words = Text(N_("Reliability of {party}"), {"party": side.name})
            bar.setAccessibleDescription(say(words))
            grid.addWidget(PartyDot(side.place), at, 0)
            name = LineButton(one_line(side.name), run=lambda: self._viewpoint.enter(self._relationship))
            grid.addWidget(name, at, 1)
            grid.addWidget(bar, at, 2)
        return grid

    def _add_warnings(self, warnings: tuple[Notice, ...]) -> None:
        # What is overdue stands in the list beside the cards already.
        told = [one for one in warnings if one.code != OVERDUE]
        for notice in told[:SHOWN]:
            line = self._line("triangle-alert", say(notice.text), "", notice.table, notice.record, "caution")
            self._rest.addLayout(line)
        if len(told) > SHOWN:
            more = say(plural(N_("and {n} more"), N_("and {n} more"), len(told) - SHOWN))
            made = LineButton(more, tone="muted", run=lambda: self._viewpoint.enter(self._relationship))
            rest = row(made, gap=0)
            rest.setContentsMargins(theme.px(22), 0, 0, 0)
            self._rest.addLayout(rest)

    def _line(
        self, icon: str, words: str, more: str, table: str, record: str, tone: str = "muted"
    ) -> QHBoxLayout:
        drawn = picture(icons.icon(icon, tone), 14)
        line = row(drawn, self._link(words, table, record), label(more, "note") if more else None, gap=8)
        line.setStretch(1, 1)
        return line

    def _link(self, words: str, table: str, record: str, *, note: bool = False) -> LineButton:
        return LineButton(
            words,
            size=theme.NOTE if note else theme.BODY,
            tone="muted" if note else "ink",
            run=lambda: self._viewpoint.go(page_of(table), self._relationship, record),
        )


class StageStrip(QWidget):
    """The stages of a program as a strip: those behind, the one running, those ahead."""

    def __init__(self, stages: tuple[StageLine, ...]) -> None:
        super().__init__()
        self._stages = stages
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        words = "\n".join(f"{one_line(stage.name)}: {say(stage.status)}" for stage in stages)
        self.setAccessibleName(words)
        tip(self, words)
        if not stages:
            self.hide()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        gap = theme.px(3)
        wide = (self.width() - gap * (len(self._stages) - 1)) / max(len(self._stages), 1)
        for at, stage in enumerate(self._stages):
            tall = self.height() if stage.status == RUNNING else self.height() / 2
            tone = {RUNNING: "accent", ENDED: "muted"}.get(stage.status, "hairline")
            painter.setBrush(theme.colour(tone))
            box = QRectF(at * (wide + gap), (self.height() - tall) / 2, wide, tall)
            painter.drawRoundedRect(box, tall / 2, tall / 2)
        painter.end()
