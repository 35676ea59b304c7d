"""The head of the window: where one is, for whom and on which day it is shown, and the pages to go to."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from trustdesk import audience as audiences
from trustdesk.audience import Audience
from trustdesk.records import Workshop
from trustdesk.words import N_, Text
from ui import icons, theme
from ui.choice_words import PAIR, parties_words
from ui.places import DESK_PAGE, PAGES
from ui.viewpoint import Viewpoint
from ui.widgets.basics import (
    ToolButton,
    button,
    clear,
    column,
    icon_button,
    icon_room,
    label,
    picture,
    restyle,
    row,
    tip,
)
from ui.widgets.calendar import Calendar
from ui.widgets.elided import Elided
from ui.widgets.popover import Popover
from ui.widgets.question import confirmed
from ui.widgets.tabs import Tabs
from ui.words import caption, day, one_line, say

LEAVE_KEY = "Ctrl+Shift+E"
_SEVERAL: Final = N_("Several parties…")
_NARROW: Final = 640
"""Below this width, at 100 %, there is little room."""


class Header(QWidget):
    """Breadcrumb, day and audience on one line; the relationship's pages on the next."""

    def __init__(self, viewpoint: Viewpoint, menu: QMenu) -> None:
        super().__init__()
        self._viewpoint = viewpoint
        self._narrow = False
        self._crumbs = row(gap=6)
        self._day = button("", "quiet", icon="calendar", run=self._on_day_clicked)
        self._reader = ToolButton()
        self._reader.setProperty("role", "quiet")
        self._reader.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._reader.setIcon(icons.icon("eye"))
        self._reader.setIconSize(icon_room())
        self._readers = QMenu(self)
        self._readers.aboutToShow.connect(self._fill_readers)
        self._reader.open_by(self._readers)
        self._leave = button(say(N_("Show everything again")), "plain", icon="eye", run=self.ask_to_leave)
        self._leave.setAccessibleDescription(LEAVE_KEY)
        self._menu = icon_button("menu", say(N_("Menu")))
        self._menu.open_by(menu)
        self._tabs = Tabs(lambda page: viewpoint.go(page))
        line = row(gap=4)
        line.addLayout(self._crumbs)
        line.addStretch(1)
        for piece in (self._day, self._reader, self._leave, self._menu):
            line.addWidget(piece)
        around = column(line, self._tabs, gap=0)
        around.setContentsMargins(theme.px(24), theme.px(10), theme.px(16), 0)
        self.setLayout(around)
        # It keeps its height whatever the page below would like to have.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        viewpoint.changed.connect(self.show_place)
        viewpoint.moved.connect(self.show_place)
        self.show_place()

    def show_place(self) -> None:
        """Say where the window is."""
        viewpoint = self._viewpoint
        place = viewpoint.place
        inside = place.relationship is not None
        self._fill_crumbs()
        self._tabs.setVisible(inside)
        if inside:
            self._tabs.show_current(place.page)
        self._show_day()
        words = reader_words(viewpoint.audience)
        self._reader.setText(caption(words))
        self._reader.setAccessibleName(say(Text(N_("Show as: {reader}"), {"reader": words})))
        self._reader.setVisible(inside and not viewpoint.turned)
        self._leave.setVisible(viewpoint.turned)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, some goes without saying: today, and the only name a client sees."""
        super().resizeEvent(event)
        if (self.width() < theme.px(_NARROW)) != self._narrow:
            self._narrow = not self._narrow
            self.show_place()

    def _show_day(self) -> None:
        viewpoint = self._viewpoint
        today = viewpoint.day == viewpoint.today
        shown = Text(N_("Today, {day}") if today else N_("As of {day}"), {"day": day(viewpoint.day)})
        left_out = today and self._narrow
        self._day.setText("" if left_out else say(shown))
        tip(self._day, say(shown) if left_out else "")
        self._day.setAccessibleName(say(Text(N_("Day looked at: {day}"), {"day": day(viewpoint.day)})))
        restyle(self._day, role="quiet" if today else "plain")

    def ask_to_leave(self) -> None:
        """Back to everything, after a question: others may be looking at this screen."""
        if confirmed(
            self,
            N_("Show everything again?"),
            N_("Private records and the other relationships appear on this screen at once."),
            N_("Show everything"),
            N_("Stay"),
        ):
            self._viewpoint.turn(audiences.consultant())

    def open_day(self) -> None:
        """Let a day be chosen."""
        self._on_day_clicked()

    def open_readers(self) -> None:
        """Let an audience be chosen."""
        if self._reader.isVisible():
            self._reader.showMenu()

    def _fill_crumbs(self) -> None:
        viewpoint = self._viewpoint
        clear(self._crumbs)
        if viewpoint.turned:
            shown = Text(N_("Shown to {reader}"), {"reader": reader_words(viewpoint.audience)})
            self._crumbs.addWidget(picture(icons.icon("eye", "caution")))
            told = Elided(say(shown), "strong")
            told.setProperty("tone", "caution")
            self._crumbs.addWidget(told)
            if self._narrow:
                return
            self._crumbs.addWidget(picture(icons.icon("chevron-right", "muted"), 12))
        place = viewpoint.place
        if place.relationship is None:
            self._crumbs.addWidget(label(say(PAGES[place.page].label), "strong"))
            return
        if not viewpoint.turned:
            home = button(say(PAGES[DESK_PAGE].label), "link", run=lambda: viewpoint.go(DESK_PAGE))
            self._crumbs.addWidget(home)
            self._crumbs.addWidget(picture(icons.icon("chevron-right", "muted"), 12))
        name = next((head.name for head in viewpoint.heads if head.id == place.relationship), "")
        self._crumbs.addWidget(Elided(name, "strong"))

    def _fill_readers(self) -> None:
        viewpoint = self._viewpoint
        self._readers.clear()
        parties = viewpoint.snapshot.parties
        group = QActionGroup(self._readers)
        readers = [
            audiences.consultant(),
            audiences.everyone(parties),
            *(audiences.parse(party.name, parties) for party in parties),
        ]
        for reader in readers:
            action = QAction(caption(reader_words(reader)), group)
            action.setCheckable(True)
            action.setChecked(reader == viewpoint.audience)
            action.triggered.connect(lambda _=False, to=reader: viewpoint.turn(to))
            self._readers.addAction(action)
        if len(parties) > PAIR:
            several = self._readers.addAction(say(_SEVERAL))
            several.triggered.connect(lambda _=False: _ReadersChooser(viewpoint, self._reader).open_below())

    def _on_day_clicked(self) -> None:
        chooser = _DayChooser(self._viewpoint, self._day)
        chooser.open_below()


def reader_words(reader: Audience) -> str:
    """Who reads, in words for the screen."""
    if reader.is_consultant:
        return say(N_("everything"))
    return say(N_("all parties")) if reader.is_joint else parties_words(reader)


class _ReadersChooser(Popover):
    """Several parties, to whom the screen is turned together."""

    def __init__(self, viewpoint: Viewpoint, anchor: QWidget) -> None:
        # With it come the editors, which the first page can spare.
        from ui.widgets.parties_choice import PartiesChoice

        self._viewpoint = viewpoint
        self._parties = PartiesChoice()
        self._parties.offer(viewpoint.snapshot.parties)
        self._turn = button("", "primary", icon="eye", run=self._on_turn_clicked)
        about = label(say(N_("Shown is what every one of them may read.")), "note", wrap=True)
        super().__init__(anchor, column(about, self._parties, row(1, self._turn), gap=12), say(_SEVERAL))
        self.setMinimumWidth(theme.px(280))
        self._parties.chosen.connect(self._show_reader)
        self._show_reader()
        self._turn.setFocus()

    def _show_reader(self) -> None:
        words = Text(N_("Show as {reader}"), {"reader": reader_words(self._parties.reader)})
        self._turn.setText(caption(say(words)))
        self._turn.setAccessibleName(say(words))

    def _on_turn_clicked(self) -> None:
        reader = self._parties.reader
        self.close()
        self._viewpoint.turn(reader)


class _DayChooser(Popover):
    """A calendar, today, and the workshops there have been."""

    def __init__(self, viewpoint: Viewpoint, anchor: QWidget) -> None:
        calendar = Calendar(viewpoint.day)
        calendar.setAccessibleName(say(N_("The day to look at")))
        today = button(say(N_("Today")), "primary", run=lambda: self._choose(viewpoint.today))
        days = column(label(say(N_("Look at the desk as it stood on a day")), "note"), calendar, today)
        if viewpoint.relationship is not None:
            held = [one for one in viewpoint.snapshot[Workshop] if one.held_on <= viewpoint.today]
            for workshop in sorted(held, key=lambda one: one.held_on, reverse=True)[:4]:
                words = f"{day(workshop.held_on)}  {one_line(workshop.title) or say(workshop.kind)}"
                days.addWidget(button(words, "link", run=partial(self._choose, workshop.held_on)))
        super().__init__(anchor, days, say(N_("The day to look at")))
        self._viewpoint = viewpoint
        calendar.activated.connect(self._on_calendar_chosen)
        calendar.clicked.connect(self._on_calendar_chosen)
        calendar.setFocus()

    def _on_calendar_chosen(self, chosen: QDate) -> None:
        self._choose(date(chosen.year(), chosen.month(), chosen.day()))

    def _choose(self, chosen: date) -> None:
        self.close()
        self._viewpoint.look_at(chosen)
