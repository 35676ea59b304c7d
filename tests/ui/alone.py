"""The keyboard alone, and the mouse alone: each reaches only what a user could reach with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final, TypeVar

from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QWheelEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCalendarWidget,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QToolButton,
    QWidget,
)

from tests.ui.hands import Hands
from ui.widgets.record_table.view import TableView
from ui.window import Window

W = TypeVar("W", bound=QWidget)
_FARTHEST: Final = 30
"""So many presses of one key are patience enough to reach something."""
_NOTCH: Final = 120
_WRITTEN: Final = (QLineEdit, QPlainTextEdit)


class Way:
    """What both ways share: the window, and waiting until it has done what it was asked for."""

    def __init__(self, window: Window) -> None:
        self.window = window

    def settle(self) -> None:
        """Wait until everything that was begun is done."""
        QApplication.processEvents()
        if self.window.workspace is not None:
            Hands(self.window.workspace).settle()

    def _type(self, words: str) -> None:
        for letter in words:
            QTest.keyClick(_focus_window(), letter)


class Keyboard(Way):
    """Keys, sent to whatever has the keyboard. Nothing is pointed at, and nothing is given the keyboard."""

    def press(self, *keys: str) -> None:
        """Press keys by their names, such as K, Return or Ctrl+3, one after the other."""
        for name in keys:
            combination = QKeySequence(name)[0]
            QTest.keyClick(_focus_window(), combination.key(), combination.keyboardModifiers())
            self.settle()

    def type(self, words: str, *then: str) -> None:
        """Type words, and then press keys."""
        self._type(words)
        self.settle()
        self.press(*then)

    def reach(self, name: str, key: str = "Tab") -> None:
        """Press a key until the keyboard is on what goes by that name."""
        passed = []
        for _ in range(_FARTHEST):
            if name in (at := _names(QApplication.focusWidget())):
                return
            passed.append(at[0] or at[1] or type(QApplication.focusWidget()).__name__)
            self.press(key)
        raise AssertionError(f"“{name}” is not to be reached with {key}, by way of {passed}")

    def choose(self, words: str) -> None:
        """Choose from the list that has the keyboard."""
        box = QApplication.focusWidget()
        assert isinstance(box, QComboBox)
        self.press("Alt+Down", "Home")
        for _ in range(box.count()):
            if words in str(box.view().currentIndex().data()):
                break
            self.press("Down")
        self.press("Return")
        assert words in box.currentText()

    def pick(self, words: str) -> None:
        """Choose from the menu that is open."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        for _ in menu.actions():
            self.press("Down")
            if (active := menu.activeAction()) is not None and _plain(active.text()) == words:
                self.press("Return")
                return
        raise AssertionError(f"no entry “{words}”")

    def find(self, words: str) -> None:
        """Find a record or a command with the palette."""
        self.press("Ctrl+K")
        self.type(words, "Return")


class Mouse(Way):
    """The pointer: it clicks at places of the screen where something is seen, and turns the wheel.

    Words that have to be written are typed, after a click into where they go.
    """

    def click(self, name: str, kind: type[W] = QAbstractButton) -> W:  # type: ignore[assignment]
        """Click what goes by that name."""
        found = self.seen(name, kind)
        self._click_at(found, found.rect())
        return found

    def write(self, name: str, words: str) -> None:
        """Click into a field and type."""
        field = next(one for one in self._all(QWidget) if isinstance(one, _WRITTEN) and name in _names(one))
        self._click_at(field, field.rect())
        self._type(words)
        self.settle()

    def choose(self, name: str, words: str) -> None:
        """Open a list by a click, and click a line in it."""
        box = self.click(name, QComboBox)
        view = box.view()
        row = next(at for at in range(box.count()) if words in box.itemText(at))
        self._click_row(view, view.model().index(row, box.modelColumn()))
        assert words in box.currentText()

    def pick(self, words: str) -> None:
        """Click an entry of the menu that is open."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), "no menu is open"
        entry = next(one for one in menu.actions() if _plain(one.text()) == words)
        self._click_at(menu, menu.actionGeometry(entry))

    def row(self, words: str) -> None:
        """Click the row of a table in which these words stand."""
        for view in self._all(TableView):
            for row in range(view.model().rowCount()):
                cells = [view.model().index(row, column) for column in view.shown_columns()]
                for cell in cells:
                    if words in str(cell.data()):
                        self._click_row(view, cell)
                        return
        raise AssertionError(f"no row with “{words}” is seen")

    def day(self, name: str, wanted: date) -> None:
        """Open the calendar of a field by its button, and click the day."""
        line = self.seen(name, QLineEdit)
        opener = next(one for one in line.findChildren(QToolButton) if one.isVisible())
        self._click_at(opener, opener.rect())
        calendar = self.seen("", QCalendarWidget)
        while (calendar.yearShown(), calendar.monthShown()) != (wanted.year, wanted.month):
            ahead = (calendar.yearShown(), calendar.monthShown()) < (wanted.year, wanted.month)
            self.click("The month after" if ahead else "The month before")
        view = next(iter(calendar.findChildren(QAbstractItemView)))
        cells = [
            view.model().index(row, column)
            for row in range(1, view.model().rowCount())
            for column in range(view.model().columnCount())
        ]
        same = [cell for cell in cells if str(cell.data()) == str(wanted.day)]
        self._click_row(view, same[0] if wanted.day < 15 else same[-1])

    def seen(self, name: str, kind: type[W]) -> W:
        """What is visible, can be used and goes by that name; an empty name is that of the first there is."""
        for widget in self._all(kind):
            if not name or name in _names(widget):
                return widget
        raise AssertionError(f"no {kind.__name__} “{name}” is seen")

    def _all(self, kind: type[W]) -> Iterator[W]:
        root = QApplication.activePopupWidget() or self.window
        for widget in root.findChildren(kind):
            if widget.isVisible() and widget.isEnabled():
                yield widget

    def _click_row(self, view: QAbstractItemView, index: QModelIndex) -> None:
        for _ in range(_FARTHEST):
            box = view.visualRect(index)
            if view.viewport().rect().contains(box.center()):
                break
            _wheel(view.viewport(), box.center().y() < 0)
        self._click_at(view.viewport(), view.visualRect(index))

    def _click_at(self, widget: QWidget, box: QRect) -> None:
        """Click where the middle of a box of a widget is seen, whatever is there."""
        _wheel_to(widget, box)
        top = widget.window()
        popup = QApplication.activePopupWidget()
        assert popup is None or popup is top, f"{popup} stands before {widget}"
        at = widget.mapTo(top, box.center())
        there = top.childAt(at) or top
        assert there is widget or widget.isAncestorOf(there), f"{there} lies over {widget}"
        at = there.mapFrom(top, at)
        QTest.mouseMove(there, at)
        QTest.mouseClick(there, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        self.settle()


def _focus_window() -> QWindow:
    """The window that has the keyboard.

    Without a window manager nobody gives the keyboard back where a panel over another one was closed.
    """
    if (window := QGuiApplication.focusWindow()) is not None:
        return window
    left = QApplication.activePopupWidget() or QApplication.activeWindow()
    assert left is not None, "no window has the keyboard"
    return left.windowHandle()


def _names(widget: QWidget | None) -> tuple[str, str]:
    text = getattr(widget, "text", None)
    words = _plain(str(text())) if callable(text) else ""
    return (widget.accessibleName() if widget is not None else ""), words


def _plain(words: str) -> str:
    return words.partition("\t")[0].replace("&&", "&")


def _wheel_to(widget: QWidget, box: QRect) -> None:
    """Turn the wheel over what scrolls around a widget until it is seen."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            room = around.viewport()
            for _ in range(_FARTHEST):
                at = widget.mapTo(room, box.center())
                if room.rect().contains(at):
                    break
                if not 0 <= at.y() < room.height():
                    _wheel(room, at.y() < 0)
                else:
                    _wheel(room, at.x() < 0, across=True)
        around = around.parentWidget()


def _wheel(room: QWidget, back: bool, *, across: bool = False) -> None:
    turn = _NOTCH if back else -_NOTCH
    at = QPointF(room.rect().center())
    QApplication.sendEvent(
        room,
        QWheelEvent(
            at,
            QPointF(room.mapToGlobal(QPoint(int(at.x()), int(at.y())))),
            QPoint(),
            QPoint(turn, 0) if across else QPoint(0, turn),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        ),
    )
    QApplication.processEvents()
