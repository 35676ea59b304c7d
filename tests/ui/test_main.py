"""The program as it is started: doors, desks opened and put away, errors told."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from tests.ui.conftest import TODAY
from tests.ui.screen import shown
from tests.ui.windows import press
from trustdesk.desk import Desk
from ui import desks, theme
from ui.__main__ import Program, _Unexpected
from ui.widgets.doors import Doors
from ui.widgets.refusal import Refusal


def test_at_the_first_start_there_are_two_doors(program: Program) -> None:
    program.begin(None)
    assert isinstance(program.window.pages.currentWidget(), Doors)
    press(program.window, "Look at a sample")
    assert program.window.workspace is not None
    assert len(program.window.workspace.viewpoint.heads) == 2


def test_the_other_door_leads_to_five_questions_on_a_desk_of_ones_own(program: Program) -> None:
    program.begin(None)
    press(program.window, "Start your own")
    assert program.window.workspace is not None
    assert program.window.workspace.viewpoint.place.page == "beginning"
    assert desks.own_desk().exists()


def test_the_desk_opened_last_is_opened_again(program: Program, sample_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "Mine.trustdesk"
    path.write_bytes(sample_file.read_bytes())
    desks.remember(path)
    program.begin(None)
    assert program.desk is not None and program.desk.path == path
    assert "Mine" in program.window.windowTitle()


def test_a_file_that_is_no_desk_is_refused_and_the_one_that_is_open_stays(
    program: Program, sample_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "Mine.trustdesk"
    path.write_bytes(sample_file.read_bytes())
    foreign = tmp_path / "Letter.trustdesk"
    foreign.write_bytes(b"Dear all" * 600)
    program.begin(path)
    program.open(foreign)
    assert program.desk is not None and program.desk.path == path
    QCoreApplication.processEvents()
    words = shown(program.window)
    assert any("Letter" in word for word in words), words[-12:]
    assert foreign.read_bytes() == b"Dear all" * 600


def test_where_a_desk_is_missing_the_ways_out_are_shown(program: Program, tmp_path: Path) -> None:
    program.begin(tmp_path / "nowhere.trustdesk")
    assert isinstance(program.window.pages.currentWidget(), Refusal)
    assert any("There is no desk at" in word for word in shown(program.window))
    press(program.window, "To the beginning")
    assert isinstance(program.window.pages.currentWidget(), Doors)


def test_text_of_another_size_keeps_the_place(program: Program, sample_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "Mine.trustdesk"
    path.write_bytes(sample_file.read_bytes())
    program.begin(path)
    assert program.window.workspace is not None
    viewpoint = program.window.workspace.viewpoint
    viewpoint.go("people", viewpoint.heads[0].id)
    place = viewpoint.place
    program.window.workspace.actions["larger"].trigger()
    assert theme.text_size() == 1.25
    assert program.window.workspace.viewpoint is not viewpoint
    assert program.window.workspace.viewpoint.place == place


def test_closing_the_window_closes_the_desk(program: Program, sample_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "Mine.trustdesk"
    path.write_bytes(sample_file.read_bytes())
    program.begin(path)
    program.window.close()
    assert program.desk is None
    with Desk.open(path):
        pass  # nobody holds it any more


def test_an_error_nobody_foresaw_is_told_without_a_word_of_the_user(
    program: Program, sample_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "Mine.trustdesk"
    path.write_bytes(sample_file.read_bytes())
    program.begin(path)
    try:
        raise ValueError("the client is going to leave")
    except ValueError as error:
        _Unexpected(program.window)(ValueError, error, None)
    QCoreApplication.processEvents()
    assert any("Something went wrong" in word for word in shown(program.window))
    said = capsys.readouterr().err
    assert "ValueError at" in said and "client" not in said


def test_a_day_that_begins_while_the_window_is_open_begins_in_it(
    program: Program, sample_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "Mine.trustdesk"
    path.write_bytes(sample_file.read_bytes())
    program.begin(path)
    program.clock = lambda: TODAY + timedelta(days=1)
    program._on_minute()
    assert program.window.workspace is not None
    assert program.window.workspace.viewpoint.day == TODAY + timedelta(days=1)
