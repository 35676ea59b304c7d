"""Where the keyboard is can be seen on every control, and Enter presses what can be pressed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QCursor, QEnterEvent, QImage
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui import theme
from ui.widgets.basics import ButtonRole, boxed, button, column, icon_button
from ui.widgets.choice_card import ChoiceCard
from ui.widgets.line_button import LineButton
from ui.widgets.sentence_button import SentenceButton

ENOUGH: Final = 3.0
"""The contrast that can be told apart without looking for it (WCAG 2.2, 2.4.13)."""


def pressed(role: ButtonRole) -> QPushButton:
    made = button("Words", role)
    made.setCheckable(True)
    made.setChecked(True)
    return made


CONTROLS: Final[dict[str, Callable[[], QWidget]]] = {
    **{
        role: lambda role=role: button("Words", role)  # type: ignore[misc]
        for role in ("plain", "primary", "quiet", "link", "figure", "chip", "tab", "fold")
    },
    "chip that is on": lambda: pressed("chip"),
    "tab that is on": lambda: pressed("tab"),
    "icon": lambda: icon_button("menu", "Menu"),
    "line": lambda: QLineEdit("Words"),
    "prose": lambda: QPlainTextEdit("Words"),
    "list": lambda: QComboBox(),
    "box": lambda: QCheckBox("Words"),
    "choice": lambda: QRadioButton("Words"),
    "line button": lambda: LineButton("Words"),
    "sentence button": lambda: SentenceButton("Words"),
    "card": lambda: ChoiceCard("Words", "2 words", "Some more words"),
}


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    theme.wear(qapp, request.param)
    yield request.param
    theme.wear(qapp, "light")


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def lines_that_changed(before: QImage, after: QImage) -> list[int]:
    """The rows of pixels of which most changed so that it can be seen."""
    across = range(0, before.width(), 2)
    return [
        y
        for y in range(before.height())
        if sum(contrast(before.pixelColor(x, y), after.pixelColor(x, y)) >= ENOUGH for x in across)
        > len(across) * 0.6
    ]


@pytest.mark.parametrize("name", CONTROLS)
def test_a_ring_shows_where_the_keyboard_is(qtbot: QtBot, scheme: str, name: str) -> None:
    control = CONTROLS[name]()
    other = QLineEdit()
    window = boxed(column(other, control, 1, margins=20))
    qtbot.addWidget(window)
    window.resize(300, 200)
    window.show()
    window.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    before = window.grab(control.geometry()).toImage()
    control.setFocus(Qt.FocusReason.TabFocusReason)
    assert control.hasFocus()
    changed = lines_that_changed(before, window.grab(control.geometry()).toImage())
    assert changed
    middle = before.height() / 2
    assert min(changed) < middle
    assert max(changed) > middle or name == "tab that is on"  # below it there is a line of the same colour


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_an_icon_is_pressed_by_enter_as_by_space(qtbot: QtBot, key: Qt.Key) -> None:
    pressed: list[bool] = []
    made = icon_button("x", "Close", run=lambda: pressed.append(True))
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    qtbot.keyClick(made, key)
    assert pressed == [True]


def test_a_button_whose_menu_was_left_elsewhere_no_longer_looks_pointed_at(qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.addAction("One")
    made = icon_button("menu", "Menu")
    made.open_by(menu)
    qtbot.addWidget(made)
    made.show()
    at = QPointF(3, 3)
    QApplication.sendEvent(made, QEnterEvent(at, at, at))
    made.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, True)
    QCursor.setPos(made.mapToGlobal(QPoint(400, 400)))
    menu.popup(made.mapToGlobal(QPoint(0, 40)))
    menu.close()
    assert not made.underMouse()
