"""Figures that tell how they were computed: a click opens the formula in words, what went in, the result."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QPushButton, QScrollArea, QWidget

from trustdesk.errors import TrustDeskError
from trustdesk.measures.results import Explanation
from trustdesk.words import N_
from ui import theme
from ui.viewpoint import Viewpoint
from ui.widgets.basics import boxed, button, column, hairline, label, scrolled
from ui.widgets.popover import Popover
from ui.words import say

_WIDE: Final = 440
_TALLEST: Final = 300
"""How tall the list of what went in may be before it scrolls."""


def figure(text: str, viewpoint: Viewpoint, explain: Callable[[], Explanation]) -> QPushButton:
    """A figure to be read, which opens “how this is computed” when it is clicked."""
    made = button(text, "figure", about=say(N_("How this is computed")))
    made.clicked.connect(lambda _=False: open_explanation(made, viewpoint, explain))
    return made


def open_explanation(
    anchor: QWidget, viewpoint: Viewpoint, explain: Callable[[], Explanation]
) -> Popover | None:
    """Show below `anchor` how a figure was computed; what cannot be explained now is refused in words."""
    try:
        explanation = explain()
    except TrustDeskError as error:
        viewpoint.refused.emit(error)
        return None
    popover = Popover(anchor, column(_content(explanation)), say(explanation.title))
    popover.setAccessibleDescription(_spoken(explanation))
    popover.open_below()
    inputs = popover.findChild(QScrollArea)
    if inputs is not None:
        inputs.setFocus(Qt.FocusReason.PopupFocusReason)
    return popover


def _content(explanation: Explanation) -> QWidget:
    result = label(say(explanation.result), "strong", wrap=True)
    made = boxed(
        column(
            label(say(explanation.title), "heading", wrap=True),
            label(say(explanation.formula), "muted", wrap=True),
            hairline(),
            _inputs(explanation),
            hairline(),
            result,
            gap=12,
        )
    )
    made.setFixedWidth(theme.px(_WIDE))
    return made


def _inputs(explanation: Explanation) -> QWidget:
    if not explanation.inputs:
        return label(say(N_("Nothing went in yet.")), "muted")
    rows = QGridLayout()
    rows.setContentsMargins(0, 0, theme.px(12), 0)
    rows.setHorizontalSpacing(theme.px(16))
    rows.setVerticalSpacing(theme.px(8))
    rows.setColumnStretch(0, 1)
    rows.setColumnStretch(1, 1)
    for at, (name, value) in enumerate(explanation.inputs):
        for side, words in enumerate((name, value)):
            cell = label(say(words), "body" if side == 0 else "muted", wrap=True)
            cell.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            rows.addWidget(cell, at, side)
    content = boxed(rows)
    view = scrolled(content)
    view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    view.setAccessibleName(say(N_("What went in")))
    needed = rows.heightForWidth(theme.px(_WIDE) - theme.px(12)) + theme.px(4)
    room = QGuiApplication.primaryScreen().availableGeometry().height() // 2
    view.setFixedHeight(min(needed, theme.px(_TALLEST), room))
    return view


def _spoken(explanation: Explanation) -> str:
    inputs = [f"{say(name)}: {say(value)}" for name, value in explanation.inputs]
    return "\n".join((say(explanation.formula), *inputs, say(explanation.result)))
