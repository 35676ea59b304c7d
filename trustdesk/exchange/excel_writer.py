"""Writing sheets as an Excel file: text as text, days as days, a head that stays in sight.

The file names nobody and carries no time of making, so that the same sheets make the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

import xlsxwriter

from trustdesk.errors import TrustDeskError
from trustdesk.exchange.layout import heading
from trustdesk.records import Field, Kind
from trustdesk.words import N_, Text

if TYPE_CHECKING:
    from trustdesk.exchange.export import Filled, Table

MAX_TEXT: Final = 32_767  # characters in one cell: Excel takes no more
_NO_TIME: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed mark, no instant
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LIKE_FORMULA: Final = re.compile(r"[=+\-@\t']")
_WIDTHS: Final = {
    Kind.PROSE: 48, Kind.TEXT: 26, Kind.DATE: 12, Kind.WHOLE: 12, Kind.NUMBER: 10, Kind.CHOICE: 16,
    Kind.YES_NO: 12, Kind.LINK: 24, Kind.LINKS: 24, Kind.AUDIENCE: 20,
}  # fmt: skip
_REF_WIDTH: Final = 8

Finish = Callable[[Any, "Table"], None]


def write(tables: Iterable[Table], finish: Finish | None = None) -> bytes:
    """The Excel file with these sheets; `finish` may add to each when its rows are written.

    Raises TrustDeskError for a text that no cell of Excel can hold.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _OPTIONS)
    book.set_properties({"created": _NO_TIME})
    formats = _Formats(book)
    for table in tables:
        sheet = book.add_worksheet(table.name)
        _lay_out(sheet, table, formats)
        for row, values in enumerate(table.rows, 1):
            for column, value in enumerate(values):
                if value is not None:
                    _fill(sheet, row, column, value, formats, table)
        if finish is not None:
            finish(sheet, table)
    book.close()
    return out.getvalue()


class _Formats:
    """The few looks of a cell."""

    def __init__(self, book: Any) -> None:
        body = {"valign": "top", "text_wrap": True}
        self.head = book.add_format({"bold": True, "valign": "vcenter", "text_wrap": True, "bottom": 1})
        self.body = book.add_format(body)
        # Without this mark Excel would make a formula of such a text as soon as somebody edits it.
        self.quoted = book.add_format({**body, "quote_prefix": True})
        self.day = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd", "align": "left"})


def _lay_out(sheet: Any, table: Table, formats: _Formats) -> None:
    for column, field in enumerate(table.columns):
        look = formats.day if field.kind is Kind.DATE else formats.body
        sheet.set_column(column, column, _width(field), look)
        sheet.write_string(0, column, heading(field), formats.head)
    sheet.set_row(0, 30)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _width(field: Field) -> int:
    return _REF_WIDTH if field.name == "ref" else _WIDTHS[field.kind]


def _fill(sheet: Any, row: int, column: int, value: Filled, formats: _Formats, table: Table) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, formats.day)
    elif isinstance(value, float) and float(f"{value:.16G}") != value:
        sheet.write_string(row, column, repr(value), formats.body)  # the last digit would be lost
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, formats.body)
    else:
        text = str(value)
        if len(text) > MAX_TEXT:
            raise _too_long(table, row, table.columns[column])
        sheet.write_string(row, column, text, formats.quoted if _LIKE_FORMULA.match(text) else formats.body)


def _too_long(table: Table, row: int, field: Field) -> TrustDeskError:
    place = {"sheet": table.name, "column": heading(field), "row": row + 1, "n": MAX_TEXT}
    return TrustDeskError(
        Text(N_("A text is too long for Excel: “{sheet}”, row {row}, “{column}”."), place),
        Text(N_("Nothing was written. A cell holds {n} characters at most; shorten it."), place),
    )


def drop_down(sheet: Any, column: int, choices: Sequence[str], rows: int) -> None:
    """Offer `choices` in the cells of a column; other words are taken all the same."""
    if sum(len(choice) + 1 for choice in choices) <= 255:  # Excel takes no longer list
        rule = {"validate": "list", "source": list(choices), "error_type": "information"}
        sheet.data_validation(1, column, rows, column, rule)
