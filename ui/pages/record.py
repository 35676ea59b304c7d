"""The Record page: the promises as a table, how they are added and tidied up, and what they came to."""

from __future__ import annotations

from typing import Final, cast

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from trustdesk.errors import TrustDeskError
from trustdesk.records import Commitment
from trustdesk.words import N_, Text, joined, plural
from ui import pasting, theme
from ui.page import Page
from ui.pages import record_columns
from ui.tab_order import enter
from ui.viewpoint import Viewpoint
from ui.widgets.basics import Empty, boxed, button, column, label, row
from ui.widgets.beside import Beside
from ui.widgets.elided import Elided
from ui.widgets.inspector import Inspector
from ui.widgets.paste_preview import PastePreview
from ui.widgets.promise_charts import PromiseCharts
from ui.widgets.promise_entry import PromiseEntry
from ui.widgets.record_table import RecordTable
from ui.widgets.verb_bar import VerbBar
from ui.widgets.view_tabs import ViewTabs
from ui.words import say

_CALM: Final = 60
"""Milliseconds a row stays selected before it is shown whole: running down the rows stays quick."""
_INSPECTED: Final = "record/inspector"
_TABLE, _CHARTS, _PASTED = range(3)
_EMPTY: Final = N_(
    "Promises stand here: who promised what to whom, by when, and what became of it. Write them one a line, "
    "or paste them from Excel."
)


class RecordPage(Page):
    """Promises: one table, a panel to add some, a preview of what is pasted, and a view of charts."""

    name = "record"

    def __init__(self, viewpoint: Viewpoint, parent: QWidget | None = None) -> None:
        super().__init__(viewpoint, parent)
        self._relationship: str | None = None
        self._parties: object = None
        self._counts = Elided("", "muted")
        self._add = button(say(N_("Add promises")), "primary", icon="plus", run=self.add_promises)
        begin = button(say(N_("Write the first ones")), "primary", run=self.add_promises)
        self.table = RecordTable(
            viewpoint,
            Commitment,
            record_columns.columns(),
            empty=Empty("handshake", say(_EMPTY), begin),
        )
        self.entry = PromiseEntry(viewpoint)
        self.entry.hide()
        self.inspector = Inspector(viewpoint)
        self.several = Several(viewpoint)
        self._inspecting = bool(QSettings().value(_INSPECTED, True, type=bool))
        self._charts: PromiseCharts | None = None
        self._preview: PastePreview | None = None
        self._stack = QStackedWidget()
        self._views = ViewTabs((N_("Table"), N_("Charts")))
        self._views.chosen.connect(self._show_view)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_CALM)
        self._soon.timeout.connect(self._inspect)
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Show the promises as they are now."""
        snapshot = self.viewpoint.snapshot
        if self._relationship != self.viewpoint.relationship:
            self._relationship = self.viewpoint.relationship
            self._begin_anew()
        parties = tuple((party.id, party.name) for party in snapshot.parties)
        if parties != self._parties:
            self._parties = parties
            self.table.offer(record_columns.chips(snapshot))
        self.table.show_records(snapshot[Commitment])
        self._counts.setText(say(self._counted()))
        self._add.setEnabled(self.viewpoint.editable)
        self.several.show_records(self.table.selection())
        if not self.entry.isHidden():
            self.entry.refresh()
        shown = self._stack.currentWidget()
        if isinstance(shown, PromiseCharts | PastePreview):
            shown.refresh()

    def reveal(self, record: str) -> None:
        """Select a promise, or the one that something belongs to, and show it whole."""
        found = self.viewpoint.snapshot.get(record)
        promise = str(getattr(found, "commitment_id", None) or record)
        self._show_view(_TABLE)
        self.take_keyboard()
        if self.table.reveal(promise):
            self._inspect_from_now_on(True)
            self._inspect(asked=True)

    def home(self) -> QWidget:
        return self.table.view

    def add_promises(self) -> None:
        """Open the panel in which promises are written."""
        self._write()

    # Inside

    def _lay_out(self) -> None:
        self._stack.addWidget(boxed(column(self.table, self.several, gap=0)))
        title = label(say(N_("Promises")), "title")
        self._counts.setContentsMargins(0, theme.px(7), 0, 0)
        head = row(title, self._counts, self._views, self._add, gap=16)
        head.setStretch(1, 1)
        main = column(head, self.entry, self._stack, gap=12)
        main.setContentsMargins(*(theme.px(side) for side in (24, 16, 16, 8)))
        main.setStretch(2, 1)
        self._beside = Beside(boxed(main), self.inspector)
        self.setLayout(column(self._beside))

    def _connect(self) -> None:
        self.table.selected.connect(self._on_table_selected)
        self.table.opened.connect(self._on_table_opened)
        self.table.pasted.connect(self._on_table_pasted)
        self.table.filtered.connect(self._on_table_filtered)
        self.entry.closed.connect(self._on_entry_closed)
        self.entry.made.connect(self.table.select)
        self.entry.paste_asked.connect(self.table.paste)
        self.inspector.closed.connect(self._on_inspector_closed)

    def _begin_anew(self) -> None:
        """Another relationship is looked at: nothing of the one before stays."""
        self.entry.begin_anew()
        self.entry.hide()
        self.inspector.show_record(None)
        self.table.filters.clear()
        if self._stack.currentWidget() is self._preview:
            self._show_view(_TABLE)

    def _show_view(self, view: int) -> None:
        made = self._view(view)
        self._views.mark(view)
        self._stack.setCurrentWidget(made)
        if isinstance(made, PromiseCharts):
            made.refresh()
        if view != _TABLE:
            self.entry.hide()
            self.inspector.hide()
        else:
            self._inspect()

    def _view(self, view: int) -> QWidget:
        """The widget of a view, made when it is first shown."""
        if view == _CHARTS and self._charts is None:
            self._charts = PromiseCharts(self.viewpoint)
            self._stack.addWidget(self._charts)
        if view == _PASTED and self._preview is None:
            self._preview = PastePreview(self.viewpoint)
            self._preview.done.connect(self._on_preview_done)
            self._stack.addWidget(self._preview)
        views = (self._stack.widget(0), self._charts, self._preview)
        return cast(QWidget, views[view])

    def _counted(self) -> Text:
        moment = self.table.model.moment
        promises = self.viewpoint.snapshot[Commitment]
        assert moment is not None
        told = [
            plural(N_("{n} promise"), N_("{n} promises"), len(promises)),
            Text(N_("{n} open"), {"n": sum(promise.outcome is None for promise in promises)}),
        ]
        if overdue := moment.measures.overdue:
            told.append(Text(N_("{n} overdue"), {"n": len(overdue)}))
        return joined(told, " · ")

    def _inspect(self, *, asked: bool = False) -> None:
        """Show the one selected promise whole, if that is wanted.

        Where there is no room for table and promise beside each other, it takes the place of the table, and
        only where it was asked for.
        """
        ids = self.table.selection()
        open_already = not self.inspector.isHidden()
        wanted = self._inspecting and len(ids) == 1 and self._stack.currentIndex() == _TABLE
        wanted = wanted and (asked or open_already or not self._beside.is_narrow)
        self.inspector.show_record(ids[0] if wanted else None)

    def _inspect_from_now_on(self, on: bool) -> None:
        self._inspecting = on
        QSettings().setValue(_INSPECTED, on)

    def _on_table_selected(self, ids: tuple[str, ...]) -> None:
        self.several.show_records(ids)
        self._soon.start()

    def _on_table_opened(self, id: str) -> None:
        self._inspect_from_now_on(True)
        self._inspect(asked=True)
        enter(self.inspector.form)

    def _on_inspector_closed(self) -> None:
        if not self._beside.is_narrow:
            self._inspect_from_now_on(False)
        self.table.focus_rows()

    def _write(self, lines: tuple[str, ...] = ()) -> None:
        self._show_view(_TABLE)
        self.entry.open(lines)

    def _on_entry_closed(self) -> None:
        self.entry.hide()
        self.table.focus_rows()

    def _on_table_filtered(self) -> None:
        tidying = any(chip.name == record_columns.TIDY for chip in self.table.filters.on)
        self.table.keep(*([record_columns.TIDY] if tidying else []))

    def _on_table_pasted(self, rows: list[list[str]]) -> None:
        if not self.viewpoint.editable or self.viewpoint.turned:
            self.viewpoint.refused.emit(TrustDeskError(Text(N_("Nothing can be pasted now.")), _WHY_NOT))
            return
        lines = pasting.lines_of(rows)
        if lines:
            self._write(lines)
            return
        shown = self.table.shown_columns()
        ours = [say(column.label) for column in shown if column.field is None]
        pasted = pasting.understand(rows, [column.field for column in shown], ours)
        if pasted.rows:
            preview = cast(PastePreview, self._view(_PASTED))
            self._show_view(_PASTED)
            preview.show_rows(pasted)

    def _on_preview_done(self) -> None:
        self._show_view(_TABLE)
        self.table.focus_rows()


_WHY_NOT: Final = Text(
    N_("Nothing was changed. Rows are pasted today, and while the screen is turned to nobody else.")
)


class Several(QFrame):
    """What can be done with several selected promises at once; not there while fewer are."""

    def __init__(self, viewpoint: Viewpoint) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._words = label("", "strong")
        self._verbs = VerbBar(viewpoint)
        line = row(self._words, self._verbs, self._verbs.more, gap=16)
        line.setContentsMargins(*(theme.px(side) for side in (12, 6, 8, 6)))
        line.setStretch(1, 1)
        self.setLayout(line)
        self.hide()

    def show_records(self, ids: tuple[str, ...]) -> None:
        """Offer what can be done with these together."""
        self.setVisible(len(ids) > 1)
        if len(ids) > 1:
            self._words.setText(say(plural(N_("{n} selected"), N_("{n} selected"), len(ids))))
            self._verbs.show_records(ids)


PAGE = RecordPage
