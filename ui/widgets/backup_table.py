"""The backups of a desk, newest first: when each was made, how large it is, how much was done after it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from trustdesk.backups import Backup
from trustdesk.words import N_, Text, plural
from ui import icons, theme
from ui.widgets.plain_table import Cell, PlainTable
from ui.words import kilobytes, say, when

_HEADS: Final = (N_("Made"), N_("Size"), N_("Written since then"))
_WIDTHS: Final = (200, 100)


class BackupTable(PlainTable):
    """`chosen` tells the backup that is looked at, None for none. Enter opens it, as a click does."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(N_("Backups"), _HEADS)
        self._there: tuple[Backup, ...] = ()
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().setDefaultSectionSize(theme.px(36))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        for at, width in enumerate(_WIDTHS):
            self.setColumnWidth(at, theme.px(width))
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)

    def show_backups(self, there: Sequence[Backup], entries: int, closed: frozenset[str]) -> None:
        """Show these; `entries` is the last entry of the journal now, `closed` the names of those that the
        present passphrase does not open."""
        self._there = tuple(there)
        self.show_rows(_cells(one, entries, closed=one.path.name in closed) for one in there)

    @property
    def chosen_name(self) -> str:
        """The name of the file of the backup that is chosen; empty for none."""
        return chosen.path.name if (chosen := self._chosen_backup()) is not None else ""

    def choose(self, name: str) -> None:
        """Choose the backup of that name, if there is one."""
        for row, one in enumerate(self._there):
            if one.path.name == name:
                self.selectRow(row)
                return
        self.clearSelection()
        self.chosen.emit(None)

    def _chosen_backup(self) -> Backup | None:
        rows = self.chosen_rows
        return self._there[rows[0]] if rows else None

    def _on_selection_changed(self) -> None:
        self.chosen.emit(self._chosen_backup())


def _cells(backup: Backup, entries: int, *, closed: bool) -> tuple[Cell, ...]:
    icon = icons.icon("lock", "caution") if closed else icons.icon("circle-check", "good")
    more = entries - backup.entries
    since = plural(N_("{n} entry"), N_("{n} entries"), more) if more > 0 else Text(N_("Nothing"))
    return (
        Cell(when(backup.at), icon),
        Cell(kilobytes(backup.size)),
        Cell(say(N_("Under an earlier passphrase") if closed else since)),
    )
