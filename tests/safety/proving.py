"""A proof is carried out: in a process and a folder of its own, judged by what comes back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from tests.safety.proofs import Size

ROOT: Final = Path(__file__).resolve().parents[2]
LIMIT: Final = {Size.SMALL: 300.0, Size.FULL: 1800.0}
"""After so many seconds a proof is ended."""

Result = dict[str, Any]


def carry_out(name: str, size: Size) -> Result:
    """What a proof and its control tried and found, as plain data (see docs/safety.md)."""
    with TemporaryDirectory(prefix="trustdesk-proof-") as made:
        folder = Path(made)
        out = folder / "findings.json"
        work = folder / "work"
        home = folder / "home"
        for place in (work, home):
            place.mkdir()
        command = [sys.executable, "-m", "tests.safety.proofs", name, size, str(work), str(out)]
        try:
            ended = subprocess.run(
                command,
                cwd=ROOT,
                env=_surroundings(home),
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                timeout=LIMIT[size],
                check=False,
            )
        except subprocess.TimeoutExpired:
            return _nothing(name, f"did not end within {LIMIT[size]:.0f} seconds", "")
        if not out.exists():
            return _nothing(name, f"ended by itself with code {ended.returncode}", ended.stderr)
        return {**json.loads(out.read_text(encoding="utf-8")), "said": ended.stderr[-4000:]}


def faults(result: Result) -> list[str]:
    """Why a proof does not hold; empty when it does, or was skipped."""
    if result["skipped"]:
        return []
    found = [str(sentence) for sentence in result["told"]]
    if more := result["found"] - len(found):
        found.append(f"and {more} more")
    if result["broke_off"]:
        found.append(f"the proof broke off: {result['broke_off']}")
    elif not any(result["tried"].values()):
        found.append("nothing was tried")
    control = result["control"]
    if control["broke_off"]:
        found.append(f"the control broke off: {control['broke_off']}")
    elif not control["found"]:
        found.append(f"the proof is blind: it found nothing although {control['what']}")
    return found


def _surroundings(home: Path) -> dict[str, str]:
    """The environment of a proof: no folder of whoever runs it, no screen."""
    places = {
        "HOME": home,
        "USERPROFILE": home,
        "APPDATA": home / "AppData",
        "LOCALAPPDATA": home / "AppData",
        "XDG_DATA_HOME": home / "data",
        "XDG_CONFIG_HOME": home / "config",
        "XDG_CACHE_HOME": home / "cache",
        "XDG_STATE_HOME": home / "state",
        "TRUSTDESK_DATA": home / "TrustDesk",
    }
    return {
        **os.environ,
        **{name: str(path) for name, path in places.items()},
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONHASHSEED": "random",
    }


def _nothing(name: str, why: str, said: str) -> Result:
    empty = {"tried": {}, "found": 0, "told": [], "figures": {}, "broke_off": why, "skipped": None}
    return {
        "name": name,
        "title": name,
        **empty,
        "control": {"what": "", **empty},
        "seconds": 0.0,
        "said": said[-4000:],
    }
