"""The command line: what goes in and out of a desk as a workbook, and the workbook there is to fill in."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select, update

from tests.chemical import CASE, NAME
from tests.command_line.said import content, printed
from tests.exchange.program import program, save
from trustdesk.__main__ import main
from trustdesk.desk import Desk
from trustdesk.records import Concern, GateCriterion, Relationship, Stage


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
