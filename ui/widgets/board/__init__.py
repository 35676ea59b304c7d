"""The program as a board: stages from left to right, in each the cards of every side."""

from ui.widgets.board.board import Board

__all__ = ["Board"]
