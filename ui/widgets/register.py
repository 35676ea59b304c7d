"""A register on a page: a table, beside it what belongs to the row that is chosen, and lines to add by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trustdesk.records import Record
from ui import theme
from ui.viewpoint import Viewpoint
from ui.widgets.add_line import Adding, AddLines
from ui.widgets.master_split import MasterSplit
from ui.widgets.record_table import Chip, Column, RecordTable


class Register(QWidget):
    """The records of one kind. `selected` tells which are, `opened` the one that Enter was pressed on.

    `asked` hands over the id of a record that is told of below the table and was clicked there. A subclass
    says what is shown (`records`), what can be added (`adding`), and fills what is `below`.
    """

    tells_below: ClassVar[bool] = False
    """Whether what is below the table tells of the record chosen, so that no panel has to open for that."""

    selected = Signal(tuple)
    opened = Signal(str)
    asked = Signal(str)

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
        self.viewpoint = viewpoint
        self.table = RecordTable(viewpoint, kind, columns, chips, empty)
        self.below = below
        self._lines = AddLines(viewpoint)
        self._shown: object = None
        self._relationship: str | None = None
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.setSpacing(theme.px(12))
        self._split = MasterSplit(kind.__tablename__, self.table, below) if below is not None else None
        around.addWidget(self._split or self.table, 1)
        around.addWidget(self._lines)
        self._lines.made.connect(self.table.reveal)
        self.table.selected.connect(lambda _ids: self.show_below())
        self.table.selected.connect(self.selected)
        self.table.opened.connect(self.opened)

    def records(self) -> Sequence[Record]:
        """What is listed, in its order."""
        raise NotImplementedError

    def adding(self) -> Sequence[Adding]:
        """The lines to add by."""
        return ()

    def first(self) -> Record | None:
        """What is chosen when the register of a relationship is seen for the first time."""
        return None

    def show_below(self) -> None:
        """Fill what is below the table with what belongs to the row chosen."""

    def catch_up(self) -> None:
        """Show what the viewpoint shows now, where it is not what is shown."""
        state = (self.viewpoint.state, self.viewpoint.editable)
        if state == self._shown:
            return
        self._shown = state
        shown = self.records()
        self.table.show_records(shown)
        if self._split is not None:
            self._split.tell(bool(shown))
        self._lines.offer(self.adding())
        if self._relationship != self.viewpoint.relationship:
            self._relationship = self.viewpoint.relationship
            if (first := self.first()) is not None:
                self.table.select(first.id)
        self.show_below()

    def tell_little(self, little: bool) -> None:
        """Leave out what is below the table where it stands under it: something else tells of the row."""
        if self._split is not None:
            self._split.spare(little)

    def chosen(self) -> Record | None:
        """The record chosen, if it is one alone."""
        ids = self.table.selection()
        return self.viewpoint.snapshot.get(ids[0]) if len(ids) == 1 else None
