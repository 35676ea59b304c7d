"""A register on a page: a table, below it what belongs to the row that is chosen, and lines to add by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from trustdesk.records import Record
from ui import theme
from ui.viewpoint import Viewpoint
from ui.widgets.add_line import AddLine
from ui.widgets.basics import PartyDot, boxed, clear, row, scrolled
from ui.widgets.record_table import Chip, Column, RecordTable


@dataclass(frozen=True)
class Adding:
    """A line to add by: its prompt, what is done with the words, and the place of the party it is for."""

    prompt: str
    add: Callable[[str], str]
    party: int | None = None


class Register(QWidget):
    """The records of one kind. `selected` tells which are, `opened` the one that Enter was pressed on."""

    selected = Signal(tuple)
    opened = Signal(str)

    def __init__(
        self,
        viewpoint: Viewpoint,
        kind: type[Record],
        columns: Sequence[Column],
        chips: Sequence[Chip],
        empty: QWidget,
        below: QWidget | None = None,
    ) -> None:
        super().__init__()
        self._viewpoint = viewpoint
        self.kind = kind
        self.table = RecordTable(viewpoint, kind, columns, chips, empty)
        self.below = below
        self._lines = row(gap=12)
        self._adding: tuple[str, ...] = ()
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.setSpacing(theme.px(12))
        around.addWidget(self._body(), 1)
        around.addLayout(self._lines)
        self.table.selected.connect(self.selected)
        self.table.opened.connect(self.opened)

    def show_records(self, records: Sequence[Record]) -> None:
        """Show these records; without any there is nothing below them."""
        self.table.show_records(records)
        if self.below is not None:
            self._under.setVisible(bool(records))

    def offer(self, adding: Sequence[Adding]) -> None:
        """Offer these lines to add by."""
        prompts = tuple(one.prompt for one in adding)
        if prompts != self._adding:
            self._adding = prompts
            clear(self._lines)
            for one in adding:
                self._lines.addWidget(self._line(one))
        for line in self.findChildren(AddLine):
            line.setEnabled(self._viewpoint.editable)

    def _body(self) -> QWidget:
        if self.below is None:
            return self.table
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        self._under = scrolled(self.below)
        split.addWidget(self.table)
        split.addWidget(self._under)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        split.setSizes([theme.px(240), theme.px(360)])
        return split

    def _line(self, adding: Adding) -> QWidget:
        line = AddLine(adding.prompt, adding.add)
        line.made.connect(self.table.reveal)
        line.refused.connect(self._viewpoint.refused)
        if adding.party is None:
            return line
        made = row(PartyDot(adding.party), line, gap=8)
        made.setStretch(1, 1)
        return boxed(made)
