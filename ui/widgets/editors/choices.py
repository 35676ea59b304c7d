"""Editors of choices: one of some words, words of one's own, several at once, yes or no."""

from __future__ import annotations

from typing import Final, cast

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtGui import QAction, QIcon, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QMenu, QPushButton, QSizePolicy

from trustdesk.records import Commitment, Field, RiskStep
from trustdesk.style.marks import MARKS
from ui import icons
from ui.choice_words import choice_words
from ui.marks import step_mark
from ui.viewpoint import Viewpoint
from ui.widgets.basics import button
from ui.widgets.editors.editor import Editor
from ui.widgets.editors.picking import Combo
from ui.words import caption, say

_MISSED_MARK: Final = "missed_silent"
_BETWEEN: Final = "; "


def choice_icon(field: Field, choice: str) -> QIcon | None:
    """The mark that stands beside a choice, where it is an outcome."""
    if field.name == Commitment.fields["outcome"].name and choice in Commitment.fields["outcome"].choices:
        return icons.mark_icon(choice if choice in MARKS else _MISSED_MARK)
    mark = step_mark(choice)
    if choice in RiskStep.fields["status"].choices and mark in MARKS:
        return icons.mark_icon(mark)
    return None


class ChoiceEditor(Editor):
    """One of the declared choices, or none where it may be left open."""

    wide = 140

    def __init__(self, field: Field, viewpoint: Viewpoint, *, optional: bool = True) -> None:
        super().__init__(field, viewpoint, optional=optional)
        self._combo = Combo()
        if optional:
            self._combo.addItem("–", None)
        for choice in field.choices:
            self._combo.addItem(choice_icon(field, choice) or QIcon(), choice_words(field, choice), choice)
        self._combo.activated.connect(lambda _at: self._on_control_chosen())
        self.hold(self._combo)

    def value(self) -> object:
        return cast("str | None", self._combo.currentData())

    def show_value(self, value: object) -> None:
        at = self._combo.findData(value or None)
        if at < 0 and value:
            # What a later version of the program may know: it stays as it is.
            self._combo.addItem(str(value), value)
            at = self._combo.count() - 1
        self._combo.setCurrentIndex(at)


class OwnChoiceEditor(Editor):
    """A choice for which the declared words are suggestions and any others will do."""

    wide = 150

    def __init__(self, field: Field, viewpoint: Viewpoint, *, optional: bool = True) -> None:
        super().__init__(field, viewpoint, optional=optional)
        self._combo = Combo()
        self._combo.setEditable(True)
        self._combo.setInsertPolicy(Combo.InsertPolicy.NoInsert)
        self._known = {choice_words(field, choice): choice for choice in field.choices}
        self._combo.addItems(list(self._known))
        self._combo.setCurrentIndex(-1)
        line = cast(QLineEdit, self._combo.lineEdit())
        line.textEdited.connect(lambda _text: self._on_control_edited())
        line.returnPressed.connect(self.left)
        self._combo.activated.connect(lambda _at: self._on_control_chosen())
        self.hold(self._combo, self._combo, line)

    def value(self) -> object:
        typed = " ".join(self._combo.currentText().splitlines())
        return self._known.get(typed, typed) or None

    def show_value(self, value: object) -> None:
        shown = choice_words(self.field, str(value or ""))
        with QSignalBlocker(self._combo):
            if self._combo.currentText() != shown:
                self._combo.setCurrentText(shown)


class SeveralEditor(Editor):
    """Any number of the declared choices, ticked in a menu that stays open."""

    wide = 150

    def __init__(self, field: Field, viewpoint: Viewpoint, *, optional: bool = True) -> None:
        super().__init__(field, viewpoint, optional=optional)
        self._combo = _MenuCombo()
        self._menu = self._combo.menu
        self._menu.installEventFilter(self)
        self._ticks: dict[str, QAction] = {}
        for choice in field.choices:
            tick = self._menu.addAction(caption(choice_words(field, choice)))
            tick.setCheckable(True)
            tick.toggled.connect(lambda _on: self._on_tick_toggled())
            self._ticks[choice] = tick
        self._menu.aboutToHide.connect(self.left)
        self.hold(self._combo)
        self.show_value("")

    def value(self) -> object:
        return _BETWEEN.join(choice for choice, tick in self._ticks.items() if tick.isChecked())

    def show_value(self, value: object) -> None:
        chosen = set(str(value or "").split(_BETWEEN))
        for choice, tick in self._ticks.items():
            with QSignalBlocker(tick):
                tick.setChecked(choice in chosen)
        self._name()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a tick leave the menu open, with the mouse and with the space bar."""
        if watched is self._menu:
            active = self._menu.activeAction()
            is_click = event.type() == QEvent.Type.MouseButtonRelease
            is_space = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
            is_space = is_space and cast(QKeyEvent, event).key() == Qt.Key.Key_Space
            if active is not None and (is_click or is_space):
                active.setChecked(not active.isChecked())
                return True
            return False
        return super().eventFilter(watched, event)

    def _on_tick_toggled(self) -> None:
        self._name()
        self._on_control_edited()

    def _name(self) -> None:
        chosen = (choice for choice, tick in self._ticks.items() if tick.isChecked())
        self._combo.say(", ".join(choice_words(self.field, choice) for choice in chosen) or "–")


class _MenuCombo(Combo):
    """A drop-down list that opens a menu instead."""

    def __init__(self) -> None:
        super().__init__()
        self.menu = QMenu(self)

    def say(self, words: str) -> None:
        """Show words in the closed list."""
        self.clear()
        self.addItem(words)

    def showPopup(self) -> None:
        self.menu.setMinimumWidth(self.width())
        self.menu.popup(self.mapToGlobal(self.rect().bottomLeft()))


class YesNoEditor(Editor):
    """A box to tick, with its label beside it."""

    wide = 120

    def __init__(self, field: Field, viewpoint: Viewpoint, *, optional: bool = True) -> None:
        super().__init__(field, viewpoint, optional=optional)
        self._box = QCheckBox(caption(say(field.label)))
        self._box.clicked.connect(lambda _on: self._on_control_chosen())
        self._stored: bool | None = None
        self.hold(self._box)

    def value(self) -> object:
        # Not said counts as no: only a real difference is one.
        return self._stored if self._box.isChecked() == bool(self._stored) else self._box.isChecked()

    def show_value(self, value: object) -> None:
        self._stored = cast("bool | None", value)
        self._box.setChecked(bool(value))


def party_chip(name: str) -> QPushButton:
    """A chip that is on while its party is chosen."""
    made = button(name, "chip")
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made
