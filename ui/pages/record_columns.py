"""The columns in which promises stand on the Record page, and the chips they are filtered by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from trustdesk.measures.ledger import ledger
from trustdesk.records import Commitment, Person, Record
from trustdesk.records.commitments import DISPUTED, PARTLY, RENEGOTIATED, UNCONFIRMED
from trustdesk.snapshot import Snapshot
from trustdesk.style.marks import MARK_WORDS
from trustdesk.words import N_, Text, plural
from ui import words
from ui.marks import mark_of
from ui.tidy import needs
from ui.verbs import Moment
from ui.widgets.record_table import MARK, PROSE, Chip, Column, Look, field_columns
from ui.widgets.record_table.column import sides
from ui.widgets.record_table.looks import Side
from ui.words import say

TIDY: Final = "tidy"
"""The name of the chip for promises that still need something, and of the column that says what."""
DUE_SOON: Final = 30


class Standing(NamedTuple):
    """How a promise stands: the day that decides its place, the words, and when that was, if it was."""

    day: date
    words: str
    on: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """What became of it, and below it when."""
        return (self.words, self.on) if self.on else (self.words,)


def columns() -> tuple[Column, ...]:
    """The columns of the table of promises; those that go first where it is narrow have a priority."""
    ref, text, giver, owner, due = field_columns(Commitment, "ref", "text", "giver_id", "owner_id", "due")
    to = field_columns(Commitment, "receivers")[0]
    quiet = _toned("muted")
    return (
        Column(
            "mark",
            N_("State"),
            lambda moment, record: mark_of(moment.measures, record),
            MARK,
            width=28,
            short="",
        ),
        replace(ref, tone=quiet, width=72, priority=2),
        replace(text, width=280, stretch=1),
        replace(giver, width=180),
        replace(to, value=_receivers, priority=7, width=180),
        replace(owner, priority=3),
        replace(due, tone=_due_tone),
        Column(
            "standing", N_("What became of it"), _standing, _STANDING, width=170, tone=_due_tone, priority=1
        ),
        Column("moved", N_("Moved"), _moved, _MOVED, width=72, priority=5),
        Column("notice", N_("Notice"), _notice, _NOTICE, width=120, priority=6),
        Column(TIDY, N_("Still needed"), _needed, PROSE, width=150, priority=4, private=True),
    )


def chips(snapshot: Snapshot) -> tuple[Chip, ...]:
    """The chips: the side that promised, and what a promise is like."""
    givers = (
        Chip(party.id, party.name, _given_by(party.id), group="side", party=position, own=True)
        for position, party in enumerate(snapshot.parties)
    )
    return (*givers, *_CHIPS)


def is_overdue(moment: Moment, promise: Commitment) -> bool:
    """Whether an open promise is past its day."""
    return moment.measures.by_commitment[promise.id].overdue


def _is_due_soon(moment: Moment, promise: Commitment) -> bool:
    today = moment.snapshot.as_of
    return promise.outcome is None and today <= promise.due <= today + timedelta(days=DUE_SOON)


def _has_no_owner(moment: Moment, promise: Commitment) -> bool:
    if promise.outcome is not None:
        return False
    owner = moment.snapshot.find(Person, promise.owner_id)
    return owner is None or (owner.left_on is not None and owner.left_on <= moment.snapshot.as_of)


def _given_by(party: str) -> Callable[[Moment, Any], bool]:
    return lambda moment, promise: promise.giver_id == party


_CHIPS: Final = (
    Chip("open", N_("Open"), lambda moment, promise: _promise(promise).outcome is None),
    Chip("overdue", N_("Overdue"), lambda moment, promise: is_overdue(moment, _promise(promise))),
    Chip("soon", N_("Due in 30 days"), lambda moment, promise: _is_due_soon(moment, _promise(promise))),
    Chip("disputed", N_("Disputed"), lambda moment, promise: _promise(promise).confirmed == DISPUTED),
    Chip("moved", N_("Moved"), lambda moment, promise: _promise(promise).outcome == RENEGOTIATED),
    Chip("essential", N_("Essential"), lambda moment, promise: bool(_promise(promise).must_have)),
    Chip("ownerless", N_("Without owner"), lambda moment, promise: _has_no_owner(moment, _promise(promise))),
    Chip(
        "unconfirmed",
        N_("Not confirmed"),
        lambda moment, promise: _promise(promise).confirmed == UNCONFIRMED,
    ),
    Chip(
        TIDY, N_("To tidy up"), lambda moment, promise: bool(needs(moment, _promise(promise))), private=True
    ),
)


def _promise(record: Record) -> Commitment:
    assert isinstance(record, Commitment)
    return record


def _receivers(moment: Moment, record: Record) -> tuple[Side, ...]:
    promise = _promise(record)
    others = (party.id for party in moment.snapshot.parties if party.id != promise.giver_id)
    return sides(moment, promise.receivers or others)


def _standing(moment: Moment, record: Record) -> Standing | None:
    promise = _promise(record)
    measured = moment.measures.by_commitment[promise.id]
    if promise.outcome is not None and promise.closed_on is not None:
        closed = promise.closed_on
        return Standing(closed, _outcome(promise, measured.mark), words.day(closed))
    if late := measured.days_overdue:
        return Standing(promise.due, say(plural(N_("{n} day overdue"), N_("{n} days overdue"), late)))
    ahead = (promise.due - moment.snapshot.as_of).days
    if ahead == 0:
        return Standing(promise.due, say(N_("due today")))
    if ahead <= DUE_SOON:
        return Standing(promise.due, say(plural(N_("in {n} day"), N_("in {n} days"), ahead)))
    return None


def _outcome(promise: Commitment, mark: str) -> str:
    if promise.times and promise.times_kept is not None:
        return say(Text(N_("{kept} of {times}"), {"kept": promise.times_kept, "times": promise.times}))
    if promise.outcome == PARTLY and promise.fraction is not None and mark == PARTLY:
        return say(Text(N_("{share:.0%} kept"), {"share": promise.fraction}))
    return say(MARK_WORDS[mark])


def _moved(moment: Moment, record: Record) -> int | None:
    moved = sum(1 for _ in ledger(moment.snapshot).heard.moved_before(_promise(record)))
    return moved or None


def _notice(moment: Moment, record: Record) -> int | None:
    return moment.measures.by_commitment[record.id].notice_days


def _needed(moment: Moment, record: Record) -> str:
    return ", ".join(say(one) for one in needs(moment, _promise(record)))


def _notice_words(days: int) -> str:
    if days == 0:
        return say(N_("on the day"))
    if days < 0:
        return say(plural(N_("{n} day after"), N_("{n} days after"), -days))
    return say(plural(N_("{n} day before"), N_("{n} days before"), days))


def _moved_words(times: int) -> str:
    return say(plural(N_("once"), N_("{n} times"), times))


def _toned(tone: str) -> Callable[[Moment, Record], str]:
    return lambda moment, record: tone


def _due_tone(moment: Moment, record: Record) -> str:
    return "bad" if is_overdue(moment, _promise(record)) else "ink"


_STANDING: Final = Look(
    lambda standing: ", ".join(standing.lines),
    lambda standing: standing.day,
    lambda standing: ", ".join(standing.lines),
    lines=lambda standing: standing.lines,
)
_MOVED: Final = Look(_moved_words, lambda times: times, str)
_NOTICE: Final = Look(_notice_words, lambda days: days, str)
