"""What a closed promise still needs, so that its record is complete: nobody is kept from working by it."""

from __future__ import annotations

from collections.abc import Iterator

from trustdesk.measures.trials import NEEDS_FRANKNESS
from trustdesk.records import Commitment
from trustdesk.records.commitments import DISPUTED, RENEGOTIATED, UNCONFIRMED
from trustdesk.words import N_
from ui.verbs import Moment


def needs(moment: Moment, promise: Commitment) -> tuple[str, ...]:
    """What is still to be said about how a promise ended, in marked words; nothing of an open one.

    Whether it was told is asked only as long as no reason is written down either: with a reason and without
    a day it is taken to have come without notice, and the mark says so.
    """
    return tuple(_needed(moment, promise)) if promise.outcome is not None else ()


def _needed(moment: Moment, promise: Commitment) -> Iterator[str]:
    if promise.outcome in NEEDS_FRANKNESS:
        if not promise.reason_class:
            yield N_("the reason")
            if promise.told_on is None:
                yield N_("when it was told, if it was")
        if promise.told_on is not None and promise.told_on > promise.due and promise.asked_first is None:
            yield N_("whether they had to ask")
    if promise.outcome == RENEGOTIATED:
        if promise.accepted is None:
            yield N_("whether the move was accepted")
        if not moment.snapshot.of(Commitment, "replaces_id", promise):
            yield N_("the promise in its place")
    if promise.confirmed == UNCONFIRMED:
        yield N_("the other side's word")
    elif promise.confirmed == DISPUTED:
        yield N_("an end to the dispute")
