"""A lane: the cards of one side in one stage, and the line on which the next one is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trustdesk.records import Party, Stage
from trustdesk.words import N_, Text
from ui import icons, theme
from ui.viewpoint import Viewpoint
from ui.widgets.add_line import AddLine
from ui.widgets.basics import PartyDot, row, tip
from ui.widgets.board import moves
from ui.widgets.board.card import MIME, Card
from ui.widgets.board.faces import Face
from ui.widgets.board.head import INSET
from ui.widgets.elided import Elided
from ui.widgets.in_line import trail
from ui.words import day, one_line, say

GAP: Final = 6


class Lane(QWidget):
    """The cards of a party in a stage. `put` tells that a card (id) was let go at a place in this lane."""

    put = Signal(str, int)
    added = Signal(str)
    dragged_over = Signal(QPoint)

    def __init__(self, viewpoint: Viewpoint, stage: Stage, party: Party, side: int) -> None:
        super().__init__()
        self.viewpoint = viewpoint
        self.stage = stage
        self.party = party
        self.side = side
        self.cards: list[Card] = []
        self.takes: frozenset[str] = frozenset()
        """The ids of the cards that may be put here: those of the same side."""
        self._gap: int | None = None
        self._name = Elided("", "note")
        head = row(PartyDot(side), self._name, 1, gap=6)
        head.setContentsMargins(theme.px(INSET), 0, 0, theme.px(2))
        self.line = LaneLine(self._add)
        self.line.made.connect(self.added)
        self.line.refused.connect(viewpoint.refused)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(GAP))
        self._column.addLayout(head)
        self._column.addWidget(self.line)
        self._column.addStretch(1)
        self.setAcceptDrops(True)
        self.show_stage(stage, party)

    @property
    def faces(self) -> list[Face]:
        """What the cards of this lane say, in order."""
        return [card.face for card in self.cards]

    def show_stage(self, stage: Stage, party: Party) -> None:
        """Belong to another state of the stage and the party."""
        self.stage = stage
        self.party = party
        self._name.setText(one_line(party.name))
        self.setAccessibleName(f"{one_line(party.name)}, {one_line(stage.name)}")
        due = moves.due_day(self.viewpoint.snapshot, stage, self.viewpoint.today)
        self.line.setVisible(self.viewpoint.editable)
        self.line.tell(party.name, day(due))

    def show_cards(self, cards: Sequence[Card], width: int) -> None:
        """Hold these cards in this order, each as wide."""
        for card in self.cards:
            if card not in cards and card.parent() is self:
                self._column.removeWidget(card)
        for at, card in enumerate(cards, start=1):
            card.fit(width)
            if self._column.indexOf(card) != at:
                self._column.insertWidget(at, card)
                if self.isVisible():
                    card.show()  # at once: the keyboard may have to be on it
        self.cards = list(cards)

    def place_at(self, y: int) -> int:
        """Before which of the cards something at that height would go."""
        return sum(card.geometry().center().y() < y for card in self.cards)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a card of the same side."""
        if _carried(event) in self.takes and self.viewpoint.editable:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where the card would go."""
        at = event.position().toPoint()
        self._show_gap(self.place_at(at.y()))
        self.dragged_over.emit(self.mapToGlobal(at))
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show nothing any more."""
        self._show_gap(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which card was let go, and where."""
        at = self.place_at(event.position().toPoint().y())
        self._show_gap(None)
        event.acceptProposedAction()
        self.put.emit(_carried(event), at)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line at which a carried card would go."""
        if self._gap is None:
            return
        painter = QPainter(self)
        tall = theme.px(2)
        painter.fillRect(0, self._gap_top() - tall // 2, self.width(), tall, theme.colour("accent"))
        painter.end()

    def _gap_top(self) -> int:
        half = theme.px(GAP) // 2
        if self._gap is not None and self._gap < len(self.cards):
            return self.cards[self._gap].geometry().top() - half
        return self.cards[-1].geometry().bottom() + half if self.cards else self.line.geometry().top() - half

    def _show_gap(self, at: int | None) -> None:
        if at != self._gap:
            self._gap = at
            self.update()

    def _add(self, words: str, is_step: bool) -> str:
        add = moves.add_step if is_step else moves.add_promise
        return add(self.viewpoint, self.stage, self.party, words)


class LaneLine(AddLine):
    """The line at the end of a lane: Enter makes a promise of what was written, Ctrl+Enter a trust step.

    `add` takes the words and whether they are a trust step, and gives back the id of what it made.
    """

    def __init__(self, add: Callable[[str, bool], str]) -> None:
        super().__init__(say(N_("Add a promise…")), lambda words: add(words, self._is_step))
        self._is_step = False
        self.setProperty("role", "add")
        words = say(N_("Add it as a trust step (Ctrl+Enter)"))
        self._step = trail(self, icons.mark_icon("step_planned", "muted"), words, self._add_step)
        self._step.hide()
        self.textChanged.connect(lambda text: self._step.setVisible(bool(text.strip())))

    def tell(self, party: str, due: str) -> None:
        """Say whose promise is written here, and by when it is due until another day is said."""
        self.setAccessibleName(say(Text(N_("Add a promise of {party}"), {"party": party})))
        words = N_("Enter adds a promise, due {day} until you say otherwise; Ctrl+Enter a trust step.")
        said = say(Text(words, {"day": due}))
        self.setAccessibleDescription(said)
        tip(self, said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter makes a trust step."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._add_step()
        else:
            super().keyPressEvent(event)

    def _add_step(self) -> None:
        self._is_step = True
        self.returnPressed.emit()
        self._is_step = False


def _carried(event: QDropEvent | QDragMoveEvent | QDragEnterEvent) -> str:
    return bytes(event.mimeData().data(MIME).data()).decode()
