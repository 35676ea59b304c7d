"""The window: from process start to first paint, desk and first chart; and work at the large desk.

Each lap of a start is a process of its own, ours and a bare PySide6 window in turn. Offscreen, so that the
figures need no screen and no other program has a part in them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from tests.bench.clock import ROUNDS, Figure, Times
from tests.bench.desks import KEPT_IN, copied


def figures(small: Path, large: Path) -> Iterator[Figure]:
    """All figures of this module; both desks are left as they are."""
    bare: dict[str, list[float]] = {}
    ours: dict[str, list[float]] = {}
    with TemporaryDirectory(dir=KEPT_IN) as home, copied(small) as path:
        for _ in range(ROUNDS + 1):
            _start(bare, ["bare"], home)
            _start(ours, ["desk", str(path)], home)
    floor = Times(tuple(bare["first_paint"][1:]))
    for name, note in (
        ("first_paint", "from process start"),
        ("desk_shown", "the Desk page of the sample; floor: the bare window"),
        ("first_chart", "the Overview's; floor: the bare window"),
    ):
        yield Figure(name, Times(tuple(ours[name][1:])), floor, note=note)
    memory = Times(tuple(bare["memory"][1:]))
    yield Figure("memory_sample", Times(tuple(ours["memory"][1:])), memory, note="megabytes, with a chart")
    with TemporaryDirectory(dir=KEPT_IN) as home, copied(large) as path, copied(large) as unseen:
        said = _run(["-m", "tests.bench.working", str(path), str(unseen)], home)
    worked = json.loads(said.splitlines()[-1])
    notes = {
        "mark_kept_large": "key press to repainted; floor: the change alone",
        "open_relationship_2000": "from the Desk page; floor: snapshot and measures",
        "page_change": "pages seen before; floor: two labels in a stack",
        "memory_large": "megabytes; floor: the bare window",
    }
    worked["memory_large"]["floor"] = list(memory.laps)
    for name, note in notes.items():
        laps = worked[name]
        yield Figure(name, Times(tuple(laps["ours"])), Times(tuple(laps["floor"])), note=note)


def _start(into: dict[str, list[float]], arguments: list[str], home: str) -> None:
    started = monotonic() * 1000
    for line in _run(["-m", "tests.bench.starting", *arguments], home).splitlines():
        name, at = line.split()
        into.setdefault(name, []).append(float(at) - (0 if name == "memory" else started))


def _run(arguments: list[str], home: str) -> str:
    own = {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home, "HOME": home}
    # An installed program has its bytecode beside it; the first lap, which does not count, writes it.
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    made = subprocess.run(
        [sys.executable, *arguments],
        env=inherited | own,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    if made.returncode:
        raise RuntimeError(made.stderr[-2000:])
    return made.stdout
