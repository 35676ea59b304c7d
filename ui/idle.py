"""After how long without a sign of the user a desk with a passphrase is locked: kept on this computer."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSettings

CHOICES: Final = (2, 5, 10, 30, 0)
"""Minutes without a key or a move of the mouse after which a desk is locked; 0 for never."""
_USUAL: Final = 10
_SETTING: Final = "lock_after"


def minutes() -> int:
    """After how many minutes a desk is locked; 0 for never."""
    kept = str(QSettings().value(_SETTING, _USUAL))
    return int(kept) if kept.isdigit() and int(kept) in CHOICES else _USUAL


def set_minutes(chosen: int) -> None:
    """Lock after so many minutes from now on."""
    QSettings().setValue(_SETTING, chosen)
