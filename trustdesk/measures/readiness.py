"""What has to be in place before a risk step, point by point, each with its cause."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from trustdesk.measures.frankness import standing_misrepresentations
from trustdesk.measures.heard import exposes, outcome_on
from trustdesk.measures.ledger import Ledger
from trustdesk.measures.naming import called
from trustdesk.measures.results import ReadinessPoint
from trustdesk.records import Commitment, Concern, Party, Person, Record, RiskStep
from trustdesk.records import commitments as promises
from trustdesk.records.risk_steps import INFORMATION, MERITED
from trustdesk.words import N_, Text

PREREQUISITE: Final = "prerequisite"
SECURITY: Final = "security"
SAFEGUARD: Final = "safeguard"
CONCERNS: Final = "concerns"
MISREPRESENTATION: Final = "misrepresentation"
SPONSOR: Final = "sponsor"

DONE: Final = (promises.KEPT, promises.LATE, promises.RELEASED)


def readiness(book: Ledger, step: RiskStep, day: date) -> tuple[ReadinessPoint, ...]:
    """The points that apply to the step, as they were on the day; see `ReadinessPoint`."""
    return (
        *_prerequisites(book, step, day),
        *_unrecorded(step),
        *_concerns(book, step, day),
        *_misrepresentations(book, step, day),
        *_sponsor(book, step),
    )


def _prerequisites(book: Ledger, step: RiskStep, day: date) -> Iterator[ReadinessPoint]:
    for id in step.needs:
        needed = book.snapshot.get(id)
        if needed is None or _not_known(book, needed, day):
            continue
        if id not in book.heard.ids:
            ok, cause = None, N_("“{needed}” is not known to all it concerns, so it does not count.")
        elif isinstance(needed, Commitment):
            ok, cause = promise_done(book, needed, day)
        elif isinstance(needed, RiskStep):
            ok = needed.status_on(day) == MERITED
            cause = N_("In “{needed}” trust proved right.") if ok else N_("“{needed}” is not concluded well.")
        yield ReadinessPoint(PREREQUISITE, ok, Text(cause, {"needed": called(needed)}), id)


def _not_known(book: Ledger, needed: Record, day: date) -> bool:
    return isinstance(needed, Commitment) and book.heard.known_since(needed) > day


def promise_done(book: Ledger, promise: Commitment, day: date) -> tuple[bool | None, str]:
    """Whether a promise, or what replaced it where it was moved, was done by a day; why, in marked words."""
    outcomes = [(last, outcome_on(last, day)) for last in _last_in_line(book, promise, day, set())]
    if not outcomes:
        return None, N_("“{needed}” was moved, and nothing that replaces it is recorded.")
    if any(outcome is None for _, outcome in outcomes):
        return False, N_("“{needed}” is still open.")
    if any(outcome not in DONE for _, outcome in outcomes):
        return False, N_("“{needed}” was not done.")
    if any(last.confirmed == promises.DISPUTED for last, _ in outcomes):
        return None, N_("Whether “{needed}” was done is disputed.")
    return True, N_("“{needed}” is done.")


def _last_in_line(book: Ledger, promise: Commitment, day: date, seen: set[str]) -> Iterator[Commitment]:
    """The promise itself, or where it was moved what replaced it, however often."""
    if promise.id in seen:
        return
    seen.add(promise.id)
    if outcome_on(promise, day) != promises.RENEGOTIATED:
        yield promise
        return
    for following in book.heard.replacements(promise):
        if not _not_known(book, following, day):
            yield from _last_in_line(book, following, day, seen)


def _unrecorded(step: RiskStep) -> Iterator[ReadinessPoint]:
    if INFORMATION in exposes(step):
        cause = Text(N_("Whether both sides did their security due diligence is not recorded."))
        yield ReadinessPoint(SECURITY, None, cause)
    if step.safeguard.strip():
        cause = Text(
            N_("Whether “{safeguard}” is in force is not recorded."), {"safeguard": step.safeguard.strip()}
        )
        yield ReadinessPoint(SAFEGUARD, None, cause)


def _concerns(book: Ledger, step: RiskStep, day: date) -> Iterator[ReadinessPoint]:
    blocked = step.id
    blocking = [concern for concern in book.snapshot[Concern] if blocked in concern.blocks]
    if not book.snapshot[Concern]:
        yield ReadinessPoint(CONCERNS, None, Text(N_("No concern is recorded.")))
    elif not blocking:
        yield ReadinessPoint(CONCERNS, True, Text(N_("No concern blocks it.")))
    for concern in blocking:
        open_still = concern.open_on(day)
        cause = (
            N_("The concern “{concern}” is still open.")
            if open_still
            else N_("The concern “{concern}” is addressed.")
        )
        yield ReadinessPoint(CONCERNS, not open_still, Text(cause, {"concern": called(concern)}), concern.id)


def _misrepresentations(book: Ledger, step: RiskStep, day: date) -> Iterator[ReadinessPoint]:
    for id in step.trusted:
        party = book.snapshot.find(Party, id)
        if party is None:
            continue
        clear = not standing_misrepresentations(book, party, day)
        cause = (
            N_("No claim of {party} stands in need of repair.")
            if clear
            else N_("A claim of {party} that was not so is not repaired yet.")
        )
        yield ReadinessPoint(MISREPRESENTATION, clear, Text(cause, {"party": party.name}), id)


def _sponsor(book: Ledger, step: RiskStep) -> Iterator[ReadinessPoint]:
    if step.loss is None or step.loss < book.settings.sponsor_loss:
        return
    sponsors = [
        person for person in book.snapshot[Person] if person.sponsor and person.party_id == step.exposed_id
    ]
    exposed = book.snapshot.find(Party, step.exposed_id)
    values = {"party": exposed.name if exposed else ""}
    if not sponsors:
        yield ReadinessPoint(SPONSOR, None, Text(N_("No executive sponsor of {party} is recorded."), values))
        return
    approver = next((person for person in sponsors if person.id == step.approved_by_id), None)
    if approver is None:
        cause = Text(N_("An executive sponsor of {party} has not said yes to it."), values)
        yield ReadinessPoint(SPONSOR, False, cause)
    else:
        values["sponsor"] = approver.name
        cause = Text(N_("{sponsor}, executive sponsor of {party}, said yes."), values)
        yield ReadinessPoint(SPONSOR, True, cause, approver.id)
