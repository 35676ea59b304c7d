"""What was noted can be taken back, what was planned can be shifted; each leaves the record in one piece."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.scenarios import Story, day, scenario
from trustdesk.actions import commitments, opportunities, people, risk_steps, stages, workshops
from trustdesk.errors import TrustDeskError
from trustdesk.records import Adjustment, Commitment, GateCriterion, Opportunity, Person, RiskStep, Stage
from trustdesk.records.stages import DEFAULT_CRITERIA
from trustdesk.records.workshops import Workshop

TODAY = day(100)


def promise(story: Story, ref: str = "C1") -> Commitment:
    return story.session.scalars(select(Commitment).filter_by(ref=ref)).one()


def step(story: Story) -> RiskStep:
    return story.session.scalars(select(RiskStep)).one()


def stage(story: Story) -> Stage:
    return story.session.scalars(select(Stage)).one()


def test_an_outcome_taken_back_takes_its_dispute_with_it() -> None:
    with scenario() as story:
        story.commitment("Anna", due=50, outcome="kept")
        commitments.confirm(story.session, promise(story), "disputed", TODAY)
        commitments.reopen(story.session, promise(story), TODAY)
        assert (promise(story).outcome, promise(story).confirmed) == (None, "yes")


def test_a_promise_that_goes_on_as_another_is_not_opened_again_beside_it() -> None:
    with scenario() as story:
        story.commitment("Anna", due=110)
        commitments.move(story.session, promise(story), day(130), "Why", TODAY, TODAY)
        with pytest.raises(TrustDeskError, match="goes on as another one"):
            commitments.reopen(story.session, promise(story), TODAY)


@pytest.mark.parametrize(
    ("kept", "outcome", "closed"), [(12, "kept", 90), (8, "partly", 100), (0, "missed", 100)]
)
def test_a_standing_promise_is_closed_by_its_count(kept: int, outcome: str, closed: int) -> None:
    with scenario() as story:
        story.commitment("Anna", due=90, times=12)
        commitments.count(story.session, promise(story), kept, TODAY, TODAY)
        assert (promise(story).outcome, promise(story).closed_on) == (outcome, day(closed))


def test_more_often_than_promised_is_refused() -> None:
    with scenario() as story:
        story.commitment("Anna", due=90, times=12)
        with pytest.raises(TrustDeskError, match="Times kept: expected a number not above"):
            commitments.count(story.session, promise(story), 13, TODAY, TODAY)


def test_trust_that_proved_right_was_taken_by_then() -> None:
    with scenario() as story:
        story.step("Anna", "Bert", planned=120)
        risk_steps.conclude(story.session, step(story), "merited", TODAY, TODAY)
        assert step(story).taken_on == TODAY
        risk_steps.take_back(story.session, step(story), TODAY)
        assert (step(story).status, step(story).concluded_on) == ("taken", None)
        risk_steps.take_back(story.session, step(story), TODAY)
        assert (step(story).status, step(story).taken_on) == ("planned", None)


def test_a_step_called_off_is_not_concluded_and_one_concluded_not_called_off() -> None:
    with scenario() as story:
        story.step("Anna", "Bert")
        risk_steps.call_off(story.session, step(story), TODAY, TODAY)
        with pytest.raises(TrustDeskError, match="was called off"):
            risk_steps.conclude(story.session, step(story), "merited", TODAY, TODAY)
        risk_steps.take_back(story.session, step(story), TODAY)
        risk_steps.conclude(story.session, step(story), "not merited", TODAY, TODAY)
        with pytest.raises(TrustDeskError, match="came to its end"):
            risk_steps.call_off(story.session, step(story), TODAY, TODAY)


def test_a_stage_shifts_alone_or_with_all_that_can_still_move() -> None:
    with scenario() as story:
        story.commitment("Anna", due=110)
        story.commitment("Anna", due=50, outcome="kept")
        story.workshop(120, title="Review")
        story.commitment("Bert", due=120)
        review = story.session.scalars(select(Workshop)).one()
        workshops.due_at(story.session, promise(story, "C3"), review, TODAY)
        story.step("Anna", "Bert", planned=130)
        stages.shift(story.session, stage(story), 7, "Holidays", TODAY, TODAY)
        assert (stage(story).starts, promise(story).due) == (day(7), day(110))
        stages.shift(story.session, stage(story), 7, "Holidays", TODAY, TODAY, contents=True)
        assert (stage(story).starts, stage(story).ends) == (day(14), day(1014))
        assert [promise(story, ref).due for ref in ("C1", "C2", "C3")] == [day(117), day(50), day(120)]
        assert step(story).planned == day(137)
        moved = story.session.scalars(select(Adjustment).order_by(Adjustment.position)).all()
        assert [(one.moved_from, one.moved_to) for one in moved[2:]] == [
            (day(110), day(117)),
            (day(130), day(137)),
        ]
        with pytest.raises(TrustDeskError, match="too many days"):
            stages.shift(story.session, stage(story), 10**7, "For ever", TODAY, TODAY)


def test_asking_more_of_a_gate_keeps_the_four_that_stand_by_themselves() -> None:
    with scenario() as story:
        added = stages.ask(story.session, stage(story), "in_words", TODAY, words="Both are content")
        asked = story.session.scalars(select(GateCriterion).order_by(GateCriterion.position)).all()
        assert [one.kind for one in asked] == [*DEFAULT_CRITERIA, "in_words"]
        stages.tick(story.session, added, "Mara", TODAY, TODAY)
        assert (added.ticked_by, added.ticked_on) == ("Mara", TODAY)
        stages.untick(story.session, added, TODAY)
        assert (added.ticked_by, added.ticked_on) == ("", None)


def test_a_gate_can_ask_for_less_but_not_for_nothing() -> None:
    with scenario() as story:
        for kind in DEFAULT_CRITERIA[1:]:
            stages.drop(story.session, stage(story), kind, TODAY, None)
        (left,) = story.session.scalars(select(GateCriterion)).all()
        assert left.kind == DEFAULT_CRITERIA[0]
        with pytest.raises(TrustDeskError, match="at least one criterion"):
            stages.drop(story.session, stage(story), left.kind, TODAY, left)


def test_a_verdict_is_taken_back_with_its_reason() -> None:
    with scenario() as story:
        stages.decide(story.session, stage(story), "hold", "Both", TODAY, TODAY, why="Too early")
        stages.take_back(story.session, stage(story), TODAY)
        found = stage(story)
        assert (found.verdict, found.verdict_by, found.verdict_why, found.verdict_on) == (None, "", "", None)


def test_who_leaves_hands_over_what_is_open_and_to_nobody_but_another() -> None:
    with scenario() as story:
        for name in ("Mara", "Nico"):
            story.person(name, "Anna")
        story.commitment("Anna", due=150, owner="Mara")
        story.commitment("Anna", due=50, outcome="kept", owner="Mara")
        mara, nico = (story.session.get_one(Person, story.called[name].id) for name in ("Mara", "Nico"))
        people.leave(story.session, mara, TODAY, TODAY, successor=nico)
        assert mara.left_on == TODAY
        assert [promise(story, ref).owner_id for ref in ("C1", "C2")] == [nico.id, mara.id]
        with pytest.raises(TrustDeskError, match="owns these promises already"):
            people.hand_over(story.session, nico, nico, TODAY)
        people.come_back(story.session, mara, TODAY)
        assert mara.left_on is None


def test_an_opportunity_waits_again_without_a_day() -> None:
    with scenario() as story:
        story.opportunity()
        found = story.session.scalars(select(Opportunity)).one()
        opportunities.realise(story.session, found, TODAY, TODAY)
        opportunities.wait(story.session, found, TODAY)
        assert (found.status, found.realised_on) == ("waiting", None)


def test_a_workshop_with_issued_minutes_is_not_deleted() -> None:
    with scenario() as story:
        story.workshop(90, title="Review")
        review = story.session.scalars(select(Workshop)).one()
        workshops.issue(story.session, review, TODAY, TODAY)
        with pytest.raises(TrustDeskError, match="were issued"):
            workshops.delete(story.session, review)
