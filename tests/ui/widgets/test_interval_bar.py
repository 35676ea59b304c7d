from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from trustdesk.measures.evidence import ON_SCREEN, Evidence
from ui import theme
from ui.widgets.interval_bar import IntervalBar


def _grabbed(bar: IntervalBar) -> QImage:
    return bar.grab().toImage()


def test_a_bar_says_its_record_in_words(qtbot: QtBot) -> None:
    bar = IntervalBar(0, Evidence(5, 2), 9)
    qtbot.addWidget(bar)
    low, high = Evidence(5, 2).interval(ON_SCREEN)
    assert bar.accessibleName() == f"0.67, between {low:.2f} and {high:.2f} (80 %), from 9 cases"
    assert bar.accessibleName() in bar.toolTip()


def test_a_record_of_one_case_is_said_in_the_singular(qtbot: QtBot) -> None:
    bar = IntervalBar(0, Evidence(1, 0), 1)
    qtbot.addWidget(bar)
    assert bar.accessibleName().endswith("from 1 case")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_mark_stands_at_the_expected_value_in_the_colour_of_the_party(
    scheme: theme.Scheme, qapp: QApplication, qtbot: QtBot
) -> None:
    theme.wear(qapp, scheme)
    bar = IntervalBar(1, Evidence(5, 2), 9)
    qtbot.addWidget(bar)
    bar.resize(203, 16)
    at = round(Evidence(5, 2).expected * 200) + 1
    assert _grabbed(bar).pixelColor(at, 8) == QColor(theme.palette().party(1))


def test_what_is_not_yet_known_is_an_empty_track_and_says_so(qtbot: QtBot) -> None:
    bar = IntervalBar(0)
    qtbot.addWidget(bar)
    bar.resize(200, 16)
    assert bar.accessibleName() == "not yet known"
    picture = _grabbed(bar)
    colours = {picture.pixelColor(x, 8).name() for x in range(2, 198)}
    assert colours == {theme.palette().hairline}
