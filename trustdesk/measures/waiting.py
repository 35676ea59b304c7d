"""What an opportunity waits for: which of it is there, and which concerns still stand against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trustdesk.measures.ledger import Ledger, ledger
from trustdesk.measures.naming import called
from trustdesk.measures.readiness import promise_done
from trustdesk.records import Commitment, Concern, Opportunity, Record, RiskStep, Stage
from trustdesk.records.risk_steps import MERITED
from trustdesk.records.stages import GO
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_, Text


@dataclass(frozen=True)
class Awaited:
    """One thing an opportunity waits for: there, not there or (None) not to be told, and why in words."""

    record: Record
    there: bool | None
    cause: Text


def awaited(snapshot: Snapshot, opportunity: Opportunity) -> tuple[Awaited, ...]:
    """What an opportunity waits for, in the order it was named in, then the concerns that block it."""
    book = ledger(snapshot)
    named = (snapshot.get(id) for id in opportunity.waits_for)
    return (
        *(_awaited(book, record) for record in named if record is not None),
        *_concerns(snapshot, opportunity),
    )


def _awaited(book: Ledger, record: Record) -> Awaited:
    there, words = None, N_("“{record}” is not known to all it concerns, so it does not count.")
    if isinstance(record, Commitment) and record.id in book.heard.ids:
        there, cause = promise_done(book, record, book.as_of)
        return Awaited(record, there, Text(cause, {"needed": called(record)}))
    if isinstance(record, RiskStep) and record.id in book.heard.ids:
        there = record.status_on(book.as_of) == MERITED
        words = N_("In “{record}” trust proved right.") if there else N_("“{record}” is not concluded well.")
    elif isinstance(record, Stage):
        there, words = _through(book, record)
    return Awaited(record, there, Text(words, {"record": called(record)}))


def _through(book: Ledger, stage: Stage) -> tuple[bool | None, str]:
    if stage.verdict == GO:
        return True, N_("The gate of “{record}” is passed.")
    if stage.verdict is None and stage.ends is not None and stage.ends < book.as_of:
        return None, N_("“{record}” has ended; its gate is not decided yet.")
    return False, N_("“{record}” is not through its gate yet.")


def _concerns(snapshot: Snapshot, opportunity: Opportunity) -> Iterator[Awaited]:
    for concern in snapshot[Concern]:
        if opportunity.id in concern.blocks:
            addressed = not concern.open_on(snapshot.as_of)
            words = (
                N_("The concern “{record}” is addressed.")
                if addressed
                else N_("The concern “{record}” is still open.")
            )
            yield Awaited(concern, addressed, Text(words, {"record": called(concern)}))
