"""One change of the history in full: what stood before and after, and the way back to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from trustdesk.actions import records
from trustdesk.desk import history
from trustdesk.desk.history import FieldChange, Step
from trustdesk.errors import TrustDeskError
from trustdesk.records import Kind
from trustdesk.words import N_, plural
from ui import change_words, icons, theme
from ui.viewpoint import Viewpoint
from ui.widgets.basics import (
    boxed,
    button,
    clear,
    column,
    hairline,
    icon_button,
    label,
    picture,
    row,
    scrolled,
)
from ui.widgets.history_model import ChangeRow, Row, StepRow, clock, day_words, local
from ui.words import refusal, say

WIDTH: Final = 340
_MOST_NAMED: Final = 8


class ChangePanel(QFrame):
    """The panel at the right of the history. `closed` tells that it is to be put away."""

    closed = Signal()

    def __init__(self, viewpoint: Viewpoint) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setFixedWidth(theme.px(WIDTH))
        self.setAccessibleName(say(N_("The change in full")))
        self._viewpoint = viewpoint
        self._names: Mapping[str, str] = {}
        self._body = QVBoxLayout()
        self._body.setSpacing(theme.px(12))
        around = column(self._body, 1, margins=20)
        area = scrolled(boxed(around))
        self.setLayout(column(area, gap=0))

    def show_row(self, row: Row | None, names: Mapping[str, str]) -> None:
        """Show what a row of the history stands for."""
        clear(self._body)
        self._names = names
        if isinstance(row, ChangeRow) and len(row.steps) > 1:
            self._show_several(row)
        elif isinstance(row, ChangeRow):
            self._show_step(row.first)
        elif isinstance(row, StepRow):
            self._show_step(row.step)

    def _show_head(self, step: Step) -> None:
        close = icon_button("x", say(N_("Close")), run=self.closed.emit)
        title = label(change_words.title(step), "heading", wrap=True)
        top = row(title, close, gap=8)
        top.setStretch(0, 1)
        top.setAlignment(close, Qt.AlignmentFlag.AlignTop)
        on = day_words(local(step.at).date(), self._viewpoint.today)
        when = label(f"{on} · {clock(step.at)}", "note", wrap=True)
        self._body.addLayout(column(top, when, gap=4))

    def _show_several(self, change: ChangeRow) -> None:
        self._show_head(change.first)
        self._body.addWidget(label(change_words.counted(change.steps), wrap=True))
        names, left = change_words.named(change.steps, self._viewpoint.snapshot, _MOST_NAMED)
        lines = column(*(label(name, "strong", wrap=True) for name in names), gap=4)
        if left:
            lines.addWidget(label(say(plural(N_("and {n} more"), N_("and {n} more"), left)), "muted"))
        self._body.addLayout(lines)
        words = N_("Open the change in the list to see each record.")
        self._body.addWidget(label(say(words), "muted", wrap=True))
        self._offer_undo(change.first)

    def _show_step(self, step: Step) -> None:
        self._show_head(step)
        name = label(change_words.name(step, self._viewpoint.snapshot), "strong", wrap=True)
        self._body.addWidget(name)
        there = change_words.record_of(step, self._viewpoint.snapshot)
        if there is not None:
            go = button(say(N_("Go to the record")), "link", run=lambda: self._viewpoint.reveal(there))
            self._body.addWidget(go)
        else:
            self._body.addWidget(label(say(_GONE), "muted", wrap=True))
            self._offer_undo(step)
        self._body.addWidget(hairline())
        for found in step.fields:
            self._body.addWidget(self._field(step, found))
        back = [found for found in step.fields if self._can_restore(step, found)]
        if len(back) > 1:
            whole = button(
                say(N_("Restore all of these")), icon="rotate-ccw", run=lambda: self._restore(step, back)
            )
            self._body.addLayout(row(whole, 1))
        self._said = label("", "note", wrap=True, tone="bad")
        self._said.hide()
        self._body.addWidget(self._said)

    def _field(self, step: Step, found: FieldChange) -> QWidget:
        field = found.field
        before, after = (
            change_words.value_words(field, stored, self._viewpoint.snapshot, self._names)
            or change_words.NOTHING
            for stored in (found.before, found.after)
        )
        lines = [label(say(field.label), "note", wrap=True)]
        if step.made:
            lines.append(label(after, wrap=True))
        elif step.deleted:
            lines.append(label(before, wrap=True))
        else:
            lines += [label(before, "muted", wrap=True)]
        made = column(*lines, gap=2)
        if not (step.made or step.deleted):
            drawn = picture(icons.icon("arrow-right", "muted"), 12, say(N_("became")))
            arrow = row(drawn, label(after, wrap=True))
            arrow.setStretch(1, 1)
            arrow.setAlignment(drawn, Qt.AlignmentFlag.AlignTop)
            made.addLayout(arrow)
        if self._can_restore(step, found):
            name = say(N_("Restore this value"))
            again = button(name, "link", run=lambda: self._restore(step, [found]))
            again.setAccessibleName(f"{name}: {say(field.label)}")
            made.addWidget(again)
        return boxed(made)

    def _can_restore(self, step: Step, found: FieldChange) -> bool:
        """Whether the earlier value may be written again: it is another than now, and can be read."""
        viewpoint = self._viewpoint
        record = change_words.record_of(step, viewpoint.snapshot)
        if record is None or step.made or viewpoint.turned or not viewpoint.editable:
            return False
        if found.field.kind is Kind.LINKS:
            return False
        return bool(history.value(found.field, found.before) != getattr(record, found.field.name))

    def _restore(self, step: Step, fields: list[FieldChange]) -> None:
        today = self._viewpoint.today
        values: dict[str, Any] = {
            found.field.name: history.value(found.field, found.before) for found in fields
        }
        try:
            self._viewpoint.attempt(
                N_("Earlier value restored"),
                lambda session: records.edit(
                    session, records.get(session, step.kind, step.id), today, **values
                ),
            )
        except TrustDeskError as error:
            self._said.setText(refusal(error))
            self._said.show()

    def _offer_undo(self, step: Step) -> None:
        """Undo, where this very change is what it would take back."""
        if self._viewpoint.lent is not None or self._viewpoint.undo_name is None:
            return
        newest = self._viewpoint.desk.undo_step
        if newest is not None and newest[0] == step.change:
            undo = button(say(N_("Undo this change")), icon="undo-2", run=self._viewpoint.undo)
            self._body.addLayout(row(undo, 1))


_GONE = N_("This record is no longer there. What it held can still be read here.")
