"""A list of entries under headings, for a view that paints them itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.words import hint

Index = QModelIndex | QPersistentModelIndex
ENTRY: Final = Qt.ItemDataRole.UserRole
_NOWHERE: Final = QModelIndex()


@dataclass(frozen=True)
class Heading:
    """A line that says what comes below it, and at its right end, how much."""

    words: str
    more: str = ""

    def told(self) -> str:
        """The line in words."""
        return f"{self.words} {self.more}".strip()


class Entry(Protocol):
    """What can be listed."""

    def told(self) -> str:
        """It in words, for tooltip and screen reader."""


class EntryModel(QAbstractListModel):
    """Entries as a view asks for them; the keyboard passes over a heading."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The entry itself, and its words for tooltip and screen reader."""
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == ENTRY:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.told()
        if role == Qt.ItemDataRole.ToolTipRole and not isinstance(entry, Heading):
            return hint(entry.told())
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading is passed over by the keyboard."""
        if index.isValid() and isinstance(self.entries[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """List these."""
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()
