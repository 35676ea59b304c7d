"""Editing in a table: one cell at a time, from one to the next, the editor following its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QObject, QRect, Signal

from ui.viewpoint import Viewpoint
from ui.widgets.record_table.view import TableView

if TYPE_CHECKING:
    from ui.widgets.record_table.cell_edit import CellEdit


class Editing(QObject):
    """Opens the editor of a cell and goes on from it; `moved` tells what stands in the place of a record."""

    moved = Signal(str)

    def __init__(self, viewpoint: Viewpoint, view: TableView) -> None:
        super().__init__(view)
        self.viewpoint = viewpoint
        self.view = view
        self.open: CellEdit | None = None
        """The editor that is open."""
        view.laid_out.connect(self.follow)
        view.verticalScrollBar().valueChanged.connect(self.follow)
        view.horizontalScrollBar().valueChanged.connect(self.follow)

    def may(self, column: int) -> bool:
        """Whether the cells of a column can be edited now."""
        return self.view.cells.columns[column].field is not None and self.viewpoint.editable

    def begin(self, row: int, column: int) -> bool:
        """Edit a cell; False where it cannot be edited."""
        if not self.may(column):
            return False
        if not self.settle():
            return True
        from ui.widgets.record_table.cell_edit import CellEdit

        record = self.view.cells.record_at(row)
        self.view.scrollTo(self.view.cells.index(row, column))
        self.open = CellEdit(self.viewpoint, record, self.view.cells.columns[column], self.view.viewport())
        self.open.done.connect(self._on_done)
        self.open.moved.connect(self.moved)
        self.open.open_over(self._cell(self.open), self.view.viewport().rect())
        return True

    def settle(self) -> bool:
        """Save what is open; whether nothing is left open."""
        return self.open is None or self.open.commit()

    def follow(self) -> None:
        """Let the editor follow its cell; where its record is no longer shown, be done with it."""
        if self.open is not None:
            if self.view.cells.row_of(self.open.record.id) is None:
                self.open.give_up()
            else:
                self.open.lie_over(self._cell(self.open), self.view.viewport().rect())

    def _cell(self, edit: CellEdit) -> QRect:
        model = self.view.cells
        row = model.row_of(edit.record.id)
        assert row is not None
        return self.view.visualRect(model.index(row, model.columns.index(edit.column)))

    def _on_done(self, go: int) -> None:
        edit, self.open = self.open, None
        if edit is not None:
            edit.hide()
            edit.deleteLater()
            self.view.setFocus()
            self._go_on(edit, go)

    def _go_on(self, edit: CellEdit, go: int) -> None:
        model = self.view.cells
        row = model.row_of(edit.record.id)
        at = model.columns.index(edit.column)
        further = [
            column for column in self.view.shown_columns() if self.may(column) and (column - at) * go > 0
        ]
        if row is not None and go and further:
            column = further[0] if go > 0 else further[-1]
            flags = QItemSelectionModel.SelectionFlag
            self.view.selectionModel().setCurrentIndex(model.index(row, column), flags.NoUpdate)
            self.begin(row, column)
