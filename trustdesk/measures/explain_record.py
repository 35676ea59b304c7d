"""How the figures of a party's record were computed: the very promises and trust steps that went in."""

from __future__ import annotations

from collections.abc import Iterable

from trustdesk.measures.evidence import ON_SCREEN, Evidence
from trustdesk.measures.frankness import notice, notice_days_median
from trustdesk.measures.heard import outcome_on
from trustdesk.measures.ledger import Ledger, ledger
from trustdesk.measures.naming import called
from trustdesk.measures.parties import moved
from trustdesk.measures.ppc import ppc
from trustdesk.measures.results import Explanation
from trustdesk.measures.trials import Trial, counting, missed
from trustdesk.records import Commitment, Party, Record
from trustdesk.records.commitments import RENEGOTIATED
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_, Text, plural

Inputs = tuple[tuple[Text, Text], ...]

_RECORD = N_(
    "Every case adds its value times its weight to what was shown, and the rest of its weight to what was "
    "broken; the past fades. Expected value = (shown + 1) ÷ (shown + broken + 2)."
)


def reliability(snapshot: Snapshot, party: Party) -> Explanation:
    """The reliability record of a party: its promises, and what was known before."""
    book = ledger(snapshot)
    inputs = (*_cases(book, book.reliability_trials[party.id]), *_starting(book, party))
    return _of_record(N_("Reliability of {party}"), party, inputs, book.reliability(party, book.as_of))


def candour(snapshot: Snapshot, party: Party) -> Explanation:
    """The candour record of a party: what it did not keep as promised, and how frankly it told."""
    book = ledger(snapshot)
    # A figure of candour never stands without the number missed beside it.
    n = missed(book.reliability_trials[party.id], book.as_of)
    inputs = (*_cases(book, book.candour_trials[party.id]), (Text(N_("Missed")), Text("{n}", {"n": n})))
    return _of_record(N_("Told in time: {party}"), party, inputs, book.candour(party, book.as_of))


def merit(snapshot: Snapshot, party: Party) -> Explanation:
    """The merit record of a party: the concluded trust steps that relied on it."""
    book = ledger(snapshot)
    inputs = _cases(book, book.merit_trials[party.id])
    return _of_record(N_("Trust proved right: {party}"), party, inputs, book.merit(party, book.as_of))


def track(snapshot: Snapshot, party: Party) -> Explanation:
    """The track record of a party: reliability and merit together."""
    book = ledger(snapshot)
    parts = (
        (Text(N_("Reliability")), book.reliability(party, book.as_of)),
        (Text(N_("Trust proved right")), book.merit(party, book.as_of)),
    )
    return Explanation(
        title=Text(N_("Track record of {party}"), {"party": party.name}),
        formula=Text(N_("What was shown and what was broken, of reliability and of trust steps, added up.")),
        inputs=tuple((name, _sums(record)) for name, record in parts),
        result=_result(book.track(party, book.as_of)),
    )


def kept_on_the_day(snapshot: Snapshot, party: Party) -> Explanation:
    """PPC of a party: every trial, kept on the day or not."""
    book = ledger(snapshot)
    found = ppc(book, party, book.as_of)
    trials = counting(book.reliability_trials[party.id], book.as_of)
    return Explanation(
        title=Text(N_("Kept on the day: {party}"), {"party": party.name}),
        formula=Text(
            N_(
                "Promises kept on or before the promised day ÷ promises that count. Late counts as not kept; "
                "released, disputed and first moves in time are left out."
            )
        ),
        inputs=tuple((name(trial.record), Text(trial.basis)) for trial in trials),
        result=Text(N_("{kept} of {due}"), {"kept": found.kept, "due": found.due}),
    )


def moves(snapshot: Snapshot, party: Party) -> Explanation:
    """How many promises of a party were moved: which ones."""
    book = ledger(snapshot)
    found = moved(book, party, book.as_of)
    these = [
        promise for promise in book.heard.given_by(party) if outcome_on(promise, book.as_of) == RENEGOTIATED
    ]
    return Explanation(
        title=Text(N_("Moved: {party}"), {"party": party.name}),
        formula=Text(N_("Promises that were replaced by another ÷ all promises given.")),
        inputs=tuple((name(promise), Text(N_("moved"))) for promise in these),
        result=Text(N_("{moved} of {of}"), {"moved": found.moved, "of": found.of}),
    )


def notice_given(snapshot: Snapshot, party: Party) -> Explanation:
    """The days of notice of a party: each promise it told about, and the median."""
    book = ledger(snapshot)
    told = notice(book, party, book.as_of)
    middle = notice_days_median(book, party, book.as_of)
    return Explanation(
        title=Text(N_("Days of notice: {party}"), {"party": party.name}),
        formula=Text(
            N_("Due date less the day the other side was told; the middle one of all that were told.")
        ),
        inputs=tuple((name(promise), _notice(days)) for promise, days in told),
        result=Text(N_("nothing to tell")) if middle is None else Text(N_("{n:g} days"), {"n": middle}),
    )


def _of_record(title: str, party: Party, inputs: Inputs, record: Evidence) -> Explanation:
    return Explanation(Text(title, {"party": party.name}), Text(_RECORD), inputs, _result(record))


def _notice(days: int) -> Text:
    if days < 0:
        return plural(N_("told {n} day after it was due"), N_("told {n} days after it was due"), -days)
    return plural(N_("told {n} day before it was due"), N_("told {n} days before it was due"), days)


def _cases(book: Ledger, trials: Iterable[Trial]) -> Inputs:
    half_life = book.settings.half_life_days
    rows = []
    for trial in counting(trials, book.as_of):
        values = {
            "basis": Text(trial.basis),
            "value": trial.value,
            "weight": trial.weight,
            "credibility": trial.credibility,
            "left": trial.decay(book.as_of, half_life),
        }
        words = (
            N_("{basis}: value {value:.2f} × weight {weight:g} × {left:.2f} left of it")
            if trial.credibility == 1
            else N_(
                "{basis}: value {value:.2f} × weight {weight:g} × {credibility:.2f} as contractual × "
                "{left:.2f} left of it"
            )
        )
        rows.append((name(trial.record), Text(words, values)))
    return tuple(rows)


def _starting(book: Ledger, party: Party) -> Inputs:
    if not (party.known_kept or party.known_broken):
        return ()
    return ((Text(N_("What we knew before")), _sums(book.starting(party, book.as_of))),)


def _sums(record: Evidence) -> Text:
    return Text(N_("shown {r:.2f}, broken {s:.2f}"), {"r": record.r, "s": record.s})


def _result(record: Evidence) -> Text:
    low, high = record.interval(ON_SCREEN)
    words = N_(
        "shown {r:.2f}, broken {s:.2f}: expected value {expected:.2f}, "
        "with 80 % between {low:.2f} and {high:.2f}"
    )
    values = {"r": record.r, "s": record.s, "expected": record.expected, "low": low, "high": high}
    return Text(words, values)


def name(record: Record) -> Text:
    """What a record is called, as it stands beside its figure; a promise with the day it was due."""
    if isinstance(record, Commitment):
        return Text(N_("{name}, due {due}"), {"name": called(record), "due": record.due})
    return Text("{name}", {"name": called(record)})
