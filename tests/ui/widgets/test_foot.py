"""The foot tells where a desk lies, to the consultant alone, and looks it up only when it may be another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from trustdesk import audience
from trustdesk.whereabouts import Kind, Place
from trustdesk.words import Text
from ui.jobs import Jobs
from ui.safekeeping import Safekeeping
from ui.viewpoint import Viewpoint
from ui.widgets import foot
from ui.widgets.foot import Foot
from ui.widgets.notices import Notices


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The paths whose place was looked up; all of them lie on a network drive."""
    paths: list[Path] = []

    def place_of(path: Path) -> Place:
        paths.append(path)
        return Place(Kind.NETWORK)

    monkeypatch.setattr(foot, "place_of", place_of)
    return paths


@pytest.fixture
def seen(sample: Viewpoint, asked: list[Path], qtbot: QtBot) -> Iterator[Foot]:
    jobs = Jobs(sample)
    made = Foot(sample, jobs, Safekeeping(sample, jobs, lambda: True), Notices())
    qtbot.addWidget(made)
    made.show()
    yield made
    jobs.close()


def says(seen: Foot, words: str) -> bool:
    return any(words == one.text() for one in seen.findChildren(QLabel) if one.isVisible())


def test_where_the_desk_lies_is_told_to_the_consultant_and_to_no_client(
    seen: Foot, sample: Viewpoint
) -> None:
    own = sample.audience
    assert says(seen, "Network drive")
    sample.turn(audience.everyone(sample.snapshot.parties))
    assert not says(seen, "Network drive")
    sample.turn(own)
    assert says(seen, "Network drive")


def test_a_desk_that_can_only_be_read_or_lies_elsewhere_now_is_told_at_the_next_change(
    seen: Foot, sample: Viewpoint, asked: list[Path], tmp_path: Path
) -> None:
    sample.desk.read_only = Text("Another program has it.")
    sample.changed.emit()
    assert says(seen, "Read only")
    sample.desk.read_only = None
    sample.desk.path = tmp_path / "elsewhere.trustdesk"
    sample.changed.emit()
    assert says(seen, "Network drive")
    assert asked[-1] == tmp_path / "elsewhere.trustdesk"


def test_a_change_of_what_is_looked_at_does_not_look_the_place_up_again(
    seen: Foot, sample: Viewpoint, asked: list[Path]
) -> None:
    for _ in range(3):
        sample.changed.emit()
    assert asked == [sample.desk.path]
