"""Reading an Excel file that somebody else made, with care.

Before anything of it is unpacked for good, its size, its parts and its cells are counted: a file of a few
kilobytes can hold a cell in the last row there is, or unpack to gigabytes. Nothing in it is run or followed.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any, Final

from trustdesk.errors import TrustDeskError
from trustdesk.exchange.grid import (
    MAX_BYTES,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_SHEETS,
    Grid,
    Value,
    is_blank,
    too_big,
)
from trustdesk.words import N_, Text

MAX_PARTS: Final = 2_000
MAX_RATIO: Final = 200  # a part that unpacks to more is a bomb; sheets stay below 60
MAX_STRINGS: Final = 500_000
MAX_ELEMENTS: Final = 300_000  # in a part that is neither a sheet nor the table of strings
MAX_FAR_CELLS: Final = 1_000
_SMALL: Final = 1_000_000

_OLD_OR_ENCRYPTED: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCODING: Final = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)", re.IGNORECASE)
_WIDE: Final = (b"\xfe\xff", b"\xff\xfe", b"<\0", b"\0<")
_DOCUMENT_TYPE: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_CELL: Final = re.compile(rb"<(?:\w+:)?c[\s/>]")
_STRING: Final = re.compile(rb"<(?:\w+:)?si[\s/>]")
_SHEET_PART: Final = re.compile(r"xl/worksheets/[^/]*\.xml", re.IGNORECASE)
_STRINGS_PART: Final = re.compile(r"xl/sharedStrings\.xml", re.IGNORECASE)
_ROW: Final = re.compile(rb"<(?:\w+:)?row\b[^<>]*?\sr=[\"'](\d+)")
_FILLED: Final = re.compile(rb"<(?:\w+:)?(?:v|is|f)[\s>]")
_FAR_CELL: Final = re.compile(
    rb"<(?:\w+:)?c\b[^<>]*?\sr=[\"'][A-Z]{3,}\d+[^<>/]*>\s*<(?:\w+:)?(?:v|is|f)[\s>]"
)
_FAR: Final = re.compile(rb"\sr=[\"'][A-Z]{3,}\d")
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s/>]")


def read(name: str, data: bytes) -> tuple[Grid, ...]:
    """The sheets of the Excel file of that name.

    A cell holds what Excel shows in it; a formula that was never calculated is its text. Raises
    TrustDeskError for what is no Excel file, encrypted, damaged or beyond the limits.
    """
    if data.startswith(_OLD_OR_ENCRYPTED):
        raise TrustDeskError(
            Text(N_("This is an old Excel file (.xls), or one with a password.")),
            Text(N_("Nothing was imported. Save it in Excel as .xlsx without a password first.")),
        )
    try:
        has_formulas = _inspect(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what a sheet may have beside cells, such as drop-down lists
            shown = dict(_sheets(data, data_only=True))
            written = dict(_sheets(data, data_only=False)) if has_formulas else {}
    except (TrustDeskError, MemoryError):
        raise
    except Exception as error:  # the reader raises anything at all on a damaged file
        raise TrustDeskError(
            Text(N_("{name} cannot be read as an Excel workbook."), {"name": name}),
            Text(N_("Nothing was imported. Open it in Excel and save it anew as .xlsx.")),
        ) from error
    return tuple(_grid(sheet, rows, written.get(sheet, {})) for sheet, rows in shown.items())


def _inspect(file: bytes) -> bool:
    """Refuse what is beyond the limits; returns whether there are formulas."""
    formulas = False
    cells = strings = 0
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        parts = archive.infolist()
        if len(parts) > MAX_PARTS:
            raise too_big(N_("It has more than {n} parts."), n=MAX_PARTS)
        if sum(part.file_size for part in parts) > MAX_BYTES:
            raise too_big(N_("It unpacks to more than {n} MB."), n=MAX_BYTES // 1_000_000)
        for part in parts:
            if part.file_size > _SMALL and part.file_size > MAX_RATIO * part.compress_size:
                raise too_big(N_("It unpacks to more than {n} times its size."), n=MAX_RATIO)
            data = archive.read(part)  # never more than the size that was just added up
            if not _is_text(data):
                continue
            if _SHEET_PART.fullmatch(part.filename):
                _refuse_far_cells(data)
                cells += sum(1 for _ in _CELL.finditer(data))
                formulas = formulas or _FORMULA.search(data) is not None
            elif _STRINGS_PART.fullmatch(part.filename):
                strings = sum(1 for _ in _STRING.finditer(data))
            elif data.count(b"<") > MAX_ELEMENTS:
                raise too_big(N_("Its styles or properties are too many."))
            if cells > MAX_CELLS or strings > MAX_STRINGS:
                raise too_big(N_("It has more than {n} cells."), n=MAX_CELLS)
    return formulas


def _is_text(data: bytes) -> bool:
    """Whether a part is XML, by what it holds and whatever its name; raises ValueError for an odd sort of it.

    In another encoding it would pass the counts unseen; Excel writes UTF-8. It never writes a document type,
    which could blow a part up or name a file to be read.
    """
    start = data[:400].removeprefix(b"\xef\xbb\xbf").lstrip()
    encoding = _ENCODING.match(start)
    odd = encoding is not None and encoding.group(1).lower() not in (b"utf-8", b"us-ascii", b"ascii")
    is_text = start.startswith(b"<")
    if odd or data.startswith(_WIDE) or (is_text and _DOCUMENT_TYPE.search(data)):
        raise ValueError("not as Excel writes it")
    return is_text


def _refuse_far_cells(data: bytes) -> None:
    far = next((row for row in _ROW.finditer(data) if int(row.group(1)) > MAX_ROWS), None)
    if far is not None and _FILLED.search(data, far.end()):
        raise too_big(N_("A sheet has more than {n} rows."), n=MAX_ROWS)
    # A few far cells with nothing in them are left by a stray format; each costs a row of its full width.
    empty = sum(1 for _ in _FAR.finditer(data))
    if empty > MAX_FAR_CELLS or _FAR_CELL.search(data):
        raise too_big(N_("A sheet has more than {n} columns."), n=MAX_COLUMNS)


def _sheets(data: bytes, *, data_only: bool) -> Iterator[tuple[str, dict[int, tuple[Value, ...]]]]:
    """Each sheet and its rows by number: the values that Excel shows, or (not `data_only`) the formulas."""
    import openpyxl

    source = io.BytesIO(data)
    book: Any = openpyxl.load_workbook(source, read_only=True, data_only=data_only, keep_links=False)
    if len(book.worksheets) > MAX_SHEETS:
        raise too_big(N_("It has more than {n} sheets."), n=MAX_SHEETS)
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # what the file says of its size may be wrong
        cells = sheet.iter_rows(max_row=MAX_ROWS, values_only=data_only)
        rows = (_trimmed(row if data_only else map(_formula, row)) for row in cells)
        yield sheet.title, {number: row for number, row in enumerate(rows, 1) if row}


def _trimmed(row: Iterable[Value]) -> tuple[Value, ...]:
    values = list(row)
    while values and values[-1] is None:
        values.pop()
    return tuple(values)


def _formula(cell: Any) -> str | None:
    if cell.data_type != "f":
        return None
    return str(getattr(cell.value, "text", cell.value))


def _grid(name: str, shown: dict[int, tuple[Value, ...]], formulas: dict[int, tuple[Value, ...]]) -> Grid:
    rows = dict(shown)
    uncalculated = set()
    for number, row in formulas.items():
        values = list(rows.get(number, ()))
        values += [None] * (len(row) - len(values))
        for column, formula in enumerate(row):
            if formula is not None and values[column] is None:
                values[column] = formula
                uncalculated.add((number, column))
        rows[number] = tuple(values)
    filled = [
        (number, row) for number, row in sorted(rows.items()) if number > 1 and not all(map(is_blank, row))
    ]
    return Grid(name, rows.get(1, ()), tuple(filled), frozenset(uncalculated))
