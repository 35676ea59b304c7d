"""A line in which something new is begun by writing it: Enter adds it, and the next can be written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from trustdesk.errors import TrustDeskError
from ui.viewpoint import Viewpoint
from ui.widgets.basics import PartyDot, boxed, clear, restyle, row, tip
from ui.widgets.in_line import lead
from ui.words import reason


class AddLine(QLineEdit):
    """`add` takes what was written and gives back the id of what it made; `made` tells of it.

    What is refused stays in the line, with the reason as its tooltip and at the viewpoint of whoever asks.
    """

    made = Signal(str)
    refused = Signal(object)

    def __init__(self, prompt: str, add: Callable[[str], str], icon: str = "plus") -> None:
        super().__init__()
        self._add = add
        self.setPlaceholderText(prompt)
        self.setAccessibleName(prompt)
        lead(self, icon)
        self.returnPressed.connect(self._on_return_pressed)
        self.textEdited.connect(lambda _text: self._complain(""))
        self.textChanged.connect(lambda text: self.setProperty("unsaved", bool(text.strip())))

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


@dataclass(frozen=True)
class Adding:
    """A line to add by: its prompt, what is done with the words, and the place of the party it is for.

    `name` is what a screen reader calls it, where the prompt says too little. What is `private` is marked by
    a lock, so that it is not taken for a line beside it that others read.
    """

    prompt: str
    add: Callable[[str], str]
    party: int | None = None
    name: str = ""
    private: bool = False


class AddLines(QWidget):
    """Lines to add by, side by side; what is half written in one stays until others are offered."""

    made = Signal(str)

    def __init__(self, viewpoint: Viewpoint) -> None:
        super().__init__()
        self._viewpoint = viewpoint
        self._offered: object = None
        self._across = row(gap=12)
        self.setLayout(self._across)

    def offer(self, adding: Sequence[Adding]) -> None:
        """Offer these, as far as anything can be changed now."""
        # By the parties too: others may have the same names.
        parties = tuple(party.id for party in self._viewpoint.snapshot.parties)
        offered = (parties, tuple(one.prompt for one in adding))
        if offered != self._offered:
            self._offered = offered
            clear(self._across)
            for one in adding:
                self._across.addWidget(self._line(one))
        self.setEnabled(self._viewpoint.editable)
        self.setVisible(bool(adding))

    def _line(self, adding: Adding) -> QWidget:
        line = AddLine(adding.prompt, adding.add, "lock" if adding.private else "plus")
        line.setAccessibleName(adding.name or adding.prompt)
        line.made.connect(self.made)
        line.refused.connect(self._viewpoint.refused)
        if adding.party is None:
            return line
        around = row(PartyDot(adding.party), line, gap=8)
        around.setStretch(1, 1)
        return boxed(around)
