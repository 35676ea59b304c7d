"""The ledger of a snapshot: the trials of every party, drawn up once, and the records read from them.

All measures share it. `ledger(snapshot)` keeps it with the snapshot, so that a chart and a table of the same
snapshot do the work once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import cast

from trustdesk.measures.evidence import NOTHING, Evidence
from trustdesk.measures.heard import Heard
from trustdesk.measures.trials import (
    Trial,
    candour_trials,
    decay,
    evidence,
    evidence_over_time,
    merit_trials,
    reliability_trials,
)
from trustdesk.records import Party, RiskStep
from trustdesk.snapshot import Snapshot


class Ledger:
    """The trials of every party of one snapshot, by party id, and the records on any day up to its own."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.heard = Heard(snapshot)
        self.settings = snapshot.relationship
        self.as_of = snapshot.as_of
        self._read: dict[tuple[str, str, date], Evidence] = {}

    @cached_property
    def reliability_trials(self) -> dict[str, tuple[Trial, ...]]:
        """The trials of reliability of every party."""
        return {party.id: reliability_trials(self.heard, party) for party in self.snapshot.parties}

    @cached_property
    def candour_trials(self) -> dict[str, tuple[Trial, ...]]:
        """The trials of frankness of every party."""
        return {party.id: candour_trials(self.heard, party) for party in self.snapshot.parties}

    @cached_property
    def merit_trials(self) -> dict[str, tuple[Trial, ...]]:
        """The concluded risk steps in which each party was trusted."""
        return {party.id: merit_trials(self.heard, party) for party in self.snapshot.parties}

    def starting(self, party: Party, day: date) -> Evidence:
        """What was known of a party before, faded since its own date; nothing before that date."""
        known_on = party.known_on or self.settings.started
        if known_on is not None and known_on > day:
            return NOTHING
        left = decay((day - known_on).days, self.settings.half_life_days) if known_on else 1.0
        return Evidence(party.known_kept * left, party.known_broken * left)

    def earned(self, party: Party, day: date) -> Evidence:
        """The reliability a party has shown in this relationship, without what was known before."""
        return self._evidence("reliability", self.reliability_trials[party.id], party, day)

    def reliability(self, party: Party, day: date) -> Evidence:
        """The reliability record: what was known before and what was shown since."""
        return self.earned(party, day) + self.starting(party, day)

    def candour(self, party: Party, day: date) -> Evidence:
        """The candour record: how frankly a party told of what it did not keep."""
        return self._evidence("candour", self.candour_trials[party.id], party, day)

    def merit(self, party: Party, day: date, without: RiskStep | None = None) -> Evidence:
        """The merit record: how often trust in a party proved right, if need be `without` one step."""
        trials = self.merit_trials[party.id]
        if without is not None and any(trial.record is without for trial in trials):
            others = [trial for trial in trials if trial.record is not without]
            return evidence(others, day, self.settings.half_life_days)
        return self._evidence("merit", trials, party, day)

    def track(self, party: Party, day: date, without: RiskStep | None = None) -> Evidence:
        """The track record, reliability and merit together: what the next risk step is tested against."""
        return self.reliability(party, day) + self.merit(party, day, without)

    def _evidence(self, name: str, trials: Sequence[Trial], party: Party, day: date) -> Evidence:
        key = (name, party.id, day)
        if key not in self._read:
            self._read[key] = evidence(trials, day, self.settings.half_life_days)
        return self._read[key]


def ledger(snapshot: Snapshot) -> Ledger:
    """The ledger of a snapshot, drawn up when it is first asked for."""
    # Kept among the snapshot's own cached values: it lives and goes with it, and a thread that draws it up
    # a second time gets the same.
    kept = vars(snapshot)
    if "ledger" not in kept:
        kept["ledger"] = Ledger(snapshot)
    return cast(Ledger, kept["ledger"])


def reliability_over_time(snapshot: Snapshot, party: Party, days: Sequence[date]) -> list[Evidence]:
    """The reliability record of a party on each of several days, ascending and not after the snapshot's."""
    book = ledger(snapshot)
    trials = book.reliability_trials[party.id]
    earned = evidence_over_time(trials, days, book.settings.half_life_days)
    return [record + book.starting(party, day) for day, record in zip(days, earned, strict=True)]
