"""The Search page: every record in which the words stand, under its relationship and its kind."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from trustdesk.words import N_, Text, plural
from ui import matches, theme
from ui.page import Page
from ui.viewpoint import Viewpoint
from ui.widgets.basics import Empty, boxed, column, label
from ui.widgets.entry_model import Heading
from ui.widgets.found_list import Found, FoundList
from ui.widgets.search_line import SearchLine
from ui.words import one_line, say

MOST: Final = 200
"""How many records are listed at most."""
_PAUSE: Final = 120  # milliseconds without a key before it is looked
_INTRODUCTION: Final = N_(
    "Every word that stands in a record can be found: of promises, trust steps, concerns, people, notes. "
    "The last word may be unfinished."
)
_NOTHING: Final = N_("No record holds all of these words. Fewer words find more.")


class SearchPage(Page):
    """One line to type in, and what is found below it."""

    name = "search"

    def __init__(self, viewpoint: Viewpoint, parent: QWidget | None = None) -> None:
        super().__init__(viewpoint, parent)
        self._list = FoundList(say(N_("Records found")))
        prompt = say(N_("Words of a promise, a step, a name …"))
        self._line = SearchLine(say(N_("Search")), prompt, self._list)
        self._line.setMaximumWidth(theme.px(640))
        self._count = label("", "note")
        self._list.setMaximumWidth(theme.px(960))
        self._blank = Empty("search", say(_INTRODUCTION))
        self._nothing = Empty("search", say(_NOTHING))
        body = column(self._line, self._count, self._list, self._blank, self._nothing, gap=8)
        body.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(16))
        self.setLayout(column(boxed(body), gap=0))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.refresh)
        self._line.textChanged.connect(lambda _: self._pause.start())
        self._line.returnPressed.connect(self._on_line_return)

    def refresh(self) -> None:
        """Look again for what stands in the line."""
        words = self._line.text().strip()
        found = matches.find(self.viewpoint, words, MOST)
        lines: list[Heading | Found] = []
        for name, kind, own in matches.grouped(self.viewpoint, found):
            lines.append(Heading(f"{one_line(name)}  ·  {say(kind.plural)}", str(len(own))))
            lines.extend(self._line_of(match) for match in own)
        self._list.show_lines(lines)
        self._list.setVisible(bool(lines))
        self._blank.setVisible(not words)
        self._nothing.setVisible(bool(words) and not lines)
        self._count.setText(say(_counted(len(found))))
        self._count.setVisible(bool(found))

    def showEvent(self, event: QShowEvent) -> None:
        """What is typed takes the place of what stands in the line."""
        super().showEvent(event)
        self._line.selectAll()

    def home(self) -> QWidget:
        return self._line

    def _line_of(self, match: matches.Match) -> Found:
        return Found(
            match.words,
            lambda: match.open(self.viewpoint),
            match.icon,
            passage=match.beside,
        )

    def _on_line_return(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self.refresh()
        self._list.open()


def _counted(n: int) -> Text:
    if n >= MOST:
        return Text(N_("The first {n}; more words find fewer"), {"n": n})
    return plural(N_("{n} record found"), N_("{n} records found"), n)


PAGE = SearchPage
