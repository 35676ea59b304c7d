"""Blocks made of blocks: side by side, or kept on one page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from trustdesk.pack.flow import Block, Strip, draw_stacked, kept_together, laid_out, stacked_height
from trustdesk.pack.pieces import GAP

_TALLEST: Final = 420.0  # what fits the text area of a landscape page of either paper


@dataclass(frozen=True)
class Columns:
    """Blocks side by side; `shares` are the relative widths (equal ones by default)."""

    columns: Sequence[Sequence[Block]]
    shares: Sequence[float] = ()
    gap: float = 28.0

    def texts(self) -> Iterable[str]:
        """The texts of all columns."""
        return [text for column in self.columns for block in column for text in block.texts()]

    def strips(self, width: float) -> Sequence[Strip]:
        """One strip; columns too tall to stay on a page are set one below the other."""
        shares = self.shares or [1.0] * len(self.columns)
        usable = width - self.gap * (len(self.columns) - 1)
        widths = [usable * share / sum(shares) for share in shares]
        sides = [laid_out(blocks, wide) for blocks, wide in zip(self.columns, widths, strict=True)]
        height = max(map(stacked_height, sides), default=0.0)
        if height > _TALLEST:
            return [strip for blocks in self.columns for strip in laid_out(blocks, width)]

        def draw(canvas: Canvas, x: float, top: float) -> None:
            for side, wide in zip(sides, widths, strict=True):
                draw_stacked(canvas, side, x, top)
                x += wide + self.gap

        return [Strip(height, draw, before=max((side[0].before for side in sides if side), default=GAP))]


@dataclass(frozen=True)
class Together:
    """Blocks that stay on one page where they fit one."""

    blocks: Sequence[Block]

    def texts(self) -> Iterable[str]:
        """The texts of the blocks."""
        return [text for block in self.blocks for text in block.texts()]

    def strips(self, width: float) -> Sequence[Strip]:
        """The blocks' strips, tied together."""
        return kept_together(laid_out(self.blocks, width))
