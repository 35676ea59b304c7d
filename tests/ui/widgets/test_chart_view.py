from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QTableWidget
from pytestqt.qtbot import QtBot

from trustdesk.audience import everyone
from trustdesk.errors import TrustDeskError
from trustdesk.style.palette import DARK
from ui import theme
from ui.viewpoint import Viewpoint
from ui.widgets import files
from ui.widgets.chart_view import ChartView


@pytest.fixture
def view(sample: Viewpoint, qtbot: QtBot) -> ChartView:
    """The timeline, drawn."""
    return _drawn(sample, qtbot, "timeline")


def _drawn(viewpoint: Viewpoint, qtbot: QtBot, name: str) -> ChartView:
    made = ChartView(viewpoint, name)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    qtbot.waitUntil(lambda: made.chart is not None)
    return made


def _point(view: ChartView, record: str) -> QPoint:
    point = view.picture.point_of(record)
    assert point is not None
    return point


def test_a_chart_is_drawn_after_the_page_and_says_what_it_shows(sample: Viewpoint, qtbot: QtBot) -> None:
    made = ChartView(sample, "timeline")
    qtbot.addWidget(made)
    made.resize(900, 600)
    assert made.chart is None
    made.show()
    assert made.chart is None
    qtbot.waitUntil(lambda: made.chart is not None)
    assert made.chart is not None
    assert made.accessibleName() == made.picture.accessibleName() == made.chart.title
    assert made.picture.accessibleDescription() == made.chart.alt
    width, height = made.chart.figure.get_size_inches()
    assert made.picture.height() == pytest.approx(height / width * made.width() + 12, abs=2)


def test_while_nobody_sees_it_nothing_is_drawn(sample: Viewpoint, qtbot: QtBot) -> None:
    made = ChartView(sample, "load")
    qtbot.addWidget(made)
    made.refresh()
    qtbot.wait(20)
    assert made.chart is None


def test_a_chart_is_not_drawn_again_while_nothing_changed(view: ChartView, qtbot: QtBot) -> None:
    chart = view.chart
    view.refresh()
    qtbot.wait(20)
    assert view.chart is chart


def test_a_chart_is_drawn_anew_for_another_width(view: ChartView, qtbot: QtBot) -> None:
    chart = view.chart
    view.resize(700, 600)
    qtbot.waitUntil(lambda: view.chart is not chart)
    assert view.chart is not None
    assert view.chart.figure.get_figwidth() == pytest.approx(700 / 110, abs=0.02)


def test_a_chart_follows_the_palette(view: ChartView, qapp: QApplication, qtbot: QtBot) -> None:
    chart = view.chart
    theme.wear(qapp, "dark")
    qtbot.waitUntil(lambda: view.chart is not chart)
    assert view.grab().toImage().pixelColor(3, 300).name() == DARK.page


def test_a_click_on_a_mark_opens_its_record(view: ChartView, qtbot: QtBot) -> None:
    assert view.chart is not None
    record = view.chart.ids[-1].record
    with qtbot.waitSignal(view.viewpoint.moved):
        qtbot.mouseClick(view.picture, Qt.MouseButton.LeftButton, pos=_point(view, record))
    assert view.viewpoint.place.record == record


def test_a_mark_under_the_mouse_looks_as_if_it_could_be_clicked(view: ChartView, qtbot: QtBot) -> None:
    assert view.chart is not None
    qtbot.mouseMove(view.picture, _point(view, view.chart.ids[-1].record))
    qtbot.waitUntil(lambda: view.picture.cursor().shape() == Qt.CursorShape.PointingHandCursor)
    qtbot.mouseMove(view.picture, QPoint(2, 2))
    qtbot.waitUntil(lambda: view.picture.cursor().shape() == Qt.CursorShape.ArrowCursor)


def test_the_keyboard_steps_through_the_records_and_opens_one(view: ChartView, qtbot: QtBot) -> None:
    picture = view.picture
    picture.setFocus()
    qtbot.keyClick(picture, Qt.Key.Key_Right)
    assert picture.findChild(QLabel).text() == picture.accessibleDescription()
    first = picture.record
    qtbot.keyClick(picture, Qt.Key.Key_Right)
    second = picture.record
    assert first and second and first != second
    found = view.viewpoint.snapshot.get(second)
    assert found is not None
    assert found.heading.split("\n")[0][:30] in picture.accessibleDescription()
    qtbot.keyClick(picture, Qt.Key.Key_Left)
    assert picture.record == first
    qtbot.keyClick(picture, Qt.Key.Key_Return)
    assert view.viewpoint.place.record == first
    qtbot.keyClick(picture, Qt.Key.Key_Escape)
    assert picture.record is None
    assert view.chart is not None
    assert picture.accessibleDescription() == view.chart.alt


def test_the_figures_are_copied_as_a_spreadsheet_takes_them(view: ChartView) -> None:
    view.copy_figures()
    assert view.chart is not None
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t") == list(view.chart.data.header)
    assert len(lines) == len(view.chart.data.rows) + 1
    assert all(len(line.split("\t")) == len(view.chart.data.header) for line in lines)


def test_the_picture_is_copied_in_the_colours_of_print(
    view: ChartView, qapp: QApplication, qtbot: QtBot
) -> None:
    theme.wear(qapp, "dark")
    view.copy_picture()
    assert QGuiApplication.clipboard().image().pixelColor(2, 2).name() == "#ffffff"


def test_the_figures_can_stand_in_place_of_the_picture(view: ChartView) -> None:
    view.show_figures(True)
    table = view.findChild(QTableWidget)
    assert isinstance(table, QTableWidget)
    assert view.chart is not None
    assert table.rowCount() == len(view.chart.data.rows)
    assert not view.picture.isVisible()
    view.show_figures(False)
    assert view.picture.isVisible()


@pytest.mark.parametrize(("kind", "begins"), [("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_a_chart_is_saved_under_a_name_that_says_who_may_not_have_it(
    view: ChartView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, begins: bytes
) -> None:
    asked = []

    def ask(parent: object, suggested: str, kinds: str, *, turned: bool) -> Path:
        asked.append((suggested, turned))
        return tmp_path / suggested

    monkeypatch.setattr(files, "save_file", ask)
    view.save_as(kind)
    [(name, turned)] = asked
    assert name.endswith(f" - not for the client.{kind}")
    assert not turned
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_turned_to_the_client_the_name_says_for_whom_it_is(
    view: ChartView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view.viewpoint.turn(everyone(view.viewpoint.snapshot.parties))
    asked = []

    def ask(parent: object, suggested: str, kinds: str, *, turned: bool) -> None:
        asked.append((suggested, turned))

    monkeypatch.setattr(files, "save_file", ask)
    view.save_as("png")
    [(name, turned)] = asked
    assert name.endswith(" - joint.png")
    assert turned
    assert list(tmp_path.glob("*.png")) == []


def test_a_chart_that_cannot_be_written_is_refused_in_words(
    view: ChartView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(files, "save_file", lambda *_, **__: tmp_path / "nowhere" / "chart.png")
    with qtbot.waitSignal(view.viewpoint.refused) as refused:
        view.save_as("png")
    assert isinstance(refused.args[0], TrustDeskError)


def test_a_chart_with_nothing_to_show_yet_still_stands(chemist: Viewpoint, qtbot: QtBot) -> None:
    view = _drawn(chemist, qtbot, "load")
    assert view.chart is not None
    assert view.accessibleDescription() == view.chart.alt


def test_the_menu_offers_the_record_it_was_asked_over(view: ChartView) -> None:
    assert view.chart is not None
    over = view.chart.ids[0].record
    words = [action.text() for action in view.menu(over).actions()]
    assert words[0] == "Open"
    assert {"Copy picture", "Copy figures", "Save as", "Show figures"} <= set(words)
    assert "Open" not in [action.text() for action in view.menu().actions()]
