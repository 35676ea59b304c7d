"""Settings: how the program looks, and who keeps this desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from trustdesk.words import N_
from ui import theme
from ui.page import Page
from ui.viewpoint import Viewpoint
from ui.widgets.basics import boxed, column, label, row, scrolled
from ui.widgets.settings_panel import SettingsPanel
from ui.words import say

if TYPE_CHECKING:
    from ui.workspace import Workspace


class SettingsPage(Page):
    """The settings on a page of their own."""

    name = "settings"

    def __init__(self, viewpoint: Viewpoint, parent: QWidget | None = None) -> None:
        super().__init__(viewpoint, parent)
        self._panel = SettingsPanel(viewpoint)
        self._panel.setMaximumWidth(theme.px(560))
        across = row(self._panel, 1)
        across.setStretch(0, 3)
        around = column(label(say(N_("Settings")), "title"), across, 1, gap=24, margins=32)
        self.setLayout(column(scrolled(boxed(around)), gap=0))

    def serve(self, workspace: Workspace) -> None:
        """Another size of text: everything is made again. Other colours: what is seen is dressed anew."""
        self._panel.resized.connect(workspace.wants_rebuild)
        self._panel.recolouring.connect(workspace.forget_hidden)
        self._panel.passphrase.wanted.connect(workspace.wants_passphrase)
        self._panel.passphrase.locking.connect(workspace.wants_lock)

    def refresh(self) -> None:
        """Show what is set now."""
        self._panel.refresh()

    def home(self) -> QWidget:
        return self._panel


PAGE = SettingsPage
