"""What an export holds, told before it is saved: its sheets with their rows, or its days."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from trustdesk.words import N_
from ui import theme
from ui.exchange import BUNDLE, OUTPUTS, Made
from ui.widgets.basics import column, label
from ui.words import day, say


class ExportView(QWidget):
    """A short table of what will be saved, and what stays behind in the desk."""

    def __init__(self) -> None:
        super().__init__()
        self._about = label("", wrap=True)
        self._left = label("", "muted", wrap=True)
        self._table = QTableWidget(0, 2)
        self._table.setShowGrid(False)
        self._table.verticalHeader().hide()
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setTabKeyNavigation(False)
        self._table.setAccessibleName(say(N_("What it holds")))
        head = self._table.horizontalHeader()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        around = column(self._about, self._left, self._table, gap=12)
        around.setStretch(2, 1)
        around.setContentsMargins(*[theme.px(24)] * 4)
        self.setLayout(around)
        self.show_made(None)

    def show_made(self, made: Made | None) -> None:
        """Tell what was made; None for nothing."""
        contents = made.contents if made is not None else ()
        self._about.setText(say(OUTPUTS[made.wanted.kind].about) if made is not None else "")
        self._left.setText(say(made.left_behind) if made is not None and made.left_behind else "")
        self._left.setVisible(bool(self._left.text()))
        is_days = any(isinstance(value, date) for _words, value in contents)
        heads = (N_("Entry"), N_("Day")) if is_days else (N_("Sheet"), N_("Rows"))
        if made is not None and made.wanted.kind == BUNDLE:
            heads = (N_("What"), N_("How many"))
        self._table.setHorizontalHeaderLabels([say(head) for head in heads])
        self._table.setRowCount(len(contents))
        for at, (words, value) in enumerate(contents):
            self._table.setItem(at, 0, QTableWidgetItem(words))
            self._table.setItem(
                at, 1, QTableWidgetItem(day(value) if isinstance(value, date) else str(value))
            )
        self._table.setVisible(bool(contents))
