"""T11: of a desk under a passphrase nothing can be read on the disk, at no moment and in no place.

Canaries stand in every field of words, in the labels of changes and in the passphrases. They are written,
edited, deleted, searched, taken back, printed, backed up, restored and erased; the passphrase is changed; the
window shows every page; in the end the program is killed in the middle of a change. Then every file is
searched: the desk's folder, the program's data, settings, caches and temporary files. Where there is a C
compiler, so is everything that was written on the way, to whatever file (`tests.safety.shim`). What somebody
asked to have printed or exported lies in a folder of its own and is left out.
"""

from __future__ import annotations

import base64
import gzip
import os
import signal
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from sqlalchemy import select

from tests import chemical
from tests.safety import shim
from tests.safety.life import DAY
from tests.safety.private import CANARY, PRIVATE_KINDS, canary, fill_private, worded
from tests.safety.proofs import Findings, Size, SkippedError
from trustdesk import backups
from trustdesk.commands.call import PASSPHRASE
from trustdesk.desk import Desk, Key, erase, passphrase
from trustdesk.desk.erase import Erasure
from trustdesk.desk.search import search
from trustdesk.exchange.workbook import import_into
from trustdesk.records import Concern, Person, Relationship, kinds

TITLE: Final = "nothing of a desk under a passphrase can be read on the disk"
CONTROL: Final = "the desk is written out in the open, in many ways"
FIRST: Final = f"{CANARY} opens this"
SECOND: Final = f"{CANARY} opens it now"
CHOSEN: Final = "chosen"
WORKBOOK: Final = "Workbook.xlsx"
SEVERAL: Final = 3  # places at which base64 may begin


def prove(size: Size, folder: Path) -> Findings:
    findings = Findings()
    place = folder / "all"
    log = folder / "written"
    surroundings = _surroundings(place)
    try:
        surroundings |= {
            "LD_PRELOAD": str(shim.built(folder)),
            "TRUSTDESK_SHIM_RECORD": f"/:{log}",
        }
    except SkippedError as why:
        findings.figures["what was written on the way"] = f"not looked at: {why}"
    for part in ("desk", "window") if size is Size.FULL else ("desk",):
        command = [sys.executable, "-m", __name__, part, str(place)]
        ended = subprocess.run(command, env=surroundings, capture_output=True, timeout=300, check=False)
        wanted = -signal.SIGKILL if part == "desk" else 0
        if ended.returncode != wanted:
            sys.stderr.write(ended.stderr.decode(errors="replace"))
            raise RuntimeError(f"the part {part} ended with {ended.returncode}")
        findings.expect(not _hits(ended.stdout + ended.stderr), f"{part}: something was said aloud")
    for path in _files(place):
        findings.tried("files")
        findings.expect(not _hits(path.name.encode()), f"a name in {path.parent.relative_to(place)}")
        findings.expect(not _hits(path.read_bytes()), f"{path.relative_to(place)} can be read")
    for to, data in _written(log, place):
        findings.tried("writes")
        findings.expect(not _hits(data), f"what was written to {to} can be read")
    if not _hits((place / CHOSEN / WORKBOOK).read_bytes()):
        raise RuntimeError("what was exported holds no canary: there was nothing to find")
    return findings


def control(folder: Path) -> Findings:
    findings = Findings()
    path = folder / "Work.trustdesk"
    with Desk.create(path, Key(FIRST)) as desk:
        _fill(desk)
        with desk.alone() as connection:
            connection.execute("ATTACH DATABASE ? AS bare KEY ''", (str(folder / "bare"),))
            connection.execute("SELECT sqlcipher_export('bare')")
            connection.execute("DETACH DATABASE bare")
    assert not _hits(path.read_bytes()), "the desk itself"
    bare = (folder / "bare").read_bytes()
    word = canary(Person, "name")
    ways = {
        "as it is": bare,
        "packed": os.urandom(1000) + zlib.compress(bare),
        "packed as a file": os.urandom(999) + gzip.compress(bare),
        "in two bytes a letter": os.urandom(500) + word.encode("utf-16-le"),
        "in two bytes a letter, the other way round": os.urandom(501) + word.encode("utf-16-be"),
        "in base64": base64.b64encode(os.urandom(7) + word.encode()),
        "in digits": word.encode().hex().upper().encode(),
    }
    for way, content in ways.items():
        findings.tried("ways to write")
        assert _hits(content), f"{way}: nothing noticed"
        findings.report(f"{way}: it can be read")
    return findings


def _hits(content: bytes) -> bool:
    """Whether a canary can be read in it, written in any of the usual ways, or packed."""
    return any(_reads(part) for part in (content, *_unpacked(content)))


def _reads(content: bytes) -> bool:
    plain = content.lower()
    return any(form in plain for form in _FORMS) or any(form in content for form in _IN_BASE64)


def _unpacked(content: bytes) -> Iterator[bytes]:
    """What is packed in it, wherever a packed part may begin."""
    for mark, skip, window in _PACKED:
        at = content.find(mark)
        while at >= 0:
            start = at + skip
            if mark == b"PK\x03\x04":  # the names of a member come before it
                start += sum(int.from_bytes(content[at + n : at + n + 2], "little") for n in (26, 28))
            with suppress(zlib.error):
                yield zlib.decompressobj(window).decompress(content[start:])
            at = content.find(mark, at + 1)


_PACKED: Final = (
    *((bytes((0x78, level)), 0, 15) for level in (0x01, 0x5E, 0x9C, 0xDA)),
    (b"\x1f\x8b\x08", 0, 31),
    (b"PK\x03\x04", 30, -15),
)
_FORMS: Final = tuple(
    form.lower()
    for form in (
        CANARY.encode(),
        CANARY.encode("utf-16-le"),
        CANARY.encode("utf-16-be"),
        CANARY.encode().hex().encode(),
    )
)
_IN_BASE64: Final = tuple(
    base64.b64encode(bytes(at) + CANARY.encode())[-(-at * 8 // 6) : (at + len(CANARY)) * 8 // 6]
    for at in range(SEVERAL)
)


def _files(place: Path) -> Iterator[Path]:
    """Every file there is, but for those that somebody chose to have."""
    for path in place.rglob("*"):
        if path.is_file() and not path.is_relative_to(place / CHOSEN):
            yield path


def _written(log: Path, place: Path) -> Iterator[tuple[str, bytes]]:
    """All that was written on the way to any file, but for those that somebody chose to have."""
    names: dict[tuple[int, int], str] = {}
    for asked in shim.recorded(log) if log.exists() else ():
        at = (asked.process, asked.file)
        if asked.what == "o":
            names[at] = asked.data.decode()
        elif asked.what == "w" and not Path(names.get(at, "/")).is_relative_to(place / CHOSEN):
            yield names.get(at, "a file"), asked.data


_XDG: Final = tuple(f"XDG_{what}_HOME" for what in ("DATA", "CONFIG", "CACHE", "STATE"))


def _surroundings(place: Path) -> dict[str, str]:
    """The environment of the program: every place for files lies in one folder."""
    names = {
        name: place / name.lower() for name in ("HOME", "TMPDIR", "TRUSTDESK_DATA", "XDG_RUNTIME_DIR", *_XDG)
    }
    for path in (*names.values(), place / "desks", place / CHOSEN):
        path.mkdir(mode=0o700, parents=True)
    return {
        **os.environ,
        **{name: str(path) for name, path in names.items()},
        "PYTHONDONTWRITEBYTECODE": "1",  # the canaries stand in the source of these tests
        "QT_QPA_PLATFORM": "offscreen",
        PASSPHRASE: SECOND,
    }


def _fill(desk: Desk) -> str:
    """The chemical case with a canary in every field of words; gives its relationship."""
    import_into(desk, chemical.CASE, DAY)
    with desk.change(f"{CANARY} written") as session:
        relationship = session.scalars(select(Relationship)).one().id
        fill_private(session, relationship)
        for kind in kinds():
            for record in session.scalars(select(kind)) if kind not in PRIVATE_KINDS else ():
                for name in worded(kind):
                    setattr(record, name, canary(kind, name))
    return relationship


def _work_on_desk(place: Path) -> None:
    """Whatever is done with a desk, until the program is killed in the middle of it."""
    path = place / "desks" / "Work.trustdesk"
    desk = Desk.create(path, Key(FIRST))
    _fill(desk)
    with desk.change(f"{CANARY} deleted") as session:
        session.delete(session.scalars(select(Concern)).all()[0])
    desk.undo()
    desk.redo()
    with desk.read() as session:
        assert search(session, canary(Person, "name")[:-1])
    backups.make(desk)
    desk = passphrase.change(desk, Key(SECOND))
    for old in backups.under_another_key(desk.id, Key(SECOND)):
        backups.reencrypt(old, Key(FIRST), Key(SECOND))
    made = backups.make(desk)
    with desk.change(f"{CANARY} added") as session:
        session.add(Concern(**_like_a_concern(session.scalars(select(Concern)).all()[0])))
    desk.close()
    backups.restore(made, path, Key(SECOND))
    _print(path, place / CHOSEN)
    desk = Desk.open(path, Key(SECOND))
    with desk.read() as session:
        person = session.scalars(select(Person.id)).first()
    erase.carry_out(desk, Erasure(Person, person))
    with desk.change(f"{CANARY} never saved") as session:
        for record in session.scalars(select(Concern)):
            record.text = CANARY * 100_000
        session.flush()
        session.connection().exec_driver_sql("PRAGMA cache_spill = 1")
        os.kill(os.getpid(), signal.SIGKILL)


def _like_a_concern(one: Concern) -> dict[str, object]:
    return {name: getattr(one, name) for name in ("relationship_id", "position", "ref", "text", "audience")}


def _print(path: Path, chosen: Path) -> None:
    """A pack and a workbook, by the command line."""
    from trustdesk.__main__ import main

    for command, out in (("pack", chosen / "Pack.pdf"), ("export", chosen / WORKBOOK)):
        whose = ["--relationship", canary(Relationship, "name"), "--audience", "consultant"]
        assert main([command, str(path), *whose, "-o", str(out)]) == 0, command


def _look_in_window(place: Path) -> None:
    """Every page of the window, on the desk that was killed; something is changed there, too."""
    from PySide6.QtTest import QTest

    from ui import desks
    from ui.__main__ import make
    from ui.places import PAGES

    path = place / "desks" / "Work.trustdesk"
    app, program = make(["trustdesk"])
    program.clock = lambda: DAY
    program.window.show()
    QTest.qWait(200)
    assert program.take(path, lambda _key: desks.open_desk(path, Key(SECOND)))
    workspace = program.window.workspace
    assert workspace is not None
    for page in PAGES:
        workspace.viewpoint.go(page)
        QTest.qWait(100)
        program.window.grab()
    while workspace.viewpoint.lent is not None:  # a backup is made of it
        QTest.qWait(100)
    with workspace.viewpoint.desk.change(f"{CANARY} in the window") as session:
        session.scalars(select(Concern)).all()[0].text = CANARY
    QTest.qWait(200)
    program.window.close()
    app.processEvents()


if __name__ == "__main__":
    {"desk": _work_on_desk, "window": _look_in_window}[sys.argv[1]](Path(sys.argv[2]))
