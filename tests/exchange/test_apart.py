"""A foreign file is read in a process of its own, which can do nothing but read it, and only so long."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from tests.exchange.program import program, save
from trustdesk.errors import TrustDeskError
from trustdesk.exchange import apart, confined, layout, wire
from trustdesk.exchange.grid import Grid
from trustdesk.words import Text, plural

ODD = Grid(
    "Odd",
    ("a", None),
    (
        (2, ("line\nbreak \u2028", "\ud800", "\x00", 3, -0.5, float("inf"), True, None)),
        (
            9,
            (
                date(2026, 1, 2),
                datetime.fromisoformat("2026-01-02T03:04"),
                time(5, 6),
                timedelta(days=-1, seconds=7),
            ),
        ),
    ),
    frozenset({(2, 1)}),
)


def child(code: str) -> subprocess.CompletedProcess[bytes]:
    """A process that confines itself and then does something."""
    setting = (
        "import ctypes, os, socket, subprocess\n"
        "from trustdesk.exchange import confined\n"
        "confined._confine()\n"
    )
    return subprocess.run([sys.executable, "-c", setting + code], capture_output=True, check=False)


def started_as(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.setattr(apart, "command", lambda: [sys.executable, "-c", code])


@pytest.mark.parametrize("ending", ["", ".xlsx"])
def test_what_is_read_apart_is_what_is_in_the_file(tmp_path: Path, ending: str) -> None:
    path = save(program(), tmp_path / f"Program{ending}")
    files = {one.name: one.read_bytes() for one in (sorted(path.iterdir()) if path.is_dir() else [path])}
    kind = confined.FOLDER if path.is_dir() else confined.WORKBOOK
    assert apart.read(path) == confined.read(kind, files, layout.sheets())


def test_every_sort_of_cell_comes_over_the_wire_as_it_is() -> None:
    assert wire.grids(b"".join(wire.lines([ODD, Grid("Empty", (), ())]))) == (ODD, Grid("Empty", (), ()))


def test_a_refusal_comes_over_the_wire_in_its_words() -> None:
    refusal = TrustDeskError(
        Text("{what} too many", {"what": plural("{n} row", "{n} rows", 3)}), Text("Less.")
    )
    with pytest.raises(TrustDeskError, match="3 rows too many\nLess"):
        wire.grids(wire.refusal(refusal))


@pytest.mark.parametrize(
    "told",
    [
        b"",
        b"hello",
        b'{"sheet":"A","headings":[],"formulas":[]}\n',
        b'[1,["x"]]\n{"end":true}\n',
        b'{"sheet":"A","headings":[["eval","x"]],"formulas":[]}\n{"end":true}\n',
        b'{"sheet":"A","headings":[{"x":1}],"formulas":[]}\n{"end":true}\n',
        b'{"refused":[{"message":"{a.__class__}","values":{"a":1},"many":null},{}]}\n',
        b'{"refused":[{"message":"{a:>99999999}","values":{"a":1},"many":null},{}]}\n',
        b"[" * 100_000,
    ],
)
def test_anything_else_that_comes_over_the_wire_is_taken_for_broken(told: bytes) -> None:
    with pytest.raises(wire.BrokenError):
        wire.grids(told)


@pytest.mark.parametrize(
    "deed",
    [
        "open('/etc/hostname')",
        "open('new', 'w')",
        "os.open('.', 0)",
        "os.listdir('.')",
        "os.system('true')",
        "subprocess.run(['true'])",
        "socket.socket()",
        "ctypes.CDLL(None)",
    ],
)
def test_the_confined_process_opens_and_reaches_nothing(deed: str) -> None:
    assert child("print('confined')").stdout.split() == [b"confined"], "it can say something, though"
    ended = child(f"try:\n {deed}\nexcept OSError:\n print('refused')\nelse:\n print('done')")
    assert ended.stdout.split() == [b"refused"], ended.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="the limits of the system are those of POSIX")
def test_what_gets_round_python_is_refused_by_the_system(tmp_path: Path) -> None:
    code = "import resource\nprint(resource.getrlimit(resource.RLIMIT_NOFILE))\nos.dup(1)"
    ended = child(code)
    assert b"(3, 3)" in ended.stdout
    assert b"Too many open files" in ended.stderr


def test_too_much_memory_ends_the_process_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    greedy = "from trustdesk.exchange import confined\nconfined.read = lambda *_: bytearray(2 * 10**9)\n"
    started_as(monkeypatch, greedy + "confined.serve()")
    with pytest.raises(TrustDeskError, match=r"takes more than 1000 MB of memory\.\nNothing was imported"):
        apart.read(save(program(), tmp_path / "folder"))


def test_too_much_time_ends_the_process_and_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "SECONDS", 0.3)
    started_as(monkeypatch, "import time; time.sleep(60)")
    with pytest.raises(TrustDeskError, match="was given up after"):
        apart.read(save(program(), tmp_path / "folder"))


@pytest.mark.parametrize("code", ["import os; os.abort()", "1 / 0", "print('no line of ours')", ""])
def test_a_process_that_dies_is_told_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    started_as(monkeypatch, code)
    with pytest.raises(TrustDeskError, match="folder cannot be read"):
        apart.read(save(program(), tmp_path / "folder"))


def test_a_process_that_cannot_be_started_is_told_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "command", lambda: [str(tmp_path / "nothing")])
    with pytest.raises(TrustDeskError, match="cannot be read just now"):
        apart.read(save(program(), tmp_path / "folder"))


def test_reading_can_be_stopped_and_leaves_no_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pids: list[int] = []
    started = apart._start

    def noted(name: str) -> subprocess.Popen[bytes]:
        made = started(name)
        pids.append(made.pid)
        return made

    def stop() -> None:
        raise InterruptedError

    started_as(monkeypatch, "import time; time.sleep(60)")
    monkeypatch.setattr(apart, "_start", noted)
    with pytest.raises(InterruptedError):
        apart.read(save(program(), tmp_path / "folder"), stop)
    with pytest.raises(ProcessLookupError):
        os.kill(pids[0], 0)


def test_the_process_gets_to_know_no_passphrase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUSTDESK_PASSPHRASE", "secret")
    seen: list[dict[str, str]] = []
    started = subprocess.Popen

    def noted(*given: object, **more: object) -> Iterator[object]:
        seen.append(more["env"])  # type: ignore[arg-type]
        return started(*given, **more)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(subprocess, "Popen", noted)
    apart.read(save(program(), tmp_path / "folder"))
    assert "TRUSTDESK_PASSPHRASE" not in seen[0]


def test_what_a_link_in_the_folder_leads_to_is_not_read(tmp_path: Path) -> None:
    elsewhere = tmp_path / "Elsewhere.csv"
    elsewhere.write_text("secret")
    folder = save(program(), tmp_path / "folder")
    (folder / "Concerns.csv").symlink_to(elsewhere)
    (folder / "._Parties.csv").write_bytes(b"\x00\x05\x16\x07")
    assert "Concerns" not in {grid.name for grid in apart.read(folder)}


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert apart.command() == [sys.executable, "--read-apart"]
