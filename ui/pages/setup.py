"""Set-up: what the relationship is, who its parties are, and the settings its measures use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QButtonGroup, QWidget

from trustdesk.actions import parties, records
from trustdesk.records import Party
from trustdesk.words import N_
from ui import theme
from ui.page import Page
from ui.viewpoint import Viewpoint
from ui.widgets.basics import PartyDot, boxed, button, clear, column, label, row, scrolled
from ui.widgets.flow import Flow
from ui.widgets.record_form import DraftForm, RecordForm
from ui.words import one_line, say

if TYPE_CHECKING:
    from ui.workspace import Workspace

WIDTH: Final = 760


class SetupPage(Page):
    """One form: of the relationship, or of the party chosen above it."""

    name = "setup"

    def __init__(self, viewpoint: Viewpoint, parent: QWidget | None = None) -> None:
        super().__init__(viewpoint, parent)
        self._wanted: str | None = None
        """What was asked for last; should it come back by undo, it is shown again."""
        self._chosen: str | None = None
        self._choices = Flow(theme.px(12))
        self._chips: list[QWidget] = []
        self._group = QButtonGroup(self)
        self._form = RecordForm(viewpoint)
        self._delete = button(
            say(N_("Delete this party")), "quiet", icon="trash-2", run=self._on_delete_clicked
        )
        self._let_go = button(say(N_("Delete or erase this relationship…")), "quiet", icon="trash-2")
        self._draft: DraftForm | None = None
        self._draft_room = column()
        inner = QWidget()
        inner.setLayout(
            column(
                label(say(N_("Set-up")), "title"),
                label(
                    say(N_("What this relationship is, who takes part, how its figures are computed.")),
                    "muted",
                    wrap=True,
                ),
                self._choices,
                self._draft_room,
                self._form,
                row(self._delete, self._let_go, 1),
                1,
                gap=12,
            )
        )
        inner.setMaximumWidth(theme.px(WIDTH))
        held = QWidget()
        held.setLayout(row(inner, 1, margins=24))
        self.setLayout(column(scrolled(held)))

    def serve(self, workspace: Workspace) -> None:
        """The relationship goes as it does from the menu."""
        self._let_go.clicked.connect(workspace.actions["delete_relationship"].trigger)

    def refresh(self) -> None:
        """Show the relationship and its parties as they are."""
        seen = self.viewpoint.snapshot
        known = {seen.relationship.id, *(party.id for party in seen.parties)}
        self._chosen = self._wanted if self._wanted in known else seen.relationship.id
        for chip in self._chips:
            self._choices.take(chip)
            chip.deleteLater()
        self._chips = [self._choice(seen.relationship.id, say(N_("The relationship")))]
        for at, party in enumerate(seen.parties):
            chip = self._choice(party.id, one_line(party.name))
            self._chips.append(boxed(row(PartyDot(at), chip, gap=8)))
        if self.viewpoint.editable and not self.viewpoint.turned:
            add = button(say(N_("Add a party")), "quiet", icon="plus", run=self._on_add_clicked)
            self._chips.append(add)
        for chip in self._chips:
            self._choices.add(chip)
        self._form.show_record(self._chosen)
        is_party = self._chosen != seen.relationship.id
        may = self.viewpoint.editable and not self.viewpoint.turned
        self._delete.setVisible(is_party and may)
        self._let_go.setVisible(not is_party and may)

    def reveal(self, record: str) -> None:
        """Show the form of the relationship or the party."""
        self._choose(record)
        self.take_keyboard()

    def home(self) -> QWidget:
        return self._form

    def _choice(self, id: str, words: str) -> QWidget:
        made = button(words, "chip", run=lambda: self._choose(id))
        made.setChecked(id == self._chosen)
        made.setMinimumWidth(1)
        self._group.addButton(made)
        return made

    def _choose(self, id: str) -> None:
        self._form.settle()
        self._wanted = id
        self.refresh()

    def _on_add_clicked(self) -> None:
        if self._draft is not None:
            return
        draft = DraftForm(self.viewpoint, Party, ("name", "role"), {})
        draft.made.connect(self._on_draft_made)
        draft.cancelled.connect(self._end_draft)
        self._draft = draft
        self._draft_room.addWidget(draft)
        draft.setFocus()

    def _on_draft_made(self, id: str) -> None:
        self._end_draft()
        self._choose(id)

    def _end_draft(self) -> None:
        self._draft = None
        clear(self._draft_room)

    def _on_delete_clicked(self) -> None:
        id = self._chosen
        assert id is not None
        self.viewpoint.do(
            N_("Party deleted"), lambda session: parties.delete(session, records.get(session, Party, id))
        )


PAGE: Final = SetupPage
