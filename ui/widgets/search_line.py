"""The line in which words to search for are typed; the arrows move in the list of what is found below it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ui.widgets.entry_model import ENTRY
from ui.widgets.found_list import FoundList
from ui.widgets.in_line import clearable, lead

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class SearchLine(QLineEdit):
    """A line and its list as one: the keyboard stays in the line, a screen reader hears what is chosen."""

    def __init__(self, name: str, prompt: str, shown: FoundList) -> None:
        super().__init__()
        self._list = shown
        self.setPlaceholderText(prompt)
        self.setAccessibleName(name)
        lead(self, "search")
        clearable(self)
        shown.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        shown.selectionModel().currentChanged.connect(lambda *_: self._tell_chosen())
        shown.found.modelReset.connect(self._tell_chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down move in the list, Page Up and Page Down further, Enter opens."""
        key = event.key()
        if key in _STEPS:
            self._list.move_by(_STEPS[Qt.Key(key)])
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            for _ in range(8):
                self._list.move_by(1 if key == Qt.Key.Key_PageDown else -1)
        else:
            super().keyPressEvent(event)

    def _tell_chosen(self) -> None:
        line = self._list.currentIndex().data(ENTRY)
        self.setAccessibleDescription(line.told() if line is not None else "")
