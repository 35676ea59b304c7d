"""The form of a record, made from the declarations: it saves by itself, field by field."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date
from functools import partial
from typing import Final, cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from trustdesk.errors import BusyError, FileError, TrustDeskError
from trustdesk.records import Commitment, Field, Kind, Record, Workshop
from trustdesk.records.base import kind_of
from trustdesk.words import N_, Text
from ui import layouts, writing
from ui.consequences import Move, move_of
from ui.layouts import ESSENTIAL
from ui.viewpoint import Viewpoint
from ui.widgets.audience_choice import ask_before_widening
from ui.widgets.basics import clear, column
from ui.widgets.draft_form import DraftForm
from ui.widgets.finding import find
from ui.widgets.form_body import FormBody
from ui.widgets.form_parts import GAP, Hints, Slot
from ui.widgets.settling import Settling
from ui.widgets.why_line import WhyLine
from ui.words import reason, say

__all__ = ["DraftForm", "RecordForm"]

SAVE_AFTER: Final = 2000
"""Milliseconds after the last key until what is typed is saved."""


class RecordForm(Settling):
    """A record's fields, each saved when it is left or when typing has stopped for a while.

    What is refused stays in its field, with the reason under it. A change from elsewhere, such as undo, shows
    in every field but those that are being edited. With `only` it has the groups of these titles alone.
    """

    def __init__(
        self, viewpoint: Viewpoint, parent: QWidget | None = None, *, only: Collection[str] = ()
    ) -> None:
        super().__init__(parent)
        self.viewpoint = viewpoint
        self._only = only
        self._id: str | None = None
        self._record: Record | None = None
        self._bodies: dict[type[Record], FormBody] = {}
        self._turned = viewpoint.turned
        self._body: FormBody | None = None
        self._kept: dict[str, dict[str, str]] = {}
        self._touched: set[str] = set()
        self._stays: dict[str, str] = {}
        self._asking: WhyLine | None = None
        self._guarded: set[str] = set()
        self._hints = Hints(viewpoint)
        self._room = column()
        self.setLayout(column(self._room, self._hints, 1, gap=GAP))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._shown: object = None
        viewpoint.changed.connect(self._on_viewpoint_changed)

    @property
    def record_id(self) -> str | None:
        """The id of the record shown."""
        return self._id

    def show_record(self, id: str | None) -> None:
        """Show the record with that id, or nothing; what was being typed is saved first.

        What could not be saved is told of, and stands in its field again when its record is shown again.
        """
        if id == self._id:
            self.refresh()
            return
        if not self.settle():
            self._keep_unsaved()
        self._forget()
        self._id = id
        self.refresh()

    def settle(self) -> bool:
        """Save what is being typed; False when some of it could not be."""
        self._timer.stop()
        for name in tuple(self._touched):
            self._commit(name)
        return not self._touched

    def refresh(self) -> None:
        """Show the record as it is now, but for what is being edited."""
        self._shown = (self._id, self.viewpoint.state, self.viewpoint.lent)
        if self.viewpoint.lent is not None and self._record is not None and self._record.id == self._id:
            # Nothing is read while the desk is lent: what is shown stays, to be looked at.
            for slot in self._slots.values():
                slot.editor.set_editable(False)
            return
        if self._turned != self.viewpoint.turned:
            self._drop_bodies()
        before, self._record = self._record, find(self.viewpoint, self._id)
        if self._record is None:
            if before is not None and before.id == self._id and self._touched:
                self._keep_unsaved()  # it is gone while something in it was being written
            self._forget()
            self._hints.hide()
            if self._body is not None:
                self._body.hide()
            return
        body = self._take_body(self._record)
        for slot in tuple(self._slots.values()):
            self._refresh_slot(slot)
        body.suit(self._record)
        body.show()
        self._hints.show_record(self._record)
        if self._is_editable():
            self._put_back()
            if self._touched:
                self._timer.start()  # what could not be saved a while ago perhaps can be now

    def showEvent(self, event: QShowEvent) -> None:
        """Seen again: catch up first."""
        self._on_viewpoint_changed(visible=True)
        super().showEvent(event)

    @property
    def _slots(self) -> dict[str, Slot]:
        """The fields of the record shown, as far as their groups were opened."""
        return self._body.slots if self._body is not None else {}

    def _take_body(self, record: Record) -> FormBody:
        """Bring the fields of the record's kind forward; they are made once."""
        kind = kind_of(record)
        body = self._bodies.get(kind)
        if body is not self._body and self._body is not None:
            self._body.hide()
        if body is None:
            body = self._bodies[kind] = FormBody(self.viewpoint, kind, self._on_slot_made, only=self._only)
            self._room.addWidget(body)
        self._body = body
        return body

    def _drop_bodies(self) -> None:
        """Make all anew: what one audience sees is never merely hidden from the next."""
        self._turned = self.viewpoint.turned
        self._forget()
        self._kept.clear()
        clear(self._room)
        self._bodies.clear()
        self._body = None

    # Showing

    def _refresh_slot(self, slot: Slot) -> None:
        record = self._record
        if record is None:
            return
        kind, field, editor = kind_of(record), slot.field, slot.editor
        editor.suit(record)
        if field.name not in self._touched and not self._reads(slot, self._stored(field)):
            editor.show_value(self._stored(field))
        looked_at = (kind, field.name) in layouts.ONLY_LOOKED_AT
        editor.set_editable(self._is_editable() and not looked_at)
        slot.setVisible(layouts.is_shown(kind, field, record))
        self._remark(slot)

    def _reads(self, slot: Slot, stored: object) -> bool:
        """Whether an editor that has the keyboard says the stored value already, in whatever writing."""
        if not slot.editor.has_keyboard():
            return False
        try:
            return _same(slot.editor.value(), stored)
        except TrustDeskError:
            return False

    def _stored(self, field: Field) -> object:
        if field is ESSENTIAL:
            return layouts.is_essential(cast(Commitment, self._record))
        return getattr(self._record, field.name)

    def _is_editable(self) -> bool:
        frozen = isinstance(self._record, Workshop) and self._record.issued_on is not None
        return self.viewpoint.editable and not frozen

    def _remark(self, slot: Slot) -> None:
        from ui.repeats import remark

        if slot.field.kind in (Kind.TEXT, Kind.PROSE) and self._record is not None:
            slot.remark(remark(self.viewpoint, self._record, slot.field))

    def _keep_unsaved(self) -> None:
        """Keep what was typed and not saved beside the record, and tell of it."""
        assert self._id is not None
        unsaved = {name: self._slots[name] for name in self._touched}
        kept = {name: text for name, slot in unsaved.items() if (text := slot.editor.written()) is not None}
        self._kept.setdefault(self._id, {}).update(kept)
        labels = ", ".join(say(slot.field.label) for slot in unsaved.values())
        self.viewpoint.refused.emit(
            TrustDeskError(
                Text(N_("Not saved: {fields}."), {"fields": labels}),
                Text(N_("What was typed is kept. Go back to it to see what is wrong with it.")),
            )
        )

    def _put_back(self) -> None:
        """Let what was kept of this record stand in its fields again, and what is wrong with it."""
        for name, text in self._kept.pop(self._id or "", {}).items():
            if self._body is not None and name in self._slots:
                self._body.reveal(name)
                self._slots[name].editor.show_written(text)
                self._commit(name)

    def _forget(self) -> None:
        """Let go of what belongs to the record shown so far."""
        self._touched.clear()
        self._stays.clear()
        self._end_asking()
        for slot in self._slots.values():
            slot.accept()
            slot.remark("")

    # Saving

    def _commit(self, name: str, *, quiet: bool = False) -> None:
        """Save a field if it holds something else; `quiet` while it is being typed: then nothing is asked."""
        slot, record = self._slots[name], self._record
        if record is None:
            return
        try:
            value = slot.editor.value()
        except TrustDeskError as error:
            if not quiet:
                slot.refuse(error)
            return
        if _same(value, self._stored(slot.field)):
            self._touched.discard(name)
            slot.accept()
            return
        move = move_of(kind_of(record), name, record, value, self.viewpoint.today)
        if slot.field.kind is Kind.AUDIENCE:
            if not quiet:
                self._ask_readers(slot, record, str(value))
        elif move is None:
            self._save(name, value, quiet=quiet)
        elif not quiet:
            self._ask_why(slot, move, cast(date, value))

    def _save(self, name: str, value: object, *, quiet: bool = False) -> None:
        slot, record = self._slots[name], self._record
        if record is None:
            return
        values = {name: value}
        if slot.field is ESSENTIAL:
            values = layouts.essential_values(bool(value))
        try:
            writing.write(self.viewpoint, record, values, stay=self._stays.get(name))
        except FileError as error:
            self._wait(slot, error)
            return
        except TrustDeskError as error:
            if not quiet:
                slot.refuse(error)
            return
        self._saved(name)

    def _wait(self, slot: Slot, error: FileError) -> None:
        """The file cannot be written: say so at once, and try again until it can. What takes but a moment
        need not be said."""
        if not isinstance(error, BusyError) and slot.editor.complaint() != reason(error):
            slot.refuse(error)
            self.viewpoint.refused.emit(error)
        self._timer.start()

    def _saved(self, name: str) -> None:
        self._touched.discard(name)
        if name in self._slots:
            self._slots[name].accept()
            self._refresh_slot(self._slots[name])

    def _restore(self, name: str) -> None:
        """Show what is stored instead of what was entered."""
        slot = self._slots[name]
        self._touched.discard(name)
        slot.accept()
        slot.editor.show_value(self._stored(slot.field))

    def _ask_readers(self, slot: Slot, record: Record, audience: str) -> None:
        """Save who may read the record; before more people may, they and the words are shown."""
        name = slot.field.name
        if name in self._guarded:
            return
        self._guarded.add(name)

        def answer(yes: bool) -> None:
            self._guarded.discard(name)
            if self._record is not None and self._record.id == record.id:
                self._save(name, audience) if yes else self._restore(name)

        ask_before_widening(
            self.viewpoint, record, audience, slot.editor, partial(answer, True), partial(answer, False)
        )

    def _ask_why(self, slot: Slot, move: Move, to: date) -> None:
        if self._asking is not None and self._asking.to == to:
            return
        self._end_asking()
        name = slot.field.name
        slot.editor.setProperty("unsaved", True)
        self._asking = WhyLine(to)
        self._asking.given.connect(lambda why: self._on_why_given(name, move, to, why))
        self._asking.corrected.connect(lambda: self._on_why_corrected(name, to))
        self._asking.dropped.connect(lambda: self._on_why_dropped(name))
        slot.under.addWidget(self._asking)
        self._asking.setFocus()

    def _end_asking(self) -> None:
        if self._asking is not None:
            asking, self._asking = self._asking, None
            asking.hide()
            asking.deleteLater()

    # What is heard

    def _on_viewpoint_changed(self, *, visible: bool = False) -> None:
        now = (self._id, self.viewpoint.state, self.viewpoint.lent)
        if (visible or self.isVisible()) and now != self._shown and self._id is not None:
            self.refresh()

    def _on_slot_made(self, slot: Slot) -> None:
        name = slot.field.name
        slot.editor.entered.connect(lambda: self._on_editor_entered(name))
        slot.editor.edited.connect(lambda: self._on_editor_edited(name))
        slot.editor.left.connect(lambda: self._on_editor_left(name))
        self._refresh_slot(slot)

    def _on_editor_entered(self, name: str) -> None:
        if name not in self._touched:
            self._stays[name] = uuid.uuid4().hex

    def _on_editor_edited(self, name: str) -> None:
        self._touched.add(name)
        self._stays.setdefault(name, uuid.uuid4().hex)
        self._slots[name].editor.setProperty("unsaved", True)
        self._timer.start()

    def _on_editor_left(self, name: str) -> None:
        if name in self._touched:
            self._commit(name)

    def _on_timer_timeout(self) -> None:
        for name in tuple(self._touched):
            self._commit(name, quiet=True)

    def _on_why_given(self, name: str, move: Move, to: date, why: str) -> None:
        record = self._record
        assert record is not None
        try:
            stands = writing.move(self.viewpoint, record, move, to, why)
        except TrustDeskError as error:
            self._slots[name].refuse(error)
            return
        self._end_asking()
        self._saved(name)
        if stands != record.id:
            self.viewpoint.reveal(stands)

    def _on_why_corrected(self, name: str, to: date) -> None:
        self._end_asking()
        self._save(name, to)

    def _on_why_dropped(self, name: str) -> None:
        self._end_asking()
        self._restore(name)
        self._slots[name].editor.setFocus()


def _same(one: object, other: object) -> bool:
    """Whether two values are the same to a user: blank is blank."""
    return one == other or (one in _BLANK and other in _BLANK)


_BLANK: Final = (None, "")
