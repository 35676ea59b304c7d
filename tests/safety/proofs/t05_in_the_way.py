"""T5: what stands in the way of a desk is told within a second, and nothing is written.

Another process has it open, or left it by a kill; a later program made it; while it is open its file is
replaced, moved, moved with its folder, or deleted, before the first change and after one.

`python -m tests.safety.proofs.t05_in_the_way DESK (exclusive|loose)` has a desk open, works on it once it is
told to, until it is killed, and says what it has saved.
"""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Final
from unittest.mock import patch

from sqlalchemy import select

from tests.canonical import dump
from tests.safety.cases import CHEMICAL
from tests.safety.proofs import Counts, Findings, Size
from trustdesk.desk import Desk, file, opening, seal
from trustdesk.errors import FileError, OpenError, Reason, TrustDeskError
from trustdesk.records import Organisation

TITLE: Final = "a newer, open or replaced desk is told apart at once and not written"
CONTROL: Final = "the lock, the look at the format, or the look at where the file is, is missing"
ROUNDS: Final = Counts(small=2, full=50)
SOON: Final = 1.0
"""Seconds within which an answer has to be there."""
_MADE: Final = "Made "
"""What the names begin with that another process gives."""
_NEWER: Final = (
    "ALTER TABLE party ADD COLUMN later TEXT",
    "ALTER TABLE commitment ADD COLUMN weather TEXT NOT NULL DEFAULT 'fair'",
    "CREATE TABLE later (id TEXT PRIMARY KEY, words TEXT)",
)

Situation = Callable[[Findings, Path, Random], Iterator[float]]
"""Meet one of the things that stand in the way of the desk at a path; yields how long each answer took."""


def prove(size: Size, folder: Path) -> Findings:
    findings = Findings()
    rng = Random(5)
    CHEMICAL.make(first := folder / "First.trustdesk")
    slowest = 0.0
    for number in range(ROUNDS.at(size)):
        for situation in SITUATIONS:
            for seconds in _met(situation, findings, first, rng):
                slowest = max(slowest, seconds)
                findings.expect(seconds < SOON, f"round {number}: an answer took {seconds:.1f} s")
    findings.figures["slowest answer, seconds"] = round(slowest, 3)
    return findings


def control(folder: Path) -> Findings:
    """One safeguard after the other is taken away, and each of them has to be missed."""
    findings = Findings()
    CHEMICAL.make(first := folder / "First.trustdesk")
    for without, (taken_away, situation) in SAFEGUARDS.items():
        before = len(findings.found)
        with taken_away:
            list(_met(situation, findings, first, Random(5)))
        if len(findings.found) == before:
            raise RuntimeError(f"nothing was found without {without}")
    return findings


def _met(situation: Situation, findings: Findings, first: Path, rng: Random) -> Iterator[float]:
    """Meet it with a copy of the first desk, in a place of its own that is removed afterwards."""
    place = first.with_name("Place")
    path = place / "Folder" / "Work.trustdesk"
    path.parent.mkdir(parents=True)
    shutil.copy(first, path)
    yield from situation(findings, path, rng)
    shutil.rmtree(place)


def _open_elsewhere(findings: Findings, path: Path, rng: Random) -> Iterator[float]:
    """Another process has it open, and works on it; then that process is killed."""
    with Desk.open(path) as desk:
        before = dump(desk)
    with _working(path, "exclusive") as worker:
        yield _refused(findings, path, Reason.LOCKED, "open elsewhere")
        _begin(worker)
        saved = _said(worker, rng.randrange(1, 12))
        answer, seconds = _answer(path)
        yield seconds
        findings.tried("desks open elsewhere")
        findings.expect(answer is Reason.LOCKED, f"worked on elsewhere: answered {answer}")
        findings.expect(list(_files(path.parents[1])) == [path], "worked on elsewhere: another file was made")
        worker.kill()
        saved += worker.communicate()[0].split()
    started = perf_counter()
    with Desk.open(path) as desk:
        yield perf_counter() - started
        findings.tried("desks left by a kill")
        _expect_saved(findings, desk, before, saved)


def _open_loosely(findings: Findings, path: Path, _rng: Random) -> Iterator[float]:
    """Another process has it open, which keeps no lock on it."""
    with _working(path, "loose"):
        yield _refused(findings, path, Reason.LOCKED, "open elsewhere")
        findings.tried("desks open elsewhere")


def _expect_saved(
    findings: Findings, desk: Desk, before: dict[str, list[tuple[object, ...]]], saved: list[str]
) -> None:
    """What stood in a desk and what was saved since is there, in a sound file."""
    with desk.read() as session:
        names = set(session.scalars(select(Organisation.name)))
    lost = [number for number in saved if f"{_MADE}{number}" not in names]
    findings.expect(not lost, f"left by a kill: {len(lost)} saved changes are gone")
    others = {
        table: [row for row in rows if not any(str(value).startswith(_MADE) for value in row)]
        for table, rows in dump(desk).items()
    }
    findings.expect(others == before, "left by a kill: what was there before is another")
    findings.expect(not desk.problems(), "left by a kill: the file is not sound")


def _newer(findings: Findings, path: Path, rng: Random) -> Iterator[float]:
    """Made by a later program, which says that this one cannot read it."""
    revision = _later(path, rng)
    _write_past_the_program(path, f"UPDATE meta SET value = '{revision}' WHERE name = 'reads_from'")
    yield _refused(findings, path, Reason.NEWER, "newer")
    findings.tried("newer desks")


def _newer_to_read(findings: Findings, path: Path, rng: Random) -> Iterator[float]:
    """Made by a later program, which says that this one can read it."""
    _later(path, rng)
    before = _files(path.parents[1])
    started = perf_counter()
    with Desk.open(path) as desk:
        yield perf_counter() - started
        findings.tried("newer desks that can be read")
        findings.expect(desk.read_only is not None, "newer, readable: it may be written")
        yield _unchangeable(findings, desk, "newer, readable")
    _expect_same(findings, path.parents[1], before, "newer, readable")


def _under_an_open_desk(
    findings: Findings, path: Path, rng: Random, name: str, changed_before: bool
) -> Iterator[float]:
    """Something happens to its file while it is open. The engine itself asks where its file is with the first
    change only."""
    if sys.platform == "win32":
        return  # where nothing of the kind can happen to an open file
    place = path.parents[1]
    other = place / "Other.trustdesk"
    shutil.copy(path, other)
    _write_past_the_program(other, f"UPDATE organisation SET note = 'other {rng.random()}'")
    with Desk.open(path) as desk:
        if changed_before:
            _add(desk, "Before")
        saved = dump(desk)
        HAPPENINGS[name](path, other)
        # Reading the open file drops the engine's lock on it, which nobody else asks for here.
        before = _files(place)
        yield _unchangeable(findings, desk, name)
        findings.expect(dump(desk) == saved, f"{name}: what can be read is not what was saved")
    findings.tried(f"desks {name}")
    _expect_same(findings, place, before, name)


def _answer(path: Path) -> tuple[Reason | None, float]:
    """Why the desk cannot be opened (None: it can), and after how many seconds that was said."""
    started = perf_counter()
    try:
        Desk.open(path).close()
    except OpenError as error:
        return error.reason, perf_counter() - started
    return None, perf_counter() - started


def _refused(findings: Findings, path: Path, reason: Reason, name: str) -> float:
    """Open it: it has to be refused for that reason, and left as it is. Gives how long the answer took."""
    before = _files(path.parents[1])
    answer, seconds = _answer(path)
    findings.expect(answer is reason, f"{name}: answered {answer}")
    _expect_same(findings, path.parents[1], before, name)
    return seconds


def _unchangeable(findings: Findings, desk: Desk, name: str) -> float:
    """Change it: that has to be refused in words for people. Gives how long the answer took."""
    started = perf_counter()
    refused = False
    try:
        _add(desk, "No")
    except TrustDeskError as error:
        refused = isinstance(error, FileError) or desk.read_only is not None
    findings.expect(refused, f"{name}: a change was called saved")
    return perf_counter() - started


def _add(desk: Desk, name: str) -> None:
    with desk.change("Added") as session:
        session.add(Organisation(name=name))


def _files(place: Path) -> dict[Path, bytes]:
    """All files at a place and what is in them; the engine keeps its journal beside a desk."""
    found = (item for item in place.rglob("*") if item.is_file() and not item.name.endswith("-journal"))
    return {item: item.read_bytes() for item in found}


def _expect_same(findings: Findings, place: Path, before: dict[Path, bytes], name: str) -> None:
    findings.expect(_files(place) == before, f"{name}: something was written")


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


@contextlib.contextmanager
def _working(path: Path, how: str) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the desk open, has changed it, and works on once it is told to."""
    command = [sys.executable, "-m", __spec__.name, str(path), how]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as worker:
        try:
            _said(worker, 1)
            yield worker
        finally:
            worker.kill()


def _begin(worker: subprocess.Popen[str]) -> None:
    assert worker.stdin is not None
    worker.stdin.write("\n")
    worker.stdin.flush()


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
        _add(desk, "Taken back")
        desk.undo()
        print("open", flush=True)
        sys.stdin.readline()
        for number in count():
            _add(desk, f"{_MADE}{number}")
            print(number, flush=True)


HAPPENINGS: Final[dict[str, Callable[[Path, Path], object]]] = {
    "replaced": lambda path, other: other.replace(path),
    "moved": lambda path, _other: path.rename(path.with_name("Elsewhere.trustdesk")),
    "moved with their folder": lambda path, _other: path.parent.rename(path.parent.with_name("Elsewhere")),
    "deleted": lambda path, _other: path.unlink(),
}
SITUATIONS: Final[tuple[Situation, ...]] = (
    _open_elsewhere,
    _newer,
    _newer_to_read,
    *(
        partial(_under_an_open_desk, name=name, changed_before=changed_before)
        for name in HAPPENINGS
        for changed_before in (False, True)
    ),
)
SAFEGUARDS: Final[dict[str, tuple[contextlib.AbstractContextManager[object], Situation]]] = {
    "the lock": (contextlib.nullcontext(), _open_loosely),
    "the look at the format": (patch.object(opening, "_only_newer", lambda _program: None), _newer_to_read),
    "the look at where the file is": (
        patch.object(Desk, "_is_astray", lambda _desk: False),
        partial(_under_an_open_desk, name="moved", changed_before=True),
    ),
}


if __name__ == "__main__":
    _work(Path(sys.argv[1]), sys.argv[2])
