"""Editing one cell where it stands: the field's own editor over the cell, saved when it is left."""

from __future__ import annotations

from datetime import date
from typing import Final, cast

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from trustdesk.errors import TrustDeskError
from trustdesk.records import Kind, Record
from trustdesk.records.base import kind_of
from trustdesk.words import N_, Text
from ui import theme, writing
from ui.consequences import Move, move_of
from ui.viewpoint import Viewpoint
from ui.widgets.audience_choice import ask_before_widening
from ui.widgets.basics import restyle
from ui.widgets.editors import editor_for
from ui.widgets.record_table.column import Column
from ui.widgets.why_line import WhyLine
from ui.words import reason, say

WIDEST: Final = 420
"""How wide an editor over a narrow cell becomes at most, in pixels at 100 %."""
_QUOTED: Final = 400
"""So many letters of what was written can be told."""
_PANEL: Final = 320
"""How wide it is at least when it has something to ask or to say."""


class CellEdit(QFrame):
    """The editor of one cell.

    Enter and Tab save, as does leaving; Escape leaves the cell as it was. What is refused stays, with the
    reason under it; an agreed day that is moved asks why, and nobody new reads a record unasked. `done` tells
    that it is over: +1 to go on to the next cell, -1 to the one before, 0 to stay. `moved` tells the id of
    the record that stands in the place of this one.
    """

    done = Signal(int)
    moved = Signal(str)

    def __init__(self, viewpoint: Viewpoint, record: Record, column: Column, parent: QWidget) -> None:
        super().__init__(parent)
        assert column.field is not None
        self.viewpoint = viewpoint
        self.record = record
        self.column = column
        self._field = column.field
        self._over = False
        self._asking: WhyLine | None = None
        self._before = getattr(record, self._field.name)
        self.setProperty("role", "cell")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        self.editor = editor_for(self._field, viewpoint, record=record)
        self.editor.show_value(self._before)
        self.setFocusProxy(self.editor)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.editor)
        self.editor.left.connect(self._on_editor_left)
        for part in self.editor.findChildren(QWidget):
            part.installEventFilter(self)

    def open_over(self, cell: QRect, room: QRect) -> None:
        """Stand over a cell, moved so that all of it is inside the room, and take the keyboard."""
        self.lie_over(cell, room)
        self.show()
        self.raise_()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        typed_in = self.editor.focusProxy()
        if isinstance(typed_in, QLineEdit):
            typed_in.end(False)
        elif isinstance(typed_in, QPlainTextEdit):
            typed_in.moveCursor(QTextCursor.MoveOperation.End)

    def lie_over(self, cell: QRect, room: QRect) -> None:
        """Lie over a cell; wider and higher than it where the editor needs that."""
        wanted = min(max(self.sizeHint().width(), theme.px(self.editor.wide)), theme.px(WIDEST))
        width = min(max(cell.width(), wanted), room.width())
        height = max(cell.height() - 1, self.heightForWidth(width), self.sizeHint().height())
        x = max(room.left(), min(cell.x(), room.right() + 1 - width))
        y = max(room.top(), min(cell.y(), room.bottom() + 1 - height))
        self.setGeometry(x, y, width, height)

    def commit(self, go: int = 0) -> bool:
        """Save what stands in the editor and be done; what is refused stays open. Whether it was saved."""
        if self._over:
            return True
        try:
            value = self.editor.value()
        except TrustDeskError as error:
            return self._refuse(error)
        if self._is_as_before(value):
            self._end(go)
        elif self._field.kind is Kind.AUDIENCE:
            self._stay()
            ask_before_widening(
                self.viewpoint, self.record, str(value), self, lambda: self._write(value, go), self.cancel
            )
        elif move := move_of(
            kind_of(self.record), self._field.name, self.record, value, self.viewpoint.today
        ):
            self._ask_why(move, cast(date, value))
        else:
            self._write(value, go)
        return self._over

    def give_up(self) -> None:
        """Be done since the record is no longer shown; what was written and not saved is told."""
        written = self.editor.written()
        if written and self._is_changed():
            self.viewpoint.refused.emit(
                TrustDeskError(
                    Text(N_("Not saved: {fields}."), {"fields": say(self._field.label)}),
                    Text(N_("This was written: {words}"), {"words": written[:_QUOTED]}),
                )
            )
        self.cancel()

    def cancel(self) -> None:
        """Be done and leave the cell as it was."""
        self._end(0)

    def event(self, event: QEvent) -> bool:
        """What is typed may need another line, and a refusal words of its own."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._grow()
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key the editor has no use for is not one of the table's."""
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not _is_open(watched):
            key, shift = event.key(), event.modifiers() == Qt.KeyboardModifier.ShiftModifier
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if key == Qt.Key.Key_Escape:
                self.cancel()
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
                self.commit()
                return True
            if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                self.commit(-1 if shift or key == Qt.Key.Key_Backtab else 1)
                return True
        return super().eventFilter(watched, event)

    def _is_as_before(self, value: object) -> bool:
        blank = (None, "", ())
        return value == self._before or (value in blank and self._before in blank)

    def _is_changed(self) -> bool:
        try:
            return not self._is_as_before(self.editor.value())
        except TrustDeskError:
            return True

    def _write(self, value: object, go: int) -> None:
        try:
            writing.write(self.viewpoint, self.record, {self._field.name: value})
        except TrustDeskError as error:
            self._refuse(error)
        else:
            self._end(go)

    def _ask_why(self, move: Move, to: date) -> None:
        if self._asking is not None and self._asking.to == to:
            self._asking.setFocus()
            return
        self._drop_question()
        self._stay()
        self._asking = WhyLine(to)
        self._asking.given.connect(lambda why: self._on_why_given(move, to, why))
        self._asking.corrected.connect(lambda: self._write(to, 0))
        self._asking.dropped.connect(self.cancel)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self._asking)
        self._grow()
        self._asking.setFocus()

    def _on_why_given(self, move: Move, to: date, why: str) -> None:
        try:
            stands = writing.move(self.viewpoint, self.record, move, to, why)
        except TrustDeskError as error:
            self._refuse(error)
            return
        self._end(0)
        if stands != self.record.id:
            self.moved.emit(stands)

    def _refuse(self, error: TrustDeskError) -> bool:
        self._drop_question()
        self.editor.complain(reason(error))
        self._stay()
        self._grow()
        self.editor.setFocus()
        return False

    def _stay(self) -> None:
        """There is more to be said: what lay in a cell becomes a small panel."""
        self.editor.setProperty("unsaved", True)
        restyle(self, role="popover")
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(*[theme.px(8)] * 4)

    def _grow(self) -> None:
        around = self.parentWidget()
        assert around is not None
        room = around.rect()
        wider = theme.px(_PANEL) if self.property("role") == "popover" else 0
        width = min(max(self.width(), wider), room.width())
        height = max(self.height(), self.heightForWidth(width), self.sizeHint().height())
        x, y = min(self.x(), room.right() + 1 - width), min(self.y(), room.bottom() + 1 - height)
        self.setGeometry(max(x, 0), max(y, 0), width, height)

    def _drop_question(self) -> None:
        if self._asking is not None:
            asking, self._asking = self._asking, None
            asking.hide()
            asking.deleteLater()

    def _on_editor_left(self) -> None:
        focused = QApplication.focusWidget()
        inside = focused is not None and self.isAncestorOf(focused)
        if not self._over and not inside:
            self.commit()

    def _end(self, go: int) -> None:
        if not self._over:
            self._over = True
            self.editor.setProperty("unsaved", False)
            self.done.emit(go)


def _is_open(widget: QObject) -> bool:
    """Whether a drop-down list is open: it takes Enter and Escape for itself."""
    box = widget if isinstance(widget, QComboBox) else widget.parent()
    return isinstance(box, QComboBox) and box.view().isVisible()
