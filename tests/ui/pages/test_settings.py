"""The settings: colours, size of text, and the profile that stands on what is printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from trustdesk.desk import Desk
from trustdesk.records import Profile
from ui import theme
from ui.pages.settings import SettingsPage
from ui.viewpoint import Viewpoint
from ui.widgets.settings_panel import SettingsPanel


@pytest.fixture
def page(sample: Viewpoint, qtbot: Any) -> SettingsPage:
    made = SettingsPage(sample)
    qtbot.addWidget(made)
    made.resize(900, 640)
    made.show()
    return made


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Viewpoint]:
    from tests.ui.conftest import TODAY

    with Desk.create(tmp_path / "Empty.trustdesk") as desk:
        viewpoint = Viewpoint(desk, TODAY)
        yield viewpoint
        viewpoint.leave()


def press(page: Any, qtbot: Any, name: str) -> None:
    button = next(found for found in page.findChildren(QPushButton) if found.accessibleName() == name)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    QCoreApplication.processEvents()


def profile(viewpoint: Viewpoint) -> tuple[str, str]:
    with viewpoint.desk.read() as session:
        (found,) = session.query(Profile)
        return found.name, found.firm


def test_colours_are_worn_at_once_and_remembered(page: SettingsPage, qtbot: Any) -> None:
    press(page, qtbot, "Dark")
    assert theme.is_dark()
    assert theme.remembered()[0] == "dark"
    press(page, qtbot, "Light")
    assert not theme.is_dark()


def test_another_size_of_text_is_remembered_and_asks_for_the_window_to_be_made_again(
    page: SettingsPage, qtbot: Any, qapp: QApplication
) -> None:
    (panel,) = page.findChildren(SettingsPanel)
    with qtbot.waitSignal(panel.resized):
        press(page, qtbot, "150 %")
    assert theme.text_size() == 1.5
    assert theme.remembered()[1] == 1.5
    with qtbot.assertNotEmitted(panel.resized):
        press(page, qtbot, "150 %")


def test_the_profile_is_saved_when_the_field_is_left(
    page: SettingsPage, sample: Viewpoint, qtbot: Any
) -> None:
    line = next(found for found in page.findChildren(QLineEdit) if found.accessibleName() == "Your name")
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "Ada Nord")
    assert page.settle()
    assert profile(sample)[0] == "Ada Nord"


def test_a_desk_without_a_profile_offers_to_begin_one(empty: Viewpoint, qtbot: Any) -> None:
    page = SettingsPage(empty)
    qtbot.addWidget(page)
    page.show()
    press(page, qtbot, "Write down who you are")
    line = next(found for found in page.findChildren(QLineEdit) if found.accessibleName() == "Your firm")
    line.setFocus()
    qtbot.keyClicks(line, "Nord & Partner")
    assert page.settle()
    assert profile(empty) == ("", "Nord & Partner")
