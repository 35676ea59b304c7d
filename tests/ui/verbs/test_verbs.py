"""What a user can do: every verb does something to a record it is for, and undo takes all of it back."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any, Final

import pytest
from sqlalchemy.orm import Session

from tests.canonical import dump
from trustdesk.actions import records, risk_steps, stages
from trustdesk.errors import TrustDeskError
from trustdesk.records import (
    AgendaItem,
    Benefit,
    Commitment,
    Concern,
    Constraint,
    Kind,
    Opportunity,
    Party,
    Person,
    Record,
    Repair,
    RiskStep,
    Stage,
    Workshop,
)
from trustdesk.records.base import kind_of
from ui.verbs import Moment, Question, Verb, verbs_of
from ui.verbs.verb import every
from ui.viewpoint import Viewpoint

ALL: Final = {f"{verb.kind.__tablename__}.{verb.name}": verb for verb in every()}


def moment_of(viewpoint: Viewpoint) -> Moment:
    return Moment(viewpoint.snapshot, viewpoint.measures, viewpoint.today)


def furnish(viewpoint: Viewpoint) -> None:
    """Put into the sample desk one record of each kind and state that some verb is for and that it lacks."""
    seen, today, own = viewpoint.snapshot, viewpoint.today, str(viewpoint.relationship)
    given = next(one for one in seen[Commitment] if one.outcome is None and one.owner_id)
    stage = seen[Stage][-1]

    def add(session: Session) -> None:
        def make(kind: type[Record], /, **values: Any) -> Any:
            return records.add(session, kind, today, own, **values)

        party = records.get(session, Party, given.giver_id)
        make(Constraint, commitment_id=given.id, text="permit")
        make(Constraint, commitment_id=given.id, text="contract", cleared_on=today)
        for closed in (None, today):
            make(Repair, commitment_id=given.id, redress="Two days of help", closed_on=closed)
        values = {"exposed_id": party.id, "stage_id": stage.id}
        values["trusted"] = [
            records.get(session, Party, one.id) for one in seen.parties if one.id != given.giver_id
        ]
        for step in ({}, {"planned": today}, {"status": "not merited", "planned": today}):
            risk_steps.plan(session, own, today, text="A step", **values, **step)
        at = records.get(session, Stage, stage.id)
        stages.ask(session, at, "in_words", today, words="Both are content")
        stages.tick(session, stages.ask(session, at, "in_words", today, words="Seen"), "Ida", today, today)
        stages.decide(session, at, "hold", "Both", today, today)
        stages.sign(session, at, party, "Ida", today, today)
        make(Stage, name="Afterwards")
        for status in ("waiting", "enabled", "realised"):
            worth = make(Opportunity, text=f"One that is {status}", status=status)
        make(Benefit, opportunity_id=worth.id, party_id=party.id, worth="Calm")
        for state in ("unspoken", "addressed"):
            make(Concern, text="A worry", state=state)
        for held_on in (today, today + timedelta(days=20)):
            meeting = make(Workshop, held_on=held_on, kind="review", title=f"On {held_on}")
        make(AgendaItem, workshop_id=meeting.id, text="Promises")
        make(Person, name="Somebody who left", party_id=party.id, left_on=today)
        times = {"due": today, "times": 12, "text": "Each month", "giver_id": party.id, "stage_id": stage.id}
        make(Commitment, **times)

    assert viewpoint.do("Furnished", add)


def answered(question: Question, moment: Moment, record: Record) -> Any:
    """What a user might answer: what the question begins with, or something else that fits its field."""
    started = question.start(moment, record)
    if started not in (None, "", ()) and question.answer != "stage_id":
        return started
    field = question.asked(moment)
    if field.kind is Kind.LINK:
        targets = {"person": Person, "stage": Stage, "party": Party}
        standing = getattr(record, field.name, None), record.id
        return next(one.id for one in moment.snapshot[targets[field.targets[0]]] if one.id not in standing)
    return {
        Kind.DATE: moment.today + timedelta(days=30 if question.answer in ("due", "planned") else 0),
        Kind.WHOLE: 1,
        Kind.NUMBER: 0.5,
        Kind.YES_NO: True,
        Kind.CHOICE: field.choices[0] if field.choices else None,
        Kind.TEXT: "Ida",
        Kind.PROSE: "So both agreed",
    }[field.kind]


def usable(verb: Verb, moment: Moment) -> Record:
    return next(one for one in reversed(moment.snapshot[verb.kind]) if verb in verbs_of(moment, [one]))


def use(viewpoint: Viewpoint, verb: Verb, record: Record, answers: dict[str, Any] | None = None) -> Any:
    moment = moment_of(viewpoint)
    if answers is None:
        answers = {one.answer: answered(one, moment, record) for one in verb.asks}
    return viewpoint.attempt(
        verb.step_of(moment, [record], answers),
        lambda session: verb.run(session, records.get(session, verb.kind, record.id), answers, moment),
    )


def called(viewpoint: Viewpoint, kind: type[Record], ref: str) -> Any:
    return next(one for one in viewpoint.snapshot[kind] if one.ref == ref)  # type: ignore[attr-defined]


def test_every_verb_does_something_that_undo_takes_back(sample: Viewpoint) -> None:
    furnish(sample)
    before = dump(sample.desk)
    for name, verb in ALL.items():
        use(sample, verb, usable(verb, moment_of(sample)))
        assert dump(sample.desk) != before, f"{name} changed nothing"
        assert sample.undo_name in (verb.step, *verb.steps.values())
        sample.undo()
        assert dump(sample.desk) == before, f"undo left something of {name}"


def test_a_key_does_one_thing_to_a_record_as_it_stands(sample: Viewpoint) -> None:
    furnish(sample)
    moment = moment_of(sample)
    for kind in {verb.kind for verb in ALL.values()}:
        for record in moment.snapshot[kind]:
            keys = Counter(verb.key for verb in verbs_of(moment, [record]) if verb.key)
            assert all(n == 1 for n in keys.values()), f"{record.heading}: {keys}"


@pytest.mark.parametrize("verb", ALL.values(), ids=ALL.keys())
def test_a_verb_is_declared_in_full(verb: Verb) -> None:
    assert verb.label and verb.step
    assert bool(verb.icon) != bool(verb.mark), "a verb has an icon or the mark it leads to"
    assert verb.label.endswith("…") == bool(verb.asks), "three dots say that something is asked"
    assert "{" not in verb.label + verb.step, "names of steps are shown to clients and hold no values"


def test_names_are_unique_within_a_kind() -> None:
    assert len(ALL) == len(every())


def test_a_promise_done_after_its_day_is_late_by_itself(sample: Viewpoint) -> None:
    moment = moment_of(sample)
    promise = next(
        one for one in moment.snapshot[Commitment] if one.outcome is None and one.due < moment.today
    )
    use(sample, ALL["commitment.kept"], promise)
    found = sample.snapshot.find(Commitment, promise.id)
    assert found is not None and (found.outcome, found.closed_on) == ("late", sample.today)
    assert sample.undo_name == "Promise closed as late"


def test_a_promise_done_by_its_day_is_kept_and_its_step_says_so(sample: Viewpoint) -> None:
    ahead = [one for one in sample.snapshot[Commitment] if one.outcome is None and one.due > sample.today]
    use(sample, ALL["commitment.kept"], ahead[0])
    assert sample.undo_name == "Promise closed as kept"
    use(sample, ALL["commitment.kept_on"], ahead[1], {"closed_on": sample.today - timedelta(days=1)})
    assert sample.undo_name == "Promise closed as kept"


def test_a_standing_promise_is_closed_by_its_count(sample: Viewpoint) -> None:
    furnish(sample)
    promise = next(one for one in sample.snapshot[Commitment] if one.times == 12)
    for times, outcome in ((12, "kept"), (9, "partly"), (0, "missed")):
        use(sample, ALL["commitment.count"], promise, {"times_kept": times})
        found = sample.snapshot.find(Commitment, promise.id)
        assert found is not None and (found.outcome, found.times_kept) == (outcome, times)
        sample.undo()


def test_a_moved_promise_cannot_be_opened_again_beside_the_one_that_replaced_it(sample: Viewpoint) -> None:
    promise = next(one for one in sample.snapshot[Commitment] if one.outcome is None)
    due = sample.today + timedelta(days=40)
    use(sample, ALL["commitment.move"], promise, {"due": due, "why": "The audit is late"})
    moved = sample.snapshot.find(Commitment, promise.id)
    assert moved is not None
    names = [verb.name for verb in verbs_of(moment_of(sample), [moved])]
    assert "reopen" not in names


def test_against_the_advice_a_step_goes_only_with_a_reason(chemist: Viewpoint) -> None:
    held = next(one for one in chemist.measures.risk_steps if one.advice == "hold")
    verb = ALL["risk_step.decide"]
    answers = {"decision": "go", "decided_by": "Both sponsors"}
    with pytest.raises(TrustDeskError, match="does not support"):
        use(chemist, verb, held.step, answers)
    use(chemist, verb, held.step, answers | {"decided_why": "We dare"})
    found = chemist.snapshot.find(RiskStep, held.step.id)
    assert found is not None and found.decision == "go"


def test_a_gate_is_passed_with_a_criterion_unmet_only_with_a_reason(chemist: Viewpoint) -> None:
    unmet = next(
        one for one in chemist.measures.stages if any(criterion.met is False for criterion in one.gate)
    )
    with pytest.raises(TrustDeskError, match="not met"):
        use(chemist, ALL["stage.decide"], unmet.stage, {"verdict": "go", "verdict_by": "Both"})


def test_the_reasons_most_given_are_offered_first(sample: Viewpoint) -> None:
    asked = next(one for one in ALL["commitment.tell"].asks if one.answer == "reason_class")
    offered = asked.asked(moment_of(sample)).choices
    used = Counter(one.reason_class for one in sample.snapshot[Commitment] if one.reason_class)
    assert set(offered) == set(Commitment.fields["reason_class"].choices)
    assert offered[0] == used.most_common(1)[0][0]


def test_together_only_what_can_be_done_to_each_is_offered(sample: Viewpoint) -> None:
    promises = sample.snapshot[Commitment]
    done = next(one for one in promises if one.outcome is not None)
    left = next(one for one in promises if one.outcome is None)
    names = {verb.name for verb in verbs_of(moment_of(sample), [done, left])}
    assert "delete" in names and "restage" in names
    assert not names & {"kept", "reopen", "repair"}
    assert {kind_of(one) for one in (done, left)} == {Commitment}


def test_who_leaves_hands_over_what_is_open(sample: Viewpoint) -> None:
    moment = moment_of(sample)
    owner, heir = None, None
    for person in moment.snapshot[Person]:
        if ALL["person.hand_over"] in verbs_of(moment, [person]):
            owner = person
        elif person.left_on is None:
            heir = person
    assert owner is not None and heir is not None
    use(sample, ALL["person.leave"], owner, {"left_on": date(2026, 11, 20), "owner_id": heir.id})
    left = sample.snapshot.of(Commitment, "owner_id", owner)
    assert not [one for one in left if one.outcome is None]
    gone = sample.snapshot.find(Person, owner.id)
    assert gone is not None and gone.left_on == date(2026, 11, 20)
