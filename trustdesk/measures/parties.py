"""The record of one party on the day: what it did, never averaged with the other's."""

from __future__ import annotations

from datetime import date

from trustdesk.measures.frankness import (
    notice,
    notice_days_median,
    share_forewarned,
    standing_misrepresentations,
)
from trustdesk.measures.heard import outcome_on
from trustdesk.measures.ledger import Ledger
from trustdesk.measures.ppc import ppc
from trustdesk.measures.results import Moved, PartyMeasures
from trustdesk.measures.trials import OVERDUE, counting, missed
from trustdesk.records import Party
from trustdesk.records.commitments import RENEGOTIATED


def measure_party(book: Ledger, party: Party) -> PartyMeasures:
    """All measures of one party on the day of the ledger."""
    day = book.as_of
    reliability = counting(book.reliability_trials[party.id], day)
    candour = counting(book.candour_trials[party.id], day)
    return PartyMeasures(
        party=party,
        reliability=book.reliability(party, day),
        starting=book.starting(party, day),
        candour=book.candour(party, day),
        merit=book.merit(party, day),
        track=book.track(party, day),
        reliability_trials=len(reliability),
        candour_trials=len(candour),
        merit_trials=len(counting(book.merit_trials[party.id], day)),
        missed=missed(reliability, day),
        overdue=sum(promise.outcome is None and promise.due < day for promise in book.heard.given_by(party)),
        lapsed=sum(trial.basis == OVERDUE for trial in reliability),
        told_in_time=sum(ahead >= 0 for _, ahead in notice(book, party, day)),
        ppc=ppc(book, party, day),
        moved=moved(book, party, day),
        notice_days_median=notice_days_median(book, party, day),
        share_forewarned=share_forewarned(book, party, day),
        standing_misrepresentation=bool(standing_misrepresentations(book, party, day)),
        candour_listed=len(candour) < book.settings.few_trials,
    )


def moved(book: Ledger, party: Party, day: date) -> Moved:
    """How many of the promises of a party that were known on a day had been moved by then."""
    known = [promise for promise in book.heard.given_by(party) if book.heard.known_since(promise) <= day]
    return Moved(sum(outcome_on(promise, day) == RENEGOTIATED for promise in known), len(known))
