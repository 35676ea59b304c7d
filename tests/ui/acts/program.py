"""What is done on the program's board and at its gates."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget

from tests.ui.acts import act
from tests.ui.hands import Hands
from ui.widgets.board.card import MIME, Card
from ui.widgets.board.head import StageHead
from ui.widgets.board.lane import Lane

RUNNING, AHEAD = "Plan on the same figures", "Offer it together"


def _board(hands: Hands, card: str = "") -> None:
    """Go to the board, perhaps with the keyboard on a card."""
    hands.go("program")
    for panel in (hands.page.inspector, hands.page.gate):
        if panel.isVisible():
            hands.click("Close", panel)
    if card:
        hands.enter(f"{card},…", hands.page)
    hands.settle()


def _head(hands: Hands, stage: str) -> StageHead:
    return next(one for one in hands.page.findChildren(StageHead) if one.face.stage.name == stage)


def _lane(hands: Hands, stage: str, party: str) -> Lane:
    lanes = hands.page.findChildren(Lane)
    return next(one for one in lanes if (one.stage.name, one.party.name) == (stage, party))


def _gate(hands: Hands, stage: str) -> QWidget:
    _board(hands)
    hands.click(f"Gate of {stage}…", _head(hands, stage))
    hands.settle()
    gate: QWidget = hands.page.gate
    return gate


@act
def a_card_is_closed_by_a_letter(hands: Hands) -> Iterator[None]:
    _board(hands, "Promise C29")
    yield
    hands.press("K")


@act
def a_card_is_carried_up(hands: Hands) -> Iterator[None]:
    _board(hands, "Promise C29")
    yield
    hands.press("Alt+Up")


@act
def a_card_is_carried_to_another_stage(hands: Hands) -> Iterator[None]:
    _board(hands, "Promise C29")
    yield
    hands.press("Alt+Right")


@act
def a_card_is_dragged_to_another_stage(hands: Hands) -> Iterator[None]:
    _board(hands)
    card = hands.find(Card, "Promise C29,…", hands.page)
    there = _lane(hands, AHEAD, "Perivane Medical")
    yield
    data = QMimeData()
    data.setData(MIME, card.face.id.encode())
    move, left, free = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    over = QDragEnterEvent(QPointF(20, 40), move, data, left, free)
    QApplication.sendEvent(there, over)
    QApplication.sendEvent(there, QDropEvent(QPointF(20, 40), move, data, left, free))


@act
def a_card_is_deleted(hands: Hands) -> Iterator[None]:
    _board(hands, "Promise C29")
    yield
    hands.press("Delete")


@act
def a_card_that_is_open_beside_the_board_is_deleted(hands: Hands) -> Iterator[None]:
    _board(hands, "Promise C29")
    hands.press("Return")
    hands.settle()
    yield
    hands.click("More that can be done", hands.page.inspector)
    hands.pick("Delete")


@act
def a_promise_is_written_into_a_stage(hands: Hands) -> Iterator[None]:
    _board(hands)
    hands.enter("Add a promise of Holmquay Logistics", _lane(hands, AHEAD, "Holmquay Logistics"))
    yield
    hands.type("Name a second driver", "Return")


@act
def a_trust_step_is_written_into_a_stage(hands: Hands) -> Iterator[None]:
    _board(hands)
    hands.enter("Add a promise of Perivane Medical", _lane(hands, AHEAD, "Perivane Medical"))
    yield
    hands.type("Share the price list", "Ctrl+Return")


@act
def a_stage_is_renamed_in_its_head(hands: Hands) -> Iterator[None]:
    _board(hands)
    hands.enter("Name of the stage", _head(hands, AHEAD))
    yield
    hands.press("Ctrl+A")
    hands.type("Go to market", "Return")


@act
def a_stage_is_added(hands: Hands) -> Iterator[None]:
    _board(hands)
    yield
    hands.click("Add a stage")


@act
def a_stage_changes_places(hands: Hands) -> Iterator[None]:
    _board(hands)
    yield
    hands.click("What can be done with this stage", _head(hands, RUNNING))
    hands.pick("Move to the right")


@act
def a_stage_is_shifted_with_what_is_in_it(hands: Hands) -> Iterator[None]:
    _board(hands)
    yield
    hands.click("What can be done with this stage", _head(hands, AHEAD))
    hands.pick("Shift dates…")
    hands.type("14", "Tab")
    hands.type("The fair is later", "Return")


@act
def a_stage_is_deleted_while_its_gate_is_open(hands: Hands) -> Iterator[None]:
    _board(hands)
    hands.click("Add a stage")
    hands.settle()
    gate = _gate(hands, "New stage")
    yield
    hands.click("More that can be done", gate)
    hands.pick("Delete")


@act
def a_gate_is_decided(hands: Hands) -> Iterator[None]:
    gate = _gate(hands, RUNNING)
    yield
    hands.click("Decide…", gate)
    hands.choose("Decision", "hold")
    hands.write("Decided by", "Both sponsors", "Return")


@act
def a_decision_at_a_gate_is_taken_back(hands: Hands) -> Iterator[None]:
    gate = _gate(hands, "Show how we work")
    yield
    hands.click("More that can be done", gate)
    hands.pick("Take the decision back")


@act
def a_side_signs(hands: Hands) -> Iterator[None]:
    gate = _gate(hands, RUNNING)
    yield
    hands.click("Sign off for Holmquay Logistics", gate)
    hands.write("Signed by", "Helena Voss", "Return")


@act
def a_criterion_is_asked_for_in_words(hands: Hands) -> Iterator[None]:
    gate = _gate(hands, AHEAD)
    hands.enter("Add a criterion in words…", gate)
    yield
    hands.type("Both boards have heard of it", "Return")


@act
def a_criterion_is_asked_for_no_longer(hands: Hands) -> Iterator[None]:
    gate = _gate(hands, RUNNING)
    yield
    hands.click("Ask no longer for…", gate)


@act
def a_criterion_with_a_figure_is_added(hands: Hands) -> Iterator[None]:
    gate = _gate(hands, AHEAD)
    yield
    hands.click("Add one with a figure", gate)
    hands.press("Down")
    hands.press("Return")


@act
def a_figure_that_is_asked_for_is_changed(hands: Hands) -> Iterator[None]:
    gate = _gate(hands, RUNNING)
    hands.enter("At least", gate)
    yield
    hands.press("Ctrl+A")
    hands.type("0.9", "Return")


@act
def a_criterion_is_ticked_off(hands: Hands) -> Iterator[None]:
    gate = _gate(hands, RUNNING)
    yield
    hands.click("Tick off…", gate)
    hands.type("Ida Falk", "Return")


@act
def stages_are_added_from_a_template(hands: Hands) -> Iterator[None]:
    _board(hands)
    yield
    hands.click("From a template…")
    panel = hands.page.templates
    tick = next(one for one in panel.findChildren(QCheckBox) if one.isVisible())
    tick.click()
    hands.settle()
    hands.click("Add 1 stage", panel)
