"""A table of records that feels like a good spreadsheet."""

from ui.widgets.record_table.column import Chip, Column, field_columns
from ui.widgets.record_table.looks import DAY, MARK, NUMBER, PARTY, PLAIN, PROSE, Look
from ui.widgets.record_table.table import RecordTable

__all__ = [
    "DAY",
    "MARK",
    "NUMBER",
    "PARTY",
    "PLAIN",
    "PROSE",
    "Chip",
    "Column",
    "Look",
    "RecordTable",
    "field_columns",
]
