"""Templates are sound data, refuse what is not, and begin a relationship on working days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from trustdesk import templates
from trustdesk.desk import Desk
from trustdesk.errors import TrustDeskError
from trustdesk.records import (
    AgendaItem,
    Benefit,
    Commitment,
    Concern,
    GateCriterion,
    Opportunity,
    Organisation,
    Person,
    RiskStep,
    Stage,
    Workshop,
)
from trustdesk.records.mapping import driver_of
from trustdesk.snapshot import Snapshot, take
from trustdesk.templates import Template

WEDNESDAY = date(2026, 8, 5)
SMALL = """
name = "Small"
description = "Two sides, one stage."
mode = "mutual"
foundations = ["legal"]
roles = ["maker", "shop"]
questions = [{text = "What does {shop} want?", minutes = 10}]

[[stages]]
name = "Begin"
weeks = 2
purpose = "Meet."
commitments = [
  {ref = "C1", by = "maker", text = "Send the list to {shop}", done_when = "list received", day = 3},
  {ref = "C2", by = "shop", text = "Read it", done_when = "read", day = 4, depends_on = ["C1"]},
  {ref = "CP1", by = "maker", text = "Brief our sales", done_when = "briefed", day = 1, private = true},
]
[[stages.steps]]
ref = "R1"
exposed = "maker"
trusted = ["shop"]
text = "Show cost"
makes_possible = "talk"
day = 4
loss = 3
needs = ["C1"]

[[stages.steps]]
ref = "R2"
exposed = "shop"
trusted = ["maker"]
text = "Show sales"
makes_possible = "talk"
day = 4
loss = 2
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.create(tmp_path / "Work.trustdesk") as made:
        yield made


def begin(
    desk: Desk, template: Template, starts: date = WEDNESDAY, name: str = "New", workshop: date | None = None
) -> Snapshot:
    parties = {role: f"{role.title()} Ltd" for role in template.roles}
    with desk.change("Relationship started") as session:
        relationship = templates.start(
            session, template, name=name, parties=parties, starts=starts,
            sponsors={template.roles[0]: "Ann Sponsor"}, first_workshop=workshop,
        )  # fmt: skip
    with desk.read() as session:
        return take(driver_of(session), relationship, "consultant", starts)


def problems(source: str) -> list[str]:
    return [str(problem) for problem in templates.check(templates.parse(source, "small"))]


def test_five_templates_are_bundled() -> None:
    assert templates.names() == (
        "information_sharing",
        "iso_44001_lifecycle",
        "mutual_alliance",
        "professional_services_account",
        "supplier_to_powerful_client",
    )


@pytest.mark.parametrize("name", templates.names())
def test_a_bundled_template_has_no_problem(name: str) -> None:
    assert [str(problem) for problem in templates.check(templates.load(name))] == []


@pytest.mark.parametrize("name", templates.names())
def test_every_promise_of_a_bundled_template_can_be_tested_and_every_step_says_what_it_makes_possible(
    name: str,
) -> None:
    template = templates.load(name)
    assert all(promise.done_when for _, promise in template.commitments())
    assert all(step.makes_possible and step.loss and step.gain for _, step in template.steps())


def test_the_lifecycle_has_the_eight_stages_of_the_standard_and_claims_no_compliance() -> None:
    template = templates.load("iso_44001_lifecycle")
    assert [stage.name for stage in template.stages] == [
        "Operational awareness", "Knowledge", "Internal assessment", "Partner selection",
        "Working together", "Value creation", "Staying together", "Exit strategy",
    ]  # fmt: skip
    assert "complian" not in str(template).casefold()


def test_only_the_powerful_client_starts_one_sided() -> None:
    one_sided = [name for name in templates.names() if templates.load(name).mode == "one-sided start"]
    assert one_sided == ["supplier_to_powerful_client"]


def test_a_sound_template_has_no_problem() -> None:
    assert problems(SMALL) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('by = "shop"', 'by = "buyer"', "C2: there is no role “buyer”."),
        ('by = "shop"', 'by = "shop", to = ["shop"]', "C2: “shop” is on both sides."),
        ('trusted = ["shop"]', "trusted = []", "R1: nobody is relied on."),
        ("day = 3", "day = 12", "C1: day 12 is not within day 0 and day 11 of its stage."),
        ("day = 3", "day = -1", "C1: day -1 is not within day 0 and day 11 of its stage."),
        ("day = 3", "day = 5", "C2 comes before C1, which it needs."),
        ('depends_on = ["C1"]', 'depends_on = ["C9"]', "C2: there is no C9 it could refer to."),
        ('day = 3}', 'day = 3, depends_on = ["C2"]}', "These wait for each other: C1, C2, C1."),
        ('ref = "C2"', 'ref = "C1"', "“C1” is there 2 times."),
        ('ref = "R2"', 'ref = "Q2"', "“Q2” is no reference: it should be R and a number."),
        ('"CP1"', '"C3"', "“C3” is no reference: it should be CP and a number."),
        ("loss = 3", "loss = 4", "R1: a loss of 4 skips a rung; 3 at most."),
        ("loss = 3", "loss = 3\ngain = 11", "R1: “11” does not fit “Gain if trust proves right”."),
        ("loss = 3", 'loss = 3\nexposes = ["pride"]', "R1: “pride” does not fit “Exposes”."),
        ('mode = "mutual"', 'mode = "friendly"', "Small: “friendly” does not fit “Mode”."),
        ('["legal"]', '["sales"]', "There is no foundation “sales”."),
        ("weeks = 2", "weeks = 0", "“Begin” lasts no week."),
        ('"shop"\ntrusted = ["maker"]', '"maker"\ntrusted = ["shop"]', "“shop” takes no risk."),
        ('day = 4, depends_on = ["C1"]}', "day = 4, private = true}", "“shop” promises nothing."),
        ('"list received"', '" "', "C1: a text is missing."),
        ("list to {shop}", "list to {stop}", "C1: there is no role “stop”."),
        ("list to {shop}", "list to {shop", "C1: a brace is left open."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_template_is_named(old: str, new: str, expected: str) -> None:
    assert old in SMALL
    assert expected in problems(SMALL.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("weeks = 2", 'weeks = "two"', "'two' is not of the kind that belongs here"),
        ("weeks = 2", "weeks = 2\ncolour = 'red'", "unknown: colour"),
        ('mode = "mutual"', "", "mode"),
        ('mode = "mutual"', "mode =", "line"),
        ('trusted = ["shop"]', 'trusted = "shop"', "'shop' is not a list"),
    ],
)
def test_a_file_of_another_shape_is_refused_in_words(old: str, new: str, said: str) -> None:
    with pytest.raises(TrustDeskError, match="“small” cannot be read") as refused:
        templates.parse(SMALL.replace(old, new, 1), "small")
    assert said in str(refused.value)


def test_an_unknown_template_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(TrustDeskError, match="mutual_alliance"):
        templates.load("../../etc/passwd")


@pytest.mark.parametrize("name", templates.names())
def test_days_shift_to_the_start_stay_within_their_stage_and_never_fall_on_a_weekend(
    desk: Desk, name: str
) -> None:
    for starts in (WEDNESDAY + timedelta(days=n) for n in range(7)):
        snapshot = begin(desk, templates.load(name), starts, f"Begun {starts}")
        stages = {stage.id: stage for stage in snapshot[Stage]}
        for record in (*snapshot[Commitment], *snapshot[RiskStep]):
            day = record.due if isinstance(record, Commitment) else record.planned
            stage = stages[record.stage_id]
            assert day is not None and stage.starts is not None and stage.ends is not None
            assert stage.starts <= day <= stage.ends and day.weekday() < 5, record.ref


def test_stages_follow_each_other_and_end_on_a_working_day(desk: Desk) -> None:
    stages = begin(desk, templates.load("mutual_alliance"), date(2026, 8, 8))[Stage]
    assert stages[0].starts == date(2026, 8, 10)
    for stage, following in pairwise(stages):
        assert stage.ends is not None and following.starts == stage.ends + timedelta(days=3)
        assert stage.ends.weekday() == 4


def test_names_stand_in_the_place_of_roles(desk: Desk) -> None:
    snapshot = begin(desk, templates.parse(SMALL, "small"))
    assert [party.name for party in snapshot.parties] == ["Maker Ltd", "Shop Ltd"]
    assert snapshot[Commitment][0].text == "Send the list to Shop Ltd"
    assert snapshot[AgendaItem][0].text == "What does Shop Ltd want?"


def test_a_name_with_braces_is_only_a_name(desk: Desk) -> None:
    template = templates.parse(SMALL, "small")
    parties = {"maker": "{shop} {0}", "shop": "B"}
    with desk.change("Started") as session:
        id = templates.start(session, template, name="N", parties=parties, starts=WEDNESDAY)
    with desk.read() as session:
        assert take(driver_of(session), id, "joint", WEDNESDAY).parties[0].name == "{shop} {0}"


def test_all_of_a_template_arrives(desk: Desk) -> None:
    template = templates.load("information_sharing")
    snapshot = begin(desk, template)
    assert len(snapshot[Commitment]) == len(list(template.commitments()))
    assert len(snapshot[RiskStep]) == len(list(template.steps()))
    assert len(snapshot[Opportunity]) == len(template.opportunities)
    assert len(snapshot[Benefit]) == sum(len(prospect.worth) for prospect in template.opportunities)
    assert len(snapshot[GateCriterion]) == 5
    assert len(snapshot[AgendaItem]) == len(template.questions)
    by_ref = {record.ref: record.id for record in (*snapshot[Commitment], *snapshot[RiskStep])}
    fifth = next(step for step in snapshot[RiskStep] if step.ref == "R5")
    assert fifth.needs == tuple(by_ref[ref] for ref in ("C9", "C11", "R4"))
    assert fifth.trusted == (snapshot.parties[0].id,)
    assert snapshot.relationship.foundations == (
        "transparency; security; legal; alignment; governance; expectations"
    )
    assert [(person.name, person.sponsor) for person in snapshot[Person]] == [("Ann Sponsor", True)]


def test_the_first_workshop_is_on_the_day_asked_for_or_else_the_first_working_day(desk: Desk) -> None:
    template = templates.parse(SMALL, "small")
    saturday = date(2026, 8, 8)
    (asked,) = begin(desk, template, name="A", workshop=saturday)[Workshop]
    (first,) = begin(desk, template, saturday, name="B")[Workshop]
    assert (asked.held_on, asked.kind) == (saturday, "initial")
    assert first.held_on == date(2026, 8, 10)


def test_concerns_nobody_has_spoken_of_are_for_the_consultant_only(desk: Desk) -> None:
    snapshot = begin(desk, templates.load("mutual_alliance"))
    assert {(concern.state, concern.audience) for concern in snapshot[Concern]} == {
        ("unspoken", "consultant")
    }


def test_what_a_side_does_inside_its_own_walls_is_seen_by_that_side_only(desk: Desk) -> None:
    template = templates.parse(SMALL, "small")
    snapshot = begin(desk, template)
    maker = snapshot.parties[0]
    private = [promise.ref for promise in snapshot[Commitment] if promise.audience == maker.id]
    assert private == ["CA1"]


def test_an_organisation_is_found_by_its_name_and_shared(desk: Desk) -> None:
    template = templates.parse(SMALL, "small")
    first = begin(desk, template, name="A")
    second = begin(desk, template, name="B")
    assert [party.organisation_id for party in first.parties] == [
        party.organisation_id for party in second.parties
    ]
    with desk.read() as session:
        assert session.query(Organisation).count() == 2


def test_a_relationship_that_exists_is_not_started_again(desk: Desk) -> None:
    template = templates.parse(SMALL, "small")
    begin(desk, template, name="Same")
    with pytest.raises(TrustDeskError, match="Name: expected a Name that no other"):
        begin(desk, template, name="same")


@pytest.mark.parametrize(
    ("parties", "said"),
    [
        ({"maker": "A"}, "Nobody takes the part of “shop” yet."),
        ({"maker": "A", "shop": " "}, "Nobody takes the part of “shop” yet."),
        ({"maker": "A", "shop": "a "}, "Party: expected a Party that no other party has."),
        ({"maker": "A", "shop": "Joint"}, "Party: expected a name without ;"),
        ({"maker": "A; B", "shop": "C"}, "Party: expected a name without ;"),
        ({"maker": "A\nB", "shop": "C"}, "Party: expected one line"),
    ],
)  # fmt: skip
def test_parties_that_do_not_do_are_refused_and_nothing_is_made(
    desk: Desk, parties: dict[str, str], said: str
) -> None:
    template = templates.parse(SMALL, "small")
    with pytest.raises(TrustDeskError, match=said), desk.change("Started") as session:
        templates.start(session, template, name="N", parties=parties, starts=WEDNESDAY)
    assert desk.undo_label is None


def test_a_start_is_one_step_of_undo(desk: Desk) -> None:
    begin(desk, templates.load("mutual_alliance"))
    assert desk.undo() == "Relationship started"
    with desk.read() as session:
        assert session.query(Commitment).count() == session.query(Organisation).count() == 0


def test_a_template_asks_for_two_sides_that_both_promise_and_risk() -> None:
    template = templates.load("supplier_to_powerful_client")
    alone = replace(template, roles=template.roles[:1])
    said = [str(problem) for problem in templates.check(alone)]
    assert "A template needs two roles or more." in said


def test_a_program_can_begin_without_a_template_with_one_stage_and_as_many_parties_as_there_are(
    desk: Desk,
) -> None:
    names = ["Anna Ltd", "Bert Ltd", "Carl Ltd"]
    with desk.change("Begun") as session:
        id = templates.start(
            session, templates.empty(names), name="Three", parties={name: name for name in names},
            starts=WEDNESDAY, sponsors={"Bert Ltd": "Berta"}, own_side="Carl Ltd",
        )  # fmt: skip
    with desk.read() as session:
        seen = take(driver_of(session), id, "consultant", WEDNESDAY)
    assert [(party.name, party.role, party.own_side) for party in seen.parties] == [
        ("Anna Ltd", "", None), ("Bert Ltd", "", None), ("Carl Ltd", "", True),
    ]  # fmt: skip
    assert [(stage.starts, stage.ends) for stage in seen[Stage]] == [(WEDNESDAY, date(2026, 9, 29))]
    assert [person.name for person in seen[Person]] == ["Berta"]
    assert [workshop.held_on for workshop in seen[Workshop]] == [WEDNESDAY]


def test_the_days_of_the_stages_are_told_before_they_are_made(desk: Desk) -> None:
    template, saturday = templates.load("mutual_alliance"), date(2026, 8, 8)
    told = [(plan.name, begins, ends) for plan, begins, ends in templates.spans(template.stages, saturday)]
    made = [(stage.name, stage.starts, stage.ends) for stage in begin(desk, template, saturday)[Stage]]
    assert told == made


def test_whose_side_the_consultant_is_on_is_for_nobody_else(desk: Desk) -> None:
    with desk.change("Begun") as session:
        parties = {"maker": "Maker Ltd", "shop": "Shop Ltd"}
        id = templates.start(
            session, templates.parse(SMALL, "small"), name="New", parties=parties, starts=WEDNESDAY,
            own_side="maker",
        )  # fmt: skip
    with desk.read() as session:
        for audience in ("joint", "Maker Ltd"):
            assert [
                party.own_side for party in take(driver_of(session), id, audience, WEDNESDAY).parties
            ] == [None] * 2


def extended(desk: Desk, seen: Snapshot, template: Template, at: tuple[int, ...], starts: date) -> Snapshot:
    parties = {role: party.id for role, party in zip(template.roles, seen.parties, strict=True)}
    with desk.change("Stages added from a template") as session:
        plans = [template.stages[n] for n in at]
        templates.extend(
            session, seen.relationship.id, template, plans, parties=parties, starts=starts, today=WEDNESDAY
        )
    with desk.read() as session:
        return take(driver_of(session), seen.relationship.id, "consultant", WEDNESDAY)


def test_a_program_takes_further_stages_of_another_template_in_one_step(desk: Desk) -> None:
    before = begin(desk, templates.load("mutual_alliance"))
    other = templates.load("professional_services_account")
    after = extended(desk, before, other, (1, 2), date(2027, 7, 3))
    plans = other.stages[1:3]
    added = after[Stage][len(before[Stage]) :]
    assert [stage.name for stage in added] == [plan.name for plan in plans]
    assert added[0].starts == date(2027, 7, 5)  # the Monday after that Saturday
    assert added[1].starts == date(2027, 7, 5) + timedelta(weeks=plans[0].weeks)
    for kind, several in (
        (Commitment, [item for plan in plans for item in plan.commitments]),
        (RiskStep, [item for plan in plans for item in plan.steps]),
    ):
        assert len(after[kind]) - len(before[kind]) == len(several)
        numbers = [record.ref for record in after[kind]]
        assert len(set(numbers)) == len(numbers), "each has a reference of its own"
    assert not any("{" in promise.text for promise in after[Commitment])
    desk.undo()
    with desk.read() as session:
        back = take(driver_of(session), before.relationship.id, "consultant", WEDNESDAY)
    assert len(back[Stage]) == len(before[Stage]) and len(back[Commitment]) == len(before[Commitment])


def test_what_waits_for_a_stage_that_is_not_taken_waits_for_nothing(desk: Desk) -> None:
    before = begin(desk, templates.load("mutual_alliance"))
    other = templates.load("mutual_alliance")
    after = extended(desk, before, other, (len(other.stages) - 1,), WEDNESDAY)
    old = {record.id for record in (*before[Commitment], *before[RiskStep])}
    new = [record for record in (*after[Commitment], *after[RiskStep]) if record.id not in old]
    awaited = {id for record in new for id in getattr(record, "depends_on", getattr(record, "needs", ()))}
    assert new and awaited <= {record.id for record in new}
    assert after[Stage][-1].name == f"{other.stages[-1].name} (2)"


def test_stages_are_chosen_and_each_part_is_taken_by_another_party(desk: Desk) -> None:
    template = templates.load("mutual_alliance")
    seen = begin(desk, template)
    with pytest.raises(TrustDeskError, match="at least one stage"):
        extended(desk, seen, template, (), WEDNESDAY)
    one = dict.fromkeys(template.roles, seen.parties[0].id)
    with pytest.raises(TrustDeskError, match="another party"), desk.change("x") as session:
        templates.extend(
            session, seen.relationship.id, template, template.stages, parties=one, starts=WEDNESDAY,
            today=WEDNESDAY,
        )  # fmt: skip
