"""The short form in which a new record is begun."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from trustdesk.errors import TrustDeskError
from trustdesk.records import Record
from trustdesk.words import N_, Text
from ui import writing
from ui.viewpoint import Viewpoint
from ui.widgets.basics import button, column, label, row
from ui.widgets.editors import editor_of_kind
from ui.widgets.editors.lines import ProseEditor
from ui.widgets.form_parts import GAP, SideBySide, Slot
from ui.words import reason, say


class DraftForm(QWidget):
    """Some fields of a record to be; Enter or the one button adds it, Escape gives it up.

    A name in `names` is a field on a line of its own, a tuple of names is fields side by side. `start` is
    what stands in them at first, or is given along. `made` hands over the id of the record that was added.
    """

    made = Signal(str)
    cancelled = Signal()

    def __init__(
        self,
        viewpoint: Viewpoint,
        kind: type[Record],
        names: Sequence[str | tuple[str, ...]],
        start: Mapping[str, object],
        add: writing.Add | None = None,
    ) -> None:
        super().__init__()
        self.viewpoint = viewpoint
        self._kind = kind
        self._start = dict(start)
        self._add = add
        self._slots: dict[str, Slot] = {}
        lines = [names_ if isinstance(names_, tuple) else (names_,) for names_ in names]
        boxes = [SideBySide([self._slot(name) for name in line]) for line in lines]
        self._said = label("", "note", wrap=True, tone="bad")
        self._said.hide()
        words = say(Text(N_("Add {kind}"), {"kind": Text(kind.singular)}))
        self._button = button(words, "primary", icon="plus", run=self.add)
        leave = button(say(N_("Cancel")), "quiet", run=self.cancelled.emit)
        self.setLayout(column(*boxes, self._said, row(self._button, leave, 1), gap=GAP))
        self.setFocusProxy(next(iter(self._slots.values())).editor)

    def add(self) -> None:
        """Add the record; what is refused is said where it is wrong, and everything typed stays."""
        try:
            values = self._values()
        except TrustDeskError:
            return
        try:
            id = writing.add(self.viewpoint, self._kind, values, self._add)
        except TrustDeskError as error:
            self._said.setText(reason(error))
            self._said.show()
            return
        self._said.hide()
        self.begin_again()
        self.made.emit(id)

    def begin_again(self) -> None:
        """Show what stands at first again."""
        for name, slot in self._slots.items():
            slot.accept()
            slot.editor.show_value(self._start.get(name))
        self.setProperty("unsaved", False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter adds, Escape gives up."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.add()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _slot(self, name: str) -> Slot:
        field = self._kind.fields[name]
        editor = editor_of_kind(field, self.viewpoint, self._kind)
        editor.suit(None)
        editor.show_value(self._start.get(name))
        if isinstance(editor, ProseEditor):
            editor.enter_leaves = True
        editor.edited.connect(self._on_editor_edited)
        self._slots[name] = Slot(replace(field, name=name), editor)
        return self._slots[name]

    def _on_editor_edited(self) -> None:
        self._said.hide()
        self.setProperty("unsaved", True)

    def _values(self) -> dict[str, object]:
        """What was entered, and what is given along; raises where a field cannot be read."""
        values = dict(self._start)
        wrong: list[TrustDeskError] = []
        for name, slot in self._slots.items():
            try:
                values[name] = slot.editor.value()
                slot.accept()
            except TrustDeskError as error:
                slot.refuse(error)
                wrong.append(error)
        if wrong:
            raise wrong[0]
        return values
