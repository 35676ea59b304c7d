"""Doing a verb: at once where nothing has to be said, else with its questions in a small panel first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget
from sqlalchemy.orm import Session

from trustdesk.actions import records
from trustdesk.errors import TrustDeskError
from trustdesk.records import Record
from trustdesk.records.base import kind_of
from trustdesk.style.marks import MARK_WORDS
from trustdesk.words import N_, Text
from ui import icons, theme
from ui.verbs import Moment, Question, Verb, verbs_of
from ui.viewpoint import Viewpoint
from ui.widgets.basics import button, column, label, row
from ui.widgets.editors import Editor, editor_of_kind
from ui.widgets.editors.candidates import words_of
from ui.widgets.editors.lines import ProseEditor
from ui.widgets.form_parts import GAP, SideBySide, Slot
from ui.widgets.popover import Popover
from ui.words import caption, refusal, say

_LONGEST: Final = 160
"""So many characters of a record's words are enough to know it by."""


def usable_verbs(viewpoint: Viewpoint, ids: Sequence[str]) -> tuple[Verb, ...]:
    """The verbs that can be used now on the records with these ids, all together."""
    if not viewpoint.editable or viewpoint.relationship is None:
        return ()
    found = _records(viewpoint, ids)
    return verbs_of(viewpoint.moment, found) if len(found) == len(ids) else ()


def verb_for_key(viewpoint: Viewpoint, ids: Sequence[str], key_text: str) -> Verb | None:
    """The verb that a key does to these records; None where it does nothing now."""
    if not key_text.strip():
        return None
    wanted = key_text.strip().upper()
    return next((verb for verb in usable_verbs(viewpoint, ids) if verb.key == wanted), None)


def verb_named(viewpoint: Viewpoint, ids: Sequence[str], name: str) -> Verb | None:
    """The verb of that name; None where it cannot be used on these records now."""
    return next((verb for verb in usable_verbs(viewpoint, ids) if verb.name == name), None)


def verb_icon(verb: Verb) -> QIcon:
    """The mark of the outcome a verb leads to, or its line icon."""
    if verb.mark:
        return icons.mark_icon(verb.mark)
    return icons.icon(verb.icon) if verb.icon else QIcon()


def verb_menu(viewpoint: Viewpoint, ids: Sequence[str], anchor: QWidget) -> QMenu:
    """A menu of all that can be done with these records now; it is empty where nothing can."""
    return menu_of(viewpoint, usable_verbs(viewpoint, ids), ids, anchor)


def menu_of(viewpoint: Viewpoint, verbs: Sequence[Verb], ids: Sequence[str], anchor: QWidget) -> QMenu:
    """A menu of these verbs, the less used ones below a line."""
    menu = QMenu(anchor)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for first in (True, False):
        chosen = [verb for verb in verbs if verb.first is first]
        if chosen and not menu.isEmpty():
            menu.addSeparator()
        for verb in chosen:
            # The key stands beside the words as a shortcut would, and is read by the table, not by the menu.
            words = caption(say(verb.label)) + (f"\t{verb.key}" if verb.key else "")
            action = menu.addAction(verb_icon(verb), words)
            action.triggered.connect(lambda _on=False, verb=verb: perform(viewpoint, verb, ids, anchor))
    return menu


def perform(viewpoint: Viewpoint, verb: Verb, ids: Sequence[str], anchor: QWidget) -> None:
    """Do a verb to the records with these ids in one step, asking first what has to be said."""
    found = _records(viewpoint, ids)
    if not found:
        return
    if not verb.asks:
        error = _attempt(viewpoint, verb, ids, {})
        if error is not None:
            viewpoint.refused.emit(error)
        return
    asking = Asking(viewpoint, verb, found)
    popover = Popover(anchor, column(asking), say(verb.label))
    asking.done.connect(popover.close)
    popover.open_below(_place(anchor))
    asking.setFocus()


class Asking(QWidget):
    """The questions of a verb; Enter does it, and what is refused is said here. `done` when it was done."""

    done = Signal()

    def __init__(self, viewpoint: Viewpoint, verb: Verb, asked_of: Sequence[Record]) -> None:
        super().__init__()
        self.viewpoint = viewpoint
        self._verb = verb
        self._ids = tuple(record.id for record in asked_of)
        moment = viewpoint.moment
        self._slots = {question.answer: self._slot(question, moment, asked_of[0]) for question in verb.asks}
        self._said = label("", "note", wrap=True, tone="bad")
        self._said.hide()
        words = say(verb.label).removesuffix("…")
        title = label(words, "heading")
        about = label(_about(asked_of), "muted", wrap=True)
        self._do = button(words, "primary", run=self.do)
        self._asked_of = tuple(asked_of)
        if verb.becomes is not None:
            for slot in self._slots.values():
                slot.editor.edited.connect(self._show_outcome)
            self._show_outcome()
        lines = column(*(SideBySide([slot]) for slot in self._slots.values()), gap=GAP)
        self.setLayout(column(title, about, lines, self._said, row(1, self._do), gap=GAP))
        self.setFixedWidth(theme.px(340))
        self.setFocusProxy(next(iter(self._slots.values())).editor)

    def do(self) -> None:
        """Do it with what was answered."""
        try:
            answers = self._answers()
        except TrustDeskError:
            return
        error = _attempt(self.viewpoint, self._verb, self._ids, answers)
        if error is None:
            self.done.emit()
            return
        self._said.setText(refusal(error))
        self._said.show()
        self.window().adjustSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.do()
        else:
            super().keyPressEvent(event)

    def _show_outcome(self) -> None:
        """The mark of what it will become stands on the button, as soon as the answers tell."""
        answers: dict[str, Any] = {}
        for name, slot in self._slots.items():
            with suppress(TrustDeskError):  # half typed: it is refused once it is done
                answers[name] = slot.editor.value()
        mark = self._verb.mark_of(self.viewpoint.moment, self._asked_of, answers)
        self._do.setIcon(icons.mark_icon(mark, "on_accent") if mark else QIcon())
        self._do.setAccessibleDescription(say(MARK_WORDS[mark]) if mark else "")

    def _slot(self, question: Question, moment: Moment, record: Record) -> Slot:
        field = question.asked(moment)
        editor: Editor = editor_of_kind(field, self.viewpoint)
        editor.suit(record)
        editor.show_value(question.start(moment, record))
        if isinstance(editor, ProseEditor):
            editor.enter_leaves = True
        return Slot(field, editor)

    def _answers(self) -> dict[str, Any]:
        """What was answered; raises where something that has to be said is missing, or cannot be read."""
        answers: dict[str, Any] = {}
        wrong: list[TrustDeskError] = []
        required = {question.answer: question.required for question in self._verb.asks}
        for name, slot in self._slots.items():
            try:
                answers[name] = slot.editor.value()
                if required[name] and answers[name] in (None, "", ()):
                    raise TrustDeskError(Text(N_("This has to be said.")))
                slot.accept()
            except TrustDeskError as error:
                slot.refuse(error)
                wrong.append(error)
        if wrong:
            self.window().adjustSize()
            raise wrong[0]
        return answers


def _attempt(
    viewpoint: Viewpoint, verb: Verb, ids: Sequence[str], answers: Mapping[str, Any]
) -> TrustDeskError | None:
    """Do it to all in one step; gives back what it was refused for.

    What was deleted is told of; what took the place of the record is shown.
    """
    moment = viewpoint.moment
    step = verb.step_of(moment, _records(viewpoint, ids), answers)
    gone: list[str] = []
    replacing: list[str] = []

    def action(session: Session) -> None:
        for id in ids:
            made = verb.run(session, records.get(session, verb.kind, id), answers, moment)
            if isinstance(made, verb.kind):
                replacing.append(made.id)
        session.flush()
        gone.extend(id for id in ids if session.get(verb.kind, id) is None)

    try:
        viewpoint.attempt(step, action)
    except TrustDeskError as error:
        return error
    if gone:
        viewpoint.told.emit(Text(step))
    if len(replacing) == 1:
        viewpoint.go(viewpoint.place.page, record=replacing[0])  # the one that holds from now on
    return None


def _records(viewpoint: Viewpoint, ids: Sequence[str]) -> list[Record]:
    found = (viewpoint.snapshot.get(id) for id in ids)
    return [record for record in found if record is not None]


def _about(asked_of: Sequence[Record]) -> str:
    """What it will be done to, in words."""
    if len(asked_of) == 1:
        words = words_of(asked_of[0])
        return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"
    count = {"n": len(asked_of), "kind": Text(kind_of(asked_of[0]).plural)}
    return say(Text(N_("{n} {kind} at once"), count))


def _place(anchor: QWidget) -> QPoint | None:
    """Where to open: below a small anchor, near the pointer's end of a large one."""
    if anchor.height() <= theme.px(60):
        return None
    return anchor.mapToGlobal(QPoint(theme.px(48), theme.px(48)))
