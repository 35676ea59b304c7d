"""The list of the history: days and changes, a change of several records opens in place."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView

from trustdesk.words import N_
from ui.viewpoint import Viewpoint
from ui.widgets.history_model import ROW, ChangeRow, HistoryModel, Index
from ui.widgets.history_rows import HistoryRows
from ui.words import say


class HistoryList(QTreeView):
    """A view of the history's model.

    `chosen` tells that another row is looked at, `near_end` asks for more.
    """

    chosen = Signal()
    near_end = Signal()

    def __init__(self, viewpoint: Viewpoint, model: HistoryModel) -> None:
        super().__init__()
        self._rows = HistoryRows(viewpoint, model)
        self.setModel(model)
        self.setItemDelegate(self._rows)
        self.setAccessibleName(say(N_("Changes, newest first")))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setUniformRowHeights(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.expanded.connect(lambda index: self._remember(index, opened=True))
        self.collapsed.connect(lambda index: self._remember(index, opened=False))
        model.modelReset.connect(self._on_model_reset)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def choose(self, index: QModelIndex) -> None:
        """Choose a row and bring it before the eyes."""
        if index.parent().isValid():
            self.expand(index.parent())
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which row is looked at now."""
        super().currentChanged(current, previous)
        self.chosen.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a change of several records opens or closes it."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and self.model().rowCount(index) and index.isValid():
            self.setExpanded(index, not self.isExpanded(index))

    def _remember(self, index: QModelIndex, *, opened: bool) -> None:
        row = index.data(ROW)
        if isinstance(row, ChangeRow):
            (self._rows.open.add if opened else self._rows.open.discard)(row.first.change)
            self.viewport().update()

    def _on_model_reset(self) -> None:
        self._rows.open.clear()

    def _on_scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if value > bar.maximum() - 2 * bar.pageStep():
            self.near_end.emit()
