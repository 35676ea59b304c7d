"""The backups of a desk, newest first: when each was made, how large it is, how much was done after it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from trustdesk.backups import Backup
from trustdesk.words import N_, Text, plural
from ui import icons, theme
from ui.words import kilobytes, say, when

Index = QModelIndex | QPersistentModelIndex

_HEADS: Final = (N_("Made"), N_("Size"), N_("Written since then"))
_WIDTHS: Final = (200, 100)


class BackupTable(QTableView):
    """`chosen` tells the backup that is looked at, None for none. Enter opens it, as a click does."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._model = _Model(self)
        self.setModel(self._model)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName(say(N_("Backups")))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(36))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setStretchLastSection(True)
        head.setHighlightSections(False)
        for at, width in enumerate(_WIDTHS):
            self.setColumnWidth(at, theme.px(width))
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)

    def show_backups(self, there: Sequence[Backup], entries: int, closed: frozenset[str]) -> None:
        """Show these; `entries` is the last entry of the journal now, `closed` the names of those that the
        present passphrase does not open."""
        self._model.show(there, entries, closed)

    @property
    def chosen_name(self) -> str:
        """The name of the file of the backup that is chosen; empty for none."""
        rows = self.selectionModel().selectedRows()
        return self._model.there[rows[0].row()].path.name if rows else ""

    def choose(self, name: str) -> None:
        """Choose the backup of that name, if there is one."""
        for row, one in enumerate(self._model.there):
            if one.path.name == name:
                self.selectRow(row)
                return
        self.clearSelection()
        self.chosen.emit(None)

    def _on_selection_changed(self) -> None:
        rows = self.selectionModel().selectedRows()
        self.chosen.emit(self._model.there[rows[0].row()] if rows else None)


class _Model(QAbstractTableModel):
    def __init__(self, parent: QTableView) -> None:
        super().__init__(parent)
        self.there: tuple[Backup, ...] = ()
        self._entries = 0
        self._closed: frozenset[str] = frozenset()

    def show(self, there: Sequence[Backup], entries: int, closed: frozenset[str]) -> None:
        self.beginResetModel()
        self.there, self._entries, self._closed = tuple(there), entries, closed
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.there)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return say(_HEADS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        backup = self.there[index.row()]
        closed = backup.path.name in self._closed
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return icons.icon("lock", "caution") if closed else icons.icon("circle-check", "good")
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(backup, index.column(), closed=closed)
        return None

    def _words(self, backup: Backup, column: int, *, closed: bool) -> str:
        if column == 0:
            return when(backup.at)
        if column == 1:
            return kilobytes(backup.size)
        if closed:
            return say(N_("Under an earlier passphrase"))
        more = self._entries - backup.entries
        return say(plural(N_("{n} entry"), N_("{n} entries"), more) if more > 0 else Text(N_("Nothing")))
