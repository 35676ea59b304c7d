"""The command line: what it does, what it prints, and how it says no."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select, update

from tests.canonical import dump
from tests.chemical import CASE, NAME
from tests.exchange.program import program, save
from trustdesk.__main__ import main
from trustdesk.desk import Desk
from trustdesk.records import Commitment, Concern, GateCriterion, Relationship, Stage

AS_OF = ["--as-of", "2026-11-05"]


class SetDate(date):
    """A clock that stands still, so that these tests hold on any day."""

    @classmethod
    def today(cls) -> date:
        return date(2026, 11, 21)


@pytest.fixture(scope="module", autouse=True)
def clock() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("trustdesk.commands.date", SetDate)
        patch.setattr("trustdesk.__main__.date", SetDate)
        yield


@pytest.fixture(scope="module")
def filled(clock: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with the chemical case and a second relationship, made once."""
    folder = tmp_path_factory.mktemp("filled")
    path = folder / "Filled.trustdesk"
    assert main(["new", str(path)]) == 0
    assert main(["import", str(CASE), "--into", str(path)]) == 0
    sheets = program()
    sheets["Relationship"][0]["Name"] = "Chelsea – Dora"
    assert main(["import", str(save(sheets, folder / "Second.xlsx")), "--into", str(path)]) == 0
    return path


@pytest.fixture
def desk(filled: Path, tmp_path: Path) -> str:
    return str(shutil.copy(filled, tmp_path / "Work.trustdesk"))


def printed(capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    caught = capsys.readouterr()
    return caught.out, caught.err


def content(desk: str) -> object:
    with Desk.open(Path(desk)) as opened:
        return dump(opened)


def test_a_new_desk_is_empty_and_an_existing_file_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "New.trustdesk"
    assert main(["new", str(path)]) == 0
    assert main(["show", str(path), "--json"]) == 0
    assert json.loads(printed(capsys)[0].partition("\n")[2]) == {"relationships": []}
    before = path.read_bytes()
    for command in ("new", "sample"):
        assert main([command, str(path)]) == 1
        assert "already a file" in printed(capsys)[1]
    assert path.read_bytes() == before


def test_a_desk_that_is_not_there_is_not_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = str(tmp_path / "None.trustdesk")
    commands = (
        ["show", missing, "--json"],
        ["check", missing],
        ["import", str(CASE), "--into", missing],
        ["export", missing, "--relationship", "x", "-o", str(tmp_path / "o.xlsx")],
        ["pack", missing, "--relationship", "x", "-o", str(tmp_path / "o.pdf")],
        ["chart", missing, "--relationship", "x", "--name", "ladder", "-o", str(tmp_path / "o.svg")],
    )
    for command in commands:
        assert main(command) == 1
        assert "no desk" in printed(capsys)[1]
    assert list(tmp_path.iterdir()) == []


def test_an_import_reports_as_one_json_object(
    desk: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = content(desk)
    assert main(["import", str(CASE), "--into", desk, "--json"]) == 0
    assert json.loads(printed(capsys)[0]) == {"imported": 50, "errors": [], "warnings": []}
    sheets = program()
    sheets["Commitments"][1] |= {"Due": "soon", "Mood": "good"}
    path = str(save(sheets, tmp_path / "Bad.xlsx"))
    assert main(["import", path, "--into", desk, "--json"]) == 1
    out, err = printed(capsys)
    report = json.loads(out)
    assert report["imported"] == 0
    assert report["errors"] == [
        {
            "sheet": "Commitments", "row": 3, "column": "Due", "value": "soon",
            "expected": "a day, written like 2026-03-31",
        }
    ]  # fmt: skip
    assert [warning["column"] for warning in report["warnings"]] == ["Mood"]
    assert err == (
        "Commitments, row 3, “Due”: “soon”; expected a day, written like 2026-03-31.\nNothing was imported.\n"
    )
    assert content(desk) == before


def test_an_import_tells_people_in_words(
    desk: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = content(desk)
    path = str(save(program(), tmp_path / "Third.xlsx"))
    assert main(["import", path, "--into", desk, "--dry-run"]) == 0
    assert printed(capsys)[0] == "8 rows can be imported; nothing was written.\n"
    assert content(desk) == before
    assert main(["import", path, "--into", desk]) == 0
    assert printed(capsys)[0] == "8 rows imported.\n"
    for again in ([], ["--dry-run"]):
        assert main(["import", path, "--into", desk, *again]) == 0
        assert printed(capsys)[0] == "Nothing was new: all 8 rows are in the desk already.\n"
    assert main(["import", path, "--into", desk, "--json"]) == 0
    assert json.loads(printed(capsys)[0])["imported"] == 8


def test_a_remark_names_an_unknown_column_once_and_shows_no_sign_that_a_terminal_would_obey(
    desk: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheets = program()
    sheets["Commitments"][0] |= {"Mood": "good", "Due": "a\x1b[31m\nb"}
    path = str(save(sheets, tmp_path / "folder"))
    assert main(["import", path, "--into", desk]) == 1
    out, err = printed(capsys)
    assert out == "warning: Commitments, row 1, “Mood”: an unknown column; it is left out.\n"
    assert "row 2, “Due”: “a [31m b”; expected a day" in err


def test_a_file_that_is_no_workbook_is_refused_in_words_and_in_json(
    desk: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "Odd.xlsx"
    path.write_bytes(b"hello")
    assert main(["import", str(path), "--into", desk, "--json"]) == 1
    out, err = printed(capsys)
    assert json.loads(out)["errors"][0]["value"] == "Odd.xlsx"
    assert "cannot be read as an Excel workbook" in err
    assert "Traceback" not in err


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
    assert "told in time: 2 of 2; missed: 1" in out
    assert "essential promises settled: " in out
    assert "must-have" not in out
    assert "R6 Open a formulation to the supplier's chemists: hold" in out
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


def test_an_export_is_joint_unless_said_and_replaces_its_file(desk: str, tmp_path: Path) -> None:
    out = tmp_path / "Out.xlsx"
    out.write_text("old")
    assert main(["export", desk, "--relationship", NAME, "-o", str(out)]) == 0
    joint = openpyxl.load_workbook(out)
    assert joint["Commitments"].max_row == 20
    assert main(["export", desk, "--relationship", NAME, "-o", str(out), "--audience", "consultant"]) == 0
    assert openpyxl.load_workbook(out)["Commitments"].max_row == 21
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Out.xlsx", "Work.trustdesk"]


def test_an_export_goes_by_the_ending(desk: str, tmp_path: Path) -> None:
    assert main(["export", desk, "--relationship", NAME, "-o", str(tmp_path / "folder")]) == 0
    assert len(list((tmp_path / "folder").glob("*.csv"))) == 9
    before = content(desk)
    everything = ["--audience", "consultant", "-o", str(tmp_path / "folder")]
    assert main(["export", desk, "--relationship", NAME, *everything]) == 0
    assert main(["import", str(tmp_path / "folder"), "--into", desk]) == 0
    assert content(desk) == before
    assert main(["export", desk, "--relationship", NAME, "-o", str(tmp_path / "Out.ics")]) == 0
    assert (tmp_path / "Out.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_an_export_says_what_a_workbook_does_not_carry(
    desk: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Desk.open(Path(desk)) as opened, opened.change("Noted") as session:
        relationship = session.scalars(select(Relationship).where(Relationship.name == NAME)).one()
        stage = session.scalars(select(Stage).where(Stage.relationship_id == relationship.id)).first()
        assert stage is not None
        session.add(GateCriterion(relationship_id=relationship.id, stage_id=stage.id, kind="security_done"))
        relationship.rung = 1
        session.execute(update(Concern).values(told_by="the driver"))
    export = ["export", desk, "--relationship", NAME, "-o"]
    assert main([*export, str(tmp_path / "Out.xlsx"), "--audience", "consultant"]) == 0
    everything = printed(capsys)[0].splitlines()[1]
    assert everything.startswith("Not in a workbook, kept in the desk: ")
    assert "relationship (settings)" in everything
    assert "gate criterion" in everything
    assert "(Told by)" in everything
    assert main([*export, str(tmp_path / "folder")]) == 0
    joint = printed(capsys)[0]
    assert "gate criterion" in joint
    assert "Told by" not in joint
    assert main([*export, str(tmp_path / "Out.ics")]) == 0
    assert "Not in a workbook" not in printed(capsys)[0]


def test_the_template_is_written(tmp_path: Path) -> None:
    assert main(["template", "-o", str(tmp_path / "Empty.xlsx")]) == 0
    assert openpyxl.load_workbook(tmp_path / "Empty.xlsx").sheetnames[4] == "Commitments"


def test_a_pack_is_printed_for_an_audience(desk: str, tmp_path: Path) -> None:
    out = tmp_path / "Pack.pdf"
    usual = ["pack", desk, "--relationship", NAME, *AS_OF]
    assert main([*usual, "-o", str(out)]) == 0
    joint = out.read_bytes()
    assert joint.startswith(b"%PDF")
    assert main([*usual, "-o", str(out), "--audience", "joint", "--paper", "a4", "--kind", "review"]) == 0
    assert out.read_bytes() == joint
    assert main([*usual, "-o", str(out), "--kind", "agenda", "--paper", "letter"]) == 0
    assert out.read_bytes() != joint
    assert main([*usual, "-o", str(out), "--sections", "summary,step"]) == 0


def test_the_packs_of_all_relationships_name_their_audience_first(desk: str, tmp_path: Path) -> None:
    assert main(["pack", desk, "--every", *AS_OF, "-o", str(tmp_path / "packs")]) == 0
    assert sorted(path.name for path in (tmp_path / "packs").iterdir()) == [
        "joint - Chelsea – Dora - review a4 2026-11-05.pdf",
        f"joint - {NAME} - review a4 2026-11-05.pdf",
    ]


def test_the_sections_of_a_pack_are_named(desk: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", desk, "--sections", "list"]) == 0
    assert printed(capsys)[0].startswith("summary: In brief\n")
    assert main(["pack", "--help"]) == 0
    assert "“list” names them" in " ".join(printed(capsys)[0].split())


def test_the_charts_are_named_and_drawn(
    desk: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["chart", desk, "--name", "list"]) == 0
    names = [line.partition(":")[0] for line in printed(capsys)[0].splitlines()]
    assert {"timeline", "ladder", "reliability"} <= set(names)
    for ending in ("svg", "png", "pdf"):
        out = tmp_path / f"ladder.{ending}"
        assert main(["chart", desk, "--relationship", NAME, "--name", "ladder", *AS_OF, "-o", str(out)]) == 0
        assert out.stat().st_size > 1000


def test_a_sound_desk_is_said_to_be_sound(desk: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", desk]) == 0
    assert "The desk is sound" in printed(capsys)[0]


def test_check_names_what_is_wrong_and_what_to_do(desk: str, capsys: pytest.CaptureFixture[str]) -> None:
    with Desk.open(Path(desk)) as opened, opened.change("Bent") as session:
        session.execute(update(Commitment).where(Commitment.ref == "C3").values(due=date(2027, 1, 1)))
    assert main(["check", desk]) == 1
    out, err = printed(capsys)
    assert out == ""
    expected = "a day after the due date 1 January 2027, since it was late"
    assert f"{NAME}: promise “C3”, Closed on: correct it to {expected}." in err


def test_check_names_damage_to_the_file(desk: str, capsys: pytest.CaptureFixture[str]) -> None:
    data = bytearray(Path(desk).read_bytes())
    for at in range(40_000, len(data), 4096):
        data[at] ^= 1
    Path(desk).write_bytes(bytes(data))
    assert main(["check", desk]) == 1
    assert "backup" in printed(capsys)[1]
    assert Path(desk).read_bytes() == bytes(data)


WRONG = {
    "no command": [],
    "an unknown command": ["publish"],
    "what does not exist yet": ["backup", "DESK"],
    "a secret desk, which does not exist yet": ["new", "X.trustdesk", "--encrypt"],
    "an export to what does not exist yet": ["export", "DESK", "--relationship", "x", "-o", "OUT.json"],
    "a pack of no known kind": ["pack", "DESK", "--relationship", "x", "--kind", "brief", "-o", "OUT.pdf"],
    "a pack on no known paper": ["pack", "DESK", "--relationship", "x", "--paper", "a5", "-o", "OUT.pdf"],
    "a pack that is no PDF": ["pack", "DESK", "--relationship", "x", "-o", "OUT.doc"],
    "an unknown section": ["pack", "DESK", "--relationship", "chem", "--sections", "x", "-o", "OUT.pdf"],
    "no section": ["pack", "DESK", "--relationship", "chem", "--sections", "", "-o", "OUT.pdf"],
    "sections of an agenda": [
        "pack",
        "DESK",
        "--relationship",
        "chem",
        "--kind",
        "agenda",
        "--sections",
        "gate",
        "-o",
        "OUT.pdf",
    ],
    "every pack in one file": ["pack", "DESK", "--every", "-o", "OUT.pdf"],
    "a pack to nowhere": ["pack", "DESK", "--relationship", "x"],
    "an unknown language": ["pack", "DESK", "--relationship", "x", "--language", "xx", "-o", "OUT.pdf"],
    "a pack of nothing": ["pack", "DESK", "-o", "OUT.pdf"],
    "an unknown chart": ["chart", "DESK", "--relationship", "x", "--name", "pie", "-o", "OUT.svg"],
    "a chart of nothing": ["chart", "DESK", "--name", "ladder"],
    "a chart to an odd file": ["chart", "DESK", "--relationship", "x", "--name", "ladder", "-o", "O.x"],
    "a day that is none": ["show", "DESK", "--as-of", "5.11.2026"],
    "a day beyond all days": ["show", "DESK", "--every", "--as-of", "9999-12-31"],
    "a template that is no workbook": ["template", "-o", "OUT.txt"],
    "the desk itself as the output": ["export", "DESK", "--relationship", "x", "-o", "DESK"],
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_call_is_told_apart_from_a_refusal(
    desk: str, tmp_path: Path, case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Path(desk).read_bytes()
    places = {"DESK": desk} | {
        name: str(tmp_path / name) for name in ("OUT.json", "OUT.pdf", "OUT.svg", "O.x")
    }
    assert main([places.get(word, word) for word in WRONG[case]]) == 2
    out, err = printed(capsys)
    assert (out, "Traceback" in err) == ("", False)
    assert err.strip()
    assert [path.name for path in tmp_path.iterdir()] == ["Work.trustdesk"]
    assert Path(desk).read_bytes() == before


def test_the_help_names_only_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ([], ["new"], ["pack"], ["export"]):
        assert main([*command, "--help"]) == 0
        out, _ = printed(capsys)
        for missing in ("encrypt", "backup", "restore", "passphrase", "worksheets", "rmp", "brief", ".json"):
            assert missing not in out


def test_a_desk_in_use_is_refused_in_words(desk: str, capsys: pytest.CaptureFixture[str]) -> None:
    with Desk.open(Path(desk)):
        assert main(["show", desk, "--json"]) == 1
    assert "already open" in printed(capsys)[1]


def test_a_place_that_cannot_be_written_is_named(
    desk: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "nowhere" / "Out.xlsx")
    assert main(["export", desk, "--relationship", NAME, "-o", out]) == 1
    assert f"There is no folder {tmp_path / 'nowhere'}.\n" in (said := printed(capsys)[1])
    assert "Make the folder first" in said
    assert main(["export", desk, "--relationship", NAME, "-o", str(Path(desk) / "x.xlsx")]) == 1
    assert "There is no folder" in printed(capsys)[1]
    assert main(["export", desk, "--relationship", NAME, "-o", str(tmp_path)]) == 0
    (tmp_path / "full.xlsx").mkdir()
    assert main(["export", desk, "--relationship", NAME, "-o", str(tmp_path / "full.xlsx")]) == 1
    assert "could not be written" in printed(capsys)[1]


def test_a_fault_of_the_program_shows_neither_a_traceback_nor_what_was_written(
    desk: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_given: object) -> None:
        raise ValueError("what somebody wrote in confidence")

    monkeypatch.setattr("trustdesk.exchange.telling.outline", fail)
    assert main(["show", desk, "--json"]) == 1
    _, err = printed(capsys)
    assert "ValueError in test_command_line.py" in err
    assert "confidence" not in err


def test_the_module_is_the_command(desk: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "trustdesk", "show", desk, "--json"], capture_output=True, check=False
    )
    assert ran.returncode == 0
    assert len(json.loads(ran.stdout)["relationships"]) == 2


def test_a_terminal_that_knows_few_signs_is_still_told(desk: str) -> None:
    command = [sys.executable, "-m", "trustdesk", "show", desk]
    plain = {**os.environ, "PYTHONIOENCODING": "ascii"}
    ran = subprocess.run(command, capture_output=True, check=False, env=plain)
    assert ran.returncode == 0, ran.stderr
    assert b"Chelsea \\u2013 Dora" in ran.stdout


def test_a_reader_that_has_seen_enough_ends_it_quietly(desk: str) -> None:
    command = [sys.executable, "-m", "trustdesk", "show", desk, "--every"]
    pipe = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, **pipe) as ran:
        assert ran.stdout is not None and ran.stderr is not None
        ran.stdout.close()
        said = ran.stderr.read()
    assert (ran.returncode, said) == (0, b"")


def test_asking_for_help_loads_nothing_heavy() -> None:
    words = (
        "import sys; from trustdesk.__main__ import main; main(['--help']);"
        "heavy = {'sqlalchemy', 'matplotlib', 'reportlab', 'openpyxl', 'xlsxwriter', 'icalendar'};"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    ran = subprocess.run([sys.executable, "-c", words], capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr
