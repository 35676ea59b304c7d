"""A desk could not be opened: what happened, whether the work is safe, and the ways out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QMenu, QPushButton

from trustdesk.errors import TrustDeskError
from trustdesk.words import N_, Text
from ui import icons, theme
from ui.widgets.basics import button, column, label, picture, row
from ui.widgets.flow import Flow
from ui.widgets.notices import Offer
from ui.widgets.standing import Standing
from ui.widgets.support import copy_for_support
from ui.words import caption, say

WIDTH = 620


@dataclass(frozen=True)
class Choice:
    """A way out of which there are several, such as one of the backups: they hang on one button."""

    words: str
    offers: Sequence[Offer]


class Refusal(Standing):
    """The words of an error with a button for each way out, the first of which is the best."""

    def __init__(self, error: TrustDeskError, ways: Sequence[Offer | Choice], about: str = "") -> None:
        self._code = error.code
        head = row(
            picture(icons.icon("triangle-alert", "bad"), 24),
            label(say(error.title), "title", wrap=True),
            gap=12,
        )
        head.setStretch(1, 1)
        made = [_button(way, first=at == 0) for at, way in enumerate(ways)]
        buttons = Flow(theme.px(8))
        for one in made:
            buttons.add(one)
        words = label(say(error.message), wrap=True)
        known = label(about, "muted", wrap=True) if about else None
        self._told = label("", "note")
        copy = button(say(N_("Copy for support")), "link", icon="copy", run=self._on_copy_clicked)
        code = label(say(Text(N_("Code {code}"), {"code": self._code})), "note")
        foot = row(code, copy, self._told, 1, gap=12)
        parts = [head, words, known, buttons, foot]
        super().__init__(column(*parts, gap=20), WIDTH)
        self.setAccessibleName(f"{say(error.title)} {say(error.message)}")
        if made:
            self.setFocusProxy(made[0])

    def _on_copy_clicked(self) -> None:
        copy_for_support(self._code)
        self._told.setText(say(N_("Copied: it says nothing of your work.")))


def _button(way: Offer | Choice, *, first: bool) -> QPushButton:
    made = button(way.words, "primary" if first else "plain")
    if isinstance(way, Offer):
        made.clicked.connect(lambda: way.run())
    else:
        menu = QMenu(made)
        for offer in way.offers:
            menu.addAction(caption(offer.words)).triggered.connect(lambda _on=False, run=offer.run: run())
        made.setMenu(menu)
    return made
