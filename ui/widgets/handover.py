"""A person has left and promises still name them: who takes over is asked until somebody does."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QFrame, QWidget
from sqlalchemy.orm import Session

from trustdesk.actions import people, records
from trustdesk.records import Commitment, Person
from trustdesk.words import N_, Text, plural
from ui import icons, theme
from ui.viewpoint import Viewpoint
from ui.widgets.basics import button, clear, column, label, picture, row
from ui.words import one_line, say

_WIDE: Final = 560


class Handovers(QWidget):
    """One notice for each person who left and whose name open promises still carry."""

    def __init__(self, viewpoint: Viewpoint) -> None:
        super().__init__()
        self._viewpoint = viewpoint
        self._lines = column(gap=8)
        self.setLayout(self._lines)
        self.hide()

    def refresh(self) -> None:
        """Show who left and still owes; it is nothing to look at together with a client."""
        clear(self._lines)
        gone = [] if self._viewpoint.turned else _gone(self._viewpoint)
        for person, owed in gone:
            self._lines.addWidget(_Handover(self._viewpoint, person, owed))
        self.setVisible(bool(gone))


class _Handover(QFrame):
    """The notice for one person: how many promises, who takes them, and what it means."""

    def __init__(self, viewpoint: Viewpoint, person: Person, owed: int) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self._viewpoint = viewpoint
        self._person = person
        told = plural(
            N_("{n} open promise still names {name}, who has left."),
            N_("{n} open promises still name {name}, who has left."),
            owed,
            name=one_line(person.name),
        )
        self._whom = QComboBox()
        self._whom.setAccessibleName(say(N_("Who takes over")))
        self._whom.addItem(say(N_("Give to …")), None)
        for other in _successors(viewpoint, person):
            self._whom.addItem(one_line(other.name), other.id)
        self._whom.currentIndexChanged.connect(self._on_whom_changed)
        self._do = button(say(N_("Hand over")), "primary", run=self._on_do_clicked)
        self._do.setEnabled(False)
        note = label(say(N_("The other side then confirms each of them anew.")), "note", wrap=True)
        words = column(label(say(told), "strong", wrap=True), note, gap=2)
        said = row(picture(icons.icon("user", "caution")), words, gap=12)
        said.setStretch(1, 1)
        self._line = row(said, row(self._whom, self._do), gap=12, margins=12)
        self._line.setStretch(0, 1)
        self.setLayout(self._line)
        self.setAccessibleName(say(told))
        self.setEnabled(viewpoint.editable)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the choice stands below the words."""
        wide = event.size().width() >= theme.px(_WIDE)
        self._line.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )
        super().resizeEvent(event)

    def _on_whom_changed(self) -> None:
        self._do.setEnabled(self._whom.currentData() is not None)

    def _on_do_clicked(self) -> None:
        viewpoint, left, whom = self._viewpoint, self._person.id, self._whom.currentData()

        def hand_over(session: Session) -> None:
            person, successor = (records.get(session, Person, id) for id in (left, str(whom)))
            people.hand_over(session, person, successor, viewpoint.today)

        if viewpoint.do(N_("Promises handed over"), hand_over):
            viewpoint.told.emit(
                Text(N_("{name} has them now."), {"name": one_line(_name(viewpoint, str(whom)))})
            )


def _gone(viewpoint: Viewpoint) -> list[tuple[Person, int]]:
    """Who has left and is still named, with the number of open promises."""
    seen = viewpoint.snapshot
    found = []
    for person in seen[Person]:
        if person.left_on is not None and person.left_on <= viewpoint.day:
            owed = sum(one.outcome is None for one in seen.of(Commitment, "owner_id", person))
            if owed:
                found.append((person, owed))
    return found


def _successors(viewpoint: Viewpoint, person: Person) -> list[Person]:
    """Who may take over: the others of the same side who are still here."""
    return [
        other
        for other in viewpoint.snapshot[Person]
        if other.party_id == person.party_id and other.id != person.id and other.left_on is None
    ]


def _name(viewpoint: Viewpoint, id: str) -> str:
    person = viewpoint.snapshot.find(Person, id)
    return person.name if person is not None else ""
