"""The Desk page: what is due over all relationships, and how each of them stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton

from tests.ui.conftest import TODAY
from trustdesk.actions import records
from trustdesk.desk import Desk
from trustdesk.records import Commitment, Relationship
from ui.pages.desk import DeskPage
from ui.summaries import Summaries
from ui.viewpoint import Viewpoint
from ui.widgets.agenda import AT_FIRST, AgendaList, AgendaModel, Due, More
from ui.widgets.entry_model import ENTRY, Heading
from ui.widgets.line_button import LineButton
from ui.widgets.relationship_card import RelationshipCard
from ui.window import Window
from ui.workspace import Workspace


@pytest.fixture
def page(sample: Viewpoint, qtbot: Any) -> Iterator[DeskPage]:
    summaries = Summaries(sample)
    made = DeskPage(sample)
    made.use(summaries)
    qtbot.addWidget(made)
    made.resize(1120, 640)
    sample.go("desk")
    made.show()
    qtbot.waitUntil(lambda: summaries.complete and len(made.findChildren(RelationshipCard)) == 2)
    qtbot.waitUntil(lambda: len(entries(made)) > 10)
    yield made
    summaries.leave()


def entries(page: DeskPage) -> list[Any]:
    model = page.findChild(AgendaList).model()
    return [model.index(at, 0).data(ENTRY) for at in range(model.rowCount())]


def row_of(page: DeskPage, words: str) -> int:
    found = enumerate(entries(page))
    return next(at for at, one in found if isinstance(one, Due) and words in one.item.words)


def card(page: DeskPage, name: str) -> RelationshipCard:
    return next(one for one in page.findChildren(RelationshipCard) if one.accessibleName() == name)


def link(page: DeskPage, name: str, words: str) -> LineButton:
    lines = card(page, name).findChildren(LineButton)
    return next(one for one in lines if words in one.accessibleName())


def test_what_is_overdue_stands_first_then_the_week_then_the_month(page: DeskPage) -> None:
    headings = [(one.words, one.more) for one in entries(page) if isinstance(one, Heading)]
    assert headings == [("Overdue", "2"), ("Next 7 days", "15"), ("Next 30 days", "4")]
    days = [one.item.day for one in entries(page) if isinstance(one, Due)]
    assert days == sorted(days)


def test_a_click_goes_to_the_very_promise(page: DeskPage, sample: Viewpoint, qtbot: Any) -> None:
    at = row_of(page, "Name the hospitals that may be told about")
    shown = page.findChild(AgendaList)
    box = shown.visualRect(shown.model().index(at, 0))
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert sample.place.page == "record"
    promise = sample.snapshot.find(Commitment, sample.place.record)
    assert promise is not None
    assert promise.text.startswith("Name the hospitals")


def test_enter_does_the_same_and_the_arrows_pass_over_headings(
    page: DeskPage, sample: Viewpoint, qtbot: Any
) -> None:
    shown = page.findChild(AgendaList)
    shown.setFocus()
    shown.setCurrentIndex(shown.model().index(1, 0))
    for _ in range(2):
        qtbot.keyClick(shown, Qt.Key.Key_Down)
    assert isinstance(shown.currentIndex().data(ENTRY), Due)
    wanted = shown.currentIndex().data(ENTRY).item
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert sample.place.record == wanted.record


def test_an_entry_says_all_of_itself_to_a_screen_reader(page: DeskPage) -> None:
    model = page.findChild(AgendaList).model()
    at = row_of(page, "Name the hospitals that may be told about")
    assert model.index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Promise, Name the hospitals that may be told about the alliance, and by whom., Perivane Medical, "
        "Perivane – Holmquay alliance, 10 days late, 11 Nov 2026"
    )


def test_a_card_leads_to_its_workshop_its_warnings_and_its_relationship(
    page: DeskPage, sample: Viewpoint, qtbot: Any
) -> None:
    name = "Perivane – Holmquay alliance"
    qtbot.mouseClick(link(page, name, "Review of"), Qt.MouseButton.LeftButton)
    assert sample.place.page == "workshops"
    qtbot.mouseClick(link(page, name, "disputed"), Qt.MouseButton.LeftButton)
    assert sample.place.page == "record"
    qtbot.mouseClick(link(page, name, name), Qt.MouseButton.LeftButton)
    assert (sample.place.page, sample.place.record) == ("overview", None)


def test_what_is_done_leaves_the_list(page: DeskPage, sample: Viewpoint, qtbot: Any) -> None:
    at = row_of(page, "Name the hospitals that may be told about")
    promise = entries(page)[at].item.record
    sample.do(
        "Promise released",
        lambda session: records.edit(
            session,
            records.get(session, Commitment, promise),
            sample.today,
            outcome="released",
            closed_on=sample.today,
        ),
    )
    qtbot.waitUntil(
        lambda: not any(isinstance(one, Due) and one.item.record == promise for one in entries(page))
    )


def test_a_narrow_page_sets_the_cards_below_the_list(page: DeskPage, qtbot: Any) -> None:
    list_right = page.findChild(AgendaList).mapTo(page, page.findChild(AgendaList).rect().topRight()).x()
    first = card(page, "Perivane – Holmquay alliance")
    assert first.mapTo(page, first.rect().topLeft()).x() > list_right
    page.resize(700, 640)
    qtbot.waitUntil(lambda: first.mapTo(page, first.rect().topLeft()).x() < 40)


def test_more_than_fits_is_folded_into_one_line_that_opens_further(
    page: DeskPage, sample: Viewpoint, qtbot: Any
) -> None:
    due = next(one for one in entries(page) if isinstance(one, Due))
    model = page.findChild(AgendaList).model()
    assert isinstance(model, AgendaModel)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show_items([due] * (AT_FIRST + 12))
    last = entries(page)[-1]
    assert isinstance(last, More)
    assert last.count == 12
    shown = page.findChild(AgendaList)
    shown.setCurrentIndex(model.index(model.rowCount() - 1))
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert len(entries(page)) == 1 + AT_FIRST + 12
    assert tester.model() is model


def test_a_quiet_desk_says_so(page: DeskPage, sample: Viewpoint, qtbot: Any) -> None:
    sample.look_at(sample.today - timedelta(days=800))
    qtbot.waitUntil(lambda: "Nothing is overdue" in page._title.text())


def test_a_first_start_shows_two_doors(tmp_path: Path, qtbot: Any) -> None:
    window = Window()
    qtbot.addWidget(window)
    workspace = Workspace(window, Desk.create(tmp_path / "New.trustdesk"), TODAY)
    window.show()
    own = next(one for one in window.findChildren(QPushButton) if one.accessibleName() == "Start your own")
    qtbot.waitUntil(own.isVisible)
    assert not window.findChild(AgendaList).isVisible()
    with qtbot.waitSignal(workspace.wants_sample):
        look = (one for one in window.findChildren(QPushButton) if one.accessibleName() == "Look at a sample")
        qtbot.mouseClick(next(look), Qt.MouseButton.LeftButton)
    workspace.viewpoint.do(
        "Relationship added",
        lambda session: records.add(session, Relationship, TODAY, name="The first one"),
    )
    assert window.findChild(AgendaList).isVisible()
    assert not own.isVisible()
    desk = workspace.viewpoint.desk
    workspace.put_away()
    desk.close()


def test_a_new_relationship_gets_its_card(page: DeskPage, sample: Viewpoint, qtbot: Any) -> None:
    sample.do(
        "Relationship added",
        lambda session: records.add(session, Relationship, sample.today, name="A third one"),
    )
    page.resize(1120, 1400)
    qtbot.waitUntil(lambda: len(page.findChildren(RelationshipCard)) == 3)
    assert card(page, "A third one")
