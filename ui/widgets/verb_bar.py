"""What can be done with a record: the usual verbs as buttons, the others in a menu."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton

from trustdesk.words import N_, Text
from ui import icons, theme
from ui.verbs import Verb
from ui.viewpoint import Viewpoint
from ui.widgets.ask import menu_of, perform, usable_verbs, verb_icon
from ui.widgets.basics import button, icon_button, tip
from ui.widgets.flow import Flow
from ui.words import say

MOST_BUTTONS: Final = 5


class VerbBar(Flow):
    """Buttons for what can be done with some records now; `more` opens the rest and may stand anywhere."""

    def __init__(self, viewpoint: Viewpoint) -> None:
        super().__init__(theme.px(4))
        self.viewpoint = viewpoint
        self._ids: tuple[str, ...] = ()
        self._verbs: tuple[Verb, ...] | None = None
        self._rest: tuple[Verb, ...] = ()
        self._buttons: list[QPushButton] = []
        self.more = icon_button("ellipsis", say(N_("More that can be done")), run=self._open_menu)
        self.more.setParent(self)

    def show_records(self, ids: Sequence[str]) -> None:
        """Offer what can be done with the records of these ids."""
        self._ids = tuple(ids)
        verbs = usable_verbs(self.viewpoint, ids)
        if verbs == self._verbs:
            return
        self._verbs = verbs
        held = any(made.hasFocus() for made in self._buttons)
        for made in self._buttons:
            self.take(made)
            made.deleteLater()
        first = [verb for verb in verbs if verb.first][:MOST_BUTTONS]
        self._rest = tuple(verb for verb in verbs if verb not in first)
        self._buttons = [self._button(verb) for verb in first]
        for made in self._buttons:
            self.add(made)
        self.setVisible(bool(first))
        self.more.setVisible(bool(self._rest))
        if (
            held
        ):  # the button that was pressed is gone: the keyboard stays here, and off what closes the panel
            self.more.setFocus()

    def _button(self, verb: Verb) -> QPushButton:
        made = button(say(verb.label), run=lambda: perform(self.viewpoint, verb, self._ids, self))
        made.setIcon(verb_icon(verb))
        made.setIconSize(QSize(theme.px(icons.SIZE), theme.px(icons.SIZE - 4)))
        if verb.key:
            tip(made, say(Text(N_("Key {key} in a table"), {"key": verb.key})))
        return made

    def _open_menu(self) -> None:
        menu = menu_of(self.viewpoint, self._rest, self._ids, self.more)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
