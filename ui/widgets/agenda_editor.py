"""The agenda of a workshop in its blocks, to be read, and written where the minutes are not issued yet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from trustdesk.actions import records
from trustdesk.records import AgendaItem, Workshop
from trustdesk.words import N_, Text, plural
from ui import theme, writing
from ui.viewpoint import Viewpoint
from ui.widgets.add_line import AddLine
from ui.widgets.ask import perform, verb_named
from ui.widgets.basics import boxed, clear, column, icon_button, label, row, tip
from ui.widgets.editors import Editor
from ui.widgets.popover import Popover
from ui.widgets.record_form import RecordForm
from ui.widgets.record_table.column import name_of
from ui.words import say

BLOCKS: Final = (
    ("achieved", N_("Achieved?")),
    ("adjust", N_("Adjust")),
    ("recognise", N_("Recognise")),
    ("other", N_("Further")),
)
_MINUTES: Final = re.compile(r"[\s,(]+(\d{1,3})\s*min\.?\)?$")


class AgendaEditor(QWidget):
    """The items block by block. An item is changed in a small panel; a line in each block adds another."""

    def __init__(self, viewpoint: Viewpoint) -> None:
        super().__init__()
        self._viewpoint = viewpoint
        self._workshop: Workshop | None = None
        self._rows: dict[str, _Item] = {}
        self._adders: dict[str, AddLine] = {}
        self._heading = label(say(N_("Agenda")), "heading")
        self._time = label("", "muted")
        self._none = label(
            say(N_("Nothing is written yet: the pack proposes an agenda from the record.")),
            "muted",
            wrap=True,
        )
        self._blocks = column(gap=16)
        self.setLayout(column(row(self._heading, self._time, 1, gap=12), self._none, self._blocks, gap=12))

    def show_workshop(self, workshop: Workshop) -> None:
        """Show the agenda of a workshop of the snapshot."""
        held = next((id for id, line in self._rows.items() if line.hasFocus()), None)
        typed = {block: line.text() for block, line in self._adders.items() if line.text()}
        typing = next((block for block, line in self._adders.items() if line.hasFocus()), None)
        same = self._workshop is not None and self._workshop.id == workshop.id
        self._workshop = workshop
        items = self._viewpoint.snapshot.of(AgendaItem, "workshop_id", workshop)
        clear(self._blocks)
        self._rows.clear()
        self._adders.clear()
        open_ = self._viewpoint.editable and workshop.issued_on is None
        for block, title in BLOCKS:
            mine = [item for item in items if item.kind == block]
            if mine or open_:
                self._blocks.addWidget(self._block(block, title, mine, open_))
        self._none.setVisible(not items)
        self._time.setText(say(_time(workshop, items, turned=self._viewpoint.turned)))
        if same:
            self._take_up(held, typing, typed)

    def _take_up(self, held: str | None, typing: str | None, typed: dict[str, str]) -> None:
        """Give the keyboard back to where it was, and what was being written too."""
        for block, words in typed.items():
            if block in self._adders:
                self._adders[block].setText(words)
        if typing in self._adders:
            self._adders[typing].setFocus()
        elif held in self._rows:
            self._rows[held].setFocus()

    def _block(self, block: str, title: str, items: Sequence[AgendaItem], open_: bool) -> QWidget:
        lines = column(label(say(title), "strong"), gap=2)
        for item in items:
            made = _Item(item, self._about(item), open_)
            made.asked.connect(self._open)
            made.moved.connect(self._move)
            made.dropped.connect(self._delete)
            self._rows[item.id] = made
            lines.addWidget(made)
        if open_:
            prompt = say(N_("Add an item"))
            adder = AddLine(prompt, partial(self._add, block))
            adder.setProperty("role", "add")
            adder.setAccessibleName(f"{say(title)}: {prompt}")
            tip(adder, say(N_("Minutes may stand at the end: Decide the gate, 20 min")))
            adder.refused.connect(self._viewpoint.refused.emit)
            self._adders[block] = adder
            lines.addWidget(adder)
        return boxed(lines)

    def _about(self, item: AgendaItem) -> str:
        found = (self._viewpoint.snapshot.get(id) for id in item.about)
        return ", ".join(name_of(record) for record in found if record is not None)

    def _add(self, block: str, words: str) -> str:
        assert self._workshop is not None
        minutes = _MINUTES.search(words)
        values = {
            "workshop_id": self._workshop.id,
            "kind": block,
            "text": words[: minutes.start()] if minutes else words,
            "minutes": int(minutes[1]) if minutes else None,
            "audience": self._workshop.audience,
        }
        return writing.add(self._viewpoint, AgendaItem, values)

    def _open(self, id: str) -> None:
        """Let an item be changed."""
        form = RecordForm(self._viewpoint)
        form.show_record(id)
        form.setFixedWidth(theme.px(340))
        up = icon_button("arrow-up", say(N_("Earlier (Alt+Up)")), run=partial(self._move, id, -1))
        down = icon_button("arrow-down", say(N_("Later (Alt+Down)")), run=partial(self._move, id, 1))
        away = icon_button("trash-2", say(N_("Delete")))
        # The panel belongs to what stays: the lines are made anew each time something is saved.
        popover = Popover(self, column(form, row(up, down, 1, away), gap=12), say(N_("Agenda item")))
        away.clicked.connect(popover.close)
        away.clicked.connect(lambda _=False: self._delete(id))
        popover.closed.connect(form.settle)
        line = self._rows[id]
        popover.open_below(line.mapToGlobal(line.rect().bottomLeft()))
        next(iter(form.findChildren(Editor))).setFocus()

    def _move(self, id: str, by: int) -> None:
        """Let an item change places with its neighbour in its block."""
        item = self._viewpoint.snapshot.find(AgendaItem, id)
        if item is None or self._workshop is None:
            return
        every = self._viewpoint.snapshot[AgendaItem]
        block = [one for one in every if (one.workshop_id, one.kind) == (item.workshop_id, item.kind)]
        to = block.index(item) + by
        if not 0 <= to < len(block):
            return
        at = every.index(block[to])

        def place(session: Session) -> None:
            records.place(session, records.get(session, AgendaItem, id), at)

        self._viewpoint.do(N_("Agenda reordered"), place)

    def _delete(self, id: str) -> None:
        verb = verb_named(self._viewpoint, (id,), "delete")
        if verb is not None:
            perform(self._viewpoint, verb, (id,), self)


class _Item(QWidget):
    """One item, whole: its words, what it is about, its minutes. Enter or a click opens it."""

    asked = Signal(str)
    moved = Signal(str, int)
    dropped = Signal(str)

    def __init__(self, item: AgendaItem, about: str, open_: bool) -> None:
        super().__init__()
        self._id = item.id
        self._open = open_
        words = label(item.text, wrap=True)
        minutes = say(Text(N_("{n} min"), {"n": item.minutes})) if item.minutes else ""
        said = column(words, label(about, "note", wrap=True) if about else None, gap=0)
        length = label(minutes, "muted")
        line = row(said, length, gap=12)
        line.setAlignment(length, Qt.AlignmentFlag.AlignTop)
        line.setStretch(0, 1)
        line.setContentsMargins(*(theme.px(side) for side in (8, 4, 8, 4)))
        self.setLayout(line)
        self.setAccessibleName(" ".join(part for part in (item.text, minutes, about) if part))
        if open_:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tinted while mouse or keyboard is on it."""
        if self._open and (self.underMouse() or self.hasFocus()):
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("wash"))
            painter.drawRoundedRect(self.rect(), theme.px(6), theme.px(6))
            painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._open and self.rect().contains(event.position().toPoint()):
            self.asked.emit(self._id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens it, Delete takes it away, Alt with an arrow moves it."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.asked.emit(self._id)
        elif event.key() == Qt.Key.Key_Delete:
            self.dropped.emit(self._id)
        elif alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(self._id, -1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)


def _time(workshop: Workshop, items: Sequence[AgendaItem], *, turned: bool) -> Text | str:
    """How long it takes; beside the sum, the whole would tell a client of items it does not see."""
    taken = sum(item.minutes or 0 for item in items)
    if not taken:
        return ""
    if workshop.minutes and not turned:
        return Text(N_("{n} of {of} minutes"), {"n": taken, "of": workshop.minutes})
    return plural(N_("{n} minute"), N_("{n} minutes"), taken)
