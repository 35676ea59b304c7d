"""The panel beside a page that shows one record whole: what it is, what can be done, what belongs to it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trustdesk.records import Record
from trustdesk.records.base import kind_of
from trustdesk.words import N_
from ui import icons, layouts, theme
from ui.marks import mark_of
from ui.viewpoint import Viewpoint
from ui.widgets.basics import (
    Picture,
    column,
    hairline,
    icon_button,
    label,
    picture,
    row,
    scrolled,
)
from ui.widgets.belongings import Belongings
from ui.widgets.finding import find
from ui.widgets.past import Past
from ui.widgets.record_form import RecordForm
from ui.widgets.verb_bar import VerbBar
from ui.words import say

WIDTH: Final = 380


class Inspector(QWidget):
    """One record whole, at the right of a page. `closed` when the user is done with it."""

    closed = Signal()

    def __init__(self, viewpoint: Viewpoint, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.viewpoint = viewpoint
        self._trail: list[str] = []
        """What was opened, one from within the other. One that is gone stays: undo may bring it back."""
        self._is_gone = False
        self._shown: object = None
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(theme.px(WIDTH))
        self._mark = picture(icons.icon("file-text", "muted"), 14)
        self._kind = label("", "strong")
        self._back = icon_button("arrow-left", say(N_("Back")), run=self._go_back)
        close = icon_button("x", say(N_("Close")), run=self.close_panel)
        self._verbs = VerbBar(viewpoint)
        self.form = RecordForm(viewpoint)
        self._belongings = Belongings(viewpoint)
        self._belongings.opened.connect(self._on_belonging_opened)
        self._past = Past(viewpoint)
        inner = QWidget()
        self._pieces = column(self.form, self._belongings, self._past, 1, gap=24, margins=16)
        inner.setLayout(self._pieces)
        self._scroll = scrolled(inner)
        top = column(row(self._back, self._mark, self._kind, 1, self._verbs.more, close), self._verbs, gap=8)
        top.setContentsMargins(*(theme.px(side) for side in (16, 8, 8, 12)))
        around = QVBoxLayout(self)
        around.setSpacing(0)
        around.setContentsMargins(1, 0, 0, 0)
        around.addLayout(top)
        around.addWidget(hairline())
        around.addWidget(self._scroll, 1)
        viewpoint.changed.connect(self._on_viewpoint_changed)

    def show_record(self, id: str | None) -> None:
        """Show a record; None, or one that is not to be seen, closes the panel."""
        if not self._trail or self._trail != [id]:
            self._trail = [id] if id is not None else []
        self._show()

    def append(self, piece: QWidget) -> None:
        """Put something of the page's own below all else."""
        self._pieces.insertWidget(self._pieces.count() - 1, piece)

    def settle(self) -> bool:
        """Save what is being typed; False when some of it could not be."""
        return self.form.settle()

    def close_panel(self) -> None:
        """Save, and be done with the record."""
        if self.settle():
            self.show_record(None)
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back, and at last closes."""
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Seen again: catch up first."""
        self.catch_up()
        super().showEvent(event)

    @property
    def _id(self) -> str | None:
        """The id of the record that is shown: the last that was opened of those that are there."""
        return next((id for id in reversed(self._trail) if find(self.viewpoint, id) is not None), None)

    def _show(self) -> None:
        id = self._id
        is_new = self.form.record_id != id
        self._shown = (id, self.viewpoint.state, self.viewpoint.lent)
        self.form.show_record(id)
        record = find(self.viewpoint, id)
        self._is_gone = record is None and bool(self._trail)
        if record is None:
            self.hide()
            return
        if record.__tablename__ not in {kind.__tablename__ for kind in layouts.LAYOUTS}:
            self.hide()
            return
        self._head(record)
        self._verbs.show_records((record.id,))
        self._belongings.show_record(record)
        self._past.show_record(record)
        if is_new:
            self._scroll.verticalScrollBar().setValue(0)
        self.show()

    def _head(self, record: Record) -> None:
        ref = getattr(record, "ref", "")
        words = say(kind_of(record).singular).capitalize()
        self._kind.setText(f"{words} {ref}".strip())
        self.setAccessibleName(self._kind.text())
        self._back.setVisible(record.id != self._trail[0])
        _show_mark(self._mark, self.viewpoint, record)

    def _go_back(self) -> None:
        before = self._trail[: self._trail.index(self._id)] if self._id is not None else []
        if before and self.settle():
            self._trail = before
            self._show()
        else:
            self.close_panel()

    def catch_up(self) -> None:
        """Show the record as it is now; one that was gone comes back with the panel."""
        if self.viewpoint.lent is not None:
            self._verbs.show_records(())
            return
        if self._trail and self._shown != (self._id, self.viewpoint.state, self.viewpoint.lent):
            self._show()

    def _on_viewpoint_changed(self) -> None:
        if self.isVisible() or self._is_gone:
            self.catch_up()

    def _on_belonging_opened(self, id: str) -> None:
        if self.settle():
            self._trail.append(id)
            self._show()


def _show_mark(where: Picture, viewpoint: Viewpoint, record: Record) -> None:
    """Show the mark of what became of a promise or a step; nothing for any other record."""
    mark = mark_of(viewpoint.measures, record) if viewpoint.relationship is not None else None
    where.setVisible(mark is not None)
    if mark is not None:
        where.change(icons.mark_icon(mark.name, confirmed=mark.confirmed))
