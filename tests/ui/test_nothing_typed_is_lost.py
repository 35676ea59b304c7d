"""Whatever one does next, what was typed is saved, or stays to be seen, or is asked about before it goes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QPlainTextEdit, QPushButton
from sqlalchemy.orm import Session

from tests.ui.conftest import TODAY
from tests.ui.hands import Hands
from tests.ui.windows import opened
from trustdesk import audience as audiences
from trustdesk.actions import records
from trustdesk.desk import Desk
from trustdesk.errors import FileError, TrustDeskError
from trustdesk.records import Commitment, Relationship
from trustdesk.words import Text
from ui.jobs import Progress
from ui.widgets.record_form import SAVE_AFTER

WORDS = "both finance leads have signed"
NO_DAY = "some day"


@pytest.fixture
def hands(sample_file: Path, tmp_path: Path, qapp: QApplication) -> Iterator[Hands]:
    """The window on the record, with a promise shown whole."""
    path = tmp_path / "Mine.trustdesk"
    shutil.copy(sample_file, path)
    with Desk.open(path) as desk, opened(desk, TODAY) as workspace:
        made = Hands(workspace)
        made.go("record")
        made.select("C29")
        yield made


def promise(hands: Hands) -> Commitment:
    """The promise that is written in, as it is stored."""
    with hands.viewpoint.desk.read() as session:
        return next(one for one in session.query(Commitment) if one.ref == "C29")


def write(hands: Hands, name: str, words: str) -> None:
    """Write into a field of the promise, and let the keyboard stay in it."""
    hands.write(name, words, within=hands.page.inspector)


def written(hands: Hands, name: str) -> str:
    """What stands in a field of the promise."""
    field = hands.find(QLineEdit if name == "Due" else QPlainTextEdit, name, hands.page.inspector)
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()  # type: ignore[attr-defined]


@contextmanager
def answering(hands: Hands, answer: str) -> Iterator[list[str]]:
    """Click an answer of each question that comes up; gives what was asked."""
    asked: list[str] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            asked.append(box.text())
            next(one for one in box.findChildren(QPushButton) if one.text() == answer).click()

    clock = QTimer()
    clock.timeout.connect(look)
    clock.start(20)
    try:
        yield asked
    finally:
        clock.stop()
        hands.window.activateWindow()  # as every window manager does once a question is answered
        assert not hands.window.isVisible() or QTest.qWaitForWindowActive(hands.window)


def pause() -> None:
    """Stop typing for as long as it takes until what was typed is saved by itself."""
    QTest.qWait(SAVE_AFTER + 400)  # the clock that it hangs on is a coarse one


def turn(hands: Hands) -> None:
    hands.workspace.actions["turn_to_all"].trigger()


def other(hands: Hands) -> None:
    hands.viewpoint.enter(hands.viewpoint.heads[1].id)


ROADS: dict[str, Callable[[Hands], object]] = {
    "another page": lambda hands: hands.press("Ctrl+1"),
    "the desk": lambda hands: hands.press("Alt+Home"),
    "the search": lambda hands: hands.press("Ctrl+Shift+F"),
    "another promise": lambda hands: hands.select("C27"),
    "another relationship": other,
    "a client at the screen": turn,
    "another day": lambda hands: hands.viewpoint.look_at(TODAY - timedelta(days=20)),
    "midnight": lambda hands: (hands.viewpoint.begin_day(TODAY + timedelta(days=1)), pause()),
    "larger text": lambda hands: hands.workspace.may_leave(),
    "the end": lambda hands: hands.press("Ctrl+Q"),
    "a pause": lambda hands: pause(),
}


@pytest.mark.parametrize("road", ROADS)
def test_what_is_being_typed_is_saved_on_the_way_to(road: str, hands: Hands) -> None:
    write(hands, "Done when", WORDS)
    ROADS[road](hands)
    assert promise(hands).done_when == WORDS


def test_what_cannot_be_saved_stays_on_its_page_and_that_is_said(hands: Hands) -> None:
    write(hands, "Due", NO_DAY)
    hands.press("Ctrl+1")
    hands.settle()
    assert "Record" in hands.notice.accessibleName()
    hands.press("Ctrl+3")
    hands.settle()
    assert written(hands, "Due") == NO_DAY


@pytest.mark.parametrize("road", ["another relationship", "a client at the screen", "larger text", "the end"])
def test_before_what_cannot_be_saved_would_go_it_is_asked_for_from_any_page(road: str, hands: Hands) -> None:
    write(hands, "Due", NO_DAY)
    hands.press("Ctrl+1")
    with answering(hands, "Stay") as asked:
        ROADS[road](hands)
    assert len(asked) == 1
    assert hands.window.isVisible() and not hands.viewpoint.turned
    assert hands.viewpoint.place.page == "record" and hands.viewpoint.relationship == hands.home
    assert written(hands, "Due") == NO_DAY
    with answering(hands, "Go on without it") as asked:
        ROADS[road](hands)
    assert len(asked) == 1
    if road == "the end":
        assert not hands.window.isVisible()


def test_what_was_typed_comes_back_with_its_record(hands: Hands) -> None:
    desk = hands.viewpoint.desk
    write(hands, "Due", NO_DAY)

    def delete(session: Session) -> None:
        records.delete(session, [records.get(session, Commitment, promise_id)])

    promise_id = hands.table.selection()[0]
    hands.viewpoint.do("Deleted", delete)
    hands.settle()
    assert "Due" in hands.notice.accessibleName()
    desk.undo()
    hands.settle()
    hands.select("C29")
    assert written(hands, "Due") == NO_DAY


def test_undo_takes_back_first_what_was_typed_last(hands: Hands) -> None:
    before = promise(hands).done_when
    write(hands, "Done when", WORDS)
    hands.viewpoint.undo()
    hands.settle()
    assert promise(hands).done_when == before
    hands.press("Ctrl+Shift+Z")
    hands.settle()
    assert promise(hands).done_when == WORDS


def test_what_was_typed_before_the_desk_was_lent_is_saved_when_it_is_back(hands: Hands) -> None:
    write(hands, "Done when", WORDS)
    go_on = []

    def work(progress: Progress) -> None:
        while not go_on:
            QTest.qSleep(5)

    hands.workspace.jobs.run(Text("Importing"), work, lambda _: None, lend=True)
    pause()
    assert written(hands, "Done when") == WORDS
    go_on.append(True)
    hands.settle()
    pause()
    assert promise(hands).done_when == WORDS


def test_lines_that_were_not_added_are_asked_about_and_never_shown_to_others(hands: Hands) -> None:
    hands.click("Add promises")
    hands.type("Count the sets together")
    hands.press("Ctrl+1")
    with answering(hands, "Stay") as asked:
        hands.press("Ctrl+Q")
        other(hands)
        turn(hands)
    assert len(asked) == 3 and hands.viewpoint.place.page == "record"
    hands.settle()
    assert hands.find(QPlainTextEdit, "Promise", hands.page.entry).toPlainText() == "Count the sets together"
    with answering(hands, "Go on without it"):
        other(hands)
    hands.go("record")
    assert not hands.page.entry.isVisible()
    hands.viewpoint.go("record", hands.viewpoint.heads[1].id)
    hands.click("Add promises")
    assert hands.find(QPlainTextEdit, "Promise", hands.page.entry).toPlainText() == ""


def test_lines_put_away_stand_there_again_and_pasted_ones_come_after_them(hands: Hands) -> None:
    hands.click("Add promises")
    hands.type("Count the sets together", "Escape")
    QApplication.clipboard().setText("Send the list\nSign the list")
    hands.table.view.setFocus()
    hands.press("Ctrl+V")
    field = hands.find(QPlainTextEdit, "Promise", hands.page.entry)
    assert field.toPlainText().splitlines() == ["Count the sets together", "Send the list", "Sign the list"]


def test_a_name_that_is_half_written_is_asked_about_at_the_end(hands: Hands) -> None:
    hands.go("people")
    hands.find(QLineEdit, "Add somebody…", by_keyboard=True).setFocus()
    hands.type("Ada Love")
    with answering(hands, "Stay") as asked:
        hands.press("Ctrl+Q")
    assert len(asked) == 1 and hands.window.isVisible()
    hands.press("Return")
    with answering(hands, "Stay") as asked:
        assert hands.workspace.may_leave()
    assert not asked


def test_what_is_refused_in_a_cell_is_told_when_its_row_goes(hands: Hands) -> None:
    hands.page.inspector.close_panel()
    table = hands.select("C29")
    columns = [one.name for one in table.shown_columns()]
    table.view.setCurrentIndex(
        table.model.index(table.view.currentIndex().row(), table.view.shown_columns()[columns.index("due")])
    )
    hands.press("F2")
    hands.press("Ctrl+A")
    hands.type("never ever", "Return")
    table.filters.search.setText("no such words")
    hands.settle()
    assert "never ever" in hands.notice.accessibleName()


def test_on_a_full_disk_words_stay_it_is_said_at_once_and_saved_when_there_is_room(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = _fill_the_disk(hands, monkeypatch)
    write(hands, "Done when", WORDS)
    pause()
    assert "The disk is full" in hands.notice.accessibleName()
    assert written(hands, "Done when") == WORDS
    full.clear()
    pause()
    assert promise(hands).done_when == WORDS
    assert not hands.notice.isVisible()


def test_on_a_full_disk_one_may_try_again_and_is_asked_before_the_end(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = _fill_the_disk(hands, monkeypatch)
    write(hands, "Done when", WORDS)
    with answering(hands, "Stay") as asked:
        hands.press("Ctrl+Q")
    assert len(asked) == 1 and written(hands, "Done when") == WORDS
    hands.settle()
    full.clear()
    hands.click("Try again", hands.notice)
    assert promise(hands).done_when == WORDS
    with answering(hands, "Stay") as asked:
        assert hands.workspace.may_leave()
    assert not asked


def test_on_a_full_disk_nothing_is_done_by_halves(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    full = _fill_the_disk(hands, monkeypatch)
    hands.table.view.setFocus()
    hands.press("K")
    assert "The disk is full" in hands.notice.accessibleName() and promise(hands).outcome is None
    hands.click("Add promises")
    hands.type("Count the sets together", "Return")
    assert hands.find(QPlainTextEdit, "Promise", hands.page.entry).toPlainText() == "Count the sets together"
    full.clear()
    hands.press("Return")
    assert hands.find(QPlainTextEdit, "Promise", hands.page.entry).toPlainText() == ""


def test_back_passes_over_a_relationship_that_is_gone(hands: Hands) -> None:
    viewpoint = hands.viewpoint
    made = viewpoint.do("Made", lambda session: records.add(session, Relationship, TODAY, name="New").id)
    viewpoint.enter(str(made))
    other(hands)
    viewpoint.undo()
    hands.press("Alt+Left")
    hands.settle()
    assert viewpoint.relationship == hands.home and viewpoint.place.page == "record"


def test_larger_text_shows_a_client_nothing_more(hands: Hands) -> None:
    viewpoint = hands.viewpoint
    viewpoint.turn(audiences.everyone(viewpoint.snapshot.parties))
    titles: list[str] = []
    hands.window.windowTitleChanged.connect(titles.append)
    workspace = hands.workspace
    workspace.put_away()
    again = type(workspace)(hands.window, viewpoint.desk, TODAY, viewpoint)
    assert again.viewpoint.turned and again.viewpoint.place == viewpoint.place
    assert not any("Mine" in title for title in titles)


def _fill_the_disk(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Nothing can be written while the list that is given back holds something."""
    full = [True]
    really = Desk.change

    @contextmanager
    def change(desk: Desk, label: str, **how: Any) -> Iterator[Session]:
        with really(desk, label, **how) as session:
            yield session
            if full:
                raise FileError(
                    Text("The disk is full, so this change was not saved."),
                    Text("Everything saved before is safe. Make room, then do it again."),
                )

    monkeypatch.setattr(Desk, "change", change)
    assert issubclass(FileError, TrustDeskError)
    return full
