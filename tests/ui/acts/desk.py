"""What is done to a whole relationship, and what is brought back from its history."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from tests import chemical
from tests.ui.acts import act
from tests.ui.acts.promises import at
from tests.ui.hands import Hands


def _home(hands: Hands) -> None:
    """Go to the page of the whole desk."""
    hands.press("Alt+Home")
    hands.settle()


@act
def a_relationship_is_begun(hands: Hands) -> Iterator[None]:
    _home(hands)
    yield
    hands.press("Ctrl+N")
    hands.settle()
    hands.write("Party 1", "Northmere Dairies")
    hands.write("Party 2", "Ostwick Farms")
    hands.click("Begin")


@act
def a_workbook_is_imported(hands: Hands) -> Iterator[None]:
    _home(hands)
    yield
    hands.press("Ctrl+I")
    hands.settle()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(chemical.CASE))])
    copy, left, free = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(hands.page.panel, QDragEnterEvent(QPointF(9, 9), copy, data, left, free))
    QApplication.sendEvent(hands.page.panel, QDropEvent(QPointF(9, 9), copy, data, left, free))
    hands.settle()
    hands.press("Space")


@act
def a_relationship_is_deleted(hands: Hands) -> Iterator[None]:
    hands.go("setup")
    yield
    hands.press("Ctrl+K")
    hands.type("Delete this relationship")
    hands.settle()
    hands.press_and_answer("Return", "Delete the relationship")


@act
def an_earlier_value_is_restored_from_the_history(hands: Hands) -> Iterator[None]:
    at(hands, "C29")
    hands.enter("Promise", hands.page.inspector)
    hands.press("Ctrl+A")
    hands.type("Agree how sets are counted", "Tab")
    yield
    hands.go("history")
    hands.press("Down")
    hands.settle()
    hands.click("Restore this value", hands.page)
    hands.press("Alt+Left")
