"""Desks as nobody would make them on purpose are shown like any other: page by page, and none too wide."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QWidget

from tests.ui import odd
from tests.ui.conftest import TODAY
from tests.ui.windows import opened
from trustdesk.desk import Desk
from ui import theme
from ui.places import PAGES
from ui.widgets.board import Board
from ui.widgets.line_button import LineButton
from ui.widgets.side_records import SideRecords
from ui.workspace import Workspace

ODD: Final = (
    "nothing", "no people", "bare", "hostile", "eight parties", "without end", "two hundred stages",
    "of all times", "closed",
)  # fmt: skip
SIZES: Final = {
    "a laptop's": ((1366, 768), 1.25, ODD),
    "the least": ((900, 560), 1.5, ("nothing", "eight parties", "without end")),
}


@pytest.fixture(scope="module")
def odd_file(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A desk with a relationship of each odd sort, and their ids."""
    path = tmp_path_factory.mktemp("odd") / "Odd.trustdesk"
    with Desk.create(path) as desk, desk.change("Filled") as session:
        made = odd.fill(session, TODAY)
    return path, made


def stand(workspace: Workspace) -> None:
    """Until the page stands and the desk is free; what a worker makes for the page need not be there."""
    quiet = 0
    while quiet < 3:
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        quiet = quiet + 1 if workspace.viewpoint.lent is None else 0


def too_wide(page: QWidget) -> Iterator[str]:
    """What is to be seen on a page and stands out at its right."""
    room = QRect(page.mapTo(page.window(), QPoint(0, 0)), page.size())
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or _scrolls_sideways(widget, page):
            continue
        right = widget.mapTo(page.window(), QPoint(widget.width(), 0)).x()
        if right > room.right() + 1:
            yield f"{type(widget).__name__} “{widget.accessibleName()[:40]}” by {right - room.right() - 1}"


def _scrolls_sideways(widget: QWidget, page: QWidget) -> bool:
    around = widget.parentWidget()
    while around is not None and around is not page:
        if isinstance(around, Board):  # its heads go sideways with its cards
            return True
        if isinstance(around, QAbstractScrollArea) and around.horizontalScrollBar().maximum() > 0:
            return around.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        around = around.parentWidget()
    return False


@pytest.mark.parametrize("size", SIZES)
def test_every_page_shows_every_odd_desk(
    odd_file: tuple[Path, dict[str, str]], qapp: QApplication, size: str
) -> None:
    path, ids = odd_file
    across, text, names = SIZES[size]
    theme.wear(qapp, text=text)
    wide: list[str] = []
    with Desk.open(path) as desk, opened(desk, TODAY, across) as workspace:
        for name in names:
            for page in PAGES.values():
                if page.inside or name == ODD[0]:
                    workspace.viewpoint.go(page.name, ids[name] if page.inside else None)
                    assert workspace.viewpoint.place.page == page.name
                    stand(workspace)
                    wide += [f"{name}, {page.name}: {one}" for one in too_wide(workspace.page)]
        assert workspace.window.size().toTuple() == across
    assert not wide


def test_the_records_of_many_parties_have_room_for_their_words(
    odd_file: tuple[Path, dict[str, str]], qapp: QApplication
) -> None:
    path, ids = odd_file
    theme.wear(qapp, text=1.0)
    with Desk.open(path) as desk, opened(desk, TODAY, (1366, 768)) as workspace:
        workspace.viewpoint.go("overview", ids["eight parties"])
        stand(workspace)
        records = workspace.page.findChild(SideRecords)
        assert records is not None
        words = [one for one in records.findChildren(QLabel) if one.isVisible()]
        assert len([one for one in records.findChildren(LineButton) if one.isVisible()]) == 8
        assert not [
            one.text() for one in words if not one.wordWrap() and one.width() < one.sizeHint().width()
        ]
        assert not [one.text() for one in words if one.heightForWidth(one.width()) > one.height()]
