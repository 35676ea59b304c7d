"""The question before something goes: deleted, so that undo brings it back, or erased for good.

Both ways stand side by side, so that the difference is seen before one is taken. What is erased has to be
typed by its name: no slip of the hand does that.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QDialog, QLayout, QLineEdit, QWidget

from trustdesk.backups import Backup
from trustdesk.desk.erase import Erasure, Mention
from trustdesk.words import N_, Text, plural
from ui import theme
from ui.widgets.basics import boxed, button, column, hairline, label, restyle, row, scrolled
from ui.widgets.choice_card import ChoiceCard
from ui.widgets.line_button import LineButton
from ui.words import caption, one_line, say, when

WIDE: Final = 560
_FIRST: Final = 5
"""How many texts that name a person are shown before all are asked for."""
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True)
class Way:
    """One way to let something go: its name and what it means, the words of the button that takes it, and
    what is told when it is done (all marked); what it erases (None: it is only deleted), and the name that
    has to be typed for it."""

    name: str
    means: str
    do: str
    told: str
    erasure: Erasure | None = None
    typed: str = ""


@dataclass(frozen=True)
class Matter:
    """What is to go: what is asked, what goes with it, the ways there are, the texts that name it and stay,
    and the backups that hold it."""

    asked: Text
    goes: Text
    ways: tuple[Way, ...]
    mentions: tuple[Mention, ...] = ()
    backups: tuple[Backup, ...] = ()


class LettingGo(QDialog):
    """Asks which way something goes. Afterwards `way` is the one that was taken, `with_backups` whether the
    backups there are go too, and `sought` a text that was to be read instead."""

    def __init__(self, parent: QWidget, matter: Matter) -> None:
        super().__init__(parent)
        self.setWindowTitle("TrustDesk")
        self.setAccessibleName(say(matter.asked))
        self.way = matter.ways[0]
        self.sought: Mention | None = None
        self._ways = matter.ways
        self._cards = QButtonGroup(self)
        for at, way in enumerate(matter.ways):
            self._cards.addButton(ChoiceCard(say(way.name), say(way.means), ""), at)
        self._backups = QCheckBox(caption(say(_REMOVE if matter.backups else _MAKE_NONE)))
        self._asked = label("", "strong", wrap=True)
        self._typed = QLineEdit()
        self._asked.setBuddy(self._typed)
        self._for_good = boxed(column(*self._about_erasing(matter), gap=16))
        self._keep = button(say(N_("Keep it")), run=self.reject)
        self._do = button(say(self.way.do), run=self.accept)
        self._cards.idClicked.connect(self._choose)
        self._typed.textChanged.connect(self._follow)
        self._inner = self._asking(matter)
        self.setLayout(self._arranged())
        self._behind = parent.window()
        self.setFixedWidth(min(theme.px(WIDE), self._behind.width()))
        self._cards.button(0).setChecked(True)
        self._choose(0)

    @property
    def with_backups(self) -> bool:
        """Whether no backup may keep what goes."""
        return self.way.erasure is not None and self._backups.isChecked()

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard begins at the way that is chosen."""
        super().showEvent(event)
        self._fit()
        self._cards.button(self._ways.index(self.way)).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the field erases once the name stands there; anywhere else it decides nothing."""
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
        elif self._typed.hasFocus() and self._do.isEnabled():
            self.accept()

    def _asking(self, matter: Matter) -> QWidget:
        asked, goes = label(say(matter.asked), "heading", wrap=True), label(say(matter.goes), wrap=True)
        return boxed(column(asked, goes, *self._cards.buttons(), self._for_good, 1, gap=16, margins=24))

    def _arranged(self) -> QLayout:
        answers = row(1, self._keep, self._do)
        answers.setContentsMargins(*(theme.px(side) for side in (24, 12, 24, 16)))
        whole = column(scrolled(self._inner), hairline(), answers, gap=0)
        whole.setStretch(0, 1)
        return whole

    def _about_erasing(self, matter: Matter) -> Iterator[QWidget]:
        if matter.mentions:
            yield boxed(column(*self._named_in(matter.mentions), gap=6))
        held, unless = label(say(_held_by(matter.backups)), wrap=True), label(say(_UNLESS), "note", wrap=True)
        yield boxed(column(held, unless, self._backups, gap=6))
        yield label(say(_ELSEWHERE), "note", wrap=True)
        yield boxed(column(self._asked, self._typed, gap=6))

    def _named_in(self, mentions: tuple[Mention, ...]) -> Iterator[QWidget]:
        told = plural(
            N_("One text names this person, in whole or in part. It stays as it is."),
            N_("{n} texts name this person, in whole or in part. They stay as they are."),
            len(mentions),
        )
        lines = [LineButton(_line(one), tone="accent", run=partial(self._seek, one)) for one in mentions]
        rest = boxed(column(*lines[_FIRST:], gap=6))
        rest.hide()
        yield label(say(told), wrap=True)
        yield from lines[:_FIRST]
        yield rest
        if len(lines) > _FIRST:
            more = button(say(N_("Show them all")), "link")
            more.clicked.connect(lambda: self._show_all(rest, more))
            yield more
        yield label(say(_EARLIER), "note", wrap=True)

    def _show_all(self, rest: QWidget, more: QWidget) -> None:
        rest.show()
        rest.findChildren(LineButton)[0].setFocus()
        more.hide()
        self._fit()

    def _fit(self) -> None:
        """Be as tall as what is asked, as far as the window behind it is."""
        if not self.isVisible():  # until then nobody knows how tall its words are
            return
        asking = self._inner.heightForWidth(self.width())
        answers = self._keep.sizeHint().height() + theme.px(12 + 16) + 1
        self.resize(self.width(), min(asking + answers, self._behind.height()))
        self.move(self._behind.frameGeometry().center() - self.rect().center())

    def _choose(self, at: int) -> None:
        self.way = self._ways[at]
        final = self.way.erasure is not None
        self._for_good.setVisible(final)
        self._do.setText(caption(say(self.way.do)))
        self._do.setAccessibleName(say(self.way.do))
        restyle(self._do, tone="bad" if final else "")
        asked = say(Text(N_("To go on, type: {name}"), {"name": one_line(self.way.typed)}))
        self._asked.setText(asked)
        self._typed.setAccessibleName(asked)
        self._follow()
        self._fit()

    def _follow(self) -> None:
        written = _as_typed(self._typed.text()) == _as_typed(self.way.typed)
        self._do.setEnabled(self.way.erasure is None or written)

    def _seek(self, mention: Mention) -> None:
        self.sought = mention
        self.reject()


def _held_by(backups: tuple[Backup, ...]) -> Text:
    if not backups:
        return Text(N_("No backup holds it yet."))
    times = {"newest": when(backups[0].at), "oldest": when(backups[-1].at)}
    return plural(
        N_("One backup may hold it, made {newest}."),
        N_("{n} backups may hold it, the newest made {newest}, the oldest {oldest}."),
        len(backups),
        **times,
    )


def _line(mention: Mention) -> str:
    """Where a person is named: the record's kind, the field, and the words around the name."""
    passage = mention.passage
    around = one_line(f"{passage.before}{passage.found}{passage.after}")
    return f"{say(mention.kind.singular).capitalize()}, {say(passage.label)}: {around}"


def _as_typed(name: str) -> str:
    """A name as it is compared with what was typed: not every keyboard has every dash and space."""
    plain = "".join("-" if unicodedata.category(sign) == "Pd" else sign for sign in name)
    return one_line(unicodedata.normalize("NFKC", plain)).casefold()


_UNLESS: Final = N_(
    "Unless you tick this, one more is made before anything goes: it is the only way to mend a mistake."
)
_REMOVE: Final = N_("Remove these backups too, and make a new one without it")
_MAKE_NONE: Final = N_("Make no backup of it first")
_ELSEWHERE: Final = N_("What you printed, exported or copied to other places stays as it is.")
_EARLIER: Final = N_(
    "Earlier versions of texts, in the history, may name them too. Erase the history to be rid of those."
)
