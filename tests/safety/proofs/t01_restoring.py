"""T1, restoring: killed at any moment of restoring, a desk is what it was or what was restored.

What lies where the backup goes is a desk with work in it, a file that is damaged, or nothing. A process
restores one backup after the other in its place until it is killed. Then the file is opened as anybody would
open it; what was damaged has to be there still, and every backup has to be whole.
"""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import sleep
from typing import Any, Final

from tests.canonical import dump
from tests.safety.life import quick_keys
from tests.safety.proofs import Counts, Findings, Size
from trustdesk import backups
from trustdesk.backups import Backup
from trustdesk.desk import Desk, Key, file
from trustdesk.errors import TrustDeskError
from trustdesk.records import Organisation

TITLE: Final = "a kill while a backup is restored leaves the old or the new"
CONTROL: Final = "the file is written over in its place"
KILLS: Final = Counts(small=4, full=150)
CONTROLS: Final = 30
LONGEST: Final = 1.2
"""Seconds that one process may restore at most."""
KEY: Final = Key("a passphrase")
DAMAGED: Final = b"no desk any more" * 4000

Content = dict[str, Any]
PutInPlace = Callable[[Path, Path], None]


@dataclass(frozen=True)
class Laid:
    """What lies at a path before anything is restored there: a desk with this content, other bytes, or
    nothing; and the number of the last backup by then."""

    content: Content | None
    data: bytes | None
    sequence: int


def prove(size: Size, folder: Path) -> Findings:
    return _kill_often(folder, KILLS.at(size), file.put_in_place)


def control(folder: Path) -> Findings:
    return _kill_often(folder, CONTROLS, _written_over)


def _written_over(draft: Path, path: Path) -> None:
    with draft.open("rb") as new, path.open("wb") as out:
        while page := new.read(16_384):
            out.write(page)
            out.flush()
            sleep(0.002)


def _kill_often(folder: Path, times: int, put_in_place: PutInPlace) -> Findings:
    findings = Findings()
    quick_keys()
    rng = Random(20261)
    first = folder / "First.trustdesk"
    known, desk_id = _three_backups(first)
    for number in range(times):
        path = folder / f"Work {number}" / "Work.trustdesk"
        path.parent.mkdir()
        laid = _lay(path, first, desk_id, rng)
        told = _restored_until_killed(path, [made for made, _content in known], rng, put_in_place)
        findings.tried("kills")
        findings.tried("backups restored before", sum(what == "has" for what, _which in told))
        for fault in _faults(path, laid, told, known, desk_id):
            findings.report(f"kill {number}: {fault}")
        if findings.found:
            break
        backups.thin(desk_id)
        shutil.rmtree(path.parent)
    return findings


def _three_backups(path: Path) -> tuple[list[tuple[Backup, Content]], str]:
    """Three backups of a desk, with what is in each, at a place where none is thinned; and its identity."""
    known = []
    place = path.parent / "known"
    place.mkdir()
    with Desk.create(path, KEY) as desk:
        for _ in range(3):
            with desk.change("Organisations added") as session:
                session.add_all(Organisation(name=f"Organisation {n}") for n in range(300))
            made = backups.make(desk)
            known.append((backups.at_path(Path(shutil.copy(made.path, place))), dump(desk)))
        return known, desk.id


def _lay(path: Path, first: Path, desk_id: str, rng: Random) -> Laid:
    """Lay something where a backup will be restored."""
    sequence = backups.listed(desk_id)[0].sequence
    match rng.choice(("desk", "desk", "damaged", "nothing")):
        case "desk":
            shutil.copy(first, path)
            with Desk.open(path, KEY) as desk:
                with desk.change("Organisation added") as session:
                    session.add(Organisation(name=f"Last work {rng.random()}"))
                return Laid(dump(desk), None, sequence)
        case "damaged":
            path.write_bytes(DAMAGED)
            return Laid(None, DAMAGED, sequence)
        case _:
            return Laid(None, None, sequence)


def _restored_until_killed(
    path: Path, known: list[Backup], rng: Random, put_in_place: PutInPlace
) -> list[tuple[str, int]]:
    """Restore one backup after the other in a process that is killed; gives what it told."""
    seed, moment, told = rng.random(), rng.uniform(0, LONGEST), path.with_name("told")
    if (child := os.fork()) == 0:
        try:
            file.put_in_place = put_in_place
            out, chance = os.open(told, os.O_WRONLY | os.O_CREAT), Random(seed)
            while True:
                which = chance.randrange(len(known))
                os.write(out, f"may {which}\n".encode())
                backups.restore(known[which], path, KEY)
                os.write(out, f"has {which}\n".encode())
        finally:
            os._exit(1)
    sleep(moment)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    lines = told.read_text().splitlines() if told.exists() else []
    return [(what, int(which)) for what, which in map(str.split, lines)]


def _faults(
    path: Path, laid: Laid, told: list[tuple[str, int]], known: list[tuple[Backup, Content]], desk_id: str
) -> Iterator[str]:
    has = [which for what, which in told if what == "has"]
    allowed = [known[has[-1]][1]] if has else [laid.content]
    if told and told[-1][0] == "may":
        allowed.append(known[told[-1][1]][1])
    try:
        stands = None if _data(path) == laid.data else _content(path)
    except TrustDeskError as error:
        yield f"what lies there does not open ({error.code})"
        return
    if stands not in allowed:
        yield "what lies there is neither what was nor what was restored"
    if laid.data and not any(item.read_bytes() == laid.data for item in path.parent.glob("Work*")):
        yield "the damaged file is gone"
    made = backups.listed(desk_id)
    new = [backup for backup in made if backup.sequence > laid.sequence]
    if laid.content and stands != laid.content and _restored(new[-1:], path) != laid.content:
        yield "what was replaced is not in a backup"
    for backup in new:
        try:
            backups.verify(backup, KEY)
        except TrustDeskError as error:
            yield f"a backup is not whole ({error.code})"


def _restored(made: list[Backup], path: Path) -> Content | None:
    again = path.with_name("Again.trustdesk")
    for backup in made:
        backups.restore(backup, again, KEY)
        return _content(again)
    return None


def _content(path: Path) -> Content:
    with Desk.open(path, KEY) as desk:
        return dump(desk)


def _data(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None
