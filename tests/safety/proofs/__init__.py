"""What a proof is: a promise of docs/safety.md, tried many times, and a control that shows it can fail.

A proof is a module of this package named `tNN_name.py`; it is discovered by its name and has

- `TITLE`: what it proves, in a few words;
- `CONTROL`: what its control breaks on purpose, in a few words;
- `def prove(size: Size, folder: Path) -> Findings`: tries it. Nothing may be found;
- `def control(folder: Path) -> Findings`: the same with the safeguard taken away. Something must be found,
  or the proof is blind.

`folder` is empty and its own. Each proof runs in a process of its own, in which HOME, the places for
application data and TRUSTDESK_DATA lie in that folder, and Qt needs no screen; so it may limit memory, add
audit hooks and end badly. One that raises has found something; only `SkippedError` says that it cannot be
tried here, and it is named as skipped then. How many there are of each thing it tries
stands at its top, small for `make test` (a few seconds), full for `make safety`:

    KILLS = Counts(small=6, full=300)

    def prove(size: Size, folder: Path) -> Findings:
        findings = Findings()
        for number in range(KILLS.at(size)):
            ...
            findings.tried("kills")
            findings.expect(held, f"kill {number}: an acknowledged change is gone")
        return findings

What is drawn by chance comes from a fixed seed. What is found is told in short sentences without the words
of the desk.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, Protocol, cast

MOST_TOLD: Final = 20
"""So many sentences are written down of what one proof found; the rest is only counted."""


class SkippedError(Exception):
    """A proof cannot be tried on this system; the words say what it takes."""


class Size(StrEnum):
    """How thoroughly: `make test` runs the small size, `make safety` the full one."""

    SMALL = "small"
    FULL = "full"


@dataclass(frozen=True)
class Counts:
    """How many of something are tried at each size."""

    small: int
    full: int

    def at(self, size: Size) -> int:
        """The number at that size."""
        return self.full if size is Size.FULL else self.small


@dataclass
class Findings:
    """What was tried, what was found, and what was measured by the way."""

    counts: Counter[str] = field(default_factory=Counter)
    found: list[str] = field(default_factory=list)
    figures: dict[str, float | str] = field(default_factory=dict)

    def tried(self, what: str, times: int = 1) -> None:
        """Count `what` (a plural noun: "kills") as tried."""
        self.counts[what] += times

    def report(self, sentence: str) -> None:
        """Something was found; no word of a desk stands in the sentence."""
        self.found.append(sentence)

    def expect(self, holds: bool, sentence: str) -> None:
        """Report `sentence` unless it holds."""
        if not holds:
            self.report(sentence)

    def plain(self) -> dict[str, Any]:
        """As plain data for JSON."""
        return {
            "tried": dict(self.counts),
            "found": len(self.found),
            "told": self.found[:MOST_TOLD],
            "figures": self.figures,
        }


class Proof(Protocol):
    """A module of this package."""

    __name__: str
    TITLE: str
    CONTROL: str

    def prove(self, size: Size, folder: Path) -> Findings: ...
    def control(self, folder: Path) -> Findings: ...


def names() -> list[str]:
    """The names of all proofs, in order."""
    found = (module.name for module in pkgutil.iter_modules(__path__))
    return sorted(name for name in found if re.fullmatch(r"t\d\d_\w+", name))


def number(name: str) -> str:
    """What a proof is called in the documents: `t01_kills` is part of T1."""
    return f"T{int(name[1:3])}"


def load(name: str) -> Proof:
    """The proof of that name."""
    return cast("Proof", importlib.import_module(f"{__name__}.{name}"))
