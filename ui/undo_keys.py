"""What Ctrl+Z means while the keyboard is in a text: one undo, for what is typed and for what is saved."""

from __future__ import annotations

from typing import Final, cast

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

_UNDO: Final = QKeySequence.StandardKey.Undo
_REDO: Final = QKeySequence.StandardKey.Redo
_KEYS: Final = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)

TextField = QLineEdit | QPlainTextEdit


class UndoKeys(QObject):
    """Leaves undo and redo to a text field of the window only while what is typed there is not saved.

    A text field takes these keys for itself. Left to it, they would take back its letters and let what was
    made of them stand.
    """

    def __init__(self, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the keys from a field in which there is nothing to take back."""
        if event.type() not in _KEYS or not isinstance(event, QKeyEvent):
            return False
        undo, redo = event.matches(_UNDO), event.matches(_REDO)
        if not (undo or redo) or _takes(cast(QWidget, watched), undo=undo):
            return False
        event.setAccepted(event.type() == QEvent.Type.KeyPress)
        return True

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None:
            before.removeEventFilter(self)
        if now is not None and now.window() is self._window and _field(now) is not None:
            now.installEventFilter(self)


def _field(widget: QWidget) -> TextField | None:
    """The text field that has the keyboard when a widget has it."""
    if isinstance(widget, QComboBox):
        return widget.lineEdit()
    return widget if isinstance(widget, TextField) else None


def _takes(widget: QWidget, *, undo: bool) -> bool:
    """Whether a key takes back, or makes again, something that is typed and not saved."""
    field = _field(widget)
    if field is None or not _is_unsaved(field):
        return False
    history = field.document() if isinstance(field, QPlainTextEdit) else field
    return history.isUndoAvailable() if undo else history.isRedoAvailable()


def _is_unsaved(field: TextField) -> bool:
    """Whether what stands in a field is not saved: a form says so, elsewhere a field is empty once it is."""
    around: QWidget | None = field
    while around is not None:
        told = around.property("unsaved")
        if told is not None:
            return bool(told)
        around = around.parentWidget()
    if isinstance(field, QPlainTextEdit):
        return field.document().isModified() and bool(field.toPlainText())
    return field.isModified() and bool(field.text())
