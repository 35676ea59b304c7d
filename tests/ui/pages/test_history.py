"""The history page: every change in words, found again, looked at in full, and taken back value by value."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTreeView

from trustdesk import audience
from trustdesk.actions import commitments, records
from trustdesk.records import Commitment, Opportunity
from trustdesk.words import N_
from ui.change_words import MOST_NAMED
from ui.pages.history import HistoryPage
from ui.viewpoint import Viewpoint
from ui.widgets import history_model
from ui.words import one_line

FIRST_WORDS = "Name the hospitals"


@pytest.fixture
def page(sample: Viewpoint, qtbot: Any) -> HistoryPage:
    sample.go("history")
    made = HistoryPage(sample)
    qtbot.addWidget(made)
    made.resize(1120, 640)
    made.show()
    qtbot.waitExposed(made)
    return made


def the_list(page: HistoryPage) -> QTreeView:
    (found,) = page.findChildren(QTreeView)
    return found


def rows(page: HistoryPage, under: QModelIndex | None = None) -> list[str]:
    model: QAbstractItemModel = the_list(page).model()
    above = under or QModelIndex()
    return [str(model.index(at, 0, above).data()) for at in range(model.rowCount(above))]


def choose(page: HistoryPage, words: str) -> QModelIndex:
    model = the_list(page).model()
    at = next(at for at, said in enumerate(rows(page)) if words in said)
    index = model.index(at, 0)
    look_at(page, index)
    return index


def look_at(page: HistoryPage, index: QModelIndex) -> None:
    the_list(page).setCurrentIndex(index)
    QCoreApplication.processEvents()  # what is laid out new is shown by the next event


def seen_words(page: HistoryPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def press(page: HistoryPage, qtbot: Any, name: str) -> None:
    found = [b for b in page.findChildren(QPushButton) if b.accessibleName() == name and b.isVisible()]
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def open_promise(viewpoint: Viewpoint) -> Commitment:
    return next(c for c in viewpoint.snapshot[Commitment] if c.outcome is None and c.audience == "joint")


def keep(viewpoint: Viewpoint, promise: Commitment) -> None:
    today = viewpoint.today
    viewpoint.do(
        N_("Promise closed as kept"),
        lambda session: commitments.close(
            session, records.get(session, Commitment, promise.id), "kept", today, today
        ),
    )


def edit(viewpoint: Viewpoint, record: Any, **values: Any) -> None:
    kind = type(record).__mro__[1]
    viewpoint.do(
        N_("Promise reworded"),
        lambda session: records.edit(
            session, records.get(session, kind, record.id), viewpoint.today, **values
        ),
    )


def test_a_change_is_told_as_a_sentence_as_soon_as_it_is_made(page: HistoryPage, sample: Viewpoint) -> None:
    promise = open_promise(sample)
    edit(sample, promise, importance=3, due=date(2026, 12, 24))
    newest = rows(page)[1]
    assert "Promise reworded" in newest
    assert promise.ref in newest
    assert f"{promise.importance} → 3" in newest
    assert "→ 24 Dec 2026" in newest


def test_what_was_undone_and_done_again_is_told_so(page: HistoryPage, sample: Viewpoint) -> None:
    keep(sample, open_promise(sample))
    sample.undo()
    sample.redo()
    assert [said.split(", ")[1].split(": ")[0] for said in rows(page)[1:4]] == [
        "Done again", "Undone", "Promise closed as kept",
    ]  # fmt: skip


def test_the_model_keeps_the_rules_of_models(page: HistoryPage, sample: Viewpoint) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    QAbstractItemModelTester(the_list(page).model(), mode, page)
    edit(sample, open_promise(sample), importance=3)
    assert "Promise reworded" in rows(page)[1]


def test_a_change_of_many_records_opens_in_place(page: HistoryPage, sample: Viewpoint) -> None:
    index = choose(page, "Concerns followed from state to state")
    assert "14 states of a concern, 5 concerns" in rows(page)[index.row()]
    assert len(rows(page, index)) == 19
    the_list(page).setFocus()
    the_list(page).expand(index)
    assert the_list(page).isExpanded(index)


def test_a_change_of_many_records_names_the_first_and_counts_the_rest(
    page: HistoryPage, sample: Viewpoint
) -> None:
    promises = [c for c in sample.snapshot[Commitment] if c.importance != 3][:5]
    sample.do(
        N_("Promises moved"),
        lambda session: [
            records.edit(session, records.get(session, Commitment, promise.id), sample.today, importance=3)
            for promise in promises
        ],
    )
    index = choose(page, "Promises moved")
    said = rows(page)[index.row()]
    assert "5 promises: “" in said and said.endswith("” and 2 more")
    assert sum(f"“{promise.ref} " in said for promise in promises) == MOST_NAMED
    assert all(f"{promise.ref} {one_line(promise.text)}" in seen_words(page) for promise in promises)
    sample.undo()
    index = choose(page, "Concerns followed from state to state")
    assert "5 concerns: “" in rows(page)[index.row()]


def test_a_change_shows_each_value_in_full_before_and_after(page: HistoryPage, sample: Viewpoint) -> None:
    promise, long = open_promise(sample), "word " * 100
    edit(sample, promise, text=f"<b>{long}</b>")
    choose(page, "Promise reworded")
    shown = seen_words(page)
    assert promise.text in shown
    assert f"<b>{long}</b>" in shown


def test_an_earlier_value_can_be_restored(page: HistoryPage, sample: Viewpoint, qtbot: Any) -> None:
    promise = open_promise(sample)
    edit(sample, promise, text="Quite other words", importance=3)
    choose(page, "Promise reworded")
    press(page, qtbot, "Restore this value: Promise")
    now = sample.snapshot.find(Commitment, promise.id)
    assert now is not None
    assert (now.text, now.importance) == (promise.text, 3)
    assert sample.undo_name == "Earlier value restored"


def test_a_value_of_the_relationship_itself_can_be_restored(
    page: HistoryPage, sample: Viewpoint, qtbot: Any
) -> None:
    head = sample.snapshot.relationship
    edit(sample, head, purpose="Something else")
    choose(page, "Something else")
    press(page, qtbot, "Restore this value: Purpose")
    assert sample.snapshot.relationship.purpose == head.purpose


def test_all_values_of_a_change_can_be_restored_at_once(
    page: HistoryPage, sample: Viewpoint, qtbot: Any
) -> None:
    promise = open_promise(sample)
    keep(sample, promise)
    choose(page, "Promise closed as kept")
    press(page, qtbot, "Restore all of these")
    now = sample.snapshot.find(Commitment, promise.id)
    assert now is not None
    assert (now.outcome, now.closed_on) == (None, None)


def test_a_value_that_no_longer_fits_is_refused_beside_it(
    page: HistoryPage, sample: Viewpoint, qtbot: Any
) -> None:
    promise = open_promise(sample)
    other = next(c for c in sample.snapshot[Commitment] if c.ref != promise.ref)
    old = promise.ref
    edit(sample, promise, ref="C901")
    edit(sample, other, ref=old)
    choose(page, f"{old} → C901")
    press(page, qtbot, "Restore this value: Ref")
    assert "was not saved" in seen_words(page)


def test_a_deleted_record_can_be_read_and_undo_is_offered_while_it_is_the_newest_change(
    page: HistoryPage, sample: Viewpoint, qtbot: Any
) -> None:
    chance = sample.snapshot[Opportunity][0]
    sample.do(
        N_("Opportunity deleted"),
        lambda session: records.delete(session, [records.get(session, Opportunity, chance.id)]),
    )
    index = choose(page, "Opportunity deleted")
    model = the_list(page).model()
    for at in range(model.rowCount(index)):
        if chance.text.split()[0] in str(model.index(at, 0, index).data()):
            look_at(page, model.index(at, 0, index))
    assert "no longer there" in seen_words(page)
    press(page, qtbot, "Undo this change")
    assert sample.snapshot.find(Opportunity, chance.id) is not None


def test_typing_finds_changes_by_any_word_in_them(page: HistoryPage, sample: Viewpoint, qtbot: Any) -> None:
    edit(sample, open_promise(sample), text="Send the Kolibri list")
    (line,) = page.findChildren(QLineEdit)
    qtbot.keyClicks(line, "kolibri")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert len(rows(page)) == 2
    press(page, qtbot, "Clear")
    assert len(rows(page)) > 5


def test_a_chip_keeps_to_its_kind_and_times_exclude_each_other(
    page: HistoryPage, sample: Viewpoint, qtbot: Any
) -> None:
    press(page, qtbot, "Workshops")
    assert all("promise" not in said.casefold() for said in rows(page)[1:])
    press(page, qtbot, "Last week")
    press(page, qtbot, "Last month")
    on = {b.text() for b in page.findChildren(QPushButton) if b.isCheckable() and b.isChecked()}
    assert on == {"Workshops", "Last month"}


def test_when_nothing_fits_the_page_says_so_and_offers_everything(page: HistoryPage, qtbot: Any) -> None:
    (line,) = page.findChildren(QLineEdit)
    qtbot.keyClicks(line, "zzzz")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert "Nothing in the history fits what you chose." in seen_words(page)
    press(page, qtbot, "Show everything")
    assert len(rows(page)) > 5


def test_the_way_leads_to_the_record(page: HistoryPage, sample: Viewpoint, qtbot: Any) -> None:
    promise = open_promise(sample)
    edit(sample, promise, importance=3)
    choose(page, "Promise reworded")
    press(page, qtbot, "Go to the record")
    assert (sample.place.page, sample.place.record) == ("record", promise.id)


def test_turned_to_a_client_it_shows_only_what_the_client_may_see_and_restores_nothing(
    page: HistoryPage, sample: Viewpoint
) -> None:
    promise = open_promise(sample)
    edit(sample, promise, importance=3)
    edit(sample, promise, audience="consultant")
    private = next(c for c in sample.snapshot[Commitment] if c.audience != "joint")
    edit(sample, private, importance=2 if private.importance != 2 else 1)
    sample.turn(audience.everyone(sample.snapshot.parties))
    assert not [said for said in rows(page) if "Promise reworded" in said]
    names = {b.accessibleName() for b in page.findChildren(QPushButton) if b.isVisible()}
    assert not [name for name in names if name.startswith("Restore")]


def test_looking_at_an_earlier_day_shows_what_was_changed_until_then(
    page: HistoryPage, sample: Viewpoint
) -> None:
    assert rows(page)
    sample.look_at(date.today() - timedelta(days=400))
    assert rows(page) == []


def test_a_long_history_is_read_piece_by_piece(
    page: HistoryPage, sample: Viewpoint, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_model, "PIECE", 20)
    promise = open_promise(sample)
    for n in range(120):
        with sample.desk.change(N_("Promise reworded")) as session:
            records.get(session, Commitment, promise.id).text = f"Words {n}"
    first = len(rows(page))
    assert first < 100
    bar = the_list(page).verticalScrollBar()
    for _ in range(8):
        bar.setValue(bar.maximum())
        qtbot.wait(5)
    assert len(rows(page)) > 120
