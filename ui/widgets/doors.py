"""The first start: two doors, and nothing to click away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from trustdesk.words import N_
from ui import icons, theme
from ui.widgets.basics import button, card, column, label, picture, row
from ui.widgets.standing import Standing
from ui.words import say

WIDTH: Final = 720
_LEDE: Final = N_("Promises between organisations, kept in view: who promised what, and what became of it.")
_SAMPLE: Final = N_(
    "Two made-up relationships with a year of promises, workshops and one breach that was repaired. "
    "Try everything; nothing in it can hurt your own work."
)
_OWN: Final = N_(
    "Five questions, then something to print for the first workshop. Everything stays on this computer, in "
    "one file, without an account."
)


class Doors(Standing):
    """*Look at a sample* and *Start your own*; `open_other` opens a desk there is already."""

    def __init__(
        self,
        sample: Callable[[], object],
        begin: Callable[[], object],
        open_other: Callable[[], object] | None = None,
    ) -> None:
        look = button(say(N_("Look at a sample")), icon="eye", run=sample)
        start = button(say(N_("Start your own")), "primary", icon="handshake", run=begin)
        title = label(say(N_("Trust that is built on purpose")), "title")
        lede = label(say(_LEDE), "muted", wrap=True)
        doors = row(_door("eye", _SAMPLE, look), _door("handshake", _OWN, start), gap=16)
        doors.setStretch(0, 1)
        doors.setStretch(1, 1)
        other = None
        if open_other is not None:
            other = row(button(say(N_("Open a desk you have already")), "link", run=open_other), 1)
        super().__init__(column(column(title, lede, gap=4), doors, other, gap=24), WIDTH)
        self.setFocusProxy(start)


def _door(icon: str, words: str, leads: QWidget) -> QFrame:
    said = label(say(words), wrap=True)
    said.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    made = card(column(picture(icons.icon(icon, "accent"), 24), said, 1, row(leads, 1), gap=12, margins=20))
    made.setMinimumHeight(theme.px(200))
    return made
