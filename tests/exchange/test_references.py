"""Whom and what the rows of a workbook refer to, and who may read them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exchange.program import Sheets, concern, places, program, seen, take
from trustdesk.audience import CONSULTANT, JOINT
from trustdesk.desk import Desk
from trustdesk.records import (
    Commitment,
    Concern,
    Opportunity,
    Person,
    RiskStep,
    Stage,
)


def with_people(*names: str) -> Sheets:
    return program() | {"People": [{"Name": name, "Party": "Anna"} for name in names]}


def test_an_owner_who_is_not_on_the_people_sheet_is_put_under_the_givers_party(
    desk: Desk, tmp_path: Path
) -> None:
    sheets = program()
    sheets["Commitments"][1]["Owner"] = "Berta Blank"
    sheets["Risk steps"][0]["Approved by"] = "Anton Able"
    report = take(desk, sheets, tmp_path)
    assert (report.errors, report.warnings) == ((), ())
    whole = seen(desk)
    found = {person.name: (person.party_id, person.sponsor) for person in whole[Person]}
    anna, bert = (party.id for party in whole.parties)
    assert found == {"Berta Blank": (bert, None), "Anton Able": (anna, True)}
    assert whole.find(Person, whole[Commitment][1].owner_id) is not None


def test_a_new_owner_is_seen_by_those_only_who_see_what_names_him(desk: Desk, tmp_path: Path) -> None:
    sheets = program()
    sheets["Commitments"][0] |= {"Owner": "Berta", "Audience": "Anna"}
    sheets["Commitments"][1] |= {"Owner": "Carla", "Audience": "Bert"}
    sheets["Concerns"] = [
        concern(ref="N1", owner="Carla", audience="Anna"),
        concern(ref="N2", owner="Doris", audience="consultant"),
    ]
    report = take(desk, sheets, tmp_path)
    assert report.errors == ()
    assert [(one.row, one.column, one.value) for one in report.warnings] == [(3, "Owner", "Doris")]
    whole = seen(desk)
    anna, bert = (party.id for party in whole.parties)
    audiences = {person.name: person.audience for person in whole[Person]}
    assert audiences == {"Berta": anna, "Carla": ";".join(sorted((anna, bert))), "Doris": CONSULTANT}


def test_refs_are_resolved_across_kinds(desk: Desk, tmp_path: Path) -> None:
    sheets = program()
    sheets["Risk steps"].append(sheets["Risk steps"][0] | {"Ref": "R2", "Needs": "C2; R1"})
    sheets["Opportunities"] = [{"Ref": "O1", "Opportunity": "More", "Waits for": "R2;C1; First"}]
    sheets["Concerns"] = [concern(blocks="O1; R1")]
    assert take(desk, sheets, tmp_path).errors == ()
    whole = seen(desk)

    def headings(ids: tuple[str, ...]) -> list[str]:
        return [found.heading for id in ids if (found := whole.get(id))]

    assert headings(whole[RiskStep][1].needs) == ["Read it", "Show it"]
    assert headings(whole[Opportunity][0].waits_for) == ["Show it", "Send it", "First"]
    assert headings(whole[Concern][0].blocks) == ["More", "Show it"]


def test_a_ref_that_two_kinds_have_is_an_error_where_it_is_used(desk: Desk, tmp_path: Path) -> None:
    sheets = program()
    sheets["Risk steps"].append(sheets["Risk steps"][0] | {"Ref": "C1", "Needs": None})
    sheets["Risk steps"][0]["Needs"] = "C1"
    report = take(desk, sheets, tmp_path)
    assert places(report) == [("Risk steps", 2, "Needs")]
    assert "only one record" in str(report.errors[0].expected)


def test_a_name_with_a_semicolon_is_known_by_being_there(desk: Desk, tmp_path: Path) -> None:
    sheets = program()
    for sheet in ("Commitments", "Risk steps"):
        sheets[sheet][-1]["Stage"] = "Plan; then do"
    sheets["Stages"][1]["Stage"] = "Plan; then do"
    sheets["Concerns"] = [concern(blocks="First;Plan; then do; C1")]
    assert take(desk, sheets, tmp_path).errors == ()
    whole = seen(desk)
    assert len(whole[Concern][0].blocks) == 3
    assert whole[Concern][0].blocks[1] == whole[Stage][1].id


@pytest.mark.parametrize(
    ("row", "stored"),
    [
        (concern(), JOINT),
        (concern(state="voiced", raised_by="Anna"), JOINT),
        (concern(state="unspoken", raised_by="Bert"), "Bert"),
        (concern(state="unspoken"), CONSULTANT),
        (concern(state="unspoken", raised_by="Bert", audience="consultant"), CONSULTANT),
    ],
)
def test_a_concern_of_which_nothing_is_said_is_joint_unless_it_is_unspoken(
    desk: Desk, tmp_path: Path, row: dict[str, object], stored: str
) -> None:
    assert take(desk, program() | {"Concerns": [row]}, tmp_path).errors == ()
    whole = seen(desk)
    names = {party.name: party.id for party in whole.parties}
    assert whole[Concern][0].audience == names.get(stored, stored)


def test_an_audience_is_joint_the_consultant_or_parties_by_name(desk: Desk, tmp_path: Path) -> None:
    sheets = program()
    sheets["Parties"].append({"Party": "Carl"})
    rows = [sheets["Commitments"][0] | {"Ref": f"C{n}"} for n in range(4)]
    for row, words in zip(rows, ("joint", "Consultant", "bert; ANNA", "Dora"), strict=True):
        row["Audience"] = words
    report = take(desk, sheets | {"Commitments": rows}, tmp_path)
    assert places(report) == [("Commitments", 5, "Audience")]
    assert "Anna, Bert, Carl" in str(report.errors[0].expected)
    del rows[3]
    take(desk, sheets | {"Commitments": rows}, tmp_path)
    whole = seen(desk)
    two = ";".join(sorted(party.id for party in whole.parties[:2]))
    assert [promise.audience for promise in whole[Commitment]] == [JOINT, CONSULTANT, two]


def test_people_are_found_by_name_and_keep_what_the_workbook_does_not_hold(
    desk: Desk, tmp_path: Path
) -> None:
    take(desk, with_people("Ada"), tmp_path)
    with desk.change("Phone noted") as session:
        session.query(Person).one().phone = "123"
    take(desk, with_people("ada", "Cy"), tmp_path)
    assert [(person.name, person.phone) for person in seen(desk)[Person]] == [("ada", "123"), ("Cy", "")]
