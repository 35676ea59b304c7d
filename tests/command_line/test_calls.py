"""The command line: making and checking desks, and how it says no."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update

from tests.chemical import CASE, NAME
from tests.command_line.said import printed
from trustdesk.__main__ import main
from trustdesk.desk import Desk
from trustdesk.records import Commitment


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
    "a backup restored to nowhere": ["restore", "DESK"],
    "a history of a workbook": ["export", "DESK", "--relationship", "x", "-o", "OUT.xlsx", "--with-history"],
    "an export to what does not exist yet": ["export", "DESK", "--relationship", "x", "-o", "OUT.odt"],
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
        name: str(tmp_path / name)
        for name in ("OUT.odt", "OUT.json", "OUT.xlsx", "OUT.pdf", "OUT.svg", "O.x")
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
        for missing in ("worksheets", "rmp", "brief"):
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
    assert "ValueError in test_calls.py" in err
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
