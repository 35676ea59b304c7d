"""T5: a desk that is open elsewhere, left by a kill, newer, or replaced while open is told apart at once.

`python -m tests.safety.proofs.t05_locks DESK (exclusive|loose)` works on a desk until it is killed, and says
what it has saved.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Final
from unittest.mock import patch

from sqlalchemy import select

from tests.safety.proofs import Counts, Findings, Size
from trustdesk.desk import Desk, file, seal
from trustdesk.errors import FileError, OpenError, Reason, TrustDeskError
from trustdesk.records import Organisation

TITLE: Final = "an open, newer or replaced desk is told apart at once and not written"
CONTROL: Final = "the desk is not opened exclusively"
ROUNDS: Final = Counts(small=2, full=50)
SOON: Final = 1.0
"""Seconds within which an answer has to be there."""
_NEWER: Final = (
    "ALTER TABLE party ADD COLUMN later TEXT",
    "ALTER TABLE commitment ADD COLUMN weather TEXT NOT NULL DEFAULT 'fair'",
    "CREATE TABLE later (id TEXT PRIMARY KEY, words TEXT)",
)


def prove(size: Size, folder: Path) -> Findings:
    findings = Findings()
    rng = Random(5)
    first = folder / "First.trustdesk"
    with Desk.create(first) as desk, desk.change("Added") as session:
        session.add_all(Organisation(name=f"Organisation {number}") for number in range(100))
    slowest = 0.0
    for number in range(ROUNDS.at(size)):
        path = folder / "Work.trustdesk"
        for situation in (_open_elsewhere, _newer, _newer_to_read, _replaced, _taken_away):
            shutil.copy(first, path)
            for seconds in situation(findings, path, rng):
                slowest = max(slowest, seconds)
                findings.expect(seconds < SOON, f"round {number}: an answer took {seconds:.1f} s")
            for left in folder.glob("*Work*"):
                left.unlink()
    findings.figures["slowest answer, seconds"] = round(slowest, 3)
    return findings


def control(folder: Path) -> Findings:
    findings = Findings()
    path = folder / "Work.trustdesk"
    Desk.create(path).close()
    with _working(path, "loose"):
        findings.tried("desks open elsewhere")
        with contextlib.suppress(OpenError), Desk.open(path):
            findings.report("the same desk was opened twice")
    return findings


def _open_elsewhere(findings: Findings, path: Path, rng: Random) -> Iterator[float]:
    """Another process works on it; then that process is killed."""
    with _working(path, "exclusive") as worker:
        before = {item.name for item in path.parent.iterdir()}
        answer, seconds = _answer(path)
        yield seconds
        findings.tried("desks open elsewhere")
        findings.expect(answer is Reason.LOCKED, f"open elsewhere: answered {answer}")
        findings.expect(
            {item.name for item in path.parent.iterdir()} <= before | {f"{path.name}-journal"},
            "open elsewhere: another file was made",
        )
        saved = _said(worker, rng.randrange(1, 12))
        worker.kill()
        saved += worker.communicate()[0].split()
    started = perf_counter()
    with Desk.open(path) as desk:
        yield perf_counter() - started
        findings.tried("desks left by a kill")
        with desk.read() as session:
            names = set(session.scalars(select(Organisation.name)))
        lost = [number for number in saved if f"Made {number}" not in names]
        findings.expect(not lost, f"left by a kill: {len(lost)} saved changes are gone")
        findings.expect(not desk.problems(), "left by a kill: the file is not sound")


def _newer(findings: Findings, path: Path, rng: Random) -> Iterator[float]:
    """Made by a later program, which says that this one cannot read it."""
    revision = _later(path, rng)
    _write_past_the_program(path, f"UPDATE meta SET value = '{revision}' WHERE name = 'reads_from'")
    before = path.read_bytes()
    answer, seconds = _answer(path)
    yield seconds
    findings.tried("newer desks")
    findings.expect(answer is Reason.NEWER, f"newer: answered {answer}")
    _expect_same(findings, path, before, "newer")


def _newer_to_read(findings: Findings, path: Path, rng: Random) -> Iterator[float]:
    """Made by a later program, which says that this one can read it."""
    _later(path, rng)
    before = path.read_bytes()
    started = perf_counter()
    with Desk.open(path) as desk:
        yield perf_counter() - started
        findings.tried("newer desks that can be read")
        findings.expect(desk.read_only is not None, "newer, readable: it may be written")
        findings.expect(_refuses(desk), "newer, readable: it was written")
    _expect_same(findings, path, before, "newer, readable")


def _replaced(findings: Findings, path: Path, rng: Random) -> Iterator[float]:
    """Another file takes its place while it is open."""
    other = path.with_name("Other Work.trustdesk")
    shutil.copy(path, other)
    _write_past_the_program(other, f"UPDATE organisation SET note = 'other {rng.random()}'")
    before = other.read_bytes()
    yield from _under_an_open_desk(findings, path, lambda: os.replace(other, path), "replaced")
    _expect_same(findings, path, before, "replaced")


def _taken_away(findings: Findings, path: Path, rng: Random) -> Iterator[float]:
    """It is moved elsewhere while it is open."""
    elsewhere = path.with_name("Elsewhere Work.trustdesk")
    before = path.read_bytes()
    yield from _under_an_open_desk(findings, path, lambda: path.rename(elsewhere), "moved away")
    findings.expect(not path.exists(), "moved away: an empty one was put in its place")
    _expect_same(findings, elsewhere, before, "moved away")


def _under_an_open_desk(
    findings: Findings, path: Path, happens: Callable[[], object], name: str
) -> Iterator[float]:
    if sys.platform == "win32":
        return  # where an open file can be neither replaced nor moved
    with Desk.open(path) as desk:
        happens()
        started = perf_counter()
        findings.expect(_refuses(desk), f"{name}: a change was called saved")
        yield perf_counter() - started
    findings.tried(f"desks {name}")


def _answer(path: Path) -> tuple[Reason | None, float]:
    """Why the desk cannot be opened (None: it can), and after how many seconds that was said."""
    started = perf_counter()
    try:
        Desk.open(path).close()
    except OpenError as error:
        return error.reason, perf_counter() - started
    return None, perf_counter() - started


def _refuses(desk: Desk) -> bool:
    """Whether a change is refused in words for people."""
    try:
        with desk.change("Added") as session:
            session.add(Organisation(name="No"))
    except TrustDeskError as error:
        return isinstance(error, FileError) or desk.read_only is not None
    return False


def _later(path: Path, rng: Random) -> str:
    """Let a desk be one of a later program; gives its revision."""
    revision = f"{rng.randrange(100, 9999):04}"
    program = f"{rng.randrange(2, 90)}.{rng.randrange(10)}"
    _write_past_the_program(
        path,
        f"UPDATE alembic_version SET version_num = '{revision}'",
        f"UPDATE meta SET value = '{program}' WHERE name = 'program'",
        *rng.sample(_NEWER, rng.randint(1, len(_NEWER))),
    )
    return revision


def _write_past_the_program(path: Path, *statements: str) -> None:
    connection = file.connect(path)
    for statement in statements:
        connection.execute(statement)
    seal.put(connection)
    connection.close()


def _expect_same(findings: Findings, path: Path, before: bytes, name: str) -> None:
    findings.expect(path.read_bytes() == before, f"{name}: the file was written")


@contextlib.contextmanager
def _working(path: Path, how: str) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the desk open and works on it."""
    command = [sys.executable, "-m", __spec__.name, str(path), how]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as worker:
        try:
            _said(worker, 1)
            yield worker
        finally:
            worker.kill()


def _said(worker: subprocess.Popen[str], lines: int) -> list[str]:
    """The next so many lines that it says, once it has."""
    assert worker.stdout is not None
    return [worker.stdout.readline().strip() for _ in range(lines)]


def _work(path: Path, how: str) -> None:
    loose = [setting.replace("EXCLUSIVE", "NORMAL") for setting in file._SETTINGS]
    with (
        patch.object(file, "_SETTINGS", loose if how == "loose" else file._SETTINGS),
        Desk.open(path) as desk,
    ):
        print("open", flush=True)
        if how == "loose":
            sys.stdin.read()
        for number in count():
            with desk.change("Added") as session:
                session.add(Organisation(name=f"Made {number}"))
            print(number, flush=True)


if __name__ == "__main__":
    _work(Path(sys.argv[1]), sys.argv[2])
