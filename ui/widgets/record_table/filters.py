"""What narrows a table: chips with their counts, a line to search in, one button that takes it all back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QPushButton, QWidget

from trustdesk.words import N_, Text
from ui import icons, theme
from ui.widgets.basics import boxed, button, label, row
from ui.widgets.flow import Flow
from ui.widgets.in_line import clearable, lead
from ui.widgets.record_table.column import Chip
from ui.words import caption, say

_BESIDE: Final = 700
_PAUSE: Final = 120
"""How many milliseconds after a key the search begins, so that typing stays quick in a long table."""


class Filters(QWidget):
    """The line above a table; `changed` tells that other records are to be let through.

    A chip that would let nothing through is not offered, unless it is on.
    """

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._chips: dict[str, Chip] = {}
        self._buttons: dict[str, QPushButton] = {}
        self._flow = Flow(theme.px(6))
        self.search = _search_line(name)
        self.search.textChanged.connect(self._on_search_changed)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PAUSE)
        self._wait.timeout.connect(self.changed)
        self._told = label("", "muted")
        self._clear = button(say(N_("Clear")), "link", run=self.clear)
        self._state = boxed(row(self._told, self._clear, gap=8))
        self._flow.add(self._state)
        self._state.hide()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(theme.px(12))
        self._line.addWidget(self._flow, 1)
        self._line.addWidget(self.search, 0, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the line to search in stands above the chips."""
        super().resizeEvent(event)
        beside = self.width() >= theme.px(_BESIDE)
        below = QBoxLayout.Direction.BottomToTop
        self._line.setDirection(QBoxLayout.Direction.LeftToRight if beside else below)
        self._line.setSpacing(theme.px(12 if beside else 6))

    def offer(self, chips: Sequence[Chip]) -> None:
        """Offer these chips; those of the same name that were on stay on."""
        if tuple(chips) == tuple(self._chips.values()):
            return
        on = {name for name, made in self._buttons.items() if made.isChecked()}
        for made in self._buttons.values():
            self._flow.take(made)
            made.deleteLater()
        self._flow.take(self._state)
        self._chips = {chip.name: chip for chip in chips}
        self._buttons = {chip.name: self._made(chip) for chip in chips}
        for name, made in self._buttons.items():
            made.setChecked(name in on)
            self._flow.add(made)
        self._flow.add(self._state)

    @property
    def words(self) -> tuple[str, ...]:
        """The words that are searched for."""
        return tuple(self.search.text().split())

    @property
    def offered(self) -> tuple[Chip, ...]:
        """All chips, those too that would let nothing through."""
        return tuple(self._chips.values())

    @property
    def on(self) -> tuple[Chip, ...]:
        """The chips that are on."""
        return tuple(chip for name, chip in self._chips.items() if self._buttons[name].isChecked())

    def turn(self, name: str, on: bool = True) -> None:
        """Turn a chip on or off, as a click would."""
        made = self._buttons.get(name)
        if made is not None and made.isChecked() != on:
            made.click()

    def tell(self, counts: Mapping[str, int], shown: int, of: int) -> None:
        """Say how many each chip lets through, and how many rows are shown."""
        for name, made in self._buttons.items():
            chip, n = self._chips[name], counts.get(name, 0)
            words = chip.label if chip.own else say(chip.label)
            made.setText(caption(f"{words}  {n}"))
            made.setAccessibleName(say(Text(N_("{filter}, {n}"), {"filter": words, "n": n})))
            made.setVisible(bool(n) or made.isChecked())
        told = Text(N_("{shown} of {of} shown"), {"shown": shown, "of": of})
        self._told.setText(say(told))
        self._state.setVisible(bool(self.on or self.words))

    def clear(self) -> None:
        """Let everything through."""
        self._wait.stop()
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        for made in self._buttons.values():
            made.setChecked(False)
        self.changed.emit()

    def _made(self, chip: Chip) -> QPushButton:
        made = button(chip.label if chip.own else say(chip.label), "chip")
        if chip.party is not None:
            made.setIcon(icons.party_icon(chip.party))
            made.setIconSize(QSize(theme.px(14), theme.px(10)))
        made.clicked.connect(lambda on=False: self._on_chip_clicked(chip, on))
        return made

    def _on_chip_clicked(self, chip: Chip, on: bool) -> None:
        if on and chip.group:
            for other in self._chips.values():
                if other.group == chip.group and other is not chip:
                    self._buttons[other.name].setChecked(False)
        self.changed.emit()

    def _on_search_changed(self) -> None:
        self._wait.start()


def _search_line(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setPlaceholderText(say(N_("Search in this list")))
    made.setAccessibleName(say(Text(N_("Search in {list}"), {"list": name})))
    made.setFixedWidth(theme.px(200))
    lead(made, "search")
    clearable(made)
    return made
