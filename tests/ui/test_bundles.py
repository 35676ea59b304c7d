"""A relationship file goes out of the window for one reader, and comes into it looked at first."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from tests.ui.conftest import at_work, wait_for
from tests.ui.pages.test_packs import choose, ready, saved
from tests.ui.screen import says
from trustdesk.exchange import bundle
from trustdesk.records import Commitment
from ui.pages.importing import ImportingPage
from ui.pages.packs import PacksPage
from ui.viewpoint import Viewpoint
from ui.widgets import files


@pytest.fixture
def page(sample: Viewpoint, qtbot: QtBot) -> Iterator[PacksPage]:
    with at_work(PacksPage(sample), qtbot) as made:
        yield made


@pytest.fixture
def importing(sample: Viewpoint, qtbot: QtBot) -> Iterator[ImportingPage]:
    with at_work(ImportingPage(sample), qtbot) as made:
        yield made


def history(page: PacksPage) -> QCheckBox:
    return next(tick for tick in page.findChildren(QCheckBox) if tick.text() == "With its whole history")


def test_a_relationship_file_is_for_its_reader_alone(
    page: PacksPage, sample: Viewpoint, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(page, qtbot)
    choose(page, qtbot, "Relationship file")
    ready(page, qtbot)
    assert says(page, "For both parties") and says(page, "into another TrustDesk without loss")
    assert not history(page).isVisible()
    folder = tmp_path / "theirs"
    folder.mkdir()
    path = saved(page, qtbot, monkeypatch, folder)
    assert path.name.startswith("joint - Perivane") and path.suffix == ".json"
    told = json.loads(path.read_text(encoding="utf-8"))
    assert told["audience"] == "joint" and "history" not in told and "politics" not in told["people"][0]


def test_for_the_consultant_it_takes_its_history_along_when_asked(
    page: PacksPage, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(page, qtbot)
    choose(page, qtbot, "Relationship file")
    choose(page, qtbot, "Only for me: everything")
    assert history(page).isVisible()
    qtbot.mouseClick(history(page), Qt.MouseButton.LeftButton)
    ready(page, qtbot)
    folder = tmp_path / "mine"
    folder.mkdir()
    told = json.loads(saved(page, qtbot, monkeypatch, folder).read_text(encoding="utf-8"))
    assert told["history"] and "politics" in told["people"][0]
    choose(page, qtbot, "Excel workbook")
    assert not history(page).isVisible()


def test_it_comes_in_as_one_step_once_it_was_looked_at(
    importing: ImportingPage, sample: Viewpoint, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = sample.snapshot.relationship.id
    with sample.desk.read() as session:
        content = bundle.content(session, own, "joint")
    told = json.loads(bundle.write(content))
    told["commitments"][0]["text"] = "Said otherwise"
    path = tmp_path / "theirs.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    monkeypatch.setattr(files, "open_file", lambda parent, kinds, *, turned: path)
    qtbot.mouseClick(importing.panel.bundle, Qt.MouseButton.LeftButton)
    wait_for(importing, qtbot, "records can be imported")
    assert says(importing, "which is in the desk") and says(importing, "promises: 1 changed")
    qtbot.mouseClick(importing.panel.take_in, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sample.snapshot[Commitment][0].text == "Said otherwise", timeout=10_000)
    assert sample.undo_name == "Relationship imported"
    sample.undo()
    assert sample.snapshot[Commitment][0].text != "Said otherwise"


def test_what_is_wrong_with_it_is_named_with_its_place(
    importing: ImportingPage, sample: Viewpoint, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "theirs.json"
    head = {"id": "0" * 32, "name": "New"}
    told = {"trustdesk": "relationship", "format": 1, "audience": "joint", "relationship": head}
    path.write_text(json.dumps(told | {"parties": [{"id": "1" * 32, "name": 5}]}), encoding="utf-8")
    importing.panel.look_into(path)
    wait_for(importing, qtbot, "Nothing can be imported yet")
    model = importing.panel.problems.model()
    assert model.index(0, 1).data() == "parties[0].name"
    assert not importing.panel.take_in.isEnabled()
