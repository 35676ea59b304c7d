"""How the figures of trust steps, gates, outlook, giving and load were computed, with what went in."""

from __future__ import annotations

from trustdesk.measures.evidence import CAUTIOUS
from trustdesk.measures.explain_record import Inputs, name
from trustdesk.measures.gate import CRITERION_NAMES, must_haves, outlook, severe_concerns
from trustdesk.measures.ledger import Ledger, ledger
from trustdesk.measures.load import due_soon
from trustdesk.measures.naming import called
from trustdesk.measures.reciprocity import reciprocity
from trustdesk.measures.results import CriterionMeasure, Explanation, Load, StepMeasures
from trustdesk.measures.trials import KEPT, counting
from trustdesk.records import Concern, Party, RiskStep, Stage, Workshop
from trustdesk.records import stages as kinds
from trustdesk.records.risk_steps import CONCLUDED, MERITED, TAKEN
from trustdesk.records.workshops import REVIEW
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_, Text

_VERDICTS = {True: N_("met: {figure}"), False: N_("not met: {figure}"), None: N_("cannot tell: {figure}")}


def evidence_test(snapshot: Snapshot, tested: StepMeasures) -> Explanation:
    """The first test of a trust step: the confidence it needs against the weakest track record."""
    step, book = tested.step, ledger(snapshot)
    tracks = tuple(
        (Text(N_("Track record of {party}"), {"party": party.name}), _track(book, party, tested))
        for party in (snapshot.find(Party, id) for id in step.trusted)
        if party is not None
    )
    needed = _number("{value:.2f}", tested.needed_confidence)
    return Explanation(
        title=Text(N_("What the record supports: {step}"), {"step": called(step)}),
        formula=Text(
            N_(
                "Needed confidence = loss ÷ (gain + loss). Within reach when even the cautious value (nine "
                "in ten that it is exceeded) reaches it, a stretch when only the expected value does, too "
                "far now otherwise. The weakest record counts; the step's own outcome is left out."
            )
        ),
        inputs=(*_stakes(step), (Text(N_("Needed confidence")), needed), *tracks, *_same_kind(tested)),
        result=_verdict(tested.evidence),
    )


def ladder_test(snapshot: Snapshot, tested: StepMeasures) -> Explanation:
    """The second test of a trust step: its loss against the largest of the steps that proved right."""
    book, step = ledger(snapshot), tested.step
    merited = tuple(
        (name(other), _number(N_("loss {value}"), other.loss))
        for other in book.heard.concluded(tested.day)
        if other.status == MERITED and other.exposed_id == step.exposed_id and other is not step
    )
    values: dict[str, object] = {"rung": book.settings.rung, "first": book.settings.first_rung}
    return Explanation(
        title=Text(N_("The next rung: {step}"), {"step": called(step)}),
        formula=Text(
            N_(
                "The loss may be {rung} points above the largest loss among the steps of the same party in "
                "which trust proved right; with none yet it may be {first}."
            ),
            values,
        ),
        inputs=(*_stakes(step), *merited, (Text(N_("At most")), Text("{n}", {"n": tested.rung}))),
        result=_verdict(tested.ladder),
    )


def willingness_test(snapshot: Snapshot, tested: StepMeasures) -> Explanation:
    """The third test of a trust step: its loss against what is acceptable today."""
    step = tested.step
    comfort = (Text(N_("Acceptable today")), _number("{value}", step.comfort))
    return Explanation(
        title=Text(N_("Beyond what is acceptable today: {step}"), {"step": called(step)}),
        formula=Text(
            N_(
                "Loss less what is acceptable today: 0 or less is no stretch, up to {most} points a stretch, "
                "more strains willingness."
            ),
            {"most": snapshot.relationship.most_stretch},
        ),
        inputs=(*_stakes(step), comfort),
        result=_verdict(tested.willingness),
    )


def criterion(snapshot: Snapshot, stage: Stage, found: CriterionMeasure) -> Explanation:
    """One criterion of a gate, with the records it looks at."""
    return Explanation(
        title=Text(N_("{stage}: {criterion}"), {
            "stage": called(stage), "criterion": Text(CRITERION_NAMES[found.criterion]),
        }),
        formula=Text(_FORMULAS[found.criterion], {"value": found.record.value if found.record else None}),
        inputs=_looked_at(ledger(snapshot), stage, found),
        result=Text(_VERDICTS[found.met], {"figure": found.figure}),
    )  # fmt: skip


def outlook_of(snapshot: Snapshot, stage: Stage, party: Party) -> Explanation:
    """The outlook of a party in a stage: the must-have promises it still has to keep."""
    book = ledger(snapshot)
    left = [
        promise
        for promise in must_haves(book, stage)
        if promise.giver_id == party.id and promise.outcome is None
    ]
    record = book.reliability(party, book.as_of)
    sums = Text(N_("shown {r:.2f}, broken {s:.2f}"), {"r": record.r, "s": record.s})
    chance = outlook(book, stage)[party.id]
    return Explanation(
        title=Text(N_("Outlook of {party} in {stage}"), {"party": party.name, "stage": called(stage)}),
        formula=Text(
            N_(
                "If past behaviour continues: the chance that all open essential promises of the stage are "
                "kept, one after the other, each raising the record for the next; 0 once one is past due."
            )
        ),
        inputs=((Text(N_("Reliability")), sums), *((name(promise), Text(N_("open"))) for promise in left)),
        result=Text(N_("nothing is left to keep")) if chance is None else _number("{value:.2f}", chance),
    )


def giving(snapshot: Snapshot, party: Party) -> Explanation:
    """What a party gave: the promises it kept and the risks it took."""
    book = ledger(snapshot)
    found = reciprocity(book, party)
    kept = tuple(
        (name(trial.record), _number(N_("weight {value:g}"), trial.weight))
        for trial in counting(book.reliability_trials[party.id], book.as_of)
        if trial.basis == KEPT
    )
    taken = tuple(
        (name(step), _number(N_("loss {value}"), step.loss))
        for step in book.heard.taken_by(party)
        if step.status in (TAKEN, *CONCLUDED)
    )
    words = N_("kept {kept:g}, risked {risked:g}")
    values = {"kept": found.kept_weight, "risked": found.exposure_taken}
    return Explanation(
        title=Text(N_("Given by {party}"), {"party": party.name}),
        formula=Text(N_("The weights of the promises kept, and the losses risked in the trust steps taken.")),
        inputs=(*kept, *taken),
        result=Text(words, values),
    )


def load_of(snapshot: Snapshot, found: Load) -> Explanation:
    """The load of a party or an owner: what falls due in the next 30 days."""
    book, record = ledger(snapshot), snapshot.get(found.about)
    mine = (promise for promise in book.heard.promises if found.about in (promise.giver_id, promise.owner_id))
    values = {"due": found.due_soon, "limit": found.limit, "most": found.most_kept}
    return Explanation(
        title=Text(N_("Load of {who}"), {"who": called(record) if record else ""}),
        formula=Text(
            N_(
                "Open promises due within 30 days, against the most kept in any 30 days running so far, "
                "but at least {floor}."
            ),
            {"floor": book.settings.load_floor},
        ),
        inputs=tuple((name(promise), Text(N_("open"))) for promise in due_soon(mine, book.as_of)),
        result=Text(N_("{due} due; the most kept so far {most}, not warned about {limit}"), values),
    )


_FORMULAS = {
    kinds.MUST_HAVES_SETTLED: N_(
        "Every essential promise of the stage is kept, late, partly kept or released, or it was moved or "
        "missed and the other side was told."
    ),
    kinds.STEPS_MERITED: N_("All trust steps of the stage are concluded, and trust proved right."),
    kinds.NO_SEVERE_CONCERN: N_("No severe concern that blocks something of the stage is open."),
    kinds.REVIEW_HELD: N_("A review workshop was held since the stage began."),
    "ppc_at_least": N_("Each party kept at least {value} of its promises of the stage on the day."),
    "reliability_q10_at_least": N_("The cautious value of each party's reliability is at least {value}."),
    "candour_at_least": N_("The expected value of telling in time is at least {value} for each party."),
    "security_done": N_("Security due diligence is complete on both sides."),
    "perception_at_least": N_(
        "A perception round held since the stage began has a mean of at least {value}."
    ),
    "in_words": N_("Ticked by a named person on a day."),
}


def _looked_at(book: Ledger, stage: Stage, found: CriterionMeasure) -> Inputs:
    if found.criterion == kinds.MUST_HAVES_SETTLED:
        return tuple(
            (name(promise), Text(promise.outcome or N_("open"))) for promise in must_haves(book, stage)
        )
    if found.criterion == kinds.STEPS_MERITED:
        steps = book.snapshot.of(RiskStep, "stage_id", stage)
        return tuple((name(step), Text(step.status)) for step in steps)
    if found.criterion == kinds.NO_SEVERE_CONCERN:
        return tuple(
            (name(concern), _severity(concern)) for concern in severe_concerns(book, stage, found.record)
        )
    if found.criterion == kinds.REVIEW_HELD:
        reviews = (workshop for workshop in book.snapshot[Workshop] if workshop.kind == REVIEW)
        return tuple((name(review), Text("{day}", {"day": review.held_on})) for review in reviews)
    if found.record is not None and found.record.words.strip():
        return ((Text(N_("In words")), Text("{words}", {"words": found.record.words})),)
    return ()


def _severity(concern: Concern) -> Text:
    return _number(N_("severity {value}"), concern.severity)


def _track(book: Ledger, party: Party, tested: StepMeasures) -> Text:
    record = book.track(party, tested.day, without=tested.step)
    values = {"cautious": record.quantile(CAUTIOUS), "expected": record.expected}
    return Text(N_("cautious value {cautious:.2f}, expected value {expected:.2f}"), values)


def _same_kind(tested: StepMeasures) -> Inputs:
    return tuple((name(step), Text(N_("exposed the same"))) for step in tested.same_kind)


def _stakes(step: RiskStep) -> Inputs:
    return (
        (Text(N_("Loss if let down")), _number("{value}", step.loss)),
        (Text(N_("Gain if trust proves right")), _number("{value}", step.gain)),
    )


def _number(words: str, value: float | None) -> Text:
    return Text(N_("not stated")) if value is None else Text(words, {"value": value})


def _verdict(words: str | None) -> Text:
    return Text(words if words is not None else N_("not stated"))
