"""What holds for all tests of the window: no screen, settings of their own, nothing left behind."""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeVar

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSettings, QStandardPaths
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests import chemical
from tests.ui.screen import says
from trustdesk.desk import Desk
from trustdesk.exchange.workbook import import_into
from trustdesk.sample import make_sample
from ui import theme
from ui.__main__ import Program
from ui.jobs import Jobs
from ui.pages.importing import ImportingPage
from ui.pages.packs import PacksPage
from ui.viewpoint import Viewpoint
from ui.window import Window

_Page = TypeVar("_Page", PacksPage, ImportingPage)

TODAY: Final = date(2026, 11, 21)
KNOWN_NOISE: Final = (
    "This plugin does not support propagateSizeHints()",
    "This plugin does not support raise()",
    "This plugin does not support grabbing the keyboard",
)
"""What the screenless platform says of every window and every popup."""


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, qapp: QApplication) -> None:
    """No test reads or writes the settings of whoever runs it."""
    QCoreApplication.setOrganizationName("TrustDesk")
    QCoreApplication.setApplicationName("TrustDesk")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    theme.wear(qapp, "light", 1.0)


@pytest.fixture(autouse=True)
def no_backup_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests read the desk themselves: none is lent for a backup while they do. They ask for one where it is
    the matter."""
    monkeypatch.setattr("ui.safekeeping.AT_FIRST", 10**8)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Iterator[Program]:
    """The program before it has opened anything, with a home of its own."""
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda place: str(tmp_path / "home"))
    monkeypatch.setenv("TRUSTDESK_DATA", str(tmp_path / "data"))
    window = Window()
    window.resize(1200, 800)
    made = Program(window, lambda: TODAY)
    window.show()
    yield made
    made.close_desk()
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class _Flashes(QObject):
    """Notes widgets that were windows for a moment, since they were shown before they had a parent."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self._windows: dict[int, tuple[weakref.ref[QObject], str]] = {}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            name = f"{type(watched).__name__} “{watched.accessibleName()}”"
            self._windows[id(watched)] = (weakref.ref(watched), name)
        elif event.type() == QEvent.Type.ParentChange and id(watched) in self._windows:
            known, name = self._windows.pop(id(watched))
            if known() is watched and isinstance(watched, QWidget) and not watched.isWindow():
                self.seen.append(name)
        return False


@pytest.fixture(autouse=True)
def _nothing_left(qapp: QApplication, qtlog: Any) -> Iterator[None]:
    """Fails a test that leaves a window or a thread behind, lets one flash up, or makes Qt warn."""
    threads = set(threading.enumerate())
    flashes = _Flashes()
    qapp.installEventFilter(flashes)
    yield
    qapp.removeEventFilter(flashes)
    assert not flashes.seen, f"shown before they had a parent: {flashes.seen}"
    for window in qapp.topLevelWidgets():
        if window.parent() is None:
            window.close()
            window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [thread for thread in threading.enumerate() if thread not in threads and thread.is_alive()]
    assert not left, f"threads left behind: {left}"
    warned = [record.message for record in qtlog.records if record.message not in KNOWN_NOISE]
    assert not warned, f"Qt warned: {warned}"


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample desk, made once."""
    path = tmp_path_factory.mktemp("sample") / "Sample.trustdesk"
    make_sample(path, TODAY)
    return path


@pytest.fixture(scope="session")
def chemical_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with the chemical case imported, made once."""
    folder = tmp_path_factory.mktemp("chemical")
    with Desk.create(folder / "Chemical.trustdesk") as desk:
        assert import_into(desk, chemical.CASE, chemical.AS_OF).imported
    return folder / "Chemical.trustdesk"


def _opened(file: Path, folder: Path, today: date) -> Iterator[Viewpoint]:
    path = folder / file.name
    path.write_bytes(file.read_bytes())
    with Desk.open(path) as desk:
        viewpoint = Viewpoint(desk, today)
        viewpoint.enter(viewpoint.heads[0].id)
        yield viewpoint
        viewpoint.leave()


@pytest.fixture
def sample(sample_file: Path, tmp_path: Path) -> Iterator[Viewpoint]:
    """A viewpoint of a copy of the sample desk, inside its first relationship, for the consultant."""
    yield from _opened(sample_file, tmp_path, TODAY)


@pytest.fixture
def chemist(chemical_file: Path, tmp_path: Path) -> Iterator[Viewpoint]:
    """A viewpoint of a copy of the desk with the chemical case on its own day, as the consultant."""
    yield from _opened(chemical_file, tmp_path, chemical.AS_OF)


@contextmanager
def at_work(page: _Page, qtbot: QtBot) -> Iterator[_Page]:
    """A page on the screen, with what does its work in the background."""
    jobs = Jobs(page.viewpoint)
    page.use(jobs)
    qtbot.addWidget(page)
    page.resize(1100, 640)
    page.show()
    yield page
    jobs.close()


def wait_for(where: QWidget, qtbot: QtBot, part: str) -> None:
    """Until a label on the screen has these words in it."""
    qtbot.waitUntil(lambda: says(where, part), timeout=10_000)
