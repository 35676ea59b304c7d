"""Further stages from a template, beside the board: which, who takes which part, and from when on."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from trustdesk import templates
from trustdesk.errors import TrustDeskError
from trustdesk.records import Party, Stage
from trustdesk.templates import Template
from trustdesk.templates.shape import StagePlan
from trustdesk.words import N_, Text, plural
from ui import theme
from ui.viewpoint import Viewpoint
from ui.widgets.basics import boxed, button, clear, column, hairline, icon_button, label, row, scrolled
from ui.widgets.beginning_preview import counts
from ui.widgets.editors import editor_of_kind
from ui.widgets.editors.picking import Combo
from ui.words import caption, day, one_line, refusal, say

WIDTH: Final = 380


class StageTemplates(QWidget):
    """The panel. `added` tells the id of the first stage it added, `closed` that the user is done with it."""

    added = Signal(str)
    closed = Signal()

    def __init__(self, viewpoint: Viewpoint) -> None:
        super().__init__()
        self.viewpoint = viewpoint
        self._templates: tuple[Template, ...] = ()
        self._parties: tuple[Party, ...] = ()
        self._takes: dict[str, str] = {}
        """The id of the party that takes each part."""
        self._parts: dict[str, Combo] = {}
        self._ticks: list[tuple[StagePlan, QCheckBox, QLabel]] = []
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(theme.px(WIDTH))
        self._choice = Combo()
        self._choice.setAccessibleName(say(N_("Template")))
        self.setFocusProxy(self._choice)
        self._choice.activated.connect(lambda _at: self._show_template())
        self._about = label("", "note", wrap=True)
        self._roles, self._stages = column(gap=8), column(gap=12)
        self._day = editor_of_kind(Stage.fields["starts"], viewpoint, Stage)
        self._day.setFixedWidth(theme.px(180))
        self._day.edited.connect(self._show_days)
        self._day.left.connect(self._show_days)
        self._said = label("", "note", wrap=True, tone="bad")
        self._add = button("", "primary", icon="plus", run=self._on_add_clicked)
        self._arrange()

    def begin(self) -> None:
        """Offer the templates anew: what was chosen before has been added, or was left."""
        self._said.hide()
        self._offer()
        ends = [stage.ends for stage in self.viewpoint.snapshot[Stage] if stage.ends]
        after = max(ends) + timedelta(days=1) if ends else self.viewpoint.today
        self._day.show_value(templates.begins(after, self.viewpoint.today))
        self._day.complain(None)
        self._show_template()

    def refresh(self) -> None:
        """Follow the parties as they are called now."""
        parties = self.viewpoint.snapshot.parties
        if [(one.id, one.name) for one in parties] != [(one.id, one.name) for one in self._parties]:
            self.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        close = icon_button("x", say(N_("Close")), run=self.closed.emit)
        top = column(row(label(say(N_("Stages from a template")), "heading"), 1, close), gap=4)
        top.setContentsMargins(*(theme.px(side) for side in (16, 8, 8, 12)))
        first = label(say(N_("The first of them begins on")), "note")
        first.setBuddy(self._day)
        note = N_("They come after the stages there are. All in them can be changed, and undone in one step.")
        inside = column(
            column(label(say(N_("Template")), "note"), self._choice, self._about, gap=4),
            self._roles,
            column(first, row(self._day, 1), gap=4),
            column(label(say(N_("Which stages")), "strong"), self._stages, gap=8),
            1,
            gap=20,
            margins=16,
        )
        foot = column(label(say(note), "note", wrap=True), self._said, row(1, self._add), gap=8, margins=16)
        around = QVBoxLayout(self)
        around.setSpacing(0)
        around.setContentsMargins(1, 0, 0, 0)
        for piece in (top, hairline(), scrolled(boxed(inside)), hairline(), foot):
            if isinstance(piece, QWidget):
                around.addWidget(piece)
            else:
                around.addLayout(piece)
        around.setStretch(2, 1)

    def _offer(self) -> None:
        """The templates that have a part for so many parties, and no more parts than there are parties."""
        self._parties = self.viewpoint.snapshot.parties
        every = (templates.load(name) for name in templates.names())
        self._templates = tuple(one for one in every if len(one.roles) <= len(self._parties))
        chosen = self._choice.currentText()
        self._choice.clear()
        self._choice.addItems([template.name for template in self._templates])
        self._choice.setCurrentIndex(max(self._choice.findText(chosen), 0))

    @property
    def _template(self) -> Template:
        return self._templates[self._choice.currentIndex()]

    def _show_template(self) -> None:
        template = self._template
        self._about.setText(template.description.strip())
        self._takes = _taken(template, self._parties)
        clear(self._roles)
        self._parts = {role: self._part(role) for role in template.roles}
        self._show_parts()
        clear(self._stages)
        self._ticks = [self._tick(plan) for plan in template.stages]
        self._show_days()

    def _part(self, role: str) -> Combo:
        made = Combo()
        for party in self._parties:
            made.addItem(one_line(party.name), party.id)
        made.setAccessibleName(say(role))
        made.activated.connect(lambda _at, role=role: self._on_part_chosen(role))
        line = row(label(say(Text(N_("As {role}:"), {"role": Text(role)}))), made, gap=8)
        line.setStretch(1, 1)
        self._roles.addWidget(boxed(line))
        return made

    def _show_parts(self) -> None:
        for role, combo in self._parts.items():
            combo.setCurrentIndex(combo.findData(self._takes[role]))

    def _on_part_chosen(self, role: str) -> None:
        """Who had that part takes the one that is free now."""
        left, taken = self._takes[role], str(self._parts[role].currentData())
        self._takes = {one: left if party == taken else party for one, party in self._takes.items()}
        self._takes[role] = taken
        self._show_parts()

    def _tick(self, plan: StagePlan) -> tuple[StagePlan, QCheckBox, QLabel]:
        tick = QCheckBox(caption(plan.name))
        tick.setAccessibleName(plan.name)
        tick.toggled.connect(self._show_days)
        note = label("", "note", wrap=True)
        note.setContentsMargins(theme.px(26), 0, 0, 0)
        self._stages.addLayout(column(tick, note, gap=0))
        return plan, tick, note

    def _chosen(self) -> list[StagePlan]:
        return [plan for plan, tick, _ in self._ticks if tick.isChecked()]

    def _starts(self) -> date | None:
        """The day on which the first of them begins; None while it cannot be read."""
        try:
            found = self._day.value()
        except TrustDeskError:
            return None
        return templates.begins(found, self.viewpoint.today) if isinstance(found, date) else None

    def _show_days(self) -> None:
        """Beside each chosen stage its days; what is due is never before today."""
        starts, chosen = self._starts(), self._chosen()
        days = {} if starts is None else {p.name: (a, b) for p, a, b in templates.spans(chosen, starts)}
        for plan, tick, note in self._ticks:
            parts = [say(told)] if (told := counts(plan)) is not None else []
            if plan.name in days:
                begins, ends = days[plan.name]
                parts.insert(0, f"{day(begins)} – {day(ends)}")
            note.setText(" · ".join(parts))
            tick.setAccessibleDescription(note.text())
        words = plural(N_("Add {n} stage"), N_("Add {n} stages"), len(chosen))
        self._add.setText(say(words if chosen else N_("Add the stages")))
        self._add.setAccessibleName(self._add.text())
        self._add.setEnabled(bool(chosen))

    def _on_add_clicked(self) -> None:
        starts, chosen, template = self._starts(), self._chosen(), self._template
        self._day.complain(say(N_("Write it like 5 Mar 2026.")) if starts is None else None)
        if starts is None:
            self._day.setFocus()
            return
        add = partial(
            templates.extend,
            relationship=self.viewpoint.snapshot.relationship.id,
            template=template,
            plans=chosen,
            parties=self._takes,
            starts=starts,
            today=self.viewpoint.today,
        )
        try:
            made = self.viewpoint.attempt(N_("Stages added from a template"), add)
        except TrustDeskError as error:
            self._said.setText(refusal(error))
            self._said.show()
            return
        self.closed.emit()
        self.added.emit(made[0])


def _taken(template: Template, parties: tuple[Party, ...]) -> dict[str, str]:
    """Who takes which part at first: whoever has it by name, and the others in their order."""
    by_role = {party.role: party.id for party in parties}
    takes = {role: by_role[role] for role in template.roles if role in by_role}
    free = [party.id for party in parties if party.id not in takes.values()]
    return {role: takes[role] if role in takes else free.pop(0) for role in template.roles}
