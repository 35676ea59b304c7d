"""What is wrong or odd in a workbook, row by row: where it is, what stands there, what was expected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHeaderView

from trustdesk.exchange.findings import Problem
from trustdesk.words import N_
from ui import icons, theme
from ui.widgets.plain_table import Cell, PlainTable
from ui.words import hint, one_line, say

_HEADS: Final = ("", N_("Sheet"), N_("Row"), N_("Column"), N_("What stands there"), N_("What is wrong"))
_WIDTHS: Final = (34, 130, 56, 150, 190)
_PLACE: Final = 1
_OF_SHEETS: Final = (2, 3)
_FLAT_HEADS: Final = (*_HEADS[:_PLACE], N_("Place"), *_HEADS[_PLACE + 1 :])


class ProblemTable(PlainTable):
    """Errors first, then what only looks off. The usual key copies rows as a spreadsheet takes them."""

    def __init__(self) -> None:
        super().__init__(N_("What is wrong"), _HEADS)
        self._lines: list[list[str]] = []
        self._is_flat = False
        self.setWordWrap(True)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.setIconSize(QSize(theme.px(icons.SIZE), theme.px(icons.SIZE)))

    def show_problems(self, errors: Sequence[Problem], warnings: Sequence[Problem]) -> None:
        """Show these, errors first."""
        self._is_flat = not any(one.row or one.column for one in (*errors, *warnings))
        wrong, odd = icons.icon("circle-x", "bad"), icons.icon("triangle-alert", "caution")
        self._lines = [_words(one, N_("error")) for one in errors]
        self._lines += [_words(one, N_("to look at")) for one in warnings]
        told = [wrong] * len(errors) + [odd] * len(warnings)
        rows = [
            (Cell("", icon, spoken=line[0]), *map(_cell, line[1:]))
            for icon, line in zip(told, self._lines, strict=True)
        ]
        self.show_rows(rows, _FLAT_HEADS if self._is_flat else _HEADS)
        # In a file without sheets a place is one word, which takes the room of their columns.
        for column in _OF_SHEETS:
            self.setColumnHidden(column, self._is_flat)
        self._share_width()

    def copy(self, *, everything: bool = False) -> None:
        """Put the selected rows, or all, on the clipboard."""
        lines = self._lines if everything else [self._lines[row] for row in self.chosen_rows]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is wrong is the longest: the other columns leave it at least two fifths."""
        self._share_width()
        super().resizeEvent(event)

    def _share_width(self) -> None:
        share = min(1.0, self.viewport().width() * 0.6 / theme.px(sum(_WIDTHS)))
        more = sum(_WIDTHS[column] for column in _OF_SHEETS) if self._is_flat else 0
        for at, width in enumerate(_WIDTHS):
            self.setColumnWidth(at, round(theme.px(width + more * (at == _PLACE)) * share))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)


def _words(problem: Problem, sort: str) -> list[str]:
    """A row in words, beginning with the (marked) sort of problem it is."""
    there = "" if problem.value is None else str(problem.value)
    return [
        say(sort),
        problem.sheet or "",
        str(problem.row or ""),
        problem.column or "",
        one_line(there),
        say(problem.expected),
    ]


def _cell(words: str) -> Cell:
    """A cell that shows the beginning of long words; most of them stand beside the pointer."""
    shown = words if len(words) <= 200 else f"{words[:199]}…"
    return Cell(shown, tip=hint(words[:1000]) if len(words) > 24 else None)
