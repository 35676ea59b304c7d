"""A line in which something new is begun by writing it: Enter adds it, and the next can be written."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from trustdesk.errors import TrustDeskError
from ui.widgets.basics import restyle, tip
from ui.widgets.in_line import lead
from ui.words import reason


class AddLine(QLineEdit):
    """`add` takes what was written and gives back the id of what it made; `made` tells of it.

    What is refused stays in the line, with the reason as its tooltip and at the viewpoint of whoever asks.
    """

    made = Signal(str)
    refused = Signal(object)

    def __init__(self, prompt: str, add: Callable[[str], str]) -> None:
        super().__init__()
        self._add = add
        self.setPlaceholderText(prompt)
        self.setAccessibleName(prompt)
        lead(self, "plus")
        self.returnPressed.connect(self._on_return_pressed)
        self.textEdited.connect(lambda _text: self._complain(""))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties the line."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._complain("")
        else:
            super().keyPressEvent(event)

    def _on_return_pressed(self) -> None:
        words = self.text().strip()
        if not words:
            return
        # Empty before it is added: whoever shows the new one may keep what is still being written here.
        self.clear()
        try:
            made = self._add(words)
        except TrustDeskError as error:
            self.setText(words)
            self._complain(reason(error))
            self.refused.emit(error)
            return
        self._complain("")
        self.made.emit(made)

    def _complain(self, why: str) -> None:
        restyle(self, wrong=bool(why))
        tip(self, why)
        self.setAccessibleDescription(why)
