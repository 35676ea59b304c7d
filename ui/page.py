"""What all pages share: they show the viewpoint, and refresh when they are seen and behind."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, ClassVar, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from ui.places import PAGES
from ui.tab_order import enter
from ui.viewpoint import Viewpoint
from ui.widgets.settling import Settling

if TYPE_CHECKING:
    from ui.workspace import Workspace


class Page(QWidget):
    """One page of the window.

    A subclass builds its widgets once and fills them in `refresh`, which is called when the page is seen and
    what it shows is old, never otherwise. `reveal` brings one record before the eyes. `home` is where the
    keyboard is at first. `name` is the page's name in `ui.places.PAGES`.
    """

    name: ClassVar[str]

    def __init__(self, viewpoint: Viewpoint, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.viewpoint = viewpoint
        self._shown: object = None
        viewpoint.changed.connect(self._on_viewpoint_changed)

    def refresh(self) -> None:
        """Show what the viewpoint shows now; selection and scroll position are kept where they can be."""
        raise NotImplementedError

    def reveal(self, record: str) -> None:
        """Bring the record with that id before the eyes, if it is here."""

    def home(self) -> QWidget:
        """The main thing on the page: the keyboard is there when the page has been gone to."""
        return self

    def take_keyboard(self) -> None:
        """Put the keyboard on the main thing or the first control in it, or else the first there is."""
        home = self.home()
        there = home.isVisibleTo(self) and home.isEnabledTo(self)
        if there and (home.focusPolicy() or home.focusProxy()):
            home.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            enter(home if there else self)

    def serve(self, workspace: Workspace) -> None:
        """What the page needs of the workspace beside the viewpoint: jobs, summaries, actions."""

    def settle(self) -> bool:
        """Save what is being typed: the page is about to be left. False when some of it could not be."""
        for form in self.findChildren(Settling):
            form.settle()
        return not self.holds_unsaved

    @property
    def holds_unsaved(self) -> bool:
        """Whether something that was written stands here and is not saved."""
        return self._unsaved() is not None

    def enter_unsaved(self) -> None:
        """Bring the keyboard to what was written and is not saved."""
        found = self._unsaved()
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    def _unsaved(self) -> QWidget | None:
        return next((child for child in self.findChildren(QWidget) if child.property("unsaved")), None)

    def put_away(self) -> None:
        """The page goes for good: let go of what Qt does not own."""

    def catch_up(self) -> None:
        """Refresh if what is shown is old."""
        if PAGES[self.name].inside and self.viewpoint.relationship is None:
            return  # on the way to a page of the whole desk there is nothing to show here any more
        if self._shown != self.viewpoint.state:
            self._shown = self.viewpoint.state
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Seen again: catch up first."""
        self.catch_up()
        super().showEvent(event)

    def _on_viewpoint_changed(self) -> None:
        if self.isVisible():
            self.catch_up()


def load(name: str) -> type[Page]:
    """The class of the page of that name; its module is imported now."""
    return cast("type[Page]", import_module(f"ui.pages.{name}").PAGE)
