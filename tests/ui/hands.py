"""A user's hands: what is pressed, typed and clicked in the window, and what the user then sees."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from time import monotonic
from typing import Any, Final, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QItemSelectionModel, QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QMenu,
    QPushButton,
    QScrollArea,
    QSlider,
    QWidget,
)

from tests.ui.screen import shown
from ui.widgets.notices import Notices
from ui.widgets.record_form import SAVE_AFTER
from ui.widgets.record_table import RecordTable
from ui.workspace import Workspace

W = TypeVar("W", bound=QWidget)

_SOON: Final = 400
"""Timers up to so many milliseconds are waited for: they finish what was begun. Longer ones are habits, such
as saving a field that is still being typed in."""
_LONGEST: Final = 20.0


class Hands:
    """Real keys and clicks, sent to where they would go: the window, panel or menu that has the keyboard."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.window = workspace.window
        self.viewpoint = workspace.viewpoint

    @cached_property
    def home(self) -> str:
        """The relationship in which the hands are at work: the first."""
        return self.viewpoint.heads[0].id

    # What is done

    def press(self, keys: str) -> None:
        """Press keys by their name, such as K, Return or Ctrl+Z, wherever the keyboard is now."""
        combination = QKeySequence(keys)[0]
        # Down and up one by one: a key may open or close a panel, and comes up over another one then.
        for move in (QTest.keyPress, QTest.keyRelease):
            move(self._keyboard(), combination.key(), combination.keyboardModifiers())

    def press_and_answer(self, keys: str, answer: str) -> None:
        """Press keys that bring up a question, and click one of its answers."""
        # The question waits in a loop of its own, within that of the program: so there has to be one.
        running = QEventLoop()

        def ask() -> None:
            QTimer.singleShot(200, self.window, reply)
            self.press(keys)
            running.quit()

        def reply() -> None:
            question = QApplication.activeModalWidget()
            assert question is not None, "nothing is asked"
            self.click(answer, question)

        QTimer.singleShot(0, self.window, ask)
        running.exec()
        self.window.activateWindow()  # as every window manager does once a question is answered
        assert QTest.qWaitForWindowActive(self.window)

    def type(self, words: str, end: str = "") -> None:
        """Type words where the keyboard is, and perhaps a key at the end."""
        for letter in words:
            for move in (QTest.keyPress, QTest.keyRelease):
                move(self._keyboard(), letter)
        if end:
            self.press(end)

    def click(self, what: str | QWidget, within: QWidget | None = None, at: QPoint | None = None) -> None:
        """Click a button by what it is called, or any widget that is seen."""
        widget = self.find(QAbstractButton, what, within) if isinstance(what, str) else what
        assert widget.isVisible() and widget.isEnabled(), f"nobody can click {what}"
        _bring_to_sight(widget)
        QTest.mouseClick(
            widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at or widget.rect().center()
        )

    def enter(self, name: str, within: QWidget | None = None) -> QWidget:
        """Bring the keyboard to a field by its label."""
        field = self.find(QWidget, name, within, by_keyboard=True)
        _bring_to_sight(field)
        field.setFocus(Qt.FocusReason.TabFocusReason)
        return field

    def write(self, name: str, words: str, end: str = "", within: QWidget | None = None) -> None:
        """Write other words into a field by its label, and perhaps a key at the end."""
        self.enter(name, within)
        self.press("Ctrl+A")
        self.type(words, end)

    def choose(self, name: str, words: str, within: QWidget | None = None) -> None:
        """Choose from a drop-down list by its label, with the keys."""
        self.enter(name, within)
        box = QApplication.focusWidget()
        assert isinstance(box, QComboBox), f"{name} is no list"
        to = next(at for at in range(box.count()) if words in box.itemText(at))
        by = to - box.currentIndex()
        self.press("Alt+Down")
        for _ in range(abs(by)):
            self.press("Down" if by > 0 else "Up")
        self.press("Return")

    def pick(self, words: str) -> None:
        """Choose an entry of the menu that is open, with the keys."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), "no menu is open"
        entry = next(
            one for one in menu.actions() if one.text().partition("\t")[0].replace("&&", "&") == words
        )
        assert entry.isEnabled()
        for _ in menu.actions():
            if menu.activeAction() is not entry:
                self.press("Down")
        self.press("Return")

    def select(self, *rows: str, table: RecordTable | None = None) -> RecordTable:
        """Select rows of a table by their ref or their words, with the keyboard on the last one."""
        table = table or self.table
        flags = QItemSelectionModel.SelectionFlag
        table.view.setFocus(Qt.FocusReason.TabFocusReason)
        for at, row in enumerate(rows):
            index = table.model.index(_row(table, row), table.view.shown_columns()[0])
            add = flags.ClearAndSelect if at == 0 else flags.Select
            table.view.selectionModel().setCurrentIndex(index, add | flags.Rows)
        self.settle()
        return table

    def go(self, page: str) -> None:
        """Go to a page of the first relationship, or of the desk."""
        self.viewpoint.go(page, self.home)
        self.settle()

    def undo(self) -> None:
        """Take back the last step: where the notice offers that, with a click, else with the key."""
        offered = [one for one in self.notice.findChildren(QPushButton) if one.isVisible()]
        if offered:
            self.click(offered[0])
        else:
            self.press("Ctrl+Z")
        self.settle()

    def put_notice_away(self) -> None:
        """Click the notice away, if there is one: it takes room from the page."""
        if self.notice.isVisible():
            self.click("Put away", self.notice)
            self.settle()

    def unfold(self, name: str) -> None:
        """Open a part of a form that is folded."""
        fold = self.find(QAbstractButton, name)
        if fold.accessibleDescription() == "Closed":
            self.click(fold)

    def pause(self) -> None:
        """Stop typing for as long as it takes until what was typed is saved by itself."""
        QTest.qWait(SAVE_AFTER + 100)

    def _keyboard(self) -> QWindow | QWidget:
        """What keys go to: the panel or menu that is open, else the window."""
        QApplication.processEvents()
        popup = QApplication.activePopupWidget()
        if isinstance(popup, QAbstractItemView):
            return popup  # what is proposed while one types; its window comes and goes with each letter
        window = (popup or self.window).windowHandle()
        assert window is not None
        return window

    # What is there

    @property
    def page(self) -> Any:
        """The page that is shown."""
        return self.workspace.page

    @property
    def table(self) -> RecordTable:
        """The table on the page."""
        return next(one for one in self.page.findChildren(RecordTable) if one.isVisible())

    @property
    def panel(self) -> QWidget:
        """The panel or menu that is open over the window."""
        open_ = QApplication.activePopupWidget()
        assert open_ is not None, "nothing is open"
        return open_

    def find(
        self, kind: type[W], name: str, within: QWidget | None = None, *, by_keyboard: bool = False
    ) -> W:
        """The first widget of a kind that can be used and goes by that name; a … stands for more words."""
        root = within or QApplication.activePopupWidget() or self.window
        for widget in root.findChildren(kind):
            if by_keyboard and widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
                continue
            if widget.isVisible() and widget.isEnabled() and _is_called(widget, name):
                return widget
        raise AssertionError(f"nothing called “{name}” is seen")

    def settle(self) -> None:
        """Wait until everything that was begun is done."""
        ends = monotonic() + _LONGEST
        for _ in range(2):
            while monotonic() < ends:
                QApplication.processEvents()
                QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
                timers = self.window.findChildren(QTimer)
                if not self.workspace.jobs.busy and not any(map(_is_pending, timers)):
                    break
                QTest.qSleep(2)
            QApplication.processEvents()

    @property
    def notice(self) -> Notices:
        """The line above the page, shown or not."""
        found = self.window.findChild(Notices)
        assert found is not None
        return found

    def seen(self) -> list[str]:
        """All that can be seen: the words, what is ticked, chosen and selected, what can be used.

        Left out are the notice and the time of saving, which tell that something was done, the names of the
        steps that undo and redo stand for, and where the keyboard is.
        """
        rooms = (self.window.rail, self.window.head)
        roots = [room.itemAt(at).widget() for room in rooms for at in range(room.count())]
        roots = [one for one in roots if not one.findChildren(Notices)]
        page = self.window.pages.currentWidget()
        return [self.window.windowTitle(), *shown(*roots, page), *_states(*roots, page)]


def _is_pending(timer: QTimer) -> bool:
    return timer.isActive() and timer.isSingleShot() and timer.interval() <= _SOON


def _names(widget: QWidget) -> tuple[str, ...]:
    text = getattr(widget, "text", None)
    words = str(text()).replace("&&", "&") if callable(text) else ""
    return widget.accessibleName(), words, widget.toolTip(), widget.accessibleDescription()


def _is_called(widget: QWidget, name: str) -> bool:
    begins = name.endswith("…") and any(one.startswith(name[:-1]) for one in _names(widget))
    return begins or name in _names(widget)


def _row(table: RecordTable, wanted: str) -> int:
    for row in range(table.model.rowCount()):
        record = table.model.record_at(row)
        if wanted in (getattr(record, "ref", ""), record.heading) or record.heading.startswith(wanted):
            return row
    raise AssertionError(f"no row is about {wanted}")


def _bring_to_sight(widget: QWidget) -> None:
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()


def _states(*roots: QWidget) -> Iterator[str]:
    """What is ticked, chosen, selected and to be used, of all that is visible."""
    for root in roots:
        for widget in root.findChildren(QWidget):
            if not widget.isVisible():
                continue
            name = f"{type(widget).__name__} {widget.accessibleName()}"
            if not widget.isEnabled():
                yield f"{name}: not to be used"
            if isinstance(widget, QAbstractButton) and widget.isChecked():
                yield f"{name}: ticked"
            if isinstance(widget, QSlider):
                yield f"{name}: {getattr(widget, 'chosen', widget.value)()}"
            if isinstance(widget, QAbstractItemView) and widget.selectionModel() is not None:
                rows = sorted({index.row() for index in widget.selectionModel().selectedRows()})
                yield f"{name}: selected {rows}"
