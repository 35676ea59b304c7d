"""Closing the window's eyes: after a while without a key, after the computer slept, or when it is asked for.

Only a desk with a passphrase is locked. What is typed and not saved yet stays where it is, behind the lock.
"""

from __future__ import annotations

import hmac
from time import monotonic, time
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from trustdesk.desk.key import Key
from trustdesk.words import N_
from ui import idle
from ui.widgets.unlock import Unlock
from ui.window import Window
from ui.words import say

_LOOKS: Final = 15_000  # milliseconds
_SLEPT: Final = 60.0
"""How many seconds may be missing between two looks until the computer must have slept."""
_SIGNS: Final = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
)


class Lock(QObject):
    """The lock of one open desk with a passphrase; it goes when the desk is closed."""

    def __init__(self, window: Window, key: Key, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._key, self._name = window, key, name
        self._seen = monotonic()
        self._looked = time()
        self._door: Unlock | None = None
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.look)
        self._clock.start(_LOOKS)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.installEventFilter(self)
        app.applicationStateChanged.connect(self._on_state_changed)

    @property
    def locked(self) -> bool:
        """Whether the window shows nothing but the question for the passphrase."""
        return self._door is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice a sign of the user."""
        if event.type() in _SIGNS:
            self._seen = monotonic()
        return False

    def look(self) -> None:
        """Lock when the time is over, or when time is missing: the computer slept."""
        now, after = time(), idle.minutes()
        slept = now - self._looked > _LOOKS / 1000 + _SLEPT
        self._looked = now
        if slept or (after and monotonic() - self._seen >= 60 * after):
            self.close()

    def close(self) -> None:
        """Lock now."""
        workspace = self._window.workspace
        if self._door is not None or workspace is None:
            return
        workspace.page.settle()
        self._put_away_what_hovers()
        self._door = Unlock(self._name, say(N_("Locked. What you were writing is still there.")))
        self._door.given.connect(self._on_given)
        self._window.cover(self._door)

    def _on_given(self, words: str) -> None:
        assert self._door is not None
        if not hmac.compare_digest(Key(words).words.encode(), self._key.words.encode()):
            self._door.complain(N_("This passphrase does not open the desk."))
            return
        self._door = None
        self._seen = monotonic()
        self._window.uncover()
        if self._window.workspace is not None:
            self._window.workspace.page.take_keyboard()

    def _put_away_what_hovers(self) -> None:
        """Panels, menus and dialogs stand above the window: they would be read over the lock."""
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for one in QApplication.topLevelWidgets():
            if isinstance(one, QDialog) and one.isVisible():
                one.reject()

    def _on_state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationSuspended:
            self.close()
