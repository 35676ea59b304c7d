"""Other colours are worn at once, however many pages were looked at before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.ui.conftest import TODAY
from tests.ui.windows import opened, settle
from ui import theme
from ui.places import PAGES
from ui.viewpoint import Viewpoint
from ui.widgets.add_line import AddLine
from ui.workspace import Workspace

MOST: Final = 320
"""Widgets there may be at most when all are dressed anew: each takes about half a millisecond."""


def by_menu(workspace: Workspace) -> None:
    workspace.actions["dark"].trigger()


def by_settings(workspace: Workspace) -> None:
    workspace.viewpoint.go("settings")
    chip = next(one for one in workspace.page.findChildren(QPushButton) if one.accessibleName() == "Dark")
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("wear", [by_menu, by_settings])
def test_only_what_is_seen_is_dressed_anew(
    sample: Viewpoint, qapp: QApplication, wear: Callable[[Workspace], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    dressed: list[int] = []
    real = theme.wear

    def counted(app: QApplication, *args: object) -> None:
        dressed.append(len(app.allWidgets()))
        real(app, *args)  # type: ignore[arg-type]

    before = len(qapp.allWidgets())
    with opened(sample.desk, TODAY) as workspace:
        home = workspace.viewpoint.heads[0].id
        for page in PAGES.values():
            workspace.viewpoint.go(page.name, home if page.inside else None)
            settle(workspace)
        monkeypatch.setattr(theme, "wear", counted)
        wear(workspace)
        assert theme.is_dark()
        assert dressed[0] - before < MOST


def test_words_that_are_not_saved_outlive_another_palette(sample: Viewpoint) -> None:
    with opened(sample.desk, TODAY) as workspace:
        viewpoint = workspace.viewpoint
        viewpoint.go("people", viewpoint.heads[0].id)
        people = workspace.page
        line = people.findChildren(AddLine)[0]
        line.setText("Half a na")
        viewpoint.go("program")
        by_menu(workspace)
        viewpoint.go("people")
        assert workspace.page is people
        assert line.text() == "Half a na"
