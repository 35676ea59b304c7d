"""The whole window for tests: opened on a desk, waited for, driven by keys and mouse."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from trustdesk.desk import Desk
from ui.window import Window
from ui.workspace import Workspace

QUIET = 0.12
"""Seconds without work after which what is done late (charts, previews, filters) is done."""


@contextmanager
def opened(desk: Desk, today: date, size: tuple[int, int] = (1366, 768)) -> Iterator[Workspace]:
    """The window with a desk in it, on the screen and with the keyboard."""
    window = Window()
    window.resize(*size)
    workspace = Workspace(window, desk, today)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    settle(workspace)
    try:
        yield workspace
    finally:
        if window.workspace is not None:
            window.workspace.put_away()
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def settle(workspace: Workspace) -> None:
    """Until nothing is left to do."""
    app = QApplication.instance()
    assert app is not None
    ends = monotonic() + QUIET
    while monotonic() < ends:
        started = monotonic()
        app.processEvents()
        # Outside of an event loop of the program nobody else lets go of what is to be deleted later.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if workspace.jobs.busy or monotonic() - started > 0.01:
            ends = monotonic() + QUIET


def press(inside: QWidget, name: str) -> None:
    """Click the one button on the screen with that name."""
    QCoreApplication.processEvents()
    seen = [one for one in inside.findChildren(QPushButton) if one.isVisible()]
    found = [one for one in seen if one.text() == name]
    assert len(found) == 1, [one.text() for one in seen]
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
