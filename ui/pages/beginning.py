"""New relationship: five questions on one page, and what the answers make beside them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from trustdesk import templates
from trustdesk.errors import TrustDeskError
from trustdesk.records import Relationship, Workshop
from trustdesk.records.checks import key_of
from trustdesk.words import N_, Text
from ui import theme
from ui.day_words import WEEKDAYS
from ui.page import Page
from ui.viewpoint import Viewpoint
from ui.widgets.basics import boxed, button, card, column, label, row, scrolled
from ui.widgets.beginning_preview import Preview
from ui.widgets.beginning_questions import (
    PartiesQuestion,
    QuestionBox,
    SideQuestion,
    SponsorsQuestion,
    TemplateQuestion,
)
from ui.widgets.editors import editor_of_kind
from ui.words import day, one_line, refusal, say

AHEAD: Final = timedelta(days=14)
"""When the first workshop is, unless said: long enough to invite."""
_WIDE: Final = 900


class BeginningPage(Page):
    """A relationship from nothing. What was answered stays until the relationship is made."""

    name = "beginning"

    def __init__(self, viewpoint: Viewpoint, parent: QWidget | None = None) -> None:
        super().__init__(viewpoint, parent)
        self._parties = PartiesQuestion(viewpoint)
        self._called = editor_of_kind(Relationship.fields["name"], viewpoint, Relationship)
        self._own_name = False
        self._side = SideQuestion()
        self._template = TemplateQuestion()
        self._when = QuestionBox(
            4,
            N_("When is the first workshop?"),
            N_("The program begins on that day, or today where that is past; every date follows from it."),
        )
        self._day = editor_of_kind(Workshop.fields["held_on"], viewpoint, Workshop)
        self._weekend = label("", "note", wrap=True)
        self._sponsors = SponsorsQuestion(viewpoint)
        self._preview = Preview()
        self._said = label("", "note", wrap=True, tone="bad")
        self._begin = button(say(N_("Begin")), "primary", icon="handshake", run=self._on_begin_clicked)
        self._arrange()
        self._parties.changed.connect(self._on_parties_changed)
        self._template.changed.connect(self._follow)
        self._called.edited.connect(self._on_called_edited)
        self._day.edited.connect(self._follow)
        self._day.left.connect(self._follow)
        self._reset()

    def refresh(self) -> None:
        """What is asked does not hang on what is in the desk."""
        if self._first() is None and not self._day.complaint():
            self._day.show_value(self._usual_day())
        self._follow()

    def home(self) -> QWidget:
        return self._parties

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room beside the questions, what they make stands below them."""
        super().resizeEvent(event)
        beside = self.width() >= theme.px(_WIDE)
        room = self._beside if beside else self._below
        if room.indexOf(self._made) < 0:
            room.insertWidget(0, self._made)
        self._made.setMaximumWidth(theme.px(320 if beside else 680))

    def _arrange(self) -> None:
        self._called.setMaximumWidth(theme.px(420))
        control = self._called.focusProxy()
        assert control is not None
        name = label(say(N_("Name of the relationship")), "note")
        name.setBuddy(control)
        self._parties.body.addSpacing(theme.px(4))
        self._parties.body.addLayout(column(name, self._called, gap=4))
        self._day.setFixedWidth(theme.px(220))
        self._when.body.addLayout(row(self._day, 1))
        self._when.body.addWidget(self._weekend)
        self._said.hide()
        title = label(say(N_("New relationship")), "title")
        lede = label(say(N_("Five questions, then something to print.")), "muted")
        asked = (self._parties, self._side, self._template, self._when, self._sponsors)
        questions = boxed(column(column(title, lede, gap=4), *asked, gap=32))
        questions.setMaximumWidth(theme.px(680))
        self._made = card(column(self._preview, self._said, row(self._begin, 1), gap=16, margins=20))
        self._made.setMinimumWidth(theme.px(264))
        self._below, self._beside = column(gap=0), column(1, gap=0)
        self._beside.setContentsMargins(0, theme.px(24), theme.px(32), 0)
        around = column(questions, self._below, 1, gap=32)
        around.setContentsMargins(*(theme.px(n) for n in (32, 24, 12, 32)))
        whole = row(scrolled(boxed(around)), self._beside, gap=12)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def _reset(self) -> None:
        self._own_name = False
        self._parties.reset()
        self._side.reset()
        self._template.reset()
        self._sponsors.reset()
        self._day.show_value(self._usual_day())
        self._on_parties_changed()

    def _usual_day(self) -> date:
        return templates.working_day(self.viewpoint.today + AHEAD)

    def _first(self) -> date | None:
        """The day of the first workshop, None while it cannot be read."""
        try:
            found = self._day.value()
        except TrustDeskError:
            return None
        return found if isinstance(found, date) else None

    def _on_parties_changed(self) -> None:
        names = self._parties.names
        self._parties.setProperty("unsaved", any(names))
        if not self._own_name:
            self._called.show_value(" – ".join(one_line(name) for name in names if name))
            self._called.complain(None)
        self._side.show_names(names)
        self._sponsors.show_names(names)
        self._follow()

    def _on_called_edited(self) -> None:
        self._own_name = bool(str(self._called.value()).strip())

    def _follow(self) -> None:
        """Let everything that hangs on the answers follow them."""
        names, first = self._parties.names, self._first()
        self._template.show_names(names)
        begins = templates.begins(first, self.viewpoint.today) if first else None
        self._preview.show_program(self._template.chosen(names), begins)
        if first is not None and begins is not None:
            values = {"weekday": Text(WEEKDAYS[first.weekday()]), "held": day(first), "day": day(begins)}
            words = "{weekday}" if begins == first else _WEEKEND
            if first < self.viewpoint.today:
                words = _PAST
            self._weekend.setText(say(Text(words, values)))
        self._weekend.setVisible(first is not None)

    def _on_begin_clicked(self) -> None:
        self._said.hide()
        if not self._is_answered():
            return
        name = str(self._called.value()).strip()
        try:
            made = self.viewpoint.attempt(N_("Relationship begun"), self._start)
        except TrustDeskError as error:
            self._said.setText(refusal(error))
            self._said.show()
            return
        self._reset()
        self.viewpoint.enter(made)
        self.viewpoint.told.emit(Text(_BEGUN, {"name": one_line(name)}))

    def _is_answered(self) -> bool:
        """Whether all that is needed was answered; what is not is said beside it, and gets the keyboard."""
        good = self._parties.check()
        wanted: QWidget | None = None if good else self._parties
        taken = {key_of(head.name) for head in self.viewpoint.heads}
        name = str(self._called.value()).strip()
        wrong = None if name else N_("What is the relationship called?")
        if key_of(name) in taken:
            wrong = N_("There is a relationship of this name already.")
        if good:
            self._called.complain(say(wrong) if wrong else None)
            wanted = self._called if wrong else None
        if self._first() is None:
            self._day.complain(say(N_("On which day is it? Write it like 5 Mar 2026.")))
            wanted = wanted or self._day
        if wanted is not None:
            wanted.setFocus()
        return wanted is None

    def _start(self, session: Session) -> str:
        names, first = self._parties.names, self._first()
        assert first is not None
        parties = self._template.roles(names)
        role_of = {name: role for role, name in parties.items()}
        sponsors = zip(names, self._sponsors.names, strict=True)
        side = self._side.chosen
        return templates.start(
            session,
            self._template.chosen(names),
            name=str(self._called.value()).strip(),
            parties=parties,
            starts=templates.begins(first, self.viewpoint.today),
            sponsors={role_of[name]: sponsor for name, sponsor in sponsors if sponsor},
            first_workshop=first,
            own_side=None if side is None else role_of[names[side]],
        )


_WEEKEND: Final = N_("The workshop stays on {weekday}; the program begins on the Monday after it, {day}.")
_PAST: Final = N_("The workshop was on {weekday}, {held}; the program begins on {day}, with nothing overdue.")
_BEGUN: Final = N_("“{name}” has begun. Under Packs, the agenda of the first workshop can be printed now.")

PAGE = BeginningPage
