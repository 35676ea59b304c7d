"""`python -m tests.safety.proofs NAME SIZE FOLDER OUT.json`: one proof and its control, in this process."""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from tests.safety.proofs import Findings, Size, SkippedError, load


def run(name: str, size: Size, folder: Path, out: Path) -> None:
    """Write what a proof and its control tried and found to `out`."""
    proof = load(name)
    tried = folder / "proof"
    broken = folder / "control"
    for place in (tried, broken):
        place.mkdir()
    started = perf_counter()
    plain = {"name": name, "title": proof.TITLE, **_told(lambda: proof.prove(size, tried))}
    plain["control"] = {"what": proof.CONTROL, **_told(lambda: proof.control(broken))}
    plain["seconds"] = round(perf_counter() - started, 1)
    out.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")


def _told(work: Callable[[], Findings]) -> dict[str, Any]:
    """What it found, as plain data, the error with which it broke off, if it did, and why it was skipped."""
    try:
        return {**work().plain(), "broke_off": None, "skipped": None}
    except SkippedError as error:
        return {**Findings().plain(), "broke_off": None, "skipped": str(error)}
    except Exception as error:
        traceback.print_exc()
        told = f"{type(error).__name__}: {error}"[:300]
        return {**Findings().plain(), "broke_off": told, "skipped": None}


if __name__ == "__main__":
    run(sys.argv[1], Size(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4]))
