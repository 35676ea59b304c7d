"""Import: a workbook comes in, looked at first."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtWidgets import QWidget

from ui.jobs import Jobs
from ui.page import Page
from ui.viewpoint import Viewpoint
from ui.widgets.basics import column
from ui.widgets.import_panel import ImportPanel

if TYPE_CHECKING:
    from ui.workspace import Workspace


class ImportingPage(Page):
    """The import panel as a page; afterwards the relationship that was imported is shown."""

    name: ClassVar[str] = "importing"

    def __init__(self, viewpoint: Viewpoint) -> None:
        super().__init__(viewpoint)
        self._jobs: Jobs | None = None
        self.panel = ImportPanel(viewpoint, lambda: self._jobs)
        self.panel.imported.connect(self._on_panel_imported)
        self.setLayout(column(self.panel))

    def serve(self, workspace: Workspace) -> None:
        """Files are read by the workspace's worker."""
        self.use(workspace.jobs)

    def use(self, jobs: Jobs) -> None:
        """Read files with these jobs."""
        self._jobs = jobs

    def refresh(self) -> None:
        """What is shown here is about a file, not about the desk."""

    def home(self) -> QWidget:
        return self.panel.workbook

    def _on_panel_imported(self, name: str) -> None:
        head = next((head for head in self.viewpoint.heads if head.name == name), None)
        if head is not None:
            self.viewpoint.enter(head.id)


PAGE: Final = ImportingPage
