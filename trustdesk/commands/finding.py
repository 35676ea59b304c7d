"""The relationship that a call means, and what its audience may see of it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from trustdesk.errors import TrustDeskError
from trustdesk.words import N_, Text

if TYPE_CHECKING:
    from trustdesk.snapshot import Snapshot

NOTHING: Final = Text(N_("There is no relationship in this desk."))

_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))


def relationship(connection: Any, name: str) -> str:
    """The id of the relationship of that name, or of the only one whose name begins so."""
    known = _known(connection)
    wanted = _plain(name)
    tests: Sequence[Callable[[str], bool]] = (
        lambda known: known == name,
        lambda known: _plain(known) == wanted,
        lambda known: _plain(known).startswith(wanted),
    )
    found = next((found for fits in tests if (found := [row for row in known if fits(row[1])])), [])
    if len(found) == 1:
        return found[0][0]
    names = {"name": name, "names": ", ".join(f"“{known}”" for _id, known in found or known)}
    if found:
        raise TrustDeskError(
            Text(N_("“{name}” may mean more than one relationship of this desk: {names}."), names),
            Text(N_("Give more of the name.")),
        )
    if not known:
        raise TrustDeskError(NOTHING)
    raise TrustDeskError(
        Text(N_("No relationship of this desk is called “{name}”."), names),
        Text(N_("There is: {names}. Give one of these names, or enough of its beginning."), names),
    )


def _known(connection: Any) -> list[tuple[str, str]]:
    """The relationships of the desk, by name: their ids and names."""
    from trustdesk.records import Relationship, stored

    heads = stored.values(connection, Relationship, ("name",))
    return sorted(((id, name) for id, name in heads), key=lambda known: (known[1], known[0]))


def _plain(name: str) -> str:
    """A relationship's name as it is compared: a hyphen is as good as the dash that no keyboard has."""
    from trustdesk.records.checks import key_of

    return str(key_of(name)).translate(_DASHES)


def snapshot_of(connection: Any, given: Namespace) -> Snapshot:
    """What the audience asked for may see of the relationship asked for, on the day asked for."""
    from trustdesk import snapshot

    id = relationship(connection, given.relationship)
    return snapshot.take(connection, id, given.audience, given.as_of)


def snapshots_of(connection: Any, given: Namespace) -> list[Snapshot]:
    """Of every relationship what the audience sees; one it has no part in is not there for it."""
    from trustdesk import snapshot

    found: list[Snapshot] = []
    refusal: TrustDeskError | None = None
    for id, _name in _known(connection):
        try:
            found.append(snapshot.take(connection, id, given.audience, given.as_of))
        except TrustDeskError as error:
            refusal = error
    if refusal is not None and not found:
        raise refusal
    return found
