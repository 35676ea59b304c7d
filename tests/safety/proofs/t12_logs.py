"""T12: whatever goes wrong, what the program says of it to a log, a terminal or a file holds no user's word.

Errors of the database, of the libraries that print, draw and write sheets, and of the program itself, each
quoting a canary, are raised in every command and in the running window: in a slot, in long work, while an
event is handled, while something is let go, in another thread.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.safety.cases import CHEMICAL
from tests.safety.private import CANARY
from tests.safety.proofs import Counts, Findings, Size
from tests.safety.provoking import failures
from tests.safety.scanning import holds

TITLE: Final = "no word of a user in what is said of an error"
CONTROL: Final = "Python tells of the same errors itself"
ERRORS: Final = Counts(small=10, full=60)
"""In the command line, and so many again in the window."""


def prove(size: Size, folder: Path) -> Findings:
    findings = Findings()
    desk = folder / "Work.trustdesk"
    CHEMICAL.make(desk)
    for door in ("cli", "window"):
        command = [sys.executable, "-m", "tests.safety.provoking", door, str(desk), str(ERRORS.at(size))]
        done = subprocess.run(command, capture_output=True, check=False)
        count = done.stdout.split()[-1:]
        assert done.returncode == 0 and count, f"{door} ended with {done.returncode}: {done.stderr[-300:]!r}"
        findings.tried("errors", int(count[0]))
        for stream, said in (("standard output", done.stdout), ("standard error", done.stderr)):
            lines = [line for line in said.splitlines() if holds(line, CANARY)]
            for line in lines:
                findings.report(f"{door}: on {stream}: {line.decode('utf-8', 'replace')[:80]}")
    for file in _left(folder):
        findings.tried("files left behind")
        findings.expect(not holds(file.read_bytes(), CANARY), f"in a file that is left behind: {file.name}")
    return findings


def control(folder: Path) -> Findings:
    findings = Findings()
    for name, failure in failures().items():
        findings.tried("errors")
        try:
            failure()
        except Exception as error:
            if holds(f"{error} {error.__cause__}".encode(), CANARY):
                findings.report(f"{name}, by {type(error).__name__}")
    # A scanner that misses one of these sees nothing of what it is there for.
    assert len(findings.found) >= 10, "most of these errors no longer quote what a user wrote"
    return findings


def _left(folder: Path) -> list[Path]:
    """Every file that a run leaves: exports aside, which hold what they are made to hold, all of its home."""
    home = Path.home()
    return [file for place in (folder, home) for file in place.rglob("*") if file.is_file()]
