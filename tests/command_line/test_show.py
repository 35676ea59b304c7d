"""The command line: what is shown, and how a relationship is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.chemical import NAME
from tests.command_line.said import AS_OF, printed
from trustdesk.__main__ import main
from trustdesk.desk import Desk
from trustdesk.records import GateCriterion, Stage


def test_show_lists_the_relationships(desk: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", desk, "--json", "--as-of", "2026-10-01"]) == 0
    listed = json.loads(printed(capsys)[0])["relationships"]
    assert listed[1] == {
        "name": NAME,
        "parties": ["Chemical supplier", "Client"],
        "started": "2026-01-12",
        "stages": ["Speak openly", "Show and see", "Plan together", "Build together"],
        "last_workshop": "2026-06-18",
        "next_workshop": "2026-11-05",
    }
    assert main(["show", desk]) == 0
    assert "Chelsea – Dora: Anna, Bert" in printed(capsys)[0]


def test_show_gives_the_measures_of_one_relationship(desk: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", desk, "--relationship", NAME, *AS_OF, "--json"]) == 0
    shown = json.loads(printed(capsys)[0])
    assert set(shown) >= {
        "name", "as_of", "audience", "parties", "stages", "risk_steps", "commitments", "reciprocity",
        "warnings",
    }  # fmt: skip
    assert (shown["audience"], shown["as_of"]) == ("consultant", "2026-11-05")
    assert len(shown["commitments"]) == 20
    assert main(["show", desk, "--relationship", NAME, *AS_OF, "--json", "--audience", "joint"]) == 0
    assert len(json.loads(printed(capsys)[0])["commitments"]) == 19


def test_show_says_in_words_what_the_record_is(desk: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", desk, "--relationship", NAME, *AS_OF]) == 0
    out, _ = printed(capsys)
    assert "kept on the day: 6 of 8; moved: 0 of 9" in out
    assert "told in time: 2 of 2; 1 missed, 1 overdue" in out
    assert "essential promises settled: " in out
    assert "must-have" not in out
    assert "R6 Open a formulation to the supplier's chemists: not yet" in out
    assert main(["show", desk, "--every", *AS_OF]) == 0
    assert "Chelsea – Dora, as of 5 November 2026" in printed(capsys)[0]


def test_show_gives_a_criterion_its_own_words_and_the_value_asked_for(
    desk: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [
        {"kind": "in_words", "words": "Both have signed\nthe rule"},
        {"kind": "ppc_at_least", "value": 0.8},
        {"kind": "perception_at_least", "value": 3.5},
        {"kind": "no_severe_concern", "value": 5},
        {"kind": "review_held"},
    ]
    with Desk.open(Path(desk)) as opened, opened.change("Asked for") as session:
        stage = session.scalars(select(Stage).where(Stage.name == "Speak openly")).one()
        ids = {"relationship_id": stage.relationship_id, "stage_id": stage.id}
        session.add_all([GateCriterion(**ids, **one, position=at) for at, one in enumerate(asked)])
    assert main(["show", desk, "--relationship", NAME, *AS_OF]) == 0
    out, _ = printed(capsys)
    for words in (
        "“Both have signed the rule”: not met",
        "kept on the day, at least 80%: ",
        "perception, at least 3.5: ",
        "no severe concern open, of severity 5 or more: ",
        "a review workshop held: ",
    ):
        assert f"\n  {words}" in out


def test_show_tells_the_frankness_of_all_sides_in_the_same_form(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(tmp_path / "Sample.trustdesk")
    assert main(["sample", path]) == 0
    assert main(["show", path, "--relationship", "Perivane"]) == 0
    told = [line for line in printed(capsys)[0].splitlines() if "told in time: " in line]
    assert [line.partition(";")[0].split()[3:] for line in told] == [["3", "of", "4"], ["5", "of", "7"]]


@pytest.mark.parametrize("name", [NAME, NAME.upper(), "Chemical", "chem"])
def test_a_relationship_is_found_by_its_name_or_a_prefix_that_only_it_has(desk: str, name: str) -> None:
    assert main(["show", desk, "--relationship", name, "--json"]) == 0


@pytest.mark.parametrize("name", ["Chelsea - D", "chelsea — dora", " Chelsea  –"])
def test_a_hyphen_is_as_good_as_a_dash_in_a_name(
    desk: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", desk, "--relationship", name]) == 0
    assert printed(capsys)[0].startswith("Chelsea – Dora")


@pytest.mark.parametrize(
    ("name", "refused"),
    [("Che", "may mean more than one"), ("supplier", "No relationship"), ("nobody", "No relationship")],
)
def test_any_other_name_is_refused_with_the_names_there_are(
    desk: str, name: str, refused: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", desk, "--relationship", name, "--json"]) == 1
    out, err = printed(capsys)
    assert (out, "Chelsea – Dora" in err, refused in err) == ("", True, True)


def test_a_desk_without_relationships_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(tmp_path / "New.trustdesk")
    main(["new", path])
    printed(capsys)
    for command in (["show"], ["show", "--every"], ["pack", "--every", "-o", str(tmp_path / "packs")]):
        assert main([command[0], path, *command[1:]]) == 0
        assert printed(capsys)[0] == "There is no relationship in this desk.\n"
    assert main(["show", path, "--relationship", "x"]) == 1
    assert printed(capsys)[1] == "There is no relationship in this desk.\n"
    assert not (tmp_path / "packs").exists()


def test_an_unknown_audience_is_refused(desk: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", desk, "--relationship", NAME, "--audience", "Carl"]) == 1
    assert "“Carl”" in printed(capsys)[1]


def test_a_named_party_is_shown_its_own_relationships_only(
    desk: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", desk, "--audience", "Client", "--json"]) == 0
    assert [one["name"] for one in json.loads(printed(capsys)[0])["relationships"]] == [NAME]
