"""Reading a file that somebody else made: in a process of its own, which has limits and nothing to lose.

The file is opened here and its bytes are handed over, so the process never has to open anything; see
`confined`. What comes back are cells, as plain data. Where the process takes too long, grows too large or
dies, the file is one that cannot be read.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import IO, Any, Final

import trustdesk
from trustdesk.errors import TrustDeskError
from trustdesk.exchange import confined, layout, wire
from trustdesk.exchange.grid import CSV, MAX_BYTES, MAX_SHEETS, Grid, too_big
from trustdesk.words import N_, Text

_LOOK_EVERY: Final = 0.05  # seconds
_PARTING: Final = 2.0  # seconds that a process may take to end once it has said all
_CHUNK: Final = 1 << 16
_MOST: Final = MAX_BYTES + len(wire.END)
_KEPT: Final = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""What the process gets to know of its surroundings: what starting Python takes. No passphrase, above all."""


def read(path: Path, tick: Callable[[], object] = lambda: None) -> tuple[Grid, ...]:
    """The sheets of an Excel workbook, or of a folder with one CSV file a sheet.

    `tick` is called again and again meanwhile; what it raises ends the reading and is passed on. Raises
    TrustDeskError for what is missing, cannot be read, is too big or takes too long.
    """
    kind = confined.FOLDER if path.is_dir() else confined.WORKBOOK
    files = _in_folder(path) if path.is_dir() else _only(path, N_("There is no workbook at {path}."))
    asked = confined.request(kind, files, frozenset(layout.sheets()))
    try:
        return wire.grids(_answer(path.name, asked, tick))
    except wire.BrokenError:
        raise _unreadable(path.name) from None


def read_bundle(path: Path, tick: Callable[[], object] = lambda: None) -> dict[str, Any]:
    """The object in a file of JSON, see `bundle_file.parsed`; the rest is as for `read`."""
    files = _only(path, N_("There is no file at {path}."))
    try:
        return wire.object_in(_answer(path.name, confined.request(confined.BUNDLE, files), tick))
    except wire.BrokenError:
        raise _unreadable(path.name) from None


def command() -> list[str]:
    """How the process is started; a frozen program starts itself with an argument of its own."""
    if getattr(sys, "frozen", False):
        return [sys.executable, confined.ARGUMENT]
    return [sys.executable, "-E", "-s", "-B", "-X", "utf8", "-m", confined.__name__]


def _only(path: Path, missing: str) -> dict[str, bytes]:
    if not path.is_file():
        raise TrustDeskError(
            Text(missing, {"path": str(path)}),
            Text(N_("Nothing was imported. Check the name and the folder.")),
        )
    return _contents([path])


def _in_folder(folder: Path) -> dict[str, bytes]:
    # What a link leads to is not in the folder; what begins with a dot is a note of the system's own.
    files = [
        path
        for path in sorted(folder.iterdir())
        if path.suffix.lower() == CSV and path.name[0] != "." and path.is_file() and not path.is_symlink()
    ]
    if not files:
        raise TrustDeskError(
            Text(N_("There is no CSV file in the folder {path}."), {"path": str(folder)}),
            Text(N_("Nothing was imported. A workbook folder holds one CSV file a sheet.")),
        )
    if len(files) > MAX_SHEETS:
        raise too_big(N_("It has more than {n} sheets."), n=MAX_SHEETS)
    return _contents(files)


def _contents(paths: Iterable[Path]) -> dict[str, bytes]:
    """The bytes of each file, by its name; together no more than a workbook may have."""
    found: dict[str, bytes] = {}
    left = MAX_BYTES
    for path in paths:
        try:
            with path.open("rb") as file:
                found[path.name] = file.read(left + 1)
        except OSError as error:
            raise TrustDeskError(
                Text(N_("{name} cannot be read: {why}."), {"name": path.name, "why": error.strerror or "?"}),
                Text(N_("Nothing was imported. See whether another program holds the file; try again.")),
            ) from None
        left -= len(found[path.name])
        if left < 0:
            raise too_big(N_("It holds more than {n} MB."), n=MAX_BYTES // 1_000_000)
    return found


def _answer(name: str, asked: Iterable[bytes], tick: Callable[[], object]) -> bytes:
    """What the process has to say, as bytes; it does not outlive this call."""
    answer = bytearray()
    with _start(name) as child:
        feeding = Thread(target=_feed, args=(child.stdin, asked))
        hearing = Thread(target=_hear, args=(child.stdout, answer))
        try:
            feeding.start()
            hearing.start()
            _wait(hearing, name, tick)
            status = child.wait(_PARTING)
        except subprocess.TimeoutExpired:
            raise _unreadable(name) from None
        finally:
            child.kill()
            feeding.join()
            hearing.join()
    if status == confined.TOO_MUCH_MEMORY:
        megabytes = confined.MEMORY // 1_000_000
        raise _too_much(name, N_("Reading {name} takes more than {n} MB of memory."), megabytes)
    if status or len(answer) > _MOST:
        raise _unreadable(name)
    return bytes(answer)


def _wait(hearing: Thread, name: str, tick: Callable[[], object]) -> None:
    until = monotonic() + confined.SECONDS
    while hearing.is_alive():
        hearing.join(_LOOK_EVERY)
        tick()
        if monotonic() > until:
            raise _too_much(name, N_("Reading {name} was given up after {n} seconds."), confined.SECONDS)


def _start(name: str) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what Python says there may quote the file
            cwd=Path(trustdesk.__file__).parent.parent,  # whence the same program is imported
            env={key: os.environ[key] for key in _KEPT if key in os.environ},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise TrustDeskError(
            Text(N_("{name} cannot be read just now: {why}."), {"name": name, "why": error.strerror or "?"}),
            Text(N_("Nothing was imported. Close other programs, then try again.")),
        ) from None


def _feed(pipe: IO[bytes], asked: Iterable[bytes]) -> None:
    try:
        with pipe:
            pipe.writelines(asked)
    except OSError:  # it has ended; why, its exit status says
        pass


def _hear(pipe: IO[bytes], answer: bytearray) -> None:
    while len(answer) <= _MOST and (heard := pipe.read1(_CHUNK)):  # type: ignore[attr-defined]
        answer += heard


def _too_much(name: str, what: str, limit: int) -> TrustDeskError:
    return TrustDeskError(
        Text(what, {"name": name, "n": limit}),
        Text(N_("Nothing was imported. Keep only the sheets of the program, and save the file anew.")),
    )


def _unreadable(name: str) -> TrustDeskError:
    return TrustDeskError(
        Text(N_("{name} cannot be read."), {"name": name}),
        Text(N_("Nothing was imported. It may be damaged: save it anew where it was made, then try again.")),
    )
