"""Notices: what was done or refused, said in a line below the page that never stands in the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from trustdesk.errors import TrustDeskError
from trustdesk.words import N_, Text
from ui import icons, theme
from ui.widgets.basics import Tone, button, clear, column, icon_button, label, picture, restyle, row
from ui.widgets.support import copy_for_support
from ui.words import say

SHOWN_FOR: Final = 8000
"""Milliseconds a notice of something done stays; what was refused stays until it is put away."""


@dataclass(frozen=True)
class Offer:
    """What can be done about a notice: the words on the button, and what it does.

    One that is `passing` can be done until something else is.
    """

    words: str
    run: Callable[[], object]
    passing: bool = False


class Notices(QFrame):
    """One line at a time: the newest. It is hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._icon = picture(icons.icon("info"))
        self._title = label("", "strong", wrap=True)
        self._message = label("", wrap=True)
        self._offered: tuple[Offer, ...] = ()
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(theme.px(12))
        self._code = ""
        self._copy = icon_button("copy", say(N_("Copy for support")), run=self._on_copy_clicked)
        away = icon_button("x", say(N_("Put away")), run=self.put_away)
        words = column(self._title, self._message, gap=0)
        line = row(self._icon, gap=8)
        line.setContentsMargins(12, 8, 8, 8)
        line.addLayout(words, 1)
        line.addLayout(self._buttons)
        line.addWidget(self._copy)
        line.addWidget(away)
        self.setLayout(line)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.put_away)
        self.hide()

    def tell(self, text: Text, *offers: Offer) -> None:
        """Say that something was done."""
        self._show(say(text), "", "", "circle-check", offers)
        self._clock.start(SHOWN_FOR)

    def refuse(self, error: TrustDeskError, *offers: Offer) -> None:
        """Say what was not done, and why."""
        self._show(say(error.title), say(error.message), "bad", "triangle-alert", offers)
        self._code = error.code
        self._copy.show()
        self._clock.stop()

    def warn(self, title: Text, message: Text, *offers: Offer) -> None:
        """Say what should be known; it stays until it is put away."""
        self._show(say(title), say(message), "caution", "info", offers)
        self._clock.stop()

    def put_away(self) -> None:
        """Say nothing any more."""
        self._clock.stop()
        self._title.clear()
        self._message.clear()
        self.setAccessibleName("")
        self.hide()

    def pass_on(self) -> None:
        """Something else was done: offer no longer what could be done only before."""
        if any(offer.passing for offer in self._offered):
            self.put_away()

    def _show(self, title: str, message: str, tone: Tone, icon: str, offers: Sequence[Offer]) -> None:
        self._title.setText(title)
        self._message.setText(message)
        self._message.setVisible(bool(message))
        self._icon.change(icons.icon(icon, tone or "accent"))
        restyle(self, tone=tone)
        self._copy.hide()
        self._offered = tuple(offers)
        clear(self._buttons)
        for offer in offers:
            self._buttons.addWidget(button(offer.words, "link", run=partial(self._take, offer)))
        self.setAccessibleName(f"{title} {message}".strip())
        self.show()
        # A screen reader does not look here by itself.
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _on_copy_clicked(self) -> None:
        copy_for_support(self._code)

    def _take(self, offer: Offer) -> None:
        self.put_away()
        offer.run()
