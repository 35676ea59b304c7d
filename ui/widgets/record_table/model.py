"""The records a table shows: filtered, in the order asked for, each cell worked out when it is first seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from trustdesk.records import Record
from trustdesk.words import N_
from ui.verbs import Moment
from ui.widgets.record_table.column import Column
from ui.widgets.record_table.looks import is_blank
from ui.words import hint, say

Index = QModelIndex | QPersistentModelIndex
Holds = Callable[[Moment, Record], bool]


class RecordModel(QAbstractTableModel):
    """The rows of a table; the columns never change."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.sorted_by: tuple[int, bool] | None = None
        """The column the rows are sorted by and whether downwards; None: the records' own order."""
        self._moment: Moment | None = None
        self._all: tuple[Record, ...] = ()
        self._rows: list[Record] = []
        self._row_of: dict[str, int] = {}
        self._cells: dict[str, tuple[Any, ...]] = {}
        self._texts: dict[str, str] = {}
        self._holds: tuple[Holds, ...] = ()
        self._words: tuple[str, ...] = ()

    # What it holds

    @property
    def moment(self) -> Moment | None:
        """The moment the cells are worked out at."""
        return self._moment

    @property
    def every(self) -> tuple[Record, ...]:
        """All records, those that a filter hides too."""
        return self._all

    def record_at(self, row: int) -> Record:
        """The record in a row."""
        return self._rows[row]

    def row_of(self, id: str) -> int | None:
        """The row of a record; None where it is not shown."""
        return self._row_of.get(id)

    def value(self, row: int, column: int) -> Any:
        """The value in a cell."""
        return self._cells_of(self._rows[row])[column]

    def tone(self, row: int, column: int) -> str:
        """The colour of the palette in which a cell is written."""
        assert self._moment is not None
        return self.columns[column].tone(self._moment, self._rows[row])

    def copied(self, row: int, column: int) -> str:
        """The text of a cell for a spreadsheet: days in ISO form, formulas guarded."""
        value = self.value(row, column)
        return "" if is_blank(value) else self.columns[column].look.copied(value)

    def show(
        self,
        moment: Moment,
        records: Sequence[Record],
        holds: Sequence[Holds] = (),
        words: Sequence[str] = (),
    ) -> None:
        """Show those of the records that a filter lets through, see `narrow`.

        The rows are made anew only where others come out, or in another order.
        """
        self._moment = moment
        self._all = tuple(records)
        self._texts.clear()
        self.narrow(holds, words)

    def narrow(self, holds: Sequence[Holds], words: Sequence[str]) -> None:
        """Let only those through for which all of `holds` hold and in which all `words` occur."""
        self._holds = tuple(holds)
        self._words = tuple(word.casefold() for word in words)
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; a column of -1 gives the records' own order back."""
        self.sorted_by = None if column < 0 else (column, order == Qt.SortOrder.DescendingOrder)
        self._arrange()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def counted(self, holds: Holds) -> int:
        """How many of all records a filter would let through by itself."""
        moment = self._moment
        return 0 if moment is None else sum(holds(moment, record) for record in self._all)

    # As Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{say(column.label)}: {self._shown(index) or say(N_('nothing'))}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return hint(self._shown(index))
        if role == Qt.ItemDataRole.TextAlignmentRole and column.look.right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        column = self.columns[section]
        arrow = ""
        if self.sorted_by is not None and self.sorted_by[0] == section:
            arrow = " ↓" if self.sorted_by[1] else " ↑"
        if role == Qt.ItemDataRole.DisplayRole:
            return say(column.head) + arrow
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return say(column.label) + arrow
        if role == Qt.ItemDataRole.ToolTipRole:
            return hint(say(column.label))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.look.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    # Inside

    def _shown(self, index: Index) -> str:
        value = self.value(index.row(), index.column())
        return "" if is_blank(value) else self.columns[index.column()].look.shown(value)

    def _cells_of(self, record: Record) -> tuple[Any, ...]:
        cells = self._cells.get(record.id)
        if cells is None:
            cells = self._cells[record.id] = self._worked_out(record)
        return cells

    def _worked_out(self, record: Record) -> tuple[Any, ...]:
        moment = self._moment
        assert moment is not None
        return tuple(column.value(moment, record) for column in self.columns)

    def _text(self, record: Record) -> str:
        text = self._texts.get(record.id)
        if text is None:
            cells = zip(self.columns, self._worked_out(record), strict=True)
            said = [column.look.shown(value) for column, value in cells if not is_blank(value)]
            text = self._texts[record.id] = "\n".join(said).casefold()
        return text

    def _arrange(self) -> None:
        rows = self._sorted(self._filtered())
        ids = [record.id for record in rows]
        if ids == list(self._row_of):
            self._rows = rows
            self._renew()
            return
        self.beginResetModel()
        self._rows = rows
        self._row_of = {id: at for at, id in enumerate(ids)}
        self._cells.clear()
        self.endResetModel()

    def _renew(self) -> None:
        """Work out anew the cells that somebody has seen, and tell which rows look different."""
        seen, self._cells = self._cells, {}
        last = len(self.columns) - 1
        for id, before in seen.items():
            row = self._row_of[id]
            if self._cells_of(self._rows[row]) != before:
                self.dataChanged.emit(self.index(row, 0), self.index(row, last))

    def _filtered(self) -> list[Record]:
        moment = self._moment
        if moment is None:
            return []
        return [
            record
            for record in self._all
            if all(holds(moment, record) for holds in self._holds)
            and (not self._words or all(word in self._text(record) for word in self._words))
        ]

    def _sorted(self, rows: list[Record]) -> list[Record]:
        if self.sorted_by is None or self._moment is None:
            return rows
        at, down = self.sorted_by
        column, moment = self.columns[at], self._moment
        valued = [(column.value(moment, record), record) for record in rows]
        filled = [(column.look.order(value), record) for value, record in valued if not is_blank(value)]
        filled.sort(key=lambda pair: pair[0], reverse=down)
        return [record for _, record in filled] + [record for value, record in valued if is_blank(value)]
