"""A table to read and not to change: rows of cells under heads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractItemView, QTableView

from ui.words import say

Index = QModelIndex | QPersistentModelIndex


class Cell(NamedTuple):
    """What stands in a cell: its words, an icon before them, and what is read out and told beside the
    pointer where that is not the words."""

    words: str
    icon: QIcon | None = None
    spoken: str | None = None
    tip: str | None = None


_PARTS: Final[dict[int, str]] = {
    Qt.ItemDataRole.DisplayRole: "words",
    Qt.ItemDataRole.DecorationRole: "icon",
    Qt.ItemDataRole.AccessibleTextRole: "spoken",
    Qt.ItemDataRole.ToolTipRole: "tip",
}


class PlainTable(QTableView):
    """Rows under heads, chosen whole; Tab leads out of it. `name` and `heads` are marked words."""

    def __init__(self, name: str, heads: Sequence[str]) -> None:
        super().__init__()
        self._model = _Model(heads, self)
        self.setModel(self._model)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setAccessibleName(say(name))
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setStretchLastSection(True)

    @property
    def chosen_rows(self) -> list[int]:
        """The numbers of the rows that are chosen, the first being 0."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def show_rows(self, rows: Iterable[Sequence[Cell]], heads: Sequence[str] | None = None) -> None:
        """Show these rows, under other heads (as many as there were) where some are given."""
        self._model.show(rows, heads)


class _Model(QAbstractTableModel):
    def __init__(self, heads: Sequence[str], parent: QTableView) -> None:
        super().__init__(parent)
        self._heads = tuple(heads)
        self._rows: tuple[Sequence[Cell], ...] = ()

    def show(self, rows: Iterable[Sequence[Cell]], heads: Sequence[str] | None) -> None:
        self.beginResetModel()
        self._rows, self._heads = tuple(rows), tuple(heads or self._heads)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return say(self._heads[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        part = _PARTS.get(role)
        return getattr(self._rows[index.row()][index.column()], part) if part else None
