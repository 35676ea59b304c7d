"""Reports of crashes: local files that say where the program failed, and nothing of what anybody wrote.

A report holds the kind of the error, the places it went through, and which program and system it was: no
words of the error, no values, no paths of the user. It stays on this computer until somebody copies it.
"""

from __future__ import annotations

import faulthandler
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path
from traceback import walk_tb
from typing import TextIO

from trustdesk import __version__, app_data
from trustdesk.errors import code_of

KEPT = 10
_FOLDER = "reports"
_FAULTS = "faults.txt"
_ROOT = Path(__file__).resolve().parent.parent


def write(error: BaseException) -> Path | None:
    """Write a report of an error nobody foresaw; None where it cannot be written."""
    kinds: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(kinds) < KEPT:
        kinds.append(type(cause).__name__)
        cause = cause.__cause__ or cause.__context__
    places = [f"{_place(frame.f_code.co_filename)}:{line}" for frame, line in walk_tb(error.__traceback__)]
    lines = [_about(), f"code {code_of(''.join([*kinds, *places[-1:]]))}", " from ".join(kinds), *places]
    try:
        return _put("\n".join(lines) + "\n")
    except OSError:
        return None


def watch_for_faults() -> TextIO | None:
    """Let the interpreter note where it was when a fault of its own ends it; the file has to stay open."""
    try:
        folder = app_data.folder(_FOLDER)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        opened = (folder / _FAULTS).open("w", encoding="utf-8")
    except OSError:
        return None
    faulthandler.enable(opened)
    return opened


def newest() -> Path | None:
    """The newest report there is; what the interpreter noted of a fault becomes one first."""
    faults = app_data.folder(_FOLDER) / _FAULTS
    try:
        noted = faults.read_text(encoding="utf-8", errors="replace")
        if noted.strip():
            shown = (
                line.replace(str(_ROOT), "").replace(str(Path(sys.prefix)), "") for line in noted.splitlines()
            )
            _put("\n".join([_about(), *shown]) + "\n")
            faults.unlink()
    except OSError:
        pass
    there = _there()
    return there[-1] if there else None


def _put(words: str) -> Path:
    folder = app_data.folder(_FOLDER)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{datetime.now(UTC):%Y-%m-%dT%H%M%S%f}.txt"
    path.write_text(words, encoding="utf-8")
    for old in _there()[:-KEPT]:
        old.unlink(missing_ok=True)
    return path


def _there() -> list[Path]:
    return sorted(app_data.folder(_FOLDER).glob("2*.txt"))


def _about() -> str:
    system = f"{platform.system()} {platform.machine()}"
    return f"TrustDesk {__version__}, Python {platform.python_version()}, {system}"


def _place(name: str) -> str:
    """A file of the program by its place in it, any other by its name: nothing of the user's folders."""
    path = Path(name)
    return path.relative_to(_ROOT).as_posix() if path.is_relative_to(_ROOT) else path.name
