"""Long work: one worker, whose result comes back to the window, and which leaves nothing behind."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from trustdesk.actions import records
from trustdesk.errors import TrustDeskError
from trustdesk.records import Commitment
from trustdesk.words import Text
from ui.jobs import Jobs, Progress
from ui.viewpoint import Viewpoint

TITLE = Text("Counting")


@pytest.fixture
def jobs(sample: Viewpoint) -> Iterator[Jobs]:
    made = Jobs(sample)
    yield made
    made.close()


def test_what_work_gives_comes_back_in_the_main_thread(jobs: Jobs, qtbot: QtBot) -> None:
    given: list[tuple[object, bool]] = []
    here = threading.current_thread()
    worked: list[bool] = []

    def work(progress: Progress) -> int:
        worked.append(threading.current_thread() is not here)
        return 7

    jobs.run(TITLE, work, lambda result: given.append((result, threading.current_thread() is here)))
    qtbot.waitUntil(lambda: bool(given))
    assert given == [(7, True)]
    assert worked == [True]
    assert not jobs.busy


def test_work_waits_for_the_work_before_it(jobs: Jobs, qtbot: QtBot) -> None:
    given: list[int] = []
    go = threading.Event()
    jobs.run(TITLE, lambda progress: go.wait(5) and 1, given.append)
    jobs.run(TITLE, lambda progress: 2, given.append)
    assert given == []
    go.set()
    qtbot.waitUntil(lambda: given == [1, 2])


def test_long_work_shows_itself_and_how_far_it_is(jobs: Jobs, qtbot: QtBot) -> None:
    shown: list[tuple[object, object]] = []
    ended: list[bool] = []
    go = threading.Event()
    jobs.shown.connect(lambda title, share: shown.append((title, share)))
    jobs.ended.connect(lambda: ended.append(True))

    def work(progress: Progress) -> None:
        progress.report(1, 4)
        go.wait(5)

    jobs.run(TITLE, work, lambda result: None)
    assert shown == []
    qtbot.waitUntil(lambda: bool(shown))
    assert shown[0] == (TITLE, 0.25)
    go.set()
    qtbot.waitUntil(lambda: ended == [True])


def test_a_refusal_is_told_in_its_own_words(jobs: Jobs, sample: Viewpoint, qtbot: QtBot) -> None:
    def work(progress: Progress) -> None:
        raise TrustDeskError(Text("No such file."))

    with qtbot.waitSignal(sample.refused) as told:
        jobs.run(TITLE, work, lambda result: pytest.fail("nothing was made"))
    assert str(told.args[0]) == "No such file."  # type: ignore[index]


def test_of_an_unforeseen_failure_no_words_are_kept(
    jobs: Jobs, sample: Viewpoint, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def work(progress: Progress) -> None:
        raise ValueError("what a client wrote")

    with caplog.at_level(logging.ERROR), qtbot.waitSignal(sample.refused) as told:
        jobs.run(TITLE, work, lambda result: pytest.fail("nothing was made"))
    assert "Something went wrong" in str(told.args[0])  # type: ignore[index]
    assert "what a client wrote" not in str(told.args[0])  # type: ignore[index]
    assert "what a client wrote" not in caplog.text
    assert "ValueError at test_jobs.py:" in caplog.text


def test_cancelled_work_stops_at_its_next_report_and_gives_nothing(
    jobs: Jobs, sample: Viewpoint, qtbot: QtBot
) -> None:
    begun, go = threading.Event(), threading.Event()
    given: list[Any] = []
    sample.refused.connect(given.append)

    def work(progress: Progress) -> str:
        begun.set()
        go.wait(5)
        progress.report(1, 2)
        given.append("went on")
        return "made"

    jobs.run(TITLE, work, given.append)
    assert begun.wait(5)
    jobs.cancel()
    go.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert given == []


def test_what_is_no_longer_wanted_is_dropped(jobs: Jobs, qtbot: QtBot) -> None:
    given: list[int] = []
    go = threading.Event()
    first = jobs.run(TITLE, lambda progress: go.wait(5) and 1, given.append)
    second = jobs.run(TITLE, lambda progress: 2, given.append)
    jobs.run(TITLE, lambda progress: 3, given.append)
    first.cancel()
    second.cancel()
    go.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert given == [3]


def test_while_the_desk_is_lent_nothing_else_reads_or_writes_it(
    jobs: Jobs, sample: Viewpoint, qtbot: QtBot
) -> None:
    begun, go = threading.Event(), threading.Event()
    refused: list[TrustDeskError] = []
    given: list[str] = []
    heard: list[bool] = []
    sample.refused.connect(refused.append)
    before, promise = sample.snapshot, sample.snapshot[Commitment][0]
    sample.changed.connect(lambda: heard.append(threading.current_thread() is threading.main_thread()))

    def reworded(session: Any, words: str) -> None:
        records.edit(session, records.get(session, Commitment, promise.id), sample.today, text=words)

    def work(progress: Progress) -> str:
        begun.set()
        go.wait(5)
        with sample.desk.change("Workbook imported") as session:
            reworded(session, "From the workbook")
        return "imported"

    jobs.run(TITLE, work, given.append, lend=True)
    assert begun.wait(5)
    assert not sample.editable
    assert sample.do("Reworded", lambda session: reworded(session, "By hand")) is None
    sample.go("history")
    assert sample.place.page != "history"
    assert sample.undo_name is None
    assert [error.title for error in refused] == [TITLE, TITLE]
    assert sample.snapshot is before
    go.set()
    qtbot.waitUntil(lambda: given == ["imported"])
    assert sample.editable
    assert len(heard) > 1 and all(heard)
    assert sample.snapshot.find(Commitment, promise.id).text == "From the workbook"  # type: ignore[union-attr]
    assert sample.undo_name == "Workbook imported"


def test_closing_waits_for_what_works_on_the_desk(sample: Viewpoint) -> None:
    jobs = Jobs(sample)
    begun, ended = threading.Event(), threading.Event()
    late: list[int] = []

    def work(progress: Progress) -> None:
        begun.set()
        while not progress.cancelled:
            pass
        ended.set()

    jobs.run(TITLE, work, lambda result: late.append(1), lend=True)
    jobs.run(TITLE, lambda progress: late.append(2), lambda result: late.append(3))
    assert begun.wait(5)
    jobs.close()
    assert ended.is_set()
    assert sample.lent is None
    assert not jobs.busy
    assert late == []
