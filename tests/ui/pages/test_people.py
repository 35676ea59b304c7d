"""The people page: who is on which side, who sponsors, who left and what they left behind."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox
from pytestqt.qtbot import QtBot

from tests.ui.screen import says
from trustdesk import audience as audiences
from trustdesk.actions import people, records
from trustdesk.records import Commitment, Person
from trustdesk.records.commitments import UNCONFIRMED
from ui.pages.people import PeoplePage
from ui.viewpoint import Viewpoint
from ui.widgets.add_line import AddLine


@pytest.fixture
def page(sample: Viewpoint, qtbot: QtBot) -> PeoplePage:
    made = PeoplePage(sample)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    made.show()
    return made


def button(page: PeoplePage, words: str) -> QAbstractButton:
    return next(one for one in page.findChildren(QAbstractButton) if one.text() == words)


def owner(viewpoint: Viewpoint) -> Person:
    seen = viewpoint.snapshot
    return next(one for one in seen[Person] if owed(viewpoint, one))


def owed(viewpoint: Viewpoint, person: Person) -> list[Commitment]:
    return [one for one in viewpoint.snapshot.of(Commitment, "owner_id", person) if one.outcome is None]


def let_leave(viewpoint: Viewpoint, person: Person) -> None:
    on = viewpoint.today - timedelta(days=1)
    viewpoint.do(
        "Person left",
        lambda session: people.leave(session, records.get(session, Person, person.id), on, viewpoint.today),
    )


def test_the_sponsors_of_both_sides_stand_above_the_list(page: PeoplePage, sample: Viewpoint) -> None:
    for person in sample.snapshot[Person]:
        if person.sponsor:
            assert button(page, person.name).isVisible()
    for party in sample.snapshot.parties:
        assert says(page, f"Sponsor at {party.name}")


def test_a_side_without_a_sponsor_says_so(page: PeoplePage, sample: Viewpoint, qtbot: QtBot) -> None:
    sponsor = next(one for one in sample.snapshot[Person] if one.sponsor)
    sample.do(
        "Person changed",
        lambda session: records.edit(
            session, records.get(session, Person, sponsor.id), sample.today, sponsor=None
        ),
    )
    qtbot.waitUntil(lambda: says(page, "nobody yet"))


def test_a_name_and_a_position_on_a_line_add_a_person_to_that_side(
    page: PeoplePage, sample: Viewpoint, qtbot: QtBot
) -> None:
    party = sample.snapshot.parties[1]
    line = next(one for one in page.findChildren(AddLine) if party.name in one.placeholderText())
    qtbot.keyClicks(line, "Anna Bell, buyer")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    added = sample.snapshot[Person][-1]
    assert (added.name, added.job, added.party_id) == ("Anna Bell", "buyer", party.id)
    assert line.text() == ""
    assert page.table.selection() == (added.id,)
    assert sample.undo_name == "Person added"


def test_a_name_that_is_taken_stays_in_the_line_with_the_reason(
    page: PeoplePage, sample: Viewpoint, qtbot: QtBot
) -> None:
    known = sample.snapshot[Person][0]
    line = page.findChildren(AddLine)[0]
    with qtbot.waitSignal(sample.refused):
        qtbot.keyClicks(line, known.name)
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == known.name
    assert line.accessibleDescription()


def test_promises_of_somebody_who_left_are_handed_over_in_one_step(
    page: PeoplePage, sample: Viewpoint, qtbot: QtBot
) -> None:
    person = owner(sample)
    promises = owed(sample, person)
    assert not says(page, "still name")
    let_leave(sample, person)
    qtbot.waitUntil(lambda: says(page, f"{person.name}, who has left"))
    assert says(page, "confirms each of them anew")
    whom = next(one for one in page.findChildren(QComboBox) if one.accessibleName() == "Who takes over")
    do = button(page, "Hand over")
    assert not do.isEnabled()
    names = [whom.itemText(at) for at in range(1, whom.count())]
    sides = {one.party_id for one in sample.snapshot[Person] if one.name in names}
    assert sides == {person.party_id}, "only somebody of the same side takes over"
    whom.setFocus()
    qtbot.keyClick(whom, Qt.Key.Key_Down)
    qtbot.mouseClick(do, Qt.MouseButton.LeftButton)
    assert owed(sample, sample.snapshot.find(Person, person.id)) == []  # type: ignore[arg-type]
    for promise in promises:
        now = sample.snapshot.find(Commitment, promise.id)
        assert now is not None and now.confirmed == UNCONFIRMED
    assert sample.undo_name == "Promises handed over"
    qtbot.waitUntil(lambda: not says(page, "still name"))


def test_a_person_that_is_revealed_is_selected_and_shown_whole(page: PeoplePage, sample: Viewpoint) -> None:
    person = sample.snapshot[Person][2]
    page.reveal(person.id)
    assert page.table.selection() == (person.id,)
    assert page.inspector.isVisible()


def test_turned_to_a_client_nobodys_influence_and_stance_are_shown(
    page: PeoplePage, sample: Viewpoint, qtbot: QtBot
) -> None:
    let_leave(sample, owner(sample))
    sample.turn(audiences.everyone(sample.snapshot.parties))
    shown = {column.name for column in page.table.shown_columns()}
    assert not shown & {"influence", "stance"}
    assert not says(page, "still name")
