"""The desktop: `python -m ui [desk]`. The one place where things are put together.

The window comes first; everything heavy is imported once it has been painted.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from trustdesk.hardening import forbid_core_dumps, keep_words_back, place_of
from ui import theme
from ui.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from trustdesk.backups import Backup
    from trustdesk.desk import Desk
    from ui.lock import Lock
    from ui.opening import Road
    from ui.viewpoint import Viewpoint
    from ui.workspace import Workspace

MINUTE = 60_000
CALM = 1_500
"""Milliseconds after which nobody waits for the first page any more."""


class Program(QObject):
    """The running program: its window, and the desk that is open in it, if one is."""

    def __init__(self, window: Window, clock: Callable[[], date]) -> None:
        super().__init__(window)
        self.window = window
        self.clock = clock
        self.desk: Desk | None = None
        self.lock: Lock | None = None
        window.closing.connect(self._on_window_closing)
        self._minutes = QTimer(self)
        self._minutes.timeout.connect(self._on_minute)
        self._minutes.start(MINUTE)

    def begin(self, path: Path | None) -> None:
        """Open the desk asked for, else the one opened last; without any, show the two doors."""
        from ui import desks

        found = path or next(iter(desks.recent()), None)
        if found is not None:
            self.open(found)
        else:
            self.show_doors()
        QTimer.singleShot(CALM, lambda: Thread(target=_get_ready).start())

    def open(self, path: Path | None = None) -> None:
        """Open another desk: that of `path`, or the one the user chooses."""
        from ui import desks
        from ui.widgets.files import open_file

        chosen = path or open_file(self.window, f"TrustDesk (*{desks.ENDING})", turned=False)
        if chosen is not None:
            self.take(chosen, partial(desks.open_desk, chosen))

    def new(self) -> None:
        """Make a new desk where the user says."""
        from trustdesk.words import N_
        from ui import desks
        from ui.widgets.files import save_file
        from ui.words import say

        name = f"{say(N_('My desk'))}{desks.ENDING}"
        chosen = save_file(self.window, name, f"TrustDesk (*{desks.ENDING})", turned=False)
        if chosen is not None:
            path = chosen.with_suffix(desks.ENDING)
            if self.take(path, partial(desks.new_desk, path)):
                self._greet()

    def own(self) -> None:
        """Start one's own desk, at its usual place, with the first relationship."""
        from ui import desks

        path = desks.own_desk()
        if self.take(path, partial(desks.open_desk if path.exists() else desks.new_desk, path)):
            assert self.window.workspace is not None
            self.window.workspace.viewpoint.go("beginning")

    def sample(self) -> None:
        """Look at the sample."""
        from ui import desks

        path = desks.sample_desk(self.clock())
        self.take(path, partial(desks.open_desk, path))

    def show_doors(self) -> None:
        """Nothing is open: offer the sample and a desk of one's own."""
        from ui.widgets.doors import Doors

        self.show_alone(Doors(sample=self.sample, begin=self.own, open_other=self.open))

    def take(self, path: Path, road: Road) -> bool:
        """Come by the desk of `path` by a road; whether it is there at once.

        Its passphrase is asked for where it has one; where it cannot be opened, the ways out are shown.
        """
        before = (self.desk.path, self.desk.key) if self.desk is not None else None
        if not self.leave():  # a file can be open only once, and it may be the same
            return False
        from ui.opening import Opening

        return Opening(self, path, road, before).begin()

    def leave(self) -> bool:
        """Close the desk that is open; False when something typed keeps it open."""
        workspace = self.window.workspace
        if workspace is not None and not workspace.may_leave():
            return False
        self.close_desk()
        return True

    def close_desk(self) -> None:
        """Close the desk that is open."""
        self._drop_lock()
        workspace = self.window.workspace
        if workspace is not None:
            workspace.put_away()
        if self.desk is not None:
            if workspace is not None:
                from ui.safekeeping import keep_at_the_end

                keep_at_the_end(self.desk)
            self.desk.close()
            self.desk = None

    def show_alone(self, page: QWidget) -> None:
        """Show a page while no desk is open."""
        self.window.empty()
        self.window.rail_room.hide()
        self.window.show_page(page)
        page.setFocus()

    def move_in(self, desk: Desk, before: Viewpoint | None = None) -> Workspace:
        """Show a desk, from where a viewpoint looked at it that was there before."""
        from ui.workspace import Workspace

        self.desk = desk
        self.window.rail_room.show()
        self.window.empty()
        workspace = Workspace(self.window, desk, self.clock(), before)
        workspace.wants_desk.connect(self.open)
        workspace.wants_new.connect(self.new)
        workspace.wants_sample.connect(self.sample)
        workspace.wants_rebuild.connect(self._on_rebuild_wanted)
        workspace.wants_lock.connect(self._on_lock_wanted)
        workspace.wants_passphrase.connect(self._on_passphrase_wanted)
        workspace.wants_restoring.connect(self._on_restoring_wanted)
        workspace.wants_copy.connect(self._on_copy_wanted)
        if desk.key.secret and self.lock is None:
            from ui.lock import Lock

            self.lock = Lock(self.window, desk.key, desk.path.stem, self)
        return workspace

    def _drop_lock(self) -> None:
        if self.lock is not None:
            self.lock.deleteLater()
            self.lock = None

    def _greet(self) -> None:
        """A new desk may get a passphrase; it need not."""
        from trustdesk.words import N_, Text
        from ui.widgets.notices import Offer
        from ui.words import say

        workspace = self.window.workspace
        assert workspace is not None
        workspace.warn(
            Text(N_("The desk is made.")),
            Text(N_("Whoever has its file can read it, unless you set a passphrase.")),
            Offer(say(N_("Set a passphrase")), lambda: workspace.viewpoint.go("settings")),
        )

    def _on_window_closing(self) -> None:
        self.window.hide()  # the last backup takes a moment
        self.close_desk()

    def _on_minute(self) -> None:
        """A day that begins while the window is open begins in it, too."""
        if self.window.workspace is not None:
            self.window.workspace.viewpoint.begin_day(self.clock())

    def _on_rebuild_wanted(self) -> None:
        workspace = self.window.workspace
        if workspace is not None and workspace.may_leave():
            workspace.put_away()
            self.move_in(workspace.viewpoint.desk, workspace.viewpoint)

    def _on_lock_wanted(self) -> None:
        if self.lock is not None:
            self.lock.close()

    def _on_restoring_wanted(self, backup: Backup) -> None:
        from ui import desks

        assert self.desk is not None
        self.take(self.desk.path, partial(desks.restored, backup, self.desk.path))

    def _on_copy_wanted(self, backup: Backup) -> None:
        from ui import desks

        assert self.desk is not None
        self.take(self.desk.path, partial(desks.copy_of, backup, self.desk.path))

    def _on_passphrase_wanted(self, words: str) -> None:
        """Close the desk under another key, and go on where the window was."""
        from trustdesk import backups
        from trustdesk.desk import PUBLISHED, Key
        from trustdesk.errors import TrustDeskError
        from ui.telling import tell_rekeyed

        workspace, desk = self.window.workspace, self.desk
        if workspace is None or desk is None or not workspace.may_leave():
            return
        workspace.jobs.close()
        try:
            made = backups.change_passphrase(desk, Key(words) if words else PUBLISHED)
        except TrustDeskError as error:
            workspace.viewpoint.refused.emit(error)
            return
        workspace.put_away()
        self._drop_lock()
        tell_rekeyed(made, self.move_in(made.desk, workspace.viewpoint))


def _get_ready() -> None:
    """Load what the first change will need, while the first page is being read."""
    from trustdesk.desk import mapper  # noqa: F401 - loading it is the matter
    from ui.verbs import verb

    verb.every()


def main() -> int:
    """Run the program; gives its exit code."""
    app, program = make(sys.argv)
    sys.excepthook = _Unexpected(program.window)
    keep_words_back()
    kept_open: list[object] = []
    # Before a desk is opened, and after the first paint: nothing of one is in memory until then.
    program.window.painted.connect(forbid_core_dumps)
    program.window.painted.connect(lambda: kept_open.append(_watch_for_faults()))
    program.window.show()
    return app.exec()


def _watch_for_faults() -> object:
    from trustdesk import reports

    reports.newest()  # what was noted the last time becomes a report before the notes are begun anew
    return reports.watch_for_faults()


def make(arguments: Sequence[str]) -> tuple[QApplication, Program]:
    """The application and the program, ready to be shown; once it is painted, it opens the desk named."""
    spare_the_import_hook()
    # Imports make hundreds of thousands of objects that stay: looking through them again and again for some
    # to let go took a tenth of the start, and is felt as a stumble later.
    gc.set_threshold(50_000, 20, 20)
    app = QApplication(list(arguments))
    app.setOrganizationName("TrustDesk")
    app.setApplicationName("TrustDesk")
    theme.wear(app, *theme.remembered())
    window = Window()
    window.put_back()
    program = Program(window, date.today)
    path = Path(arguments[1]) if len(arguments) > 1 else None
    # Through a timer, so that what was painted is on the screen before the imports begin.
    window.painted.connect(lambda: QTimer.singleShot(0, lambda: program.begin(path)))
    return app, program


class _Unexpected:
    """What happens to an error nobody foresaw: it is reported without a word of the user; work goes on."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def __call__(self, kind: type[BaseException], error: BaseException, trace: object) -> None:
        from trustdesk import reports

        report = reports.write(error)
        sys.stderr.write(f"{place_of(error)}\n")
        if self._window.workspace is not None:
            from ui.telling import tell_unexpected

            tell_unexpected(report, self._window.workspace)


def spare_the_import_hook() -> None:
    """Let imports go at their own speed.

    PySide6 reads the source of every imported module to see whether it uses its optional features; nothing
    here does. The hook is private: where it has changed, imports are merely slower.
    """
    try:
        from shibokensupport import feature

        feature._mod_uses_pyside = lambda module: False
    except (ImportError, AttributeError):
        pass


if __name__ == "__main__":
    sys.exit(main())
