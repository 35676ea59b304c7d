"""The board itself: heads that stay in sight, lanes that scroll, one card that has the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from trustdesk.records import Stage
from ui import theme
from ui.viewpoint import Viewpoint
from ui.widgets.ask import verb_menu
from ui.widgets.basics import hairline
from ui.widgets.board import keys, moves
from ui.widgets.board.card import Card
from ui.widgets.board.faces import Face, StageFace, program
from ui.widgets.board.head import StageHead
from ui.widgets.board.lane import Lane, LaneLine
from ui.widgets.board.stage_menu import stage_menu

_NARROWEST: Final = 236
_WIDEST: Final = 340
_APART: Final = 16
_EDGE: Final = 48
"""How near to the edge a carried card lets the board scroll."""


class Board(QWidget):
    """All stages with all cards. `opened` wants a record beside the board, `gate_asked` a stage's gate."""

    opened = Signal(str)
    gate_asked = Signal(str)

    def __init__(self, viewpoint: Viewpoint) -> None:
        super().__init__()
        self.viewpoint = viewpoint
        self.stages: tuple[StageFace, ...] = ()
        self.heads: dict[str, StageHead] = {}
        self.lanes: dict[tuple[str, int], Lane] = {}
        self.cards: dict[str, Card] = {}
        self._current: str | None = None
        self._laid: object = None
        self._open: str | None = None
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(0)
        self._settled.timeout.connect(self._show_open)
        self._roof = QWidget()
        self._head_row = QWidget(self._roof)
        self._ground = QWidget()
        self._ground.setProperty("role", "scrolled")
        self._area = _Area()
        self._area.setWidget(self._ground)
        self._area.horizontalScrollBar().valueChanged.connect(self._on_scrolled_sideways)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.setSpacing(theme.px(8))
        around.addWidget(self._roof)
        around.addWidget(self._area, 1)

    def refresh(self) -> None:
        """Show the program as it is now; cards that stay are kept, and so is the keyboard on one of them."""
        held = self._hand()
        self.stages = program(self.viewpoint.snapshot, self.viewpoint.measures)
        parties = tuple(party.id for party in self.viewpoint.snapshot.parties)
        shape = (tuple(face.stage.id for face in self.stages), parties)
        if shape != self._laid:
            self._laid = shape
            self._lay_out()
        for face in self.stages:
            self.heads[face.stage.id].show_face(face)
        self._fill()
        self._pick_up(held)
        self._settled.start()

    def reveal(self, id: str) -> None:
        """Bring a card or a stage into sight, with the keyboard on it."""
        if id in self.cards:
            self.take(id)
        elif id in self.heads:
            self._show_column(id)

    def mark_open(self, id: str | None) -> None:
        """Mark the card, or keep in sight the stage, that is open beside the board."""
        self._open = id
        for card in self.cards.values():
            card.setChecked(card.face.id == id)
        self._settled.start()

    @property
    def current(self) -> Card | None:
        """The card that the keyboard was on last."""
        return self.cards.get(self._current or "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from card to card, with Alt they carry it; a letter does what it stands for."""
        card = self.current
        if card is None or not card.hasFocus() or not keys.press(self, card, event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the stages."""
        super().resizeEvent(event)
        self._fit()
        self._settled.start()

    # What the pieces tell

    def _on_card_came(self, id: str) -> None:
        before = self.current
        if before is not None:
            before.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._current = id
        self.cards[id].setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.ensureWidgetVisible(self.cards[id], 0, theme.px(8))

    def _on_card_menu_asked(self, id: str, at: QPoint) -> None:
        menu = verb_menu(self.viewpoint, (id,), self.cards[id])
        if not menu.isEmpty():
            menu.popup(at)

    def _on_card_put(self, lane: Lane, id: str, at: int) -> None:
        carried = self.cards[id].face
        spot = moves.spot_in(lane.faces, lane.stage.id, carried, at)
        if not moves.is_there(lane.faces, carried, spot):
            moves.put(self.viewpoint, carried, spot)
        self.take(id)

    def _on_lane_dragged_over(self, at: QPoint) -> None:
        where = self._ground.mapFromGlobal(at)
        self._area.ensureVisible(where.x(), where.y(), theme.px(_EDGE), theme.px(_EDGE))

    def _on_head_menu_asked(self, id: str, at: QPoint) -> None:
        head = self.heads[id]
        stage_menu(self.viewpoint, head.face.stage, head, partial(self.opened.emit, id)).popup(at)

    def _show_open(self) -> None:
        """Keep in sight the line that is written in, or what is open in the panel that takes room."""
        line = QApplication.focusWidget()
        if isinstance(line, LaneLine) and self._ground.isAncestorOf(line):
            self._area.ensureWidgetVisible(line, 0, theme.px(8))
        elif self._open in self.cards:
            self._area.ensureWidgetVisible(self.cards[self._open], 0, 0)
        elif self._open in self.heads:
            self._show_column(self._open)

    def _show_column(self, stage: str) -> None:
        """Scroll sideways, and only sideways, until a stage is in sight."""
        head = self.heads[stage].geometry()
        bar = self._area.horizontalScrollBar()
        room = self._area.viewport().width()
        bar.setValue(min(max(bar.value(), head.right() + 1 - room), head.left()))

    def _on_scrolled_sideways(self, value: int) -> None:
        self._head_row.move(-value, 0)

    # How it is laid out

    def _lay_out(self) -> None:
        """Make heads and lanes anew: another stage or party has come, gone, or changed its place."""
        for card in self.cards.values():
            card.setParent(None)
        self._head_row.hide()
        self._head_row.deleteLater()
        self._head_row = QWidget(self._roof)
        self._ground = QWidget()
        self._ground.setProperty("role", "scrolled")
        self.heads, self.lanes = {}, {}
        line = QHBoxLayout(self._head_row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(_APART))
        grid = QGridLayout(self._ground)
        grid.setContentsMargins(0, 0, 0, theme.px(8))
        grid.setHorizontalSpacing(theme.px(_APART))
        grid.setVerticalSpacing(theme.px(10))
        for at, face in enumerate(self.stages):
            line.addWidget(self._head(face))
            for side in range(self._sides):
                grid.addWidget(self._lane(face.stage, side), 2 * side, at)
        for side in range(1, self._sides):
            grid.addWidget(hairline(), 2 * side - 1, 0, 1, max(len(self.stages), 1))
        grid.setRowStretch(2 * self._sides, 1)
        grid.setColumnStretch(len(self.stages), 1)  # few stages stand at the left, under their heads
        self._area.setWidget(self._ground)
        self._head_row.show()

    def _head(self, face: StageFace) -> StageHead:
        head = StageHead(self.viewpoint, face)
        head.gate_asked.connect(self.gate_asked)
        head.opened.connect(self.opened)
        head.menu_asked.connect(self._on_head_menu_asked)
        self.heads[face.stage.id] = head
        return head

    def _lane(self, stage: Stage, side: int) -> Lane:
        lane = Lane(self.viewpoint, stage, self.viewpoint.snapshot.parties[side], side)
        lane.put.connect(partial(self._on_card_put, lane))
        lane.added.connect(self._on_lane_added)
        lane.dragged_over.connect(self._on_lane_dragged_over)
        self.lanes[stage.id, side] = lane
        return lane

    def _on_lane_added(self, id: str) -> None:
        if id in self.cards:
            self._area.ensureWidgetVisible(self.cards[id])

    def _fill(self) -> None:
        """Put every card into its lane; those of records that are gone go."""
        wanted = {face.id: face for stage in self.stages for face in stage.cards}
        for gone in [id for id in self.cards if id not in wanted]:
            card = self.cards.pop(gone)
            card.hide()
            card.deleteLater()
        for id, face in wanted.items():
            if id not in self.cards:
                self.cards[id] = self._card(face)
            elif self.cards[id].face != face:
                self.cards[id].show_face(face)
            self.cards[id].movable = self.viewpoint.editable
        sides = [frozenset(id for id, face in wanted.items() if face.side == n) for n in range(self._sides)]
        for stage in self.stages:
            for side, faces in enumerate(stage.sides):
                lane = self.lanes[stage.stage.id, side]
                lane.takes = sides[side]
                lane.show_stage(stage.stage, self.viewpoint.snapshot.parties[side])
                lane.show_cards([self.cards[face.id] for face in faces], self._wide)
        self._fit()

    def _card(self, face: Face) -> Card:
        card = Card(face)
        card.came.connect(self._on_card_came)
        card.opened.connect(self.opened)
        card.menu_asked.connect(self._on_card_menu_asked)
        return card

    def _fit(self) -> None:
        """Make all columns as wide as fits, and the roof as high as the heads need."""
        if not self.stages:
            return
        wide = self._wide
        for head in self.heads.values():
            head.setFixedWidth(wide)
        for lane in self.lanes.values():
            lane.setFixedWidth(wide)
            for card in lane.cards:
                card.fit(wide)
        self._head_row.adjustSize()
        self._roof.setFixedHeight(self._head_row.sizeHint().height())
        self._head_row.resize(self._head_row.sizeHint())

    @property
    def _sides(self) -> int:
        return len(self.viewpoint.snapshot.parties)

    @property
    def _wide(self) -> int:
        """How wide a column is."""
        bar = self._area.verticalScrollBar().sizeHint().width()
        n = max(len(self.stages), 1)
        room = (self._area.width() - bar - theme.px(_APART) * (n - 1)) // n
        return min(max(room, theme.px(_NARROWEST)), theme.px(_WIDEST))

    # Which card has the keyboard

    def column(self, stage: str) -> Sequence[Card]:
        """The cards of a stage, side after side."""
        return [card for side in range(self._sides) for card in self.lanes[stage, side].cards]

    def lane_of(self, card: Card) -> Lane:
        """The lane a card is in."""
        return self.lanes[card.face.stage, card.face.side]

    def take(self, id: str) -> None:
        """Give the keyboard to a card."""
        if id in self.cards:
            self.cards[id].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _hand(self) -> tuple[str, list[str]] | None:
        """The card with the keyboard and its column, to be found again after a refresh."""
        card = self.current
        if card is None or not card.hasFocus():
            return None
        return card.face.id, [one.face.id for one in self.column(card.face.stage)]

    def _pick_up(self, held: tuple[str, list[str]] | None) -> None:
        """Give the keyboard back to the card that had it, or to the one that took its place."""
        if held is not None:
            id, column = held
            at = column.index(id)
            near = [id, *column[at + 1 :], *reversed(column[:at])]
            self._current = next((one for one in near if one in self.cards), None)
            if self._current is not None and not self.cards[self._current].hasFocus():
                self.take(self._current)
        if self.current is None and self.cards:
            first = next(face for stage in self.stages for face in stage.cards)
            self._current = first.id
            self.cards[first.id].setFocusPolicy(Qt.FocusPolicy.StrongFocus)


class _Area(QScrollArea):
    """What lies under the heads and scrolls; keys are left to the board."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move among cards; the board then scrolls to the one they come to."""
        event.ignore()
