"""Editing one cell where it stands: the field's own editor over the cell, saved when it is left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QFrame, QVBoxLayout, QWidget

from trustdesk.errors import TrustDeskError
from trustdesk.records import Record
from ui import theme
from ui.viewpoint import Viewpoint
from ui.widgets.record_table.column import Column
from ui.words import say

Save = Callable[[Record, str, Any], object]


class CellEdit(QFrame):
    """The editor of one cell.

    Enter and Tab save, as does leaving; Escape leaves the cell as it was. What is refused stays, with the
    reason under it. `done` tells that it is over: +1 to go on to the next cell, -1 to the one before, 0 to
    stay.
    """

    done = Signal(int)

    def __init__(
        self, viewpoint: Viewpoint, record: Record, column: Column, save: Save, parent: QWidget
    ) -> None:
        from ui.widgets.editors import editor_for

        super().__init__(parent)
        assert column.field is not None
        self.record = record
        self.column = column
        self._save = save
        self._over = False
        self._before = getattr(record, column.field.name)
        self.setProperty("role", "cell")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        self.editor = editor_for(column.field, viewpoint, record=record)
        self.editor.show_value(self._before)
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

    def lie_over(self, cell: QRect, room: QRect) -> None:
        """Lie over a cell; wider and higher than it where the editor needs that."""
        wanted = self.sizeHint()
        width = min(max(cell.width(), theme.px(self.editor.wide)), room.width())
        height = max(cell.height() - 1, self.heightForWidth(width), wanted.height())
        x = max(room.left(), min(cell.x(), room.right() + 1 - width))
        y = max(room.top(), min(cell.y(), room.bottom() + 1 - height))
        self.setGeometry(x, y, width, height)

    def commit(self, go: int = 0) -> bool:
        """Save what stands in the editor and be done; what is refused stays open. Whether it was saved."""
        if self._over:
            return True
        assert self.column.field is not None
        try:
            value = self.editor.value()
            if value != self._before:
                self._save(self.record, self.column.field.name, value)
        except TrustDeskError as error:
            self.editor.complain(say(error.message) or say(error.title))
            self.adjust()
            return False
        self._end(go)
        return True

    def cancel(self) -> None:
        """Be done and leave the cell as it was."""
        self._end(0)

    def adjust(self) -> None:
        """Be as high as what it holds now."""
        self.resize(self.width(), max(self.height(), self.sizeHint().height()))

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

    def _on_editor_left(self) -> None:
        focused = QApplication.focusWidget()
        inside = focused is not None and self.isAncestorOf(focused)
        if not self._over and not inside:
            self.commit()

    def _end(self, go: int) -> None:
        if not self._over:
            self._over = True
            self.done.emit(go)


def _is_open(widget: QObject) -> bool:
    """Whether a drop-down list is open: it takes Enter and Escape for itself."""
    box = widget if isinstance(widget, QComboBox) else widget.parent()
    return isinstance(box, QComboBox) and box.view().isVisible()
