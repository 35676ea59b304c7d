"""What all pages share: they show the viewpoint, and refresh when they are seen and behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from ui.viewpoint import Viewpoint
from ui.widgets.record_form import RecordForm

if TYPE_CHECKING:
    from ui.workspace import Workspace


class Page(QWidget):
    """One page of the window.

    A subclass builds its widgets once and fills them in `refresh`, which is called when the page is seen and
    what it shows is old, never otherwise. `reveal` brings one record before the eyes. `name` is the page's
    name in `ui.pages.PAGES`.
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

    def serve(self, workspace: Workspace) -> None:
        """What the page needs of the workspace beside the viewpoint: jobs, summaries, actions."""

    def settle(self) -> bool:
        """Save what is being typed: the page is about to be left. False when some of it could not be."""
        for form in self.findChildren(RecordForm):
            form.settle()
        return not any(child.property("unsaved") for child in self.findChildren(QWidget))

    def catch_up(self) -> None:
        """Refresh if what is shown is old."""
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
