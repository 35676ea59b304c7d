"""Promises written one a line, by side: who promises, in which stage and for when is said once for all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QLayout, QPushButton, QWidget
from sqlalchemy.orm import Session

from trustdesk.actions import commitments
from trustdesk.errors import TrustDeskError
from trustdesk.measures.results import RUNNING
from trustdesk.records import Commitment, Stage, Workshop
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_, Text, plural
from ui import icons, theme
from ui.verbs.commitments import next_workshop
from ui.viewpoint import Viewpoint
from ui.widgets.basics import button, column, icon_button, label, row
from ui.widgets.editors import Editor, editor_for
from ui.widgets.editors.lines import ProseEditor
from ui.widgets.flow import Flow
from ui.words import caption, day, refusal, say

STEP: Final = N_("Promises added")
_TALL: Final = 28
_BULLET: Final = re.compile(r"^\s*(?:[•▪‣*–-]|\d{1,2}[.)])\s+")


def promises_in(text: str) -> tuple[str, ...]:
    """The promises in some lines: one each, without the bullets or numbers of a list."""
    lines = (_BULLET.sub("", line).strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


class Terms(QWidget):
    """Who promises, in which stage, for when: asked once for several promises."""

    changed = Signal()

    def __init__(self, viewpoint: Viewpoint) -> None:
        super().__init__()
        self.viewpoint = viewpoint
        self._sides = QButtonGroup(self)
        self._side_line = Flow(theme.px(6))
        self._parties: tuple[tuple[str, str], ...] = ()
        self._stage: Editor = editor_for(Commitment.fields["stage_id"], viewpoint)
        self._due: Editor = editor_for(Commitment.fields["due"], viewpoint)
        self._meeting: Workshop | None = None
        self._at_meeting = button("", "chip", run=self._on_at_meeting_clicked)
        self._at_meeting.setMinimumHeight(theme.px(_TALL))
        for editor in (self._stage, self._due):
            editor.left.connect(self.changed)
        self._stage.setFixedWidth(theme.px(200))
        self._due.setFixedWidth(theme.px(150))
        self.groups = {
            "giver_id": _named("giver_id", self._side_line),
            "stage_id": _named("stage_id", self._stage),
            "due": _named("due", row(self._due, self._at_meeting, gap=8)),
        }
        line = Flow(theme.px(24))
        for group in self.groups.values():
            line.add(group)
        self.setLayout(column(line, gap=0))

    def refresh(self) -> None:
        """Offer the parties, stages and workshop there are now; what was chosen stays."""
        snapshot = self.viewpoint.snapshot
        self._offer_sides(snapshot)
        self._stage.suit(None)
        if self._stage.value() is None:
            self._stage.show_value(self._likely_stage())
        self._offer_meeting(next_workshop(snapshot, self.viewpoint.today))

    def ask_only(self, names: tuple[str, ...]) -> None:
        """Ask these alone."""
        for name, group in self.groups.items():
            group.setVisible(name in names)

    def values(self) -> dict[str, object]:
        """What was said, by the names of the fields; raises TrustDeskError where a day cannot be read."""
        checked = self._sides.checkedButton()
        found: dict[str, object] = {
            "giver_id": checked.property("party") if checked is not None else None,
            "stage_id": self._stage.value(),
            "due": self._due.value(),
            "due_workshop_id": None,
        }
        if self._meeting is not None and self._at_meeting.isChecked():
            found |= {"due": self._meeting.held_on, "due_workshop_id": self._meeting.id}
        return found

    def complain(self, missing: bool) -> None:
        """Say at the day that it has to be said, or take that back."""
        self._due.complain(say(N_("This has to be said.")) if missing else None)

    def _offer_sides(self, snapshot: Snapshot) -> None:
        parties = tuple((party.id, party.name) for party in snapshot.parties)
        if parties == self._parties:
            return
        self._parties = parties
        for old in self._sides.buttons():
            self._sides.removeButton(old)
            self._side_line.take(old)
            old.deleteLater()
        for position, (id, name) in enumerate(parties):
            made = _side_button(position, id, name)
            made.clicked.connect(lambda _on: self.changed.emit())
            self._sides.addButton(made)
            self._side_line.add(made)
            made.setChecked(position == 0)

    def _offer_meeting(self, meeting: Workshop | None) -> None:
        first = self._meeting is None
        self._meeting = meeting
        self._at_meeting.setVisible(meeting is not None)
        if meeting is None:
            self._at_meeting.setChecked(False)
        else:
            words = say(Text(N_("Next workshop, {day}"), {"day": day(meeting.held_on)}))
            self._at_meeting.setText(caption(words))
            self._at_meeting.setAccessibleName(words)
            if first and self._due.value() is None:
                self._at_meeting.setChecked(True)
        self._due.set_editable(not self._at_meeting.isChecked())

    def _likely_stage(self) -> str | None:
        stages = self.viewpoint.measures.stages
        running = next((one.stage.id for one in stages if one.status == RUNNING), None)
        first = next(iter(self.viewpoint.snapshot[Stage]), None)
        return running or (first.id if first is not None else None)

    def _on_at_meeting_clicked(self) -> None:
        self._due.set_editable(not self._at_meeting.isChecked())
        self.complain(False)
        if not self._at_meeting.isChecked():
            self._due.setFocus()
        self.changed.emit()


class PromiseEntry(QFrame):
    """The panel in which promises are written; Enter adds what stands in it. `closed` when it is left."""

    closed = Signal()
    made = Signal(str)
    paste_asked = Signal()

    def __init__(self, viewpoint: Viewpoint) -> None:
        super().__init__()
        self.viewpoint = viewpoint
        self.setProperty("role", "card")
        self.setAccessibleName(say(N_("Add promises")))
        self.terms = Terms(viewpoint)
        self._text = ProseEditor(Commitment.fields["text"], viewpoint)
        self._text.enter_leaves = True
        self._text.edited.connect(self._mark)
        self._said = label("", "note", wrap=True, tone="bad")
        self._said.hide()
        self._add = button(say(N_("Add")), "primary", run=self.add)
        paste = button(
            say(N_("Paste from Excel")), "quiet", icon="clipboard-paste", run=self.paste_asked.emit
        )
        note = label(say(N_("One promise a line. Enter adds, Shift+Enter begins another line.")), "note")
        close = icon_button("x", say(N_("Close")), run=self.closed.emit)
        head = row(label(say(N_("Add promises")), "strong"), 1, paste, close)
        self.setLayout(
            column(head, self.terms, self._text, self._said, row(note, 1, self._add), gap=8, margins=12)
        )

    def refresh(self) -> None:
        """Offer the parties, stages and workshop there are now."""
        self.terms.refresh()

    def open(self, lines: tuple[str, ...] = ()) -> None:
        """Show the panel, perhaps with lines added to what stands there, and take the keyboard."""
        self.refresh()
        if lines:
            self._text.show_value("\n".join((*self._lines(), *lines)))
        self.show()
        self._mark()
        self._text.setFocus()

    def begin_anew(self) -> None:
        """Forget what was written: it was for somebody else."""
        self._text.show_value("")
        self._said.hide()
        self._mark()

    def add(self) -> None:
        """Add a promise for each line, all in one step."""
        lines = self._lines()
        try:
            terms = self.terms.values()
        except TrustDeskError:
            return
        self.terms.complain(terms["due"] is None)
        if not lines or terms["due"] is None:
            self._text.setFocus()
            return
        try:
            ids = self.viewpoint.attempt(STEP, lambda session: self._give(session, lines, terms))
        except TrustDeskError as error:
            self._said.setText(refusal(error))
            self._said.show()
            return
        self._said.hide()
        self._text.show_value("")
        self._mark()
        self._text.setFocus()
        n = len(lines)
        self.viewpoint.told.emit(plural(N_("{n} promise added."), N_("{n} promises added."), n))
        self.made.emit(ids[-1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter adds, Escape closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.add()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever puts the panel away keeps what stands in it, and needs no reminder of it."""
        super().hideEvent(event)
        self._mark()

    def _lines(self) -> tuple[str, ...]:
        return promises_in(str(self._text.value() or ""))

    def _mark(self) -> None:
        self._text.setProperty("unsaved", bool(self._lines()) and not self.isHidden())

    def _give(self, session: Session, lines: tuple[str, ...], terms: Mapping[str, object]) -> list[str]:
        today = self.viewpoint.today
        given = [
            commitments.give(
                session, str(self.viewpoint.relationship), today, text=line, promised_on=today, **terms
            )
            for line in lines
        ]
        return [promise.id for promise in given]


def _named(name: str, content: QWidget | QLayout) -> QWidget:
    field = Commitment.fields[name]
    group = QWidget()
    words = label(say(field.label), "note")
    if isinstance(content, Editor):
        words.setBuddy(content)
    group.setLayout(column(words, content, gap=4))
    return group


def _side_button(position: int, id: str, name: str) -> QPushButton:
    made = button(name, "chip")
    made.setIcon(icons.party_icon(position))
    made.setIconSize(QSize(theme.px(14), theme.px(10)))
    made.setProperty("party", id)
    made.setMinimumHeight(theme.px(_TALL))
    return made
