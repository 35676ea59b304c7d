"""From where the window looks at the desk: which relationship, for whom, on which day, and at which page.

There is one viewpoint. Pages show its snapshot and its measures, change the desk through `do`, and go
elsewhere through `go`. Whatever makes what is shown old (a change of the desk, another audience, another
day, another relationship) is told by the one signal `changed`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal

from trustdesk import audience as audiences
from trustdesk import snapshot as snapshots
from trustdesk.audience import Audience
from trustdesk.desk import Desk
from trustdesk.desk.journal import Changes
from trustdesk.errors import BusyError, TrustDeskError
from trustdesk.measures import Measures, measure
from trustdesk.measures.naming import listed
from trustdesk.records import Record, Relationship, stored
from trustdesk.records.checks import FIRST_DAY, LAST_DAY
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_, Text
from ui.places import DESK_PAGE, FIRST_PAGE, PAGES, page_of
from ui.verbs import Moment
from ui.words import one_line

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Action = Callable[["Session"], Any]
_STEPS_BACK: Final = 100
_UNDONE: Final = (N_("Undone: {step}"), N_("Undone in {where}: {step}"))
_DONE_AGAIN: Final = (N_("Done again: {step}"), N_("Done again in {where}: {step}"))


@dataclass(frozen=True)
class Place:
    """Where the window is: a page, the relationship it is about (None: the whole desk), a record on it."""

    page: str
    relationship: str | None = None
    record: str | None = None


@dataclass(frozen=True)
class Head:
    """A relationship as the rail names it."""

    id: str
    name: str
    closed: bool


class Viewpoint(QObject):
    """The window's view of a desk; see the module's own words.

    `leaving` comes before anything else is shown: what is being typed is to be saved now.
    `changed` tells that what is shown may be old, `moved` that another place is to be shown, `refused` hands
    over the TrustDeskError of something that was not done, `told` a Text about something that was, `stepped`
    one about a step undone or done again. `saved` follows each change, once it is in the file.
    """

    leaving = Signal()
    changed = Signal()
    moved = Signal()
    refused = Signal(object)
    told = Signal(object)
    stepped = Signal(object)
    saved = Signal()

    def __init__(self, desk: Desk, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.today = today
        self.day = today
        self.audience: Audience = audiences.consultant()
        self.place = Place(DESK_PAGE)
        self.lent: Text | None = None
        """While the desk is lent to the worker: what for. Nothing is read or written then."""
        self.inside: str | None = None
        """The relationship that the pages show, or showed last."""
        self.may_leave: Callable[[bool], bool] = lambda everything: True
        """Asked before half written words would go, those in the pages of a relationship or everything."""
        self._been: list[Place] = []
        self._lost: Place | None = None
        """The place that went with its relationship: undo may bring both back."""
        self._taken: tuple[object, Snapshot | None] = (None, None)
        self._measured: tuple[object, Measures | None] = (None, None)
        self._heads: tuple[int, tuple[Head, ...]] = (-1, ())
        self._standing: tuple[int, int] = (-1, 0)
        self._touched: frozenset[str] = frozenset()
        """The relationships that the last change touched."""
        desk.listeners.append(self._on_desk_changed)

    # What is seen

    @property
    def state(self) -> tuple[object, ...]:
        """Changes whenever anything shown may have changed: whoever shows something compares it."""
        return (self.desk.step, self.place.relationship, self.audience, self.day)

    @property
    def relationship(self) -> str | None:
        """The id of the relationship looked at."""
        return self.place.relationship

    @property
    def snapshot(self) -> Snapshot:
        """What the audience may see of the relationship on the day. Only inside a relationship."""
        state, taken = self._taken
        if taken is None or (state != self.state and self.lent is None):
            assert self.relationship is not None
            with self.desk.look() as connection:
                taken = snapshots.take(connection, self.relationship, self.audience, self.day)
            self._taken = (self.state, taken)
        return taken

    @property
    def measures(self) -> Measures:
        """The measures of `snapshot`."""
        state, measured = self._measured
        if measured is None or (state != self.state and self.lent is None):
            measured = measure(self.snapshot)
            self._measured = (self.state, measured)
        return measured

    @property
    def moment(self) -> Moment:
        """What is seen, what is measured of it, and today, as verbs and columns ask for them."""
        return Moment(self.snapshot, self.measures, self.today)

    @property
    def heads(self) -> tuple[Head, ...]:
        """The relationships the window knows, by name; turned to a client it knows the one looked at."""
        if self._heads[0] != self.desk.step and self.lent is None:
            with self.desk.look() as connection:
                rows = stored.values(connection, Relationship, ("name", "closed_on"))
            heads = sorted((Head(id, name, bool(closed)) for id, name, closed in rows), key=_by_name)
            self._heads = (self.desk.step, tuple(heads))
        if self.turned:
            return tuple(head for head in self._heads[1] if head.id == self.relationship)
        return self._heads[1]

    @property
    def turned(self) -> bool:
        """Whether the screen is turned to a client: it then shows what that audience may see, and no more."""
        return not self.audience.is_consultant

    @property
    def editable(self) -> bool:
        """Whether what is seen can be changed: an earlier or later day can only be looked at."""
        return self.day == self.today and self.lent is None

    # What is done

    def do(self, step: str, action: Action, *, stay: str | None = None) -> Any:
        """Run `action` in one change of the desk under the marked name `step`.

        Gives back what the action gives (True where it gives nothing). What is refused is told by `refused`,
        and None is given back: nothing of it was kept.
        """
        try:
            return self.attempt(step, action, stay=stay)
        except TrustDeskError as error:
            self.refused.emit(error)
            return None

    def attempt(self, step: str, action: Action, *, stay: str | None = None) -> Any:
        """Like `do`, for whoever shows the TrustDeskError beside what it is about."""
        if self.lent is not None:
            raise self._held(self.lent)
        if self.day != self.today:
            raise TrustDeskError(
                Text(N_("You are looking at {day}."), {"day": self.day}),
                Text(N_("Nothing was changed. Go back to today to change something.")),
            )
        with self.desk.change(step, stay=stay) as session:
            given = action(session)
        self.saved.emit()
        return True if given is None else given

    @property
    def standing(self) -> int:
        """Which changes of the desk stand: a number that undo and redo come back to."""
        if self._standing[0] != self.desk.step and self.lent is None:
            step = self.desk.undo_step
            self._standing = (self.desk.step, step[0] if step else 0)
        return self._standing[1]

    @property
    def undo_name(self) -> str | None:
        """The name of the step that undo takes back; None where there is none for this audience to see."""
        return None if self.lent else self._step_name(self.desk.undo_step)

    @property
    def redo_name(self) -> str | None:
        """The name of the step that redo makes again; None where there is none for this audience to see."""
        return None if self.lent else self._step_name(self.desk.redo_step)

    def undo(self) -> None:
        """Take back the last step."""
        self.leaving.emit()
        self._go_through(self.undo_name, self.desk.undo, _UNDONE)

    def redo(self) -> None:
        """Make again what was last undone."""
        self.leaving.emit()
        self._go_through(self.redo_name, self.desk.redo, _DONE_AGAIN)

    # Where to look

    def go(self, page: str, relationship: str | None = None, record: str | None = None) -> None:
        """Show a page; one inside a relationship is that of `relationship`, by default of the present one."""
        kind = PAGES[page]
        there = (relationship or self.relationship) if kind.inside or self.turned else None
        if kind.inside and there is None:
            return
        if self.turned and (kind.private or there != self.relationship):
            return
        self._move(Place(page, there, record))

    def reveal(self, record: Record | str, relationship: str | None = None) -> None:
        """Show a record on the page where it is at home."""
        found = self.snapshot.get(record) if isinstance(record, str) else record
        if found is not None:
            home = relationship or getattr(found, "relationship_id", None) or found.id
            self.go(page_of(found.__tablename__), home, found.id)

    def enter(self, relationship: str) -> None:
        """Open a relationship at its first page."""
        self.go(FIRST_PAGE, relationship)

    def back(self) -> None:
        """Go back to where the window was before."""
        if self._is_held():
            return
        known = {None, *(head.id for head in self.heads)}
        while self._been:
            place = self._been.pop()
            hidden = self.turned and place.relationship != self.relationship
            if place != self.place and place.relationship in known and not hidden:
                self._show(place)
                return

    def turn(self, reader: Audience) -> None:
        """Turn the screen to an audience, or with the consultant's own back to everything."""
        if self.relationship is None or reader == self.audience or self._is_held():
            return
        self.leaving.emit()
        if self.may_leave(True):
            self.audience = reader
            self._been.clear()
            self.place = replace(self.place, record=None)
            self.changed.emit()
            self.moved.emit()

    def look_at(self, day: date) -> None:
        """Look at the desk as it stood, or will stand, on a day of those that can be written down."""
        day = min(max(day, FIRST_DAY), LAST_DAY)
        if day != self.day and not self._is_held():
            self.leaving.emit()
            self.day = day
            self.changed.emit()

    def begin_day(self, today: date) -> None:
        """Midnight has passed."""
        if today != self.today and self.lent is None:
            if self.day == self.today:
                self.day = today
            self.today = today
            self.changed.emit()

    def take_up(self, before: Viewpoint) -> None:
        """Look at the same desk from where another viewpoint, which has left it, looked at it."""
        self.today, self.day, self.audience = before.today, before.day, before.audience
        self.place, self.inside = before.place, before.inside

    def leave(self) -> None:
        """Hear no more of the desk: it is going to be closed."""
        self.desk.listeners.remove(self._on_desk_changed)

    def _is_held(self) -> bool:
        """Whether the desk is lent, so that nothing else can be looked at; says so."""
        if self.lent is not None:
            self.refused.emit(self._held(self.lent))
        return self.lent is not None

    def _held(self, what: Text) -> BusyError:
        return BusyError(what, Text(N_("Nothing was changed. Try again when it is done.")))

    def _move(self, place: Place) -> None:
        if place != self.place and self._is_held():
            return
        if place != self.place:
            self._been = [*self._been[-_STEPS_BACK:], self.place]
        self._show(place)

    def _show(self, place: Place) -> None:
        self.leaving.emit()
        elsewhere = place.relationship != self.place.relationship
        if place.relationship is not None and place.relationship != self.inside:
            if self.inside is not None and not self.may_leave(False):
                return
            self.inside = place.relationship
        self.place, self._lost = place, None
        if elsewhere:
            self.changed.emit()
        self.moved.emit()

    def _step_name(self, step: tuple[int, str] | None) -> str | None:
        if step is None or self.day != self.today:
            return None
        id, label = step
        if self.turned:
            from trustdesk.desk import history

            seen = self.snapshot
            with self.desk.read() as session:
                if not history.is_open_to(session, seen, id):
                    return None
        return label

    def _go_through(self, name: str | None, road: Callable[[], str | None], told: tuple[str, str]) -> None:
        if name is None:
            return
        here, known = self.relationship, self.heads
        try:
            label = road()
        except TrustDeskError as error:
            self.refused.emit(error)
            return
        if label is not None:
            self.saved.emit()
            elsewhere = () if self.turned else self._elsewhere(here, known)
            self.stepped.emit(Text(told[bool(elsewhere)], {"step": Text(label), "where": listed(elsewhere)}))

    def _elsewhere(self, here: str | None, known: tuple[Head, ...]) -> tuple[str, ...]:
        """The relationships that the last change touched, by name, where it left alone the one looked at.

        `known` are those there were before, since a step may take one away or bring one back.
        """
        if here in self._touched:
            return ()
        names = {head.id: one_line(head.name) for head in (*known, *self.heads)}
        return tuple(name for id, name in names.items() if id in self._touched)

    def _on_desk_changed(self, changes: Changes) -> None:
        self._touched = changes.relationships
        if self._heads[0] == self.desk.step - 1 and not changes.touches(Relationship):
            self._heads = (self.desk.step, self._heads[1])
        known = {head.id for head in self.heads}
        if self.relationship and self.relationship not in known:
            # The relationship looked at has gone: by deletion, or because its making was undone.
            self.audience = audiences.consultant()
            self._been.clear()
            self._lost, self.place = self.place, Place(DESK_PAGE)
        elif self._lost is not None and self._lost.relationship in known:
            self.place, self._lost = self._lost, None
        else:
            self.changed.emit()
            return
        self.changed.emit()
        self.moved.emit()


def _by_name(head: Head) -> tuple[bool, str, str]:
    return head.closed, head.name.casefold(), head.id
