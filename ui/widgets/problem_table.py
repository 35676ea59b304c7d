"""What is wrong or odd in a workbook, row by row: where it is, what stands there, what was expected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from trustdesk.exchange.findings import Problem
from trustdesk.words import N_
from ui import icons, theme
from ui.words import hint, one_line, say

Index = QModelIndex | QPersistentModelIndex

_HEADS: Final = ("", N_("Sheet"), N_("Row"), N_("Column"), N_("What stands there"), N_("What is wrong"))
_WIDTHS: Final = (34, 130, 56, 150, 190)
_PLACE: Final = 1
_OF_SHEETS: Final = (2, 3)


class ProblemTable(QTableView):
    """Errors first, then what only looks off. The usual key copies rows as a spreadsheet takes them."""

    def __init__(self) -> None:
        super().__init__()
        self._model = _Model(self)
        self.setModel(self._model)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(say(N_("What is wrong")))
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setStretchLastSection(True)
        self.setIconSize(QSize(theme.px(icons.SIZE), theme.px(icons.SIZE)))

    def show_problems(self, errors: Sequence[Problem], warnings: Sequence[Problem]) -> None:
        """Show these, errors first."""
        self._model.show(errors, warnings)
        # In a file without sheets a place is one word, which takes the room of their columns.
        for column in _OF_SHEETS:
            self.setColumnHidden(column, self._model.is_flat)
        self._share_width()

    def copy(self, *, everything: bool = False) -> None:
        """Put the selected rows, or all, on the clipboard."""
        chosen = {index.row() for index in self.selectionModel().selectedRows()}
        rows = (row for row in range(self._model.rowCount()) if everything or row in chosen)
        lines = ["\t".join(self._model.words(row)) for row in rows]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is wrong is the longest: the other columns leave it at least two fifths."""
        self._share_width()
        super().resizeEvent(event)

    def _share_width(self) -> None:
        share = min(1.0, self.viewport().width() * 0.6 / theme.px(sum(_WIDTHS)))
        more = sum(_WIDTHS[column] for column in _OF_SHEETS) if self._model.is_flat else 0
        for at, width in enumerate(_WIDTHS):
            self.setColumnWidth(at, round(theme.px(width + more * (at == _PLACE)) * share))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)


class _Model(QAbstractTableModel):
    def __init__(self, parent: QTableView) -> None:
        super().__init__(parent)
        self._problems: list[tuple[Problem, bool]] = []
        self.is_flat = False

    def show(self, errors: Sequence[Problem], warnings: Sequence[Problem]) -> None:
        self.beginResetModel()
        self._problems = [(one, True) for one in errors] + [(one, False) for one in warnings]
        self.is_flat = not any(one.row or one.column for one, _is_error in self._problems)
        self.endResetModel()

    def words(self, row: int) -> list[str]:
        """A row in words."""
        problem, is_error = self._problems[row]
        there = "" if problem.value is None else str(problem.value)
        return [
            say(N_("error") if is_error else N_("to look at")),
            problem.sheet or "",
            str(problem.row or ""),
            problem.column or "",
            one_line(there),
            say(problem.expected),
        ]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._problems)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return say(N_("Place") if self.is_flat and section == _PLACE else _HEADS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        words = self.words(index.row())[index.column()]
        if index.column() == 0:
            is_error = self._problems[index.row()][1]
            if role == Qt.ItemDataRole.DecorationRole:
                return icons.icon("circle-x", "bad") if is_error else icons.icon("triangle-alert", "caution")
            return words if role == Qt.ItemDataRole.AccessibleTextRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return words if len(words) <= 200 else f"{words[:199]}…"
        if role == Qt.ItemDataRole.ToolTipRole and len(words) > 24:
            return hint(words[:1000])
        return None
