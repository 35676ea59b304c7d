"""What the answers to the questions of a new relationship make: its stages, with their days."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trustdesk import templates
from trustdesk.templates import Template
from trustdesk.templates.shape import StagePlan
from trustdesk.words import N_, Text, joined, plural
from ui import theme
from ui.widgets.basics import clear, column, hairline, label
from ui.words import day, say


class Preview(QWidget):
    """What the answers make: the stages with their days, and what can be printed then."""

    def __init__(self) -> None:
        super().__init__()
        self._body = QVBoxLayout()
        self._body.setSpacing(theme.px(12))
        self.setLayout(column(self._body, gap=0))

    def show_program(self, template: Template, first: date | None) -> None:
        """Show the stages as they fall when the program begins on `first`."""
        clear(self._body)
        self._body.addWidget(label(say(N_("What this makes")), "strong"))
        if first is None:
            self._body.addWidget(
                label(say(N_("The days follow from the first workshop.")), "muted", wrap=True)
            )
            return
        for plan, begins, ends in templates.spans(template.stages, first):
            when = say(Text("{begins} – {ends}", {"begins": day(begins), "ends": day(ends)}))
            lines = column(label(plan.name, wrap=True), label(when, "note", wrap=True), gap=0)
            if (told := counts(plan)) is not None:
                lines.addWidget(label(say(told), "note", wrap=True))
            self._body.addLayout(lines)
        self._body.addWidget(hairline())
        self._body.addWidget(label(say(_PRINT), "muted", wrap=True))


def figures(template: Template) -> Text:
    """How long a template is, and how much is in it."""
    weeks = sum(stage.weeks for stage in template.stages)
    promises = sum(1 for _ in template.commitments())
    return joined(
        [
            plural(N_("{n} week"), N_("{n} weeks"), weeks),
            plural(N_("{n} stage"), N_("{n} stages"), len(template.stages)),
            plural(N_("{n} promise"), N_("{n} promises"), promises),
        ],
        " · ",
    )


def counts(plan: StagePlan) -> Text | None:
    """How much is in a stage; None where there is nothing."""
    promises, steps = len(plan.commitments), len(plan.steps)
    told = [plural(N_("{n} promise"), N_("{n} promises"), promises)] if promises else []
    if steps:
        told.append(plural(N_("{n} trust step"), N_("{n} trust steps"), steps))
    return joined(told, " · ") if told else None


_PRINT: Final = N_(
    "Then you can print the agenda of the first workshop. Nothing counts as promised before the parties "
    "have agreed it there."
)
