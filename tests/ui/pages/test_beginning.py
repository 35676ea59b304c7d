"""A relationship from nothing: five questions, made in one step, with what is wrong said beside it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

from trustdesk.records import Commitment, Party, Person, RiskStep, Stage, Workshop
from ui.pages.beginning import BeginningPage
from ui.viewpoint import Viewpoint


@pytest.fixture
def page(sample: Viewpoint, qtbot: Any) -> BeginningPage:
    made = BeginningPage(sample)
    qtbot.addWidget(made)
    made.resize(1120, 640)
    made.show()
    return made


def line(page: BeginningPage, name: str) -> QLineEdit:
    return next(found for found in page.findChildren(QLineEdit) if found.accessibleName() == name)


def write(page: BeginningPage, qtbot: Any, name: str, words: str) -> None:
    control = line(page, name)
    control.setFocus()
    control.selectAll()
    qtbot.keyClick(control, Qt.Key.Key_Delete)
    qtbot.keyClicks(control, words)


def press(page: BeginningPage, qtbot: Any, name: str) -> None:
    wanted = (found for found in page.findChildren(QAbstractButton) if found.accessibleName() == name)
    button = next(found for found in wanted if not found.isHidden())
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    QCoreApplication.processEvents()


def words(page: BeginningPage) -> str:
    QCoreApplication.processEvents()
    return "\n".join(found.text() for found in page.findChildren(QLabel) if found.isVisibleTo(page))


def name_both(page: BeginningPage, qtbot: Any) -> None:
    write(page, qtbot, "Party 1", "Anna & Co")
    write(page, qtbot, "Party 2", "Bert Ltd")


def test_two_names_and_a_key_are_enough_to_begin(page: BeginningPage, sample: Viewpoint, qtbot: Any) -> None:
    name_both(page, qtbot)
    press(page, qtbot, "Begin")
    seen = sample.snapshot
    assert sample.place.page == "overview"
    assert seen.relationship.name == "Anna & Co – Bert Ltd"
    assert [(party.name, party.role) for party in seen.parties] == [
        ("Anna & Co", "first partner"), ("Bert Ltd", "second partner"),
    ]  # fmt: skip
    assert len(seen[Stage]) == 4
    assert sample.undo_name == "Relationship begun"


def test_all_that_is_answered_arrives(page: BeginningPage, sample: Viewpoint, qtbot: Any) -> None:
    name_both(page, qtbot)
    write(page, qtbot, "Name", "Ours")
    press(page, qtbot, "Bert Ltd")
    press(page, qtbot, "Supplier to a powerful client")
    press(page, qtbot, "Change parts")
    write(page, qtbot, "Date", "2026-12-05")
    write(page, qtbot, "Sponsor of Bert Ltd", "Berta Bold")
    press(page, qtbot, "Begin")
    seen = sample.snapshot
    assert seen.relationship.name == "Ours"
    assert {party.name: party.role for party in seen.parties} == {
        "Bert Ltd": "supplier",
        "Anna & Co": "client",
    }
    assert [party.name for party in seen.parties if party.own_side] == ["Bert Ltd"]
    (sponsor,) = seen[Person]
    assert (sponsor.name, sponsor.sponsor, seen.find(Party, sponsor.party_id)) == (
        "Berta Bold", True, next(party for party in seen.parties if party.name == "Bert Ltd"),
    )  # fmt: skip
    assert [workshop.held_on for workshop in seen[Workshop]] == [date(2026, 12, 5)]
    assert seen[Stage][0].starts == date(2026, 12, 7)


def test_the_days_of_the_stages_follow_the_day_while_it_is_typed(page: BeginningPage, qtbot: Any) -> None:
    write(page, qtbot, "Date", "5 Jan 2027")
    assert "5 Jan 2027 – 1 Mar 2027" in words(page)
    write(page, qtbot, "Date", "9 Jan 2027")
    assert "11 Jan 2027 – 5 Mar 2027" in words(page)
    assert "stays on Saturday" in words(page)


def test_after_a_workshop_that_was_held_already_nothing_is_missed_on_the_first_day(
    page: BeginningPage, sample: Viewpoint, qtbot: Any
) -> None:
    name_both(page, qtbot)
    press(page, qtbot, "Mutual alliance")
    write(page, qtbot, "Date", "4 Mar 2026")
    assert "The workshop was on Wednesday, 4 Mar 2026; the program begins on 23 Nov 2026" in words(page)
    press(page, qtbot, "Begin")
    seen, measures = sample.snapshot, sample.measures
    assert [workshop.held_on for workshop in seen[Workshop]] == [date(2026, 3, 4)]
    assert seen[Commitment] and min(promise.due for promise in seen[Commitment]) >= sample.today
    assert not measures.overdue
    texts = [str(warning.text) for warning in measures.warnings]
    assert len([text for text in texts if "because of private records" in text]) == 1


def test_more_than_two_parties_begin_with_an_empty_program(
    page: BeginningPage, sample: Viewpoint, qtbot: Any
) -> None:
    name_both(page, qtbot)
    press(page, qtbot, "Another party")
    write(page, qtbot, "Party 3", "Carl GmbH")
    assert "For 2 parties" in next(
        found.accessibleDescription()
        for found in page.findChildren(QAbstractButton)
        if found.accessibleName() == "Mutual alliance"
    )
    press(page, qtbot, "Begin")
    seen = sample.snapshot
    assert [party.name for party in seen.parties] == ["Anna & Co", "Bert Ltd", "Carl GmbH"]
    assert (len(seen[Stage]), seen[Commitment], seen[RiskStep]) == (1, (), ())


def test_a_party_can_be_left_out_again_and_the_others_move_up(page: BeginningPage, qtbot: Any) -> None:
    name_both(page, qtbot)
    press(page, qtbot, "Another party")
    write(page, qtbot, "Party 3", "Carl GmbH")
    press(page, qtbot, "Leave this party out")
    assert line(page, "Name").text() == "Anna & Co – Bert Ltd"


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("Anna", "", "What is this party called?"),
        ("Anna", "ANNA", "Two parties cannot have the same name."),
        ("joint", "Anna", "other than “joint” and “consultant”"),
        ("A;B", "Anna", "without a semicolon"),
    ],
)
def test_a_name_that_will_not_do_is_told_beside_it_and_nothing_is_made(
    page: BeginningPage, sample: Viewpoint, qtbot: Any, first: str, second: str, said: str
) -> None:
    write(page, qtbot, "Party 1", first)
    write(page, qtbot, "Party 2", second)
    press(page, qtbot, "Begin")
    assert said in words(page)
    assert len(sample.heads) == 2


def test_a_relationship_that_exists_and_a_day_that_is_none_are_told_beside_them(
    page: BeginningPage, sample: Viewpoint, qtbot: Any
) -> None:
    name_both(page, qtbot)
    write(page, qtbot, "Name", "x")
    line(page, "Name").setText(sample.heads[0].name.upper())  # its dash is on no keyboard
    write(page, qtbot, "Date", "31 Feb")
    press(page, qtbot, "Begin")
    assert "There is a relationship of this name already." in words(page)
    assert "On which day is it?" in words(page)
    assert len(sample.heads) == 2


def test_what_was_answered_stays_until_it_is_used(page: BeginningPage, sample: Viewpoint, qtbot: Any) -> None:
    name_both(page, qtbot)
    page.settle()
    page.refresh()
    assert line(page, "Party 1").text() == "Anna & Co"
    press(page, qtbot, "Begin")
    assert line(page, "Party 1").text() == ""


def test_a_name_given_by_hand_is_kept_when_the_parties_change(page: BeginningPage, qtbot: Any) -> None:
    name_both(page, qtbot)
    write(page, qtbot, "Name", "Ours")
    write(page, qtbot, "Party 2", "Berta")
    assert line(page, "Name").text() == "Ours"
