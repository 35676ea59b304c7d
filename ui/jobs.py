"""Long work, done by one worker beside the window, which never freezes meanwhile.

    job = jobs.run(Text(N_("Making the review pack")), lambda progress: review(seen), self._on_pack_made)

One piece of work runs at a time, the others wait in line. Work gets a `Progress` and may touch nothing of
Qt; what it gives goes to `done` in the main thread. It works on a snapshot, or on the desk itself where it is
`lend`ed: the main thread neither reads nor writes the desk until it is given back, and hears only then of
what was changed. A thread lives as long as its work, so an idle window has none.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from traceback import extract_tb
from typing import Any, Final, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from trustdesk.desk.journal import Changes
from trustdesk.errors import TrustDeskError
from trustdesk.words import N_, Text
from ui.viewpoint import Viewpoint

T = TypeVar("T")

SHOWN_AFTER: Final = 0.3
"""Seconds after which work shows itself."""
_LOOK_EVERY: Final = 100  # milliseconds
_log: Final = logging.getLogger(__name__)


class Cancelled(Exception):  # noqa: N818 - it is no error
    """Raised inside work that was asked to stop, by its own report of progress."""


class Progress:
    """What work tells of itself and is told: plain values that both threads may read."""

    def __init__(self) -> None:
        self.share: float | None = None
        """How much is done, from 0 to 1; None while nobody can say."""
        self._stop = threading.Event()

    def report(self, done: float, of: float) -> None:
        """Tell how much is done. Work that was asked to stop ends here, by `Cancelled`."""
        if self.cancelled:
            raise Cancelled
        self.share = min(max(done / of, 0.0), 1.0) if of else None

    def tick(self) -> None:
        """Tell only that it goes on, since how much is done nobody can say; ends it as `report` does."""
        self.report(0, 0)

    @property
    def cancelled(self) -> bool:
        """Whether the work was asked to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop."""
        self._stop.set()


class Job:
    """One piece of work, waiting, running or over."""

    def __init__(
        self, title: Text, work: Callable[[Progress], Any], done: Callable[[Any], None], lend: bool
    ) -> None:
        self.title = title
        self.progress = Progress()
        self.lend = lend
        self.work = work
        self.done = done
        self.result: Any = None
        self.error: TrustDeskError | None = None
        self.stopped = False

    @property
    def is_dropped(self) -> bool:
        """Whether nobody waits for what came of it: it was stopped, or is no longer wanted."""
        return self.stopped or (self.progress.cancelled and not self.lend)

    def cancel(self) -> None:
        """Ask it to stop. What it gives is dropped, unless it has worked on the desk and come to its end."""
        self.progress.cancel()


class Jobs(QObject):
    """The line of work. `shown` tells a Text and a share (0 to 1, or None) of work that takes long, again and
    again; `ended` that nothing long is running any more."""

    shown = Signal(object, object)
    ended = Signal()
    _finished = Signal(object)

    def __init__(self, viewpoint: Viewpoint, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._viewpoint = viewpoint
        self._waiting: deque[Job] = deque()
        self._running: Job | None = None
        self._thread: threading.Thread | None = None
        self._began = 0.0
        self._is_shown = False
        self._listeners: list[Callable[[Changes], None]] = []
        self._heard: list[Changes] = []
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_EVERY)
        self._clock.timeout.connect(self._on_clock_timeout)
        self._finished.connect(self._on_job_finished)

    @property
    def busy(self) -> bool:
        """Whether anything runs or waits."""
        return self._running is not None

    def run(
        self, title: Text, work: Callable[[Progress], T], done: Callable[[T], None], *, lend: bool = False
    ) -> Job:
        """Do `work` in the worker, then `done` with what it gave, in the main thread.

        A TrustDeskError goes to `viewpoint.refused`; of any other failure the user hears that something went
        wrong, and the log its type and place, never its words.
        """
        job = Job(title, work, done, lend)
        self._waiting.append(job)
        self._begin_next()
        return job

    def cancel(self) -> None:
        """Ask what is running to stop."""
        if self._running is not None:
            self._running.cancel()

    def drop(self) -> None:
        """Nobody wants what is being made any more: it is asked to stop, and what it gives is dropped."""
        self._waiting.clear()
        self.cancel()

    def close(self) -> None:
        """Drop what waits, ask what runs to stop, and wait for it; a desk that was lent is back then."""
        self._waiting.clear()
        if self._running is not None:
            job = self._running
            job.cancel()
            self._settle(job)

    def _begin_next(self) -> None:
        while self._running is None and self._waiting:
            job = self._waiting.popleft()
            if job.progress.cancelled:
                continue
            self._running = job
            self._began = monotonic()
            if job.lend:
                self._lend(job.title)
            self._thread = threading.Thread(target=self._work, args=(job,), name="TrustDesk worker")
            self._thread.start()
            self._clock.start()

    def _work(self, job: Job) -> None:
        """In the worker: nothing here touches Qt but the signal, which is queued."""
        try:
            job.result = job.work(job.progress)
        except Cancelled:
            job.stopped = True
        except TrustDeskError as error:
            job.error = error
        except Exception as error:  # whatever it is, the window has to hear that the work is over
            job.error = _explained(error)
        self._finished.emit(job)

    def _on_job_finished(self, job: Job) -> None:
        if job is not self._running:
            return  # the window was closed in between, and has waited for it
        self._settle(job)
        try:
            if not job.is_dropped and job.error is not None:
                self._viewpoint.refused.emit(job.error)
            elif not job.is_dropped:
                job.done(job.result)
        finally:
            self._begin_next()

    def _settle(self, job: Job) -> None:
        assert self._thread is not None
        self._thread.join()
        self._thread = None
        self._running = None
        self._clock.stop()
        if job.lend:
            self._take_back()
        if self._is_shown:
            self._is_shown = False
            self.ended.emit()

    def _on_clock_timeout(self) -> None:
        if self._running is not None and monotonic() - self._began >= SHOWN_AFTER:
            self._is_shown = True
            self.shown.emit(self._running.title, self._running.progress.share)

    def _lend(self, what: Text) -> None:
        self._viewpoint.lent = what
        listeners = self._viewpoint.desk.listeners
        self._listeners = list(listeners)
        # The desk tells of a change in the thread that made it; the window hears of it when all is done.
        listeners[:] = [self._heard.append]
        self._viewpoint.changed.emit()  # nothing can be edited or undone meanwhile

    def _take_back(self) -> None:
        self._viewpoint.desk.listeners[:] = self._listeners
        self._viewpoint.lent = None
        heard, self._heard = self._heard, []
        for changes in heard:
            for listener in tuple(self._listeners):
                listener(changes)
        self._listeners = []
        self._viewpoint.changed.emit()


def _explained(error: Exception) -> TrustDeskError:
    """The words for a failure nobody foresaw. Its own words may quote what users wrote: they go nowhere."""
    place = extract_tb(error.__traceback__)[-1]
    kind = type(error).__name__
    _log.error("%s at %s:%d", kind, Path(place.filename).name, place.lineno or 0)
    return TrustDeskError(
        Text(N_("Something went wrong ({kind})."), {"kind": kind}),
        Text(N_("Everything saved before is safe. Try again.")),
    )
