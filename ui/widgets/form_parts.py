"""What a form is made of: a field with its label, fields side by side, a group that folds, hints."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from trustdesk.errors import TrustDeskError
from trustdesk.measures.specificity import hints
from trustdesk.records import Commitment, Field, Kind, Record
from trustdesk.words import N_, Text
from ui import icons, theme
from ui.viewpoint import Viewpoint
from ui.widgets.basics import button, column, label, picture, row, tip
from ui.widgets.editors import Editor
from ui.words import caption, reason, say

GAP: Final = 12


class Slot(QWidget):
    """A field of a form: its label, its editor, and a quiet line for what is to be noticed about it."""

    def __init__(self, field: Field, editor: Editor) -> None:
        super().__init__()
        self.field = field
        self.editor = editor
        self._remark = label("", "note", wrap=True, tone="caution")
        self._remark.hide()
        self.under = QVBoxLayout()
        """Where a question about what was entered is asked."""
        self.under.setContentsMargins(0, 0, 0, 0)
        top = None if field.kind is Kind.YES_NO else self._label()
        around = column(top, editor, self._remark, self.under, gap=4)
        if top is None:
            around.insertStretch(0, 1)
        self.setLayout(around)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def refuse(self, error: TrustDeskError) -> None:
        """Outline the field and say what is wrong with it; what was typed stays."""
        self.editor.complain(reason(error))
        self.editor.setProperty("unsaved", True)

    def accept(self) -> None:
        """Nothing is wrong with the field, and it is saved."""
        self.editor.complain(None)
        self.editor.setProperty("unsaved", False)

    def remark(self, words: str) -> None:
        """Say something about what stands in the field, quietly."""
        self._remark.setText(words)
        self._remark.setVisible(bool(words))

    def _label(self) -> QWidget:
        named = label(caption(say(self.field.label)), "note")
        named.setBuddy(self.editor)
        tip(named, say(self.field.help))
        line = QWidget()
        private = None
        if self.field.private:
            private = picture(icons.icon("lock", "muted"), theme.NOTE, say(N_("Only you read this")))
            tip(private, say(N_("Only you read this")))
        line.setLayout(row(named, private, 1, gap=4))
        return line


class SideBySide(QWidget):
    """Fields next to each other where there is room, else one under the other."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        super().__init__()
        self._slots = tuple(slots)
        self._across: tuple[bool, tuple[Slot, ...]] | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(GAP))
        self._grid.setVerticalSpacing(theme.px(GAP))
        for slot in slots:
            slot.setParent(self)
            slot.installEventFilter(self)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """No wider than the widest field: standing side by side must not keep the panel from being narrow."""
        shown = (slot for slot in self._slots if not slot.isHidden())
        widest = max((slot.minimumSizeHint().width() for slot in shown), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """A field that comes or goes changes the room of the others."""
        if event.type() in (QEvent.Type.HideToParent, QEvent.Type.ShowToParent):
            self._arrange()
        return False

    def _arrange(self) -> None:
        shown = tuple(slot for slot in self._slots if not slot.isHidden())
        if self.parentWidget() is not None or not shown:
            self.setVisible(bool(shown))
        wanted = sum(theme.px(slot.editor.wide) for slot in shown) + theme.px(GAP) * (len(shown) - 1)
        across = self.width() >= wanted
        if self._across == (across, shown):
            return
        self._across = (across, shown)
        while self._grid.count():
            self._grid.takeAt(0)
        for place, slot in enumerate(shown):
            at = (0, place) if across else (place, 0)
            is_box = slot.field.kind is Kind.YES_NO
            self._grid.addWidget(
                slot, *at, Qt.AlignmentFlag.AlignBottom if is_box else Qt.AlignmentFlag.AlignTop
            )
        for place in range(len(self._slots)):
            self._grid.setColumnStretch(place, 1 if across and place < len(shown) else int(place == 0))


class Fold(QWidget):
    """A titled group that can be closed. What is in it is made when it is first opened."""

    opened = Signal()

    def __init__(self, title: str, fill: Callable[[QVBoxLayout], object]) -> None:
        super().__init__()
        self._fill: Callable[[QVBoxLayout], object] | None = fill
        self.is_chosen = False
        """Whether the user opened or closed it: then it stays so."""
        self._head = button(title, "fold", icon="chevron-right", run=self.toggle)
        self._inner = QWidget()
        self._inner_layout = column(gap=GAP)
        self._inner.setLayout(self._inner_layout)
        self._inner.hide()
        self.setLayout(column(self._head, self._inner, gap=8))
        self.set_open(False)

    @property
    def is_open(self) -> bool:
        """Whether what is in it is seen."""
        return not self._inner.isHidden()

    def toggle(self) -> None:
        """Open it when it is closed, and the other way round, as the user wishes."""
        self.set_open(not self.is_open)
        self.is_chosen = True

    def set_open(self, wanted: bool) -> None:
        """Open or close it."""
        if wanted and self._fill is not None:
            fill, self._fill = self._fill, None
            fill(self._inner_layout)
        if wanted and not self.is_open:
            self.opened.emit()
        self._inner.setVisible(wanted)
        self._head.setIcon(icons.icon("chevron-down" if wanted else "chevron-right", "muted"))
        self._head.setAccessibleDescription(say(N_("Open") if wanted else N_("Closed")))


class Hints(QLabel):
    """What a promise still lacks to be kept and seen to be kept: said quietly, to the consultant alone."""

    def __init__(self, viewpoint: Viewpoint) -> None:
        super().__init__()
        self.viewpoint = viewpoint
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "note")
        self.setWordWrap(True)

    def show_record(self, record: Record) -> None:
        """Show the hints for an open promise; for any other record there are none."""
        told: tuple[Text, ...] = ()
        if isinstance(record, Commitment) and record.outcome is None and not self.viewpoint.turned:
            told = hints(self.viewpoint.snapshot, record)
        self.setText("\n".join(say(one) for one in told))
        self.setVisible(bool(told))
