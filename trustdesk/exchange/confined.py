"""The process in which a foreign file is read: it can open nothing, reach nothing and grow only so far.

It is started by `apart`, gets the bytes of the file on standard input, imports what reading them takes, and
then gives up what it does not need any more: memory beyond a limit, new files, sockets and processes. What it
read goes to standard output, see `wire`. So a file that tricks its reader tricks a process with nothing in it
but that file.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Container, Iterator, Mapping
from importlib import import_module
from typing import Any, BinaryIO, Final, NoReturn

from trustdesk.errors import TrustDeskError
from trustdesk.exchange import wire
from trustdesk.exchange.grid import Grid

ARGUMENT: Final = "--read-apart"
"""With this alone a frozen program is started to `serve`, before it imports anything else."""

SECONDS: Final = 20
MEMORY: Final = 1_000_000_000  # bytes
TOO_MUCH_MEMORY: Final = 3
"""The exit status of a process that needed more than `MEMORY`."""

WORKBOOK: Final = "workbook"
FOLDER: Final = "folder"
BUNDLE: Final = "bundle"

_NEEDED: Final = {
    FOLDER: ("trustdesk.exchange.csv_folder", "encodings.utf_8_sig"),
    BUNDLE: ("trustdesk.exchange.bundle_file",),
    WORKBOOK: ("trustdesk.exchange.excel_file", "openpyxl.reader.excel", "encodings.cp437", "_strptime"),
}
_LOOK_EVERY: Final = 0.02  # seconds
_DOORS: Final = ("open", "os.", "shutil.", "socket.", "subprocess.", "ctypes.", "webbrowser.", "winreg.")


def request(kind: str, files: Mapping[str, bytes], sheets: frozenset[str] = frozenset()) -> Iterator[bytes]:
    """What is sent to the process: of which kind the files are, their names and sizes, then their bytes."""
    sizes = [(name, len(data)) for name, data in files.items()]
    yield json.dumps({"kind": kind, "files": sizes, "sheets": sorted(sheets)}).encode() + b"\n"
    yield from files.values()


def read(kind: str, files: Mapping[str, bytes], sheets: Container[str]) -> tuple[Grid, ...]:
    """The sheets in `files` (by name), which are one Excel file or the CSV files of a folder.

    `sheets` are the names of the sheets of a program, folded. Raises TrustDeskError for what cannot be read.
    """
    if kind == FOLDER:
        from trustdesk.exchange import csv_folder

        return csv_folder.read(files, sheets)
    from trustdesk.exchange import excel_file

    ((name, data),) = files.items()
    return excel_file.read(name, data)


def serve() -> NoReturn:
    """Read what standard input holds, tell it on standard output, and end."""
    with open(0, "rb", closefd=False) as asked, open(1, "wb", closefd=False) as told:
        try:
            _answer(asked, told)
            told.flush()
        except MemoryError:
            os._exit(TOO_MUCH_MEMORY)
        except BaseException:  # whatever it is: its words may quote the file, and nobody would read them
            os._exit(1)
    os._exit(0)  # at once: nothing here is worth being put away


def _answer(asked: BinaryIO, told: BinaryIO) -> None:
    wanted: dict[str, Any] = json.loads(asked.readline())
    files = {name: asked.read(size) for name, size in wanted["files"]}
    _prepare(wanted["kind"])
    _confine()
    try:
        told.writelines(_read(wanted["kind"], files, frozenset(wanted["sheets"])))
    except TrustDeskError as refused:
        told.write(wire.refusal(refused))


def _read(kind: str, files: Mapping[str, bytes], sheets: Container[str]) -> Iterator[bytes]:
    if kind == BUNDLE:
        from trustdesk.exchange import bundle_file

        ((name, data),) = files.items()
        return wire.whole(bundle_file.parsed(data, name))
    return wire.lines(read(kind, files, sheets))


def _prepare(kind: str) -> None:
    """Import what reading takes, and what is otherwise imported on the way: afterwards nothing can be."""
    for module in _NEEDED[kind]:
        import_module(module)


def _confine() -> None:
    """Give up everything that reading bytes does not need."""
    _watch_memory()
    try:
        import resource
    except ImportError:  # on Windows: there the watch and the refused doors alone hold it
        pass
    else:
        _limit(resource)
    sys.addaudithook(_refuse)


def _limit(resource: Any) -> None:
    limits = {
        "RLIMIT_AS": MEMORY,
        "RLIMIT_CPU": SECONDS + 5,  # for a process whose parent is gone; else that one keeps the time
        "RLIMIT_CORE": 0,
        "RLIMIT_FSIZE": 0,
        "RLIMIT_NOFILE": 3,  # the standard streams are there; a further one cannot be had, of whatever sort
    }
    for name, limit in limits.items():
        try:
            resource.setrlimit(getattr(resource, name), (limit, limit))
        except (AttributeError, ValueError, OSError):  # not every system has every limit
            continue


def _refuse(event: str, _arguments: object) -> None:
    if event.startswith(_DOORS):
        raise PermissionError(event)


def _watch_memory() -> None:
    """End the process when it grows beyond the limit, on systems whose own limit does not hold."""
    used = _peak()

    def watch() -> None:
        while True:
            if used() > MEMORY:
                os._exit(TOO_MUCH_MEMORY)
            time.sleep(_LOOK_EVERY)

    threading.Thread(target=watch, daemon=True).start()


def _peak() -> Any:
    """A function that gives the most memory this process has held, in bytes."""
    if sys.platform == "win32":
        return _windows_peak()
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _windows_peak() -> Any:
    import ctypes
    from ctypes import wintypes

    class Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS of the Windows API."""

        _fields_ = (
            ("size", wintypes.DWORD),
            ("faults", wintypes.DWORD),
            ("peak", ctypes.c_size_t),
            ("now", ctypes.c_size_t),
            ("pools", ctypes.c_size_t * 4),
            ("page_now", ctypes.c_size_t),
            ("page_peak", ctypes.c_size_t),
        )

    api: Any = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined, unused-ignore]
    api.GetCurrentProcess.restype = wintypes.HANDLE
    api.K32GetProcessMemoryInfo.argtypes = (wintypes.HANDLE, ctypes.c_void_p, wintypes.DWORD)
    counters = Counters(size=ctypes.sizeof(Counters))
    here = api.GetCurrentProcess()

    def peak() -> int:
        api.K32GetProcessMemoryInfo(here, ctypes.byref(counters), counters.size)
        return int(max(counters.peak, counters.page_peak))

    return peak


if __name__ == "__main__":
    serve()
