"""T2: whatever the disk refuses, the file is sound, the error is told in words, and work goes on afterwards.

Each piece of work is done once to count what it asks of the disk: opening for writing, writing, ending a
file, waiting for the disk, renaming, removing. Then it is done again for each of these requests, which fails:
for want of room or by a fault of the disk, once or from then on. Half of a write that fails is there. After
that either the disk is well again and the same is done once more, or the program ends as by a kill. The small
size tries the first and the last request of each piece.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from unittest.mock import patch

from sqlalchemy import select
from sqlalchemy.exc import ProgrammingError

from tests.canonical import dump
from tests.safety import shim
from tests.safety.cases import CHEMICAL
from tests.safety.life import DAY, KEYS, grids, quick_keys
from tests.safety.proofs import Findings, Size
from trustdesk import app_data, backups
from trustdesk.actions import records
from trustdesk.desk import PUBLISHED, Desk, erase, file, passphrase
from trustdesk.desk.erase import Erasure
from trustdesk.errors import OpenError, Reason, TrustDeskError
from trustdesk.exchange import workbook
from trustdesk.records import Commitment, Person
from trustdesk.words import Text

TITLE: Final = "a full or failing disk leaves a sound file and says what is safe"
CONTROL: Final = "the engine keeps no journal"
FROM_THE_END: Final = 8
"""So many requests before the end of a change some of it is in the file and its journal is there."""
ALL_WAYS: Final = ("closing", "opening after a kill")
"""Where each request fails in each of the ways at the full size; elsewhere the ways take turns."""


@dataclass(frozen=True)
class Way:
    """How a request fails, and whether work goes on in the same process once the disk is well again."""

    error: int
    lasting: bool
    goes_on: bool


WAYS: Final = (
    Way(errno.ENOSPC, lasting=True, goes_on=True),
    Way(errno.EIO, lasting=False, goes_on=False),
    Way(errno.ENOSPC, lasting=False, goes_on=True),
    Way(errno.EIO, lasting=True, goes_on=False),
    Way(errno.EIO, lasting=False, goes_on=True),
    Way(errno.ENOSPC, lasting=True, goes_on=False),
)


@dataclass(frozen=True)
class Piece:
    """A piece of work on the desk at a path: what comes before it, and the work itself."""

    begin: Callable[[Path], Desk | None]
    do: Callable[[Path, Desk | None], Desk | None]


def prove(size: Size, folder: Path) -> Findings:
    with shim.preloaded(shim.built(folder)) as process, _in_memory(folder) as place:
        return process.submit(_all_pieces, place, size).result()


def control(folder: Path) -> Findings:
    with shim.preloaded(shim.built(folder)) as process, _in_memory(folder) as place:
        return process.submit(_without_journal, place).result()


@contextmanager
def _in_memory(folder: Path) -> Iterator[Path]:
    """A folder on a disk in memory, where there is one: what fails there does not take time as well."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield folder
        return
    with TemporaryDirectory(dir=memory, prefix="trustdesk-proof-") as made:
        yield Path(made)


def _all_pieces(folder: Path, size: Size) -> Findings:
    """In a process with the shim: each piece of work, each request that fails."""
    findings = Findings()
    bench = _Bench(folder)
    for name, piece in PIECES.items():
        _try(findings, bench, name, piece, size)
    return findings


def _without_journal(folder: Path) -> Findings:
    """In a process with the shim: one piece of work, with settings that are not ours."""
    findings = Findings()
    kept = "PRAGMA journal_mode = DELETE"
    settings = ["PRAGMA journal_mode = OFF" if each == kept else each for each in file._SETTINGS]
    bench = _Bench(folder)
    with patch.object(file, "_SETTINGS", settings):
        _try(findings, bench, "a change", PIECES["a change"], Size.SMALL)
    return findings


def _try(findings: Findings, bench: _Bench, name: str, piece: Piece, size: Size) -> None:
    bench.lay()
    asked = bench.count(piece)
    findings.figures[f"requests of {name}"] = asked
    full = size is Size.FULL
    for point in range(1, asked + 1) if full else (1, asked):
        for way in WAYS if full and name in ALL_WAYS else WAYS[point % len(WAYS) :][:1]:
            findings.tried("requests refused")
            for fault in bench.faults(piece, point, way):
                told = f"{errno.errorcode[way.error]}{' from then on' if way.lasting else ''}"
                findings.report(f"{name}, request {point} of {asked}, {told}: {fault}")


class _Bench:
    """A folder in which a piece of work is begun again and again."""

    def __init__(self, folder: Path) -> None:
        quick_keys()
        self.base, self.disk = folder / "base", folder / "disk"
        self.path = self.disk / "Work.trustdesk"
        self.allowed: list[str | None] = []
        os.environ[app_data.PLACE] = str(self.disk / "data")
        self.disk.mkdir()
        shim.watch(self.disk)
        grids()
        _apart(lambda: _prepare(self.path))
        shutil.copytree(self.disk, self.base)

    def lay(self) -> None:
        """Lay out what each piece of work begins with."""
        shutil.rmtree(self.disk)
        shutil.copytree(self.base, self.disk)

    def count(self, piece: Piece) -> int:
        """Do it with nothing failing: how many requests it takes. Notes what may stand afterwards."""

        def whole() -> int:
            desk = piece.begin(self.path)
            shim.count()
            desk = piece.do(self.path, desk)
            asked = shim.points()
            if desk is not None:
                desk.close()
            return asked

        _apart(lambda: piece.begin(self.path) and None)
        before = self.content()
        self.lay()
        asked = int(_apart(whole))
        if not asked:
            raise RuntimeError("nothing was asked of the disk")
        self.allowed = [before, self.content()]
        return asked

    def faults(self, piece: Piece, point: int, way: Way) -> list[str]:
        """Do it with one request failing; what is wrong then."""
        self.lay()
        said, again = _apart(lambda: _failing(piece, self.path, point, way))
        found = []
        if said not in (None, "told"):
            found.append(f"it was not told in words but raised {said}")
        if again is not None:
            found.append(f"once the disk was well again it raised {again}")
        try:
            content = self.content()
        except TrustDeskError as error:
            return [*found, f"the file does not open any more: {error.title.message}"]
        wanted = self.allowed[1:] if way.goes_on and again is None else self.allowed
        if content not in wanted:
            found.append("something is gone" if content not in self.allowed else "it was not done")
        return found

    def content(self) -> str | None:
        """What stands in the file, which is sound; None where there is none. Looked at in a process apart."""
        told: str | None = _apart(lambda: _found(self.path))
        if told and told.startswith("!"):
            raise TrustDeskError(Text(told))
        return told


def _apart(work: Callable[[], Any]) -> Any:
    """What `work` gives, done in a process of its own: there the engine's locks end with it."""
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        try:
            os.write(writing, json.dumps(work()).encode())
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    return json.loads(told) if told else None


def _failing(piece: Piece, path: Path, point: int, way: Way) -> list[str | None]:
    """How the work ended with one request failing, and how once the disk was well again."""
    desk = piece.begin(path)
    shim.fail_at(point, way.error, lasting=way.lasting)
    said = again = None
    try:
        desk = piece.do(path, desk)
    except TrustDeskError:
        said = "told"
    except Exception as error:
        said = type(error).__name__
    shim.count()
    if way.goes_on:
        try:
            if said is not None:
                desk = piece.do(path, desk)
            if desk is not None:
                desk.close()
        except Exception as error:
            again = f"{type(error).__name__}: {error}"
    return [said, again]


def _found(path: Path) -> str | None:
    if not path.exists():
        return None
    for key in KEYS:
        try:
            desk = Desk.open(path, key)
        except OpenError as error:
            if error.reason is Reason.PASSPHRASE:
                continue
            return f"!{error.reason}"
        with desk:
            if desk.problems():
                return "!not sound"
            for backup in backups.listed(desk.id):
                backups.verify(backup, PUBLISHED)
            return _content(desk)
    return "!no key"


def _content(desk: Desk) -> str:
    """A digest of all records and of what stands in the history, but for the instants in it."""
    with desk.read() as session:
        steps = session.connection().exec_driver_sql("SELECT label, kind, state FROM change ORDER BY id")
        told = steps.all()
    return hashlib.sha256(repr((dump(desk), told)).encode()).hexdigest()


def _prepare(path: Path) -> None:
    """A desk with a history: the chemical case, two changes, one of them taken back, and a backup."""
    CHEMICAL.make(path)
    with Desk.open(path) as desk:
        _change(desk, "Words")
        backups.make(desk)
        _change(desk, "Other words")
        desk.undo()


def _change(desk: Desk, words: str) -> None:
    with desk.change(f"{words} written") as session:
        for promise in session.scalars(select(Commitment).order_by(Commitment.id)).all()[:3]:
            records.edit(session, promise, DAY, text=words)


def _begin_change(path: Path) -> Desk:
    desk = Desk.open(path)
    _change(desk, "The last words")
    return desk


def _kill_in_a_change(path: Path) -> None:
    """Leave the file as a kill leaves it that comes when half of a change is written."""
    journal = path.with_name(f"{path.name}-journal")
    before = path.read_bytes()

    def work(at: int) -> int:
        desk = Desk.open(path)
        shim.die_at(at)
        _change(desk, "Words never saved")
        return shim.points()

    asked = _apart(lambda: work(0))
    path.write_bytes(before)
    journal.unlink()
    _apart(lambda: work(asked - FROM_THE_END))
    if path.read_bytes() == before or not any(journal.read_bytes()[:8]):
        raise RuntimeError("the kill did not come in the middle of a change")


def _create(path: Path, _desk: Desk | None) -> Desk:
    # Where only its name was not yet certain, the desk is there, whole, when it is to be made again.
    return Desk.open(path) if path.exists() else Desk.create(path)


def _restore(path: Path, _desk: Desk | None) -> None:
    known = backups.listed_for(path)
    backups.restore(known[-1], path, PUBLISHED)


def _erase(desk: Desk) -> None:
    # When only the very last fsync failed it is told as not erased and is gone: nobody erases more then.
    if desk.undo_label is None:
        return  # nothing that was done before an erasure can be undone
    with desk.read() as session:
        person = session.scalars(select(Person.id).order_by(Person.id)).first()
    erase.carry_out(desk, Erasure(Person, person))


def _undo(desk: Desk) -> None:
    # When only the very last fsync failed it is told as not saved and is there: nobody takes back more then.
    if desk.undo_label == "Words written":
        desk.undo()


def _another_passphrase(path: Path, desk: Desk | None) -> Desk:
    """One that failed in its very last steps has closed the desk: it is opened again, under either key."""
    assert desk is not None
    try:
        _content(desk)
    except ProgrammingError:
        with suppress(OpenError):
            return Desk.open(path, KEYS[1])
        desk = Desk.open(path)
    return passphrase.change(desk, KEYS[1])


def _on_desk(work: Callable[[Desk], object]) -> Callable[[Path, Desk | None], Desk]:
    """Work on an open desk, which goes on being open."""

    def done(_path: Path, desk: Desk | None) -> Desk:
        assert desk is not None
        made = work(desk)
        return made if isinstance(made, Desk) else desk

    return done


def _closed(_path: Path, desk: Desk | None) -> None:
    assert desk is not None
    desk.close()


PIECES: Final[dict[str, Piece]] = {
    "a change": Piece(Desk.open, _on_desk(lambda desk: _change(desk, "New words"))),
    "undo": Piece(Desk.open, _on_desk(_undo)),
    "redo": Piece(Desk.open, _on_desk(Desk.redo)),
    "closing": Piece(_begin_change, _closed),
    "opening after a kill": Piece(_kill_in_a_change, lambda path, _desk: Desk.open(path)),
    "an import": Piece(Desk.open, _on_desk(lambda desk: workbook.take(desk, grids(), DAY))),
    "a backup": Piece(Desk.open, _on_desk(backups.make)),
    "restoring": Piece(lambda _path: None, _restore),
    "another passphrase": Piece(Desk.open, _another_passphrase),
    "erasing": Piece(Desk.open, _on_desk(_erase)),
    "a new desk": Piece(Path.unlink, _create),
}
