"""The Desk page: what is overdue and what comes next over all relationships, and how each of them stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from trustdesk.measures.summary import Item, Summary
from trustdesk.words import N_, Text, plural
from ui import theme
from ui.page import Page
from ui.places import page_of
from ui.summaries import Summaries
from ui.viewpoint import Viewpoint
from ui.widgets.agenda import AgendaList, AgendaModel, Due
from ui.widgets.basics import boxed, button, column, label, scrolled
from ui.widgets.lazy_column import LazyColumn
from ui.widgets.relationship_card import RelationshipCard
from ui.words import say

if TYPE_CHECKING:
    from ui.workspace import Workspace

WIDE: Final = 860
"""From this width on there are two columns."""
_CARDS: Final = 380
_CARD_TALL: Final = 220
_PAUSE: Final = 120  # milliseconds between two bringings up to date while summaries come in


class DeskPage(Page):
    """What needs a look, soonest first; beside it a card per relationship. A first start shows two doors."""

    name = "desk"

    def __init__(self, viewpoint: Viewpoint, parent: QWidget | None = None) -> None:
        super().__init__(viewpoint, parent)
        self._summaries: Summaries | None = None
        self._workspace: Workspace | None = None
        self._doors: QWidget | None = None
        self._listed: tuple[int, tuple[Summary, ...]] | None = None
        self._model = AgendaModel(self)
        self._agenda = AgendaList(self._model)
        self._cards = LazyColumn(self._make_card, _CARD_TALL)
        self._title = label("", "title", wrap=True)
        self._note = label("", "muted", wrap=True)
        self._quiet = label("", "muted", wrap=True)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._view = self._laid_out()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._on_pause_timeout)
        self._agenda.opened.connect(self._on_agenda_opened)
        self._agenda.reached.connect(self._on_agenda_reached)
        self._view.verticalScrollBar().valueChanged.connect(self._show_seen)
        self._view.verticalScrollBar().rangeChanged.connect(self._show_seen)

    def serve(self, workspace: Workspace) -> None:
        """Take the summaries, and what the doors of a first start lead to."""
        self._workspace = workspace
        self.use(workspace.summaries)

    def use(self, summaries: Summaries) -> None:
        """Show these summaries from now on."""
        self._summaries = summaries
        summaries.filled.connect(self._on_summaries_filled)

    def refresh(self) -> None:
        """Show the relationships there are, with what is known of them by now."""
        heads = self.viewpoint.heads
        self._view.setVisible(bool(heads))
        self._show_doors(not heads)
        going = [head for head in heads if not head.closed]
        self._cards.show_ids([head.id for head in (*going, *(head for head in heads if head.closed))])
        for head in heads:
            self._show_card(head.id)
        self._show_due()
        QTimer.singleShot(0, self, self._show_seen)

    def home(self) -> QWidget:
        return self._agenda if self.viewpoint.heads else self._doors or self

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room, else one."""
        super().resizeEvent(event)
        wide = self.width() >= theme.px(WIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across if wide else down)
        self._cards.setFixedWidth(theme.px(_CARDS) if wide else max(self.width() - theme.px(48), 0))
        self._show_seen()

    def _laid_out(self) -> QScrollArea:
        left = column(self._title, self._note, self._quiet, self._agenda, gap=4)
        left.addStretch(1)
        begin = button(
            say(N_("New relationship")), "quiet", icon="plus", run=lambda: self.viewpoint.go("beginning")
        )
        right = column(self._cards, gap=8)
        right.addWidget(begin, 0, Qt.AlignmentFlag.AlignLeft)
        right.addStretch(1)
        self._columns.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(24))
        self._columns.setSpacing(theme.px(32))
        self._columns.addLayout(left, 1)
        self._columns.addLayout(right, 0)
        view = scrolled(boxed(self._columns))
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(view)
        return view

    def _show_doors(self, first: bool) -> None:
        if self._doors is not None:
            self._doors.setVisible(first)
        elif first and self._workspace is not None:
            from ui.widgets.doors import Doors

            workspace = self._workspace
            self._doors = Doors(
                workspace.wants_sample.emit,
                lambda: self.viewpoint.go("beginning"),
                lambda: workspace.wants_desk.emit(None),
            )
            around = self.layout()
            assert around is not None
            around.addWidget(self._doors)

    def _show_due(self) -> None:
        if self._summaries is None:
            return
        known = tuple(self._summaries.known())
        waiting = len(self.viewpoint.heads) - len(known)
        if self._listed is not None and (waiting, known) == self._listed:
            return
        self._listed = (waiting, known)
        due = [Due(item, found.name) for found in known for item in found.items]
        self._model.show_items(due)
        self._title.setText(say(_headline(due) if due or not waiting else Text(N_("Desk"))))
        looking = plural(
            N_("{n} relationship is still being looked through."),
            N_("{n} relationships are still being looked through."),
            waiting,
        )
        self._note.setText(say(looking) if waiting else "")
        self._note.setVisible(bool(waiting))
        self._quiet.setText(say(N_("What falls due in the next 30 days will stand here.")))
        self._quiet.setVisible(not due and not waiting)

    def _show_card(self, relationship: str) -> None:
        card = self._cards.made(relationship)
        found = self._summaries.of(relationship) if self._summaries else None
        if isinstance(card, RelationshipCard) and found is not None:
            card.show_summary(found)

    def _make_card(self, relationship: str) -> QWidget:
        name = next((head.name for head in self.viewpoint.heads if head.id == relationship), "")
        made = RelationshipCard(self.viewpoint, relationship, name)
        found = self._summaries.of(relationship) if self._summaries else None
        if found is not None:
            made.show_summary(found)
        return made

    def _show_seen(self) -> None:
        """Make the cards that are seen, or nearly, and let their summaries come first."""
        if not self.isVisible():
            return
        tall = self._view.viewport().height()
        top = self._cards.mapFrom(self._view.viewport(), QPoint(0, 0)).y()
        seen = self._cards.show_between(top - tall // 2, top + tall + tall // 2)
        if self._summaries is not None:
            self._summaries.look_at(seen)

    def _on_summaries_filled(self, relationship: str) -> None:
        if self.isVisible():
            self._show_card(relationship)
            if not self._pause.isActive():
                self._pause.start()

    def _on_pause_timeout(self) -> None:
        self._show_due()

    def _on_agenda_opened(self, item: Item) -> None:
        self.viewpoint.go(page_of(item.table), item.relationship, item.record)

    def _on_agenda_reached(self, row: QRect) -> None:
        content = self._view.widget()
        assert content is not None
        at = self._agenda.mapTo(content, row.center())
        self._view.ensureVisible(at.x(), at.y(), 0, row.height())


def _headline(due: list[Due]) -> Text:
    late = sum(one.item.overdue for one in due)
    coming = len(due) - late
    if late and coming:
        values = {"late": late, "coming": coming}
        return Text(N_("{late} overdue, {coming} to come in 30 days"), values)
    if late:
        return Text(N_("{late} overdue"), {"late": late})
    if coming:
        return Text(N_("Nothing is overdue, {coming} to come in 30 days"), {"coming": coming})
    return Text(N_("Nothing is overdue"))


PAGE = DeskPage
