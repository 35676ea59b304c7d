"""The head of a stage: its name, its days, what its promises came to, and the way to its gate."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from trustdesk.errors import TrustDeskError
from trustdesk.measures.results import RUNNING
from trustdesk.style.marks import MARK_WORDS
from trustdesk.words import N_, Text
from ui import icons, theme, writing
from ui.viewpoint import Viewpoint
from ui.widgets.basics import button, column, icon_button, row, tip
from ui.widgets.board.faces import StageFace
from ui.widgets.line_button import LineButton
from ui.words import caption, day, say

INSET: Final = 7
"""Where words begin in a column: the name's own frame takes so much."""
_RULE: Final = 2
_MARK: Final = 11


class StageHead(QWidget):
    """One stage as the head of its column.

    `gate_asked` wants its gate, `opened` the stage itself, `menu_asked` what can be done with it, at a point
    of the screen; each with the stage's id.
    """

    gate_asked = Signal(str)
    opened = Signal(str)
    menu_asked = Signal(str, QPoint)

    def __init__(self, viewpoint: Viewpoint, face: StageFace) -> None:
        super().__init__()
        self.viewpoint = viewpoint
        self.face = face
        self.name = NameLine()
        self.name.written.connect(self._on_name_written)
        self._more = icon_button("ellipsis", say(N_("What can be done with this stage")))
        self._more.clicked.connect(self._on_more_clicked)
        self._days = LineButton(tone="muted", size=theme.NOTE)
        self._days.clicked.connect(lambda _=False: self.opened.emit(self.face.stage.id))
        self._marks = MarkCounts()
        self.gate = button("", "link")
        self.gate.clicked.connect(lambda _=False: self.gate_asked.emit(self.face.stage.id))
        top = row(self.name, self._more, gap=0)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, theme.px(_RULE + 6), 0, theme.px(8))
        around.setSpacing(theme.px(2))
        around.addLayout(top)
        inset = column(self._days, self._marks, self.gate, gap=6)
        inset.setContentsMargins(theme.px(INSET), 0, 0, 0)
        around.addLayout(inset)
        self.show_face(face)

    def show_face(self, face: StageFace) -> None:
        """Show another state of the stage."""
        self.face = face
        self.name.show_words(face.stage.name)
        self.name.setReadOnly(not self.viewpoint.editable)
        self._days.show_words(days_words(face))
        self._marks.show_counts(face.marks)
        words = gate_words(face)
        self.gate.setText(caption(words))
        self.gate.setAccessibleName(
            say(Text(N_("Gate of {stage}: {state}"), {"stage": face.stage.name, "state": words}))
        )
        self.update()

    def begin_rename(self) -> None:
        """Put the keyboard into the name, all of it selected."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rule above: the running stage has it in the accent."""
        painter = QPainter(self)
        running = self.face.measured is not None and self.face.measured.status == RUNNING
        tall = theme.px(_RULE) if running else 1
        painter.fillRect(0, 0, self.width(), tall, theme.colour("accent" if running else "hairline"))
        painter.end()

    def _on_name_written(self, words: str) -> None:
        try:
            writing.write(self.viewpoint, self.face.stage, {"name": words})
        except TrustDeskError as error:
            self.name.show_words(self.face.stage.name)
            self.viewpoint.refused.emit(error)

    def _on_more_clicked(self) -> None:
        self.menu_asked.emit(self.face.stage.id, self._more.mapToGlobal(QPoint(0, self._more.height())))


class NameLine(QLineEdit):
    """A name that is written where it stands; `written` when it was changed. Escape takes it back."""

    written = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._stands = ""
        self.setProperty("role", "name")
        self.setFont(theme.font(strong=True))
        self.setAccessibleName(say(N_("Name of the stage")))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(0)
        self.editingFinished.connect(self._on_editing_finished)

    def show_words(self, words: str) -> None:
        """Show a name, unless another is being written."""
        self._stands = words
        if not (self.hasFocus() and self.isModified()):
            self.setText(words)
            self.setCursorPosition(0)
        tip(self, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape takes back what was typed."""
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.setModified(False)
            self.show_words(self._stands)
        else:
            super().keyPressEvent(event)

    def _on_editing_finished(self) -> None:
        words, changed = self.text().strip(), self.isModified()
        self.setModified(False)
        if changed and words and words != self._stands:
            self.written.emit(words)
        else:
            self.setText(self._stands)


class MarkCounts(QWidget):
    """How often each mark stands in a stage: the mark and its number, from left to right."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: Sequence[tuple[str, int]] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(self, counts: Sequence[tuple[str, int]]) -> None:
        """Show other counts."""
        self._counts = counts
        words = "\n".join(f"{n} {say(MARK_WORDS[mark])}" for mark, n in counts)
        self.setAccessibleName(words.replace("\n", ", ") or say(N_("Nothing promised yet")))
        tip(self, words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(80), theme.px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint marks and numbers."""
        painter = QPainter(self)
        font = theme.font(theme.NOTE)
        painter.setFont(font)
        painter.setPen(theme.colour("muted"))
        metrics, side, at = QFontMetrics(font), theme.px(_MARK), 0.0
        if not self._counts:
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, say(N_("Nothing promised yet")))
        for mark, n in self._counts:
            top = (self.height() - side) / 2
            icons.paint_mark(painter, mark, QRectF(at, top, side, side), theme.colour("muted"))
            at += side + theme.px(3)
            wide = metrics.horizontalAdvance(str(n))
            painter.drawText(QRectF(at, 0, wide + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, str(n))
            at += wide + theme.px(8)
        painter.end()


def days_words(face: StageFace) -> str:
    """From when to when a stage goes, and whether it runs."""
    span = span_words(face.stage.starts, face.stage.ends)
    status = say(face.measured.status) if face.measured else ""
    return " · ".join(filter(None, [span or say(N_("no days yet")), status]))


def span_words(starts: date | None, ends: date | None) -> str:
    """Two days as people write them: the year once where it is the same."""
    if starts is None or ends is None:
        return day(starts or ends)
    first = day(starts)
    if starts.year == ends.year:
        first = first.removesuffix(f" {starts.year}")
    return f"{first} – {day(ends)}"


def gate_words(face: StageFace) -> str:
    """How the gate stands: the verdict, or how many criteria are met."""
    if face.stage.verdict:
        return say(Text(N_("Gate: {verdict}"), {"verdict": Text(face.stage.verdict)}))
    gate = face.measured.gate if face.measured else ()
    values = {"n": sum(found.met is True for found in gate), "of": len(gate)}
    return say(Text(N_("Gate: {n} of {of} met"), values))
