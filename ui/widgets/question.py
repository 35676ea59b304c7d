"""The one modal thing: a question before something is lost or shown to others."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from trustdesk.errors import TrustDeskError
from trustdesk.words import Text
from ui.words import caption, say


def confirmed(parent: QWidget, title: Text | str, words: Text | str, do: str, keep: str) -> bool:
    """Ask; True when the user chose `do`. Enter and Escape keep things as they are."""
    box = QMessageBox(parent)
    box.setWindowTitle("TrustDesk")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(say(title))
    box.setInformativeText(say(words))
    go_on = box.addButton(caption(say(do)), QMessageBox.ButtonRole.AcceptRole)
    stay = box.addButton(caption(say(keep)), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    return box.clickedButton() is go_on


def tell(parent: QWidget, error: TrustDeskError) -> None:
    """Say what could not be done where there is no page to say it on."""
    box = QMessageBox(parent)
    box.setWindowTitle("TrustDesk")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(say(error.title))
    box.setInformativeText(say(error.message))
    box.addButton(QMessageBox.StandardButton.Close)
    box.exec()
