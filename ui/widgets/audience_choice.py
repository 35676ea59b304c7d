"""Who may read a record: the choice in plain words, and the guard before more people may."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QWidget

from trustdesk.audience import CONSULTANT, JOINT, SEPARATOR
from trustdesk.records import Field, Kind, Party, Record
from trustdesk.records.base import kind_of
from trustdesk.words import N_, Text
from ui import icons, theme
from ui.viewpoint import Viewpoint
from ui.widgets.basics import boxed, button, column, label, row, scrolled
from ui.widgets.editors.choices import party_chip
from ui.widgets.editors.editor import Editor
from ui.widgets.editors.picking import Combo
from ui.widgets.popover import Popover
from ui.words import say

_SOME: Final = "some"
_TWO: Final = 2


def readers(stored: str, parties: Sequence[Party]) -> frozenset[str]:
    """The ids of the parties who may read what has the audience `stored`."""
    if stored == JOINT:
        return frozenset(party.id for party in parties)
    return frozenset() if stored == CONSULTANT else frozenset(stored.split(SEPARATOR))


def widened(before: str, after: str, parties: Sequence[Party]) -> tuple[Party, ...]:
    """The parties who may not read what has the audience `before`, and may once it has `after`."""
    more = readers(after, parties) - readers(before, parties)
    return tuple(party for party in parties if party.id in more)


class AudienceEditor(Editor):
    """All parties, one, several, or nobody but the consultant."""

    wide = 200

    def __init__(self, field: Field, viewpoint: Viewpoint, *, optional: bool = True) -> None:
        super().__init__(field, viewpoint, optional=optional)
        self._parties: tuple[Party, ...] = ()
        self._combo = Combo()
        self._combo.activated.connect(lambda _at: self._on_combo_activated())
        self._chips: dict[str, QPushButton] = {}
        self._some = boxed(row(gap=8))
        self._some.hide()
        self.hold(boxed(column(self._combo, self._some, gap=4)), self._combo)

    def value(self) -> object:
        chosen = cast(str, self._combo.currentData())
        if chosen != _SOME:
            return chosen
        ids = sorted(id for id, chip in self._chips.items() if chip.isChecked())
        if not ids:
            raise self.unreadable(Text(N_("Choose at least one party.")))
        return JOINT if len(ids) == len(self._parties) else SEPARATOR.join(ids)

    def show_value(self, value: object) -> None:
        self._offer()
        stored = str(value or JOINT)
        at = self._combo.findData(stored)
        self._combo.setCurrentIndex(at if at >= 0 else self._combo.findData(_SOME))
        for id, chip in self._chips.items():
            chip.setChecked(id in readers(stored, self._parties))
        self._some.setVisible(self._combo.currentData() == _SOME)

    def suit(self, record: Record | None) -> None:
        self._offer()

    def _offer(self) -> None:
        parties = self.viewpoint.snapshot.parties if self.viewpoint.relationship else ()
        if [(one.id, one.name) for one in parties] == [(one.id, one.name) for one in self._parties]:
            return
        self._parties = parties
        chosen = self._combo.currentData()
        self._combo.clear()
        self._combo.addItem(icons.icon("users"), say(N_("All parties")), JOINT)
        for place, party in enumerate(parties):
            words = say(Text(N_("Only {party}"), {"party": party.name}))
            self._combo.addItem(icons.party_icon(place), words, party.id)
        if len(parties) > _TWO:
            self._combo.addItem(icons.icon("users"), say(N_("Several parties…")), _SOME)
        self._combo.addItem(icons.icon("lock"), say(N_("Only me")), CONSULTANT)
        self._combo.setCurrentIndex(max(self._combo.findData(chosen), 0))
        self._make_chips()

    def _make_chips(self) -> None:
        for chip in self._chips.values():
            chip.deleteLater()
        self._chips = {party.id: party_chip(party.name) for party in self._parties}
        line = self._some.layout()
        assert line is not None
        for chip in self._chips.values():
            chip.clicked.connect(lambda _on: self._on_control_edited())
            self.watch(chip)
            line.addWidget(chip)

    def _on_combo_activated(self) -> None:
        is_some = self._combo.currentData() == _SOME
        self._some.setVisible(is_some)
        if is_some:
            self.complain(None)
            next(iter(self._chips.values())).setFocus()
        else:
            self._on_control_chosen()


def ask_before_widening(
    viewpoint: Viewpoint,
    record: Record,
    after: str,
    anchor: QWidget,
    do: Callable[[], object],
    keep: Callable[[], object] = lambda: None,
) -> None:
    """Before more people may read a record: show its exact words and who will read them, and ask.

    Nothing is asked, and `do` is called at once, where nobody new may read it.
    """
    before = str(getattr(record, "audience", JOINT))
    more = widened(before, after, viewpoint.snapshot.parties)
    if not more:
        do()
        return
    names = ", ".join(party.name for party in more)
    question = label(
        say(Text(N_("{parties} will read these words:"), {"parties": names})), "strong", wrap=True
    )
    popover_holder: list[Popover] = []
    answered: list[bool] = []

    def answer(yes: bool) -> None:
        answered.append(yes)
        popover_holder[0].close()
        (do if yes else keep)()

    stay = button(say(N_("Keep it as it is")), "primary", run=lambda: answer(False))
    go_on = button(say(N_("Let them read it")), run=lambda: answer(True))
    shown = scrolled(boxed(column(*_words(viewpoint, record), 1, gap=8)))
    shown.setMinimumWidth(theme.px(360))
    shown.setMinimumHeight(theme.px(120))
    content = column(question, shown, row(1, go_on, stay), gap=12)
    popover = Popover(anchor, content, question.text())
    popover_holder.append(popover)
    popover.closed.connect(lambda: None if answered else keep())
    popover.open_below()
    # Later: the key that chose the readers is still on its way, and would answer.
    QTimer.singleShot(0, stay, stay.setFocus)


def _words(viewpoint: Viewpoint, record: Record) -> list[QWidget]:
    """Every word of a record that its readers read, and of what belongs to it, each under its label."""
    found: list[QWidget] = []
    for one in (record, *_belonging(viewpoint, record)):
        for field in kind_of(one).fields.values():
            words = getattr(one, field.name, None)
            if field.kind in (Kind.TEXT, Kind.PROSE) and not field.private and words and field.name != "ref":
                found.append(
                    boxed(column(label(say(field.label), "note"), label(str(words), wrap=True), gap=0))
                )
    return found


def _belonging(viewpoint: Viewpoint, record: Record) -> list[Record]:
    """What is bound to a record and has no audience of its own: it goes where the record goes."""
    return [
        one
        for kind, rows in viewpoint.snapshot.rows.items()
        if "audience" not in kind.fields
        for one in rows
        if any(field.bound and getattr(one, field.name) == record.id for field in kind.fields.values())
    ]
