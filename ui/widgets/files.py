"""Asking for a file: the one door through which the window opens a file dialog."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QSettings, QStandardPaths, QUrl
from PySide6.QtWidgets import QFileDialog, QWidget

_FOLDER: Final = "folder"


def save_file(parent: QWidget, suggested_name: str, kinds: str, *, turned: bool) -> Path | None:
    """Ask where to save; `kinds` is a filter of Qt such as `PDF (*.pdf)`. None when the user thinks better.

    The dialog begins in the folder used last. When the screen is `turned` to a client it begins in the
    documents and names no place used before, since that may be another client's.
    """
    dialog = _dialog(parent, kinds, turned)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.selectFile(suggested_name)
    suffix = Path(suggested_name).suffix
    dialog.setDefaultSuffix(suffix.removeprefix("."))
    return _asked(dialog, turned)


def open_file(parent: QWidget, kinds: str, *, turned: bool) -> Path | None:
    """Ask which file to open; see `save_file`."""
    dialog = _dialog(parent, kinds, turned)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _asked(dialog, turned)


def choose_folder(parent: QWidget, *, turned: bool) -> Path | None:
    """Ask for a folder; see `save_file`."""
    dialog = _dialog(parent, "", turned)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _asked(dialog, turned)


def _dialog(parent: QWidget, kinds: str, turned: bool) -> QFileDialog:
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    used_last = str(QSettings().value(_FOLDER, ""))
    start = used_last if not turned and Path(used_last).is_dir() else documents
    dialog = QFileDialog(parent, "", start, kinds)
    if turned:
        # The system's own dialog lists what was used lately, whoever it belongs to; Qt's can be told not to.
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setHistory([])
        dialog.setSidebarUrls([QUrl.fromLocalFile(documents)])
    return dialog


def _asked(dialog: QFileDialog, turned: bool) -> Path | None:
    try:
        if not dialog.exec():
            return None
        chosen = Path(dialog.selectedFiles()[0])
    finally:
        dialog.deleteLater()
    if not turned:
        QSettings().setValue(_FOLDER, str(chosen if chosen.is_dir() else chosen.parent))
    return chosen
