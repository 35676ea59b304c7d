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
    from trustdesk.backups import Backup, Copied, Why
    from trustdesk.desk import Desk

AT_FIRST = 3_000
_LOOKS: Final = 60_000  # milliseconds
_TITLE: Final = Text(N_("Making a backup"))


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
        """Make a backup beside the window. Nothing can be changed while the desk is copied; the rest of the
        work needs the copy alone."""
        from trustdesk import backups

        desk = self._viewpoint.desk

        def work(progress: Progress) -> Copied:
            copied = backups.copy(desk, why)
            progress.tick()
            return copied

        self._jobs.run(_TITLE, work, self._on_copied, lend=True)

    def _on_copied(self, copied: Copied) -> None:
        from trustdesk import backups

        def work(progress: Progress) -> Backup:
            return backups.finish(copied, progress.tick)

        self._jobs.run(_TITLE, work, self._on_made)

    def _on_made(self, _made: Backup) -> None:
        self.kept.emit()


def keep_at_the_end(desk: Desk) -> None:
    """Back up what changed since the last backup, before the desk is closed."""
    from trustdesk import backups
    from trustdesk.errors import TrustDeskError

    # The next opening finds that one is missing, makes it, and tells what keeps it from being made.
    with suppress(TrustDeskError):
        backups.ensure(desk, backups.Why.CLOSED)
