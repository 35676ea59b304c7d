"""Doing verbs: at once, or with their questions in a small panel; refused where it was asked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from trustdesk.actions import records
from trustdesk.errors import TrustDeskError
from trustdesk.records import Adjustment, Commitment, Stage
from trustdesk.words import Text
from ui.verbs.verb import every
from ui.viewpoint import Viewpoint
from ui.widgets.ask import Asking, perform, usable_verbs, verb_for_key, verb_menu
from ui.widgets.form_parts import Slot


def _anchor(qtbot: Any) -> QWidget:
    anchor = QWidget()
    qtbot.addWidget(anchor)
    anchor.resize(400, 300)
    anchor.show()
    anchor.activateWindow()
    qtbot.waitUntil(anchor.isActiveWindow)
    return anchor


def _open(viewpoint: Viewpoint) -> list[Commitment]:
    return [
        one
        for one in viewpoint.snapshot[Commitment]
        if one.outcome is None and one.due > viewpoint.today and not one.times and not one.due_workshop_id
    ]


def _ask(viewpoint: Viewpoint, ids: tuple[str, ...], key: str, anchor: QWidget) -> Asking:
    verb = verb_for_key(viewpoint, ids, key)
    assert verb is not None
    perform(viewpoint, verb, ids, anchor)
    popover = QApplication.activePopupWidget()
    assert popover is not None
    asking = popover.findChild(Asking)
    assert isinstance(asking, Asking)
    return asking


def _line(asking: Asking, name: str) -> Any:
    slot = next(one for one in asking.findChildren(Slot) if one.field.name == name)
    return slot.editor.findChild(QLineEdit) or slot.editor.findChild(QPlainTextEdit)


def test_a_key_does_a_verb_to_all_that_are_selected_in_one_step(qtbot: Any, sample: Viewpoint) -> None:
    anchor = _anchor(qtbot)
    ids = tuple(one.id for one in _open(sample)[:2])
    verb = verb_for_key(sample, ids, "k")
    assert verb is not None
    perform(sample, verb, ids, anchor)
    assert QApplication.activePopupWidget() is None
    assert [sample.snapshot.find(Commitment, id).outcome for id in ids] == ["kept", "kept"]  # type: ignore[union-attr]
    sample.undo()
    assert [sample.snapshot.find(Commitment, id).outcome for id in ids] == [None, None]  # type: ignore[union-attr]


def test_a_key_that_means_nothing_now_does_nothing(qtbot: Any, sample: Viewpoint) -> None:
    promise = _open(sample)[0]
    assert verb_for_key(sample, (promise.id,), "") is None
    assert verb_for_key(sample, (promise.id,), "§") is None
    assert verb_for_key(sample, (), "K") is None
    sample.look_at(sample.today - timedelta(days=1))
    assert verb_for_key(sample, (promise.id,), "K") is None


def test_questions_are_answered_and_enter_does_it(qtbot: Any, sample: Viewpoint) -> None:
    anchor = _anchor(qtbot)
    promise = _open(sample)[0]
    asking = _ask(sample, (promise.id,), "R", anchor)
    day = _line(asking, "due")
    assert day.hasFocus()
    qtbot.keyClicks(day, "+100")
    why = _line(asking, "why")
    qtbot.keyClicks(why, "asked by both")
    qtbot.keyClick(why, Qt.Key.Key_Return)
    assert QApplication.activePopupWidget() is None
    (moved,) = sample.snapshot.of(Adjustment, "commitment_id", promise)
    assert (moved.moved_to, moved.why) == (sample.today + timedelta(days=100), "asked by both")


def test_of_a_missed_promise_it_may_stay_open_who_was_told_and_the_button_shows_what_it_becomes(
    qtbot: Any, sample: Viewpoint
) -> None:
    anchor = _anchor(qtbot)
    promise = _open(sample)[0]
    asking = _ask(sample, (promise.id,), "M", anchor)
    assert any("empty: nobody was told" in label.text() for label in asking.findChildren(QLabel))
    do = next(button for button in asking.findChildren(QPushButton) if button.text() == "Missed")
    assert not do.icon().isNull() and do.accessibleDescription() == "missed without notice"
    qtbot.keyClicks(_line(asking, "told_on"), "2026-11-20")
    assert do.accessibleDescription() == "missed and told"
    qtbot.keyClick(_line(asking, "told_on"), Qt.Key.Key_Return)
    assert sample.measures.by_commitment[promise.id].mark == "missed_told"


def test_what_has_to_be_said_is_asked_for_where_it_is_missing(qtbot: Any, sample: Viewpoint) -> None:
    anchor = _anchor(qtbot)
    promise = _open(sample)[0]
    step = sample.desk.step
    asking = _ask(sample, (promise.id,), "R", anchor)
    qtbot.keyClick(_line(asking, "due"), Qt.Key.Key_Return)
    said = [label.text() for label in asking.findChildren(QLabel) if label.isVisible()]
    assert said.count("This has to be said.") == 2
    assert sample.desk.step == step


def test_escape_leaves_all_as_it_was_and_gives_the_keyboard_back(qtbot: Any, sample: Viewpoint) -> None:
    anchor = _anchor(qtbot)
    step = sample.desk.step
    asking = _ask(sample, (_open(sample)[0].id,), "R", anchor)
    qtbot.keyClick(_line(asking, "due"), Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert sample.desk.step == step
    assert anchor.hasFocus()


def test_a_refusal_is_said_beside_the_questions_and_what_was_typed_stays(
    qtbot: Any, sample: Viewpoint
) -> None:
    anchor = _anchor(qtbot)
    promise = _open(sample)[0]
    asking = _ask(sample, (promise.id,), "P", anchor)
    share = _line(asking, "fraction")
    qtbot.keyClicks(share, "100 %")
    qtbot.keyClick(share, Qt.Key.Key_Return)
    said = "\n".join(label.text() for label in asking.findChildren(QLabel) if label.isVisible())
    assert "since it was kept in part" in said
    assert share.text() == "100 %"
    assert QApplication.activePopupWidget() is not None
    qtbot.keyClick(share, Qt.Key.Key_Escape)


def test_what_is_refused_without_questions_is_told_to_the_window(qtbot: Any, sample: Viewpoint) -> None:
    anchor = _anchor(qtbot)
    refused: list[TrustDeskError] = []
    sample.refused.connect(refused.append)
    stage = sample.snapshot[Stage][0]
    (delete,) = (verb for verb in every() if verb.kind is Stage and verb.name == "delete")
    perform(sample, delete, (stage.id,), anchor)
    assert len(refused) == 1
    assert sample.snapshot.get(stage.id) is not None


def test_what_was_deleted_is_told_so_that_undo_can_be_offered(qtbot: Any, sample: Viewpoint) -> None:
    anchor = _anchor(qtbot)
    told: list[Text] = []
    sample.told.connect(told.append)
    promise = _open(sample)[0]
    (delete,) = (verb for verb in usable_verbs(sample, (promise.id,)) if verb.name == "delete")
    perform(sample, delete, (promise.id,), anchor)
    assert sample.snapshot.get(promise.id) is None
    assert [str(one) for one in told] == ["Promise deleted"]
    sample.undo()
    assert sample.snapshot.get(promise.id) is not None


def test_a_menu_shows_what_can_be_done_with_its_marks_and_keys(qtbot: Any, sample: Viewpoint) -> None:
    anchor = _anchor(qtbot)
    promise = _open(sample)[0]
    menu = verb_menu(sample, (promise.id,), anchor)
    shown = {action.text(): action for action in menu.actions() if action.text()}
    assert "Kept\tK" in shown
    assert not shown["Kept\tK"].icon().isNull()
    shown["Kept\tK"].trigger()
    assert sample.snapshot.find(Commitment, promise.id).outcome == "kept"  # type: ignore[union-attr]
    menu.close()


def test_users_words_above_the_questions_are_shown_as_they_stand(qtbot: Any, sample: Viewpoint) -> None:
    anchor = _anchor(qtbot)
    promise = _open(sample)[0]
    sample.do(
        "x",
        lambda session: records.edit(
            session, records.get(session, Commitment, promise.id), sample.today, text="<b>R&D</b>\nnow"
        ),
    )
    asking = _ask(sample, (promise.id,), "R", anchor)
    said = [label for label in asking.findChildren(QLabel) if "R&D" in label.text()]
    assert said[0].text() == f"{promise.ref} · <b>R&D</b> now"
    assert said[0].textFormat() == Qt.TextFormat.PlainText
    qtbot.keyClick(_line(asking, "due"), Qt.Key.Key_Escape)
