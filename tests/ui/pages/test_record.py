"""The Record page, as its user meets it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from trustdesk import audience
from trustdesk.actions import commitments, records
from trustdesk.errors import TrustDeskError
from trustdesk.records import Adjustment, Commitment
from ui.pages.record import RecordPage
from ui.viewpoint import Viewpoint
from ui.widgets.paste_preview import PastePreview
from ui.widgets.popover import Popover
from ui.widgets.promise_charts import PromiseCharts
from ui.widgets.promise_entry import next_workshop, promises_in


@pytest.fixture
def page(qtbot: Any, sample: Viewpoint) -> Iterator[RecordPage]:
    made = RecordPage(sample)
    qtbot.addWidget(made)
    made.resize(1120, 640)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    made.hide()


def click(qtbot: Any, button: QPushButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def button_named(widget: QWidget, name: str) -> QPushButton:
    return next(one for one in widget.findChildren(QPushButton) if one.accessibleName() == name)


def paste(qtbot: Any, page: RecordPage, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    page.table.focus_rows()
    qtbot.keyClick(page.table.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def type_promises(qtbot: Any, page: RecordPage, *lines: str) -> None:
    box = QApplication.focusWidget()
    for at, line in enumerate(lines):
        if at:
            qtbot.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        qtbot.keyClicks(box, line)
    qtbot.keyClick(box, Qt.Key.Key_Return)


def columns(page: RecordPage) -> list[str]:
    return [column.name for column in page.table.shown_columns()]


def test_the_title_counts_what_is_open_and_overdue(page: RecordPage, sample: Viewpoint) -> None:
    promises = sample.snapshot[Commitment]
    open_ = sum(promise.outcome is None for promise in promises)
    assert page._counts.text() == f"{len(promises)} promises · {open_} open · 1 overdue"


def test_the_sides_are_alternatives_and_go_together_with_what_promises_are_like(
    qtbot: Any, page: RecordPage, sample: Viewpoint
) -> None:
    first, second = sample.snapshot.parties
    click(qtbot, page.table.filters._buttons[first.id])
    click(qtbot, page.table.filters._buttons[second.id])
    click(qtbot, page.table.filters._buttons["open"])
    shown = [page.table.model.record_at(row) for row in range(page.table.model.rowCount())]
    assert shown
    assert all(one.giver_id == second.id and one.outcome is None for one in shown)  # type: ignore[attr-defined]


def test_what_waits_to_be_tidied_up_says_what_is_missing_however_narrow_it_is(
    qtbot: Any, page: RecordPage
) -> None:
    page.resize(700, 640)
    assert "tidy" not in columns(page)
    click(qtbot, page.table.filters._buttons["tidy"])
    assert "tidy" in columns(page)
    column = columns(page).index("tidy")
    assert column
    at = next(n for n, one in enumerate(page.table.model.columns) if one.name == "tidy")
    assert all(page.table.model.index(row, at).data() for row in range(page.table.model.rowCount()))


def test_a_selected_promise_is_shown_whole_until_that_is_closed_and_enter_brings_it_back(
    qtbot: Any, page: RecordPage, sample: Viewpoint
) -> None:
    first, second = sample.snapshot[Commitment][:2]
    page.table.select(first.id)
    qtbot.waitUntil(lambda: page.inspector.isVisible())
    page.inspector.close_panel()
    page.table.select(second.id)
    qtbot.wait(100)
    assert not page.inspector.isVisible()
    qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    assert page.inspector.isVisible()
    assert page.inspector.form.record_id == second.id


def test_where_there_is_no_room_beside_the_table_a_promise_takes_its_place_until_it_is_closed(
    qtbot: Any, page: RecordPage, sample: Viewpoint
) -> None:
    page.resize(640, 560)
    page.table.select(sample.snapshot[Commitment][0].id)
    qtbot.wait(100)
    assert page.table.isVisible()
    page.table.focus_rows()
    qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    assert page.inspector.isVisible()
    assert not page.table.isVisible()
    page.inspector.close_panel()
    assert page.table.isVisible()


def test_revealing_what_a_filter_hides_lets_go_of_the_filter(page: RecordPage, sample: Viewpoint) -> None:
    closed = sample.snapshot[Commitment][0]
    page.table.filters.turn("open")
    page.reveal(closed.id)
    assert page.table.selection() == (closed.id,)
    assert page.inspector.form.record_id == closed.id


def test_revealing_an_adjustment_shows_the_promise_it_belongs_to(page: RecordPage, sample: Viewpoint) -> None:
    adjustment = next(one for one in sample.snapshot[Adjustment] if one.commitment_id)
    page.reveal(adjustment.id)
    assert page.table.selection() == (adjustment.commitment_id,)


def test_promises_are_written_one_a_line_for_a_side_and_the_next_workshop(
    qtbot: Any, page: RecordPage, sample: Viewpoint
) -> None:
    before = len(sample.snapshot[Commitment])
    other = sample.snapshot.parties[1]
    click(qtbot, page._add)
    click(qtbot, button_named(page.entry, other.name))
    page.entry._text.setFocus()
    type_promises(qtbot, page, "Send the <list>", "- Bring R&D")
    added = sample.snapshot[Commitment][before:]
    meeting = next_workshop(sample.snapshot, sample.today)
    assert meeting is not None
    assert [promise.text for promise in added] == ["Send the <list>", "Bring R&D"]
    assert {(promise.giver_id, promise.due, promise.due_workshop_id) for promise in added} == {
        (other.id, meeting.held_on, meeting.id)
    }
    assert sample.undo_name == "Promises added"
    assert page.entry._text.value() == "", "ready for the next ones"
    sample.undo()
    assert len(sample.snapshot[Commitment]) == before


def test_a_promise_without_a_day_is_not_added_and_that_is_said_at_the_day(
    qtbot: Any, page: RecordPage, sample: Viewpoint
) -> None:
    before = len(sample.snapshot[Commitment])
    click(qtbot, page._add)
    click(qtbot, page.entry.terms._at_meeting)
    page.entry._text.setFocus()
    type_promises(qtbot, page, "Send the list")
    assert page.entry.terms._due.complaint()
    assert len(sample.snapshot[Commitment]) == before
    qtbot.keyClicks(page.entry.terms._due.focusProxy(), "2026-12-24")
    page.entry._text.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert str(sample.snapshot[Commitment][-1].due) == "2026-12-24"


def test_bullets_and_numbers_of_a_list_are_no_part_of_a_promise() -> None:
    assert promises_in("• Send it\n\n 2) Bring it\n- 3 copies\n-5 degrees") == (
        "Send it",
        "Bring it",
        "3 copies",
        "-5 degrees",
    )


def test_pasted_lines_become_lines_in_the_panel(qtbot: Any, page: RecordPage, sample: Viewpoint) -> None:
    before = len(sample.snapshot[Commitment])
    paste(qtbot, page, "Send the list\r\nBring the plan\r\n")
    assert page.entry.isVisible()
    assert page.entry._text.value() == "Send the list\nBring the plan"
    assert len(sample.snapshot[Commitment]) == before


def test_a_pasted_table_is_shown_first_and_taken_in_one_step_only_when_asked(
    qtbot: Any, page: RecordPage, sample: Viewpoint
) -> None:
    before = len(sample.snapshot[Commitment])
    paste(qtbot, page, "Promise\tDue\nSend the list\t2026-12-01\nBring <b>it</b>\t2026-12-02\n")
    preview = page._stack.currentWidget()
    assert isinstance(preview, PastePreview)
    assert len(sample.snapshot[Commitment]) == before
    assert preview._table.rowCount() == 2
    assert preview._take.text() == "Add 2 promises"
    click(qtbot, preview._take)
    assert [one.text for one in sample.snapshot[Commitment][before:]] == ["Send the list", "Bring <b>it</b>"]
    assert page.table.isVisible()
    sample.undo()
    assert len(sample.snapshot[Commitment]) == before


def test_pasted_promises_without_a_day_are_due_at_the_next_workshop_and_move_with_it(
    qtbot: Any, page: RecordPage, sample: Viewpoint
) -> None:
    before = len(sample.snapshot[Commitment])
    paste(qtbot, page, f"Promise\tPromised by\nSend the list\t{sample.snapshot.parties[0].name}\n")
    preview = page._stack.currentWidget()
    assert isinstance(preview, PastePreview)
    click(qtbot, preview._take)
    (promise,) = sample.snapshot[Commitment][before:]
    meeting = next_workshop(sample.snapshot, sample.today)
    assert meeting is not None
    assert (promise.due, promise.due_workshop_id) == (meeting.held_on, meeting.id)


def test_one_wrong_row_keeps_all_pasted_rows_out_and_is_named(
    qtbot: Any, page: RecordPage, sample: Viewpoint
) -> None:
    paste(qtbot, page, "Promise\tDue\nSend the list\t2026-12-01\nBring it\t3/4/2026\n")
    preview = page._stack.currentWidget()
    assert isinstance(preview, PastePreview)
    assert not preview._take.isEnabled()
    assert "Due: expected a day" in preview._table.item(1, 6).text()
    assert preview._table.item(1, 5).text() == "3/4/2026"
    click(qtbot, button_named(preview, "Leave it"))
    assert page.table.isVisible()


def test_turned_to_a_client_nothing_is_pasted_and_nothing_is_said_to_be_missing(
    qtbot: Any, page: RecordPage, sample: Viewpoint
) -> None:
    refused: list[TrustDeskError] = []
    sample.refused.connect(refused.append)
    sample.turn(audience.everyone(sample.snapshot.parties))
    assert "tidy" not in columns(page)
    assert "tidy" not in {chip.name for chip in page.table.filters.offered}
    paste(qtbot, page, "Promise\tDue\nSend the list\t2026-12-01\n")
    assert len(refused) == 1
    assert page.table.isVisible()


def test_several_selected_promises_can_be_given_a_new_owner_together(
    qtbot: Any, page: RecordPage, sample: Viewpoint
) -> None:
    click(qtbot, page.table.filters._buttons["open"])
    assert not page.several.isVisible()
    page.table.focus_rows()
    page.table.view.selectAll()
    assert page.several.isVisible()
    assert "reassign" in {verb.name for verb in page.several._verbs._rest}


def test_the_charts_stand_below_a_line_a_party_whose_figures_explain_themselves(
    qtbot: Any, page: RecordPage, sample: Viewpoint
) -> None:
    click(qtbot, page._views.button(1))
    charts = page._stack.currentWidget()
    assert isinstance(charts, PromiseCharts)
    kept = sample.measures.parties[0].ppc
    click(qtbot, button_named(charts, f"{kept.kept} of {kept.due}"))
    popover = next(one for one in QApplication.topLevelWidgets() if isinstance(one, Popover))
    assert sample.snapshot.parties[0].name in popover.accessibleName()
    popover.close()


def test_another_relationship_begins_without_the_filters_of_the_one_before(
    qtbot: Any, page: RecordPage, sample: Viewpoint
) -> None:
    click(qtbot, page.table.filters._buttons["open"])
    sample.go("record", sample.heads[1].id)
    assert not page.table.filters.on
    assert page.table.model.rowCount() == len(sample.snapshot[Commitment])
    assert {chip.name for chip in page.table.filters.offered} >= {one.id for one in sample.snapshot.parties}


def test_where_there_is_no_promise_the_page_says_what_belongs_here_and_starts_it(
    qtbot: Any, page: RecordPage, sample: Viewpoint
) -> None:
    ids = [promise.id for promise in sample.snapshot[Commitment]]
    sample.do(
        "Deleted",
        lambda session: records.delete(session, [records.get(session, Commitment, id) for id in ids]),
    )
    start = button_named(page, "Write the first ones")
    assert start.isVisible()
    click(qtbot, start)
    assert page.entry.isVisible()


def test_a_change_elsewhere_shows_at_once_and_keeps_the_place(page: RecordPage, sample: Viewpoint) -> None:
    promise = next(one for one in sample.snapshot[Commitment] if one.outcome is None)
    page.reveal(promise.id)
    sample.do(
        "Closed",
        lambda session: commitments.close(
            session,
            records.get(session, Commitment, promise.id),
            "released",
            sample.today,
            sample.today,
        ),
    )
    row = page.table.model.row_of(promise.id)
    assert row is not None
    assert page.table.model.index(row, 0).data() == "released"
    assert page.table.selection() == (promise.id,)
