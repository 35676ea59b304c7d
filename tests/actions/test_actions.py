"""What a user does has its consequences written down, and what cannot be done is refused in words."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from tests.scenarios import FIRST_STAGE, Story, day, scenario
from trustdesk.actions import (
    commitments,
    concerns,
    organisations,
    parties,
    records,
    risk_steps,
    stages,
    workshops,
)
from trustdesk.errors import TrustDeskError
from trustdesk.records import (
    Adjustment,
    Commitment,
    Concern,
    ConcernState,
    Constraint,
    Organisation,
    Party,
    Person,
    RiskStep,
    Stage,
    Workshop,
)

TODAY = day(100)


def promise(story: Story, ref: str = "C1") -> Commitment:
    found = story.called[ref]
    assert isinstance(found, Commitment)
    return found


def test_what_is_claimed_as_kept_after_its_day_is_late() -> None:
    with scenario() as story:
        story.commitment("Anna", due=50)
        commitments.close(story.session, promise(story), "kept", day(53), TODAY)
        assert promise(story).outcome == "late"


def test_a_move_closes_the_old_promise_opens_the_new_one_and_writes_down_why() -> None:
    with scenario() as story:
        story.commitment("Anna", due=110, done_when="list received", receivers="Bert", importance=2)
        new = commitments.move(
            story.session, promise(story), day(130), "The audit is late", TODAY, TODAY, accepted=True
        )
        old = promise(story)
        assert (old.outcome, old.closed_on, old.told_on, old.accepted) == ("renegotiated", TODAY, TODAY, True)
        assert (new.replaces_id, new.due, new.done_when, new.importance) == (
            old.id,
            day(130),
            "list received",
            2,
        )
        (why,) = story.session.scalars(select(Adjustment))
        assert (why.why, why.moved_from, why.moved_to) == ("The audit is late", day(110), day(130))
        seen = {c.id: c for c in story.snapshot()[Commitment]}
        assert seen[new.id].receivers == seen[old.id].receivers != ()


def test_what_must_be_in_place_goes_on_with_a_promise_that_is_moved() -> None:
    with scenario() as story:
        story.commitment("Anna", due=110)
        old, own = promise(story), story.relationship.id
        for text, cleared_on in (("permit", None), ("contract", day(90))):
            told = {"commitment_id": old.id, "text": text, "cleared_on": cleared_on}
            records.add(story.session, Constraint, TODAY, own, **told)
        new = commitments.move(story.session, old, day(130), "Why", TODAY, TODAY)
        for each in (old, new):
            query = select(Constraint.text, Constraint.cleared_on).where(Constraint.commitment_id == each.id)
            found = story.session.execute(query.order_by(Constraint.position)).all()
            assert [tuple(row) for row in found] == [("permit", None), ("contract", day(90))]


def test_a_closed_promise_keeps_its_owner_and_its_confirmation() -> None:
    with scenario() as story:
        story.person("Mara", "Anna")
        story.commitment("Anna", due=50, outcome="kept", owner="Mara")
        new = records.add(
            story.session, Person, TODAY, story.relationship.id, name="Nico", party_id=story.called["Anna"].id
        )
        with pytest.raises(TrustDeskError, match="closed already"):
            commitments.reassign(story.session, [promise(story)], new, TODAY)
        assert (promise(story).owner_id, promise(story).confirmed) == (story.called["Mara"].id, "yes")


def test_a_closed_promise_cannot_be_moved_and_an_open_one_not_be_confirmed() -> None:
    with scenario() as story:
        story.commitment("Anna", due=50, outcome="kept")
        story.commitment("Anna", due=150)
        with pytest.raises(TrustDeskError, match="closed already"):
            commitments.move(story.session, promise(story), day(130), "Why", TODAY, TODAY)
        with pytest.raises(TrustDeskError, match="still open"):
            commitments.confirm(story.session, promise(story, "C2"), "yes", TODAY)


def test_a_fault_names_the_field_in_the_words_of_the_screen() -> None:
    with scenario() as story:
        story.commitment("Anna", due=50)
        with pytest.raises(TrustDeskError) as refused:
            records.edit(story.session, promise(story), TODAY, importance=7, text="  ")
        words = str(refused.value)
        assert "Importance: expected a whole number from 1 to 3." in words
        assert "Promise: expected something; it may not be blank." in words


def test_a_ring_of_dependencies_is_refused() -> None:
    with scenario() as story:
        story.commitment("Anna", due=50)
        story.commitment("Bert", due=60, depends_on="C1")
        with pytest.raises(TrustDeskError, match="no circle of references"):
            records.edit(story.session, promise(story), TODAY, depends_on=[promise(story, "C2")])


def test_a_reassigned_promise_has_to_be_confirmed_anew() -> None:
    with scenario() as story:
        story.person("Mara", "Anna")
        story.commitment("Anna", due=150)
        mara = story.session.scalars(select(Person)).one()
        commitments.reassign(story.session, [promise(story)], mara, TODAY)
        assert (promise(story).owner_id, promise(story).confirmed) == (mara.id, "no")


def test_going_against_the_advice_needs_a_reason() -> None:
    with scenario() as story:
        story.step("Anna", "Bert")
        step = story.session.scalars(select(RiskStep)).one()
        with pytest.raises(TrustDeskError, match="write down why"):
            risk_steps.decide(story.session, step, "go", "Both", TODAY, TODAY, advice="hold")
        risk_steps.decide(story.session, step, "go", "Both", TODAY, TODAY, advice="hold", why="We dare")
        assert (step.decision, step.decided_why) == ("go", "We dare")


def test_a_step_is_taken_once() -> None:
    with scenario() as story:
        story.step("Anna", "Bert")
        step = story.session.scalars(select(RiskStep)).one()
        risk_steps.take(story.session, step, day(90), TODAY)
        with pytest.raises(TrustDeskError, match="not waiting"):
            risk_steps.take(story.session, step, day(91), TODAY)


def test_a_gate_may_be_passed_unmet_only_with_a_reason() -> None:
    with scenario() as story:
        stage = story.session.scalars(select(Stage)).one()
        with pytest.raises(TrustDeskError, match="2 criteria"):
            stages.decide(story.session, stage, "go", "Both", TODAY, TODAY, unmet=2)
        stages.decide(story.session, stage, "hold", "Both", TODAY, TODAY, unmet=2)
        assert stage.verdict == "hold"


def test_a_stage_with_contents_is_not_deleted() -> None:
    with scenario() as story:
        story.commitment("Anna", due=50)
        stage = story.session.scalars(select(Stage)).one()
        with pytest.raises(TrustDeskError, match="holds one promise"):
            stages.delete(story.session, stage)
        assert story.session.scalars(select(Stage.name)).all() == [FIRST_STAGE]


def test_an_organisation_in_use_is_not_deleted_and_its_uses_are_named() -> None:
    with scenario() as story:
        organisation = organisations.named(story.session, "Anna Ltd", TODAY)
        assert organisations.named(story.session, "Anna Ltd", TODAY) is organisation
        anna = story.session.scalars(select(Party).filter_by(name="Anna")).one()
        records.edit(story.session, anna, TODAY, organisation_id=organisation.id)
        with pytest.raises(TrustDeskError, match="A relationship"):
            organisations.delete(story.session, organisation)
        records.edit(story.session, anna, TODAY, organisation_id=None)
        organisations.delete(story.session, organisation)
        assert story.session.scalars(select(Organisation)).all() == []


def test_the_states_of_a_concern_are_kept_with_their_days() -> None:
    with scenario() as story:
        id = story.relationship.id
        concern = concerns.raise_(story.session, id, TODAY, text="Worry", state="voiced", raised_on=day(10))
        concerns.bring(story.session, concern, "addressed", day(40), TODAY)
        concerns.bring(story.session, concern, "precise", day(60), TODAY)
        states = story.session.scalars(select(ConcernState).order_by(ConcernState.position))
        assert [(s.state, s.since) for s in states] == [
            ("voiced", day(10)), ("addressed", day(40)), ("precise", day(60)),
        ]  # fmt: skip
        assert concern.addressed_on is None


def test_an_unspoken_concern_stays_with_the_party_that_has_it() -> None:
    with scenario() as story:
        anna = story.session.scalars(select(Party).filter_by(name="Anna")).one()
        id = story.relationship.id
        concerns.raise_(story.session, id, TODAY, text="Worry", state="unspoken", raised_by_id=anna.id)
        seen = {who: len(story.snapshot(who)[Concern]) for who in ("joint", "Anna", "Bert", "consultant")}
        assert seen == {"joint": 0, "Anna": 1, "Bert": 0, "consultant": 1}


def test_what_not_all_may_read_is_numbered_apart_and_leaves_no_gap() -> None:
    with scenario() as story:
        values = {
            "stage_id": story.called[FIRST_STAGE].id,
            "giver_id": story.called["Anna"].id,
            "due": day(9),
        }
        refs = [
            commitments.give(
                story.session, story.relationship.id, TODAY, text="T", audience=who, **values
            ).ref
            for who in ("joint", "consultant", "joint", "consultant", "joint")
        ]
        assert refs == ["C1", "CP1", "C2", "CP2", "C3"]


def test_a_promise_due_at_a_workshop_moves_with_it_while_it_is_open() -> None:
    with scenario() as story:
        story.workshop(120, title="Review")
        story.commitment("Anna", due=110)
        story.commitment("Anna", due=110)
        review = story.session.scalars(select(Workshop)).one()
        for ref in ("C1", "C2"):
            workshops.due_at(story.session, promise(story, ref), review, TODAY)
        commitments.close(story.session, promise(story, "C2"), "kept", day(99), TODAY)
        workshops.move(story.session, review, day(127), "Strike", TODAY, TODAY)
        assert [promise(story, ref).due for ref in ("C1", "C2")] == [day(127), day(120)]
        (why,) = story.session.scalars(select(Adjustment))
        assert (why.commitment_id, why.why) == (promise(story).id, "Strike")


def test_what_was_issued_stays_as_it_is() -> None:
    with scenario() as story:
        story.workshop(90, title="Review")
        review = story.session.scalars(select(Workshop)).one()
        workshops.issue(story.session, review, TODAY, TODAY)
        with pytest.raises(TrustDeskError, match="were issued"):
            workshops.move(story.session, review, date(2027, 1, 1), "Strike", TODAY, TODAY)


def test_a_record_is_put_where_it_is_wanted() -> None:
    with scenario() as story:
        for _ in range(3):
            story.commitment("Anna", due=50)
        records.place(story.session, promise(story, "C3"), 0)
        assert [c.ref for c in story.snapshot()[Commitment]] == ["C3", "C1", "C2"]


def test_what_one_party_keeps_leaves_no_gap_for_the_other() -> None:
    with scenario() as story:
        id = story.relationship.id
        parties = [story.called[name].id for name in ("Anna", "Bert")]
        audiences = ("consultant", parties[0], parties[1], parties[0], ";".join(sorted(parties)))
        raised = [concerns.raise_(story.session, id, TODAY, text="W", audience=who).ref for who in audiences]
        assert raised == ["NP1", "NA1", "NB1", "NA2", "NAB1"]


def test_a_refusal_leaves_the_record_as_it_was_even_where_it_is_caught() -> None:
    with scenario() as story:
        story.commitment("Anna", due=50, promised_on=0)
        with pytest.raises(TrustDeskError):
            records.edit(story.session, promise(story), TODAY, promised_on=day(60), done_when="seen")
        story.session.flush()
        assert (promise(story).promised_on, promise(story).done_when) == (day(0), "")
        with pytest.raises(TrustDeskError):
            commitments.give(story.session, story.relationship.id, TODAY, text="No stage, no giver, no day")
        assert len(story.session.scalars(select(Commitment)).all()) == 1


def test_a_party_with_a_part_in_anything_is_not_deleted_and_its_uses_are_named() -> None:
    with scenario("Anna", "Bert", "Cleo") as story:
        story.commitment("Anna", due=50, receivers="Bert")
        story.concern(audience="Bert")
        bert, cleo = (story.session.get_one(Party, story.called[name].id) for name in ("Bert", "Cleo"))
        with pytest.raises(TrustDeskError, match="1 promise, 1 concern"):
            parties.delete(story.session, bert)
        parties.delete(story.session, cleo)
        assert [party.name for party in story.snapshot().parties] == ["Anna", "Bert"]


def test_an_organisation_is_found_however_its_name_is_written() -> None:
    with scenario() as story:
        made = organisations.named(story.session, "Acme Ltd", TODAY)
        assert organisations.named(story.session, " acme  LTD ", TODAY) is made
