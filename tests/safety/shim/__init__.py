"""What the C library is asked to do on the disk: counted, refused, cut short or written down (`shim.c`).

A process has to be started with it; `preloaded` gives one. Where there is no C compiler, or the system is
another than Linux, a proof that needs it is skipped.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Final
from unittest.mock import patch

from tests.safety.proofs import SkippedError

_SOURCE: Final = Path(__file__).with_name("shim.c")
_HEAD: Final = struct.Struct("=c7xqqqq")


@dataclass(frozen=True)
class Asked:
    """One request, as it was written down: its letter, the descriptor, a number, the process, and what it
    carries: the data of a write, names, or words."""

    what: str
    file: int
    number: int
    process: int
    data: bytes


def built(folder: Path) -> Path:
    """The library, compiled into `folder`. Raises SkippedError."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if sys.platform != "linux" or compiler is None:
        raise SkippedError("it takes Linux and a C compiler")
    made = folder / "shim.so"
    command = [compiler, "-O1", "-shared", "-fPIC", "-o", str(made), str(_SOURCE), "-ldl", "-lpthread"]
    ended = subprocess.run(command, capture_output=True, check=False)
    if ended.returncode:
        raise SkippedError("it takes a C compiler that compiles tests/safety/shim/shim.c")
    return made


@contextmanager
def preloaded(library: Path) -> Iterator[Executor]:
    """One process that has the shim, to do work in."""
    with (
        patch.dict(os.environ, LD_PRELOAD=str(library)),
        ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process,
    ):
        yield process


def watch(folder: Path) -> None:
    """From now on count what concerns files below this folder; in a process that has the shim."""
    ctypes.CDLL(None).shim_watch(os.fsencode(folder))


def record(log: Path) -> None:
    """Write down everything that is asked for below the folder."""
    ctypes.CDLL(None).shim_record(os.fsencode(log))


def note(words: str) -> None:
    """Write down these words between what is asked for."""
    ctypes.CDLL(None).shim_note(words.encode())


def fail_at(point: int, error: int, *, lasting: bool) -> None:
    """Count anew, and let the request with that number fail; all that follow, too, if it lasts."""
    ctypes.CDLL(None).shim_at(ctypes.c_long(point), error, int(lasting), 0)


def die_at(point: int) -> None:
    """Count anew, and be killed at that point."""
    ctypes.CDLL(None).shim_at(ctypes.c_long(point), 0, 0, 1)


def count() -> None:
    """Count anew, and let nothing fail."""
    ctypes.CDLL(None).shim_at(ctypes.c_long(0), 0, 0, 0)


def points() -> int:
    """How many requests were counted."""
    told = ctypes.CDLL(None).shim_points
    told.restype = ctypes.c_long
    return int(told())


def recorded(log: Path) -> Iterator[Asked]:
    """What was written down."""
    with log.open("rb") as file:
        while head := file.read(_HEAD.size):
            what, descriptor, number, process, size = _HEAD.unpack(head)
            yield Asked(what.decode(), descriptor, number, process, file.read(size))
