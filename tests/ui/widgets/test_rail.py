"""The rail: where to go, by mouse and by keyboard; turned to a client it knows one relationship."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from trustdesk import audience as audiences
from trustdesk.actions import records
from trustdesk.records import Relationship
from ui.summaries import Summaries
from ui.viewpoint import Viewpoint
from ui.widgets.rail import FILTER_FROM, Rail
from ui.widgets.rail_list import RailList


@pytest.fixture
def rail(sample: Viewpoint, qtbot: Any) -> Iterator[Rail]:
    summaries = Summaries(sample)
    made = Rail(sample, summaries)
    qtbot.addWidget(made)
    made.resize(220, 600)
    made.show()
    yield made
    summaries.leave()


def told(rail: Rail) -> list[str]:
    model = rail.findChild(RailList).model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.index(at, 0).data(role) for at in range(model.rowCount())]


def entry(rail: Rail, words: str) -> QAbstractButton:
    return next(one for one in rail.findChildren(QAbstractButton) if one.accessibleName() == words)


def add(viewpoint: Viewpoint, name: str, **values: Any) -> str:
    made = viewpoint.do(
        "Relationship added",
        lambda session: records.add(session, Relationship, viewpoint.today, name=name, **values).id,
    )
    return str(made)


def test_each_relationship_tells_its_name_and_state(rail: Rail, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: "not looked through" not in " ".join(told(rail)))
    assert told(rail) == ["Perivane – Holmquay alliance, needs a look", "Sallowfield at Ellingrave, calm"]


def test_the_arrows_move_and_enter_opens(rail: Rail, sample: Viewpoint, qtbot: Any) -> None:
    shown = rail.findChild(RailList)
    shown.setFocus()
    qtbot.keyClick(shown, Qt.Key.Key_Down)
    assert sample.relationship == sample.heads[0].id
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert sample.relationship == sample.heads[1].id


def test_a_click_opens_a_relationship(rail: Rail, sample: Viewpoint, qtbot: Any) -> None:
    shown = rail.findChild(RailList)
    box = shown.visualRect(shown.model().index(1, 0))
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert sample.relationship == sample.heads[1].id


def test_desk_new_relationship_and_search_are_one_click_away(
    rail: Rail, sample: Viewpoint, qtbot: Any
) -> None:
    for words, page in (("Desk", "desk"), ("New relationship", "beginning"), ("Search", "search")):
        qtbot.mouseClick(entry(rail, words), Qt.MouseButton.LeftButton)
        assert sample.place.page == page
        assert entry(rail, words).accessibleDescription() == "shown now"


def test_closed_relationships_are_folded_away_until_asked_for(
    rail: Rail, sample: Viewpoint, qtbot: Any
) -> None:
    add(sample, "An old one", closed_on=sample.today)
    assert told(rail)[2:] == ["Closed relationships: 1"]
    shown = rail.findChild(RailList)
    box = shown.visualRect(shown.model().index(2, 0))
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert told(rail)[3].startswith("An old one")


def test_many_relationships_can_be_narrowed_down_by_name(rail: Rail, sample: Viewpoint, qtbot: Any) -> None:
    line = rail.findChild(QLineEdit)
    assert not line.isVisible()
    for number in range(FILTER_FROM):
        last = add(sample, f"Venture {number}")
    assert line.isVisible()
    qtbot.keyClicks(line, f"venture {FILTER_FROM - 1}")
    assert [words.split(",")[0] for words in told(rail)] == [f"Venture {FILTER_FROM - 1}"]
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert sample.relationship == last


def test_turned_to_a_client_only_the_present_relationship_is_named(rail: Rail, sample: Viewpoint) -> None:
    sample.turn(audiences.everyone(sample.snapshot.parties))
    assert told(rail) == ["Perivane – Holmquay alliance"]
    assert not entry(rail, "Desk").isVisible()
    assert not entry(rail, "New relationship").isVisible()


def test_in_little_room_the_words_go_into_the_tooltips(rail: Rail) -> None:
    rail.resize(64, 600)
    assert "Desk" in entry(rail, "Desk").toolTip()


def test_the_list_keeps_the_rules_of_models(rail: Rail, sample: Viewpoint) -> None:
    tester = QAbstractItemModelTester(
        rail.findChild(RailList).model(), QAbstractItemModelTester.FailureReportingMode.Warning
    )
    add(sample, "An old one", closed_on=sample.today)
    assert tester.model() is not None
