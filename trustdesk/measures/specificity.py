"""How specific a promise is: hints at what would make it one that can be kept and seen to be kept.

A hint is never a wall: every promise may be given as it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from trustdesk.records import Commitment, Person
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_, Text


def hints(snapshot: Snapshot, promise: Commitment) -> tuple[Text, ...]:
    """What a promise still lacks, as its reader sees it; a hint for each.

    Empty for a promise that one named person owns, with a day it is due after the day it was given, a test by
    which both sides know it is done, and somebody it is made to, freely given and tied to a stated purpose.
    """
    return tuple(_lacking(snapshot, promise))


def _lacking(snapshot: Snapshot, promise: Commitment) -> Iterator[Text]:
    owner = snapshot.find(Person, promise.owner_id)
    if owner is None:
        yield Text(N_("Nobody is named who sees to it."))
    elif owner.left_on is not None and owner.left_on <= snapshot.as_of:
        yield Text(N_("{owner}, who saw to it, has left."), {"owner": owner.name})
    if not promise.done_when.strip():
        yield Text(N_("It is not said how both sides will know that it is done."))
    if promise.promised_on is not None and promise.promised_on == promise.due:
        yield Text(N_("It is due on the very day it was promised."))
    if not any(party.id != promise.giver_id for party in snapshot.parties):
        yield Text(N_("There is nobody it is made to."))
    if promise.compelled:
        yield Text(N_("It is owed by contract, so keeping it shows less."))
    if not snapshot.relationship.purpose.strip():
        yield Text(N_("The purpose it serves is not written down."))
