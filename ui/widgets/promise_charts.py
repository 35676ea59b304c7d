"""What the promises came to: a line a party, then the charts, two beside each other where there is room."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui import theme
from ui.viewpoint import Viewpoint
from ui.widgets.basics import boxed, column, hairline, scrolled
from ui.widgets.chart_view import ChartView
from ui.widgets.party_records import PartyRecords

CHARTS: Final = ("reliability", "records", "kept", "reasons", "load")
_TWO: Final = 900
"""From this width on two charts stand beside each other, in pixels at 100 %."""


class PromiseCharts(QWidget):
    """The figures of each party and the charts of the record."""

    def __init__(self, viewpoint: Viewpoint) -> None:
        super().__init__()
        self._parties = PartyRecords(viewpoint)
        self._charts = [ChartView(viewpoint, name) for name in CHARTS]
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(32))
        self._grid.setVerticalSpacing(theme.px(32))
        self._across = 0
        content = column(self._parties, hairline(), self._grid, 1, gap=24)
        content.setContentsMargins(0, theme.px(12), theme.px(12), theme.px(24))
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scrolled(boxed(content)))
        self._set_out()

    def refresh(self) -> None:
        """Show what is measured now."""
        self._parties.refresh()
        for chart in self._charts:
            chart.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_out()

    def _set_out(self) -> None:
        across = 2 if self.width() >= theme.px(_TWO) else 1
        if across == self._across:
            return
        self._across = across
        for at, chart in enumerate(self._charts):
            self._grid.addWidget(chart, at // across, at % across, Qt.AlignmentFlag.AlignTop)
        for at in range(2):
            self._grid.setColumnStretch(at, 1 if at < across else 0)
