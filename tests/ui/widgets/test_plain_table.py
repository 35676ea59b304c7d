"""A table to read: what is drawn in it is read out, its rows are chosen whole, and Tab leads out of it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from trustdesk.backups import Backup
from trustdesk.exchange.findings import Problem
from trustdesk.words import Text
from ui.widgets.backup_table import BackupTable
from ui.widgets.basics import boxed, button, column
from ui.widgets.problem_table import ProblemTable

WRONG = Problem("Commitments", 2, "Due", "Friday", Text("a day"))
ODD = Problem("Commitments", 1, "Mood", "Mood", Text("an unknown column"))


def backup(n: int) -> Backup:
    return Backup(Path(f"{n}.backup"), "desk", n, datetime(2026, 11, n, tzinfo=UTC), 1000 * n, entries=n)


def heads(table: QTableView) -> list[str]:
    """The heads of the columns that are shown."""
    model = table.model()
    shown = (at for at in range(model.columnCount()) if not table.isColumnHidden(at))
    return [str(model.headerData(at, Qt.Orientation.Horizontal)) for at in shown]


def read_out(table: QTableView) -> list[str]:
    """What an aid says of the cells, row by row."""
    seen = QAccessible.queryAccessibleInterface(table)
    pieces = (seen.child(at) for at in range(seen.childCount()))
    return [one.text(QAccessible.Text.Name) for one in pieces if one.role() is QAccessible.Role.Cell]


def test_the_sort_of_a_problem_is_drawn_and_read_out(qtbot: QtBot) -> None:
    table = ProblemTable()
    qtbot.addWidget(table)
    table.show_problems([WRONG], [ODD])
    assert read_out(table) == [
        *("error", "Commitments", "2", "Due", "Friday", "a day"),
        *("to look at", "Commitments", "1", "Mood", "Mood", "an unknown column"),
    ]


def test_a_file_without_sheets_has_places_and_one_with_them_has_sheets_again(qtbot: QtBot) -> None:
    table = ProblemTable()
    qtbot.addWidget(table)
    table.show_problems([Problem("commitments[3].due", None, None, "x", Text("a day"))], [])
    assert heads(table) == ["", "Place", "What stands there", "What is wrong"]
    table.show_problems([WRONG], [])
    assert heads(table) == ["", "Sheet", "Row", "Column", "What stands there", "What is wrong"]


def test_a_backup_is_chosen_by_keys_and_tab_leads_out_of_the_table(qtbot: QtBot) -> None:
    table, beside = BackupTable(), button("Beside")
    window = boxed(column(table, beside))
    qtbot.addWidget(window)
    window.show()
    told: list[str] = []
    table.chosen.connect(lambda one: told.append(one.path.name))
    table.show_backups([backup(9), backup(8)], 9, frozenset())
    table.setFocus()
    table.choose("9.backup")
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert told == ["9.backup", "8.backup"]
    assert table.chosen_name == "8.backup"
    qtbot.keyClick(table, Qt.Key.Key_Tab)
    assert window.focusWidget() is beside
