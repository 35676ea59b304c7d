"""The palette: everything by typing; turned to a client nothing private and no other relationship."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from trustdesk import audience as audiences
from trustdesk.records import Commitment, Concern
from ui.viewpoint import Viewpoint
from ui.widgets.command_palette import CommandPalette, best
from ui.widgets.entry_model import ENTRY
from ui.widgets.found_list import Found, FoundList
from ui.widgets.search_line import SearchLine


@pytest.fixture
def window(qtbot: Any) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    return made


def opened(
    window: QMainWindow, viewpoint: Viewpoint, *commands: QAction, selected: str = ""
) -> CommandPalette:
    palette = CommandPalette(viewpoint, commands, window, [selected] if selected else [])
    palette.open_on_top()
    return palette


def offered(palette: CommandPalette) -> list[str]:
    model = palette.findChild(FoundList).model()
    found = (model.index(at, 0).data(ENTRY) for at in range(model.rowCount()))
    return [line.words for line in found if isinstance(line, Found)]


def type_in(palette: CommandPalette, qtbot: Any, words: str) -> SearchLine:
    line = palette.findChild(SearchLine)
    qtbot.keyClicks(line, words)
    return line


def test_a_command_is_found_by_its_words_and_done_with_enter(
    window: QMainWindow, sample: Viewpoint, qtbot: Any
) -> None:
    done: list[bool] = []
    pack, other = QAction("Prepare a pack…", window), QAction("Settings", window)
    pack.triggered.connect(lambda: done.append(True))
    palette = opened(window, sample, other, pack)
    line = type_in(palette, qtbot, "pack")
    assert offered(palette)[0] == "Prepare a pack…"
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert done == [True]


def test_a_command_that_cannot_be_done_now_is_not_offered(
    window: QMainWindow, sample: Viewpoint, qtbot: Any
) -> None:
    action = QAction("Prepare a pack…", window)
    action.setEnabled(False)
    palette = opened(window, sample, action)
    type_in(palette, qtbot, "pack")
    assert "Prepare a pack…" not in offered(palette)
    palette.close()


def test_another_relationship_is_opened_by_its_name(
    window: QMainWindow, sample: Viewpoint, qtbot: Any
) -> None:
    palette = opened(window, sample)
    line = type_in(palette, qtbot, "sallow")
    assert offered(palette)[0] == "Sallowfield at Ellingrave"
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert sample.relationship == sample.heads[1].id


def test_a_record_is_found_by_words_in_it(window: QMainWindow, sample: Viewpoint, qtbot: Any) -> None:
    palette = opened(window, sample)
    line = type_in(palette, qtbot, "name the hospitals")
    qtbot.waitUntil(lambda: any(words.startswith("Name the hospitals") for words in offered(palette)))
    while not line.accessibleDescription().startswith("Name the hospitals that"):
        qtbot.keyClick(line, Qt.Key.Key_Down)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert sample.place.page == "record"


def test_what_can_be_done_to_the_selection_goes_first(
    window: QMainWindow, sample: Viewpoint, qtbot: Any
) -> None:
    promise = next(one for one in sample.snapshot[Commitment] if one.outcome is None)
    palette = opened(window, sample, QAction("Keys", window), selected=promise.id)
    line = type_in(palette, qtbot, "kept")
    assert offered(palette)[0] == "Kept"
    if promise.due < sample.today:
        palette.close()
        return
    qtbot.keyClick(line, Qt.Key.Key_Return)
    kept = sample.snapshot.find(Commitment, promise.id)
    assert kept is not None
    assert kept.outcome == "kept"


def test_escape_leaves_and_gives_the_keyboard_back(
    window: QMainWindow, sample: Viewpoint, qtbot: Any
) -> None:
    palette = opened(window, sample)
    with qtbot.waitSignal(palette.closed):
        qtbot.keyClick(palette.findChild(SearchLine), Qt.Key.Key_Escape)


def test_turned_to_a_client_neither_others_nor_what_is_private_is_offered(
    window: QMainWindow, sample: Viewpoint, qtbot: Any
) -> None:
    private = next(one for one in sample.snapshot[Concern] if one.audience == "consultant")
    sample.turn(audiences.everyone(sample.snapshot.parties))
    for words in ("sallow", " ".join(private.text.split()[:4])):
        palette = opened(window, sample)
        line = type_in(palette, qtbot, words)
        qtbot.keyClick(line, Qt.Key.Key_Return)
        assert not offered(palette)
        palette.close()


def test_whole_words_go_before_parts_and_parts_before_letters() -> None:
    names = [("p-r-o", 0), ("improve", 1), ("program", 2)]
    assert [name for name, _ in best("pro", names)] == ["program", "improve", "p-r-o"]
    assert not best("xyz", names)
