"""What the window holds while a desk is open: rail, head, notices, pages, foot, and the actions."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from trustdesk.desk import Desk
from trustdesk.errors import FileError, NotSavedError, TrustDeskError
from trustdesk.words import N_, Text
from ui import actions
from ui.jobs import Jobs
from ui.page import Page, load
from ui.places import PAGES
from ui.safekeeping import Safekeeping
from ui.summaries import Summaries
from ui.undo_keys import UndoKeys
from ui.viewpoint import Viewpoint
from ui.widgets.foot import Foot
from ui.widgets.header import Header, reader_words
from ui.widgets.notices import Notices, Offer
from ui.widgets.question import confirmed
from ui.widgets.rail import Rail
from ui.window import Window
from ui.words import one_line, say

if TYPE_CHECKING:
    from ui.widgets.help_panel import HelpPanel


class Workspace(QObject):
    """An open desk in the window. Pages are made when they are first shown, and kept.

    `wants_desk` asks for the desk of a file (None: let the user choose), `wants_new` for a new one,
    `wants_sample` for the sample, `wants_rebuild` to be made again, since text has another size: then it goes
    on where the window was `before`, for whom and on which day, so that nobody sees more for a moment.
    `wants_lock` asks for the lock, `wants_passphrase` for another passphrase of the desk (none when empty),
    `wants_restoring` that the desk become what a backup holds, `wants_copy` for a copy of a backup.
    """

    wants_desk = Signal(object)
    wants_new = Signal()
    wants_sample = Signal()
    wants_rebuild = Signal()
    wants_lock = Signal()
    wants_passphrase = Signal(str)
    wants_restoring = Signal(object)
    wants_copy = Signal(object)

    def __init__(self, window: Window, desk: Desk, today: date, before: Viewpoint | None = None) -> None:
        super().__init__(window)
        self.window = window
        self.viewpoint = Viewpoint(desk, today, self)
        if before is not None:
            self.viewpoint.take_up(before)
        self.jobs = Jobs(self.viewpoint)
        self.summaries = Summaries(self.viewpoint)
        self.safekeeping = Safekeeping(self.viewpoint, self.jobs, self._settle)
        self.menu = QMenu(window)
        self.actions = actions.make(self)
        self._pages: dict[str, Page] = {}
        self._reader = self.viewpoint.audience
        self._help: HelpPanel | None = None
        # What can be done now, and the name of the step to undo, can wait until the page is painted.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._update_actions)
        self._move_in()
        self._listen()
        self.show_place()

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self._page(self.viewpoint.place.page)

    def show_place(self) -> None:
        """Show the page the viewpoint is at, with its record before the eyes."""
        place = self.viewpoint.place
        page, before = self._page(place.page), self.window.pages.currentWidget()
        self.window.show_page(page)
        if isinstance(before, Page) and before is not page and not before.settle():
            self._notices.tell(Text(_STAYS, {"page": Text(PAGES[before.name].label)}))
        page.take_keyboard()
        if place.record is not None:
            page.reveal(place.record)
        if self._help is not None and self._help.isVisible():
            self._help.show_page(place.page)
        self._show_state()

    def open_palette(self) -> None:
        """Find records and commands by typing."""
        from ui.widgets.command_palette import CommandPalette

        # Found among others, it would be chosen by an Enter too many: what leads back takes a key of its own.
        barred = self.actions["turn_back"]
        offered = [one for one in self.actions.values() if one.isEnabled() and one is not barred]
        palette = CommandPalette(self.viewpoint, offered, self.window)
        palette.open_on_top()

    def open_help(self, name: str | None = None) -> None:
        """Explain the page that is shown, or another; asked for again, put the words away."""
        wanted = name or self.viewpoint.place.page
        if self._help is None:
            from ui.widgets.help_panel import HelpPanel

            self._help = HelpPanel(self.window)
            self.window.side.addWidget(self._help)
        elif self._help.isVisible() and name is None:
            self._help.hide()
            return
        self._help.show_page(wanted)
        self._help.show()
        self._help.setFocus()

    def ask_reader(self) -> None:
        """Let an audience be chosen to which the screen is turned."""
        self._header.open_readers()

    def ask_day(self) -> None:
        """Let a day be chosen to look at."""
        self._header.open_day()

    def prepare_export(self) -> None:
        """Go to the packs, with the workbook chosen."""
        from ui.pages.packs import PacksPage

        self.viewpoint.go("packs")
        if isinstance(self.page, PacksPage):
            self.page.prepare("workbook")

    def delete_relationship(self) -> None:
        """Delete or erase the relationship looked at, after a question that tells the difference."""
        from ui.widgets.erasing import let_go_of_relationship

        let_go_of_relationship(self.viewpoint, self.jobs, self.window)

    def erase_history(self) -> None:
        """Erase the history of the relationship looked at or of the desk, after a question."""
        from ui.widgets.erasing import erase_history

        erase_history(self.viewpoint, self.jobs, self.window)

    def refuse(self, error: TrustDeskError, *offers: Offer) -> None:
        """Say at the foot what was not done, and what can be done about it."""
        self._notices.refuse(error, *offers)

    def warn(self, title: Text, message: Text, *offers: Offer) -> None:
        """Say at the foot what the consultant should know of the desk; to a client nothing is said of it."""
        if not self.viewpoint.turned:
            self._notices.warn(title, message, *offers)

    def go_on_elsewhere(self, path: Path | None = None) -> None:
        """Take the desk, as it was saved, to another place and work on there; then save what is typed."""
        from ui.desks import ENDING, remember
        from ui.widgets.files import save_file

        viewpoint = self.viewpoint
        kinds = f"TrustDesk (*{ENDING})"
        chosen = path or save_file(self.window, viewpoint.desk.path.name, kinds, turned=viewpoint.turned)
        if chosen is None or viewpoint.lent is not None:
            return
        before = viewpoint.desk.path
        try:
            viewpoint.desk.go_on_at(chosen.with_suffix(ENDING))
        except TrustDeskError as error:
            viewpoint.refused.emit(error)
            return
        remember(viewpoint.desk.path)
        saved = self._settle()
        self._show_state()
        if viewpoint.turned:
            return
        values = {"path": str(viewpoint.desk.path), "before": str(before)}
        self._notices.warn(
            Text(N_("You are working in {path} now."), values),
            Text(
                N_("All is saved there. The file at {before} stays as it was.") if saved else _NOT_ALL, values
            ),
        )

    def may_leave(self, everything: bool = True) -> bool:
        """Save what is being typed; asks when some of it is not saved, and leads there when that is wanted.

        Only the pages of the relationship are looked at where not `everything` goes.
        """
        pages = [page for page in self._pages.values() if everything or PAGES[page.name].inside]
        unsaved = [page for page in pages if not page.settle()]
        if not unsaved:
            return True
        leave = confirmed(
            self.window,
            N_("Something you wrote is not saved yet."),
            Text(_STILL_THERE, {"page": Text(PAGES[unsaved[0].name].label)}),
            N_("Go on without it"),
            N_("Stay"),
        )
        if not leave:
            self.viewpoint.go(unsaved[0].name, self.viewpoint.inside)
            unsaved[0].enter_unsaved()
        return leave

    def put_away(self) -> None:
        """Leave the window empty and the desk closed."""
        self._later.stop()
        self.jobs.close()
        self.summaries.leave()
        self.safekeeping.leave()
        self.viewpoint.leave()
        for page in self._pages.values():
            page.put_away()
        self.window.empty()
        for action in self.actions.values():
            self.window.removeAction(action)
        self.menu.deleteLater()
        self.window.workspace = None
        self.deleteLater()

    def _move_in(self) -> None:
        self._header = Header(self.viewpoint, self.menu)
        self._notices = Notices()
        self.window.rail.addWidget(Rail(self.viewpoint, self.summaries))
        self.window.head.addWidget(self._header)
        self.window.foot.addWidget(Foot(self.viewpoint, self.jobs, self.safekeeping, self._notices))
        actions.fill(self.menu, self.actions)
        for action in self.actions.values():
            self.window.addAction(action)
        self.window.workspace = self

    def _listen(self) -> None:
        viewpoint = self.viewpoint
        viewpoint.leaving.connect(self._settle)
        viewpoint.may_leave = self.may_leave
        viewpoint.moved.connect(self.show_place)
        viewpoint.changed.connect(self._show_state)
        viewpoint.refused.connect(self._on_refused)
        viewpoint.told.connect(self._on_told)
        viewpoint.saved.connect(self._notices.pass_on)
        viewpoint.stepped.connect(self._on_stepped)
        UndoKeys(self.window, self)
        app = QApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._on_screen_added)

    def _page(self, name: str) -> Page:
        if name not in self._pages:
            made = load(name)(self.viewpoint)
            made.setAccessibleName(say(PAGES[name].label))
            made.serve(self)
            self._pages[name] = made
        return self._pages[name]

    def _show_state(self) -> None:
        viewpoint = self.viewpoint
        if viewpoint.audience != self._reader:
            self._reader = viewpoint.audience
            self._forget_pages()
            self._update_actions()
        self.window.mark_turned(viewpoint.turned)
        self.window.setWindowTitle(self._title())
        self._later.start()

    def _update_actions(self) -> None:
        actions.update(self, self.actions)

    def _settle(self) -> bool:
        page = self.window.pages.currentWidget()
        return not isinstance(page, Page) or page.settle()

    def forget_hidden(self) -> None:
        """Let go at once of every page that is not shown and holds nothing unsaved; it is made anew later."""
        shown = self.window.pages.currentWidget()
        for name, page in list(self._pages.items()):
            if page is not shown and page.settle():
                page.put_away()
                self.window.drop_page(page)
                QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)
                del self._pages[name]

    def _forget_pages(self) -> None:
        """Others look at the screen from now on: nothing that was on it may stay anywhere, even unseen."""
        self._notices.put_away()
        self.jobs.drop()
        for page in self._pages.values():
            page.put_away()
            self.window.drop_page(page)
        self._pages.clear()

    def _title(self) -> str:
        viewpoint = self.viewpoint
        name = next((head.name for head in viewpoint.heads if head.id == viewpoint.relationship), "")
        if viewpoint.turned:
            return f"{one_line(name)} – {reader_words(viewpoint.audience)}"
        parts = [one_line(name), self.viewpoint.desk.path.stem, "TrustDesk"]
        return " – ".join(part for part in parts if part)

    def _on_refused(self, error: TrustDeskError) -> None:
        offers = []
        if isinstance(error, FileError) and self.page.holds_unsaved:
            offers.append(Offer(say(N_("Try again")), self._settle, passing=True))
        if isinstance(error, NotSavedError):
            offers.append(Offer(say(N_("Save a copy elsewhere…")), self.go_on_elsewhere, passing=True))
        self._notices.refuse(error, *offers)

    def _on_told(self, text: Text) -> None:
        undo = Offer(say(N_("Undo")), self.viewpoint.undo, passing=True)
        self._notices.tell(text, *([undo] if self.viewpoint.undo_name is not None else []))

    def _on_stepped(self, text: Text) -> None:
        self._notices.tell(text)

    def _on_screen_added(self) -> None:
        if self.viewpoint.relationship is not None and not self.viewpoint.turned:
            self._notices.tell(
                Text(N_("A second screen is connected.")),
                Offer(say(N_("Turn this window to the client")), self.ask_reader),
            )


_NOT_ALL = N_("What you wrote last is still on the page. The file at {before} stays as it was.")
_STAYS = N_("Not saved yet, and still there: what you wrote on the page {page}.")
_STILL_THERE = N_("It is still on the page {page}. All else is saved.")
