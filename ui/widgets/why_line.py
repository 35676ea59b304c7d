"""The one line that is asked when an agreed day is changed: it was moved, because …, or it was a slip."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from trustdesk.words import N_
from ui.widgets.basics import button, column, label, row
from ui.words import say


class WhyLine(QWidget):
    """Asks why a day is moved to `to`. Enter with a reason gives it, Escape leaves the day as it was."""

    given = Signal(str)
    corrected = Signal()
    dropped = Signal()

    def __init__(self, to: date) -> None:
        super().__init__()
        self.to = to
        self._why = QLineEdit()
        self._why.setAccessibleName(say(N_("Moved, because")))
        self._why.setPlaceholderText(say(N_("the reason, as both sides may read it")))
        self._why.returnPressed.connect(self._on_return)
        asked = label(say(N_("Moved, because")), "note")
        asked.setBuddy(self._why)
        move = button(say(N_("Move it")), "link", run=self._on_return)
        slip = button(say(N_("Only a correction")), "link", run=self.corrected.emit)
        self.setFocusProxy(self._why)
        self.setLayout(column(asked, self._why, row(move, slip, 1, gap=16), gap=4))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the day as it was."""
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _on_return(self) -> None:
        if self._why.text().strip():
            self.given.emit(self._why.text().strip())
