"""What counts: the promises and risk steps of a snapshot that those they concern may see.

A promise that its receivers may not read is a note to oneself. It is listed for those who may see it, and
counts nowhere in the records.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, cached_property

from trustdesk.audience import takes_in
from trustdesk.records import Commitment, Party, RiskStep
from trustdesk.records.commitments import RENEGOTIATED
from trustdesk.records.risk_steps import CONCLUDED
from trustdesk.snapshot import Snapshot


class Heard:
    """The promises and risk steps of one snapshot that count, in their order, and how they hang together."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.settings = snapshot.relationship
        self.as_of = snapshot.as_of
        self._concluded: dict[date, tuple[RiskStep, ...]] = {}
        self._everyone = frozenset(party.id for party in snapshot.parties)

    @cached_property
    def promises(self) -> tuple[Commitment, ...]:
        """The promises that giver and receivers may see."""
        return tuple(
            promise
            for promise in self.snapshot[Commitment]
            if takes_in(promise.audience, self._concerned(promise))
        )

    @cached_property
    def steps(self) -> tuple[RiskStep, ...]:
        """The risk steps that the exposed and the trusted parties may see."""
        return tuple(
            step
            for step in self.snapshot[RiskStep]
            if takes_in(step.audience, (step.exposed_id, *step.trusted))
        )

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of all that counts."""
        return frozenset(record.id for record in (*self.promises, *self.steps))

    def given_by(self, party: Party) -> tuple[Commitment, ...]:
        """The promises of one giver."""
        return self._by_giver.get(party.id, ())

    def misrepresented_by(self, party: Party) -> tuple[Commitment, ...]:
        """The promises of one giver that are noted as misrepresented, whatever the day."""
        return self._misrepresented_by_giver.get(party.id, ())

    def relying_on(self, party: Party) -> tuple[RiskStep, ...]:
        """The risk steps in which a party is trusted."""
        return tuple(step for step in self.steps if party.id in step.trusted)

    def taken_by(self, party: Party) -> tuple[RiskStep, ...]:
        """The risk steps in which a party is exposed."""
        return tuple(step for step in self.steps if step.exposed_id == party.id)

    def concluded(self, day: date) -> tuple[RiskStep, ...]:
        """The risk steps that were concluded on or before a day, well or badly."""
        if day not in self._concluded:
            self._concluded[day] = tuple(step for step in self.steps if step.status_on(day) in CONCLUDED)
        return self._concluded[day]

    def moved_before(self, promise: Commitment) -> Iterator[Commitment]:
        """The promises in the line before this one that were moved: what it stands for by now."""
        seen = {promise.id}
        earlier = self._replaced(promise)
        while earlier is not None and earlier.id not in seen:
            if earlier.outcome == RENEGOTIATED:
                yield earlier
            seen.add(earlier.id)
            earlier = self._replaced(earlier)

    def replacements(self, promise: Commitment) -> tuple[Commitment, ...]:
        """The promises that replaced one that was moved."""
        found = self.snapshot.of(Commitment, "replaces_id", promise)
        return tuple(other for other in found if other.id in self.ids)

    def known_since(self, promise: Commitment) -> date:
        """The first day on which the promise was known; the earliest day there is for always."""
        return self._known[promise.id]

    def misrepresented(self, promise: Commitment, day: date) -> bool:
        """Whether the promise counts as misrepresented on a day.

        For everybody but the consultant that begins when both sides have acknowledged it.
        """
        if not promise.misrepresented:
            return False
        if self.snapshot.audience.is_consultant:
            return True
        return promise.acknowledged_on is not None and promise.acknowledged_on <= day

    def _concerned(self, promise: Commitment) -> Iterable[str]:
        receivers = promise.receivers
        return (promise.giver_id, *receivers) if receivers else self._everyone

    def _replaced(self, promise: Commitment) -> Commitment | None:
        replaced = self.snapshot.find(Commitment, promise.replaces_id)
        return replaced if replaced is not None and replaced.id in self.ids else None

    @cached_property
    def _known(self) -> dict[str, date]:
        find = self.snapshot.get
        return {promise.id: promise.known_day(find) or date.min for promise in self.snapshot[Commitment]}

    @cached_property
    def _by_giver(self) -> dict[str, tuple[Commitment, ...]]:
        given: defaultdict[str, list[Commitment]] = defaultdict(list)
        for promise in self.promises:
            given[promise.giver_id].append(promise)
        return {party: tuple(promises) for party, promises in given.items()}

    @cached_property
    def _misrepresented_by_giver(self) -> dict[str, tuple[Commitment, ...]]:
        return {
            party: tuple(promise for promise in promises if promise.misrepresented)
            for party, promises in self._by_giver.items()
        }


def outcome_on(promise: Commitment, day: date) -> str | None:
    """The outcome as it was known on a day; None while the promise was open."""
    if promise.closed_on is None or promise.closed_on > day:
        return None
    return promise.outcome


def told_by(promise: Commitment, day: date) -> date | None:
    """The day the other side was told, if that was on or before `day`."""
    told = promise.told_on
    return told if told is not None and told <= day else None


def exposes(step: RiskStep) -> frozenset[str]:
    """The kinds of things a risk step exposes."""
    return _several(step.exposes or "")


@cache
def _several(words: str) -> frozenset[str]:
    return frozenset(word.strip() for word in words.split(";") if word.strip())
