"""Editors of links to other records: one, or several."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final, cast

from PySide6.QtCore import QSignalBlocker, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QPushButton, QVBoxLayout

from trustdesk.records import Field, Party, Record
from trustdesk.words import N_, Text
from ui import theme
from ui.viewpoint import Viewpoint
from ui.widgets.basics import boxed, clear, column, icon_button, row
from ui.widgets.editors.candidates import Candidate, candidates
from ui.widgets.editors.choices import party_chip
from ui.widgets.editors.editor import Editor
from ui.widgets.editors.picking import Combo
from ui.widgets.flow import Flow
from ui.widgets.line_button import LineButton
from ui.words import say

MOST_TO_SEE: Final = 8
"""Up to so many records are chosen from a list; from more, by typing a part of their words."""
_BLANK_IS_ALL: Final = ("receivers",)
"""Links to parties that mean all the others where none is named."""


class LinkEditor(Editor):
    """One record of those there are: chosen from a list, or found by typing some of its words."""

    wide = 150

    def __init__(self, field: Field, viewpoint: Viewpoint, *, optional: bool = True) -> None:
        super().__init__(field, viewpoint, optional=optional)
        self._combo = Combo()
        self._combo.setInsertPolicy(Combo.InsertPolicy.NoInsert)
        self._combo.activated.connect(lambda _at: self._on_control_chosen())
        self._offered: tuple[Candidate, ...] = ()
        self.hold(self._combo)

    def value(self) -> object:
        if self._combo.isEditable():
            return self._typed()
        return cast("str | None", self._combo.currentData())

    def show_value(self, value: object) -> None:
        at = self._combo.findData(value)
        self._combo.setCurrentIndex(at)
        if at < 0 and self._combo.isEditable():
            self._combo.setEditText("")

    def suit(self, record: Record | None) -> None:
        offered = candidates(self.field, self.viewpoint, record)
        if offered == self._offered and self._combo.count():
            return
        kept = self._combo.currentData()
        self._offered = offered
        with QSignalBlocker(self._combo):
            self._combo.clear()
            if self.optional:
                self._combo.addItem("" if len(offered) > MOST_TO_SEE else "–", None)
            for one in offered:
                self._combo.addItem(one.icon, one.words, one.id)
            self._make_typable(len(offered) > MOST_TO_SEE)
            self.show_value(kept)

    def _make_typable(self, typable: bool) -> None:
        if typable == self._combo.isEditable():
            return
        self._combo.setEditable(typable)
        line = self._combo.lineEdit()
        if line is not None:
            line.textEdited.connect(lambda _text: self._on_control_edited())
            line.setPlaceholderText(say(N_("Type to find")))
            self.watch(line)
            completer = cast(QCompleter, self._combo.completer())
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.activated.connect(lambda _chosen: self.left.emit())

    def _typed(self) -> str | None:
        typed = self._combo.currentText().strip().casefold()
        if not typed and self.optional:
            return None
        exact = [one for one in self._offered if one.words.casefold() == typed]
        fitting = exact or [one for one in self._offered if typed and typed in one.words.casefold()]
        chosen = cast("str | None", self._combo.currentData())
        if chosen in {one.id for one in exact}:
            return chosen
        if len(fitting) != 1:
            raise self.unreadable(_several(fitting))
        return fitting[0].id


class PartiesEditor(Editor):
    """Some of the parties: each is a chip that is on or off."""

    wide = 160

    def __init__(self, field: Field, viewpoint: Viewpoint, *, optional: bool = True) -> None:
        super().__init__(field, viewpoint, optional=optional)
        self._chips: dict[str, QPushButton] = {}
        self._stored: tuple[str, ...] = ()
        self._blank_is_all = field.name in _BLANK_IS_ALL
        self._line = Flow(theme.px(8))
        centred = column(self._line)
        centred.setContentsMargins(0, theme.px(3), 0, theme.px(3))
        self.hold(boxed(centred))

    def value(self) -> object:
        chosen = tuple(id for id, chip in self._chips.items() if chip.isChecked())
        if set(chosen) == self._meant(self._stored):
            return self._stored
        return () if self._meant(chosen) == self._meant(()) else chosen

    def show_value(self, value: object) -> None:
        self._stored = tuple(cast("Sequence[str]", value or ()))
        for id, chip in self._chips.items():
            chip.setChecked(id in self._meant(self._stored))

    def set_editable(self, editable: bool) -> None:
        for chip in self._chips.values():
            chip.setEnabled(editable)

    def suit(self, record: Record | None) -> None:
        offered = candidates(self.field, self.viewpoint, record)
        names = {id: chip.accessibleName() for id, chip in self._chips.items()}
        if {one.id: one.words for one in offered} == names:
            return
        for chip in self._chips.values():
            self._line.take(chip)
            chip.deleteLater()
        self._chips = {one.id: party_chip(one.words) for one in offered}
        for chip in self._chips.values():
            chip.clicked.connect(lambda _on: self._on_chip_clicked())
            self.watch(chip)
            self._line.add(chip)
        self._watched = list(self._chips.values())
        if self._watched:
            self.setFocusProxy(self._watched[0])
        self.show_value(self._stored)

    def _meant(self, ids: Sequence[str]) -> set[str]:
        """The parties that are meant: where blank means all the others, all of them."""
        here = [id for id in ids if id in self._chips]
        return set(here or (self._chips if self._blank_is_all else ()))

    def _on_chip_clicked(self) -> None:
        if self._blank_is_all and not any(chip.isChecked() for chip in self._chips.values()):
            self.show_value(())
        self._on_control_chosen()


class LinksEditor(Editor):
    """Several records: each on a line that can be taken away, and a line to find another by its words."""

    wide = 260

    def __init__(self, field: Field, viewpoint: Viewpoint, *, optional: bool = True) -> None:
        super().__init__(field, viewpoint, optional=optional)
        self._chosen: list[str] = []
        self._offered: dict[str, Candidate] = {}
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._find = QLineEdit()
        self._find.setPlaceholderText(say(N_("Type to find and add")))
        self._find.returnPressed.connect(self._on_find_return)
        self._proposed = QStringListModel(self)
        self._find.setCompleter(self._completer())
        self.left.connect(self._on_left)
        self._removable = True
        self.hold(boxed(column(self._lines, self._find, gap=4)), self._find)

    def value(self) -> object:
        if self._find.text().strip():
            raise self.unreadable(_several(self._fitting()))
        return tuple(self._chosen)

    def show_value(self, value: object) -> None:
        self._chosen = list(cast("Sequence[str]", value or ()))
        self._show_lines()

    def suit(self, record: Record | None) -> None:
        self._offered = {one.id: one for one in candidates(self.field, self.viewpoint, record)}
        proposed = [one.words for one in self._offered.values()]
        if proposed != self._proposed.stringList():
            self._proposed.setStringList(proposed)
        self._show_lines()

    def set_editable(self, editable: bool) -> None:
        self._find.setVisible(editable)
        self._removable = editable
        self._show_lines()

    def _completer(self) -> QCompleter:
        made = QCompleter(self._proposed, self._find)
        made.setFilterMode(Qt.MatchFlag.MatchContains)
        made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        # Later: first the list closes and the line takes its words, and only then are they used up.
        made.activated.connect(lambda words: self._add_words(str(words)), Qt.ConnectionType.QueuedConnection)
        return made

    def _show_lines(self) -> None:
        clear(self._lines)
        for id in self._chosen:
            one = self._offered.get(id)
            words = one.words if one is not None else ""
            remove = icon_button("x", say(Text(N_("Take away {words}"), {"words": words})))
            remove.clicked.connect(lambda _on=False, id=id: self._remove(id))
            if not self._removable:
                remove.hide()
            shown = LineButton(words, run=partial(self.viewpoint.reveal, id))
            self._lines.addLayout(row(shown, remove, gap=4))

    def _fitting(self) -> list[Candidate]:
        typed = self._find.text().strip().casefold()
        free = [one for one in self._offered.values() if one.id not in self._chosen]
        exact = [one for one in free if one.words.casefold() == typed]
        by_ref = [one for one in free if one.words.casefold().startswith(f"{typed} · ")]
        return exact or by_ref or [one for one in free if typed and typed in one.words.casefold()]

    def _on_find_return(self) -> None:
        fitting = self._fitting()
        if len(fitting) == 1:
            self._add(fitting[0])
        elif self._find.text().strip():
            self.complain(say(_several(fitting)))

    def _on_left(self) -> None:
        fitting = self._fitting()
        if self._find.text().strip() and len(fitting) == 1:
            self._add(fitting[0])

    def _add_words(self, words: str) -> None:
        found = next((one for one in self._offered.values() if one.words == words), None)
        if found is not None and found.id not in self._chosen:
            self._add(found)
        else:
            self._find.clear()

    def _add(self, one: Candidate) -> None:
        self._chosen.append(one.id)
        self._find.clear()
        self._tell()

    def _remove(self, id: str) -> None:
        self._chosen.remove(id)
        self._find.setFocus()
        self._tell()

    def _tell(self) -> None:
        self._show_lines()
        self._on_control_chosen()


def is_of_parties(field: Field) -> bool:
    """Whether a field links to parties only."""
    return field.targets == (Party.__tablename__,)


def _several(fitting: Sequence[Candidate]) -> Text:
    if fitting:
        return Text(N_("This fits more than one. Choose one from the list."))
    return Text(N_("There is none of that name. Choose one from the list."))
