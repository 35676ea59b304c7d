"""The palette: one line to find anything by, commands, pages, relationships, records and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final, TypeVar

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from trustdesk.words import N_, Text
from ui import icons, matches, theme
from ui.viewpoint import Viewpoint
from ui.widgets.ask import perform, usable_verbs, verb_icon
from ui.widgets.basics import column, hairline, label
from ui.widgets.entry_model import Heading
from ui.widgets.found_list import Found, FoundList
from ui.widgets.popover import Popover
from ui.widgets.search_line import SearchLine
from ui.words import one_line, say

T = TypeVar("T")
RECORDS: Final = 12
"""How many records are offered at most."""
FROM: Final = 2
"""From so many letters on records are looked for."""
_OTHERS: Final = 8
_WIDE: Final = 640
_TALL: Final = 420
_PAUSE: Final = 90  # milliseconds without a key before records are looked for


class CommandPalette(Popover):
    """A frame at the top of the window: type, choose with the arrows, Enter does it, Escape leaves.

    `commands` are offered while they are enabled; what can be done to the `selected` records goes first.
    """

    def __init__(
        self,
        viewpoint: Viewpoint,
        commands: Sequence[QAction],
        parent: QWidget,
        selected: Sequence[str] = (),
    ) -> None:
        self._viewpoint = viewpoint
        self._commands = [action for action in commands if action.isEnabled() and action.isVisible()]
        self._selected = tuple(selected)
        self._window = parent
        name = say(N_("Find records and commands"))
        self._list = FoundList(say(N_("What was found")))
        self._line = SearchLine(name, say(N_("Type a command, a name, words of a record …")), self._list)
        self._line.setFont(theme.font(theme.HEADING))
        self._nothing = label(say(N_("Nothing by these words. Fewer letters find more.")), "muted")
        content = column(self._line, hairline(), self._list, self._nothing, gap=8)
        before = QApplication.focusWidget()
        super().__init__(
            before if before is not None and parent.isAncestorOf(before) else parent, content, name
        )
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(lambda: self._show(records=True))
        self._line.textChanged.connect(self._on_line_changed)
        self._line.returnPressed.connect(self._on_line_return)
        self._list.opened.connect(self.close)

    def open_on_top(self) -> None:
        """Open in the middle of the window's upper part."""
        window = self._window.window()
        wide = min(theme.px(_WIDE), window.width() - theme.px(32))
        self.setFixedSize(wide, min(theme.px(_TALL), window.height() - theme.px(64)))
        self._show(records=False)
        self.move(window.mapToGlobal(QPoint((window.width() - wide) // 2, theme.px(48))))
        self.show()
        self._line.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_line_changed(self) -> None:
        self._show(records=False)
        self._pause.start()

    def _on_line_return(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self._show(records=True)
        self._list.open()

    def _show(self, *, records: bool) -> None:
        words = self._line.text().strip()
        lines: list[Heading | Found] = []
        for heading, found in (
            (N_("What can be done with it"), self._verbs(words)),
            (N_("Relationships"), self._relationships(words)),
            (N_("Commands"), self._actions(words)),
            (N_("Records"), self._records(words) if records else []),
        ):
            if found:
                lines += [Heading(say(heading)), *found]
        self._list.show_lines(lines)
        self._list.setVisible(bool(lines) or not words)
        self._nothing.setVisible(bool(words) and not lines and records)

    def _actions(self, words: str) -> list[Found]:
        offered = [(_plain(action), action) for action in self._commands]
        most = _OTHERS if words else len(offered)
        return [_of_action(name, action) for name, action in best(words, offered)[:most]]

    def _relationships(self, words: str) -> list[Found]:
        viewpoint = self._viewpoint
        heads = [
            (one_line(head.name), head.id) for head in viewpoint.heads if head.id != viewpoint.relationship
        ]
        icon = icons.icon("handshake", "muted")
        return [
            Found(name, partial(viewpoint.enter, id), icon)
            for name, id in best(words, heads)[: _OTHERS if words else 5]
        ]

    def _records(self, words: str) -> list[Found]:
        if len(words) < FROM:
            return []
        viewpoint = self._viewpoint
        others = [head for head in viewpoint.heads if head.id != viewpoint.relationship]
        names = {head.id: one_line(head.name) for head in others}
        return [
            Found(
                match.words,
                partial(match.open, viewpoint),
                match.icon,
                names.get(match.hit.relationship or "", ""),
                match.beside,
            )
            for match in matches.find(viewpoint, words, RECORDS)
        ]

    def _verbs(self, words: str) -> list[Found]:
        if not self._selected:
            return []
        viewpoint, selected, window = self._viewpoint, self._selected, self._window
        offered = [(say(verb.label), verb) for verb in usable_verbs(viewpoint, selected)]
        seen = [one_line(record.heading) for id in selected if (record := viewpoint.snapshot.get(id))]
        about = seen[0] if len(seen) == 1 else say(Text(N_("{n} selected"), {"n": len(selected)}))
        return [
            Found(name, partial(perform, viewpoint, verb, selected, window), verb_icon(verb), about[:40])
            for name, verb in best(words, offered)[:_OTHERS]
        ]


def best(words: str, offered: Sequence[tuple[str, T]]) -> list[tuple[str, T]]:
    """What of the offered matches, best first: whole words begun, then parts of words, then their letters."""
    wanted = words.casefold().split()
    ranked = [(rank, at) for at, (name, _) in enumerate(offered) if (rank := _rank(wanted, name)) is not None]
    return [offered[at] for _, at in sorted(ranked)]


def _rank(wanted: Sequence[str], name: str) -> int | None:
    """How well a name matches, 0 being best; None where it does not."""
    folded = name.casefold()
    own = folded.split()
    if all(any(word.startswith(token) for word in own) for token in wanted):
        return 0
    if all(token in folded for token in wanted):
        return 1
    letters = iter(folded)
    return 2 if all(letter in letters for letter in "".join(wanted)) else None


def _of_action(name: str, action: QAction) -> Found:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return Found(name, action.trigger, action.icon(), keys=keys)


def _plain(action: QAction) -> str:
    """The words of an action without the sign of its shortcut."""
    return action.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
