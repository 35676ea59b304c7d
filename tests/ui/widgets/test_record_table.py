"""The table: what a user sees in it, and does with mouse and keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit

from trustdesk import audience
from trustdesk.actions import records
from trustdesk.records import Commitment
from ui.marks import MarkValue
from ui.verbs import Moment
from ui.viewpoint import Viewpoint
from ui.widgets.record_table import Chip, Column, RecordTable, field_columns
from ui.widgets.record_table.looks import MARK

CHIPS = (
    Chip("open", "Open", lambda moment, promise: promise.outcome is None),  # type: ignore[attr-defined]
    Chip("must", "Must have", lambda moment, promise: bool(promise.must_have)),  # type: ignore[attr-defined]
    Chip("never", "Never", lambda moment, promise: False),
)


def _marked(moment: Moment, promise: Any) -> MarkValue:
    return MarkValue(moment.measures.by_commitment[promise.id].mark, promise.confirmed != "no")


def columns() -> tuple[Column, ...]:
    mark = Column("mark", "State", _marked, MARK, width=28, short="")
    return (mark, *field_columns(Commitment, "ref", "text", "giver_id", "owner_id", "due", "importance"))


def at(table: RecordTable, name: str) -> int:
    return next(n for n, column in enumerate(table.model.columns) if column.name == name)


def shown(table: RecordTable, name: str) -> list[str]:
    column = at(table, name)
    return [str(table.model.index(row, column).data()) for row in range(table.model.rowCount())]


def press(qtbot: Any, table: RecordTable, key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
    modifiers = Qt.KeyboardModifier.NoModifier
    for one in held:
        modifiers |= one
    qtbot.keyClick(table.view, key, modifiers)


def go_to(table: RecordTable, row: int, name: str) -> None:
    table.select(table.model.record_at(row).id)
    index = table.model.index(row, at(table, name))
    table.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
    table.view.setFocus()


def edit(qtbot: Any, table: RecordTable, row: int, name: str, text: str) -> QLineEdit:
    """Begin to edit a cell with F2, and type something else there."""
    go_to(table, row, name)
    press(qtbot, table, Qt.Key.Key_F2)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    qtbot.keyClicks(line, text)
    return line


@pytest.fixture
def table(qtbot: Any, sample: Viewpoint) -> Iterator[RecordTable]:
    made = RecordTable(sample, Commitment, columns(), CHIPS)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    sample.changed.connect(lambda: made.show_records(sample.snapshot[Commitment]))
    made.show_records(sample.snapshot[Commitment])
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    sample.changed.disconnect()


def test_the_model_is_as_qt_wants_a_model_to_be(table: RecordTable, sample: Viewpoint) -> None:
    tester = QAbstractItemModelTester(table.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    table.filters.turn("open")
    table.model.sort(at(table, "due"))
    table.show_records(sample.snapshot[Commitment][3:])
    assert table.model.rowCount()
    tester.deleteLater()


def test_a_click_on_a_head_sorts_by_value_a_second_downwards_a_third_not_at_all(
    qtbot: Any, table: RecordTable
) -> None:
    before = shown(table, "ref")
    head = table.view.horizontalHeader()
    due = at(table, "due")

    def click() -> None:
        x = head.sectionViewportPosition(due) + 20
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, head.height() // 2))

    click()
    days = [promise.due for promise in map(table.model.record_at, range(table.model.rowCount()))]  # type: ignore[attr-defined]
    assert days == sorted(days)
    assert table.model.headerData(due, Qt.Orientation.Horizontal) == "Due ↑"
    click()
    days = [promise.due for promise in map(table.model.record_at, range(table.model.rowCount()))]  # type: ignore[attr-defined]
    assert days == sorted(days, reverse=True)
    click()
    assert shown(table, "ref") == before


def test_refs_sort_as_people_count_and_blank_cells_stand_last_either_way(table: RecordTable) -> None:
    table.model.sort(at(table, "ref"))
    assert shown(table, "ref")[:3] == ["C1", "C2", "C3"]
    table.model.sort(at(table, "owner_id"))
    assert shown(table, "owner_id")[0] != ""
    table.model.sort(at(table, "owner_id"), Qt.SortOrder.DescendingOrder)
    assert shown(table, "owner_id")[0] != ""


def test_chips_count_what_they_let_through_and_one_button_takes_them_back(
    qtbot: Any, table: RecordTable
) -> None:
    every = table.model.rowCount()
    filters = table.filters
    chip = filters._buttons["open"]
    assert "5" in chip.text()
    assert not filters._buttons["never"].isVisible()
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert table.model.rowCount() == 5
    assert filters._told.text() == f"5 of {every} shown"
    qtbot.mouseClick(filters._clear, Qt.MouseButton.LeftButton)
    assert table.model.rowCount() == every
    assert not filters._clear.isVisible()


def test_ctrl_f_searches_all_words_anywhere_in_what_is_shown(qtbot: Any, table: RecordTable) -> None:
    table.focus_rows()
    press(qtbot, table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    line = QApplication.focusWidget()
    assert line is table.filters.search
    qtbot.keyClicks(line, "falk three")
    qtbot.waitUntil(lambda: table.model.rowCount() == 1)
    assert shown(table, "ref") == ["C3"]
    qtbot.keyClicks(line, " nobody wrote this")
    qtbot.waitUntil(lambda: table.model.rowCount() == 0)
    assert table._nothing_matches.isVisible()


def test_a_row_hidden_by_a_filter_is_revealed_and_that_is_said(table: RecordTable, sample: Viewpoint) -> None:
    told: list[object] = []
    sample.told.connect(told.append)
    closed = sample.snapshot[Commitment][0]
    table.filters.turn("open")
    assert table.reveal(closed.id)
    assert table.selection() == (closed.id,)
    assert len(told) == 1
    assert not table.reveal("no such record")


def test_a_key_closes_all_selected_promises_in_one_step(
    qtbot: Any, table: RecordTable, sample: Viewpoint
) -> None:
    table.filters.turn("open")
    first = table.model.record_at(0).id
    go_to(table, 0, "ref")
    press(qtbot, table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    ids = table.selection()
    assert len(ids) == 2
    press(qtbot, table, Qt.Key.Key_K)
    found = [sample.snapshot.find(Commitment, id) for id in ids]
    assert all(promise is not None and promise.outcome in ("kept", "late") for promise in found)
    assert table.model.row_of(first) is None, "an open promise was looked for, and it is closed"
    assert len(table.selection()) == 1, "the row that stands in its place now is next"
    sample.undo()
    assert table.model.rowCount() == 5


def test_enter_opens_the_record_and_ctrl_a_selects_all(qtbot: Any, table: RecordTable) -> None:
    opened: list[str] = []
    table.opened.connect(opened.append)
    go_to(table, 2, "text")
    press(qtbot, table, Qt.Key.Key_Return)
    assert opened == [table.model.record_at(2).id]
    press(qtbot, table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(table.selection()) == table.model.rowCount()


def test_selection_and_order_survive_a_change_and_only_what_changed_is_told(
    qtbot: Any, table: RecordTable, sample: Viewpoint
) -> None:
    table.model.sort(at(table, "due"), Qt.SortOrder.DescendingOrder)
    qtbot.wait(1)
    order = shown(table, "ref")
    chosen = table.model.record_at(4)
    go_to(table, 4, "due")
    rows: list[int] = []
    table.model.dataChanged.connect(lambda first, last: rows.append(first.row()))
    resets: list[bool] = []
    table.model.modelReset.connect(lambda: resets.append(True))
    sample.do(
        "Reworded",
        lambda session: records.edit(
            session, records.get(session, Commitment, chosen.id), sample.today, text="Other words"
        ),
    )
    assert rows == [4]
    assert not resets
    assert shown(table, "ref") == order
    assert table.selection() == (chosen.id,)
    assert table.view.currentIndex().column() == at(table, "due")


def test_a_cell_is_edited_where_it_stands_and_tab_goes_on(
    qtbot: Any, table: RecordTable, sample: Viewpoint
) -> None:
    promise = table.model.record_at(1)
    line = edit(qtbot, table, 1, "ref", "P 7")
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert sample.snapshot.find(Commitment, promise.id).ref == "P 7"  # type: ignore[union-attr]
    assert sample.undo_name == "Promise changed"
    assert table._editing.open is not None
    assert table._editing.open.column.name == "text"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert table._editing.open is None
    assert table.view.hasFocus()


def test_what_is_refused_stays_in_the_cell_with_the_reason(qtbot: Any, table: RecordTable) -> None:
    line = edit(qtbot, table, 1, "ref", "C1")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert table._editing.open is not None
    assert "no other promise has" in table._editing.open.editor.complaint()
    assert line.text() == "C1"
    assert not table.settle()
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert table.settle()
    assert shown(table, "ref")[1] == "C2"


def test_an_agreed_day_is_not_moved_without_a_reason(
    qtbot: Any, table: RecordTable, sample: Viewpoint
) -> None:
    table.filters.turn("open")
    row = next(
        row
        for row in range(5)
        if table.model.record_at(row).due > sample.today  # type: ignore[attr-defined]
    )
    promise: Any = table.model.record_at(row)
    line = edit(qtbot, table, row, "due", (promise.due + timedelta(days=7)).isoformat())
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert sample.snapshot.find(Commitment, promise.id).outcome is None  # type: ignore[union-attr]
    why = QApplication.focusWidget()
    assert isinstance(why, QLineEdit)
    qtbot.keyClicks(why, "the plant was shut")
    qtbot.keyClick(why, Qt.Key.Key_Return)
    assert sample.snapshot.find(Commitment, promise.id).outcome == "renegotiated"  # type: ignore[union-attr]
    (replacement,) = sample.snapshot.of(Commitment, "replaces_id", promise)
    assert table.selection() == (replacement.id,)


def test_rows_are_copied_as_a_spreadsheet_reads_them(
    qtbot: Any, table: RecordTable, sample: Viewpoint
) -> None:
    promise: Any = table.model.record_at(0)
    sample.do(
        "Reworded",
        lambda session: records.edit(
            session, records.get(session, Commitment, promise.id), sample.today, text='=1+1\t"x"\nnext'
        ),
    )
    go_to(table, 0, "ref")
    press(qtbot, table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    text = QGuiApplication.clipboard().text()
    assert text.startswith('kept on the day\tC1\t"\'=1+1\t""x""\nnext"\tPerivane Medical\t')
    assert promise.due.isoformat() in text
    press(qtbot, table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    pasted: list[list[list[str]]] = []
    table.pasted.connect(pasted.append)
    press(qtbot, table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert pasted[0][0][:4] == ["State", "Ref", "Promise", "Promised by"]
    assert pasted[0][1][2] == '=1+1\t"x"\nnext'


def test_cells_are_read_aloud_with_the_name_of_their_column(table: RecordTable) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    assert table.model.index(0, at(table, "giver_id")).data(role) == "Promised by: Perivane Medical"
    assert table.model.index(0, at(table, "mark")).data(role) == "State: kept on the day"
    assert table.view.accessibleName() == "Promises"


def test_a_hostile_text_is_shown_as_it_stands(table: RecordTable, sample: Viewpoint) -> None:
    promise = table.model.record_at(0)
    sample.do(
        "Reworded",
        lambda session: records.edit(
            session, records.get(session, Commitment, promise.id), sample.today, text="<b>R&D</b> &amp;"
        ),
    )
    cell = table.model.index(0, at(table, "text"))
    assert cell.data() == "<b>R&D</b> &amp;"
    assert "&lt;b&gt;R&amp;D" in cell.data(Qt.ItemDataRole.ToolTipRole)
    table.grab()


def test_turned_to_a_client_what_is_private_has_no_column_and_no_chip(qtbot: Any, sample: Viewpoint) -> None:
    columns_ = (
        *field_columns(Commitment, "ref"),
        Column("mine", "Mine", lambda moment, record: "secret", private=True),
    )
    table = RecordTable(sample, Commitment, columns_, [Chip("x", "X", lambda m, r: True, private=True)])
    qtbot.addWidget(table)
    table.resize(600, 400)
    table.show()
    table.show_records(sample.snapshot[Commitment])
    assert [column.name for column in table.shown_columns()] == ["ref", "mine"]
    sample.turn(audience.everyone(sample.snapshot.parties))
    table.show_records(sample.snapshot[Commitment])
    assert [column.name for column in table.shown_columns()] == ["ref"]
    assert not table.filters.offered
    table.copy()
    table.view.selectAll()
    table.copy()
    assert "secret" not in QGuiApplication.clipboard().text()


def test_a_column_put_away_and_a_width_are_remembered(qtbot: Any, sample: Viewpoint) -> None:
    def made() -> RecordTable:
        table = RecordTable(sample, Commitment, columns(), name="some")
        qtbot.addWidget(table)
        table.resize(1000, 400)
        table.show()
        table.show_records(sample.snapshot[Commitment])
        return table

    first = made()
    owner = at(first, "owner_id")
    first.view.horizontalHeader().resizeSection(owner, 222)
    second = made()
    assert second.view.columnWidth(owner) == 222
    second.view._show_column(owner, False)
    third = made()
    assert third.view.isColumnHidden(owner)
