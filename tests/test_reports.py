"""A report of a crash says where the program failed, and nothing of what anybody wrote."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from trustdesk import reports


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRUSTDESK_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def failed(words: str) -> BaseException:
    try:
        try:
            raise KeyError(words)
        except KeyError as cause:
            raise ValueError(f"about {words}") from cause
    except ValueError as error:
        return error


def test_it_holds_kinds_and_places_and_no_words() -> None:
    path = reports.write(failed("the client will leave"))
    assert path is not None
    said = path.read_text()
    assert "ValueError from KeyError" in said
    assert "tests/test_reports.py:" in said
    assert "client" not in said
    assert str(Path.home()) not in said
    assert reports.newest() == path


def test_old_ones_go() -> None:
    made = [reports.write(failed("x")) for _ in range(reports.KEPT + 3)]
    assert [path for path in made if path and path.exists()] == made[3:]


def test_a_fault_of_the_interpreter_is_told_the_next_time(data: Path) -> None:
    assert reports.newest() is None
    program = (
        "from trustdesk import reports; kept = reports.watch_for_faults(); import faulthandler\n"
        "secret = 'the client will leave'\nfaulthandler._sigabrt()"
    )
    subprocess.run([sys.executable, "-c", program], check=False, capture_output=True)
    found = reports.newest()
    assert found is not None
    said = found.read_text()
    assert "Abort" in said
    assert "client" not in said
    assert reports.newest() == found  # once


def test_where_nothing_can_be_written_nothing_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("TRUSTDESK_DATA", str(tmp_path / "file"))
    assert reports.write(failed("x")) is None
    assert reports.watch_for_faults() is None
    assert reports.newest() is None
