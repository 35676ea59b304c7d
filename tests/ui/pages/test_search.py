"""The Search page: what is typed is found, and Enter goes to it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from trustdesk import audience as audiences
from trustdesk.records import Concern, Person
from ui.pages.search import SearchPage
from ui.viewpoint import Viewpoint
from ui.widgets.entry_model import ENTRY, Heading
from ui.widgets.found_list import Found, FoundList
from ui.widgets.search_line import SearchLine


@pytest.fixture
def page(sample: Viewpoint, qtbot: Any) -> SearchPage:
    sample.go("search")
    made = SearchPage(sample)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    return made


def lines(page: SearchPage) -> list[Heading | Found]:
    model = page.findChild(FoundList).model()
    return [model.index(at, 0).data(ENTRY) for at in range(model.rowCount())]


def look_for(page: SearchPage, qtbot: Any, words: str) -> None:
    line = page.findChild(SearchLine)
    line.clear()
    qtbot.keyClicks(line, words)
    page.refresh()


def test_it_is_found_while_typing_under_relationship_and_kind(page: SearchPage, qtbot: Any) -> None:
    qtbot.keyClicks(page.findChild(SearchLine), "insurance")
    qtbot.waitUntil(lambda: bool(lines(page)))
    headings = [line.words for line in lines(page) if isinstance(line, Heading)]
    assert "Perivane – Holmquay alliance  ·  promises" in headings


def test_a_word_in_another_field_is_shown_in_its_place(page: SearchPage, qtbot: Any) -> None:
    look_for(page, qtbot, "stock")
    around = [line.passage for line in lines(page) if isinstance(line, Found) and line.passage]
    assert any(passage.label == "Frank reason" and passage.found == "stock" for passage in around)


def test_the_arrows_choose_and_enter_opens_while_the_keyboard_stays_in_the_line(
    page: SearchPage, sample: Viewpoint, qtbot: Any
) -> None:
    look_for(page, qtbot, "stock")
    line = page.findChild(SearchLine)
    qtbot.keyClick(line, Qt.Key.Key_Down)
    chosen = page.findChild(FoundList).currentIndex().data(ENTRY)
    assert chosen.words in line.accessibleDescription()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert sample.relationship == sample.heads[0].id
    assert sample.place.record is not None


def test_a_click_opens_what_was_found(page: SearchPage, sample: Viewpoint, qtbot: Any) -> None:
    look_for(page, qtbot, "Amira Sadek")
    shown = page.findChild(FoundList)
    box = shown.visualRect(shown.model().index(1, 0))
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert sample.place.page == "people"
    assert sample.snapshot.find(Person, sample.place.record) is not None


def test_turned_to_a_client_nothing_private_and_no_other_relationship_is_found(
    sample: Viewpoint, qtbot: Any
) -> None:
    private = next(one for one in sample.snapshot[Concern] if one.audience == "consultant")
    sample.turn(audiences.everyone(sample.snapshot.parties))
    sample.go("search")
    page = SearchPage(sample)
    qtbot.addWidget(page)
    page.show()
    for words in (" ".join(private.text.split()[:4]), "Ellingrave"):
        look_for(page, qtbot, words)
        assert not lines(page), words
    look_for(page, qtbot, "stock")
    assert lines(page)


@pytest.mark.parametrize("words", ['"', "(", "NEAR", "*", "a OR b", "ß", "'; DROP"])
def test_odd_words_break_nothing(page: SearchPage, qtbot: Any, words: str) -> None:
    look_for(page, qtbot, words)


def test_where_nothing_is_found_it_is_said(page: SearchPage, qtbot: Any) -> None:
    look_for(page, qtbot, "xyzzyx")
    assert page._nothing.isVisible()
    look_for(page, qtbot, "")
    assert page._blank.isVisible()


def test_the_list_keeps_the_rules_of_models(page: SearchPage, qtbot: Any) -> None:
    model = page.findChild(FoundList).model()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    look_for(page, qtbot, "stock")
    assert tester.model() is model
