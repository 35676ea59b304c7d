"""`python -m tests.screens build/screens`: every page as a picture, light and dark, small and large.

Made offscreen with the program's own window on the sample desk, so that what a user sees can be looked at.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Final

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from trustdesk import audience as audiences
from trustdesk.desk import Desk
from trustdesk.errors import OpenError, Reason
from trustdesk.records import Commitment, Concern, Person, RiskStep
from trustdesk.sample import make_sample
from trustdesk.words import Text
from ui import theme
from ui.__main__ import Program
from ui.places import PAGES
from ui.ways_out import ways_out
from ui.widgets.refusal import Refusal
from ui.widgets.unlock import Unlock
from ui.window import Window
from ui.workspace import Workspace

SIZES: Final = {"small": (1366, 768), "large": (1920, 1080), "least": (900, 560)}
SETTINGS: Final[tuple[tuple[theme.Scheme, str, float], ...]] = (
    ("light", "small", 1.0),
    ("dark", "small", 1.0),
    ("light", "small", 1.25),
    ("light", "large", 1.0),
    ("dark", "large", 1.0),
    ("light", "large", 2.0),
    ("dark", "least", 1.5),
)
"""What is rendered: scheme, size of the window, size of text."""
TODAY: Final = date(2026, 11, 21)
SETTLED_AFTER: Final = 0.5
"""Seconds without anything to do, after which a page is taken to be complete."""


def main(folder: Path, only: str = "", setting: str = "") -> None:
    """Render every page (or those whose name begins with `only`) into `folder`, in all settings or one."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as kept:
        os.environ.setdefault("QT_QPA_PLATFORM", _screen(Path(kept)))
        os.environ["TRUSTDESK_DATA"] = kept
        app = QApplication.instance() or QApplication(["TrustDesk"])
        assert isinstance(app, QApplication)
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, kept)
        path = Path(kept) / "Sample.trustdesk"
        make_sample(path, TODAY)
        for scheme, size, text in SETTINGS:
            kind = f"{scheme}-{size}" + (f"-{round(text * 100)}" if text != 1 else "")
            if setting not in ("", kind):
                continue
            theme.wear(app, scheme, text)
            with Desk.open(path) as desk:
                window = Window()
                window.resize(*SIZES[size])
                workspace = Workspace(window, desk, TODAY)
                window.show()
                for name in _places(workspace):
                    if name.startswith(only):
                        wait(app, workspace)
                        file = folder / f"{name}-{kind}.png"
                        window.grab().save(str(file))
                        print(file)
                workspace.put_away()
                for name in _alone(window, path):
                    if name.startswith(only):
                        app.processEvents()
                        file = folder / f"{name}-{kind}.png"
                        window.grab().save(str(file))
                        print(file)
                window.deleteLater()
    app.processEvents()


def wait(app: QApplication, workspace: Workspace) -> None:
    """Until what is drawn late (charts, previews) is drawn."""
    ends = monotonic() + SETTLED_AFTER
    while monotonic() < ends:
        started = monotonic()
        app.processEvents()
        if monotonic() - started > 0.02 or workspace.jobs.busy:
            ends = monotonic() + SETTLED_AFTER


def _screen(folder: Path) -> str:
    """A screen that is there for nobody, as large as the largest window: Qt's own has 800 × 800."""
    width, height = SIZES["large"]
    screen = {"name": "one", "x": 0, "y": 0, "width": width, "height": height, "dpr": 1,
              "logicalDpi": 96, "logicalBaseDpi": 96}  # fmt: skip
    file = folder / "screens.json"
    file.write_text(json.dumps({"screens": [screen]}))
    return f"offscreen:configfile={file}"


def _places(workspace: Workspace) -> Iterator[str]:
    """Go to every page in turn; gives the name under which it is kept."""
    viewpoint = workspace.viewpoint
    home = viewpoint.heads[0].id
    for page in PAGES.values():
        viewpoint.go(page.name, home if page.inside else None)
        yield page.name
    viewpoint.go("overview", home)
    for kind in (Commitment, RiskStep, Concern, Person):
        viewpoint.reveal(viewpoint.snapshot[kind][-1])
        yield f"{viewpoint.place.page}-{kind.__tablename__}"
    viewpoint.turn(audiences.everyone(viewpoint.snapshot.parties))
    for name in ("overview", "record"):
        viewpoint.go(name)
        yield f"turned-{name}"


def _alone(window: Window, path: Path) -> Iterator[str]:
    """Show what stands in a window without a desk; gives the name under which it is kept."""
    program = Program(window, lambda: TODAY)
    program.show_doors()
    yield "doors"
    locked = OpenError(Reason.LOCKED, Text("This desk is already open in another window or program."))
    for name, error in (("refused", locked), ("damaged", OpenError(Reason.DAMAGED, _DAMAGED, _LEFT))):
        window.show_page(Refusal(error, *ways_out(error, path, program)))
        yield name
    window.show_page(Unlock(path.stem, "This desk is closed with a passphrase."))
    yield "unlock"


_DAMAGED: Final = Text("Part of this desk is damaged and cannot be trusted.")
_LEFT: Final = Text("The file was left as it is. Restore a copy of it from a backup.")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:4])
