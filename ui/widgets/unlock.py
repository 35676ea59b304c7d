"""A desk is closed: its passphrase opens it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from trustdesk.words import N_, Text
from ui import icons, theme
from ui.widgets.basics import button, column, icon_button, label, picture, row
from ui.widgets.flow import Flow
from ui.widgets.notices import Offer
from ui.widgets.standing import Standing
from ui.words import say

WIDTH: Final = 460


class Unlock(Standing):
    """A line for the passphrase; `given` tells what was typed. `about` says why it is asked for."""

    given = Signal(str)

    def __init__(self, name: str, about: str, others: Sequence[Offer] = ()) -> None:
        self.line = passphrase_line(say(N_("Passphrase")))
        named = label(say(N_("Passphrase")), "note")
        named.setBuddy(self.line)
        self._said = label("", "note", wrap=True, tone="bad")
        self._said.hide()
        enter = button(say(N_("Open")), "primary", icon="unlock")
        buttons = Flow(theme.px(8))
        buttons.add(enter)
        for other in others:
            made = button(other.words)
            made.clicked.connect(lambda _on=False, run=other.run: run())
            buttons.add(made)
        shown = icon_button("eye", say(N_("Show what is typed")))
        shown.setCheckable(True)
        head = row(picture(icons.icon("lock", "accent"), 24), label(name, "title", wrap=True), gap=12)
        head.setStretch(1, 1)
        super().__init__(
            column(
                head,
                label(about, "muted", wrap=True),
                column(named, row(self.line, shown, gap=4), self._said, gap=6),
                buttons,
                gap=20,
            ),
            WIDTH,
        )
        shown.toggled.connect(self._on_shown_toggled)
        enter.clicked.connect(self._give)
        self.line.returnPressed.connect(self._give)
        self.setFocusProxy(self.line)

    def complain(self, words: Text | str) -> None:
        """Say why it was not the right one; what was typed goes."""
        self._said.setText(say(words))
        self._said.show()
        self.line.clear()
        self.line.setFocus()

    def _give(self) -> None:
        if self.line.text():
            self.given.emit(self.line.text())

    def _on_shown_toggled(self, on: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)


def passphrase_line(name: str) -> QLineEdit:
    """A line that shows dots, and asks the system to neither remember nor correct what is typed."""
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setAccessibleName(name)
    made.setMaxLength(1000)
    return made
