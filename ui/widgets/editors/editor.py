"""What all editors share: a control for one declared field, what is said when it is wrong, the signals."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QWidget

from trustdesk.errors import TrustDeskError
from trustdesk.records import Field, Record, checks
from trustdesk.words import Text
from ui.viewpoint import Viewpoint
from ui.widgets.basics import column, label, restyle, tip
from ui.words import say


class Editor(QWidget):
    """The control in which one field is seen and changed.

    `edited` tells of every touch, `left` that the user is done with it for now: the keyboard went elsewhere,
    Enter was pressed, a choice was made. `entered` tells that the keyboard came. `wide` is the room, in
    pixels at 100 %, below which it wants a line of its own.
    """

    edited = Signal()
    left = Signal()
    entered = Signal()
    wide: ClassVar[int] = 150

    def __init__(self, field: Field, viewpoint: Viewpoint, *, optional: bool = True) -> None:
        super().__init__()
        self.field = field
        self.viewpoint = viewpoint
        self.optional = optional
        self._watched: list[QWidget] = []
        self._said = label("", "note", wrap=True, tone="bad")
        self._said.hide()
        self.setLayout(column(gap=4))

    def value(self) -> object:
        """What stands in the control; raises TrustDeskError where that cannot be read."""
        raise NotImplementedError

    def show_value(self, value: object) -> None:
        """Put a stored value into the control, without a signal."""
        raise NotImplementedError

    def written(self) -> str | None:
        """What stands in the control letter by letter; None where a choice is made and nothing is written."""
        return None

    def show_written(self, text: str) -> None:
        """Put back what was written, as it stood; `edited` tells of it."""
        raise NotImplementedError

    def suit(self, record: Record | None) -> None:
        """Offer what can be chosen for this record now."""

    def set_editable(self, editable: bool) -> None:
        """Let the value be changed, or only be looked at."""
        for control in self._watched:
            control.setEnabled(editable)

    def complain(self, text: str | None) -> None:
        """Outline the control and say under it what is wrong; None takes that back."""
        if not text and not self.complaint():
            return
        for control in self._watched:
            restyle(control, wrong=bool(text))
            control.setAccessibleDescription(text or say(self.field.help))
        self._said.setText(text or "")
        self._said.setVisible(bool(text))

    def complaint(self) -> str:
        """What is said to be wrong now."""
        return self._said.text()

    def unreadable(self, expected: Text | None = None) -> TrustDeskError:
        """The refusal of what stands in the control."""
        return TrustDeskError(Text("{expected}", {"expected": expected or checks.expected_of(self.field)}))

    def has_keyboard(self) -> bool:
        """Whether the keyboard is somewhere in this editor."""
        focused = QApplication.focusWidget()
        return focused is not None and (focused is self or self.isAncestorOf(focused))

    def hold(self, control: QWidget, *watched: QWidget) -> None:
        """Take in the control; `watched` are the parts of it that take the keyboard, by default itself."""
        layout = self.layout()
        assert layout is not None
        layout.addWidget(control)
        layout.addWidget(self._said)
        self._watched = list(watched or (control,))
        self.setFocusProxy(self._watched[0])
        for part in self._watched:
            self.watch(part)

    def watch(self, part: QWidget) -> None:
        """Name a part for a screen reader, and hear when the keyboard comes to it and goes."""
        if not part.accessibleName():
            part.setAccessibleName(say(self.field.label))
        part.setAccessibleDescription(say(self.field.help))
        if self.field.help and not part.toolTip():
            tip(part, say(self.field.help))
        part.installEventFilter(self)

    def _on_control_edited(self) -> None:
        """It was touched: what was wrong before is no longer said."""
        self.complain(None)
        self.edited.emit()

    def _on_control_chosen(self) -> None:
        """A choice was made, and with that the user is done with it for now."""
        self._on_control_edited()
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when the keyboard comes and goes."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        elif event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            popup = event.reason() == Qt.FocusReason.PopupFocusReason
            if not popup and not self.has_keyboard():
                self.left.emit()
        return False
