"""The pages of a relationship as a row of words; those there is no room for are under "More"."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from trustdesk.words import N_
from ui import icons, theme
from ui.places import inside
from ui.widgets.basics import button
from ui.words import say

GAP = 20


class Tabs(QWidget):
    """One button a page; the one that is shown is marked."""

    def __init__(self, go: Callable[[str], object]) -> None:
        super().__init__()
        self._go = go
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(GAP))
        self._buttons: dict[str, QPushButton] = {}
        for at, page in enumerate(inside(), start=1):
            made = button(say(page.label), "tab", run=partial(self._on_tab, page.name))
            made.setCheckable(True)
            made.setAccessibleDescription(
                QKeySequence(f"Ctrl+{at}").toString(QKeySequence.SequenceFormat.NativeText)
            )
            self._buttons[page.name] = made
            line.addWidget(made)
        self._more = button(say(N_("More")), "tab", icon="chevron-down")
        self._menu = QMenu(self)
        self._more.setMenu(self._menu)
        line.addWidget(self._more)
        line.addStretch(1)
        self._current = ""

    def show_current(self, name: str) -> None:
        """Mark the page that is shown."""
        self._current = name
        for page, made in self._buttons.items():
            made.setChecked(page == name)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _on_tab(self, name: str) -> None:
        self._buttons[name].setChecked(name == self._current)  # the place decides, not the click
        self._go(name)

    def _on_more_chosen(self, name: str, _checked: bool = False) -> None:
        self._go(name)

    def _fit(self) -> None:
        gap = theme.px(GAP)
        wide = {name: made.sizeHint().width() + gap for name, made in self._buttons.items()}
        room = self.width()
        if sum(wide.values()) > room:
            room -= self._more.sizeHint().width() + gap + wide.get(self._current, 0)
            shown = {self._current}
            for name, width in wide.items():
                if name != self._current:
                    room -= width
                    if room < 0:
                        break
                    shown.add(name)
        else:
            shown = set(wide)
        for name, made in self._buttons.items():
            made.setVisible(name in shown)
        self._menu.clear()
        for page in inside():
            if page.name not in shown:
                self._menu.addAction(icons.icon(page.icon), say(page.label)).triggered.connect(
                    partial(self._on_more_chosen, page.name)
                )
        self._more.setVisible(len(shown) < len(wide))
