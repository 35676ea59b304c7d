from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import TODAY
from trustdesk.actions import commitments, records
from trustdesk.audience import everyone
from trustdesk.desk import Desk
from trustdesk.measures import side_words
from trustdesk.measures.results import RUNNING
from trustdesk.records import Commitment, Opportunity, Party, Relationship, Workshop
from ui.pages.overview import Overview
from ui.viewpoint import Viewpoint
from ui.widgets.inspector import Inspector
from ui.widgets.popover import Popover


@pytest.fixture
def page(sample: Viewpoint, qtbot: QtBot) -> Overview:
    """The overview of the sample, shown."""
    return _shown(sample, qtbot)


def _shown(viewpoint: Viewpoint, qtbot: QtBot) -> Overview:
    made = Overview(viewpoint)
    qtbot.addWidget(made)
    made.resize(1120, 640)
    with qtbot.waitExposed(made):
        made.show()
    return made


def _said(page: Overview) -> list[str]:
    labels = (label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))
    buttons = (b.accessibleName() for b in page.findChildren(QAbstractButton) if b.isVisibleTo(page))
    return [*labels, *buttons]


def _button(page: Overview, words: str) -> QAbstractButton:
    return next(b for b in page.findChildren(QAbstractButton) if words in b.accessibleName())


def test_it_names_the_relationship_and_says_what_it_is_for(page: Overview) -> None:
    relationship = page.viewpoint.snapshot.relationship
    assert {relationship.name, relationship.purpose} <= set(_said(page))


def test_three_sentences_say_where_the_program_is(page: Overview) -> None:
    said = "\n".join(_said(page))
    assert "Stage 3 of 4" in said
    assert "kept 7 of 10 promises" in said
    assert "The next trust step" in said


def test_a_stage_says_how_it_stands_and_goes_to_the_program_page(page: Overview, qtbot: QtBot) -> None:
    running = next(found for found in page.viewpoint.measures.stages if found.status == RUNNING)
    stage = _button(page, f"{running.stage.name}, under way")
    assert "criteria met" in stage.accessibleName()
    qtbot.keyClick(stage, Qt.Key.Key_Return)
    assert page.viewpoint.place.page == "program"
    assert page.viewpoint.place.record == running.stage.id


def test_each_side_stands_with_its_figures_and_each_opens_how_it_was_computed(
    page: Overview, qtbot: QtBot
) -> None:
    first = page.viewpoint.measures.parties[0]
    words = f"{first.ppc.kept} of {first.ppc.due}"
    figure = _button(page, words)
    assert isinstance(figure, QPushButton)
    qtbot.mouseClick(figure, Qt.MouseButton.LeftButton)
    popover = figure.findChild(Popover)
    assert isinstance(popover, Popover)
    assert popover.accessibleName() == f"Kept on the day: {first.party.name}"
    popover.close()


def test_told_in_time_never_stands_without_the_number_missed(page: Overview) -> None:
    said = _said(page)
    for found in page.viewpoint.measures.parties:
        assert str(side_words.missed(found)) in said


def test_what_is_to_be_decided_goes_to_the_very_record(page: Overview, qtbot: QtBot) -> None:
    late = next(m for m in page.viewpoint.measures.commitments if m.days_overdue and m.heard)
    qtbot.mouseClick(_button(page, "which is past its day"), Qt.MouseButton.LeftButton)
    assert page.viewpoint.place.page == "record"
    assert page.viewpoint.place.record == late.commitment.id


def test_a_promise_that_is_settled_is_no_longer_to_be_decided(page: Overview, qtbot: QtBot) -> None:
    assert any("which is past its day" in words for words in _said(page))
    late = next(m.commitment for m in page.viewpoint.measures.commitments if m.days_overdue and m.heard)
    page.viewpoint.do(
        "Promise closed",
        lambda session: commitments.close(
            session, records.get(session, Commitment, late.id), "late", closed_on=TODAY, today=TODAY
        ),
    )
    qtbot.waitUntil(lambda: any("To decide" in words for words in _said(page)))
    assert not any("which is past its day" in words for words in _said(page))


def test_the_last_and_the_next_workshop_open(page: Overview, qtbot: QtBot) -> None:
    ahead = min((w for w in page.viewpoint.snapshot[Workshop] if w.held_on >= TODAY), key=lambda w: w.held_on)
    qtbot.mouseClick(_button(page, f"Next: {ahead.title}"), Qt.MouseButton.LeftButton)
    assert page.viewpoint.place.record == ahead.id
    assert any(words.startswith("Last: ") for words in _said(page))


def test_opportunities_stand_with_their_worth_to_each_side(page: Overview, qtbot: QtBot) -> None:
    realised = next(o for o in page.viewpoint.snapshot[Opportunity] if o.status == "realised")
    line = _button(page, realised.text)
    assert line.accessibleDescription().startswith("Realised · EUR ")
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert page.viewpoint.place.record == realised.id


def test_turned_to_the_client_nothing_private_is_to_be_seen(page: Overview, qtbot: QtBot) -> None:
    assert any("because of private records" in words for words in _said(page))
    page.viewpoint.turn(everyone(page.viewpoint.snapshot.parties))
    assert not any("private" in words for words in _said(page))


def _left_of(page: Overview, words: str) -> int:
    found = next(label for label in page.findChildren(QLabel) if label.text() == words)
    return found.mapTo(page, found.rect().topLeft()).x()


def test_two_columns_stand_below_each_other_where_it_is_narrow(page: Overview, qtbot: QtBot) -> None:
    sides, decide = "The record of each side", "To decide"
    qtbot.waitUntil(lambda: _left_of(page, decide) > _left_of(page, sides))
    page.resize(700, 640)
    qtbot.waitUntil(lambda: _left_of(page, decide) == _left_of(page, sides))


def test_a_party_opens_beside_the_page(page: Overview, qtbot: QtBot) -> None:
    party = page.viewpoint.snapshot.parties[0]
    page.viewpoint.moved.connect(lambda: page.reveal(page.viewpoint.place.record or ""))
    qtbot.mouseClick(_button(page, party.name), Qt.MouseButton.LeftButton)
    panel = page.findChild(Inspector)
    assert isinstance(panel, Inspector)
    assert panel.isVisible()
    assert panel.form.record_id == party.id
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_name_and_purpose_open_beside_the_page(page: Overview, qtbot: QtBot) -> None:
    page.viewpoint.moved.connect(lambda: page.reveal(page.viewpoint.place.record or ""))
    qtbot.mouseClick(_button(page, "Name, purpose and parties"), Qt.MouseButton.LeftButton)
    panel = page.findChild(Inspector)
    assert isinstance(panel, Inspector)
    assert panel.form.record_id == page.viewpoint.relationship


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Viewpoint]:
    """A relationship with two parties and nothing else."""
    with Desk.create(tmp_path / "Fresh.trustdesk") as desk:
        with desk.change("Relationship added") as session:
            made = records.add(session, Relationship, TODAY, name="R&D <b>lab</b>")
            for name in ("One", "Other"):
                records.add(session, Party, TODAY, made.id, name=name)
        viewpoint = Viewpoint(desk, TODAY)
        viewpoint.enter(viewpoint.heads[0].id)
        yield viewpoint
        viewpoint.leave()


def test_an_empty_program_offers_the_one_button_that_starts_it(fresh: Viewpoint, qtbot: QtBot) -> None:
    page = _shown(fresh, qtbot)
    assert "R&D <b>lab</b>" in _said(page)
    qtbot.mouseClick(_button(page, "Plan the program"), Qt.MouseButton.LeftButton)
    assert fresh.place.page == "program"


def test_a_program_with_a_first_workshop_only_says_what_is_not_known_yet(
    fresh: Viewpoint, qtbot: QtBot
) -> None:
    page = _shown(fresh, qtbot)
    fresh.do(
        "Workshop added",
        lambda session: records.add(
            session, Workshop, TODAY, fresh.relationship, kind="initial", held_on=TODAY + timedelta(days=3)
        ),
    )
    qtbot.waitUntil(lambda: "not yet known" in _said(page))
    said = _said(page)
    assert "nothing was due yet" in said
    assert "No decision is waiting." in said
    assert "The program has no stages yet: they are agreed at the first workshop." in said
