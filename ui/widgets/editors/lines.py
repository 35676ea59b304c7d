"""Editors of text: one line, and several lines that grow with what is written."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QSizePolicy

from trustdesk.records import PROSE_LENGTH, TEXT_LENGTH, Field
from trustdesk.words import N_, Text, plural
from ui import theme
from ui.viewpoint import Viewpoint
from ui.widgets.basics import label
from ui.widgets.editors.editor import Editor
from ui.words import say

_SAID_FROM: Final = 0.9
"""The share of the longest allowed text from which on the rest is said."""
_FEWEST_LINES: Final = 2
_MOST_LINES: Final = 8
# Qt's own signs for the ends of paragraphs and lines.
_ENDS: Final = str.maketrans({"\u2029": "\n", "\u2028": "\n"})


class TypedEditor(Editor):
    """What is typed on one line. A subclass says what it means and how a value is written there."""

    def __init__(
        self, field: Field, viewpoint: Viewpoint, *, optional: bool = True, line: QLineEdit | None = None
    ) -> None:
        super().__init__(field, viewpoint, optional=optional)
        self._line = line or QLineEdit()
        self._line.textEdited.connect(lambda _text: self._on_control_edited())
        self._line.returnPressed.connect(self.left)
        self.hold(self._line)

    def written(self) -> str | None:
        return self._line.text()

    def show_written(self, text: str) -> None:
        self._line.setText(text)
        self._on_control_edited()

    def set_editable(self, editable: bool) -> None:
        self._line.setReadOnly(not editable)


class LineEditor(TypedEditor):
    """One line of text, kept as it was typed."""

    wide = 150

    def value(self) -> object:
        return " ".join(self._line.text().splitlines())

    def show_value(self, value: object) -> None:
        written = str(value or "")
        if self._line.text() != written:
            self._line.setText(written)
            self._line.setCursorPosition(0)

    def _on_control_edited(self) -> None:
        over = len(self._line.text()) - TEXT_LENGTH
        self.complain(say(_too_long(over, TEXT_LENGTH)) if over > 0 else None)
        self.edited.emit()


class ProseEditor(Editor):
    """Several lines of plain text in a field that grows with them. Tab leaves it."""

    wide = 240

    def __init__(self, field: Field, viewpoint: Viewpoint, *, optional: bool = True) -> None:
        super().__init__(field, viewpoint, optional=optional)
        self._text = Prose()
        self._text.textChanged.connect(self._on_text_changed)
        self._rest = label("", "note")
        self._rest.hide()
        self.hold(self._text)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self._rest)

    @property
    def enter_leaves(self) -> bool:
        """Whether Enter is handed on, as in a question; a new line is then begun with Shift and Enter."""
        return self._text.enter_leaves

    @enter_leaves.setter
    def enter_leaves(self, leaves: bool) -> None:
        self._text.enter_leaves = leaves

    def value(self) -> object:
        return self._text.written()

    def show_value(self, value: object) -> None:
        written = str(value or "")
        if self._text.written() != written:
            with QSignalBlocker(self._text):
                self._text.setPlainText(written)
            self._text.fit()
        self._say_rest()

    def written(self) -> str | None:
        return self._text.written()

    def show_written(self, text: str) -> None:
        self._text.setPlainText(text)

    def set_editable(self, editable: bool) -> None:
        self._text.setReadOnly(not editable)

    def _on_text_changed(self) -> None:
        self._say_rest()
        self.edited.emit()

    def _say_rest(self) -> None:
        rest = PROSE_LENGTH - len(self._text.written())
        self._rest.setVisible(0 <= rest < PROSE_LENGTH * (1 - _SAID_FROM))
        self._rest.setText(say(plural(N_("One more character fits."), N_("{n} more characters fit."), rest)))
        if rest < 0:
            self.complain(say(_too_long(-rest, PROSE_LENGTH)))
        elif self.complaint():
            self.complain(None)


class Prose(QPlainTextEdit):
    """A plain text field as tall as its text, within limits; what is pasted leaves its looks behind."""

    def __init__(self) -> None:
        super().__init__()
        self.enter_leaves = False
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.fit())
        self.viewport().setBackgroundRole(QPalette.ColorRole.NoRole)
        self.fit()

    def written(self) -> str:
        """The text as it was typed; Qt's own reading of it would lose spaces that do not break."""
        return self.document().toRawText().translate(_ENDS)

    def fit(self) -> None:
        """Be as tall as the text, from two lines to eight."""
        lines = min(max(round(self.document().size().height()), _FEWEST_LINES), _MOST_LINES)
        full = round(self.document().size().height()) > _MOST_LINES
        wanted = Qt.ScrollBarPolicy.ScrollBarAsNeeded if full else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(wanted)
        # The frame of the style sheet: its border and padding, above and below.
        tall = lines * self.fontMetrics().lineSpacing() + 2 * theme.px(4) + 2 + 1
        if self.height() != tall or self.minimumHeight() != tall:
            self.setFixedHeight(tall)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self.enter_leaves and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


def _too_long(over: int, most: int) -> Text:
    return plural(
        N_("One character too many: at most {most} are kept."),
        N_("{n} characters too many: at most {most} are kept."),
        over,
        most=most,
    )
