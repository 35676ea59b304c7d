"""The start of the program: what changes need is loaded after the first page is there, and then it is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

STARTED: Final = """
import sys
from PySide6.QtCore import QTimer
from ui import __main__ as program

app, made = program.make(["TrustDesk", sys.argv[1]])
shown_without = []

def look() -> None:
    if made.window.workspace is not None and not shown_without:
        shown_without.append("sqlalchemy" not in sys.modules)
    if "ui.verbs.repairs" in sys.modules:
        app.quit()

looking = QTimer()
looking.timeout.connect(look)
looking.start(5)
QTimer.singleShot(30_000, app.quit)
made.window.show()
app.exec()
made.close_desk()
print(shown_without, "trustdesk.records.mapping" in sys.modules)
"""


def test_the_first_page_is_there_before_what_changes_need_is_loaded(
    sample_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "Sample.trustdesk"
    path.write_bytes(sample_file.read_bytes())
    home = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "TRUSTDESK_DATA": str(tmp_path)}
    called = [sys.executable, "-c", STARTED, str(path)]
    told = subprocess.run(
        called, env=os.environ | home, check=False, capture_output=True, text=True, timeout=120
    )
    assert (told.stdout.strip(), told.returncode) == ("[True] True", 0), told.stderr[-2000:]
