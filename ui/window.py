"""The window: a rail at the left, the head, the page, the foot. It shows places; it knows nothing of records.

It is there, empty, before anything heavy is imported: `painted` tells when it has been seen for the first
time. What shows a desk (`ui.workspace`) moves in then: into `rail_room`, `head`, `pages`, `side` and `foot`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSettings, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui import theme

if TYPE_CHECKING:
    from ui.workspace import Workspace

NAME = "TrustDesk"
SMALLEST = (860, 520)
RAIL = 220
RAIL_OF_ICONS = 64
ROOMY = 1060
EDGE = 4


class Window(QMainWindow):
    """The one window. `workspace` is what it holds while a desk is open, None otherwise."""

    painted = Signal()
    closing = Signal()

    def __init__(self) -> None:
        self._seen = False
        self._title = NAME
        self._covered = False
        super().__init__()
        self.setWindowTitle(NAME)
        self.setMinimumSize(*SMALLEST)
        self.workspace: Workspace | None = None
        self._edge = QFrame()
        self._edge.setProperty("role", "edge")
        self._across = across = QHBoxLayout(self._edge)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        self.rail_room = QFrame()
        self.rail_room.setProperty("role", "rail")
        self.rail_room.setFixedWidth(theme.px(RAIL))
        self.rail = _room(self.rail_room)
        self.head = _room()
        self.foot = _room()
        self.side = _room()
        self.pages = QStackedWidget()
        middle = QHBoxLayout()
        middle.addWidget(self.pages, 1)
        middle.addLayout(self.side)
        body_room = QFrame()
        body_room.setProperty("role", "page")
        body = _room(body_room)
        body.addLayout(self.head)
        body.addLayout(middle, 1)
        body.addLayout(self.foot)
        across.addWidget(self.rail_room)
        across.addWidget(body_room, 1)
        self._whole = QStackedWidget()
        self._whole.addWidget(self._edge)
        self.setCentralWidget(self._whole)

    def put_back(self) -> None:
        """Take the place and size the window had last time, as far as a screen still shows it."""
        settings = QSettings()
        kept = settings.value("window")
        if kept is None or not self.restoreGeometry(kept):
            room = QGuiApplication.primaryScreen().availableGeometry()
            self.resize(min(1440, room.width() - 80), min(900, room.height() - 80))

    def mark_turned(self, turned: bool) -> None:
        """Draw, or take away, the coloured edge that says the screen is turned to a client."""
        if self._edge.property("turned") != turned:
            self._edge.setProperty("turned", turned)
            self._edge.style().unpolish(self._edge)
            self._edge.style().polish(self._edge)
            width = theme.px(EDGE) if turned else 0
            self._across.setContentsMargins(width, width, width, width)

    def show_page(self, page: QWidget) -> None:
        """Bring a page to the front; it is added when it is new."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)

    def drop_page(self, page: QWidget) -> None:
        """Take a page out of the window for good."""
        # It keeps its parent, and with it its owner, to the end: were it Python's, its pieces could be
        # collected while Qt is deleting them.
        self.pages.removeWidget(page)
        page.hide()
        page.deleteLater()

    def cover(self, page: QWidget) -> None:
        """Show a page over all there is, which stays as it is behind it and is neither seen nor reached."""
        self._whole.addWidget(page)
        self._whole.setCurrentWidget(page)
        self._covered = True
        self.setWindowTitle(self._title)
        self._let_keys_work(working=False)
        page.setFocus()

    def uncover(self) -> None:
        """Take the cover away."""
        while (page := self._whole.currentWidget()) is not self._edge:
            assert page is not None
            self._whole.removeWidget(page)
            page.hide()
            page.deleteLater()
        self._covered = False
        self.setWindowTitle(self._title)
        self._let_keys_work(working=True)

    def _let_keys_work(self, *, working: bool) -> None:
        """Let the keys of the window's commands work, or not: they would reach through a cover."""
        # Here, since the namespace takes an eighth of the time to the first paint to load.
        from PySide6.QtCore import Qt

        contexts = Qt.ShortcutContext
        for action in self.actions():
            action.setShortcutContext(contexts.WindowShortcut if working else contexts.WidgetShortcut)

    def setWindowTitle(self, title: str) -> None:
        """Name what is shown; behind a cover nothing is named."""
        self._title = title
        super().setWindowTitle(NAME if self._covered else title)

    def empty(self) -> None:
        """Take everything of a desk out of the window."""
        from ui.widgets.basics import clear

        for room in (self.rail, self.head, self.side, self.foot):
            clear(room)
        while (page := self.pages.currentWidget()) is not None:
            self.drop_page(page)
        self.uncover()
        self.mark_turned(False)
        self.setWindowTitle(NAME)

    def event(self, event: QEvent) -> bool:
        """Tell of the first paint."""
        done = super().event(event)
        if not self._seen and event.type() == QEvent.Type.Paint:
            self._seen = True
            self.painted.emit()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room for the size of the text, the rail is icons alone."""
        super().resizeEvent(event)
        roomy = self.width() >= theme.px(ROOMY)
        self.rail_room.setFixedWidth(theme.px(RAIL if roomy else RAIL_OF_ICONS))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let the Tab key go through the window as it stands now."""
        from ui.tab_order import go_on

        shown = self._whole.currentWidget() or self._edge
        return go_on(shown, forward=forward) or super().focusNextPrevChild(forward)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system when it turns dark or light and that was asked for."""
        super().changeEvent(event)
        app = QApplication.instance()
        if event.type() == QEvent.Type.ThemeChange and isinstance(app, QApplication):
            theme.follow(app)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is being typed; what cannot be saved is asked about, and may keep the window open."""
        if self.workspace is not None and not self.workspace.may_leave():
            event.ignore()
            return
        QSettings().setValue("window", self.saveGeometry())
        self.closing.emit()
        event.accept()


def _room(parent: QWidget | None = None) -> QVBoxLayout:
    made = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(0)
    return made
