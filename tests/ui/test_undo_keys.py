"""Ctrl+Z in a text: letters while they are not saved, then the last step."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.ui.acts.promises import at
from tests.ui.conftest import TODAY
from tests.ui.hands import Hands
from tests.ui.windows import opened
from ui.viewpoint import Viewpoint


@pytest.fixture
def hands(sample: Viewpoint) -> Iterator[Hands]:
    """Hands at the form of an open promise."""
    with opened(sample.desk, TODAY) as workspace:
        made = Hands(workspace)
        at(made, "C29")
        yield made


def _typed() -> str:
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    return field.text()


def test_letters_that_are_not_saved_are_taken_back_in_the_field(hands: Hands) -> None:
    hands.enter("Due", hands.page.inspector)
    stood, step = _typed(), hands.viewpoint.desk.step
    hands.type("x")
    hands.press("Ctrl+Z")
    assert _typed() == stood
    hands.press("Ctrl+Shift+Z")
    assert _typed() != stood
    assert hands.viewpoint.desk.step == step


def test_once_it_is_saved_the_step_is_taken_back_and_the_field_shows_it(hands: Hands) -> None:
    hands.unfold("More about it")
    hands.enter("Ref", hands.page.inspector)
    stood = _typed()
    hands.type("b", "Return")
    assert hands.viewpoint.undo_name == "Promise changed"
    hands.press("Ctrl+Z")
    assert _typed() == stood
    assert hands.viewpoint.undo_name != "Promise changed"


def test_in_a_line_that_was_emptied_by_adding_the_key_takes_back_what_was_added(hands: Hands) -> None:
    hands.go("people")
    hands.enter("Add somebody of Holmquay Logistics: name, position")
    hands.type("Anna Bell", "Return")
    assert hands.viewpoint.undo_name == "Person added"
    hands.press("Ctrl+Z")
    assert hands.viewpoint.undo_name != "Person added"
    assert _typed() == ""
