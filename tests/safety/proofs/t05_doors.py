"""T5: what stands in the way of a desk is said within a second, and nothing is written.

A newer file, which can be read or not even that; a desk that another process has open, and one whose process
was killed; a file that is moved away, deleted or replaced by another while it is worked on.
"""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Final
from unittest.mock import patch

from tests.canonical import dump
from tests.safety.cases import CHEMICAL
from tests.safety.proofs import Counts, Findings, Size
from trustdesk.desk import Desk, facts, file, opening, schema, seal
from trustdesk.errors import OpenError, Reason, TrustDeskError
from trustdesk.records import Organisation

TITLE: Final = "a newer, open or replaced desk is told at once and not written"
CONTROL: Final = "a desk is worked on in spite of what its file says"
TIMES: Final = Counts(small=1, full=9)
"""Each thing that may stand in the way, so many times."""
LONGEST: Final = 1.0  # seconds

NEWER: Final = "9999"


def prove(size: Size, folder: Path) -> Findings:
    findings = Findings()
    path = folder / "Work.trustdesk"
    CHEMICAL.make(path)
    other = folder / "Other.trustdesk"
    shutil.copy(path, other)
    slowest = 0.0
    for number in range(TIMES.at(size)):
        for name, meet in DOORS.items():
            place = folder / f"{number} {name}"
            place.mkdir()
            mine = Path(shutil.copy(path, place / "Work.trustdesk"))
            slowest = max(slowest, _meet(findings, name, meet, mine, other))
            shutil.rmtree(place)
    findings.figures["slowest answer (s)"] = round(slowest, 3)
    return findings


def control(folder: Path) -> Findings:
    findings = Findings()
    path = folder / "Work.trustdesk"
    CHEMICAL.make(path)
    with patch.object(opening, "_only_newer", lambda _program: None):
        _meet(findings, "newer, to be read", _newer_to_be_read, path, path)
    return findings


def _meet(findings: Findings, name: str, meet: Meet, path: Path, other: Path) -> float:
    """Meet one thing that stands in the way; gives how long the answer took."""
    findings.tried("things in the way")
    try:
        took, faults = meet(path, other)
    except Exception as error:
        findings.report(f"{name}: {type(error).__name__}")
        return 0.0
    findings.expect(took < LONGEST, f"{name}: the answer took {took:.1f} seconds")
    for fault in faults:
        findings.report(f"{name}: {fault}")
    return took


def _newer(path: Path, _other: Path) -> tuple[float, list[str]]:
    _make_newer(path, reads_from=NEWER)
    return _refused(path, Reason.NEWER)


def _newer_to_be_read(path: Path, _other: Path) -> tuple[float, list[str]]:
    _make_newer(path, reads_from=schema.HEAD)
    before = path.read_bytes()
    with Desk.open(path) as desk:
        took, faults = _unchangeable(desk)
    return took, faults + _written(path, before)


def _open_elsewhere(path: Path, _other: Path) -> tuple[float, list[str]]:
    with _opened_elsewhere(path):
        return _refused(path, Reason.LOCKED)


def _killed_elsewhere(path: Path, _other: Path) -> tuple[float, list[str]]:
    with Desk.open(path) as desk:
        before = dump(desk)
    with _opened_elsewhere(path):
        pass
    started = perf_counter()
    with Desk.open(path) as desk:
        took = perf_counter() - started
        return took, [] if dump(desk) == before else ["something is gone"]


def _moved(path: Path, _other: Path) -> tuple[float, list[str]]:
    return _while_open(path, lambda: path.rename(path.with_name("Elsewhere.trustdesk")))


def _with_its_folder(path: Path, _other: Path) -> tuple[float, list[str]]:
    aside = path.parent.with_name(f"{path.parent.name}, moved")
    took, faults = _while_open(path, lambda: path.parent.rename(aside), aside)
    path.parent.mkdir()
    shutil.rmtree(aside)
    return took, faults


def _deleted(path: Path, _other: Path) -> tuple[float, list[str]]:
    return _while_open(path, path.unlink)


def _replaced(path: Path, other: Path) -> tuple[float, list[str]]:
    copy = Path(shutil.copy(other, path.with_name("Copy")))
    return _while_open(path, lambda: copy.replace(path))


def _make_newer(path: Path, reads_from: str) -> None:
    connection = file.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = ?", (NEWER,))
    connection.execute("ALTER TABLE party ADD COLUMN of_later TEXT")
    facts.write(connection, **{facts.READS_FROM: reads_from})
    seal.put(connection)
    connection.close()


def _refused(path: Path, reason: Reason) -> tuple[float, list[str]]:
    """Open it; it has to be refused for that reason, and left as it is."""
    before = path.read_bytes()
    started = perf_counter()
    told = None
    try:
        Desk.open(path).close()
    except OpenError as error:
        told = error.reason
    took = perf_counter() - started
    return took, ([] if told is reason else [f"it was told as {told}"]) + _written(path, before)


def _while_open(path: Path, happen: Callable[[], object], to: Path | None = None) -> tuple[float, list[str]]:
    """Work on a desk, let something happen to its file, and try to go on; then close the desk."""
    desk = Desk.open(path)
    _add(desk)
    happen()
    folder = to or path.parent
    before = {item: item.read_bytes() for item in folder.iterdir() if not item.name.endswith("-journal")}
    took, faults = _unchangeable(desk)
    with desk.read() as session:
        if not session.query(Organisation).count():
            faults.append("what was saved can no longer be read")
    desk.close()
    after = {item: item.read_bytes() for item in folder.iterdir() if not item.name.endswith("-journal")}
    return took, faults + ([] if before == after else ["something was written"])


def _unchangeable(desk: Desk) -> tuple[float, list[str]]:
    started = perf_counter()
    told = False
    try:
        _add(desk)
    except TrustDeskError:
        told = True
    return perf_counter() - started, [] if told else ["it was changed"]


def _add(desk: Desk) -> None:
    with desk.change("Added") as session:
        session.add(Organisation(name="Added"))


def _written(path: Path, before: bytes) -> list[str]:
    alone = [item for item in path.parent.iterdir() if not item.name.endswith("-journal")] == [path]
    return [] if alone and path.read_bytes() == before else ["something was written"]


@contextmanager
def _opened_elsewhere(path: Path) -> Iterator[None]:
    """Another process has the desk open and has changed it; in the end it is killed."""
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        try:
            desk = Desk.open(path)
            _add(desk)
            desk.undo()
            os.write(writing, b"open")
            signal.pause()
        finally:
            os._exit(1)
    try:
        os.read(reading, 4)
        yield
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(reading)
        os.close(writing)


Meet = Callable[[Path, Path], tuple[float, list[str]]]
DOORS: Final[dict[str, Meet]] = {
    "newer": _newer,
    "newer, to be read": _newer_to_be_read,
    "open elsewhere": _open_elsewhere,
    "killed elsewhere": _killed_elsewhere,
    "moved": _moved,
    "moved with its folder": _with_its_folder,
    "deleted": _deleted,
    "replaced": _replaced,
}
