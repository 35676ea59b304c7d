"""Paper: its size, its margins, and the text area between them.

Lengths are points. The text area of a page is `Sheet.column` wide and `Sheet.room` high, its upper left
corner lies at (`Sheet.left`, `Sheet.top`), y upwards from the lower left corner of the paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MARGIN: Final = 56.0
_ABOVE: Final = 76.0
_BELOW: Final = 68.0


@dataclass(frozen=True)
class Sheet:
    """A side of paper of one size and orientation, `width` × `height` points."""

    width: float
    height: float

    @property
    def column(self) -> float:
        """The width of the text area; a chart of this width (in inches × 72) is printed at its own size."""
        return self.width - 2 * MARGIN

    @property
    def room(self) -> float:
        """The height of the text area."""
        return self.height - _ABOVE - _BELOW

    @property
    def left(self) -> float:
        """The left edge of the text area."""
        return MARGIN

    @property
    def top(self) -> float:
        """The upper edge of the text area."""
        return self.height - _ABOVE

    @property
    def landscape(self) -> Sheet:
        """The same sheet, turned to be wider than high."""
        return Sheet(max(self.width, self.height), min(self.width, self.height))


A4: Final = Sheet(595.28, 841.89)
LETTER: Final = Sheet(612.0, 792.0)
