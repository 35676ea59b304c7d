"""The form of a record: it saves by itself, loses nothing that was typed, and asks before it is too late."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from sqlalchemy import select

from trustdesk import audience as audiences
from trustdesk.actions import records
from trustdesk.errors import TrustDeskError
from trustdesk.records import (
    Adjustment,
    Commitment,
    Concern,
    ConcernState,
    Organisation,
    Party,
    Person,
    Profile,
    Record,
    Relationship,
    RiskStep,
    Stage,
    Workshop,
)
from trustdesk.records.base import kind_of
from trustdesk.words import Text
from ui.layouts import ESSENTIAL, LAYOUTS
from ui.viewpoint import Viewpoint
from ui.widgets.form_parts import Fold, Slot
from ui.widgets.record_form import DraftForm, RecordForm

HOSTILE = "<b>R&D &amp; Co</b> שלום"


def _opened(qtbot: Any, viewpoint: Viewpoint, record: Record) -> RecordForm:
    form = RecordForm(viewpoint)
    qtbot.addWidget(form)
    form.resize(700, 900)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    form.show_record(record.id)
    for fold in form.findChildren(Fold):
        fold.set_open(True)
    return form


def _slot(form: QWidget, name: str) -> Slot:
    return next(
        slot for slot in form.findChildren(Slot) if slot.field.name == name and slot.isVisibleTo(form)
    )


def _type(qtbot: Any, form: QWidget, name: str, words: str) -> Any:
    """Put the keyboard into a field and paste words in the place of what is there."""
    control = _slot(form, name).editor.focusProxy()
    assert control is not None
    control.setFocus()
    QApplication.clipboard().setText(words)
    qtbot.keyClick(control, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    if words:
        qtbot.keyClick(control, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    else:
        qtbot.keyClick(control, Qt.Key.Key_Delete)
    return control


def _open_promise(viewpoint: Viewpoint) -> Commitment:
    return next(
        one
        for one in viewpoint.snapshot[Commitment]
        if one.outcome is None and one.due > viewpoint.today and one.due_workshop_id is None
    )


def _now(viewpoint: Viewpoint, record: Record) -> Any:
    found = viewpoint.snapshot.find(kind_of(record), record.id)
    assert found is not None
    return found


def test_a_field_is_saved_when_it_is_left_under_a_name_without_its_words(
    qtbot: Any, sample: Viewpoint
) -> None:
    promise = _open_promise(sample)
    form = _opened(qtbot, sample, promise)
    control = _type(qtbot, form, "text", HOSTILE)
    assert _now(sample, promise).text == promise.text
    qtbot.keyClick(control, Qt.Key.Key_Tab)
    assert _now(sample, promise).text == HOSTILE
    assert sample.undo_name == "Promise changed"
    sample.undo()
    assert _slot(form, "text").editor.value() == promise.text


def test_a_field_is_saved_when_typing_stops_and_one_stay_is_one_step(qtbot: Any, sample: Viewpoint) -> None:
    promise = _open_promise(sample)
    form = _opened(qtbot, sample, promise)
    before = sample.undo_name
    form._timer.setInterval(1)
    control = _type(qtbot, form, "done_when", "one")
    qtbot.waitUntil(lambda: _now(sample, promise).done_when == "one")
    qtbot.keyClicks(control, " two")
    qtbot.waitUntil(lambda: _now(sample, promise).done_when == "one two")
    assert control.hasFocus()
    sample.undo()
    assert _now(sample, promise).done_when == promise.done_when
    assert sample.undo_name == before


def test_another_stay_in_the_same_field_is_another_step(qtbot: Any, sample: Viewpoint) -> None:
    promise = _open_promise(sample)
    form = _opened(qtbot, sample, promise)
    for words in ("first", "second"):
        qtbot.keyClick(_type(qtbot, form, "done_when", words), Qt.Key.Key_Tab)
    sample.undo()
    assert _now(sample, promise).done_when == "first"


def test_what_is_refused_stays_in_the_field_with_the_reason_under_it(qtbot: Any, sample: Viewpoint) -> None:
    promise = _open_promise(sample)
    form = _opened(qtbot, sample, promise)
    taken = next(one.ref for one in sample.snapshot[Commitment] if one.id != promise.id)
    control = _type(qtbot, form, "ref", taken)
    qtbot.keyClick(control, Qt.Key.Key_Tab)
    slot = _slot(form, "ref")
    assert control.text() == taken
    assert "no other promise has" in slot.editor.complaint()
    assert slot.editor.property("unsaved") is True
    assert not form.settle()
    qtbot.keyClick(_type(qtbot, form, "ref", "C900"), Qt.Key.Key_Tab)
    assert slot.editor.complaint() == ""
    assert slot.editor.property("unsaved") is False
    assert form.settle()
    assert _now(sample, promise).ref == "C900"


def test_a_change_from_elsewhere_shows_in_all_fields_but_the_one_being_typed(
    qtbot: Any, sample: Viewpoint
) -> None:
    promise = _open_promise(sample)
    form = _opened(qtbot, sample, promise)
    control = _type(qtbot, form, "text", "half a sent")
    sample.do(
        "Elsewhere",
        lambda session: records.edit(
            session,
            records.get(session, Commitment, promise.id),
            sample.today,
            text="from elsewhere",
            done_when="seen elsewhere",
        ),
    )
    assert _slot(form, "done_when").editor.value() == "seen elsewhere"
    assert control.written() == "half a sent"


def test_going_to_another_record_saves_what_was_typed_in_the_first(qtbot: Any, sample: Viewpoint) -> None:
    promise, other = sample.snapshot[Commitment][:2]
    form = _opened(qtbot, sample, promise)
    _type(qtbot, form, "text", "still typing")
    form.show_record(other.id)
    assert _now(sample, promise).text == "still typing"
    assert _slot(form, "text").editor.value() == other.text
    assert _now(sample, other).text == other.text


def test_what_could_not_be_saved_stands_there_again_when_one_comes_back(
    qtbot: Any, sample: Viewpoint
) -> None:
    promise, other = sample.snapshot[Commitment][:2]
    form = _opened(qtbot, sample, promise)
    told: list[TrustDeskError] = []
    sample.refused.connect(told.append)
    _type(qtbot, form, "ref", other.ref)
    form.show_record(other.id)
    assert "Not saved: Ref" in str(told[-1])
    assert form.settle()
    form.show_record(promise.id)
    slot = _slot(form, "ref")
    assert slot.editor.value() == other.ref
    assert "no other promise has" in slot.editor.complaint()
    assert _now(sample, promise).ref == promise.ref


def test_while_the_desk_is_lent_what_is_typed_stays_to_be_looked_at(qtbot: Any, sample: Viewpoint) -> None:
    promise = _open_promise(sample)
    form = _opened(qtbot, sample, promise)
    control = _type(qtbot, form, "text", "half a sent")
    sample.lent = Text("Importing…")
    sample.changed.emit()
    assert control.isReadOnly()
    assert control.written() == "half a sent"
    sample.lent = None
    sample.changed.emit()
    assert not control.isReadOnly()
    qtbot.keyClick(control, Qt.Key.Key_Tab)
    assert _now(sample, promise).text == "half a sent"


def test_an_agreed_day_is_moved_for_a_reason_that_is_kept(qtbot: Any, sample: Viewpoint) -> None:
    promise = _open_promise(sample)
    form = _opened(qtbot, sample, promise)
    to = promise.due + timedelta(days=7)
    qtbot.keyClick(_type(qtbot, form, "due", to.isoformat()), Qt.Key.Key_Tab)
    assert _now(sample, promise).due == promise.due
    why = QApplication.focusWidget()
    assert isinstance(why, QLineEdit)
    assert why.accessibleName() == "Moved, because"
    qtbot.keyClick(why, Qt.Key.Key_Return)
    assert _now(sample, promise).outcome is None, "without a reason nothing is moved"
    qtbot.keyClicks(why, "the hospital asked for it")
    qtbot.keyClick(why, Qt.Key.Key_Return)
    moved = _now(sample, promise)
    assert moved.outcome == "renegotiated"
    (replacement,) = (one for one in sample.snapshot[Commitment] if one.replaces_id == promise.id)
    assert replacement.due == to
    (adjustment,) = sample.snapshot.of(Adjustment, "commitment_id", promise)
    assert (adjustment.moved_from, adjustment.moved_to) == (promise.due, to)
    assert adjustment.why == "the hospital asked for it"
    assert sample.place.record == replacement.id


def test_a_slip_in_an_agreed_day_is_corrected_without_a_reason(qtbot: Any, sample: Viewpoint) -> None:
    promise = _open_promise(sample)
    form = _opened(qtbot, sample, promise)
    to = promise.due + timedelta(days=1)
    qtbot.keyClick(_type(qtbot, form, "due", to.isoformat()), Qt.Key.Key_Tab)
    slip = next(one for one in form.findChildren(QPushButton) if one.text() == "Only a correction")
    qtbot.mouseClick(slip, Qt.MouseButton.LeftButton)
    assert _now(sample, promise).due == to
    assert not sample.snapshot.of(Adjustment, "commitment_id", promise)


def test_escape_leaves_an_agreed_day_as_it_was(qtbot: Any, sample: Viewpoint) -> None:
    stage = next(one for one in sample.snapshot[Stage] if one.verdict is None and one.ends)
    form = _opened(qtbot, sample, stage)
    assert stage.ends is not None
    to = stage.ends + timedelta(days=3)
    qtbot.keyClick(_type(qtbot, form, "ends", to.isoformat()), Qt.Key.Key_Tab)
    assert not form.settle(), "the question is still open"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert _slot(form, "ends").editor.value() == stage.ends
    assert form.settle()
    assert _now(sample, stage).ends == stage.ends


def test_a_moved_stage_and_a_moved_step_keep_their_reasons_too(qtbot: Any, sample: Viewpoint) -> None:
    stage = next(one for one in sample.snapshot[Stage] if one.verdict is None and one.ends)
    step = next(one for one in sample.snapshot[RiskStep] if one.status == "planned" and one.planned)
    for record, name, link in ((stage, "ends", "stage_id"), (step, "planned", "risk_step_id")):
        before = len(sample.snapshot.of(Adjustment, link, record))
        form = _opened(qtbot, sample, record)
        to = getattr(record, name) + timedelta(days=2)
        qtbot.keyClick(_type(qtbot, form, name, to.isoformat()), Qt.Key.Key_Tab)
        why = QApplication.focusWidget()
        qtbot.keyClicks(why, "because")
        qtbot.keyClick(why, Qt.Key.Key_Return)
        assert getattr(_now(sample, record), name) == to
        assert len(sample.snapshot.of(Adjustment, link, record)) == before + 1
        form.close()


def test_before_more_people_may_read_something_its_words_and_they_are_shown(
    qtbot: Any, sample: Viewpoint
) -> None:
    concern = next(one for one in sample.snapshot[Concern] if one.audience == "consultant")
    form = _opened(qtbot, sample, concern)
    combo = _slot(form, "audience").editor.findChild(QComboBox)

    def widen() -> QWidget:
        combo.setFocus()
        qtbot.keyClick(combo, Qt.Key.Key_Home)
        popover = QApplication.activePopupWidget()
        assert popover is not None
        return popover

    popover = widen()
    said = [label.text() for label in popover.findChildren(QLabel)]
    names = ", ".join(party.name for party in sample.snapshot.parties)
    assert f"{names} will read these words:" in said
    assert concern.text in said
    assert not any(concern.told_by and concern.told_by in words for words in said)
    qtbot.keyClick(popover, Qt.Key.Key_Escape)
    assert _now(sample, concern).audience == "consultant"
    assert _slot(form, "audience").editor.value() == "consultant"

    popover = widen()
    yes = next(one for one in popover.findChildren(QPushButton) if one.text() == "Let them read it")
    qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    assert _now(sample, concern).audience == "joint"


def test_fewer_readers_are_not_asked_about(qtbot: Any, sample: Viewpoint) -> None:
    concern = next(one for one in sample.snapshot[Concern] if one.audience == "joint")
    form = _opened(qtbot, sample, concern)
    combo = _slot(form, "audience").editor.findChild(QComboBox)
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_End)
    assert QApplication.activePopupWidget() is None
    assert _now(sample, concern).audience == "consultant"


def test_words_of_a_private_record_in_a_joint_text_are_pointed_out(qtbot: Any, sample: Viewpoint) -> None:
    concern = next(one for one in sample.snapshot[Concern] if one.audience == "consultant")
    promise = _open_promise(sample)
    form = _opened(qtbot, sample, promise)
    qtbot.keyClick(_type(qtbot, form, "text", f"As I heard: {concern.text}"), Qt.Key.Key_Tab)
    said = [label.text() for label in _slot(form, "text").findChildren(QLabel) if label.isVisible()]
    assert any("not all its readers may read" in words for words in said)
    qtbot.keyClick(_type(qtbot, form, "text", "Nothing of that"), Qt.Key.Key_Tab)
    said = [label.text() for label in _slot(form, "text").findChildren(QLabel) if label.isVisible()]
    assert not any("not all its readers may read" in words for words in said)


def test_turned_to_a_client_nothing_of_the_consultants_own_is_there(qtbot: Any, sample: Viewpoint) -> None:
    person = sample.snapshot[Person][0]
    form = _opened(qtbot, sample, person)
    assert _slot(form, "politics") is not None
    sample.turn(audiences.everyone(sample.snapshot.parties))
    qtbot.waitUntil(lambda: not [one for one in form.findChildren(Slot) if one.field.private])
    names = {slot.field.name for slot in form.findChildren(Slot)}
    assert "name" in names
    assert not names & {"politics", "influence", "stance", "audience"}


def test_turned_to_a_client_links_he_may_not_see_are_kept(qtbot: Any, sample: Viewpoint) -> None:
    promise, private, other, third = sample.snapshot[Commitment][:4]

    def link(session: Any) -> None:
        hidden = records.get(session, Commitment, private.id)
        seen = records.get(session, Commitment, other.id)
        records.edit(session, hidden, sample.today, audience="consultant")
        target = records.get(session, Commitment, promise.id)
        records.edit(session, target, sample.today, depends_on=[hidden, seen])

    sample.do("x", link)
    sample.turn(audiences.everyone(sample.snapshot.parties))
    form = _opened(qtbot, sample, promise)
    find = _slot(form, "depends_on").editor.findChild(QLineEdit)
    find.setFocus()
    qtbot.keyClicks(find, third.ref)
    qtbot.keyClick(find, Qt.Key.Key_Return)
    assert set(_now(sample, promise).depends_on) == {other.id, third.id}
    sample.turn(audiences.consultant())
    assert set(_now(sample, promise).depends_on) == {private.id, other.id, third.id}


def test_on_another_day_a_record_is_only_looked_at(qtbot: Any, sample: Viewpoint) -> None:
    promise = sample.snapshot[Commitment][0]
    sample.look_at(sample.today - timedelta(days=3))
    form = _opened(qtbot, sample, promise)
    assert _slot(form, "text").editor.findChild(QPlainTextEdit).isReadOnly()
    assert not _slot(form, "giver_id").editor.findChild(QComboBox).isEnabled()


def test_an_issued_workshop_is_only_looked_at(qtbot: Any, sample: Viewpoint) -> None:
    issued = next(one for one in sample.snapshot[Workshop] if one.issued_on)
    form = _opened(qtbot, sample, issued)
    assert _slot(form, "decisions").editor.findChild(QPlainTextEdit).isReadOnly()


def test_one_box_says_that_a_promise_is_essential(qtbot: Any, sample: Viewpoint) -> None:
    promise = next(one for one in sample.snapshot[Commitment] if one.importance == 1 and not one.must_have)
    form = _opened(qtbot, sample, promise)
    box = _slot(form, ESSENTIAL.name).editor.findChild(QCheckBox)
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    now = _now(sample, promise)
    assert (now.importance, now.must_have) == (2, True)
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    now = _now(sample, promise)
    assert (now.importance, now.must_have) == (1, None)


def test_a_state_chosen_in_the_form_is_kept_with_its_day(qtbot: Any, sample: Viewpoint) -> None:
    concern = next(one for one in sample.snapshot[Concern] if one.state == "voiced")
    form = _opened(qtbot, sample, concern)
    combo = _slot(form, "state").editor.findChild(QComboBox)
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_End)
    assert _now(sample, concern).addressed_on == sample.today
    states = sample.snapshot.of(ConcernState, "concern_id", concern)
    assert (states[-1].state, states[-1].since) == ("addressed", sample.today)


def test_hints_are_given_quietly_and_forbid_nothing(qtbot: Any, sample: Viewpoint) -> None:
    promise = _open_promise(sample)
    form = _opened(qtbot, sample, promise)
    qtbot.keyClick(_type(qtbot, form, "done_when", ""), Qt.Key.Key_Tab)
    assert _now(sample, promise).done_when == ""
    said = "\n".join(label.text() for label in form.findChildren(QLabel) if label.isVisible())
    assert "how both sides will know" in said


def test_a_link_out_of_the_relationship_is_shown_and_set(qtbot: Any, sample: Viewpoint) -> None:
    party = sample.snapshot[Party][0]
    form = _opened(qtbot, sample, party)
    with sample.desk.read() as session:
        names = set(session.scalars(select(Organisation.name)))
        own = session.get(Party, party.id)
        assert own is not None
        id = own.organisation_id
    assert _slot(form, "organisation_id").editor.value() == id
    combo = _slot(form, "organisation_id").editor.findChild(QComboBox)
    assert {combo.itemText(at) for at in range(combo.count())} == {"–", *names}


def test_a_record_of_no_relationship_has_a_form_too(qtbot: Any, sample: Viewpoint) -> None:
    with sample.desk.read() as session:
        profile = session.scalars(select(Profile)).first()
        assert profile is not None
        session.expunge(profile)
    form = _opened(qtbot, sample, profile)
    qtbot.keyClick(_type(qtbot, form, "firm", HOSTILE), Qt.Key.Key_Tab)
    assert sample.snapshot.profile is not None
    assert sample.snapshot.profile.firm == HOSTILE


def test_a_form_of_every_kind_shows_what_is_stored_and_changes_nothing_by_being_read(
    qtbot: Any, sample: Viewpoint
) -> None:
    step = sample.desk.step
    for kind in LAYOUTS:
        rows = (sample.snapshot.relationship,) if kind is Relationship else sample.snapshot[kind]
        for record in rows[:1]:
            form = _opened(qtbot, sample, record)
            for slot in form.findChildren(Slot):
                control = slot.editor.focusProxy()
                if control is not None and slot.isVisible():
                    control.setFocus()
            assert form.settle()
            form.close()
    assert sample.desk.step == step


def test_a_record_is_begun_with_enter_and_the_next_can_follow(qtbot: Any, sample: Viewpoint) -> None:
    party = sample.snapshot.parties[0]
    draft = DraftForm(sample, Person, ("name", ("party_id", "job")), {"party_id": party.id})
    qtbot.addWidget(draft)
    draft.show()
    draft.activateWindow()
    qtbot.waitUntil(draft.isActiveWindow)
    made: list[str] = []
    draft.made.connect(made.append)
    control = _type(qtbot, draft, "name", HOSTILE)
    qtbot.keyClick(control, Qt.Key.Key_Return)
    person = sample.snapshot.find(Person, made[0])
    assert person is not None
    assert (person.name, person.party_id) == (HOSTILE, party.id)
    assert sample.undo_name == "Person added"
    assert control.text() == ""


def test_a_record_that_is_refused_is_not_begun_and_keeps_what_was_typed(
    qtbot: Any, sample: Viewpoint
) -> None:
    known = sample.snapshot[Person][0]
    draft = DraftForm(sample, Person, ("name", "party_id"), {"party_id": known.party_id})
    qtbot.addWidget(draft)
    draft.show()
    step = sample.desk.step
    control = _type(qtbot, draft, "name", known.name)
    qtbot.keyClick(control, Qt.Key.Key_Return)
    assert sample.desk.step == step
    assert control.text() == known.name
    said = [label.text() for label in draft.findChildren(QLabel) if label.isVisible()]
    assert any("no other person has" in words for words in said)
