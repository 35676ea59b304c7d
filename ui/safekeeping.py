"""Backups while the window is open: when they are made, and when the last one was."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from trustdesk.words import N_, Text
from ui.jobs import Jobs, Progress
from ui.viewpoint import Viewpoint

if TYPE_CHECKING:
    from trustdesk.backups import Backup, Why
    from trustdesk.desk import Desk

AT_FIRST = 3_000
_LOOKS: Final = 60_000  # milliseconds


class Safekeeping(QObject):
    """Backs an open desk up: soon after it was opened if it changed since, then every 30 minutes of work.

    `kept` tells that there is a new backup. What fails is told by the viewpoint like anything else.
    """

    kept = Signal()

    def __init__(self, viewpoint: Viewpoint, jobs: Jobs, settle: Callable[[], bool]) -> None:
        """`settle` saves what is being typed, and says whether all of it could be saved."""
        super().__init__(viewpoint)
        self._viewpoint, self._jobs, self._settle = viewpoint, jobs, settle
        self._begun = False
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.look)
        self._clock.start(AT_FIRST)

    @property
    def last(self) -> Backup | None:
        """The newest backup of the desk."""
        from trustdesk import backups

        return next(iter(backups.listed(self._viewpoint.desk.id)), None)

    def look(self) -> None:
        """Make a backup if one is due."""
        from trustdesk import backups

        self._clock.setInterval(_LOOKS)
        if self._viewpoint.lent is not None or self._jobs.busy or not self._settle():
            return
        first, self._begun = not self._begun, True
        desk = self._viewpoint.desk
        if first and backups.changed(desk):
            self.back_up(backups.Why.OPENED)
        elif first:
            self.kept.emit()
        elif backups.due(desk):
            self.back_up(backups.Why.WORKING)

    def leave(self) -> None:
        """Look no more: the desk is going to be closed."""
        self._clock.stop()

    def back_up(self, why: Why) -> None:
        """Make a backup beside the window; it takes a moment in which nothing can be changed."""
        from trustdesk import backups

        desk = self._viewpoint.desk

        def work(_progress: Progress) -> Backup:
            return backups.make(desk, why)

        self._jobs.run(Text(N_("Making a backup")), work, self._on_made, lend=True)

    def _on_made(self, _made: Backup) -> None:
        self.kept.emit()


def keep_at_the_end(desk: Desk) -> None:
    """Back up what changed since the last backup, before the desk is closed."""
    from trustdesk import backups
    from trustdesk.errors import TrustDeskError

    # The next opening finds that one is missing, makes it, and tells what keeps it from being made.
    with suppress(TrustDeskError):
        backups.ensure(desk, backups.Why.CLOSED)
