"""The workshops page: the list, and one workshop to be read, and written until its minutes are issued."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.screen import says
from trustdesk import audience as audiences
from trustdesk.actions import records
from trustdesk.records import AgendaItem, Workshop
from ui.pages.workshops import WorkshopsPage
from ui.viewpoint import Viewpoint
from ui.widgets.add_line import AddLine
from ui.widgets.popover import Popover


@pytest.fixture
def page(sample: Viewpoint, qtbot: QtBot) -> WorkshopsPage:
    made = WorkshopsPage(sample)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    made.show()
    return made


def wait(qtbot: QtBot, where: QWidget, words: str) -> None:
    qtbot.waitUntil(lambda: says(where, words))


def button(qtbot: QtBot, where: QWidget, words: str) -> QAbstractButton:
    def found() -> list[QAbstractButton]:
        return [one for one in where.findChildren(QAbstractButton) if one.text() == words and one.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    return found()[0]


def ahead(viewpoint: Viewpoint) -> Workshop:
    return next(one for one in viewpoint.snapshot[Workshop] if one.held_on >= viewpoint.today)


def issued(viewpoint: Viewpoint) -> Workshop:
    return max((one for one in viewpoint.snapshot[Workshop] if one.issued_on), key=lambda one: one.held_on)


def agenda(viewpoint: Viewpoint, workshop: Workshop, block: str) -> list[str]:
    items = viewpoint.snapshot.of(AgendaItem, "workshop_id", workshop)
    return [item.text for item in items if item.kind == block]


def item(page: WorkshopsPage, qtbot: QtBot, words: str) -> QWidget:
    def found() -> list[QLabel]:
        return [one for one in page.findChildren(QLabel) if one.text() == words and one.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    line = found()[0].parentWidget()
    assert line is not None
    return line


def popover() -> Popover:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, Popover) and one.isVisible()]
    assert len(found) == 1
    return found[0]


def test_the_next_workshop_is_shown_first(page: WorkshopsPage, sample: Viewpoint, qtbot: QtBot) -> None:
    workshop = ahead(sample)
    assert page.table.selection() == (workshop.id,)
    wait(qtbot, page.view, workshop.title)
    wait(qtbot, page.view, "In 3 days")
    for block in ("Achieved?", "Adjust", "Recognise"):
        wait(qtbot, page.view, block)


def test_another_workshop_is_shown_when_its_row_is_chosen(
    page: WorkshopsPage, sample: Viewpoint, qtbot: QtBot
) -> None:
    page.table.focus_rows()
    qtbot.keyClick(page.table.view, Qt.Key.Key_Down)
    last = issued(sample)
    wait(qtbot, page.view, last.title)
    wait(qtbot, page.view, "Minutes issued on")
    wait(qtbot, page.view, last.decisions)


def test_what_was_issued_can_be_read_and_no_longer_written(
    page: WorkshopsPage, sample: Viewpoint, qtbot: QtBot
) -> None:
    workshop = issued(sample)
    page.reveal(workshop.id)
    assert not page.view.findChildren(AddLine)
    assert not any(one.isVisible() for one in page.view.findChildren(QPlainTextEdit))
    words = sample.snapshot.of(AgendaItem, "workshop_id", workshop)[0].text
    qtbot.mouseClick(item(page, qtbot, words), Qt.MouseButton.LeftButton)
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, Popover) and one.isVisible()]


def test_an_item_is_added_to_its_block_by_writing_it(
    page: WorkshopsPage, sample: Viewpoint, qtbot: QtBot
) -> None:
    def line() -> AddLine:
        return next(one for one in page.findChildren(AddLine) if one.accessibleName().startswith("Adjust"))

    line().setFocus()
    qtbot.keyClicks(line(), "Decide the gate, 20 min")
    qtbot.keyClick(line(), Qt.Key.Key_Return)
    assert agenda(sample, ahead(sample), "adjust")[-1] == "Decide the gate"
    assert sample.snapshot[AgendaItem][-1].minutes == 20
    wait(qtbot, page.view, "Decide the gate")
    assert line().hasFocus() and line().text() == "", "the next item can be written at once"


def test_an_item_is_changed_in_a_panel_beside_it(
    page: WorkshopsPage, sample: Viewpoint, qtbot: QtBot
) -> None:
    words = agenda(sample, ahead(sample), "adjust")[0]
    line = item(page, qtbot, words)
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    text = next(one for one in popover().findChildren(QPlainTextEdit))
    text.selectAll()
    qtbot.keyClicks(text, "Other words")
    qtbot.keyClick(popover(), Qt.Key.Key_Escape)
    assert agenda(sample, ahead(sample), "adjust")[0] == "Other words"
    wait(qtbot, page.view, "Other words")


def test_an_item_is_moved_and_deleted_from_the_keyboard(
    page: WorkshopsPage, sample: Viewpoint, qtbot: QtBot
) -> None:
    first, second, *_rest = agenda(sample, ahead(sample), "achieved")
    item(page, qtbot, second).setFocus()
    qtbot.keyClick(item(page, qtbot, second), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert agenda(sample, ahead(sample), "achieved")[:2] == [second, first]
    qtbot.keyClick(item(page, qtbot, second), Qt.Key.Key_Delete)
    assert second not in agenda(sample, ahead(sample), "achieved")
    sample.undo()
    assert second in agenda(sample, ahead(sample), "achieved")


def held(viewpoint: Viewpoint, days_ago: int) -> str:
    """The id of a workshop that was held so many days ago; its minutes are not issued."""
    added = viewpoint.do(
        "Workshop added",
        lambda session: (
            records.add(
                session,
                Workshop,
                viewpoint.today,
                viewpoint.relationship,
                held_on=viewpoint.today - timedelta(days=days_ago),
                kind="review",
                title="The one before",
            ).id
        ),
    )
    return str(added)


def test_a_decision_is_written_in_place_from_the_day_of_the_workshop_on(
    page: WorkshopsPage, sample: Viewpoint, qtbot: QtBot
) -> None:
    assert not [one for one in page.view.findChildren(QPlainTextEdit) if one.isVisible()]
    workshop = held(sample, 0)
    page.reveal(workshop)
    fields = page.view.findChildren(QPlainTextEdit)
    decisions = next(one for one in fields if one.accessibleName() == "Decisions")
    decisions.setFocus()
    qtbot.keyClicks(decisions, "Go on")
    page.settle()
    assert sample.snapshot.find(Workshop, workshop).decisions == "Go on"  # type: ignore[union-attr]


def test_a_workshop_is_planned_in_a_short_form(page: WorkshopsPage, sample: Viewpoint, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.new, Qt.MouseButton.LeftButton)
    form = popover()
    focused = form.focusWidget()
    assert focused is not None
    qtbot.keyClicks(focused, "2027-03-02")
    qtbot.mouseClick(button(qtbot, form, "Add workshop"), Qt.MouseButton.LeftButton)
    added = sample.snapshot[Workshop][-1]
    assert added.held_on.isoformat() == "2027-03-02" and added.kind == "review"
    assert page.table.selection() == (added.id,)
    wait(qtbot, page.view, "the pack proposes an agenda")


def test_the_pack_of_the_next_workshop_is_one_click_away(
    page: WorkshopsPage, sample: Viewpoint, qtbot: QtBot
) -> None:
    qtbot.mouseClick(button(qtbot, page.view, "Prepare the pack"), Qt.MouseButton.LeftButton)
    assert (sample.place.page, sample.place.record) == ("packs", ahead(sample).id)


def test_minutes_are_issued_after_a_question_and_are_frozen_then(
    page: WorkshopsPage, sample: Viewpoint, qtbot: QtBot
) -> None:
    workshop = held(sample, 2)
    page.reveal(workshop)
    wait(qtbot, page.view, "the minutes are not issued yet")
    qtbot.mouseClick(button(qtbot, page.view, "Issue minutes…"), Qt.MouseButton.LeftButton)
    asked = popover()
    wait(qtbot, asked, "Minutes issued on")
    qtbot.mouseClick(button(qtbot, asked, "Issue minutes"), Qt.MouseButton.LeftButton)
    assert sample.snapshot.find(Workshop, workshop).issued_on == sample.today  # type: ignore[union-attr]
    wait(qtbot, page.view, "Minutes issued on")


def test_an_item_that_is_revealed_shows_its_workshop(
    page: WorkshopsPage, sample: Viewpoint, qtbot: QtBot
) -> None:
    workshop = issued(sample)
    page.reveal(sample.snapshot.of(AgendaItem, "workshop_id", workshop)[0].id)
    assert page.table.selection() == (workshop.id,)


def test_without_a_workshop_the_page_says_what_belongs_here(sample: Viewpoint, qtbot: QtBot) -> None:
    ids = [one.id for one in sample.snapshot[Workshop]]
    sample.do(
        "Workshops deleted",
        lambda session: records.delete(session, [records.get(session, Workshop, id) for id in ids]),
    )
    page = WorkshopsPage(sample)
    qtbot.addWidget(page)
    page.show()
    wait(qtbot, page, "Workshops belong here")
    assert button(qtbot, page, "Plan the first workshop…").isEnabled()


def test_turned_to_a_client_no_length_gives_hidden_items_away(
    page: WorkshopsPage, sample: Viewpoint, qtbot: QtBot
) -> None:
    wait(qtbot, page.view, "of 210 minutes")
    sample.turn(audiences.everyone(sample.snapshot.parties))
    assert not says(page.view, "210 minutes ·")
    assert not says(page.view, "of 210 minutes")
