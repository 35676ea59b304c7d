"""The questions of a new relationship, one widget each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from trustdesk import templates
from trustdesk.records import Party, Person
from trustdesk.records.checks import key_of
from trustdesk.records.relationships import RESERVED_NAMES
from trustdesk.templates import Template
from trustdesk.words import N_, Text, joined
from ui import theme
from ui.viewpoint import Viewpoint
from ui.widgets.basics import (
    PartyDot,
    button,
    clear,
    column,
    icon_button,
    label,
    row,
)
from ui.widgets.beginning_preview import figures
from ui.widgets.choice_card import ChoiceCard
from ui.widgets.editors import Editor, editor_of_kind
from ui.widgets.flow import Flow
from ui.words import caption, one_line, say

MOST_PARTIES: Final = 6
TWO: Final = 2


class QuestionBox(QWidget):
    """A question with what it asks for below it, and what is wrong with the answer beside it."""

    def __init__(self, number: int, asked: str, about: str) -> None:
        super().__init__()
        title = say(Text(N_("{number}  {question}"), {"number": number, "question": Text(asked)}))
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(8))
        self._said = label("", "note", wrap=True, tone="bad")
        self._said.hide()
        head = column(label(title, "heading", wrap=True), label(say(about), "muted", wrap=True), gap=4)
        self.setLayout(column(head, self.body, self._said, gap=12))
        self.setAccessibleName(say(asked))

    def complain(self, words: str | None) -> None:
        """Say what is wrong; None takes it back."""
        self._said.setText(words or "")
        self._said.setVisible(bool(words))


class PartiesQuestion(QuestionBox):
    """Who takes part: a line for each party, two at least."""

    changed = Signal()

    def __init__(self, viewpoint: Viewpoint) -> None:
        super().__init__(1, N_("Who takes part?"), N_("The organisations, as they call each other."))
        self._viewpoint = viewpoint
        self._lines: list[Editor] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.px(8))
        self._more = button(say(N_("Another party")), "link", icon="plus", run=self._on_more_clicked)
        self.body.addLayout(self._rows)
        for _ in range(TWO):
            self._add()
        self.body.addWidget(self._more)
        self.setFocusProxy(self._lines[0])

    @property
    def names(self) -> tuple[str, ...]:
        """What was written, in order; blank where nothing was."""
        return tuple(str(line.value()).strip() for line in self._lines)

    def check(self) -> bool:
        """Say what is wrong with the names beside them; true when nothing is."""
        seen: set[object] = set()
        good = True
        for line, name in zip(self._lines, self.names, strict=True):
            wrong = _fault_of(name, seen)
            seen.add(key_of(name))
            line.complain(say(wrong) if wrong else None)
            good = good and wrong is None
        return good

    def reset(self) -> None:
        """Begin with two blank lines."""
        while len(self._lines) > TWO:
            self._take(self._lines[-1])
        for line in self._lines:
            line.show_value("")
            line.complain(None)
        self.changed.emit()

    def _add(self) -> Editor:
        at = len(self._lines)
        line = editor_of_kind(Party.fields["name"], self._viewpoint, Party)
        control = line.focusProxy()
        assert control is not None
        control.setAccessibleName(say(Text(N_("Party {n}"), {"n": at + 1})))
        line.edited.connect(self.changed)
        away = icon_button("x", say(N_("Leave this party out")), run=lambda: self._on_away_clicked(line))
        if at < TWO:
            away.hide()
        held = row(PartyDot(at), line, away, gap=8)
        held.setStretch(1, 1)
        holder = QWidget()
        holder.setMaximumWidth(theme.px(420))
        holder.setLayout(held)
        self._rows.addWidget(holder)
        if self._lines:
            self._follow_on(self._lines[-1], line, away)
        self._lines.append(line)
        if len(self._lines) == MOST_PARTIES:
            self._more.hide()
        return line

    def _follow_on(self, before: Editor, line: Editor, away: QWidget) -> None:
        """Let Tab lead from line to line, before it leads to the button below them."""
        first, then = before.focusProxy(), line.focusProxy()
        assert first is not None and then is not None
        QWidget.setTabOrder(first, then)
        QWidget.setTabOrder(then, away)

    def _take(self, line: Editor) -> None:
        """Leave a party out; those after it move up."""
        at = self._lines.index(line)
        for one, after in zip(self._lines[at:], self._lines[at + 1 :], strict=False):
            one.show_value(after.value())
        holder = self._lines.pop().parentWidget()
        assert holder is not None
        self._rows.removeWidget(holder)
        holder.hide()
        holder.deleteLater()
        self._more.show()

    def _on_more_clicked(self) -> None:
        self._add().setFocus()
        self.changed.emit()

    def _on_away_clicked(self, line: Editor) -> None:
        self._take(line)
        self.changed.emit()


class SideQuestion(QuestionBox):
    """Whose side the consultant is on: none, or one of the parties."""

    def __init__(self) -> None:
        about = N_("Only you read this, and no figure changes by it.")
        super().__init__(2, N_("Whose side are you on?"), about)
        self._group = QButtonGroup(self)
        self._chips = Flow(theme.px(6))
        self._buttons: list[QPushButton] = []
        self.body.addWidget(self._chips)
        self.show_names(())

    @property
    def chosen(self) -> int | None:
        """The place of the party that was chosen, None for neutral."""
        at = self._group.checkedId()
        return at if at >= 0 else None

    def show_names(self, names: Sequence[str]) -> None:
        """Offer these parties; the place that was chosen stays."""
        words = [
            say(N_("Neither: I am neutral")),
            *(one_line(name) or _nameless(at) for at, name in enumerate(names)),
        ]
        while len(self._buttons) > len(words):
            last = self._buttons.pop()
            if last.isChecked():
                self._buttons[0].setChecked(True)
            self._group.removeButton(last)
            self._chips.take(last)
            last.deleteLater()
        for at, said in enumerate(words):
            if at == len(self._buttons):
                self._add(at)
            chip = self._buttons[at]
            chip.setText(caption(said))
            chip.setAccessibleName(said)
            chip.adjustSize()
        self._chips.updateGeometry()

    def reset(self) -> None:
        """Back to neutral."""
        self._buttons[0].setChecked(True)

    def _add(self, at: int) -> None:
        chip = button("", "chip")
        chip.setChecked(at == 0)
        self._group.addButton(chip, at - 1 if at else _NEUTRAL)
        self._buttons.append(chip)
        self._chips.add(chip)


class TemplateQuestion(QuestionBox):
    """What the program begins from: a card for each template, and one for none."""

    changed = Signal()

    def __init__(self) -> None:
        about = N_("A template brings stages, promises, trust steps and questions. All of it can be changed.")
        super().__init__(3, N_("What do you begin from?"), about)
        self._templates = [templates.load(name) for name in templates.names()]
        self._group = QButtonGroup(self)
        self._cards = [
            *map(_card, self._templates),
            ChoiceCard(say(_NO_TEMPLATE), say(_NO_TEMPLATE_WORDS), ""),
        ]
        self._turn = 0
        grid = QGridLayout()
        grid.setSpacing(theme.px(8))
        for at, card in enumerate(self._cards):
            self._group.addButton(card, at)
            grid.addWidget(card, at // TWO, at % TWO)
            card.toggled.connect(lambda on: self.changed.emit() if on else None)
        self._parts = label("", wrap=True)
        self._swap = button(say(N_("Change parts")), "link", run=self._on_swap_clicked)
        self.body.addLayout(grid)
        self.body.addWidget(self._parts)
        self.body.addWidget(self._swap)
        self.reset()

    def chosen(self, names: Sequence[str]) -> Template:
        """The template for parties of these names; without one, an empty program of theirs."""
        at = self._group.checkedId()
        return self._templates[at] if 0 <= at < len(self._templates) else templates.empty(names)

    def roles(self, names: Sequence[str]) -> dict[str, str]:
        """Which party takes which part."""
        template = self.chosen(names)
        turned = [*names[self._turn :], *names[: self._turn]]
        return dict(zip(template.roles, turned if self._brings_parts else names, strict=False))

    def show_names(self, names: Sequence[str]) -> None:
        """Offer what suits so many parties, and say which part each of them takes."""
        for template, card in zip(self._templates, self._cards, strict=False):
            fits = len(template.roles) == len(names)
            told = figures(template)
            many = Text(N_("For {n} parties"), {"n": len(template.roles)})
            card.offer(say(told) if fits else say(many), fits=fits)
            if not fits and card.isChecked():
                self._cards[-1].setChecked(True)
        self._turn %= max(len(names), 1)
        lines = [
            Text(N_("{party} is the {role}"), {"party": one_line(name) or _nameless(at), "role": Text(role)})
            for at, (role, name) in enumerate(self.roles(names).items())
        ]
        shown = self._brings_parts
        self._parts.setText(say(joined(lines, " · ")) if shown else "")
        self._parts.setVisible(shown)
        self._swap.setVisible(shown)

    def reset(self) -> None:
        """The template most will want."""
        self._turn = 0
        names = templates.names()
        self._cards[names.index(_USUAL) if _USUAL in names else 0].setChecked(True)

    @property
    def _brings_parts(self) -> bool:
        return 0 <= self._group.checkedId() < len(self._templates)

    def _on_swap_clicked(self) -> None:
        self._turn += 1
        self.changed.emit()


class SponsorsQuestion(QuestionBox):
    """Who answers for it at the top: a line for each party, which may stay blank."""

    def __init__(self, viewpoint: Viewpoint) -> None:
        about = N_("The executive of each side who opens doors and signs at the gates. It may come later.")
        super().__init__(5, N_("Who are the sponsors?"), about)
        self._viewpoint = viewpoint
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.px(8))
        self._grid.setColumnStretch(2, 1)
        self._lines: list[Editor] = []
        self._names: list[QLabel] = []
        self.body.addLayout(self._grid)

    @property
    def names(self) -> tuple[str, ...]:
        """The sponsor of each party, blank where there is none yet."""
        return tuple(str(line.value()).strip() for line in self._lines)

    def show_names(self, names: Sequence[str]) -> None:
        """A line for each of these parties; what was written stays."""
        written = self.names
        if len(written) != len(names):
            clear(self._grid)
            self._lines, self._names = [], []
            for at in range(len(names)):
                self._add(at, written[at] if at < len(written) else "")
        for at, name in enumerate(names):
            said = one_line(name) or _nameless(at)
            self._names[at].setText(caption(said))  # a label with a buddy takes & for a shortcut
            control = self._lines[at].focusProxy()
            assert control is not None
            control.setAccessibleName(say(Text(N_("Sponsor of {party}"), {"party": said})))

    def reset(self) -> None:
        """Nobody yet."""
        for line in self._lines:
            line.show_value("")

    def _add(self, at: int, written: str) -> None:
        field = replace(Person.fields["name"], required=False, help=Person.fields["sponsor"].help)
        line = editor_of_kind(field, self._viewpoint, Person)
        line.setFixedWidth(theme.px(240))
        line.show_value(written)
        name = label("", wrap=True)
        name.setFixedWidth(theme.px(180))
        name.setBuddy(line)
        self._grid.addWidget(name, at, 0)
        self._grid.addWidget(line, at, 1)
        self._names.append(name)
        self._lines.append(line)


def _fault_of(name: str, seen: set[object]) -> Text | None:
    if not name:
        return Text(N_("What is this party called?"))
    if name.casefold() in RESERVED_NAMES or ";" in name:
        return Text(N_("Choose a name without a semicolon, other than “joint” and “consultant”."))
    return Text(N_("Two parties cannot have the same name.")) if key_of(name) in seen else None


def _nameless(at: int) -> str:
    return say(Text(N_("Party {n}"), {"n": at + 1}))


def _card(template: Template) -> ChoiceCard:
    words = " ".join(template.description.split())
    return ChoiceCard(say(template.name), words, say(figures(template)))


_NEUTRAL: Final = -2
_USUAL: Final = "mutual_alliance"
_NO_TEMPLATE: Final = N_("An empty program")
_NO_TEMPLATE_WORDS: Final = N_("One stage of eight weeks with nothing in it. For any number of parties.")
