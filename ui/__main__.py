"""The desktop: `python -m ui [desk]`. The one place where things are put together.

The window comes first; everything heavy is imported once it has been painted.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from trustdesk.hardening import keep_words_back, place_of
from ui import theme
from ui.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable

    from trustdesk.desk import Desk
    from ui.viewpoint import Viewpoint

MINUTE = 60_000


class Program(QObject):
    """The running program: its window, and the desk that is open in it, if one is."""

    def __init__(self, window: Window, clock: Callable[[], date]) -> None:
        super().__init__(window)
        self.window = window
        self.clock = clock
        self.desk: Desk | None = None
        window.closing.connect(self.close_desk)
        self._minutes = QTimer(self)
        self._minutes.timeout.connect(self._on_minute)
        self._minutes.start(MINUTE)

    def begin(self, path: Path | None) -> None:
        """Open the desk asked for, else the one opened last; without any, show the two doors."""
        from ui import desks

        found = path or next(iter(desks.recent()), None)
        opened = found is not None and self._open(lambda: desks.open_desk(found))
        if not opened and self.desk is None:
            self.show_doors()

    def open(self, path: Path | None = None) -> None:
        """Open another desk: that of `path`, or the one the user chooses."""
        from ui import desks
        from ui.widgets.files import open_file

        chosen = path or open_file(self.window, f"TrustDesk (*{desks.ENDING})", turned=False)
        if chosen is not None:
            self._open(lambda: desks.open_desk(chosen))

    def new(self) -> None:
        """Make a new desk where the user says."""
        from trustdesk.words import N_
        from ui import desks
        from ui.widgets.files import save_file
        from ui.words import say

        name = f"{say(N_('My desk'))}{desks.ENDING}"
        chosen = save_file(self.window, name, f"TrustDesk (*{desks.ENDING})", turned=False)
        if chosen is not None:
            self._open(lambda: desks.new_desk(chosen.with_suffix(desks.ENDING)))

    def own(self) -> None:
        """Start one's own desk, at its usual place, with the first relationship."""
        from ui import desks

        path = desks.own_desk()
        if self._open(lambda: desks.open_desk(path) if path.exists() else desks.new_desk(path)):
            assert self.window.workspace is not None
            self.window.workspace.viewpoint.go("beginning")

    def sample(self) -> None:
        """Look at the sample."""
        from ui import desks

        self._open(lambda: desks.open_desk(desks.sample_desk(self.clock())))

    def show_doors(self) -> None:
        """Nothing is open: offer the sample and a desk of one's own."""
        from ui.widgets.doors import Doors

        self.window.empty()
        self.window.rail_room.hide()
        doors = Doors(sample=self.sample, begin=self.own, open_other=self.open)
        self.window.show_page(doors)
        doors.setFocus()

    def close_desk(self) -> None:
        """Close the desk that is open."""
        if self.window.workspace is not None:
            self.window.workspace.put_away()
        if self.desk is not None:
            self.desk.close()
            self.desk = None

    def _open(self, road: Callable[[], Desk]) -> bool:
        from trustdesk.errors import TrustDeskError

        workspace = self.window.workspace
        if workspace is not None and not workspace.may_leave():
            return False
        before = self.desk.path if self.desk is not None else None
        self.close_desk()  # a file can be open only once, and it may be the same
        try:
            self.desk = road()
        except TrustDeskError as error:
            self._refuse(error, before)
            return False
        self._move_in()
        return True

    def _refuse(self, error: object, before: Path | None) -> None:
        from trustdesk.errors import TrustDeskError
        from ui.widgets.question import tell

        assert isinstance(error, TrustDeskError)
        if before is not None and self._is_back(before):
            self._move_in()
            assert self.window.workspace is not None
            self.window.workspace.viewpoint.refused.emit(error)
        else:
            self.show_doors()
            tell(self.window, error)

    def _is_back(self, path: Path) -> bool:
        """Open the desk again that was open before; it may have gone in the meantime."""
        from trustdesk.errors import TrustDeskError
        from ui import desks

        try:
            self.desk = desks.open_desk(path)
        except TrustDeskError:
            return False
        return True

    def _move_in(self, before: Viewpoint | None = None) -> None:
        from ui.workspace import Workspace

        assert self.desk is not None
        self.window.rail_room.show()
        self.window.empty()
        workspace = Workspace(self.window, self.desk, self.clock(), before)
        workspace.wants_desk.connect(self.open)
        workspace.wants_new.connect(self.new)
        workspace.wants_sample.connect(self.sample)
        workspace.wants_rebuild.connect(self._on_rebuild_wanted)

    def _on_minute(self) -> None:
        """A day that begins while the window is open begins in it, too."""
        if self.window.workspace is not None:
            self.window.workspace.viewpoint.begin_day(self.clock())

    def _on_rebuild_wanted(self) -> None:
        workspace = self.window.workspace
        if workspace is not None and workspace.may_leave():
            workspace.put_away()
            self._move_in(workspace.viewpoint)


def main() -> int:
    """Run the program; gives its exit code."""
    app, program = make(sys.argv)
    sys.excepthook = _Unexpected(program.window)
    keep_words_back()
    program.window.show()
    return app.exec()


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
    """What happens to an error nobody foresaw: it is told, without what the user wrote, and work goes on."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def __call__(self, kind: type[BaseException], error: BaseException, trace: object) -> None:
        from trustdesk.errors import TrustDeskError
        from trustdesk.words import N_, Text

        sys.stderr.write(f"{place_of(error)}\n")
        if self._window.workspace is not None:
            self._window.workspace.viewpoint.refused.emit(
                TrustDeskError(
                    Text(N_("Something went wrong that should not have.")),
                    Text(N_("Everything that was saved before is safe. You can go on working.")),
                )
            )


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
