"""Several parties of a relationship as one reader: a chip each, of which one at least is on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from trustdesk import audience as audiences
from trustdesk.audience import SEPARATOR, Audience
from trustdesk.records import Party
from trustdesk.words import N_
from ui import theme
from ui.choice_words import PAIR
from ui.widgets.editors.choices import party_chip
from ui.widgets.flow import Flow
from ui.words import say


class PartiesChoice(Flow):
    """The chips. `chosen` tells that another reader was chosen."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__(theme.px(8))
        self.setAccessibleName(say(N_("Which parties")))
        self._parties: tuple[Party, ...] = ()
        self._chips: list[QPushButton] = []

    def offer(self, parties: Sequence[Party]) -> None:
        """Offer these parties; the first two are chosen, which is the least that several are."""
        for chip in self._chips:
            self.take(chip)
            chip.deleteLater()
        self._parties = tuple(parties)
        self._chips = [party_chip(party.name) for party in parties]
        for place, chip in enumerate(self._chips):
            chip.setChecked(place < PAIR)
            chip.clicked.connect(lambda _on=False, chip=chip: self._on_chip_clicked(chip))
            self.add(chip)

    @property
    def reader(self) -> Audience:
        """The chosen parties as one reader, who sees what every one of them may see."""
        chosen = [
            party.name for party, chip in zip(self._parties, self._chips, strict=True) if chip.isChecked()
        ]
        if len(chosen) == len(self._parties):
            return audiences.everyone(self._parties)
        return audiences.parse(SEPARATOR.join(chosen), self._parties)

    def _on_chip_clicked(self, chip: QPushButton) -> None:
        if not any(one.isChecked() for one in self._chips):
            chip.setChecked(True)  # somebody has to read it
        else:
            self.chosen.emit()
