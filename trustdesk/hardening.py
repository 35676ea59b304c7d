"""What is asked of the system, and of Python, so that nothing of a desk is left lying about by accident."""

from __future__ import annotations

import sys
import threading
from contextlib import suppress
from traceback import walk_tb
from typing import Final

_FRAMES: Final = 6
_PR_SET_DUMPABLE = 4


def forbid_core_dumps() -> None:
    """Let no picture of the program's memory be written when it crashes, nor other programs of the same user
    read it where the system has a way to forbid that."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import ctypes  # here, since it is not needed for the first paint

    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    if sys.platform == "win32":
        with suppress(OSError, AttributeError):
            # No window of the system's error reporting, which would offer to send a picture of the memory.
            ctypes.windll.kernel32.SetErrorMode(0x0001 | 0x0002)


def keep_words_back() -> None:
    """Let Python tell of an error that nobody can catch any more, in another thread or while something is let
    go, by its kind and place alone: its words may quote what people wrote."""

    def tell(told: object) -> None:
        error = getattr(told, "exc_value", None)
        if error is not None:
            sys.stderr.write(f"{place_of(error)}\n")

    sys.unraisablehook = tell
    threading.excepthook = tell


def place_of(error: BaseException) -> str:
    """The kind of an error and where it was raised, innermost first; none of its words."""
    places = [f"{frame.f_code.co_filename}:{line}" for frame, line in walk_tb(error.__traceback__)]
    return f"{type(error).__name__} at {' < '.join(reversed(places[-_FRAMES:]))}"
