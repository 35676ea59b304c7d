"""A backup holds the desk while it is copied and no longer, and leaves nothing when it is given up."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import TODAY
from trustdesk import backups
from trustdesk.actions import records
from trustdesk.backups import Why, copying
from trustdesk.desk import file
from trustdesk.records import Organisation
from trustdesk.words import Text
from ui.jobs import Jobs, Progress
from ui.safekeeping import Safekeeping
from ui.viewpoint import Viewpoint


@pytest.fixture
def jobs(sample: Viewpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Jobs]:
    monkeypatch.setenv("TRUSTDESK_DATA", str(tmp_path / "data"))
    made = Jobs(sample)
    yield made
    made.close()


@pytest.fixture
def keeping(sample: Viewpoint, jobs: Jobs) -> Safekeeping:
    return Safekeeping(sample, jobs, lambda: True)


class Halt:
    """Stops the worker where a function is called, until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        self.reached, self.go = threading.Event(), threading.Event()
        module = {"copy": file, "demand": copying}[name]
        real = getattr(module, name)

        def halted(*given: Any) -> None:
            self.reached.set()
            assert self.go.wait(10)
            real(*given)

        monkeypatch.setattr(module, name, halted)


def left(tmp_path: Path) -> list[str]:
    return [item.name for item in (tmp_path / "data").rglob("*") if item.is_file() and item.suffix != ".from"]


def test_work_goes_on_while_a_backup_is_finished_which_holds_the_desk_as_it_was_copied(
    sample: Viewpoint, jobs: Jobs, keeping: Safekeeping, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied, looked_over = Halt(monkeypatch, "copy"), Halt(monkeypatch, "demand")
    entries, told = backups.entries_in(sample.desk), list[bool]()
    keeping.kept.connect(lambda: told.append(True))
    keeping.back_up(Why.WORKING)
    assert copied.reached.wait(10)
    assert sample.lent is not None
    copied.go.set()
    qtbot.waitUntil(looked_over.reached.is_set)
    assert sample.lent is None
    sample.do("Organisation added", lambda session: records.add(session, Organisation, TODAY, name="More"))
    assert (backups.listed(sample.desk.id), told) == ((), [])
    looked_over.go.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    (made,) = backups.listed(sample.desk.id)
    assert (keeping.last, told, made.entries) == (made, [True], entries)
    assert backups.changed(sample.desk)


@pytest.mark.parametrize("where", ["copy", "demand"])
def test_a_window_that_is_closed_meanwhile_leaves_nothing_half_done(
    jobs: Jobs,
    keeping: Safekeeping,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    where: str,
) -> None:
    halt = Halt(monkeypatch, where)
    keeping.back_up(Why.ASKED)
    qtbot.waitUntil(halt.reached.is_set)
    threading.Timer(0.05, halt.go.set).start()
    jobs.close()
    assert left(tmp_path) == []


def test_a_copy_that_waits_in_line_when_the_window_is_closed_goes(
    jobs: Jobs, keeping: Safekeeping, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    halt, begun, go = Halt(monkeypatch, "copy"), threading.Event(), threading.Event()
    keeping.back_up(Why.ASKED)
    assert halt.reached.wait(10)

    def other(_progress: Progress) -> bool:
        begun.set()
        return go.wait(10)

    jobs.run(Text("Other work"), other, lambda _done: None)
    halt.go.set()
    qtbot.waitUntil(begun.is_set)
    assert len(left(tmp_path)) == 1
    threading.Timer(0.05, go.set).start()
    jobs.close()
    assert left(tmp_path) == []
