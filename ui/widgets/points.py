"""Points that have to be in place, each with whether it is: a mark, words, and the way to the record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trustdesk.words import N_, Text
from ui import icons, theme
from ui.widgets.basics import clear
from ui.widgets.sentence_button import SentenceButton
from ui.words import say

_MARKS: Final = {
    True: ("circle-check", "good", N_("in place")),
    False: ("circle-x", "bad", N_("not in place")),
    None: ("circle-help", "muted", N_("not recorded")),
}
_HINT: Final = ("arrow-right", "muted", N_("would help"))


@dataclass(frozen=True)
class Point:
    """One point: in place, not in place or (None) not recorded; `about` is the record it speaks of.

    A `hint` is no condition but something that would help.
    """

    there: bool | None
    words: Text
    about: str | None = None
    hint: bool = False


class Points(QWidget):
    """A list of points; one that speaks of a record goes there when it is clicked."""

    def __init__(self, reveal: Callable[[str], object]) -> None:
        super().__init__()
        self._reveal = reveal
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.px(2))

    def show_points(self, points: Sequence[Point]) -> None:
        """Show these points."""
        clear(self._lines)
        for point in points:
            icon, tone, state = _HINT if point.hint else _MARKS[point.there]
            about = point.about
            run = None if about is None else partial(self._reveal, about)
            words = say(point.words)
            line = SentenceButton(words, icon=icons.icon(icon, tone), run=run)
            line.setAccessibleName(f"{say(state)}: {words}")
            self._lines.addWidget(line)
