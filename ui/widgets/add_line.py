"""A line in which something new is begun by writing it: Enter adds it, and the next can be written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from trustdesk.errors import TrustDeskError
from ui import theme
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


_LEAST: Final = 220
"""How wide a line is at the least, at 100 %, before it goes below the others."""


class AddLines(QWidget):
    """Lines to add by, as many side by side as have room for their words.

    What is half written in one stays until others are offered.
    """

    made = Signal(str)

    def __init__(self, viewpoint: Viewpoint) -> None:
        super().__init__()
        self._viewpoint = viewpoint
        self._offered: object = None
        self._across = 1
        self._lines: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(6))

    def offer(self, adding: Sequence[Adding]) -> None:
        """Offer these, as far as anything can be changed now."""
        # By the parties too: others may have the same names.
        parties = tuple(party.id for party in self._viewpoint.snapshot.parties)
        offered = (parties, tuple(one.prompt for one in adding))
        if offered != self._offered:
            self._offered = offered
            clear(self._grid)
            self._lines = [self._line(one) for one in adding]
            self._arrange()
        self.setEnabled(self._viewpoint.editable)
        self.setVisible(bool(adding))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._most() != self._across:
            self._arrange()

    def minimumSizeHint(self) -> QSize:
        """As narrow as one line: standing side by side must not keep the page from being narrow."""
        least = super().minimumSizeHint()
        return QSize(min(least.width(), theme.px(_LEAST)), least.height())

    def _most(self) -> int:
        """How many have room side by side."""
        return min(max(self.width() // theme.px(_LEAST), 1), max(len(self._lines), 1))

    def _arrange(self) -> None:
        self._across = self._most()
        for at, line in enumerate(self._lines):
            self._grid.addWidget(line, at // self._across, at % self._across)
        for at in range(len(self._lines)):
            self._grid.setColumnStretch(at, int(at < self._across))

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
