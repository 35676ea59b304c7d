"""The inspector: a record whole, with what can be done, what belongs to it and what was done to it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
)

from trustdesk.actions import commitments, records
from trustdesk.records import AgendaItem, Benefit, Commitment, Constraint, Opportunity, Record, Workshop
from ui import writing
from ui.viewpoint import Viewpoint
from ui.widgets.form_parts import Fold, Slot
from ui.widgets.inspector import Inspector
from ui.widgets.line_button import LineButton
from ui.widgets.past import Past


def _opened(qtbot: Any, viewpoint: Viewpoint, record: Record) -> Inspector:
    panel = Inspector(viewpoint)
    qtbot.addWidget(panel)
    panel.resize(panel.width(), 800)
    panel.show_record(record.id)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    return panel


def _open_promise(viewpoint: Viewpoint) -> Commitment:
    return next(
        one for one in viewpoint.snapshot[Commitment] if one.outcome is None and one.due > viewpoint.today
    )


def _said(panel: Inspector) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]


def _adder(panel: Inspector, start: str) -> QLineEdit | None:
    lines = panel.findChildren(QLineEdit)
    return next(
        (line for line in lines if line.placeholderText().startswith(start) and line.isVisible()), None
    )


def _add(qtbot: Any, panel: Inspector, start: str, words: str) -> None:
    qtbot.waitUntil(lambda: _adder(panel, start) is not None)
    line = _adder(panel, start)
    assert line is not None
    line.setFocus()
    qtbot.keyClicks(line, words)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def test_a_record_is_headed_by_what_it_is_and_its_ref(qtbot: Any, sample: Viewpoint) -> None:
    promise = _open_promise(sample)
    panel = _opened(qtbot, sample, promise)
    assert f"Promise {promise.ref}" in _said(panel)
    assert panel.accessibleName() == f"Promise {promise.ref}"


def test_a_button_does_what_can_be_done_and_offers_what_can_be_done_then(
    qtbot: Any, sample: Viewpoint
) -> None:
    promise = _open_promise(sample)
    panel = _opened(qtbot, sample, promise)
    kept = next(one for one in panel.findChildren(QPushButton) if one.text() == "Kept" and one.isVisible())
    qtbot.mouseClick(kept, Qt.MouseButton.LeftButton)
    assert sample.snapshot.find(Commitment, promise.id).outcome == "kept"  # type: ignore[union-attr]
    shown = [one.text() for one in panel.findChildren(QPushButton) if one.isVisible()]
    assert "Kept" not in shown


def test_what_is_being_typed_is_saved_before_something_is_done(qtbot: Any, sample: Viewpoint) -> None:
    promise = _open_promise(sample)
    panel = _opened(qtbot, sample, promise)
    text = next(one for one in panel.findChildren(Slot) if one.field.name == "text").editor
    box = text.findChild(QPlainTextEdit)
    box.setFocus()
    qtbot.keyClicks(box, "New: ")
    kept = next(one for one in panel.findChildren(QPushButton) if one.text() == "Kept" and one.isVisible())
    qtbot.mouseClick(kept, Qt.MouseButton.LeftButton)
    now = sample.snapshot.find(Commitment, promise.id)
    assert now is not None
    assert (now.text[:5], now.outcome) == ("New: ", "kept")


def test_what_must_be_in_place_is_added_ticked_and_deleted(qtbot: Any, sample: Viewpoint) -> None:
    promise = _open_promise(sample)
    panel = _opened(qtbot, sample, promise)
    for words in ("the <b>key</b>", "R&D list"):
        _add(qtbot, panel, "Add what must be in place", words)
        qtbot.waitUntil(lambda: (line := _adder(panel, "Add what must be in place")) and line.hasFocus())
    listed = sample.snapshot.of(Constraint, "commitment_id", promise)
    assert [one.text for one in listed[-2:]] == ["the <b>key</b>", "R&D list"]
    qtbot.waitUntil(lambda: "the <b>key</b>" in _said(panel))
    box = next(one for one in panel.findChildren(QCheckBox) if one.accessibleName() == "R&D list")
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    assert sample.snapshot.of(Constraint, "commitment_id", promise)[-1].cleared_on == sample.today
    remove = next(
        one for one in panel.findChildren(QToolButton) if one.accessibleName() == "Delete the <b>key</b>"
    )
    qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    texts = [one.text for one in sample.snapshot.of(Constraint, "commitment_id", promise)]
    assert "the <b>key</b>" not in texts


def test_why_something_was_moved_stands_beneath_it(qtbot: Any, sample: Viewpoint) -> None:
    promise = _open_promise(sample)
    to = promise.due + timedelta(days=7)
    sample.do(
        "x",
        lambda session: (
            commitments.move(
                session,
                records.get(session, Commitment, promise.id),
                to,
                "the <i>hospital</i> asked",
                sample.today,
                sample.today,
            ).id
        ),
    )
    panel = _opened(qtbot, sample, promise)
    assert any("the <i>hospital</i> asked" in words for words in _said(panel))


def test_each_party_says_what_an_opportunity_is_worth_to_it(qtbot: Any, sample: Viewpoint) -> None:
    given = writing.add(sample, Opportunity, {"text": "Vans that come back full"})
    opportunity = sample.snapshot.find(Opportunity, given)
    assert opportunity is not None
    panel = _opened(qtbot, sample, opportunity)
    party = sample.snapshot.parties[1]
    _add(qtbot, panel, f"What it is worth to {party.name}", "fewer empty vans")
    (benefit,) = sample.snapshot.of(Benefit, "opportunity_id", opportunity)
    assert (benefit.party_id, benefit.worth) == (party.id, "fewer empty vans")


def test_what_belongs_to_a_record_is_opened_and_left_with_escape(qtbot: Any, sample: Viewpoint) -> None:
    workshop = next(one for one in sample.snapshot[Workshop] if one.issued_on is None)
    panel = _opened(qtbot, sample, workshop)
    _add(qtbot, panel, "Add an item", "Look at the record")
    item = sample.snapshot.of(AgendaItem, "workshop_id", workshop)[-1]
    opener = next(
        one for one in panel.findChildren(LineButton) if "Look at the record" in one.accessibleName()
    )
    qtbot.mouseClick(opener, Qt.MouseButton.LeftButton)
    assert panel.accessibleName() == "Agenda item"
    assert panel.form.record_id == item.id
    closed: list[bool] = []
    panel.closed.connect(lambda: closed.append(True))
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert panel.form.record_id == workshop.id
    assert not closed
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert closed
    assert panel.isHidden()


def test_the_history_of_a_record_is_read_when_it_is_opened(qtbot: Any, sample: Viewpoint) -> None:
    promise = _open_promise(sample)
    sample.do(
        "Promise changed",
        lambda session: records.edit(
            session, records.get(session, Commitment, promise.id), sample.today, done_when="all & <seen>"
        ),
    )
    panel = _opened(qtbot, sample, promise)
    past = panel.findChild(Past)
    assert not any("all & <seen>" in label.text() for label in past.findChildren(QLabel))
    past.findChild(Fold).toggle()
    said = [label.text() for label in past.findChildren(QLabel)]
    assert any("all & <seen>" in words for words in said)
    assert any("Promise changed" in words for words in said)


def test_a_record_that_goes_takes_its_panel_with_it(qtbot: Any, sample: Viewpoint) -> None:
    promise = _open_promise(sample)
    panel = _opened(qtbot, sample, promise)
    sample.do("x", lambda session: records.delete(session, [records.get(session, Commitment, promise.id)]))
    assert panel.isHidden()


def test_a_panel_that_is_closed_keeps_no_record(qtbot: Any, sample: Viewpoint) -> None:
    panel = _opened(qtbot, sample, _open_promise(sample))
    close = next(one for one in panel.findChildren(QToolButton) if one.accessibleName() == "Close")
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert panel.isHidden()
    assert panel.form.record_id is None
    assert QApplication.activePopupWidget() is None
