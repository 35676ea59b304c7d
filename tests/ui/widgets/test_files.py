from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.files import choose_folder, open_file, save_file


class _Asked:
    """Stands for the user in front of a file dialog: notes what it looks like, and chooses."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, choice: Path | None) -> None:
        self.folder = Path()
        self.places: list[str] = []
        self.suggested = ""
        self.own = False
        monkeypatch.setattr(QFileDialog, "exec", lambda dialog: self._answer(dialog))
        self._choice = choice

    def _answer(self, dialog: Any) -> int:
        self.folder = Path(dialog.directory().absolutePath())
        self.places = [url.toLocalFile() for url in dialog.sidebarUrls()]
        self.own = dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
        if self._choice is None:
            return 0
        dialog.selectFile(str(self._choice))
        return 1


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_a_dialog_begins_in_the_folder_used_last(
    parent: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _Asked(monkeypatch, tmp_path / "Pack.pdf")
    assert save_file(parent, "Pack.pdf", "PDF (*.pdf)", turned=False) == tmp_path / "Pack.pdf"
    again = _Asked(monkeypatch, None)
    assert open_file(parent, "PDF (*.pdf)", turned=False) is None
    assert again.folder == tmp_path


def test_turned_to_a_client_a_dialog_names_no_folder_used_before(
    parent: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _Asked(monkeypatch, tmp_path / "Pack.pdf")
    save_file(parent, "Pack.pdf", "PDF (*.pdf)", turned=False)
    turned = _Asked(monkeypatch, None)
    save_file(parent, "Pack.pdf", "PDF (*.pdf)", turned=True)
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    assert turned.folder != tmp_path
    assert turned.places == [documents]
    assert turned.own


def test_what_is_saved_turned_to_a_client_is_not_remembered(
    parent: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    _Asked(monkeypatch, tmp_path)
    assert choose_folder(parent, turned=False) == tmp_path
    _Asked(monkeypatch, other)
    assert choose_folder(parent, turned=True) == other
    asked = _Asked(monkeypatch, None)
    choose_folder(parent, turned=False)
    assert asked.folder == tmp_path
