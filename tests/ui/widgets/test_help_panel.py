"""The help panel: what it shows, where its links lead, and how it goes away."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QPushButton, QTextBrowser, QToolButton

from ui import help as words
from ui import theme
from ui.widgets.help_panel import HelpPanel


@pytest.fixture
def panel(qtbot: Any) -> HelpPanel:
    made = HelpPanel()
    qtbot.addWidget(made)
    made.resize(360, 600)
    made.show()
    return made


def text(panel: HelpPanel) -> QTextBrowser:
    (found,) = panel.findChildren(QTextBrowser)
    return found


def top_line(panel: HelpPanel) -> str:
    return str(text(panel).cursorForPosition(QPoint(2, 8)).block().text())


@pytest.mark.parametrize("name", words.names())
def test_every_page_is_shown_in_full(panel: HelpPanel, name: str) -> None:
    panel.show_page(name)
    shown = text(panel).toPlainText()
    assert shown.startswith(words.markdown(name).partition("\n")[0][2:])
    assert "**" not in shown
    assert "](" not in shown
    assert text(panel).document().idealWidth() <= 360


def test_a_page_can_be_shown_from_an_anchor(panel: HelpPanel) -> None:
    panel.show_page("method#candour")
    assert top_line(panel) == "Told in time"


def test_a_link_is_followed_and_the_way_back_is_offered(panel: HelpPanel, qtbot: Any) -> None:
    panel.show_page("record")
    text(panel).anchorClicked.emit(QUrl("method#candour"))
    assert top_line(panel) == "Told in time"
    back = next(found for found in panel.findChildren(QToolButton) if found.accessibleName() == "Back")
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert panel.shown == "record"
    assert back.isHidden()


def test_a_link_can_be_followed_by_the_keyboard(panel: HelpPanel, qtbot: Any) -> None:
    panel.show_page("index")
    text(panel).setFocus()
    qtbot.keyClick(text(panel), Qt.Key.Key_Tab)
    qtbot.keyClick(text(panel), Qt.Key.Key_Return)
    assert panel.shown == "desk"


def test_all_topics_are_one_click_away(panel: HelpPanel, qtbot: Any) -> None:
    panel.show_page("packs")
    (topics,) = panel.findChildren(QPushButton)
    qtbot.mouseClick(topics, Qt.MouseButton.LeftButton)
    assert panel.shown == "index"


def test_escape_puts_it_away(panel: HelpPanel, qtbot: Any) -> None:
    panel.show_page("record")
    qtbot.keyClick(text(panel), Qt.Key.Key_Escape)
    assert panel.isHidden()


def test_a_link_that_leads_out_is_not_followed(panel: HelpPanel) -> None:
    panel.show_page("record")
    text(panel).anchorClicked.emit(QUrl("https://example.org/"))
    assert panel.shown == "record"


def test_it_follows_another_palette(panel: HelpPanel, qapp: QApplication) -> None:
    panel.show_page("index")
    theme.wear(qapp, "dark")
    cursor = QTextCursor(text(panel).document())
    while not cursor.charFormat().isAnchor():
        assert cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
    assert cursor.charFormat().foreground().color() == theme.colour("accent")
