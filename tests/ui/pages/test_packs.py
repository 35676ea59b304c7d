"""The packs page: what goes out, for whom, seen before it is saved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QRadioButton
from pytestqt.qtbot import QtBot

from tests.pack.reading import page_texts
from tests.ui.conftest import at_work
from tests.ui.screen import says
from trustdesk import audience as audiences
from trustdesk.actions import records
from trustdesk.records import Commitment, Workshop
from ui.pages.packs import PacksPage
from ui.viewpoint import Viewpoint
from ui.widgets import files
from ui.widgets.pdf_view import PdfView


@pytest.fixture
def page(sample: Viewpoint, qtbot: QtBot) -> Iterator[PacksPage]:
    with at_work(PacksPage(sample), qtbot) as made:
        yield made


def button(page: PacksPage, qtbot: QtBot, words: str) -> QAbstractButton:
    def found() -> list[QAbstractButton]:
        return [one for one in page.findChildren(QAbstractButton) if one.text() == words and one.isVisible()]

    qtbot.waitUntil(lambda: bool(found()), timeout=10_000)
    return found()[0]


def choose(page: PacksPage, qtbot: QtBot, words: str) -> None:
    qtbot.keyClick(button(page, qtbot, words), Qt.Key.Key_Space)


def ready(page: PacksPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(page.save.isEnabled, timeout=10_000)


def saved(page: PacksPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, folder: Path) -> Path:
    """Save what is shown, under the name that is proposed."""
    asked: list[str] = []

    def answer(parent: object, name: str, kinds: str, *, turned: bool) -> Path:
        asked.append(name)
        return folder / name

    monkeypatch.setattr(files, "save_file", answer)
    monkeypatch.setattr(files, "choose_folder", lambda parent, *, turned: folder)
    ready(page, qtbot)
    qtbot.mouseClick(page.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: says(page, "Saved as"), timeout=10_000)
    return next(folder.iterdir())


def test_a_pack_for_both_parties_is_there_at_once(page: PacksPage, qtbot: QtBot) -> None:
    ready(page, qtbot)
    assert says(page, "For both parties")
    assert says(page, "pages · A4")


def test_what_is_saved_is_what_was_shown_and_names_its_audience_first(
    page: PacksPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    path = saved(page, qtbot, monkeypatch, folder)
    assert path.name.startswith("joint - ") and path.name.endswith(" - review a4 2026-11-21.pdf")
    assert "For both parties" in page_texts(path.read_bytes())[0]


def test_what_is_for_the_consultant_alone_says_so_in_big_words(page: PacksPage, qtbot: QtBot) -> None:
    ready(page, qtbot)
    choose(page, qtbot, "Only for me: everything")
    assert says(page, "not for the client")
    assert not page.save.isEnabled(), "what was made for others cannot be saved any more"
    ready(page, qtbot)
    assert says(page, "consultant - ")


def test_nothing_of_one_relationship_is_shown_or_saved_in_another(
    page: PacksPage, sample: Viewpoint, qtbot: QtBot
) -> None:
    choose(page, qtbot, "Only for me: everything")
    ready(page, qtbot)
    shown = page.findChildren(PdfView)[0]
    assert shown.accessibleDescription() == ""
    sample.enter(sample.heads[1].id)
    page.refresh()
    assert not page.save.isEnabled() and shown.accessibleDescription() == "No page is shown."


def test_a_section_that_is_ticked_off_is_left_out_and_remembered(
    page: PacksPage, sample: Viewpoint, qtbot: QtBot
) -> None:
    ready(page, qtbot)
    choose(page, qtbot, "What got in the way")
    wanted = page.options.wanted()
    assert wanted.sections is not None and "obstacles" not in wanted.sections
    again = PacksPage(sample)
    qtbot.addWidget(again)
    again.options.refresh()
    assert again.options.wanted().sections == wanted.sections


def test_what_one_leaves_out_of_ones_own_pack_stays_in_the_joint_one(page: PacksPage, qtbot: QtBot) -> None:
    choose(page, qtbot, "Only for me: everything")
    choose(page, qtbot, "The figures behind it")
    choose(page, qtbot, "In brief")
    choose(page, qtbot, "Both parties")
    sections = page.options.wanted().sections
    assert sections is not None and "summary" in sections and "private" not in sections


def test_the_last_choice_wins(page: PacksPage, qtbot: QtBot) -> None:
    choose(page, qtbot, "Letter")
    choose(page, qtbot, "Agenda insert")
    ready(page, qtbot)
    assert says(page, "1 page · Letter")
    assert says(page, "agenda letter")


def test_turned_to_a_client_only_that_audience_is_offered(
    page: PacksPage, sample: Viewpoint, qtbot: QtBot
) -> None:
    sample.turn(audiences.everyone(sample.snapshot.parties))
    ready(page, qtbot)
    words = {one.text() for one in page.findChildren(QRadioButton) if one.isVisible()}
    assert "Both parties" in words
    assert not words & {"Only for me: everything", "Perivane Medical only", "Holmquay Logistics only"}


def test_the_pack_can_be_for_a_later_workshop(page: PacksPage, sample: Viewpoint, qtbot: QtBot) -> None:
    later = sample.do(
        "Workshop added",
        lambda session: (
            records.add(
                session,
                Workshop,
                sample.today,
                sample.relationship,
                held_on=sample.today + timedelta(days=90),
                kind="review",
                title="The far one",
            ).id
        ),
    )
    page.reveal(later)
    assert page.options.wanted().workshop == later
    ready(page, qtbot)


def test_signs_that_cannot_be_printed_are_named_and_lead_to_their_record(
    page: PacksPage, sample: Viewpoint, qtbot: QtBot
) -> None:
    promise = next(one for one in sample.snapshot[Commitment] if one.outcome is None)
    sample.do(
        "Reworded",
        lambda session: records.edit(
            session,
            records.get(session, Commitment, promise.id),
            sample.today,
            text="Send the \U00012000 list",
        ),
    )
    qtbot.waitUntil(lambda: says(page, "have no letter form"), timeout=10_000)
    qtbot.mouseClick(button(page, qtbot, "Show it"), Qt.MouseButton.LeftButton)
    assert sample.place.record == promise.id


def test_a_workbook_tells_its_sheets_and_what_stays_behind(
    page: PacksPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    choose(page, qtbot, "Excel workbook")
    ready(page, qtbot)
    assert says(page, "Not in a workbook, kept in the desk")
    path = saved(page, qtbot, monkeypatch, folder)
    assert path.name.startswith("joint - ") and path.suffix == ".xlsx"


def test_a_csv_folder_is_made_in_the_folder_chosen(
    page: PacksPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    choose(page, qtbot, "CSV folder")
    path = saved(page, qtbot, monkeypatch, folder)
    assert path.is_dir() and path.name.startswith("joint - ")
    assert (path / "Commitments.csv").is_file()


def test_a_calendar_lists_its_days(
    page: PacksPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    choose(page, qtbot, "Calendar")
    assert saved(page, qtbot, monkeypatch, folder).read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_nothing_is_written_over_the_desk_itself(
    page: PacksPage, sample: Viewpoint, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(page, qtbot)
    before = sample.desk.path.read_bytes()
    monkeypatch.setattr(files, "save_file", lambda parent, name, kinds, *, turned: sample.desk.path)
    with qtbot.waitSignal(sample.refused) as told:
        qtbot.mouseClick(page.save, Qt.MouseButton.LeftButton)
    assert "the desk itself" in str(told.args[0])  # type: ignore[index]
    assert sample.desk.path.read_bytes() == before


def test_what_goes_out_is_chosen_with_the_arrow_keys(page: PacksPage, qtbot: QtBot) -> None:
    ready(page, qtbot)
    qtbot.keyClick(button(page, qtbot, "Review pack"), Qt.Key.Key_Down)
    assert page.options.wanted().kind == "agenda"
    ready(page, qtbot)
    assert says(page, "1 page · A4")
