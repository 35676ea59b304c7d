"""The table as a page uses it: chips and search above, rows below, and what keys and mouse do with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, cast

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QPoint, QSize, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from trustdesk.errors import TrustDeskError
from trustdesk.records import Record
from trustdesk.words import N_, Text
from ui import theme
from ui.viewpoint import Viewpoint
from ui.widgets.basics import Empty, button
from ui.widgets.basics import column as stacked
from ui.widgets.record_table import clipboard
from ui.widgets.record_table.column import Chip, Column
from ui.widgets.record_table.editing import Editing
from ui.widgets.record_table.filters import Filters
from ui.widgets.record_table.model import RecordModel
from ui.widgets.record_table.view import TableView
from ui.widgets.settling import Settling
from ui.words import say

_ROWS: Final = 156
"""The height of the head and some rows, at 100 %."""


@dataclass(frozen=True)
class _Kept:
    """What is selected and where the table stands, while its rows are made anew."""

    ids: tuple[str, ...]
    current: str | None
    row: int
    column: int
    scrolled: int


class RecordTable(Settling):
    """A table of records of one kind.

    `selected` tells the ids of the rows that are selected, `opened` the id of the one that Enter was pressed
    on, `pasted` rows of cells that came from a spreadsheet, `filtered` that other filters are on. `name` is
    what the widths of its columns are remembered by.
    """

    selected = Signal(tuple)
    opened = Signal(str)
    pasted = Signal(list)
    filtered = Signal()

    def __init__(
        self,
        viewpoint: Viewpoint,
        kind: type[Record],
        columns: Sequence[Column],
        chips: Sequence[Chip] = (),
        empty: QWidget | None = None,
        name: str = "",
    ) -> None:
        super().__init__()
        self.viewpoint = viewpoint
        self.kind = kind
        self.model = RecordModel(columns, self)
        self.view = TableView(self.model, name or kind.__tablename__)
        self.view.setAccessibleName(say(kind.plural).capitalize())
        self.filters = Filters(say(kind.plural))
        self._editing = Editing(viewpoint, self.view)
        self._kept: _Kept | None = None
        self._standing = -1
        self._before: dict[int, _Kept] = {}
        """What was selected while the desk stood as it did then; undo and redo come back to it."""
        self._told: tuple[str, ...] = ()
        self._narrowing = False
        self._showing = False
        self._stack = QStackedWidget()
        self._nothing_matches = Empty(
            "filter", say(N_("Nothing here matches.")), button(say(N_("Show all")), run=self.filters.clear)
        )
        self._empty = empty or Empty("table-2", say(N_("Nothing is written down here yet.")))
        for page in (self.view, self._nothing_matches, self._empty):
            self._stack.addWidget(page)
        # Some rows are to be seen always: a page that is too low for them scrolls.
        self._stack.setMinimumHeight(theme.px(_ROWS))
        self._around = stacked(self.filters, self._stack, gap=8)
        self._around.setStretch(1, 1)
        self.setLayout(self._around)
        self._chips = tuple(chips)
        self._connect()

    def _connect(self) -> None:
        self.model.modelAboutToBeReset.connect(self._on_model_about_to_be_reset)
        self.model.modelReset.connect(self._on_model_reset)
        self.filters.changed.connect(self._on_filters_changed)
        view = self.view
        view.selectionModel().selectionChanged.connect(self._on_selection_changed)
        view.entered_row.connect(self._on_row_entered)
        view.edit_asked.connect(self.edit_current)
        view.letter_typed.connect(self._on_letter_typed)
        view.menu_asked.connect(self._on_menu_asked)
        view.copy_asked.connect(self.copy)
        view.paste_asked.connect(self.paste)
        self._editing.moved.connect(self.reveal)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self._on_find)

    # What is shown

    def show_records(self, records: Sequence[Record]) -> None:
        """Show these records of the viewpoint's snapshot; selection, order and place stay."""
        viewpoint = self.viewpoint
        private = (column.name for column in self.model.columns if column.private and viewpoint.turned)
        self.view.absent = frozenset(private)
        self.filters.offer([chip for chip in self._chips if not (chip.private and viewpoint.turned)])
        self._before[self._standing] = self._as_it_is()
        self._showing = True
        holds = [chip.holds for chip in self.filters.on]
        self.model.show(viewpoint.moment, records, holds, self.filters.words)
        self._come_back()
        self._showing = False
        self._tell_selection()
        self.view.lay_columns()
        self._settle()

    def offer(self, chips: Sequence[Chip]) -> None:
        """Filter by other chips, from the next time records are shown."""
        self._chips = tuple(chips)

    def keep(self, *names: str) -> None:
        """Let these columns stay however narrow it is, until others are named."""
        self.view.kept = frozenset(names)
        self.view.lay_columns()

    def select(self, id: str) -> None:
        """Select the row of a record alone and scroll to it, if it is shown."""
        row = self.model.row_of(id)
        if row is not None:
            shown = self.view.shown_columns()
            column = max(self.view.currentIndex().column(), shown[0] if shown else 0)
            index = self.model.index(row, column)
            flags = QItemSelectionModel.SelectionFlag
            self.view.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.view.scrollTo(index)

    def reveal(self, id: str) -> bool:
        """Select a record, letting go of filters that hide it, and say so; whether it is here at all."""
        if self.model.row_of(id) is None:
            if not any(record.id == id for record in self.model.every):
                return False
            self.filters.clear()
            self.viewpoint.told.emit(Text(N_("The filters hid it; all is shown again.")))
        self.select(id)
        return True

    def selection(self) -> tuple[str, ...]:
        """The ids of the selected rows, from top to bottom."""
        ranges = cast("Iterable[QItemSelectionRange]", self.view.selectionModel().selection())
        rows = {row for one in ranges for row in range(one.top(), one.bottom() + 1)}
        return tuple(self.model.record_at(row).id for row in sorted(rows))

    def focus_rows(self) -> None:
        """Give the keyboard to the rows."""
        self.view.setFocus()
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            self.select(self.model.record_at(0).id)

    def minimumSizeHint(self) -> QSize:
        """As low as its filters, in the lines they take now, and some rows."""
        least = super().minimumSizeHint()
        return QSize(least.width(), self._around.totalMinimumHeightForWidth(self.width()))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The filters may take more lines now, or fewer."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    # What is done

    def edit_current(self) -> None:
        """Edit the current cell; one that only shows something opens its record."""
        index = self.view.currentIndex()
        if index.isValid() and not self._editing.begin(index.row(), index.column()):
            self.opened.emit(self.model.record_at(index.row()).id)

    def copy(self) -> None:
        """Copy the selected rows for a spreadsheet; where all rows are, with a line of headings."""
        ids = self.selection()
        if ids:
            text = clipboard.written(self._copied(ids, headings=len(ids) == self.model.rowCount() > 1))
            QGuiApplication.clipboard().setText(text)

    def paste(self) -> None:
        """Read rows from the clipboard and tell them."""
        try:
            rows = clipboard.read(QGuiApplication.clipboard().text())
        except TrustDeskError as error:
            self.viewpoint.refused.emit(error)
            return
        if rows:
            self.pasted.emit(rows)

    def shown_columns(self) -> tuple[Column, ...]:
        """The columns as they stand on the screen."""
        return tuple(self.model.columns[at] for at in self.view.shown_columns())

    def settle(self) -> bool:
        """Save the cell that is being edited; whether nothing is left open."""
        return self._editing.settle()

    # Inside: rows

    def _settle(self) -> None:
        every = len(self.model.every)
        counts = {chip.name: self.model.counted(chip.holds) for chip in self.filters.offered}
        self.filters.tell(counts, self.model.rowCount(), every)
        self.filters.setVisible(every > 0)
        page = self.view if self.model.rowCount() else self._nothing_matches if every else self._empty
        self._stack.setCurrentWidget(page)
        self.view.measure_columns()
        self._editing.follow()

    def _on_filters_changed(self) -> None:
        self._narrowing = True
        self.model.narrow([chip.holds for chip in self.filters.on], self.filters.words)
        self._narrowing = False
        self._settle()
        self.filtered.emit()

    def _on_model_about_to_be_reset(self) -> None:
        self._kept = self._as_it_is()

    def _as_it_is(self) -> _Kept:
        index = self.view.currentIndex()
        current = self.model.record_at(index.row()).id if index.isValid() else None
        scrolled = self.view.verticalScrollBar().value()
        return _Kept(self.selection(), current, index.row(), index.column(), scrolled)

    def _on_model_reset(self) -> None:
        kept, self._kept = self._kept, None
        if kept is not None:
            self._take_up(kept)
        self._tell_selection()

    def _come_back(self) -> None:
        """Select what was selected when the desk stood as it does again, if it ever did."""
        before, self._standing = self._standing, self.viewpoint.standing
        then = self._before.get(self._standing) if before != self._standing else None
        if then is not None and any(self.model.row_of(id) is not None for id in then.ids):
            self._take_up(then)

    def _take_up(self, kept: _Kept) -> None:
        """Select what was selected; where all of it went, the row that stands in its place now."""
        model, flags = self.view.selectionModel(), QItemSelectionModel.SelectionFlag
        rows = [row for id in kept.ids if (row := self.model.row_of(id)) is not None]
        place = self.model.row_of(kept.current) if kept.current else None
        if place is None and kept.ids and not rows and self.model.rowCount() and not self._narrowing:
            place = min(kept.row, self.model.rowCount() - 1)
            rows = [place]
        model.select(self._rows_as_selection(rows), flags.ClearAndSelect)
        if place is not None:
            model.setCurrentIndex(self.model.index(place, max(kept.column, 0)), flags.NoUpdate)
        self.view.verticalScrollBar().setValue(kept.scrolled)

    def _rows_as_selection(self, rows: Sequence[int]) -> QItemSelection:
        last = len(self.model.columns) - 1
        chosen = QItemSelection()
        ordered = sorted(rows)
        begin = 0
        for at in range(1, len(ordered) + 1):
            if at == len(ordered) or ordered[at] != ordered[at - 1] + 1:
                first, end = self.model.index(ordered[begin], 0), self.model.index(ordered[at - 1], last)
                chosen.select(first, end)
                begin = at
        return chosen

    def _on_selection_changed(self) -> None:
        if self._kept is None:
            self._tell_selection()

    def _tell_selection(self) -> None:
        ids = self.selection()
        if ids != self._told and not self._showing:
            self._told = ids
            self.selected.emit(ids)

    # Inside: keys and menus

    def _on_find(self) -> None:
        self.filters.search.setFocus()
        self.filters.search.selectAll()

    def _on_row_entered(self) -> None:
        index = self.view.currentIndex()
        if index.isValid():
            self.opened.emit(self.model.record_at(index.row()).id)

    def _on_letter_typed(self, letter: str) -> None:
        from ui.widgets.ask import perform, verb_for_key

        ids = self.selection()
        verb = verb_for_key(self.viewpoint, ids, letter) if ids else None
        if verb is not None:
            perform(self.viewpoint, verb, ids, self.view.place_anchor())

    def _on_menu_asked(self, at: QPoint) -> None:
        from ui.widgets.ask import verb_menu

        ids = self.selection()
        if not ids:
            return
        menu = verb_menu(self.viewpoint, ids, self.view.place_anchor())
        menu.addSeparator()
        menu.addAction(say(N_("Copy")), QKeySequence(QKeySequence.StandardKey.Copy), self.copy)
        menu.addAction(say(N_("Copy with headings")), self._copy_with_headings)
        menu.popup(at)

    def _copy_with_headings(self) -> None:
        text = clipboard.written(self._copied(self.selection(), headings=True))
        QGuiApplication.clipboard().setText(text)

    def _copied(self, ids: Sequence[str], *, headings: bool) -> list[list[str]]:
        columns = self.view.shown_columns()
        rows = [row for id in ids if (row := self.model.row_of(id)) is not None]
        cells = [[self.model.copied(row, column) for column in columns] for row in rows]
        return [[say(self.model.columns[at].label) for at in columns], *cells] if headings else cells
