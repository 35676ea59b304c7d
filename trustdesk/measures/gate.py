"""The gate of a stage: its criteria with the figure behind each, and the outlook for what is left to keep."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from trustdesk.measures.evidence import CAUTIOUS, Evidence
from trustdesk.measures.ledger import Ledger
from trustdesk.measures.naming import called
from trustdesk.measures.ppc import ppc
from trustdesk.measures.results import CriterionMeasure
from trustdesk.measures.trials import counting, missed
from trustdesk.records import Commitment, Concern, GateCriterion, Party, RiskStep, Stage, Workshop
from trustdesk.records import commitments as promises
from trustdesk.records import stages as kinds
from trustdesk.records.risk_steps import CALLED_OFF, MERITED, PLANNED, TAKEN
from trustdesk.records.workshops import REVIEW
from trustdesk.words import N_, Text, joined

SEVERE: Final = 4
"""The severity from which on an open concern holds a gate, unless its criterion says another."""

SETTLED: Final = (promises.KEPT, promises.LATE, promises.PARTLY, promises.RELEASED)
SETTLED_WHEN_TOLD: Final = (promises.RENEGOTIATED, promises.MISSED)

CRITERION_NAMES: Final = {
    "must_haves_settled": N_("essential promises settled"),
    "steps_merited": N_("trust proved right in all its steps"),
    "no_severe_concern": N_("no severe concern open"),
    "review_held": N_("a review workshop held"),
    "ppc_at_least": N_("kept on the day"),
    "reliability_q10_at_least": N_("reliability"),
    "candour_at_least": N_("told in time"),
    "security_done": N_("security due diligence complete"),
    "perception_at_least": N_("perception"),
    "in_words": N_("in words"),
}

CRITERION_WORDS: Final = {
    "must_haves_settled": N_("Every essential promise is settled: done, moved, or missed and told"),
    "steps_merited": N_("Trust proved right in every trust step of the stage"),
    "no_severe_concern": N_("No severe concern that blocks this stage is open"),
    "review_held": N_("A review workshop was held since the stage began"),
    "ppc_at_least": N_("Each side kept at least {percent}% of its promises in this stage on the day"),
    "reliability_q10_at_least": N_("Each side’s reliability, read with caution, is at least {value}"),
    "candour_at_least": N_("Each side told in time, to at least {value}"),
    "security_done": N_("Security due diligence is complete on both sides"),
    "perception_at_least": N_("What people say, asked since the stage began, averages at least {value} of 5"),
    "in_words": "{words}",
}
"""Each criterion as a sentence that is so or is not."""

Finding = tuple[bool | None, Text]
NOT_TESTED: Final = N_("not tested")


def gate(book: Ledger, stage: Stage) -> tuple[CriterionMeasure, ...]:
    """The criteria of a stage on the day, by default the four that stand without being asked for.

    A gate looks at everything its reader may see, so that private records can make the consultant's answer
    differ from the joint one; the records of the parties in it are those of what is heard.
    """
    asked = book.snapshot.of(GateCriterion, "stage_id", stage)
    if not asked:
        return tuple(_found(name, None, book, stage) for name in kinds.DEFAULT_CRITERIA)
    return tuple(_found(criterion.kind, criterion, book, stage) for criterion in asked)


def criterion_words(found: CriterionMeasure) -> Text:
    """A criterion in words, with the figure that was set for it."""
    value = found.record.value if found.record is not None else None
    shown = "–" if value is None else f"{value:g}"
    percent = "–" if value is None else f"{value * 100:g}"
    words = found.record.words.strip() if found.record is not None else ""
    return Text(CRITERION_WORDS[found.criterion], {"value": shown, "percent": percent, "words": words})


def outlook(book: Ledger, stage: Stage) -> dict[str, float | None]:
    """By party, the chance that it keeps all its open must-have promises of the stage, if the past continues.

    None where none is left to keep, 0 when one of them is past its due date.
    """
    left = [promise for promise in must_haves(book, stage) if promise.outcome is None]
    return {
        party.id: _chance(book, party, [promise for promise in left if promise.giver_id == party.id])
        for party in book.snapshot.parties
    }


def _chance(book: Ledger, party: Party, left: Sequence[Commitment]) -> float | None:
    if not left:
        return None
    if any(promise.due < book.as_of for promise in left):
        return 0.0
    return chance_of_all(book.reliability(party, book.as_of), len(left))


def chance_of_all(record: Evidence, n: int) -> float:
    """The chance that `n` more trials all go well: B(r + 1 + n, s + 1) / B(r + 1, s + 1)."""
    chance = 1.0
    for at in range(n):
        chance *= (record.r + 1 + at) / (record.r + record.s + 2 + at)
    return chance


def _found(name: str, asked: GateCriterion | None, book: Ledger, stage: Stage) -> CriterionMeasure:
    met, figure = _CHECKS[name](book, stage, asked)
    return CriterionMeasure(name, met, figure, asked)


def must_haves(book: Ledger, stage: Stage) -> list[Commitment]:
    """The must-have promises of a stage."""
    return [promise for promise in book.snapshot.of(Commitment, "stage_id", stage) if promise.must_have]


def _must_haves_settled(book: Ledger, stage: Stage, asked: GateCriterion | None) -> Finding:
    asked_for = must_haves(book, stage)
    if not asked_for:
        return None, Text(NOT_TESTED)
    states = [_settled(promise) for promise in asked_for]
    values: dict[str, object] = {"n": states.count(True), "of": len(states)}
    open_still = sum(promise.outcome is None for promise in asked_for)
    figure = Text(N_("{n} of {of} settled"), values)
    parts = [(open_still, N_("{n} open")), (states.count(False) - open_still, N_("{n} without notice"))]
    parts.append((states.count(None), N_("{n} disputed")))
    rest = [Text(message, {"n": count}) for count, message in parts if count]
    return _all(states), joined([figure, *rest], "; ")


def _settled(promise: Commitment) -> bool | None:
    if promise.outcome is not None and promise.confirmed == promises.DISPUTED:
        return None
    told = promise.outcome in SETTLED_WHEN_TOLD and promise.told_on is not None
    return promise.outcome in SETTLED or told


def _steps_merited(book: Ledger, stage: Stage, asked: GateCriterion | None) -> Finding:
    steps = [step for step in book.snapshot.of(RiskStep, "stage_id", stage) if step.status != CALLED_OFF]
    if not steps:
        return None, Text(NOT_TESTED)
    merited = sum(step.status == MERITED for step in steps)
    values: dict[str, object] = {"n": merited, "of": len(steps)}
    figure = Text(N_("trust proved right in {n} of {of}"), values)
    running = sum(step.status == TAKEN for step in steps)
    planned = sum(step.status == PLANNED for step in steps)
    parts = ((running, N_("{n} under way")), (planned, N_("{n} planned")))
    rest = [Text(message, {"n": count}) for count, message in parts if count]
    return merited == len(steps), joined([figure, *rest], "; ")


def _no_severe_concern(book: Ledger, stage: Stage, asked: GateCriterion | None) -> Finding:
    found = severe_concerns(book, stage, asked)
    if not found:
        return True, Text(N_("none open"))
    return False, joined([Text("“{concern}”", {"concern": called(concern)}) for concern in found], "; ")


def _stage_of(book: Ledger, id: str) -> str | None:
    """The stage in which a blocked promise or risk step is; a blocked stage itself."""
    record = book.snapshot.get(id)
    if isinstance(record, (Commitment, RiskStep)):
        return record.stage_id
    return id if isinstance(record, Stage) else None


def severe_concerns(book: Ledger, stage: Stage, asked: GateCriterion | None) -> list[Concern]:
    """The open concerns that are severe enough and block something of the stage.

    Where the stage names a severity of its own, an open concern of that severity counts whatever it blocks.
    """
    anywhere = asked is not None and asked.value is not None
    severe = asked.value if asked is not None and asked.value is not None else SEVERE
    return [
        concern
        for concern in book.snapshot[Concern]
        if (concern.severity or 0) >= severe
        and concern.open_on(book.as_of)
        and (anywhere or any(_stage_of(book, id) == stage.id for id in concern.blocks))
    ]


def _review_held(book: Ledger, stage: Stage, asked: GateCriterion | None) -> Finding:
    if stage.starts is None:
        return None, Text(N_("the stage has no first day yet"))
    reviews = [
        workshop.held_on
        for workshop in book.snapshot[Workshop]
        if workshop.kind == REVIEW and workshop.held_on >= stage.starts
    ]
    held = [day for day in reviews if day <= book.as_of]
    if held:
        # The first one: what settled the criterion stays the same when later stages are reviewed.
        return True, Text(N_("held on {day}"), {"day": min(held)})
    if reviews:
        return None, Text(N_("planned for {day}"), {"day": min(reviews)})
    return False, Text(N_("none held since the stage began"))


def _ppc_at_least(book: Ledger, stage: Stage, asked: GateCriterion | None) -> Finding:
    def figure(party: Party) -> tuple[float | None, Text]:
        found = ppc(book, party, book.as_of, stage)
        values: dict[str, object] = {"party": party.name, "kept": found.kept, "due": found.due}
        return found.value, Text(N_("{party}: {kept} of {due} on the day"), values)

    return _each_party(book, asked, figure)


def _reliability_at_least(book: Ledger, stage: Stage, asked: GateCriterion | None) -> Finding:
    def figure(party: Party) -> tuple[float | None, Text]:
        tried = counting(book.reliability_trials[party.id], book.as_of)
        value = book.reliability(party, book.as_of).quantile(CAUTIOUS) if tried else None
        return value, _number(party, value)

    return _each_party(book, asked, figure)


def _candour_at_least(book: Ledger, stage: Stage, asked: GateCriterion | None) -> Finding:
    def figure(party: Party) -> tuple[float | None, Text]:
        tried = counting(book.candour_trials[party.id], book.as_of)
        value = book.candour(party, book.as_of).expected if tried else None
        figure = _number(party, value)
        if value is None:
            return value, figure
        # How frankly it was told never stands without how much there was to tell.
        n = missed(book.reliability_trials[party.id], book.as_of)
        return value, joined([figure, Text(N_("{n} missed"), {"n": n})], "; ")

    return _each_party(book, asked, figure)


def _number(party: Party, value: float | None) -> Text:
    if value is None:
        return Text(N_("{party}: not tested"), {"party": party.name})
    return Text(N_("{party}: {value}"), {"party": party.name, "value": f"{value:.2f}"})


def _each_party(
    book: Ledger, asked: GateCriterion | None, figure: Callable[[Party], tuple[float | None, Text]]
) -> Finding:
    least = asked.value if asked is not None else None
    found = [figure(party) for party in book.snapshot.parties]
    if least is None:
        return None, Text(N_("no figure was set"))
    if all(value is None for value, _ in found):
        return None, Text(NOT_TESTED)
    met = _all(None if value is None else value >= least for value, _ in found)
    return met, joined([text for _, text in found], "; ")


def _not_recorded(book: Ledger, stage: Stage, asked: GateCriterion | None) -> Finding:
    return None, Text(N_("not recorded"))


def _in_words(book: Ledger, stage: Stage, asked: GateCriterion | None) -> Finding:
    if asked is None or asked.ticked_on is None or not asked.ticked_by.strip():
        return False, Text(N_("not ticked yet"))
    return True, Text(N_("ticked by {who} on {day}"), {"who": asked.ticked_by, "day": asked.ticked_on})


def _all(states: Iterable[bool | None]) -> bool | None:
    """Whether all hold; None where nothing fails but not all can be told."""
    seen: Sequence[bool | None] = tuple(states)
    if any(state is False for state in seen):
        return False
    return None if any(state is None for state in seen) else True


_CHECKS: Final[dict[str, Callable[[Ledger, Stage, GateCriterion | None], Finding]]] = {
    kinds.MUST_HAVES_SETTLED: _must_haves_settled,
    kinds.STEPS_MERITED: _steps_merited,
    kinds.NO_SEVERE_CONCERN: _no_severe_concern,
    kinds.REVIEW_HELD: _review_held,
    "ppc_at_least": _ppc_at_least,
    "reliability_q10_at_least": _reliability_at_least,
    "candour_at_least": _candour_at_least,
    "security_done": _not_recorded,
    "perception_at_least": _not_recorded,
    "in_words": _in_words,
}
