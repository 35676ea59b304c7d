"""What an import finds wrong or odd in a workbook, each with its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from trustdesk.exchange.cells import shown
from trustdesk.exchange.grid import Value
from trustdesk.words import Text, render


@dataclass(frozen=True)
class Problem:
    """One thing wrong, or odd: the place, the value that stands there, and what was expected or is to know.

    `row` is the sheet's own number, the headings being row 1; it and `column` are None where it is about the
    sheet or the file as a whole.
    """

    sheet: str | None
    row: int | None
    column: str | None
    value: str | int | float | bool | None
    expected: Text

    def plain(self, language: str = "en") -> dict[str, object]:
        """The problem as plain data, its words in `language`."""
        return {
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "expected": render(self.expected, language),
        }


@dataclass
class Findings:
    """The errors and warnings met so far.

    `absent` are the tables whose sheet, or whose column of names, is not in the file: that is one error, and
    what refers to them is none of its own.
    """

    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    absent: set[str] = field(default_factory=set)

    def error(
        self, expected: Text, sheet: str | None, row: int | None = None, column: str | None = None,
        value: Value = None,
    ) -> None:  # fmt: skip
        """Note something because of which nothing can be imported."""
        self.errors.append(Problem(sheet, row, column, shown(value), expected))

    def warning(
        self, remark: Text, sheet: str | None, row: int | None = None, column: str | None = None,
        value: Value = None,
    ) -> None:  # fmt: skip
        """Note something that looks off and is imported all the same."""
        self.warnings.append(Problem(sheet, row, column, shown(value), remark))


def in_order(problems: Iterable[Problem], sheets: Iterable[str]) -> tuple[Problem, ...]:
    """The problems in the order of the sheets, their rows, and then as they were found."""
    places = {name: n for n, name in enumerate(sheets)}
    return tuple(sorted(problems, key=lambda one: (places.get(one.sheet or "", len(places)), one.row or 0)))
