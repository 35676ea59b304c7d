"""T1: a program killed at any moment of its work leaves what it called saved, and nothing torn.

A process works on a desk, over and over: records, undo and redo, imports, backups, restoring them, another
passphrase, erasing. What it calls saved it writes down outside of the desk. It is killed at a moment drawn by
chance; then the desk is opened as anybody would open it.
"""

from __future__ import annotations

import json
import os
import signal
from collections import Counter
from pathlib import Path
from random import Random
from time import perf_counter, sleep
from typing import Final

from tests.safety.aftermath import Watcher, faults
from tests.safety.life import Life, Standing, grids, quick_keys
from tests.safety.proofs import Counts, Findings, Size

TITLE: Final = "nothing saved is lost and nothing is torn by a kill"
CONTROL: Final = "the program says saved before it is"
KILLS: Final = Counts(small=6, full=300)
ANEW: Final = 25
"""After so many kills another desk is begun."""
LINES: Final = 15
"""So many lines a process tells at most before it is killed; three for each step."""
MOMENT: Final = 0.06  # seconds that pass at most between a line and the kill
LOOK: Final = 0.002  # seconds from one look at what it told to the next
EARLY: Final = 60


def prove(size: Size, folder: Path) -> Findings:
    findings = Findings()
    _kill_often(findings, folder, KILLS.at(size), early=False)
    return findings


def control(folder: Path) -> Findings:
    findings = Findings()
    _kill_often(findings, folder, EARLY, early=True)
    return findings


def _kill_often(findings: Findings, folder: Path, times: int, *, early: bool) -> None:
    """Let work be done and killed so many times, or until something is found."""
    quick_keys()
    grids()  # read once, by whoever starts the processes
    rng = Random(20261)
    done: Counter[str] = Counter()
    slowest = 0.0
    for number in range(times):
        if number % ANEW == 0:
            path, watcher = folder / f"Work {number}.trustdesk", Watcher()
        told = folder / f"told {number}"
        _killed(path, told, watcher.key, rng, early=early)
        before = watcher.saved
        done.update(_hear(watcher, told))
        started = perf_counter()
        found = faults(path, watcher, thorough=True)
        slowest = max(slowest, perf_counter() - started)
        findings.tried("kills")
        findings.tried("steps saved before", watcher.saved - before)
        for fault in found:
            findings.report(f"kill {number}: {fault}")
        if found:
            break
    findings.figures["killed while it did"] = ", ".join(f"{what} {n}" for what, n in done.most_common())
    findings.figures["slowest opening, looked over (s)"] = round(slowest, 2)


def _killed(path: Path, told: Path, key: int, rng: Random, *, early: bool) -> None:
    """Work in a process of its own, killed at some moment."""
    seed, lines, moment = rng.random(), rng.randrange(LINES), MOMENT * rng.random() ** 2
    if (child := os.fork()) == 0:
        try:
            _work(path, told, Random(seed), key, early=early)
        finally:
            os._exit(1)
    while (so_far := _told(told)).count(b"\n") < lines and b"broke" not in so_far:
        sleep(LOOK)
    sleep(moment)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _work(path: Path, told: Path, rng: Random, key: int, *, early: bool) -> None:
    """Work until the end; what is done and what is saved is told line by line."""
    out = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def tell(what: str, *values: object) -> None:
        os.write(out, f"{json.dumps([what, *values])}\n".encode())

    def stands(what: str, standing: Standing) -> None:
        tell("has" if early else what, standing.state, standing.key)

    try:
        life = Life(path, rng, stands, key)
        while True:
            tell("does", name := life.choose())
            life.do(name)
    except Exception as error:
        tell("broke", type(error).__name__)


def _told(told: Path) -> bytes:
    return told.read_bytes() if told.exists() else b""


def _hear(watcher: Watcher, told: Path) -> list[str]:
    """Hear what a process told; gives what it did when it was killed."""
    does = "begin"
    for line in _told(told).splitlines():
        match json.loads(line):
            case ["does", name]:
                does = name
            case ["broke", kind]:
                raise RuntimeError(f"the work broke off by itself: {kind} in {does}")
            case [what, state, key]:
                watcher.hear(what, Standing(state, key))
    return [does]
