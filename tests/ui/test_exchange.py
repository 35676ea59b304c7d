"""Importing: a workbook is looked into first, and comes in whole, as one step, or not at all."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import at_work, wait_for
from tests.ui.screen import says
from trustdesk import RESOURCES
from trustdesk.exchange import apart
from trustdesk.records import Commitment
from trustdesk.records.mapping import driver_of
from ui.pages.importing import ImportingPage
from ui.viewpoint import Viewpoint
from ui.widgets import files


@pytest.fixture
def page(sample: Viewpoint, qtbot: QtBot) -> Iterator[ImportingPage]:
    with at_work(ImportingPage(sample), qtbot) as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The first sample relationship as a folder of CSV files, under another name."""
    made = tmp_path / "book"
    shutil.copytree(RESOURCES / "sample" / "perivane-holmquay", made)
    change(made / "Relationship.csv", "Perivane – Holmquay alliance", "Another alliance")
    return made


def change(path: Path, words: str, others: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert words in text
    path.write_text(text.replace(words, others, 1), encoding="utf-8")


def look(page: ImportingPage, qtbot: QtBot, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "choose_folder", lambda parent, *, turned: path)
    qtbot.mouseClick(page.panel.folder, Qt.MouseButton.LeftButton)
    wait_for(page, qtbot, "bo")


def test_a_new_relationship_is_shown_first_and_then_comes_in_as_one_step(
    page: ImportingPage, sample: Viewpoint, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    sample.told.connect(lambda text: told.append(str(text)))
    look(page, qtbot, folder, monkeypatch)
    wait_for(page, qtbot, "brings a new relationship: “Another alliance”")
    assert says(page, "promises: 32 new")
    assert len(sample.heads) == 2, "looking writes nothing"
    qtbot.mouseClick(page.panel.take_in, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(sample.heads) == 3, timeout=10_000)
    assert sample.snapshot.relationship.name == "Another alliance"
    assert told == ["73 rows imported."]
    assert sample.undo_name == "Workbook imported"
    sample.undo()
    assert len(sample.heads) == 2


def test_with_an_error_nothing_can_be_imported_until_it_is_put_right(
    page: ImportingPage, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(folder / "Commitments.csv", "2026-02-13", "Friday the 13th")
    look(page, qtbot, folder, monkeypatch)
    wait_for(page, qtbot, "Nothing can be imported yet: 1 error")
    assert not page.panel.take_in.isEnabled()
    model = page.panel.problems.model()
    shown = [model.index(0, column).data() for column in range(1, model.columnCount())]
    assert shown[:4] == ["Commitments", "2", "Due", "Friday the 13th"]
    assert "a day" in shown[4]
    change(folder / "Commitments.csv", "Friday the 13th", "2026-02-13")
    qtbot.mouseClick(page.panel.again, Qt.MouseButton.LeftButton)
    wait_for(page, qtbot, "73 rows can be imported")
    assert page.panel.take_in.isEnabled()


def test_what_is_wrong_can_be_copied_for_whoever_filled_it_in(
    page: ImportingPage, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(folder / "Commitments.csv", "2026-02-13", "Friday the 13th")
    look(page, qtbot, folder, monkeypatch)
    wait_for(page, qtbot, "1 error")
    page.panel.problems.selectAll()
    qtbot.keyClick(page.panel.problems, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "Commitments\t2\tDue\tFriday the 13th" in QGuiApplication.clipboard().text()


def test_what_is_in_the_desk_already_is_not_imported_again(
    page: ImportingPage, qtbot: QtBot, tmp_path: Path, sample: Viewpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    from trustdesk.exchange import export

    book = tmp_path / "book.xlsx"
    with sample.desk.read() as session:
        assert sample.relationship is not None
        book.write_bytes(
            export.workbook(export.everything(driver_of(session), sample.relationship, sample.audience))
        )
    monkeypatch.setattr(files, "open_file", lambda parent, kinds, *, turned: book)
    qtbot.mouseClick(page.panel.workbook, Qt.MouseButton.LeftButton)
    wait_for(page, qtbot, "Nothing in it is new")
    assert not page.panel.take_in.isEnabled()


def test_a_file_that_got_worse_in_between_is_shown_and_not_imported(
    page: ImportingPage, folder: Path, sample: Viewpoint, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(page, qtbot, folder, monkeypatch)
    wait_for(page, qtbot, "can be imported")
    change(folder / "Commitments.csv", "2026-02-13", "Friday the 13th")
    qtbot.mouseClick(page.panel.take_in, Qt.MouseButton.LeftButton)
    wait_for(page, qtbot, "Nothing can be imported yet")
    assert len(sample.heads) == 2


def test_what_is_no_workbook_is_refused_in_words(
    page: ImportingPage, sample: Viewpoint, tmp_path: Path, qtbot: QtBot
) -> None:
    book = tmp_path / "book.xlsx"
    book.write_bytes(b"no workbook")
    with qtbot.waitSignal(sample.refused, timeout=10_000) as told:
        page.panel.look_into(book)
    assert "book.xlsx" in str(told.args[0])  # type: ignore[index]
    assert sample.lent is None


def test_looking_into_a_file_can_be_stopped(
    page: ImportingPage, sample: Viewpoint, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "command", lambda: [sys.executable, "-c", "import time; time.sleep(60)"])
    refusals: list[object] = []
    sample.refused.connect(refusals.append)
    page.panel.look_into(folder)
    assert sample.lent is not None
    jobs = page._jobs
    assert jobs is not None
    jobs.cancel()
    qtbot.waitUntil(lambda: sample.lent is None, timeout=5_000)
    assert refusals == []
    assert page.panel.workbook.isVisible(), "another file can be chosen"


def test_a_workbook_can_be_dropped_on_the_page(page: ImportingPage, folder: Path, qtbot: QtBot) -> None:
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(folder))])
    event = QDropEvent(
        QPoint(9, 9), Qt.DropAction.CopyAction, dropped, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    )
    page.panel.dropEvent(event)
    wait_for(page, qtbot, "can be imported")


def test_an_empty_workbook_can_be_saved_to_be_filled_in(
    page: ImportingPage, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "empty.xlsx"
    monkeypatch.setattr(files, "save_file", lambda parent, name, kinds, *, turned: path)
    qtbot.mouseClick(page.panel.template, Qt.MouseButton.LeftButton)
    wait_for(page, qtbot, "Saved as")
    assert path.read_bytes().startswith(b"PK")


def test_what_is_imported_changes_what_is_looked_at(
    page: ImportingPage, sample: Viewpoint, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tmp_path / "same"
    shutil.copytree(RESOURCES / "sample" / "perivane-holmquay", made)
    change(made / "Commitments.csv", "Send Holmquay the list", "Send Holmquay a list")
    before = sample.snapshot[Commitment][0].text
    look(page, qtbot, made, monkeypatch)
    wait_for(page, qtbot, "can be imported")
    qtbot.mouseClick(page.panel.take_in, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sample.snapshot[Commitment][0].text != before, timeout=10_000)
