"""What can hold something typed that is not saved yet."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


class Settling(QWidget):
    """A widget that is asked to save what is being typed in it before anything else is shown."""

    def settle(self) -> bool:
        """Save it; False when some of it could not be."""
        raise NotImplementedError
