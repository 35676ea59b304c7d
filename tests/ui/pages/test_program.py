"""The program page: cards under those who promise, moved by mouse and keyboard, and the gate beside them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from trustdesk import audience as audiences
from trustdesk.actions import records, workshops
from trustdesk.records import Adjustment, Commitment, GateCriterion, RiskStep, SignOff, Stage, Workshop
from ui.pages.program import ProgramPage
from ui.viewpoint import Viewpoint
from ui.widgets.ask import Asking
from ui.widgets.basics import Empty
from ui.widgets.board.card import MIME, Card
from ui.widgets.board.lane import Lane
from ui.widgets.popover import Popover
from ui.widgets.stage_templates import StageTemplates


@pytest.fixture
def page(sample: Viewpoint, qtbot: QtBot) -> Iterator[ProgramPage]:
    """The page on the sample program, seen, as wide as on a small laptop."""
    made = ProgramPage(sample)
    qtbot.addWidget(made)
    made.resize(1120, 640)
    with qtbot.waitExposed(made):
        made.show()
    yield made


@pytest.fixture
def stage_templates(page: ProgramPage, qtbot: QtBot) -> StageTemplates:
    """The panel of templates, opened as a user opens it."""
    qtbot.mouseClick(page.more, Qt.MouseButton.LeftButton)
    assert page.templates is not None
    return page.templates


def card(page: ProgramPage, ref: str) -> Card:
    return next(one for one in page.board.cards.values() if one.face.ref == ref)


def hold(page: ProgramPage, ref: str) -> Card:
    """Put the keyboard on a card."""
    found = card(page, ref)
    page.activateWindow()
    page.board.take(found.face.id)
    return found


def refs(lane: Lane) -> list[str]:
    return [face.ref for face in lane.faces]


def lane(page: ProgramPage, stage: int, side: int) -> Lane:
    return page.board.lanes[page.viewpoint.snapshot[Stage][stage].id, side]


def drop(page: ProgramPage, ref: str, where: Lane, y: int) -> bool:
    """Let a card go over a lane, as a drag with the mouse does; tells whether the lane takes it."""
    data = QMimeData()
    data.setData(MIME, card(page, ref).face.id.encode())
    buttons, held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    action = Qt.DropAction.MoveAction
    over = QDragEnterEvent(QPointF(20, y), action, data, buttons, held)
    over.ignore()
    QApplication.sendEvent(where, over)
    if over.isAccepted():
        QApplication.sendEvent(where, QDropEvent(QPointF(20, y), action, data, buttons, held))
    return over.isAccepted()


def popover(page: ProgramPage) -> Popover:
    return next(one for one in page.findChildren(Popover) if one.isVisible())


def button(page: ProgramPage, words: str) -> QPushButton:
    """The last of the buttons of the gate that say so."""
    return [one for one in page.gate.findChildren(QPushButton) if words in (one.text(), one.toolTip())][-1]


def test_every_promise_and_step_has_a_card_under_who_gives_it(page: ProgramPage) -> None:
    seen = page.viewpoint.snapshot
    replaced = {one.replaces_id for one in seen[Commitment]}
    shown = {one.face.id for one in page.board.cards.values()}
    assert shown == {one.id for one in (*seen[Commitment], *seen[RiskStep])} - replaced
    for (stage, side), one in page.board.lanes.items():
        party = seen.parties[side].id
        for face in one.faces:
            record: Any = seen.get(face.id)
            assert record.stage_id == stage
            assert party in (getattr(record, "giver_id", None), getattr(record, "exposed_id", None))


def test_arrows_go_down_a_stage_and_across_to_the_same_side(page: ProgramPage, qtbot: QtBot) -> None:
    first = hold(page, "C1")
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert card(page, "C3").hasFocus()
    qtbot.keyClick(card(page, "C3"), Qt.Key.Key_Right)
    assert card(page, "C13").hasFocus()
    qtbot.keyClick(card(page, "C13"), Qt.Key.Key_End)
    assert card(page, "R4").hasFocus()
    qtbot.keyClick(card(page, "R4"), Qt.Key.Key_Down)
    assert card(page, "C12").hasFocus(), "below the last card of one side is the first of the other"


def test_alt_and_an_arrow_carry_a_card_and_the_keyboard_stays_on_it(page: ProgramPage, qtbot: QtBot) -> None:
    before = refs(lane(page, 2, 0))
    held = hold(page, "C29")
    at = before.index("C29")
    qtbot.keyClick(held, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    after = refs(lane(page, 2, 0))
    assert after.index("C29") == at - 1
    assert sorted(after) == sorted(before)
    assert card(page, "C29").hasFocus()
    qtbot.keyClick(held, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert "C29" in refs(lane(page, 3, 0))
    assert page.viewpoint.undo_name == "Promise moved to another stage"
    page.viewpoint.undo()
    assert refs(lane(page, 2, 0)) == after


def test_a_card_is_dropped_between_two_others_and_undo_puts_it_back(page: ProgramPage) -> None:
    there = lane(page, 3, 0)
    before = refs(lane(page, 2, 0))
    assert drop(page, "C29", there, there.cards[0].geometry().top() + 2)
    assert refs(lane(page, 3, 0))[:2] == ["C29", "C31"]
    page.viewpoint.undo()
    assert refs(lane(page, 2, 0)) == before


def test_a_promise_is_not_dropped_on_the_other_side(page: ProgramPage) -> None:
    """Whose promise it is cannot be changed by a slip of the hand."""
    assert not drop(page, "C29", lane(page, 2, 1), 10)


def test_a_card_dropped_where_it_stands_changes_nothing(page: ProgramPage) -> None:
    here = lane(page, 2, 0)
    step = page.viewpoint.desk.step
    assert drop(page, "C27", here, card(page, "C27").geometry().center().y() + 1)
    assert page.viewpoint.desk.step == step


def test_a_letter_closes_the_promise_under_the_keyboard(page: ProgramPage, qtbot: QtBot) -> None:
    held = hold(page, "C29")
    qtbot.keyClick(held, Qt.Key.Key_K)
    assert card(page, "C29").face.mark == "kept"
    assert card(page, "C29").hasFocus()


def test_a_letter_that_needs_a_word_asks_for_it_first(page: ProgramPage, qtbot: QtBot) -> None:
    held = hold(page, "C29")
    due = page.viewpoint.today + timedelta(days=20)
    qtbot.keyClick(held, Qt.Key.Key_R)
    asking = popover(page).findChild(Asking)
    assert asking is not None
    asking._slots["due"].editor.show_value(due)
    asking._slots["why"].editor.show_value("The finance lead is ill")
    asking.do()
    moved = next(one for one in page.board.cards.values() if one.face.moves and one.face.day == due)
    assert moved.face.was == page.viewpoint.snapshot[Adjustment][-1].moved_from, (
        "the day agreed before is the ghost"
    )
    assert "The finance lead is ill" in moved.toolTip()
    assert "C29" not in [one.face.ref for one in page.board.cards.values()]


def test_the_keyboard_goes_on_to_the_next_card_when_one_is_deleted(page: ProgramPage, qtbot: QtBot) -> None:
    held = hold(page, "C27")
    qtbot.keyClick(held, Qt.Key.Key_Delete)
    assert card(page, "C29").hasFocus()


def test_enter_opens_the_card_beside_the_board_and_escape_comes_back(page: ProgramPage, qtbot: QtBot) -> None:
    held = hold(page, "C27")
    qtbot.keyClick(held, Qt.Key.Key_Return)
    assert page.inspector.isVisible()
    assert card(page, "C27").isChecked()
    qtbot.keyClick(page.inspector, Qt.Key.Key_Escape)
    assert not page.inspector.isVisible()
    assert card(page, "C27").hasFocus()
    assert not card(page, "C27").isChecked()


def test_a_click_opens_a_card_too(page: ProgramPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(card(page, "C1"), Qt.MouseButton.LeftButton)
    assert page.inspector.isVisible()


def test_the_menu_key_offers_what_can_be_done(page: ProgramPage) -> None:
    held = hold(page, "C27")
    QApplication.sendEvent(
        held,
        QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), held.mapToGlobal(QPoint(1, 1))),
    )
    menu = next(one for one in page.findChildren(QMenu) if one.isVisible())
    assert any(action.text().startswith("Kept") for action in menu.actions())
    menu.close()


def test_enter_in_the_line_below_adds_a_promise_of_that_side(page: ProgramPage, qtbot: QtBot) -> None:
    where = lane(page, 3, 1)
    qtbot.keyClicks(where.line, "Name a second driver")
    qtbot.keyClick(where.line, Qt.Key.Key_Return)
    face = lane(page, 3, 1).faces[-1]
    record = page.viewpoint.snapshot.find(Commitment, face.id)
    assert record is not None
    assert (record.text, record.due) == ("Name a second driver", where.stage.ends)
    assert record.giver_id == page.viewpoint.snapshot.parties[1].id
    assert not where.line.text()


def test_the_line_that_is_written_in_stays_in_sight(page: ProgramPage, qtbot: QtBot) -> None:
    where = lane(page, 2, 0)
    where.line.setFocus()
    for at in range(6):
        qtbot.keyClicks(where.line, f"Promise number {at}")
        qtbot.keyClick(where.line, Qt.Key.Key_Return)
    qtbot.wait(20)
    assert not where.line.visibleRegion().isEmpty()
    assert where.line.visibleRegion().boundingRect().height() == where.line.height()


def test_ctrl_enter_adds_a_trust_step_whose_stakes_come_later(page: ProgramPage, qtbot: QtBot) -> None:
    where = lane(page, 3, 0)
    qtbot.keyClicks(where.line, "Share the price list")
    qtbot.keyClick(where.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    face = lane(page, 3, 0).faces[-1]
    record = page.viewpoint.snapshot.find(RiskStep, face.id)
    assert record is not None
    assert record.trusted == (page.viewpoint.snapshot.parties[1].id,)
    assert face.stakes == (None, None)


def test_a_stage_is_renamed_where_its_name_stands(page: ProgramPage, qtbot: QtBot) -> None:
    stage = page.viewpoint.snapshot[Stage][3]
    name = page.board.heads[stage.id].name
    name.selectAll()
    qtbot.keyClicks(name, "Go to market")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert page.viewpoint.snapshot[Stage][3].name == "Go to market"


def test_a_name_that_another_stage_has_is_refused_and_the_old_one_stands(
    page: ProgramPage, qtbot: QtBot
) -> None:
    first, second = page.viewpoint.snapshot[Stage][:2]
    name = page.board.heads[second.id].name
    name.selectAll()
    qtbot.keyClicks(name, first.name)
    with qtbot.waitSignal(page.viewpoint.refused):
        qtbot.keyClick(name, Qt.Key.Key_Return)
    assert name.text() == second.name


def test_a_stage_is_added_at_the_end_and_its_name_can_be_written_at_once(
    page: ProgramPage, qtbot: QtBot
) -> None:
    page.activateWindow()
    qtbot.mouseClick(page.add, Qt.MouseButton.LeftButton)
    made = page.viewpoint.snapshot[Stage][-1]
    name = page.board.heads[made.id].name
    assert name.hasFocus()
    qtbot.keyClicks(name, "Afterwards")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert page.viewpoint.snapshot[Stage][-1].name == "Afterwards"


def test_all_cards_are_seen_again_when_the_stages_were_put_in_another_order(
    page: ProgramPage, qtbot: QtBot
) -> None:
    stages = page.viewpoint.snapshot[Stage]
    for seen in (True, False):
        page.setVisible(seen)
        last = stages[-1 if seen else 0]
        assert page.viewpoint.do(
            "Put in order",
            lambda session, id=last.id: records.place(session, records.get(session, Stage, id), 0),
        )
        page.show()
        QApplication.processEvents()
        assert next(iter(page.board.heads)) == last.id
        assert all(one.isVisible() for one in page.board.cards.values())


def test_the_gate_says_what_is_met_and_how_that_was_computed(page: ProgramPage, qtbot: QtBot) -> None:
    stage = page.viewpoint.snapshot[Stage][2]
    qtbot.mouseClick(page.board.heads[stage.id].gate, Qt.MouseButton.LeftButton)
    assert page.gate.isVisible()
    first = page.gate.criteria._list.itemAt(0).widget()
    assert first is not None
    sentence = first.layout().itemAt(0).layout().itemAt(0).widget()
    assert sentence.accessibleName().startswith("not met")
    qtbot.mouseClick(sentence, Qt.MouseButton.LeftButton)
    assert "settled" in popover(page).accessibleDescription()


def test_a_criterion_in_words_is_added_and_ticked_off(page: ProgramPage, qtbot: QtBot) -> None:
    stage = page.viewpoint.snapshot[Stage][3]
    page.open_gate(stage.id)
    line = page.gate.criteria.line
    qtbot.keyClicks(line, "Both boards have heard of it")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    asked = page.viewpoint.snapshot.of(GateCriterion, "stage_id", stage)
    assert [one.kind for one in asked][-1] == "in_words"
    assert len(asked) == 5, "the four that stand by themselves were written down"
    tick = button(page, "Tick off…")
    qtbot.waitUntil(tick.isVisible)
    qtbot.mouseClick(tick, Qt.MouseButton.LeftButton)
    asking = popover(page).findChild(Asking)
    assert asking is not None
    asking._slots["ticked_by"].editor.show_value("Ida Falk")
    asking.do()
    ticked = page.viewpoint.snapshot.of(GateCriterion, "stage_id", stage)[-1]
    assert (ticked.ticked_by, ticked.ticked_on) == ("Ida Falk", page.viewpoint.today)


def test_each_side_signs_for_itself(page: ProgramPage, qtbot: QtBot) -> None:
    stage = page.viewpoint.snapshot[Stage][2]
    page.open_gate(stage.id)
    sign = button(page, "Sign off…")
    qtbot.waitUntil(sign.isVisible)
    qtbot.mouseClick(sign, Qt.MouseButton.LeftButton)
    asking = popover(page).findChild(Asking)
    assert asking is not None
    asking._slots["who"].editor.show_value("Helena Voss")
    asking.do()
    (signed,) = page.viewpoint.snapshot.of(SignOff, "stage_id", stage)
    assert signed.party_id == page.viewpoint.snapshot.parties[1].id


def test_the_day_agreed_at_the_last_workshop_is_a_ghost_on_what_moved_since(page: ProgramPage) -> None:
    viewpoint = page.viewpoint
    seen = viewpoint.snapshot
    ahead = next(one for one in seen[Workshop] if one.held_on > viewpoint.today)
    promise = next(one for one in seen[Commitment] if one.ref == "C30")

    def wait(session: Any) -> None:
        meeting = records.get(session, Workshop, ahead.id)
        workshops.due_at(session, records.get(session, Commitment, promise.id), meeting, viewpoint.today)
        workshops.move(
            session, meeting, ahead.held_on + timedelta(days=7), "Strike", viewpoint.today, viewpoint.today
        )

    assert viewpoint.do("Moved", wait)
    face = card(page, "C30").face
    assert (face.day, face.was) == (ahead.held_on + timedelta(days=7), ahead.held_on)
    assert [move.why for move in face.moves] == ["Strike"]


def test_turned_to_the_client_private_cards_are_gone(page: ProgramPage) -> None:
    assert card(page, "CA1").face.private
    page.viewpoint.turn(audiences.everyone(page.viewpoint.snapshot.parties))
    assert "CA1" not in [one.face.ref for one in page.board.cards.values()]


def test_another_day_can_be_looked_at_and_not_changed(page: ProgramPage, qtbot: QtBot) -> None:
    page.viewpoint.look_at(page.viewpoint.today - timedelta(days=30))
    held = hold(page, "C29")
    step = page.viewpoint.desk.step
    qtbot.keyClick(held, Qt.Key.Key_K)
    qtbot.keyClick(held, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert page.viewpoint.desk.step == step
    assert not drop(page, "C29", lane(page, 3, 0), 10)
    assert not lane(page, 3, 0).line.isVisible()
    assert not page.add.isVisible()


def test_a_program_without_stages_says_what_belongs_here_and_begins(page: ProgramPage, qtbot: QtBot) -> None:
    def clear(session: Any) -> None:
        for kind in (RiskStep, Commitment, Stage):
            records.delete(session, session.query(kind).all())

    assert page.viewpoint.do("Emptied", clear)
    empty = page.findChild(Empty)
    assert empty is not None and empty.isVisible()
    start = empty.findChild(QPushButton)
    qtbot.mouseClick(start, Qt.MouseButton.LeftButton)
    assert [one.name for one in page.viewpoint.snapshot[Stage]] == ["New stage"]
    assert not empty.isVisible()


def test_a_stage_is_revealed_with_its_gate_and_a_card_with_all_it_says(page: ProgramPage) -> None:
    seen = page.viewpoint.snapshot
    page.reveal(seen[Stage][1].id)
    assert page.gate.isVisible() and page.gate.stage == seen[Stage][1]
    page.reveal(card(page, "C30").face.id)
    assert page.inspector.isVisible() and not page.gate.isVisible()


def test_a_card_is_read_aloud_with_how_it_stands(page: ProgramPage) -> None:
    name = card(page, "C27").accessibleName()
    assert name.startswith("Promise C27, open, 10 days overdue")
    assert "not confirmed" in card(page, "C26").accessibleName()
    standing = next(one for one in page.viewpoint.snapshot[Commitment] if one.times)
    assert f"{standing.times} times" in page.board.cards[standing.id].accessibleDescription()


def press_key(panel: StageTemplates, qtbot: QtBot, words: str, key: Qt.Key = Qt.Key.Key_Space) -> None:
    kinds = (QCheckBox, QPushButton)
    found = next(one for kind in kinds for one in panel.findChildren(kind) if one.accessibleName() == words)
    qtbot.keyClick(found, key)


def choose_in(panel: StageTemplates, name: str, words: str) -> None:
    combo = next(one for one in panel.findChildren(QComboBox) if one.accessibleName() == name)
    combo.setCurrentIndex(combo.findText(words))
    combo.activated.emit(combo.currentIndex())


def test_further_stages_are_taken_from_a_template_and_undone_in_one_step(
    page: ProgramPage, stage_templates: StageTemplates, qtbot: QtBot
) -> None:
    viewpoint, panel = page.viewpoint, stage_templates
    before = viewpoint.snapshot
    assert not panel._add.isEnabled(), "nothing is chosen yet"
    choose_in(panel, "Template", "Information sharing initiative")
    press_key(panel, qtbot, "Make it safe")
    press_key(panel, qtbot, "Look, do not touch")
    last = max(stage.ends for stage in before[Stage] if stage.ends)
    said = [label.text() for label in panel.findChildren(QLabel)]
    assert any("31 May 2027 – 23 Jul 2027 · 6 promises" in words for words in said)
    press_key(panel, qtbot, "Add 2 stages", Qt.Key.Key_Return)
    added = viewpoint.snapshot[Stage][len(before[Stage]) :]
    assert [stage.name for stage in added] == ["Make it safe", "Look, do not touch"]
    assert added[0].starts is not None and added[0].starts > last
    assert added[0].id in page.board.heads and not panel.isVisible()
    assert viewpoint.undo_name == "Stages added from a template"
    viewpoint.undo()
    page.refresh()
    assert len(viewpoint.snapshot[Stage]) == len(before[Stage])


def test_parts_change_hands_and_stages_never_begin_before_today(
    page: ProgramPage, stage_templates: StageTemplates, qtbot: QtBot
) -> None:
    panel, viewpoint = stage_templates, page.viewpoint
    first, second = viewpoint.snapshot.parties
    choose_in(panel, "Template", "Information sharing initiative")
    choose_in(panel, "supplier", second.name)
    assert panel._takes == {"supplier": second.id, "buyer": first.id}
    panel._day.show_value(viewpoint.today - timedelta(days=200))
    press_key(panel, qtbot, "Exchange directly")
    press_key(panel, qtbot, "Add 1 stage")
    added = viewpoint.snapshot[Stage][-1]
    assert added.starts is not None and added.starts >= viewpoint.today
    assert min(c.due for c in viewpoint.snapshot[Commitment] if c.stage_id == added.id) >= viewpoint.today


def test_a_day_that_is_none_is_told_and_nothing_is_added(
    page: ProgramPage, stage_templates: StageTemplates, qtbot: QtBot
) -> None:
    before = len(page.viewpoint.snapshot[Stage])
    stage_templates._day.show_value(None)
    press_key(stage_templates, qtbot, stage_templates._ticks[0][0].name)
    press_key(stage_templates, qtbot, "Add 1 stage")
    assert stage_templates._day.complaint()
    assert len(page.viewpoint.snapshot[Stage]) == before and stage_templates.isVisible()


def test_templates_make_room_for_a_record_and_go_with_escape(
    page: ProgramPage, stage_templates: StageTemplates, qtbot: QtBot
) -> None:
    page.open_record(page.viewpoint.snapshot[Commitment][0].id)
    assert not stage_templates.isVisible() and page.inspector.isVisible()
    page.open_templates()
    assert stage_templates.isVisible() and not page.inspector.isVisible()
    qtbot.keyClick(stage_templates, Qt.Key.Key_Escape)
    assert not stage_templates.isVisible()


def test_turned_to_a_client_no_template_is_offered(
    page: ProgramPage, stage_templates: StageTemplates
) -> None:
    page.viewpoint.turn(audiences.everyone(page.viewpoint.snapshot.parties))
    page.catch_up()
    assert not page.more.isVisible() and not stage_templates.isVisible()
