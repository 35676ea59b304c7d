"""The views of a page as a row of words, one of which is on."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ui.widgets.basics import button, row
from ui.words import caption, say

_GAP = 20


class ViewTabs(QWidget):
    """A tab a view, the first one on; `chosen` tells the place of the one that was pressed."""

    chosen = Signal(int)

    def __init__(self, labels: Iterable[str]) -> None:
        super().__init__()
        self._tabs: list[QPushButton] = []
        line = row(gap=_GAP)
        for at, words in enumerate(labels):
            tab = button(say(words), "tab", run=partial(self._on_tab_clicked, at))
            tab.setCheckable(True)
            tab.setChecked(at == 0)
            self._tabs.append(tab)
            line.addWidget(tab)
        line.addStretch(1)
        self.setLayout(line)

    @property
    def at(self) -> int:
        """The place of the one that is on; -1 while none is."""
        return next((at for at, tab in enumerate(self._tabs) if tab.isChecked()), -1)

    def mark(self, at: int) -> None:
        """Mark another as the one that is on; none for a place where there is no tab."""
        for place, tab in enumerate(self._tabs):
            tab.setChecked(place == at)

    def name(self, at: int, words: str) -> None:
        """Give a tab other words; they are shown as they stand."""
        self._tabs[at].setText(caption(words))
        self._tabs[at].setAccessibleName(words)

    def button(self, at: int) -> QPushButton:
        """The tab at a place."""
        return self._tabs[at]

    def _on_tab_clicked(self, at: int) -> None:
        self.mark(at)
        self.chosen.emit(at)
