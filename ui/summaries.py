"""The summaries of all relationships, kept up to date in the moments in which the window has nothing to do.

After a change only the relationships it touched are read again. Nothing here blocks: one relationship is
read or measured at a time, those that are looked at first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from time import monotonic
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from trustdesk import audience as audiences
from trustdesk import snapshot as snapshots
from trustdesk.desk.journal import Changes
from trustdesk.errors import TrustDeskError
from trustdesk.measures import Measures, measure
from trustdesk.measures.summary import Summary, summarise
from trustdesk.snapshot import Snapshot
from ui.viewpoint import Viewpoint

SLICE: Final = 0.012
"""Seconds after which the window is given its turn."""
_LENT: Final = 250  # milliseconds until it is looked again whether a lent desk is back


class Summaries(QObject):
    """A summary of each relationship on the viewpoint's day, for the consultant.

    `filled` tells the id of a relationship whose summary is new. Turned to a client nothing is computed and
    nothing is told.
    """

    filled = Signal(str)

    def __init__(self, viewpoint: Viewpoint, parent: QObject | None = None) -> None:
        super().__init__(parent or viewpoint)
        self._viewpoint = viewpoint
        self._known: dict[str, Summary] = {}
        self._stale: set[str] = set()
        self._first: tuple[str, ...] = ()
        self._taken: Snapshot | None = None
        self._day = viewpoint.day
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_timer_timeout)
        viewpoint.desk.listeners.insert(0, self._on_desk_changed)
        viewpoint.changed.connect(self._on_viewpoint_changed)
        self._mark_all()

    def of(self, relationship: str) -> Summary | None:
        """The summary of a relationship: the newest there is, or None while there is none yet."""
        return None if self._viewpoint.turned else self._known.get(relationship)

    def known(self) -> Iterator[Summary]:
        """The summaries there are, in the order of the relationships."""
        return (found for head in self._viewpoint.heads if (found := self.of(head.id)) is not None)

    @property
    def complete(self) -> bool:
        """Whether every relationship has its summary."""
        return not self._viewpoint.turned and all(head.id in self._known for head in self._viewpoint.heads)

    def look_at(self, relationships: Iterable[str]) -> None:
        """Let these come first: they are before somebody's eyes."""
        self._first = tuple(relationships)

    def leave(self) -> None:
        """Hear no more of the desk: it is going to be closed."""
        self._timer.stop()
        if self._on_desk_changed in self._viewpoint.desk.listeners:
            self._viewpoint.desk.listeners.remove(self._on_desk_changed)

    def _mark_all(self) -> None:
        self._known.clear()
        self._taken = None
        self._day = self._viewpoint.day
        self._stale = {head.id for head in self._viewpoint.heads}
        self._work()

    def _work(self) -> None:
        if self._stale and not self._viewpoint.turned:
            self._timer.start(0)

    def _on_desk_changed(self, changes: Changes) -> None:
        self._stale |= changes.relationships
        if self._taken is not None and self._taken.relationship.id in changes.relationships:
            self._taken = None

    def _on_viewpoint_changed(self) -> None:
        if self._viewpoint.day != self._day:
            self._mark_all()
        self._work()

    def _on_timer_timeout(self) -> None:
        self._timer.stop()  # what goes wrong here is told once, not again and again
        if self._viewpoint.turned:
            return
        if self._viewpoint.lent is not None:
            self._timer.start(_LENT)
            return
        began = monotonic()
        try:
            while self._stale and monotonic() - began < SLICE:
                self._go_on()
        except TrustDeskError as error:
            self._viewpoint.refused.emit(error)
            return
        self._work()

    def _go_on(self) -> None:
        """Read the next relationship, or measure the one that was read."""
        if self._taken is not None:
            self._fill(self._taken, measure(self._taken))
            return
        relationship = self._next()
        if relationship is None:
            self._stale.clear()
        elif relationship == self._viewpoint.relationship:
            self._fill(self._viewpoint.snapshot, self._viewpoint.measures)
        else:
            with self._viewpoint.desk.look() as connection:
                self._taken = snapshots.take(connection, relationship, audiences.consultant(), self._day)

    def _next(self) -> str | None:
        """The next relationship to read: the one looked at, what is before the eyes, then the others."""
        heads = {head.id: None for head in self._viewpoint.heads}
        for gone in [id for id in self._known if id not in heads]:
            del self._known[gone]
        wanted = (self._viewpoint.relationship, *self._first, *heads)
        return next((id for id in wanted if id in self._stale and id in heads), None)

    def _fill(self, snapshot: Snapshot, measures: Measures) -> None:
        relationship = snapshot.relationship.id
        self._taken = None
        self._stale.discard(relationship)
        self._known[relationship] = summarise(snapshot, measures)
        self.filled.emit(relationship)
