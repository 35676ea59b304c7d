"""The table itself: chips and search above, rows below, and all that keys and mouse do with them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from trustdesk.records import Record
from ui.verbs import Moment
from ui.viewpoint import Viewpoint
from ui.widgets.basics import column as stacked
from ui.widgets.record_table.column import Chip, Column
from ui.widgets.record_table.model import RecordModel
from ui.words import say


class RecordTable(QWidget):
    """A table of records of one kind.

    `selected` tells the ids of the rows that are selected, `opened` the id of the one that Enter was pressed
    on.
    """

    selected = Signal(tuple)
    opened = Signal(str)

    def __init__(
        self,
        viewpoint: Viewpoint,
        kind: type[Record],
        columns: Sequence[Column],
        chips: Sequence[Chip] = (),
        empty: QWidget | None = None,
    ) -> None:
        super().__init__()
        self.viewpoint = viewpoint
        self.kind = kind
        self.model = RecordModel(columns, self)
        self.view = QTableView()
        self.view.setModel(self.model)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.verticalHeader().hide()
        self.view.setShowGrid(False)
        self.view.setAccessibleName(say(kind.plural))
        self.view.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.view.doubleClicked.connect(self._on_view_double_clicked)
        self.setLayout(stacked(self.view))

    def show_records(self, records: Sequence[Record]) -> None:
        """Show these records of the viewpoint's snapshot."""
        kept = self.selection()
        moment = Moment(self.viewpoint.snapshot, self.viewpoint.measures, self.viewpoint.today)
        self.model.show(moment, records)
        if kept:
            self.select(kept[0])

    def select(self, id: str) -> None:
        """Select the row of a record and scroll to it."""
        row = self.model.row_of(id)
        if row is not None:
            self.view.selectRow(row)

    def selection(self) -> tuple[str, ...]:
        """The ids of the selected rows, from top to bottom."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        return tuple(self.model.record_at(row).id for row in rows)

    def _on_selection_changed(self) -> None:
        self.selected.emit(self.selection())

    def _on_view_double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(self.model.record_at(index.row()).id)
