"""Fifty different things a user does, each taken back and made again to the last byte, over a restart too."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tests.canonical import dump, index
from tests.chemical import AS_OF, CASE
from trustdesk.actions import (
    commitments,
    concerns,
    opportunities,
    organisations,
    records,
    risk_steps,
    stages,
    workshops,
)
from trustdesk.desk import Desk
from trustdesk.exchange import workbook
from trustdesk.records import (
    AgendaItem,
    Benefit,
    Commitment,
    Concern,
    Constraint,
    GateCriterion,
    Money,
    Opportunity,
    Organisation,
    Party,
    Person,
    Profile,
    Relationship,
    RiskStep,
    Stage,
    Workshop,
    links,
)

Action = Callable[[Session], Any]


def one(session: Session, kind: Any, /, **by: Any) -> Any:
    return session.scalars(select(kind).filter_by(**by)).one()


def c(session: Session, ref: str) -> Commitment:
    return one(session, Commitment, ref=ref)  # type: ignore[no-any-return]


def r(session: Session, ref: str) -> RiskStep:
    return one(session, RiskStep, ref=ref)  # type: ignore[no-any-return]


def n(session: Session, ref: str) -> Concern:
    return one(session, Concern, ref=ref)  # type: ignore[no-any-return]


def rid(session: Session) -> str:
    return one(session, Relationship).id  # type: ignore[no-any-return]


def stage(session: Session, name: str) -> Stage:
    return one(session, Stage, name=name)  # type: ignore[no-any-return]


def party(session: Session, name: str) -> Party:
    return one(session, Party, name=name)  # type: ignore[no-any-return]


def person(session: Session, name: str) -> Person:
    return one(session, Person, name=name)  # type: ignore[no-any-return]


def edit(kind: Any, by: dict[str, Any], **values: Any) -> Action:
    return lambda s: records.edit(s, one(s, kind, **by), AS_OF, **values)


def add(kind: Any, make: Callable[[Session], dict[str, Any]]) -> Action:
    return lambda s: records.add(s, kind, AS_OF, rid(s), **make(s))


def delete(kind: Any, **by: Any) -> Action:
    return lambda s: records.delete(s, [one(s, kind, **by)])


def give(session: Session) -> None:
    commitments.give(
        session,
        rid(session),
        AS_OF,
        stage_id=stage(session, "Build together").id,
        giver_id=party(session, "Client").id,
        receivers=[party(session, "Chemical supplier")],
        text="Name the two grades for the joint work",
        due=date(2026, 12, 1),
    )


ACTIONS: dict[str, Action] = {
    "give a promise": give,
    "close as kept": lambda s: commitments.close(s, c(s, "C18"), "kept", date(2026, 10, 15), AS_OF),
    "close as late": lambda s: commitments.close(s, c(s, "C18"), "kept", date(2026, 10, 20), AS_OF),
    "close as partly": lambda s: commitments.close(
        s, c(s, "C19"), "partly", date(2026, 11, 1), AS_OF, fraction=1 / 3
    ),
    "close as missed": lambda s: commitments.close(s, c(s, "C19"), "missed", date(2026, 11, 1), AS_OF),
    "release": lambda s: commitments.close(s, c(s, "C19"), "released", date(2026, 10, 20), AS_OF),
    "reopen": lambda s: commitments.reopen(s, c(s, "C12"), AS_OF),
    "tell": lambda s: commitments.tell(
        s, c(s, "C18"), AS_OF, AS_OF, reason_class="forgotten", frank_reason="It slipped."
    ),
    "confirm": lambda s: commitments.confirm(s, c(s, "C17"), "yes", AS_OF),
    "dispute": lambda s: commitments.confirm(s, c(s, "C17"), "disputed", AS_OF),
    "move": lambda s: commitments.move(
        s, c(s, "C19"), date(2026, 12, 1), "The forecast came late.", AS_OF, AS_OF, accepted=True
    ),
    "reassign": lambda s: commitments.reassign(
        s, [c(s, "C18"), c(s, "C19")], person(s, "Plant scheduler"), AS_OF
    ),
    "reword a promise": edit(Commitment, {"ref": "C1"}, text="Send the list of the last twelve failures"),
    "make a promise essential": edit(Commitment, {"ref": "C18"}, importance=2, must_have=True),
    "make a promise private": edit(Commitment, {"ref": "C18"}, audience="consultant"),
    "note a misrepresentation": edit(Commitment, {"ref": "C13"}, misrepresented=True),
    "acknowledge and repair it": edit(
        Commitment,
        {"ref": "C13"},
        misrepresented=True,
        acknowledged_on=date(2026, 7, 1),
        repaired_on=date(2026, 9, 1),
    ),
    "say what a promise depends on": lambda s: records.edit(
        s, c(s, "C19"), AS_OF, depends_on=[c(s, "C14"), c(s, "C16")]
    ),
    "change to whom it is promised": lambda s: records.edit(
        s, c(s, "C19"), AS_OF, receivers=[party(s, "Client")]
    ),
    "delete a promise others refer to": delete(Commitment, ref="C9"),
    "delete several promises": lambda s: records.delete(s, [c(s, "C1"), c(s, "C2"), c(s, "C14")]),
    "put a promise first": lambda s: records.place(s, c(s, "C19"), 0),
    "move a promise to another stage": lambda s: records.edit(
        s, c(s, "C19"), AS_OF, stage_id=stage(s, "Build together").id
    ),
    "add a constraint": add(Constraint, lambda s: {"commitment_id": c(s, "C19").id, "text": "May figures"}),
    "plan a trust step": lambda s: risk_steps.plan(
        s,
        rid(s),
        AS_OF,
        stage_id=stage(s, "Build together").id,
        exposed_id=party(s, "Client").id,
        trusted=[party(s, "Chemical supplier")],
        text="Let the supplier plan a week alone",
        exposes="operations; money",
    ),
    "decide on a step": lambda s: risk_steps.decide(
        s, r(s, "R6"), "hold", "Both sponsors", AS_OF, AS_OF, why="First the reserve"
    ),
    "plan a step for another day": lambda s: risk_steps.reschedule(
        s, r(s, "R6"), date(2026, 12, 14), "The chemists are away", AS_OF, AS_OF
    ),
    "move a workshop with what is due at it": lambda s: _move_workshop(s),
    "issue minutes": lambda s: workshops.issue(s, one(s, Workshop, kind="initial"), AS_OF, AS_OF),
    "take a step": lambda s: risk_steps.take(s, r(s, "R6"), AS_OF, AS_OF),
    "conclude a step": lambda s: risk_steps.conclude(s, r(s, "R5"), "merited", AS_OF, AS_OF),
    "conclude a step partly": lambda s: risk_steps.conclude(
        s, r(s, "R5"), "partly merited", AS_OF, AS_OF, fraction=0.7
    ),
    "call a step off": lambda s: risk_steps.call_off(s, r(s, "R6"), AS_OF, AS_OF),
    "begin a repair": lambda s: risk_steps.repair(
        s,
        rid(s),
        AS_OF,
        commitment_id=c(s, "C15").id,
        redress="Two days of stock at our cost",
        acknowledged_by=[party(s, "Client"), party(s, "Chemical supplier")],
        acknowledged_on=date(2026, 9, 1),
    ),
    "delete a step others need": delete(RiskStep, ref="R4"),
    "raise a concern": lambda s: concerns.raise_(
        s, rid(s), AS_OF, text="The new buyer knows nothing of it", state="voiced", severity=3
    ),
    "address a concern": lambda s: concerns.bring(s, n(s, "N2"), "addressed", AS_OF, AS_OF),
    "take a concern back": lambda s: concerns.bring(s, n(s, "N1"), "precise", AS_OF, AS_OF),
    "make a concern joint": edit(Concern, {"ref": "N4"}, audience="joint"),
    "say what a concern blocks": lambda s: records.edit(
        s, n(s, "N4"), AS_OF, blocks=[r(s, "R6"), c(s, "C19")]
    ),
    "enable an opportunity": lambda s: opportunities.enable(s, one(s, Opportunity, ref="O2"), AS_OF),
    "realise an opportunity": lambda s: opportunities.realise(s, one(s, Opportunity, ref="O2"), AS_OF, AS_OF),
    "put a price on it": add(
        Benefit,
        lambda s: {
            "opportunity_id": one(s, Opportunity, ref="O2").id,
            "party_id": party(s, "Client").id,
            "estimated": Money(Decimal("120000.50"), "EUR"),
        },
    ),
    "decide at a gate": lambda s: stages.decide(
        s, stage(s, "Plan together"), "go", "Both sponsors", AS_OF, AS_OF, why="The proposal is here", unmet=2
    ),
    "sign a stage": lambda s: stages.sign(
        s, stage(s, "Show and see"), party(s, "Client"), "Chief operating officer", AS_OF, AS_OF
    ),
    "shift a stage": lambda s: stages.shift(s, stage(s, "Build together"), 14, "Holidays", AS_OF, AS_OF),
    "add a criterion": add(
        GateCriterion,
        lambda s: {"stage_id": stage(s, "Build together").id, "kind": "ppc_at_least", "value": 0.8},
    ),
    "delete an empty stage": lambda s: stages.delete(s, _empty_stage(s)),
    "add somebody": add(Person, lambda s: {"name": "Ines Maier", "party_id": party(s, "Client").id}),
    "note that somebody left": edit(Person, {"name": "Quality lead"}, left_on=AS_OF, politics="Unwell"),
    "delete somebody who owns promises": delete(Person, name="Procurement manager"),
    "add a workshop with its agenda": lambda s: _workshop(s),
    "delete a workshop": delete(Workshop, title="Review of Show and see"),
    "change a setting": edit(Relationship, {}, half_life_days=365, lag_share=1 / 3),
    "rename a party": edit(Party, {"name": "Client"}, name="The client", known_kept=0.1 + 0.2),
    "delete a party with all that is its own": delete(Party, name="Client"),
    "delete the relationship": delete(Relationship),
    "delete an organisation": lambda s: organisations.delete(s, organisations.named(s, "Elsewhere", AS_OF)),
    "set the profile": lambda s: records.add(s, Profile, AS_OF, name="N. Example", logo=bytes(range(256))),
    "change all rows at once": lambda s: s.execute(update(Commitment).values(evidence="seen")),
}


def _empty_stage(session: Session) -> Stage:
    records.delete(session, [r(session, "R6")])
    return stage(session, "Build together")


def _move_workshop(session: Session) -> None:
    workshop = one(session, Workshop, title="Review of Plan together")
    workshops.due_at(session, c(session, "C19"), workshop, AS_OF)
    workshops.move(session, workshop, date(2026, 11, 19), "Strike", AS_OF, AS_OF)
    assert c(session, "C19").due == date(2026, 11, 19)


def _workshop(session: Session) -> None:
    workshop = records.add(
        session, Workshop, AS_OF, rid(session), held_on=date(2026, 12, 3), kind="review", title="Year's end"
    )
    records.add(
        session,
        AgendaItem,
        AS_OF,
        rid(session),
        workshop_id=workshop.id,
        text="Savings proposal",
        about=[c(session, "C19"), r(session, "R6")],
    )


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("undo") / "Case.trustdesk"
    with Desk.create(path) as desk:
        assert not workbook.import_into(desk, CASE, today=AS_OF).errors
        with desk.change("Organisation added") as session:
            records.add(session, Organisation, AS_OF, name="Elsewhere")
    return path


def test_there_are_at_least_fifty_different_actions() -> None:
    assert len(ACTIONS) >= 50


@pytest.mark.parametrize("name", ACTIONS)
def test_undo_brings_back_the_state_before_and_redo_the_state_after(
    name: str, imported: Path, tmp_path: Path
) -> None:
    path = tmp_path / "Case.trustdesk"
    shutil.copy(imported, path)
    with Desk.open(path) as desk:
        before = (dump(desk), index(desk))
        with desk.change(name) as session:
            ACTIONS[name](session)
        after = (dump(desk), index(desk))
        assert after[0] != before[0]
        assert desk.undo() == name
        assert (dump(desk), index(desk)) == before
        assert desk.redo() == name
        assert (dump(desk), index(desk)) == after
    with Desk.open(path) as desk:
        assert desk.undo() == name
        assert (dump(desk), index(desk)) == before
    with Desk.open(path) as desk:
        assert desk.redo() == name
        assert (dump(desk), index(desk)) == after


def test_all_of_them_one_after_the_other_can_be_taken_back_to_the_beginning(
    imported: Path, tmp_path: Path
) -> None:
    path = tmp_path / "Case.trustdesk"
    shutil.copy(imported, path)
    last = [name for name in ACTIONS if not name.startswith(("delete", "rename", "make", "address"))]
    with Desk.open(path) as desk:
        states = [(dump(desk), index(desk))]
        done = []
        for name in last:
            try:
                with desk.change(name) as session:
                    ACTIONS[name](session)
            except Exception:  # some need what an earlier one took away: nothing of them is kept
                assert (dump(desk), index(desk)) == states[-1]
                continue
            done.append(name)
            states.append((dump(desk), index(desk)))
        assert len(done) >= 30
        for name, state in zip(reversed(done), reversed(states[:-1]), strict=True):
            assert desk.undo() == name
            assert (dump(desk), index(desk)) == state


def test_links_read_back_in_their_order(imported: Path, tmp_path: Path) -> None:
    path = tmp_path / "Case.trustdesk"
    shutil.copy(imported, path)
    with Desk.open(path) as desk:
        with desk.change("Depends") as session:
            wanted = [c(session, ref) for ref in ("C16", "C3", "C14")]
            records.edit(session, c(session, "C19"), AS_OF, depends_on=wanted)
        with desk.read() as session:
            found = links.read(session, c(session, "C19"), "depends_on")
            assert [session.get_one(Commitment, id).ref for id in found] == ["C16", "C3", "C14"]
