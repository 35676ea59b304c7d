"""What keys do on the board: go from card to card, carry one, open it, do what a letter stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.verbs import Verb
from ui.widgets.ask import perform, verb_for_key, verb_named
from ui.widgets.board import moves
from ui.widgets.board.card import Card

if TYPE_CHECKING:
    from ui.widgets.board.board import Board

_STEPS: Final = {
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
}
_OPEN: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_ENDS: Final = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}


def press(board: Board, card: Card, event: QKeyEvent) -> bool:
    """Do what a key means on a card; False where it means nothing."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = Qt.Key(event.key())
    if key in _STEPS and held == Qt.KeyboardModifier.AltModifier:
        carry(board, card, *_STEPS[key])
    elif held & ~Qt.KeyboardModifier.ShiftModifier:
        return False
    elif key in _STEPS:
        go(board, card, *_STEPS[key])
    elif key in _OPEN:
        board.opened.emit(card.face.id)
    elif key in _ENDS:
        board.take(board.lane_of(card).cards[_ENDS[key]].face.id)
    else:
        return _do(board, card, _verb(board, card, event))
    return True


def go(board: Board, card: Card, across: int, down: int) -> None:
    """Go to the next card: down a stage over all sides, or across to the same side of the next stage."""
    if down:
        column = [one.face.id for one in board.column(card.face.stage)]
        at = column.index(card.face.id) + down
        if 0 <= at < len(column):
            board.take(column[at])
        return
    order = [face.stage.id for face in board.stages]
    at, row = order.index(card.face.stage) + across, board.lane_of(card).cards.index(card)
    while 0 <= at < len(order):
        there = board.lanes[order[at], card.face.side].cards or board.column(order[at])
        if there:
            board.take(there[min(row, len(there) - 1)].face.id)
            return
        at += across


def carry(board: Board, card: Card, across: int, down: int) -> None:
    """Move a card itself: up or down among its kind, or to the stage beside."""
    if not board.viewpoint.editable:
        return
    if down:
        same = [face.id for face in board.lane_of(card).faces if face.table == card.face.table]
        at = same.index(card.face.id) + down
        if 0 <= at < len(same):
            beside = {"before" if down < 0 else "after": same[at]}
            moves.put(board.viewpoint, card.face, moves.Spot(card.face.stage, **beside))
        return
    order = [face.stage.id for face in board.stages]
    at = order.index(card.face.stage) + across
    if 0 <= at < len(order):
        there = board.lanes[order[at], card.face.side].faces
        spot = moves.spot_in(there, order[at], card.face, len(there))
        moves.put(board.viewpoint, card.face, spot)


def _verb(board: Board, card: Card, event: QKeyEvent) -> Verb | None:
    ids = (card.face.id,)
    if event.key() == Qt.Key.Key_Delete:
        return verb_named(board.viewpoint, ids, "delete")
    return verb_for_key(board.viewpoint, ids, event.text())


def _do(board: Board, card: Card, verb: Verb | None) -> bool:
    if verb is None:
        return False
    perform(board.viewpoint, verb, (card.face.id,), card)
    return True
