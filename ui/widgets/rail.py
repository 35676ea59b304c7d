"""The rail at the left of the window: the desk, the relationships with a mark of their state, search."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from trustdesk.words import N_
from ui import icons, theme
from ui.places import DESK_PAGE
from ui.summaries import Summaries
from ui.viewpoint import Viewpoint
from ui.widgets.basics import label, picture, row, tip
from ui.widgets.in_line import clearable
from ui.widgets.painted_button import PaintedButton
from ui.widgets.rail_list import TALL, RailList, RailModel, paint_ground
from ui.words import say

FILTER_FROM: Final = 12
"""With more relationships than this there is a line to find one by its name."""
_NARROW: Final = 120
"""Below this width the rail is icons alone."""


class Rail(QWidget):
    """Where to go. It is as wide as its room, and icons alone where that is narrow."""

    def __init__(self, viewpoint: Viewpoint, summaries: Summaries) -> None:
        super().__init__()
        self._viewpoint = viewpoint
        self._narrow = False
        self.setProperty("role", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(say(N_("Where to go")))
        self._mark = picture(icons.icon("handshake", "accent"), 20)
        self._name = label("TrustDesk", "heading")
        self._desk = _Entry(N_("Desk"), "house", lambda: viewpoint.go(DESK_PAGE))
        self._line = QLineEdit()
        self._line.setPlaceholderText(say(N_("Find a relationship")))
        self._line.setAccessibleName(say(N_("Find a relationship")))
        clearable(self._line)
        self._model = RailModel(viewpoint, summaries, self)
        self._list = RailList(self._model)
        self._new = _Entry(N_("New relationship"), "plus", lambda: viewpoint.go("beginning"))
        self._search = _Entry(N_("Search"), "search", lambda: viewpoint.go("search"))
        self._lay_out()
        self._line.textChanged.connect(self._model.narrow_to)
        self._line.returnPressed.connect(self._on_line_return)
        self._list.chosen.connect(self._on_list_chosen)
        viewpoint.changed.connect(self._on_viewpoint_changed)
        viewpoint.moved.connect(self._show_place)
        self._on_viewpoint_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In little room only the icons are left."""
        super().resizeEvent(event)
        narrow = self.width() < theme.px(_NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            self._show_width()

    def _lay_out(self) -> None:
        around = QVBoxLayout(self)
        edge = theme.px(8)
        around.setContentsMargins(edge, theme.px(16), edge, theme.px(12))
        around.setSpacing(theme.px(2))
        around.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        head = row(self._mark, self._name, 1, gap=8)
        head.setContentsMargins(theme.px(8), 0, 0, theme.px(16))
        around.addLayout(head)
        around.addWidget(self._desk)
        around.addSpacing(theme.px(8))
        around.addWidget(self._line)
        around.addWidget(self._list, 1)
        around.addSpacing(theme.px(8))
        around.addWidget(self._new)
        around.addWidget(self._search)

    def _on_viewpoint_changed(self) -> None:
        turned = self._viewpoint.turned
        self._model.catch_up()
        self._desk.setVisible(not turned)
        self._new.setVisible(not turned)
        self._show_width()
        self._show_place()

    def _show_width(self) -> None:
        few = len(self._viewpoint.heads) <= FILTER_FROM
        self._line.setVisible(not few and not self._narrow)
        if few and self._line.text():
            self._line.clear()
        self._name.setVisible(not self._narrow)
        for entry in (self._desk, self._new, self._search):
            entry.show_width(narrow=self._narrow)
        self._list.set_narrow(self._narrow)

    def _show_place(self) -> None:
        page = self._viewpoint.place.page
        for entry, name in ((self._desk, DESK_PAGE), (self._new, "beginning"), (self._search, "search")):
            entry.show_place(page == name)
        self._list.show_relationship(self._viewpoint.relationship)

    def _on_line_return(self) -> None:
        relationship = self._model.relationship(self._model.first())
        if relationship is not None:
            self._line.clear()
            self._viewpoint.enter(relationship)

    def _on_list_chosen(self, index: QModelIndex) -> None:
        relationship = self._model.relationship(index)
        if relationship is None:
            self._model.fold()
        elif relationship != self._viewpoint.relationship:
            self._viewpoint.enter(relationship)


class _Entry(PaintedButton):
    """A line of the rail that is no relationship: icon and words, dressed like the lines of the list."""

    def __init__(self, words: str, icon: str, run: Callable[[], object]) -> None:
        super().__init__(run)
        self._words = say(words)
        self._icon = icons.icon(icon)
        self._narrow = False
        self.setAccessibleName(self._words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.here = False

    def show_width(self, *, narrow: bool) -> None:
        """Show the icon alone, with the words as its tooltip, or both."""
        self._narrow = narrow
        tip(self, self._words if narrow else "")
        self.update()

    def show_place(self, here: bool) -> None:
        """Mark that the window is there, or no longer."""
        self.here = here
        self.setAccessibleDescription(say(N_("shown now")) if here else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(40), theme.px(TALL))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect()
        paint_ground(painter, box, here=self.here, over=self.underMouse(), focus=self.hasFocus())
        side = theme.px(icons.SIZE)
        self._icon.paint(painter, theme.px(8), box.center().y() + 1 - side // 2, side, side)
        if not self._narrow:
            painter.setFont(theme.font(strong=self.here))
            painter.setPen(theme.colour("ink"))
            room = box.adjusted(theme.px(30), 0, -theme.px(8), 0)
            words = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.end()
