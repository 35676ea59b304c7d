"""The main part of a page with a panel beside it; where there is no room for both, the panel stands alone."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui import theme
from ui.tab_order import enter
from ui.widgets.basics import UNBOUND, row, scrolled

BOTH: Final = 820
"""From this width on, at 100 %, both have room beside each other."""


class Beside(QWidget):
    """Shows `main`, which scrolls where it is too low for it, and `panel` while that is shown.

    `shared` tells that the panel came or went. The panel is as wide as it was given, or takes the whole room.
    """

    shared = Signal()

    def __init__(self, main: QWidget, panel: QWidget) -> None:
        super().__init__()
        # What is in it may be made narrower than it likes: before it gets as far, the panel takes its place.
        main.setMinimumWidth(1)
        self._main = scrolled(main)
        self._panel = panel
        self._width = panel.maximumWidth()
        across = row(self._main, panel, gap=0)
        across.setStretch(0, 1)
        self.setLayout(across)
        panel.hide()
        panel.installEventFilter(self)

    @property
    def is_narrow(self) -> bool:
        """Whether there is room for one of them alone."""
        return self.width() < theme.px(BOTH)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The panel came or went."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._share()
            self.shared.emit()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._panel.setMinimumWidth(0 if self.is_narrow else self._width)
        self._panel.setMaximumWidth(UNBOUND if self.is_narrow else self._width)
        self._share()

    def _share(self) -> None:
        alone = self.is_narrow and not self._panel.isHidden()
        focused = QApplication.focusWidget()
        lost = alone and focused is not None and self._main.isAncestorOf(focused)
        self._main.setVisible(not alone)
        if lost:
            enter(self._panel)
