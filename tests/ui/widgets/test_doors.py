"""The first start: two doors, by mouse and by keyboard."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QPushButton

from ui.widgets.doors import Doors


@pytest.mark.parametrize(
    ("name", "opened"),
    [("Look at a sample", "sample"), ("Start your own", "own"), ("Open a desk you have already", "other")],
)
def test_each_door_leads_where_it_says(qtbot: Any, name: str, opened: str) -> None:
    went: list[str] = []
    doors = Doors(
        sample=lambda: went.append("sample"),
        begin=lambda: went.append("own"),
        open_other=lambda: went.append("other"),
    )
    qtbot.addWidget(doors)
    doors.show()
    button = next(found for found in doors.findChildren(QPushButton) if found.accessibleName() == name)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert went == [opened]


def test_the_keyboard_is_at_the_door_to_ones_own_desk(qtbot: Any) -> None:
    went: list[str] = []
    doors = Doors(sample=lambda: went.append("sample"), begin=lambda: went.append("own"))
    qtbot.addWidget(doors)
    doors.show()
    doors.setFocus()
    QCoreApplication.processEvents()
    focused = doors.focusProxy()
    assert focused is not None
    qtbot.keyClick(focused, Qt.Key.Key_Space)
    assert went == ["own"]
    assert len(doors.findChildren(QPushButton)) == 2
