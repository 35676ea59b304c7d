"""`python -m tests.bench.starting bare|desk PATH`: a window in its own process, which tells what it showed.

Prints `name milliseconds` for each event, on the monotonic clock all processes share, and the memory used.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import monotonic
from typing import Any


def bare() -> None:
    """The floor: a main window of PySide6 and nothing else."""
    from PySide6.QtCore import QEvent, QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Bare(QMainWindow):
        def event(self, event: QEvent) -> bool:
            done = super().event(event)
            if event.type() == QEvent.Type.Paint:
                tell("first_paint")
                QTimer.singleShot(0, end)
            return done

    def end() -> None:
        tell_memory()
        app.quit()

    app = QApplication(["bare"])
    window = Bare()
    window.resize(1366, 768)
    window.show()
    app.exec()


def desk(path: str) -> None:
    """The program itself: its window, the Desk page, the first chart of the first relationship."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    from ui.__main__ import make

    app, program = make(["TrustDesk", path])
    window = program.window
    window.resize(1366, 768)
    waiting = ["desk_shown"]

    class Seen(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and waiting and window.workspace is not None:
                tell(waiting.pop())
                QTimer.singleShot(0, first_chart)
            return False

    seen = Seen()

    def first_chart() -> None:
        workspace = window.workspace
        assert workspace is not None
        viewpoint = workspace.viewpoint
        viewpoint.enter(viewpoint.heads[0].id)
        look_for_chart()

    def look_for_chart() -> None:
        from ui.widgets.chart_view import ChartView

        views = window.findChildren(ChartView)
        if any(view.chart is not None and view.isVisible() for view in views):
            app.processEvents()
            tell("first_chart")
            tell_memory()
            program.close_desk()
            app.quit()
        else:
            QTimer.singleShot(5, look_for_chart)

    def watch() -> None:
        tell("first_paint")
        window.pages.installEventFilter(seen)

    window.painted.connect(watch)
    window.show()
    app.exec()


def tell(event: str) -> None:
    print(event, f"{monotonic() * 1000:.1f}", flush=True)


def tell_memory() -> None:
    print("memory", f"{memory():.1f}", flush=True)


def memory() -> float:
    """What this process holds in memory, in megabytes: now on Linux, at most so far elsewhere."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    import resource

    peak: Any = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return float(peak) / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        desk(sys.argv[2])
