"""`python -m tests.bench.working PATH COPY`: what a user does at the large desk, timed in the window itself.

Prints one JSON object: for each figure its laps and those of its floor, in milliseconds, and the memory in
megabytes. Each lap ends when what was asked for has been painted.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic, perf_counter
from typing import Any

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QStackedWidget, QTableView

from tests.bench.clock import ROUNDS
from tests.bench.invention import TODAY
from tests.bench.starting import memory
from trustdesk import audience as audiences
from trustdesk import snapshot
from trustdesk.actions import commitments, records
from trustdesk.desk import Desk
from trustdesk.measures import measure
from trustdesk.records import Commitment
from trustdesk.records.mapping import driver_of

PAGES = ("record", "program", "next_steps", "people", "workshops", "history", "overview")
QUIET = 0.4
"""Seconds without work after which whatever is done late is done."""


def main(path: Path, bare: Path) -> None:
    """Open the desk, work at it, and print how long it took; `bare` is a copy no window looks at."""
    from ui import safekeeping
    from ui.__main__ import make

    safekeeping.AT_FIRST = 10**8  # what is measured reads the desk itself; a backup would have it meanwhile
    app, program = make(["TrustDesk"])
    program.clock = lambda: TODAY
    program.begin = lambda _path: program.open(path)  # type: ignore[method-assign]
    window = program.window
    window.resize(1366, 768)
    window.show()
    while window.workspace is None:
        app.processEvents()
    settle(app)
    viewpoint = window.workspace.viewpoint
    desk = viewpoint.desk
    largest, usual = _relationships(desk)
    found: dict[str, Any] = {"memory_large": {"ours": [memory()]}}

    def shown(go: Callable[[], object]) -> float:
        gc.collect()
        started = perf_counter()
        go()
        # Layout and painting are events that wait behind what was done; charts follow on timers of their own.
        app.sendPostedEvents()
        return (perf_counter() - started) * 1000

    found["open_relationship_2000"] = {"ours": [], "floor": []}
    for _ in range(ROUNDS + 1):
        viewpoint.enter(usual)  # the page has been seen, but with another relationship
        settle(app)
        viewpoint.go("desk")
        settle(app)
        found["open_relationship_2000"]["ours"].append(shown(lambda: viewpoint.enter(largest)))
        found["open_relationship_2000"]["floor"].append(_timed(lambda: _measured(desk, largest)))
    found["open_relationship_2000"] = {
        name: laps[1:] for name, laps in found["open_relationship_2000"].items()
    }
    found["page_change"] = _page_changes(app, viewpoint, usual, shown)
    with Desk.open(bare) as unseen:
        found["mark_kept_large"] = _marks(app, window, unseen, usual, shown)
    print(json.dumps(found))
    program.close_desk()


def settle(app: Any) -> None:
    """Until nothing is left to do."""
    ends = monotonic() + QUIET
    while monotonic() < ends:
        started = monotonic()
        app.processEvents()
        if monotonic() - started > 0.01:
            ends = monotonic() + QUIET


def _page_changes(
    app: Any, viewpoint: Any, usual: str, shown: Callable[[Callable[[], object]], float]
) -> dict[str, list[float]]:
    bare = QStackedWidget()
    for words in ("one", "other"):
        bare.addWidget(QLabel(words))
    bare.resize(1146, 640)
    bare.show()
    laps: dict[str, list[float]] = {"ours": [], "floor": []}
    for at in range(2 * len(PAGES)):
        page = PAGES[at % len(PAGES)]
        time = shown(lambda page=page: viewpoint.go(page, usual))  # type: ignore[misc]
        settle(app)
        bare.setCurrentIndex(0)
        app.processEvents()
        floor = _timed(lambda: (bare.setCurrentIndex(1), app.processEvents()))
        if at >= len(PAGES):  # the first time round the pages are made
            laps["ours"].append(time)
            laps["floor"].append(floor)
    bare.close()
    return laps


def _marks(
    app: Any, window: Any, unseen: Desk, usual: str, shown: Callable[[Callable[[], object]], float]
) -> dict[str, list[float]]:
    viewpoint = window.workspace.viewpoint
    laps: dict[str, list[float]] = {"ours": [], "floor": []}
    for _ in range(ROUNDS + 1):
        with viewpoint.desk.read() as session:
            open_ids = _open(session, usual)
        viewpoint.go("record", usual, open_ids[0])
        settle(app)
        table = next(
            view for view in window.pages.currentWidget().findChildren(QTableView) if view.isVisible()
        )
        table.setFocus()
        index = table.currentIndex()
        assert index.isValid()
        table.selectionModel().select(
            index,
            QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
        )
        settle(app)
        before = viewpoint.desk.step
        laps["ours"].append(shown(lambda view=table: QTest.keyClick(view, Qt.Key.Key_K)))  # type: ignore[misc]
        assert viewpoint.desk.step == before + 1, "the key marked nothing"
        laps["floor"].append(_timed(partial(_closed, unseen, open_ids[0])))
        settle(app)
    return {name: times[1:] for name, times in laps.items()}


def _closed(desk: Desk, id: str) -> None:
    with desk.change("Promise closed as kept") as session:
        commitment = records.get(session, Commitment, id)
        commitments.close(session, commitment, "kept", TODAY, TODAY)


def _open(session: Any, relationship: str) -> list[str]:
    seen = snapshot.take(driver_of(session), relationship, audiences.consultant(), TODAY)
    return [one.id for one in seen[Commitment] if one.outcome is None]


def _measured(desk: Desk, relationship: str) -> object:
    with desk.read() as session:
        return measure(snapshot.take(driver_of(session), relationship, audiences.consultant(), TODAY))


def _timed(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return (perf_counter() - started) * 1000


def _relationships(desk: Desk) -> tuple[str, str]:
    """The relationship with the most promises, and one of the usual size."""
    from sqlalchemy import func, select

    with desk.read() as session:
        owner = Commitment.relationship_id
        query = select(owner).group_by(owner).order_by(func.count().desc(), owner)
        ids = list(session.scalars(query))
    return ids[0], ids[len(ids) // 2]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
