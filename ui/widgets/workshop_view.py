"""One workshop, to be read: when and where, who came, the agenda, and what came of it."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trustdesk.records import Person, Workshop
from trustdesk.words import N_, Text, plural
from trustdesk.words import day as long_day
from ui import icons, theme
from ui.viewpoint import Viewpoint
from ui.widgets.agenda_editor import AgendaEditor
from ui.widgets.basics import (
    PartyDot,
    boxed,
    button,
    clear,
    column,
    hairline,
    label,
    picture,
    restyle,
    row,
)
from ui.widgets.elided import Elided
from ui.widgets.form_parts import Fold
from ui.widgets.record_form import RecordForm
from ui.widgets.verb_bar import VerbBar
from ui.words import language, one_line, say

_OUTCOME: Final = N_("What came of it")
_WIDEST: Final = 720
"""Longer lines are hard to read."""


class WorkshopView(QWidget):
    """Reads like minutes; what may still be changed is changed in place. `prepare` asks for its pack."""

    prepare = Signal(str)

    def __init__(self, viewpoint: Viewpoint) -> None:
        super().__init__()
        self._viewpoint = viewpoint
        self._id: str | None = None
        self._kind = label("", "note")
        self._title = label("", "title", wrap=True)
        self._when = label("", wrap=True)
        self._lock = picture(icons.icon("lock", "muted"), 14)
        self._state = label("", "muted", wrap=True)
        self._verbs = VerbBar(viewpoint)
        self._prepare = button(
            say(N_("Prepare the pack")), "primary", icon="printer", run=self._on_prepare_clicked
        )
        self._who = column(gap=6)
        self._details = RecordForm(viewpoint, only=("", N_("Who came")))
        self._fold = Fold(say(N_("Change when, where and who")), self._fill_details)
        self._fold.opened.connect(self._on_fold_opened)
        self._agenda = AgendaEditor(viewpoint)
        self._minutes = column(gap=20)
        self._rule = hairline()
        self._outcome = RecordForm(viewpoint, only=(_OUTCOME,))
        state = row(self._lock, self._state, gap=6)
        state.setStretch(1, 1)
        head = column(self._kind, self._title, self._when, state, gap=4)
        done = row(self._prepare, self._verbs, gap=8)
        done.setStretch(1, 1)
        body = column(
            head,
            done,
            self._who,
            self._fold,
            hairline(),
            self._agenda,
            self._rule,
            self._outcome,
            self._minutes,
            1,
            gap=20,
        )
        inner = boxed(body)
        inner.setMaximumWidth(theme.px(_WIDEST))
        around = row(inner, 1, gap=0)
        around.setStretch(0, 100)
        around.setContentsMargins(0, theme.px(20), theme.px(8), theme.px(20))
        self.setLayout(around)

    def show_workshop(self, workshop: Workshop) -> None:
        """Show a workshop of the snapshot."""
        self._id = workshop.id
        ahead = (workshop.held_on - self._viewpoint.day).days
        self._kind.setText(say(workshop.kind).capitalize())
        self._title.setText(one_line(workshop.title) or say(Text("{day}", {"day": workshop.held_on})))
        self._when.setText(" · ".join(_when(workshop, self._viewpoint.turned)))
        issued = workshop.issued_on
        self._lock.setVisible(issued is not None)
        self._state.setText(say(_state(workshop, ahead)))
        restyle(self._state, tone="caution" if issued is None and ahead < 0 else "")
        self._prepare.setVisible(ahead >= 0 and issued is None)
        self._verbs.show_records((workshop.id,))
        self._fill_who(workshop)
        self._fold.setVisible(issued is None and self._viewpoint.editable)
        if self._fold.is_open:
            self._details.show_record(workshop.id)
        self._agenda.show_workshop(workshop)
        # What came of it is not known before its day: a snapshot of an earlier one would show nothing of it.
        writes = issued is None and ahead <= 0
        self._outcome.show_record(workshop.id if writes else None)
        self._outcome.setVisible(writes)
        self._rule.setVisible(ahead <= 0)
        self._fill_minutes(workshop)

    def settle(self) -> bool:
        """Save what is being typed; False when some of it could not be."""
        return all([self._details.settle(), self._outcome.settle()])

    def _fill_details(self, into: QVBoxLayout) -> None:
        into.addWidget(self._details)

    def _on_fold_opened(self) -> None:
        self._details.show_record(self._id)

    def _fill_minutes(self, workshop: Workshop) -> None:
        """What was decided and recognised, once it is issued: text to be read, no longer fields."""
        clear(self._minutes)
        for name in ("decisions", "recognitions") if workshop.issued_on is not None else ():
            words = getattr(workshop, name).strip()
            if words:
                heading = label(say(Workshop.fields[name].label), "heading")
                self._minutes.addLayout(column(heading, label(words, wrap=True)))

    def _fill_who(self, workshop: Workshop) -> None:
        """The sides that came, each with its people."""
        clear(self._who)
        seen = self._viewpoint.snapshot
        present = [person for id in workshop.attendees if (person := seen.find(Person, id)) is not None]
        self._who.addWidget(
            label(
                say(N_("Who came") if workshop.held_on <= self._viewpoint.day else N_("Who comes")), "heading"
            )
        )
        told = False
        for position, party in enumerate(seen.parties):
            names = [one_line(person.name) for person in present if person.party_id == party.id]
            if not names and party.id not in workshop.attended_by:
                continue
            told = True
            people = label(", ".join(names), wrap=True) if names else None
            line = row(PartyDot(position), Elided(party.name, "strong"), people, gap=8)
            line.setStretch(2 if people else 1, 1)
            self._who.addWidget(boxed(line))
        if not told:
            self._who.addWidget(label(say(N_("Nobody is noted yet.")), "muted"))

    def _on_prepare_clicked(self) -> None:
        if self._id is not None:
            self.prepare.emit(self._id)


def _when(workshop: Workshop, turned: bool) -> list[str]:
    """Day, hour, length and place, as far as they are known."""
    parts = [long_day(workshop.held_on, language()), one_line(workshop.starts_at)]
    if workshop.minutes and not turned:
        parts.append(say(Text(N_("{n} minutes"), {"n": workshop.minutes})))
    return [part for part in (*parts, one_line(workshop.place)) if part]


def _state(workshop: Workshop, ahead: int) -> Text:
    if workshop.issued_on is not None:
        day: date = workshop.issued_on
        return Text(N_("Minutes issued on {day}: they stay as they are."), {"day": day})
    if ahead == 0:
        return Text(N_("Today"))
    if ahead > 0:
        return plural(N_("In {n} day"), N_("In {n} days"), ahead)
    return plural(
        N_("Held {n} day ago; the minutes are not issued yet."),
        N_("Held {n} days ago; the minutes are not issued yet."),
        -ahead,
    )
