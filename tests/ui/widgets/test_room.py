"""What the widgets do with much room and with little."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QSettings, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QScrollArea, QToolButton
from pytestqt.qtbot import QtBot

from trustdesk.records import Commitment, Concern, Person, RiskStep
from ui import theme
from ui.pages.next_steps import NextStepsPage
from ui.pages.packs import PacksPage
from ui.pages.people import PeoplePage
from ui.viewpoint import Viewpoint
from ui.widgets.basics import scrolled
from ui.widgets.in_line import clearable, lead
from ui.widgets.master_split import MasterSplit
from ui.widgets.record_form import RecordForm
from ui.widgets.record_table import RecordTable, field_columns


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path) -> None:
    """Settings of the test alone."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))


@pytest.fixture
def large_text(qapp: QApplication) -> Iterator[None]:
    """Text at 100 % whatever a test turned it to."""
    yield
    theme.wear(qapp, text=1.0)


def test_fields_that_were_side_by_side_let_a_panel_be_narrow(qtbot: QtBot, sample: Viewpoint) -> None:
    form = RecordForm(sample)
    panel = scrolled(form)
    qtbot.addWidget(panel)
    panel.resize(700, 400)
    panel.show()
    form.show_record(sample.snapshot[RiskStep][-1].id)
    qtbot.waitUntil(lambda: form.width() > 600)
    panel.resize(380, 400)
    qtbot.waitUntil(lambda: form.width() <= 380)


def test_a_step_stands_beside_its_table_where_there_is_room_else_below(
    qtbot: QtBot, sample: Viewpoint
) -> None:
    page = NextStepsPage(sample)
    qtbot.addWidget(page)
    page.resize(1300, 640)
    page.refresh()
    page.show()
    split = page.findChild(MasterSplit)
    assert split is not None
    assert split.orientation() == Qt.Orientation.Horizontal
    page.resize(800, 640)
    qtbot.waitUntil(lambda: split.orientation() == Qt.Orientation.Vertical)


def test_larger_text_is_no_choice_of_column_widths(
    qtbot: QtBot, qapp: QApplication, sample: Viewpoint, large_text: None
) -> None:
    table = RecordTable(sample, Commitment, field_columns(Commitment, "ref", "text", "due"))
    qtbot.addWidget(table)
    table.resize(900, 400)
    table.show()
    table.show_records(sample.snapshot[Commitment])
    theme.wear(qapp, text=2.0)
    QCoreApplication.processEvents()
    assert not QSettings().value("tables/commitments/widths")


def test_a_column_a_user_made_wider_grows_with_the_text(
    qtbot: QtBot, qapp: QApplication, sample: Viewpoint, large_text: None
) -> None:
    table = RecordTable(sample, Commitment, field_columns(Commitment, "ref", "text", "due"), name="grown")
    qtbot.addWidget(table)
    table.resize(1400, 400)
    table.show()
    table.show_records(sample.snapshot[Commitment])
    table.view.horizontalHeader().resizeSection(2, 180)
    theme.wear(qapp, text=2.0)
    qtbot.waitUntil(lambda: table.view.columnWidth(2) == 360)


def test_what_is_typed_to_search_is_emptied_with_a_click(qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    lead(line, "search")
    clearable(line)
    line.show()
    button = line.findChild(QToolButton)
    assert button is not None
    assert not button.isVisible()
    qtbot.keyClicks(line, "hub")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not line.text()
    assert not button.isVisible()


def test_where_there_is_no_room_for_both_a_person_takes_the_place_of_the_list(
    qtbot: QtBot, sample: Viewpoint
) -> None:
    page = PeoplePage(sample)
    qtbot.addWidget(page)
    page.resize(600, 500)
    page.show()
    person = sample.snapshot[Person][0]
    page.table.select(person.id)
    assert page.table.view.isVisible()
    assert not page.inspector.isVisible()
    page.table.view.setFocus()
    qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    assert page.inspector.isVisible()
    assert not page.table.view.isVisible()
    qtbot.waitUntil(lambda: page.inspector.width() == page.width())
    page.inspector.close_panel()
    assert page.table.view.isVisible()
    page.resize(1200, 500)
    page.table.select(sample.snapshot[Person][1].id)
    qtbot.waitUntil(lambda: page.inspector.isVisible() and page.table.view.isVisible())


def test_a_page_too_low_for_its_rows_scrolls(qtbot: QtBot, sample: Viewpoint) -> None:
    page = PeoplePage(sample)
    qtbot.addWidget(page)
    page.resize(800, 240)
    page.show()
    around = next(one for one in page.findChildren(QScrollArea) if one.isAncestorOf(page.table))
    qtbot.waitUntil(lambda: around.verticalScrollBar().maximum() > 0)
    assert page.table.view.viewport().height() > 2 * page.table.view.rowHeight(0)


def test_no_column_lies_under_the_scroll_bar_that_comes_later(qtbot: QtBot, sample: Viewpoint) -> None:
    page = NextStepsPage(sample)
    qtbot.addWidget(page)
    page.resize(600, 640)
    page.show()
    page.reveal(sample.snapshot[Concern][-1].id)
    view = page.register(2).table.view
    qtbot.waitUntil(
        lambda: sum(view.columnWidth(at) for at in view.shown_columns()) == view.viewport().width()
    )
    assert view.verticalScrollBar().maximum() > 0


def test_options_and_preview_of_a_pack_take_turns_where_it_is_narrow(qtbot: QtBot, sample: Viewpoint) -> None:
    page = PacksPage(sample)
    qtbot.addWidget(page)
    page.resize(600, 500)
    page.show()
    looks = next(one for one in page.findChildren(QPushButton) if one.text() == "How it looks")
    assert page.options.isVisible()
    assert not page.save.isVisible()
    qtbot.mouseClick(looks, Qt.MouseButton.LeftButton)
    assert page.save.isVisible()
    assert not page.options.isVisible()
    page.resize(1200, 500)
    qtbot.waitUntil(lambda: page.save.isVisible() and page.options.isVisible())
    assert not looks.isVisible()
