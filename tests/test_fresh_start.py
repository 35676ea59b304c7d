"""What the first thing a program does may be."""

from __future__ import annotations

import subprocess
import sys

READ_AT_ONCE = """
from trustdesk.records import Party

record = Party.__new__(Party)
record.__dict__["name"] = "Supplier"
print(record.name)
"""


def test_a_record_can_be_read_before_any_session_was_opened():
    done = subprocess.run([sys.executable, "-c", READ_AT_ONCE], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "Supplier\n", "")
