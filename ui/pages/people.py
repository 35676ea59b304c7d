"""People: who belongs to which side, who sponsors the alliance, who left and what they left behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final, cast

from PySide6.QtWidgets import QHBoxLayout, QWidget

from trustdesk.records import Commitment, Party, Person, Record
from trustdesk.words import N_, Text
from ui import theme, writing
from ui.jobs import Jobs
from ui.page import Page
from ui.tab_order import enter
from ui.verbs import Moment
from ui.viewpoint import Viewpoint
from ui.widgets.add_line import Adding, AddLines
from ui.widgets.basics import Empty, PartyDot, boxed, button, column, hairline, label, row
from ui.widgets.beside import Beside
from ui.widgets.flow import Flow
from ui.widgets.handover import Handovers
from ui.widgets.inspector import Inspector
from ui.widgets.record_table import NUMBER, Chip, Column, RecordTable, field_columns
from ui.words import one_line, say

if TYPE_CHECKING:
    from ui.workspace import Workspace


class PeoplePage(Page):
    """Sponsors above, the list with a line a side to add somebody, the person chosen at the right."""

    name: ClassVar[str] = "people"

    def __init__(self, viewpoint: Viewpoint) -> None:
        super().__init__(viewpoint)
        self._parties: tuple[tuple[str, str], ...] | None = None
        self._sponsors = Flow(theme.px(32))
        self._sponsor_lines: list[QWidget] = []
        self._handovers = Handovers(viewpoint)
        self._lines = AddLines(viewpoint)
        empty = Empty("users", say(N_("Who takes part? Write a name in the line below, a side at a time.")))
        self.table = RecordTable(viewpoint, Person, _columns(), empty=empty)
        self.inspector = Inspector(viewpoint)
        self._let_go = button(say(N_("Delete or erase this person…")), "quiet", icon="trash-2")
        self.inspector.append(boxed(row(self._let_go, 1)))
        # The keyboard stays in the line: the next name can be written at once.
        self._lines.made.connect(self.table.reveal)
        self.table.selected.connect(self._on_table_selected)
        self.table.opened.connect(self._on_table_opened)
        self.inspector.closed.connect(self._on_inspector_closed)
        main = column(self._sponsors, self._handovers, self.table, hairline(), self._lines, gap=16)
        main.setStretch(2, 1)
        main.setContentsMargins(*(theme.px(side) for side in (24, 20, 24, 20)))
        self._beside = Beside(boxed(main), self.inspector)
        self.setLayout(column(self._beside))

    def serve(self, workspace: Workspace) -> None:
        """Erasing is done by the workspace's worker."""
        self._let_go.clicked.connect(lambda: self._on_let_go_clicked(workspace.jobs))

    def refresh(self) -> None:
        """Show the people there are now."""
        seen = self.viewpoint.snapshot
        self._let_go.setVisible(self.viewpoint.editable and not self.viewpoint.turned)
        parties = tuple((party.id, party.name) for party in seen.parties)
        if parties != self._parties:
            self._parties = parties
            self.table.offer(_chips(seen.parties))
        self._lines.offer(tuple(self._adding(seen.parties)))
        self._fill_sponsors()
        self._handovers.refresh()
        self.table.show_records(seen[Person])
        # The first day in a column that was empty needs more room than its head.
        self.table.view.measure_columns(anew=True)

    def reveal(self, record: str) -> None:
        """Select a person and show them whole."""
        if self.table.reveal(record):
            self.inspector.show_record(record)

    def home(self) -> QWidget:
        return self.table.view

    def _fill_sponsors(self) -> None:
        for line in self._sponsor_lines:
            self._sponsors.take(line)
            line.deleteLater()
        self._sponsor_lines = []
        seen = self.viewpoint.snapshot
        for position, party in enumerate(seen.parties):
            here = [one for one in seen.of(Person, "party_id", party) if one.sponsor and one.left_on is None]
            line = boxed(self._sponsor_line(position, party, here))
            self._sponsors.add(line)
            self._sponsor_lines.append(line)

    def _sponsor_line(self, position: int, party: Party, sponsors: list[Person]) -> QHBoxLayout:
        heading = label(say(Text(N_("Sponsor at {party}"), {"party": one_line(party.name)})), "note")
        line = row(gap=12)
        for person in sponsors:
            name = one_line(person.name)
            line.addWidget(button(name, "link", run=partial(self.reveal, person.id)))
        if not sponsors:
            line.addWidget(label(say(N_("nobody yet")), tone="caution"))
        line.addStretch(1)
        return row(PartyDot(position), column(heading, line, gap=2), gap=8)

    def _adding(self, parties: tuple[Party, ...]) -> Iterator[Adding]:
        """A line for each side."""
        for position, party in enumerate(parties):
            values = {"party": one_line(party.name)}
            prompt = say(Text(N_("{party}: name, position"), values))
            name = say(Text(N_("Add somebody of {party}: name, position"), values))
            yield Adding(prompt, partial(self._add, party.id), position, name)

    def _add(self, party: str, words: str) -> str:
        name, _comma, job = words.partition(",")
        values = {"name": name.strip(), "party_id": party, "job": job.strip()}
        return writing.add(self.viewpoint, Person, values)

    def _on_table_selected(self, ids: tuple[str, ...]) -> None:
        # Alone in the room the panel would take the list away from under the hand.
        if not self._beside.is_narrow or not self.inspector.isHidden():
            self.inspector.show_record(ids[0] if len(ids) == 1 else None)

    def _on_table_opened(self, id: str) -> None:
        self.inspector.show_record(id)
        enter(self.inspector.form)

    def _on_let_go_clicked(self, jobs: Jobs) -> None:
        from ui.widgets.erasing import let_go_of_person

        if len(chosen := self.table.selection()) == 1:
            let_go_of_person(self.viewpoint, jobs, self.window(), chosen[0])

    def _on_inspector_closed(self) -> None:
        self.table.view.clearSelection()
        self.table.view.setFocus()


def _columns() -> tuple[Column, ...]:
    name, party, job, sponsor, influence, stance, left = field_columns(
        Person, "name", "party_id", "job", "sponsor", "influence", "stance", "left_on"
    )
    owed = Column(
        "open", N_("Open promises"), _owed, NUMBER, width=70, priority=2, short=N_("Open"), tone=_owed_tone
    )
    return (
        _like(name, width=170, stretch=1, tone=_here),
        _like(party, width=170, priority=3),
        _like(job, width=190, stretch=1, priority=1),
        _like(sponsor, width=80, priority=2, short=N_("Sponsor")),
        owed,
        _like(influence, priority=4),
        _like(stance, width=90, priority=4),
        _like(left, priority=3),
    )


def _like(column_: Column, **other: object) -> Column:
    return replace(column_, **other)  # type: ignore[arg-type]


def _here(moment: Moment, record: Record) -> str:
    return "ink" if cast(Person, record).left_on is None else "muted"


def _owed(moment: Moment, record: Record) -> int | None:
    owned = moment.snapshot.of(Commitment, "owner_id", record)
    return sum(one.outcome is None for one in owned) or None


def _owed_tone(moment: Moment, record: Record) -> str:
    return "ink" if cast(Person, record).left_on is None else "caution"


def _chips(parties: tuple[Party, ...]) -> tuple[Chip, ...]:
    sides = tuple(
        Chip(
            f"party_{party.id}",
            one_line(party.name),
            lambda moment, record, id=party.id: record.party_id == id,  # type: ignore[misc]
            group="party",
            party=position,
            own=True,
        )
        for position, party in enumerate(parties)
    )
    return (
        *sides,
        Chip("sponsors", N_("Sponsors"), lambda moment, record: bool(cast(Person, record).sponsor)),
        Chip("here", N_("Still here"), lambda moment, record: cast(Person, record).left_on is None, "here"),
        Chip("left", N_("Left"), lambda moment, record: cast(Person, record).left_on is not None, "here"),
    )


PAGE: Final = PeoplePage
