"""What somebody who helps may know of an error: its kind and the program, nothing of the user."""

from __future__ import annotations

import platform

from PySide6.QtGui import QGuiApplication

from trustdesk import __version__


def copy_for_support(code: str) -> None:
    """Put the code of an error, the version and the system on the clipboard."""
    words = f"TrustDesk {__version__} {code}, {platform.system()} {platform.release()}"
    QGuiApplication.clipboard().setText(words)
