"""Where the keyboard is: on the main thing of a page, and where it was once something was done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget

from tests.ui.alone import Keyboard
from tests.ui.windows import opened, settle
from trustdesk.records import Commitment
from trustdesk.words import N_, Text
from ui.places import PAGES
from ui.viewpoint import Viewpoint
from ui.widgets.notices import Notices
from ui.widgets.rail import Rail
from ui.workspace import Workspace

HOMES = {
    "desk": "Overdue and next",
    "search": "Search",
    "beginning": "Party 1",
    "importing": "Choose an Excel workbook…",
    "record": "Promises",
    "next_steps": "Trust steps",
    "people": "People",
    "workshops": "Workshops",
    "history": "Changes, newest first",
    "packs": "Review pack",
    "setup": "Name",
}


@pytest.fixture
def workspace(qtbot: Any, chemist: Viewpoint) -> Iterator[Workspace]:
    with opened(chemist.desk, chemist.today) as made:
        yield made


@pytest.fixture
def keys(workspace: Workspace) -> Keyboard:
    return Keyboard(workspace.window)


def held() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_at_the_start_the_keyboard_is_on_what_is_due_not_on_the_rail(workspace: Workspace) -> None:
    assert held().accessibleName() == HOMES["desk"]
    rail = workspace.window.findChild(Rail)
    assert rail is not None
    assert not rail.isAncestorOf(held())


def test_on_each_page_the_keyboard_is_on_the_main_thing(workspace: Workspace) -> None:
    home = workspace.viewpoint.heads[0].id
    for name, page in PAGES.items():
        workspace.viewpoint.go(name, home if page.inside else None)
        settle(workspace)
        assert workspace.page.isAncestorOf(held()), name
        assert held().accessibleName() == HOMES.get(name, held().accessibleName())


def test_the_first_arrow_selects_the_first_row(keys: Keyboard, workspace: Workspace) -> None:
    workspace.viewpoint.enter(workspace.viewpoint.heads[0].id)
    keys.press("Ctrl+3")
    table = workspace.page.table  # type: ignore[attr-defined]
    assert table.selection() == ()
    keys.press("Down")
    assert table.selection() == (table.model.record_at(0).id,)
    keys.press("Down")
    assert table.selection() == (table.model.record_at(1).id,)


def test_enter_chooses_from_a_list_and_leaves_the_question_around_it_open(
    keys: Keyboard, workspace: Workspace
) -> None:
    workspace.viewpoint.enter(workspace.viewpoint.heads[0].id)
    keys.find("C5")
    keys.press("T")
    panel = QApplication.activePopupWidget()
    keys.reach("Reason")
    keys.choose("late decision")
    assert QApplication.activePopupWidget() is panel
    assert isinstance(held(), QComboBox)
    keys.press("Return")
    assert QApplication.activePopupWidget() is None
    promise = next(one for one in workspace.viewpoint.snapshot[Commitment] if one.ref == "C5")
    assert promise.reason_class == "late decision"


def test_a_gate_that_is_opened_has_the_keyboard_and_gives_it_back_to_its_stage(
    keys: Keyboard, workspace: Workspace
) -> None:
    workspace.viewpoint.enter(workspace.viewpoint.heads[0].id)
    keys.press("Ctrl+2")
    keys.reach("Gate of Plan together: Gate: 2 of 4 met", "Shift+Tab")
    opener = held()
    keys.press("Return")
    assert workspace.page.gate.isAncestorOf(held())  # type: ignore[attr-defined]
    assert held().accessibleName() == "Decide…"
    keys.press("Escape")
    assert held() is opener


def test_tab_goes_through_a_page_as_it_stands_whenever_its_pieces_were_made(
    keys: Keyboard, workspace: Workspace
) -> None:
    workspace.viewpoint.enter(workspace.viewpoint.heads[0].id)
    keys.find("C5")
    keys.press("Return")
    assert [_after(keys) for _ in range(3)] == ["Done when", "Promised by", "Chemical supplier"]
    keys.press("Ctrl+8")
    assert _after(keys) == "Both parties"
    keys.reach("Print…")


def _after(keys: Keyboard) -> str:
    keys.press("Tab")
    return held().accessibleName()


def test_an_offer_to_undo_goes_once_something_else_was_done(keys: Keyboard, workspace: Workspace) -> None:
    workspace.viewpoint.enter(workspace.viewpoint.heads[0].id)
    notices = workspace.window.findChild(Notices)
    assert notices is not None
    keys.find("C18")
    keys.press("K")
    workspace.viewpoint.told.emit(Text(N_("The relationship was deleted.")))
    assert notices.isVisible()
    assert "Undo" in [label.text() for label in notices.findChildren(QWidget) if hasattr(label, "text")]
    keys.press("O")
    assert not notices.isVisible()
    assert not any(label.text() for label in notices.findChildren(QLabel))
