"""What to look at: warnings, each about one record and in words. None of them locks anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from trustdesk.measures.frankness import standing_misrepresentations
from trustdesk.measures.gate import CRITERION_NAMES, gate
from trustdesk.measures.joint import as_joint
from trustdesk.measures.ledger import Ledger, ledger
from trustdesk.measures.naming import called, listed
from trustdesk.measures.reciprocity import lags
from trustdesk.measures.results import Load, StageMeasures, Warning_
from trustdesk.measures.trials import counting
from trustdesk.records import Commitment, RiskStep, Stage
from trustdesk.records.checks import Loaded, rings
from trustdesk.records.commitments import DISPUTED
from trustdesk.words import N_, Text, joined, plural

OVERDUE: Final = "overdue"
DISPUTED_OUTCOME: Final = "disputed"
STANDING_MISREPRESENTATION: Final = "standing_misrepresentation"
EVIDENCE_AGEING: Final = "evidence_ageing"
RECIPROCITY_LAG: Final = "reciprocity_lag"
OVER_COMMITMENT: Final = "over_commitment"
GATE_PRIVATE_DIFFERS: Final = "gate_private_differs"
NEEDS_RING: Final = "needs_ring"


def warnings(
    book: Ledger,
    stages: Sequence[StageMeasures],
    loads: Sequence[Load],
) -> tuple[Warning_, ...]:
    """All warnings of a relationship on the day, sort by sort and each sort in the order of the records."""
    return (
        *_promises(book),
        *_misrepresented(book),
        *_ageing(book),
        *_lags(book),
        *_loads(book, loads),
        *_private_gates(book, stages),
        *_rings(book),
    )


def _promises(book: Ledger) -> Iterator[Warning_]:
    for promise in book.heard.promises:
        if promise.outcome is not None:
            if promise.confirmed == DISPUTED:
                words = N_("The outcome of “{promise}” is disputed; it does not count until it is settled.")
                yield Warning_(DISPUTED_OUTCOME, promise.id, Text(words, {"promise": called(promise)}))
            continue
        late = (book.as_of - promise.due).days
        if late > book.settings.overdue_days:
            yield Warning_(OVERDUE, promise.id, plural(
                N_("“{promise}” is overdue by {n} day and counts as missed until it is closed."),
                N_("“{promise}” is overdue by {n} days and counts as missed until it is closed."),
                late, promise=called(promise),
            ))  # fmt: skip
        elif late > 0:
            yield Warning_(OVERDUE, promise.id, plural(
                N_("“{promise}” is overdue by {n} day, not confirmed."),
                N_("“{promise}” is overdue by {n} days, not confirmed."),
                late, promise=called(promise),
            ))  # fmt: skip


def _misrepresented(book: Ledger) -> Iterator[Warning_]:
    for party in book.snapshot.parties:
        for promise in standing_misrepresentations(book, party, book.as_of):
            words = N_("“{promise}” was misrepresented by {party} and is not repaired yet.")
            values = {"promise": called(promise), "party": party.name}
            yield Warning_(STANDING_MISREPRESENTATION, promise.id, Text(words, values))


def _ageing(book: Ledger) -> Iterator[Warning_]:
    """A party of which nothing new was learned for a whole half-life: only time has passed."""
    for party in book.snapshot.parties:
        trials = (*book.reliability_trials[party.id], *book.merit_trials[party.id])
        newest = max((trial.origin for trial in counting(trials, book.as_of)), default=None)
        half_life = book.settings.half_life_days
        if newest is None or not half_life or (days := (book.as_of - newest).days) <= half_life:
            continue
        words = N_("The evidence about {party} is ageing: nothing new for {days} days.")
        yield Warning_(EVIDENCE_AGEING, party.id, Text(words, {"party": party.name, "days": days}))


def _lags(book: Ledger) -> Iterator[Warning_]:
    for lag in lags(book):
        words = (
            N_("Since {since} {behind} has risked less than its share beside {ahead}.")
            if lag.risk
            else N_("Since {since} {behind} has kept less than its share of promises beside {ahead}.")
        )
        values = {"since": lag.since, "behind": lag.behind.name, "ahead": lag.ahead.name}
        yield Warning_(RECIPROCITY_LAG, lag.behind.id, Text(words, values))


def _loads(book: Ledger, loads: Sequence[Load]) -> Iterator[Warning_]:
    for found in loads:
        record = book.snapshot.get(found.about)
        if found.too_much and record is not None:
            words = N_(
                "{who} has {due} promises due within 30 days; the most kept in 30 days so far is {most}."
            )
            values = {"who": called(record), "due": found.due_soon, "most": found.most_kept}
            yield Warning_(OVER_COMMITMENT, found.about, Text(words, values))


def _private_gates(book: Ledger, stages: Sequence[StageMeasures]) -> Iterator[Warning_]:
    """For the consultant: gates that private records make look otherwise than they do to all parties.

    Gates that differ in the same criteria are one thing to look at, at the first of their stages.
    """
    if not book.snapshot.audience.is_consultant:
        return
    joint = as_joint(book.snapshot)
    if joint is book.snapshot:
        return
    alike: dict[tuple[str, ...], list[Stage]] = {}
    for found in stages:
        seen_by_all = gate(ledger(joint), found.stage)
        pairs = zip(found.gate, seen_by_all, strict=True)
        if differing := tuple(own.criterion for own, shared in pairs if own.met is not shared.met):
            alike.setdefault(differing, []).append(found.stage)
    for differing, found_in in alike.items():
        words = plural(
            N_(
                "The gate of {stages} looks otherwise to all parties, because of private records: "
                "{criteria}. Raise it, ask for leave to, or postpone; the joint view stays as it is."
            ),
            N_(
                "The gates of {stages} look otherwise to all parties, because of private records: "
                "{criteria}. Raise it, ask for leave to, or postpone; the joint view stays as it is."
            ),
            len(found_in),
            stages=listed([Text("“{stage}”", {"stage": called(stage)}) for stage in found_in]),
            criteria=joined([Text(CRITERION_NAMES[name]) for name in differing], "; "),
        )
        yield Warning_(GATE_PRIVATE_DIFFERS, found_in[0].id, words)


def _rings(book: Ledger) -> Iterator[Warning_]:
    """Promises or trust steps that wait for each other in a ring."""
    snapshot = book.snapshot
    linked = [
        *(step for step in snapshot[RiskStep] if step.needs),
        *(promise for promise in snapshot[Commitment] if promise.depends_on or promise.replaces_id),
    ]
    for _, ring in rings(linked, Loaded(snapshot.rows, book.as_of)):
        words = N_("These lead back to each other in a ring, so none can come first: {ring}.")
        names = joined([Text("“{name}”", {"name": called(record)}) for record in ring], "; ")
        yield Warning_(NEEDS_RING, ring[0].id, Text(words, {"ring": names}))
