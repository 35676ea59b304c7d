"""What was done to one record, newest first, closed until it is asked for."""

from __future__ import annotations

from itertools import islice
from typing import Any, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trustdesk.desk import history
from trustdesk.records import Field, InRelationship, Kind, Record
from trustdesk.records.base import kind_of
from trustdesk.words import N_, Text
from ui.change_words import NOTHING, title, value_words
from ui.viewpoint import Viewpoint
from ui.widgets.basics import boxed, clear, column, label
from ui.widgets.editors.candidates import candidates
from ui.widgets.form_parts import Fold
from ui.words import one_line, say, when

MOST: Final = 40
_LONGEST: Final = 90


class Past(QWidget):
    """The history of one record."""

    def __init__(self, viewpoint: Viewpoint) -> None:
        super().__init__()
        self.viewpoint = viewpoint
        self._record: Record | None = None
        self._lines = column(gap=12)
        self._fold = Fold(say(N_("History of this record")), self._fill)
        self._fold.opened.connect(self._refresh)
        self.setLayout(column(self._fold))

    def show_record(self, record: Record) -> None:
        """Show what was done to a record; it is read when the fold is open."""
        self._record = record
        self.setVisible(issubclass(kind_of(record), InRelationship))
        if self._fold.is_open:
            self._refresh()

    def _fill(self, into: QVBoxLayout) -> None:
        into.addLayout(self._lines)

    def _refresh(self) -> None:
        clear(self._lines)
        if self._record is None or self.viewpoint.lent is not None:
            return
        seen = self.viewpoint.snapshot
        with self.viewpoint.desk.read() as session:
            steps = list(islice(history.read(session, seen, record=self._record.id), MOST))
        for step in steps:
            self._lines.addWidget(self._step(step))
        if not steps:
            self._lines.addWidget(label(say(N_("Nothing was changed since it came in.")), "muted", wrap=True))

    def _step(self, step: history.Step) -> QWidget:
        head = label(f"{when(step.at)} · {title(step)}", "note", wrap=True)
        if step.made or step.deleted:
            return boxed(column(head, gap=0))
        lines = (self._change(change) for change in step.fields)
        return boxed(column(head, *(label(line, wrap=True) for line in lines), gap=0))

    def _change(self, change: history.FieldChange) -> str:
        before, after = (self._shown(change.field, value) for value in (change.before, change.after))
        values = {"field": Text(change.field.label), "before": before, "after": after}
        return say(Text(N_("{field}: {before} → {after}"), values))

    def _shown(self, field: Field, stored: Any) -> str:
        names: dict[str, str] = {}
        if field.kind is Kind.LINK:
            names = {one.id: one.words for one in candidates(field, self.viewpoint)}
        words = one_line(value_words(field, stored, self.viewpoint.snapshot, names)) or NOTHING
        return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"
