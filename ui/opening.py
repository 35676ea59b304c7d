"""One opening of a desk in the window: it is there, or its passphrase is asked for, or the ways out shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from trustdesk.desk import PUBLISHED, Desk, Key
from trustdesk.errors import OpenError, Reason, TrustDeskError
from trustdesk.words import N_
from ui import desks
from ui.telling import tell_of
from ui.ways_out import Opener, others, ways_out
from ui.widgets.notices import Offer
from ui.widgets.refusal import Refusal
from ui.widgets.unlock import Unlock
from ui.words import say

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.workspace import Workspace

Road = Callable[[Key], Desk]
"""A way to come by an open desk, given what opens it."""


class Host(Opener, Protocol):
    """Where a desk is opened: the program."""

    def move_in(self, desk: Desk) -> Workspace:
        """Show a desk; it is closed by the program from now on."""

    def show_alone(self, page: QWidget) -> None:
        """Show a page while no desk is open."""

    def leave(self) -> bool:
        """Close the desk that is open; False when something typed keeps it open."""


class Opening:
    """The opening of the desk at `path` by a road. `before` is the desk that was open, and what opens it."""

    def __init__(self, host: Host, path: Path, road: Road, before: tuple[Path, Key] | None) -> None:
        self._host, self._path, self._road, self._before = host, path, road, before

    def begin(self) -> bool:
        """Open it with the key the same file had a moment ago, or none; whether it is there."""
        known = self._before is not None and self._before[0] == self._path
        error = self._attempt(self._before[1] if known and self._before else PUBLISHED)
        if error is None:
            return True
        if _wants_passphrase(error):
            self._ask()
        else:
            self._refuse(error)
        return False

    def _attempt(self, key: Key) -> TrustDeskError | None:
        try:
            desk = self._road(key)
        except TrustDeskError as error:
            return error
        tell_of(desk, self._host.move_in(desk))
        return None

    def _ask(self) -> None:
        """Ask for a passphrase until one opens the desk, or something else is wanted."""
        told = say(N_("This desk is closed with a passphrase."))
        door = Unlock(self._path.stem, told, others(self._host, self._before))

        def on_given(words: str) -> None:
            error = self._attempt(Key(words))
            if error is not None and _wants_passphrase(error):
                door.complain(error.title)
            elif error is not None:
                self._refuse(error)

        door.given.connect(on_given)
        self._host.show_alone(door)

    def _refuse(self, error: TrustDeskError) -> None:
        """Go back to the desk that was open, and say it there; without one, show the ways out."""
        desk = self._desk_before()
        if desk is None:
            self._show_ways_out(error)
            return
        out = Offer(say(N_("What can be done…")), partial(self._leave_for_ways_out, error))
        self._host.move_in(desk).refuse(error, out)

    def _desk_before(self) -> Desk | None:
        """The desk that was open, open again; it may have gone in the meantime."""
        if self._before is None:
            return None
        try:
            return desks.open_desk(*self._before)
        except TrustDeskError:
            return None

    def _leave_for_ways_out(self, error: TrustDeskError) -> None:
        if self._host.leave():
            self._show_ways_out(error)

    def _show_ways_out(self, error: TrustDeskError) -> None:
        self._host.show_alone(Refusal(error, *ways_out(error, self._path, self._host)))


def _wants_passphrase(error: TrustDeskError) -> bool:
    return isinstance(error, OpenError) and error.reason is Reason.PASSPHRASE
