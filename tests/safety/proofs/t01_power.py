"""T1: when the power fails, what was called saved is there, and nothing is torn.

A desk is worked on as for the kills, and all that is asked of the disk is written down. From that the folder
is made as it may look after the power failed at some moment: what was not waited for is there, is missing or
is there in part (`tests.safety.power`). Each such folder is opened as anybody would open it.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final
from unittest.mock import patch

from tests.safety import shim
from tests.safety.aftermath import Watcher, faults
from tests.safety.life import Life, Standing, quick_keys
from tests.safety.power import Disk
from tests.safety.proofs import Counts, Findings, Size
from trustdesk import app_data
from trustdesk.desk import file

TITLE: Final = "nothing saved is lost and nothing is torn when the power fails"
CONTROL: Final = "the engine waits for the disk less often than it does"
LIVES: Final = Counts(small=1, full=6)
STEPS: Final = Counts(small=8, full=40)
IMAGES: Final = Counts(small=20, full=200)
"""Of each life."""
TRIED_AGAIN: Final = 25
EVERYTHING: Final = ("back up", "restore", "change key", "import", "erase", "add many")
WEAKER: Final = {
    "synchronous = OFF": {"PRAGMA synchronous = EXTRA": "PRAGMA synchronous = OFF"},
    "WAL, synchronous = NORMAL": {
        "PRAGMA journal_mode = DELETE": "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = EXTRA": "PRAGMA synchronous = NORMAL",
    },
}


def prove(size: Size, folder: Path) -> Findings:
    findings = Findings()
    with shim.preloaded(shim.built(folder)) as process:
        for number in range(LIVES.at(size)):
            place = folder / str(number)
            process.submit(_live, place, number, STEPS.at(size), file._SETTINGS).result()
            _fail(findings, place, IMAGES.at(size), f"life {number}")
    return findings


def control(folder: Path) -> Findings:
    findings = Findings()
    with shim.preloaded(shim.built(folder)) as process:
        for number, (name, weaker) in enumerate(WEAKER.items()):
            settings = tuple(weaker.get(setting, setting) for setting in file._SETTINGS)
            place = folder / str(number)
            process.submit(_live, place, 0, STEPS.small, settings).result()
            before = len(findings.found)
            _fail(findings, place, TRIED_AGAIN, name)
            lost = len(findings.found) - before
            findings.figures[f"lost or torn of {TRIED_AGAIN}: {name}"] = lost
            assert lost, f"{name}: nothing noticed"
    return findings


def _live(place: Path, seed: int, steps: int, settings: tuple[str, ...]) -> None:
    """In a process with the shim: work on a desk in `place`, and write down what is asked of the disk."""
    quick_keys()
    rng = Random(seed)
    (place / "disk").mkdir(parents=True)
    shim.watch(place / "disk")
    shim.record(place / "log")

    def stands(what: str, standing: Standing) -> None:
        shim.note(json.dumps([what, standing.state, standing.key]))

    with (
        patch.object(file, "_SETTINGS", settings),
        patch.dict(os.environ, {app_data.PLACE: str(place / "disk" / "data")}),
    ):
        life = Life(place / "disk" / "Work.trustdesk", rng, stands)
        todo = [*EVERYTHING, *(life.choose() for _ in range(max(0, steps - len(EVERYTHING))))]
        rng.shuffle(todo)
        for what in todo:
            life.do(what)
        life.close()


def _fail(findings: Findings, place: Path, images: int, which: str) -> None:
    """Let the power fail so many times, and look at what is found."""
    quick_keys()
    image = place / "image"
    for number, (found, watcher) in enumerate(_images(place, images)):
        for name, content in found.items():
            path = image / Path(name).relative_to(place / "disk")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        findings.tried("power failures")
        with patch.dict(os.environ, {app_data.PLACE: str(image / "data")}):
            for fault in faults(image / "Work.trustdesk", watcher, thorough=False):
                findings.report(f"{which}, failure {number}: {fault}")
        shutil.rmtree(image, ignore_errors=True)


def _images(place: Path, images: int) -> Iterator[tuple[dict[str, bytes], Watcher]]:
    """What is on the disk after so many failures, at moments drawn by chance, and what has to be."""
    rng = Random(images)
    asked = list(shim.recorded(place / "log"))
    moments = sorted(rng.randrange(len(asked)) for _ in range(images))
    disk, watcher = Disk(), Watcher()
    for at, one in enumerate(asked):
        while moments and moments[0] == at:
            moments.pop(0)
            yield disk.after(rng), watcher.copy()
        if one.what == "!":
            what, state, key = json.loads(one.data)
            watcher.hear(what, Standing(state, key))
        else:
            disk.follow(one)
    if disk.now() != {str(path): path.read_bytes() for path in (place / "disk").rglob("*") if path.is_file()}:
        raise RuntimeError("not all that was done to the disk was written down")
