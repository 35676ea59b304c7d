"""Undo, after each of many different acts in the window, restores what is on the screen and in the desk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from difflib import unified_diff
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QSettings
from PySide6.QtWidgets import QApplication

from tests import canonical
from tests.ui.acts import Act, every
from tests.ui.conftest import KNOWN_NOISE, TODAY
from tests.ui.conftest import _Flashes as Flashes
from tests.ui.hands import Hands
from tests.ui.windows import opened
from trustdesk.desk import Desk
from ui import theme


class Room:
    """A window on a copy of the sample, which stays open while everything in it was brought back."""

    def __init__(self, sample: Path, folder: Path) -> None:
        self._sample = sample
        self._folder = folder
        self._open = ExitStack()
        self._hands: Hands | None = None
        self._opened = 0

    def hands(self) -> Hands:
        """The hands in the window; a new one where the last act was not brought back."""
        if self._hands is None:
            self._opened += 1
            path = self._folder / f"{self._opened}.trustdesk"
            shutil.copy(self._sample, path)
            desk = self._open.enter_context(Desk.open(path))
            workspace = self._open.enter_context(opened(desk, TODAY))
            self._hands = Hands(workspace)
            self._hands.go("overview")
        return self._hands

    def leave(self) -> None:
        """Close the window and its desk."""
        self._hands = None
        self._open.close()


@pytest.fixture(scope="module")
def room(qapp: QApplication, sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    made = Room(sample_file, tmp_path_factory.mktemp("undo"))
    yield made
    made.leave()


@pytest.fixture(autouse=True, scope="module")
def _own_settings(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> None:
    """As for all tests of the window, but once: the window stays open from one act to the next."""
    QCoreApplication.setOrganizationName("TrustDesk")
    QCoreApplication.setApplicationName("TrustDesk")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    folder = tmp_path_factory.mktemp("settings")
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
    theme.wear(qapp, "light", 1.0)


@pytest.fixture(autouse=True)
def _nothing_left(qapp: QApplication, qtlog: Any) -> Iterator[None]:
    """As for all tests of the window, but that the window stays open."""
    flashes = Flashes()
    qapp.installEventFilter(flashes)
    yield
    qapp.removeEventFilter(flashes)
    assert not flashes.seen, f"shown before they had a parent: {flashes.seen}"
    warned = [record.message for record in qtlog.records if record.message not in KNOWN_NOISE]
    assert not warned, f"Qt warned: {warned}"


def _named(act: Act) -> str:
    return act.__name__.replace("_", " ")


@pytest.mark.parametrize("act", every(), ids=_named)
def test_undo_restores_what_is_seen_and_what_is_stored_after(act: Act, room: Room) -> None:
    try:
        _do_and_undo(room.hands(), act)
    except BaseException:
        room.leave()
        raise


def _do_and_undo(hands: Hands, act: Act) -> None:
    desk = hands.viewpoint.desk
    began = hands.viewpoint.standing
    steps = act(hands)
    next(steps)
    hands.settle()
    hands.put_notice_away()
    stored, seen = canonical.dump(desk), hands.seen()
    assert next(steps, "done") == "done"
    hands.settle()
    changed = canonical.dump(desk)
    assert changed != stored, "nothing was done"
    assert hands.seen() != seen, "what was done is not seen"
    hands.undo()
    assert canonical.dump(desk) == stored, "the desk is not as it was"
    hands.put_notice_away()
    assert not (other := _difference(seen, hands.seen())), f"what is seen is not as it was:\n{other}"
    hands.press("Ctrl+Shift+Z")
    hands.settle()
    assert canonical.dump(desk) == changed, "the desk is not as undo found it"
    while hands.viewpoint.standing != began:
        assert hands.viewpoint.undo_name is not None
        hands.press("Ctrl+Z")
        hands.settle()


def _difference(before: list[str], after: list[str]) -> str:
    """What is seen otherwise than before, a line each."""
    if before == after:
        return ""
    lines = unified_diff(before, after, "before", "undone", lineterm="", n=1)
    return "\n".join(line.replace("\n", " ")[:160] for line in islice(lines, 40))
