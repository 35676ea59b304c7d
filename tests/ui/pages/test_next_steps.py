"""Next steps: the sentence first, then the numbers behind it; opportunities, concerns and repairs."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget

from trustdesk import audience as audiences
from trustdesk.actions import records
from trustdesk.records import Concern, Opportunity, Repair, RiskStep
from ui.pages.next_steps import NextStepsPage
from ui.viewpoint import Viewpoint
from ui.widgets.add_line import AddLine
from ui.widgets.popover import Popover
from ui.widgets.sentence_button import SentenceButton
from ui.widgets.step_view import StepView

STEPS, OPPORTUNITIES, CONCERNS, REPAIRS = range(4)


@pytest.fixture
def page(sample: Viewpoint, qtbot: Any) -> NextStepsPage:
    sample.go("next_steps")
    made = NextStepsPage(sample)
    qtbot.addWidget(made)
    made.resize(1120, 700)
    made.show()
    return made


def words(widget: QWidget | None) -> str:
    assert widget is not None
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def tab(page: NextStepsPage, name: str) -> QPushButton:
    return next(one for one in page.findChildren(QPushButton) if one.accessibleName().startswith(name))


def points(widget: QWidget | None) -> list[str]:
    assert widget is not None
    return [one.accessibleName() for one in widget.findChildren(SentenceButton)]


def step(viewpoint: Viewpoint, status: str) -> RiskStep:
    return next(one for one in viewpoint.snapshot[RiskStep] if one.status == status)


def test_the_next_step_is_chosen_and_said_in_one_sentence(page: NextStepsPage, sample: Viewpoint) -> None:
    assert page.register(STEPS).table.selection() == (step(sample, "planned").id,)
    said = words(page.findChild(StepView))
    assert "Not yet, because “Bring written insurance cover" in said
    assert "Perivane Medical takes the risk and relies on Holmquay Logistics." in said


def test_what_is_missing_for_go_stands_before_what_is_in_place(page: NextStepsPage) -> None:
    told = points(page.findChild(StepView))
    states = [line.split(":")[0] for line in told]
    assert states[0] == "not in place"
    assert states.index("in place") > states.index("not recorded")


def test_each_test_opens_how_it_was_computed(page: NextStepsPage, qtbot: Any) -> None:
    figures = [one for one in page.findChildren(QPushButton) if one.property("role") == "figure"]
    assert [one.text() for one in figures] == ["within reach", "next rung", "a stretch"]
    qtbot.mouseClick(figures[0], Qt.MouseButton.LeftButton)
    popover = figures[0].findChild(Popover)
    assert "Needed confidence" in words(popover)
    popover.close()


def test_a_missing_point_leads_to_its_record(page: NextStepsPage, sample: Viewpoint, qtbot: Any) -> None:
    view = page.findChild(StepView)
    first = next(
        one for one in view.findChildren(SentenceButton) if "insurance cover" in one.accessibleName()
    )
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert sample.place.page == "record"


def test_a_concluded_step_says_what_became_of_it(page: NextStepsPage, sample: Viewpoint) -> None:
    page.register(STEPS).table.select(step(sample, "merited").id)
    said = words(page.findChild(StepView))
    assert "Trust proved right on" in said
    assert "Not yet" not in said
    assert not points(page.findChild(StepView))


def test_enter_opens_the_step_whole_and_escape_closes_it(page: NextStepsPage, qtbot: Any) -> None:
    view = page.register(STEPS).table.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert page.inspector.isVisible()
    qtbot.keyClick(page.inspector, Qt.Key.Key_Escape)
    assert not page.inspector.isVisible()


def test_a_step_is_begun_in_the_line_of_the_side_that_takes_the_risk(
    page: NextStepsPage, sample: Viewpoint, qtbot: Any
) -> None:
    line = next(
        one
        for one in page.findChildren(AddLine)
        if one.accessibleName().startswith("Holmquay Logistics takes")
    )
    qtbot.keyClicks(line, "Share the route plan")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    made = next(one for one in sample.snapshot[RiskStep] if one.text == "Share the route plan")
    parties = sample.snapshot.parties
    assert (made.exposed_id, made.trusted) == (parties[1].id, (parties[0].id,))
    assert page.register(STEPS).table.selection() == (made.id,)
    assert "what it may cost and bring has to be stated first" in words(page.findChild(StepView))


def test_an_opportunity_tells_what_of_it_is_in_place_and_what_it_is_worth(
    page: NextStepsPage, sample: Viewpoint, qtbot: Any
) -> None:
    qtbot.mouseClick(tab(page, "Opportunities"), Qt.MouseButton.LeftButton)
    register = page.register(OPPORTUNITIES)
    waiting = next(one for one in sample.snapshot[Opportunity] if one.status == "waiting")
    assert register.table.selection() == (waiting.id,)
    assert "It waits: 0 of 2 are in place." in words(register.below)
    assert len(points(register.below)) == 2
    realised = next(one for one in sample.snapshot[Opportunity] if one.status == "realised")
    register.table.select(realised.id)
    qtbot.waitUntil(lambda: "EUR 180,000" in words(register.below))


def test_a_concern_is_voiced_by_a_side_in_one_line(
    page: NextStepsPage, sample: Viewpoint, qtbot: Any
) -> None:
    qtbot.mouseClick(tab(page, "Concerns"), Qt.MouseButton.LeftButton)
    line = next(one for one in page.findChildren(AddLine) if "Perivane Medical is" in one.accessibleName())
    qtbot.keyClicks(line, "The vans are late in winter")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    made = next(one for one in sample.snapshot[Concern] if one.text == "The vans are late in winter")
    assert (made.state, made.audience) == ("voiced", "joint")
    assert page.inspector.isVisible()


def test_what_is_unspoken_is_read_by_the_consultant_alone(
    page: NextStepsPage, sample: Viewpoint, qtbot: Any
) -> None:
    qtbot.mouseClick(tab(page, "Concerns"), Qt.MouseButton.LeftButton)
    line = next(one for one in page.findChildren(AddLine) if one.accessibleName().startswith("Unspoken"))
    qtbot.keyClicks(line, "They may be for sale")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    made = next(one for one in sample.snapshot[Concern] if one.text == "They may be for sale")
    assert (made.state, made.audience) == ("unspoken", "consultant")


def test_a_record_is_brought_before_the_eyes_on_its_tab(page: NextStepsPage, sample: Viewpoint) -> None:
    for at, kind in ((CONCERNS, Concern), (REPAIRS, Repair), (OPPORTUNITIES, Opportunity)):
        record = sample.snapshot[kind][-1]
        page.reveal(record.id)
        assert page.register(at).isVisible()
        assert page.register(at).table.selection() == (record.id,)


def test_turned_to_a_client_no_private_concern_and_no_line_for_one_is_there(
    page: NextStepsPage, sample: Viewpoint, qtbot: Any
) -> None:
    qtbot.mouseClick(tab(page, "Concerns"), Qt.MouseButton.LeftButton)
    private = [one.text for one in sample.snapshot[Concern] if one.audience == "consultant"]
    sample.turn(audiences.everyone(sample.snapshot.parties))
    shown = [record.heading for record in page.register(CONCERNS).table.model.every]
    assert shown
    assert not set(private) & set(shown)
    assert not [one for one in page.findChildren(AddLine) if one.accessibleName().startswith("Unspoken")]


def test_without_steps_it_is_said_what_belongs_here(page: NextStepsPage, sample: Viewpoint) -> None:
    ids = [one.id for one in sample.snapshot[RiskStep]]
    sample.do(
        "Trust steps deleted",
        lambda session: records.delete(session, [records.get(session, RiskStep, id) for id in ids]),
    )
    assert not page.findChild(StepView).isVisible()
    assert "A trust step is a risk that one side takes" in words(page.register(STEPS).table)
    assert not [
        one
        for one in page.findChildren(QAbstractButton)
        if one.property("role") == "figure" and one.isVisible()
    ]
