"""Letting go: deleted or erased is seen before it is done, and what is erased has to be typed by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QPushButton, QWidget

from tests.ui.conftest import TODAY
from tests.ui.windows import opened, settle
from trustdesk import backups
from trustdesk.desk import Desk
from trustdesk.errors import FileError
from trustdesk.records import Organisation, Person
from trustdesk.words import Text
from ui.widgets.choice_card import ChoiceCard
from ui.widgets.letting_go import LettingGo
from ui.widgets.line_button import LineButton
from ui.widgets.notices import Notices
from ui.workspace import Workspace

ALLIANCE = "Perivane – Holmquay alliance"
TYPED = "perivane - holmquay  alliance"
"""Without the dash that few keyboards have."""
Answer = Callable[[LettingGo], object]


@pytest.fixture
def workspace(
    sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> Iterator[Workspace]:
    """The window in the first relationship of the sample, which has two backups."""
    monkeypatch.setenv("TRUSTDESK_DATA", str(tmp_path / "data"))
    path = tmp_path / sample_file.name
    path.write_bytes(sample_file.read_bytes())
    with Desk.open(path) as desk:
        backups.make(desk)
        with desk.change("Organisation added") as session:
            session.add(Organisation(name="Ostwick"))
        backups.make(desk)
        with opened(desk, TODAY) as made:
            made.viewpoint.enter(made.viewpoint.heads[0].id)
            settle(made)
            yield made


def answer(workspace: Workspace, action: str, *steps: Answer) -> None:
    """Begin an action of the menu, and answer its question."""
    ask(workspace, workspace.actions[action].trigger, *steps)


def ask(workspace: Workspace, run: Callable[[], object], *steps: Answer) -> None:
    failed: list[BaseException] = []

    def reply(patience: int = 100) -> None:
        question = QApplication.activeModalWidget()
        if patience and not (question and question.isAncestorOf(QApplication.focusWidget())):
            QTimer.singleShot(20, lambda: reply(patience - 1))
            return
        try:
            assert isinstance(question, LettingGo)
            for step in steps:
                step(question)
        except BaseException as error:
            failed.append(error)
        finally:
            if isinstance(question, LettingGo) and question.isVisible():
                question.reject()

    QTimer.singleShot(0, reply)
    run()
    if failed:
        raise failed[0]
    settle(workspace)


def choose(name: str) -> Answer:
    return lambda question: one(question, ChoiceCard, name).click()


def press(name: str) -> Answer:
    return lambda question: one(question, QPushButton, name).click()


def write(words: str, then: Qt.Key | None = None) -> Answer:
    def step(question: LettingGo) -> None:
        field = question.findChild(QLineEdit)
        field.setFocus()
        QTest.keyClicks(field, words)
        if then is not None:
            QTest.keyClick(field, then)

    return step


def tick(question: LettingGo) -> None:
    question.findChild(QCheckBox).click()


def one(question: LettingGo, kind: type[Any], name: str) -> Any:
    return next(found for found in question.findChildren(kind) if found.accessibleName() == name)


def says(question: QWidget) -> str:
    return "\n".join(found.text() for found in question.findChildren(QLabel) if found.isVisible())


def notice(workspace: Workspace) -> str:
    return says(workspace.window.findChild(Notices)).strip()


def names(workspace: Workspace) -> list[str]:
    return [head.name for head in workspace.viewpoint.heads]


def test_deleted_it_is_brought_back_by_undo(workspace: Workspace) -> None:
    answer(workspace, "delete_relationship", press("Delete the relationship"))
    assert ALLIANCE not in names(workspace)
    workspace.viewpoint.undo()
    assert ALLIANCE in names(workspace)


def test_enter_and_escape_let_nothing_go(workspace: Workspace) -> None:
    def enter(question: LettingGo) -> None:
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            assert isinstance(QApplication.focusWidget(), ChoiceCard)
            QTest.keyClick(QApplication.focusWidget(), key)
            assert question.isVisible()
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
        assert not question.isVisible()

    answer(workspace, "delete_relationship", enter)
    assert ALLIANCE in names(workspace)


def test_the_arrow_keys_choose_and_the_name_has_to_be_typed(workspace: Workspace) -> None:
    seen: list[object] = []

    def by_keys(question: LettingGo) -> None:
        assert "32 promises" in says(question) and "backup" not in says(question)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
        assert "2 backups may hold it" in says(question)
        write("Perivane", Qt.Key.Key_Return)(question)
        seen.append(question.isVisible())

    answer(workspace, "delete_relationship", by_keys, write(TYPED[8:], Qt.Key.Key_Return))
    assert seen == [True]
    assert ALLIANCE not in names(workspace) and workspace.viewpoint.undo_name is None
    assert notice(workspace) == "The relationship was erased for good."
    assert workspace.viewpoint.place.page == "desk"


def test_a_backup_of_what_it_was_is_made_first_unless_none_may_keep_it(workspace: Workspace) -> None:
    desk = workspace.viewpoint.desk
    with desk.change("Organisation added") as session:
        session.add(Organisation(name="Northmere"))
    answer(workspace, "erase_history", write(TYPED), press("Erase the history"))
    there = backups.listed(desk.id)
    assert backups.verify(there[0], desk.key).why is backups.Why.DELETION and len(there) >= 3
    answer(
        workspace,
        "erase_history",
        choose("Of the whole desk"),
        tick,
        write("sample"),
        press("Erase the history"),
    )
    (left,) = backups.listed(desk.id)
    assert left not in there and not backups.changed(desk)
    assert notice(workspace) == "The history was erased for good."


def test_it_is_told_when_it_was_erased_and_the_backups_could_not_be_removed(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(old: object) -> None:
        raise FileError(Text("The backup could not be removed."))

    monkeypatch.setattr(backups, "remove", refuse)
    answer(
        workspace,
        "delete_relationship",
        choose("Erase for good"),
        tick,
        write(TYPED),
        press("Erase for good"),
    )
    assert ALLIANCE not in names(workspace)
    assert "It was erased, but older backups may still hold it." in notice(workspace)


def test_a_person_is_let_go_of_beside_their_record(workspace: Workspace) -> None:
    viewpoint = workspace.viewpoint
    voss = next(one for one in viewpoint.snapshot[Person] if one.name == "Helena Voss")
    viewpoint.go("people", record=voss.id)
    settle(workspace)
    begin = next(
        b for b in workspace.page.findChildren(QPushButton) if b.text() == "Delete or erase this person…"
    )
    told: list[str] = []

    def look(question: LettingGo) -> None:
        told.append(says(question))
        shown = [line for line in question.findChildren(LineButton) if line.isVisible()]
        assert len(shown) == 5
        press("Show them all")(question)
        told.extend(line.accessibleName() for line in question.findChildren(LineButton) if line.isVisible())

    ask(workspace, begin.click, choose("Erase for good"), look, write("Helena Voss"), press("Erase for good"))
    assert "9 texts name this person" in told[0] and len(told) == 10
    assert "1 promise, 1 concern, 2 workshops" in told[0]
    assert voss.id not in {one.id for one in viewpoint.snapshot[Person]}
    assert notice(workspace) == "The person was erased for good."


def test_a_text_that_names_them_can_be_read_first(workspace: Workspace) -> None:
    viewpoint = workspace.viewpoint
    voss = next(one for one in viewpoint.snapshot[Person] if one.name == "Helena Voss")
    viewpoint.go("people", record=voss.id)
    settle(workspace)
    begin = next(
        b for b in workspace.page.findChildren(QPushButton) if b.text() == "Delete or erase this person…"
    )
    line = "Concern, Told by: Helena Voss, on the way to the train"
    ask(
        workspace,
        begin.click,
        choose("Erase for good"),
        lambda question: one(question, LineButton, line).click(),
    )
    assert viewpoint.place.page == "next_steps" and viewpoint.place.record is not None
    assert voss.id in {one.id for one in viewpoint.snapshot[Person]}


def test_turned_to_a_client_nothing_of_it_is_offered(workspace: Workspace) -> None:
    workspace.viewpoint.go("history")
    settle(workspace)
    workspace.actions["turn_to_all"].trigger()
    settle(workspace)
    assert not workspace.actions["erase_history"].isVisible()
    assert not [b for b in workspace.page.findChildren(QPushButton) if b.text() == "Erase…" and b.isVisible()]


def test_a_desk_that_can_only_be_read_says_so(workspace: Workspace) -> None:
    workspace.viewpoint.desk.read_only = Text("This desk can only be read.")
    workspace.actions["erase_history"].trigger()
    assert "This desk can only be read." in notice(workspace)
    workspace.viewpoint.desk.read_only = None
