"""No picture of the memory is written when the program crashes."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.skipif(sys.platform == "win32", reason="a limit of POSIX systems")
def test_core_dumps_are_off() -> None:
    program = (
        "import resource; from trustdesk.hardening import forbid_core_dumps; forbid_core_dumps(); "
        "print(resource.getrlimit(resource.RLIMIT_CORE))"
    )
    made = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert made.stdout.strip() == "(0, 0)"


@pytest.mark.skipif(sys.platform != "linux", reason="a call of Linux")
def test_other_programs_of_the_user_do_not_read_the_memory() -> None:
    program = (
        "import ctypes; from trustdesk.hardening import forbid_core_dumps; forbid_core_dumps(); "
        "print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    )
    made = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert made.stdout.strip() == "0"
