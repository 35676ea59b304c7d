"""Where there are three parties, the screen and what goes out can be for two of them together."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QRadioButton

from trustdesk import templates
from trustdesk.actions import records
from trustdesk.records import Commitment, Stage
from ui.jobs import Jobs
from ui.pages.packs import PacksPage
from ui.viewpoint import Viewpoint
from ui.widgets.header import Header
from ui.widgets.parties_choice import PartiesChoice

NAMES = ("Anna & Co", "Bert Ltd", "Carl GmbH")


@pytest.fixture
def three(sample: Viewpoint) -> Viewpoint:
    """A relationship of three parties with a promise for all, one for two of them, and one for one."""

    def begin(session: Any) -> str:
        return templates.start(
            session, templates.empty(NAMES), name="Three", parties=dict(zip(NAMES, NAMES, strict=True)),
            starts=sample.today,
        )  # fmt: skip

    sample.enter(sample.attempt("Begun", begin))
    first, second, third = (party.id for party in sample.snapshot.parties)
    stage = sample.snapshot[Stage][0].id

    def promise(session: Any) -> None:
        for words, readers in (
            ("All", "joint"),
            ("Two", ";".join(sorted((first, second)))),
            ("One", first),
            ("Other", third),
        ):
            records.add(
                session, Commitment, sample.today, sample.relationship, text=words, giver_id=first,
                stage_id=stage, due=sample.today, audience=readers,
            )  # fmt: skip

    sample.attempt("Promised", promise)
    return sample


def promises(viewpoint: Viewpoint) -> set[str]:
    return {promise.text for promise in viewpoint.snapshot[Commitment]}


def press(inside: Any, words: str, qtbot: Any) -> None:
    found = next(one for one in inside.findChildren(QAbstractButton) if one.text() == words)
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)
    QCoreApplication.processEvents()


def test_the_screen_is_turned_to_two_of_three_parties(three: Viewpoint, qtbot: Any) -> None:
    header = Header(three, QMenu())
    qtbot.addWidget(header)
    header.resize(1000, 90)
    header.show()
    header._readers.aboutToShow.emit()
    several = next(action for action in header._readers.actions() if action.text() == "Several parties…")
    several.trigger()
    popover = QApplication.activePopupWidget()
    assert popover is not None
    press(popover, "Show as Anna && Co and Bert Ltd", qtbot)
    assert three.turned and not three.audience.is_joint
    assert promises(three) == {"All", "Two"}
    shown = [label.text() for label in header.findChildren(QLabel)]
    assert "Shown to Anna & Co and Bert Ltd" in shown


def test_of_two_parties_several_are_all_of_them_and_nothing_more_is_offered(
    sample: Viewpoint, qtbot: Any
) -> None:
    header = Header(sample, QMenu())
    qtbot.addWidget(header)
    header._readers.aboutToShow.emit()
    assert "Several parties…" not in [action.text() for action in header._readers.actions()]


def test_a_pack_is_made_for_two_of_three_parties_and_says_so(three: Viewpoint, qtbot: Any) -> None:
    jobs = Jobs(three)
    three.go("packs")
    page = PacksPage(three)
    page.use(jobs)
    qtbot.addWidget(page)
    page.resize(1100, 640)
    page.show()
    qtbot.waitUntil(lambda: bool(page.findChildren(QRadioButton)) and page.save.isEnabled(), timeout=20_000)
    press(page, "Several parties…", qtbot)
    press(page, "Bert Ltd", qtbot)
    press(page, "Carl GmbH", qtbot)
    assert any(label.text() == "For Anna & Co and Carl GmbH only" for label in page.findChildren(QLabel))
    qtbot.waitUntil(page.save.isEnabled, timeout=20_000)
    assert page._made is not None and page._made.wanted.reader.name == "Anna & Co; Carl GmbH"
    assert page._made.name.startswith("Anna & Co; Carl GmbH")
    jobs.close()


def test_somebody_has_to_read_it_and_all_of_them_are_all_parties(three: Viewpoint, qtbot: Any) -> None:
    choice = PartiesChoice()
    qtbot.addWidget(choice)
    choice.offer(three.snapshot.parties)
    choice.show()
    for name in NAMES[:2]:
        press(choice, name.replace("&", "&&"), qtbot)
    assert choice.reader.name == NAMES[1]
    for name in (NAMES[0], NAMES[2]):
        press(choice, name.replace("&", "&&"), qtbot)
    assert choice.reader.is_joint
