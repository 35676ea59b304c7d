"""What the system is asked for so that nothing of a desk is left lying about by accident."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

_PR_SET_DUMPABLE = 4


def forbid_core_dumps() -> None:
    """Let no picture of the program's memory be written when it crashes, nor other programs of the same user
    read it where the system has a way to forbid that."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    if sys.platform == "win32":
        with suppress(OSError, AttributeError):
            # No window of the system's error reporting, which would offer to send a picture of the memory.
            ctypes.windll.kernel32.SetErrorMode(0x0001 | 0x0002)
