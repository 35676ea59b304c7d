from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from trustdesk.errors import TrustDeskError
from trustdesk.measures import explain_record
from trustdesk.measures.results import Explanation
from trustdesk.words import Text, render
from ui.viewpoint import Viewpoint
from ui.widgets.explain import figure
from ui.widgets.popover import Popover


def test_a_figure_opens_how_it_was_computed_and_escape_goes_back_to_it(
    sample: Viewpoint, qtbot: QtBot
) -> None:
    party = sample.snapshot.parties[0]
    button = figure("7 of 10", sample, lambda: explain_record.kept_on_the_day(sample.snapshot, party))
    qtbot.addWidget(button)
    button.show()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    popover = button.findChild(Popover)
    assert isinstance(popover, Popover)
    explanation = explain_record.kept_on_the_day(sample.snapshot, party)
    said = [label.text() for label in popover.findChildren(QLabel)]
    for words in (explanation.title, explanation.formula, explanation.result):
        assert render(words) in said
    for name, value in explanation.inputs:
        assert render(name) in said
        assert render(value) in said
    assert render(explanation.result) in popover.accessibleDescription()
    with qtbot.waitSignal(popover.closed):
        qtbot.keyClick(popover, Qt.Key.Key_Escape)


def test_names_of_users_are_shown_as_they_stand_in_an_explanation(sample: Viewpoint, qtbot: QtBot) -> None:
    name = Text("{name}", {"name": "<b>R&D</b>"})
    button = figure("1", sample, lambda: Explanation(name, Text(""), ((name, Text("1")),), Text("1")))
    qtbot.addWidget(button)
    button.show()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    popover = button.findChild(Popover)
    assert isinstance(popover, Popover)
    shown = [label for label in popover.findChildren(QLabel) if label.text() == "<b>R&D</b>"]
    assert len(shown) == 2
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in shown)
    popover.close()


def test_what_cannot_be_explained_now_is_refused_in_words(sample: Viewpoint, qtbot: QtBot) -> None:
    def refuse() -> Explanation:
        raise TrustDeskError(Text("Not now."))

    button = figure("1", sample, refuse)
    qtbot.addWidget(button)
    button.show()
    with qtbot.waitSignal(sample.refused):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.findChild(Popover) is None
