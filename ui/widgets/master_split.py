"""A table and what is told of the row chosen in it: side by side where there is room, else one on top."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from ui import theme
from ui.widgets.basics import scrolled

_BESIDE: Final = 960
"""How wide it is, at the least, when both stand side by side."""
_AIR: Final = 20


class MasterSplit(QSplitter):
    """Both share the room as the user left it last time, under `name`, for either way they stand."""

    def __init__(self, name: str, table: QWidget, told: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._name = name
        self._table = table
        self._told = told
        self.area = scrolled(told)
        """What holds and scrolls that which is told."""
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.addWidget(table)
        self.addWidget(self.area)
        self._share()
        self.splitterMoved.connect(lambda _at, _which: self._remember())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the other way where the room asks for it."""
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        wanted = across if event.size().width() >= theme.px(_BESIDE) else down
        if wanted != self.orientation():
            self.setOrientation(wanted)
            self._share()
        super().resizeEvent(event)

    @property
    def _key(self) -> str:
        way = "across" if self.orientation() == Qt.Orientation.Horizontal else "down"
        return f"splits/{self._name}/{way}"

    def _share(self) -> None:
        across = self.orientation() == Qt.Orientation.Horizontal
        air = theme.px(_AIR) if across else 0
        self._table.setContentsMargins(0, 0, air, 0)
        self._told.setContentsMargins(air, 0, 0, 0)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 1)
        kept = QSettings().value(self._key)
        if not isinstance(kept, QByteArray) or not self.restoreState(kept):
            self.setSizes([1000, 1000] if across else [1000, 1200])

    def _remember(self) -> None:
        QSettings().setValue(self._key, self.saveState())
