"""What belongs to a record: what must be in place first, moves and their reasons, repairs, worth, agenda."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from trustdesk.errors import TrustDeskError
from trustdesk.records import (
    TEXT_LENGTH,
    Adjustment,
    AgendaItem,
    Benefit,
    Commitment,
    Constraint,
    Opportunity,
    Party,
    Record,
    Repair,
    RiskStep,
    Stage,
    Workshop,
)
from trustdesk.records.base import kind_of
from trustdesk.words import N_, Text
from ui import writing
from ui.viewpoint import Viewpoint
from ui.widgets.add_line import AddLine
from ui.widgets.ask import perform, verb_named
from ui.widgets.basics import PartyDot, boxed, clear, column, icon_button, label, row, tip
from ui.widgets.line_button import LineButton
from ui.words import day, one_line, say


@dataclass(frozen=True)
class Section:
    """One list of what belongs to a record: the kind of what is listed, and by which link it belongs.

    `tick` names the day that a box before each line sets, `adds` the field that is typed in the last line to
    add one (`asked` says what for), `given` what else a new one gets. With `by_party` there is one for each.
    """

    title: str
    kind: type[Record]
    link: str
    words: Callable[[Viewpoint, Any], str]
    tick: str = ""
    adds: str = ""
    asked: str = ""
    by_party: bool = False
    opens: bool = True
    given: Callable[[Any], dict[str, object]] = lambda owner: {}


def _moved(viewpoint: Viewpoint, adjustment: Adjustment) -> str:
    before, after = (day(when) or "–" for when in (adjustment.moved_from, adjustment.moved_to))
    values = {"before": before, "after": after, "why": adjustment.why}
    return say(Text(N_("{before} → {after}: {why}"), values))


def _repair(viewpoint: Viewpoint, repair: Repair) -> str:
    if repair.closed_on is not None:
        return say(Text(N_("{what} (closed {day})"), {"what": repair.redress, "day": day(repair.closed_on)}))
    if repair.watch_until is not None:
        values = {"what": repair.redress, "day": day(repair.watch_until)}
        return say(Text(N_("{what} (watched until {day})"), values))
    return repair.redress


def _worth(viewpoint: Viewpoint, benefit: Benefit) -> str:
    money = benefit.realised or benefit.estimated
    return " · ".join(part for part in (benefit.worth, str(money) if money else "") if part) or "–"


def _item(viewpoint: Viewpoint, item: AgendaItem) -> str:
    values = {"item": item.text, "n": item.minutes}
    return say(Text(N_("{item} ({n} min)"), values)) if item.minutes else item.text


def _same_readers(owner: Any) -> dict[str, object]:
    return {"audience": owner.audience}


SECTIONS: Final[Mapping[type[Record], tuple[Section, ...]]] = {
    Commitment: (
        Section(
            N_("Must be in place first"), Constraint, "commitment_id", lambda _viewpoint, one: str(one.text),
            tick="cleared_on", adds="text", asked=N_("Add what must be in place"), opens=False,
        ),
        Section(N_("Moved, and why"), Adjustment, "commitment_id", _moved, opens=False),
        Section(N_("Repair"), Repair, "commitment_id", _repair),
    ),
    RiskStep: (
        Section(N_("Moved, and why"), Adjustment, "risk_step_id", _moved, opens=False),
        Section(N_("Repair"), Repair, "risk_step_id", _repair),
    ),
    Stage: (Section(N_("Moved, and why"), Adjustment, "stage_id", _moved, opens=False),),
    Opportunity: (
        Section(
            N_("What it is worth"), Benefit, "opportunity_id", _worth,
            adds="worth", asked=N_("What it is worth to {party}"), by_party=True,
        ),
    ),
    Workshop: (
        Section(
            N_("Agenda"), AgendaItem, "workshop_id", _item,
            adds="text", asked=N_("Add an item to the agenda"), given=_same_readers,
        ),
    ),
}  # fmt: skip
"""The lists beneath the form of each kind of record."""


class Belongings(QWidget):
    """The lists of what belongs to a record; `opened` hands over the id of one that is to be seen whole."""

    opened = Signal(str)

    def __init__(self, viewpoint: Viewpoint) -> None:
        super().__init__()
        self.viewpoint = viewpoint
        self._record: Record | None = None
        self._drawn: object = None
        self._lines = column(gap=24)
        self.setLayout(self._lines)

    def show_record(self, record: Record) -> None:
        """Show what belongs to a record of the snapshot."""
        drawn = (record.id, self.viewpoint.state, self.viewpoint.lent)
        if drawn == self._drawn:
            return
        self._record, self._drawn = record, drawn
        typed = self._typed()
        clear(self._lines)
        sections = SECTIONS.get(kind_of(record), ())
        for section in sections:
            self._add_section(section, record)
        self.setVisible(self._lines.count() > 0)
        self._type_again(typed)

    def _add_section(self, section: Section, owner: Record) -> None:
        seen = self.viewpoint.snapshot
        listed = seen.of(section.kind, section.link, owner)
        adding = bool(section.adds) and _is_open(self.viewpoint, owner)
        if not listed and not adding:
            return
        lines: list[QWidget] = [label(say(section.title), "strong")]
        if section.by_party:
            for place, party in enumerate(seen.parties):
                lines.extend(self._of_party(section, owner, party, place, listed, adding))
        else:
            lines.extend(self._line(section, one) for one in listed)
            if adding:
                lines.append(self._adder(section, owner, say(section.asked), {}))
        self._lines.addWidget(boxed(column(*lines, gap=4)))

    def _of_party(
        self, section: Section, owner: Record, party: Party, place: int, listed: Sequence[Any], adding: bool
    ) -> Iterator[QWidget]:
        """What a party has of it, or the line in which it is first said."""
        own = [one for one in listed if one.party_id == party.id]
        for one in own:
            yield self._line(section, one, place)
        if not own and adding:
            asked = say(Text(section.asked, {"party": party.name}))
            yield self._adder(section, owner, asked, {"party_id": party.id})

    def _line(self, section: Section, one: Record, place: int | None = None) -> QWidget:
        words = section.words(self.viewpoint, one)
        dot = PartyDot(place) if place is not None else None
        tick = self._tick(section, one, words) if section.tick else None
        shown: QWidget = label(words, wrap=True)
        if section.opens:
            shown = LineButton(one_line(words), run=lambda: self.opened.emit(one.id))
        shown.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        return boxed(row(tick, dot, shown, self._remover(one), gap=8))

    def _tick(self, section: Section, one: Record, words: str) -> QCheckBox:
        since = getattr(one, section.tick)
        box = QCheckBox()
        box.setChecked(since is not None)
        box.setEnabled(self.viewpoint.editable)
        box.setAccessibleName(words)
        told = (
            say(Text(N_("In place since {day}"), {"day": day(since)}))
            if since
            else say(N_("Not yet in place"))
        )
        box.setAccessibleDescription(told)
        tip(box, told)
        box.clicked.connect(lambda on: self._write(one, {section.tick: self.viewpoint.today if on else None}))
        return box

    def _remover(self, one: Record) -> QWidget | None:
        verb = verb_named(self.viewpoint, (one.id,), "delete")
        if verb is None:
            return None
        name = say(Text(N_("Delete {words}"), {"words": one_line(one.heading)}))
        return icon_button("x", name, run=lambda: perform(self.viewpoint, verb, (one.id,), self))

    def _adder(self, section: Section, owner: Record, asked: str, given: dict[str, object]) -> AddLine:
        def add(words: str) -> str:
            values = {section.link: owner.id, section.adds: words, **given, **section.given(owner)}
            return writing.add(self.viewpoint, section.kind, values)

        line = AddLine(asked, add)
        line.setProperty("role", "add")
        line.setMaxLength(TEXT_LENGTH)
        line.setObjectName(f"{section.kind.__tablename__} {given.get('party_id', '')}")
        line.refused.connect(self.viewpoint.refused)
        return line

    def _write(self, one: Record, values: dict[str, object]) -> None:
        try:
            writing.write(self.viewpoint, one, values)
        except TrustDeskError as error:
            self.viewpoint.refused.emit(error)

    def _typed(self) -> dict[str, tuple[str, bool]]:
        """What stands half typed in the lines that add, and which of them has the keyboard."""
        return {
            line.objectName(): (line.text(), line.hasFocus())
            for line in self.findChildren(AddLine)
            if line.text() or line.hasFocus()
        }

    def _type_again(self, typed: Mapping[str, tuple[str, bool]]) -> None:
        for line in self.findChildren(AddLine):
            if line.objectName() in typed and line.isVisibleTo(self):
                text, focused = typed[line.objectName()]
                line.setText(text)
                if focused:
                    line.setFocus()


def _is_open(viewpoint: Viewpoint, owner: Record) -> bool:
    """Whether something can be added beneath a record now."""
    if isinstance(owner, Workshop) and owner.issued_on is not None:
        return False
    if isinstance(owner, Commitment) and owner.outcome is not None:
        return False
    return viewpoint.editable
