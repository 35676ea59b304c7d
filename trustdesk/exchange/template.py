"""The empty program workbook: every sheet and column, with a note on each and lists to choose from."""

from __future__ import annotations

from typing import Any, Final

from trustdesk.exchange import excel_writer, layout
from trustdesk.exchange.export import Table
from trustdesk.records import SHEETS, Concern, Field, Kind, Record
from trustdesk.words import N_, SOURCE_LANGUAGE, Text, render

_ROWS: Final = 500
_WIDTH: Final = 260
_LINE: Final = 19

_BLANK: Final = {
    "confirmed": N_("Blank: yes."),
    "importance": N_("Blank: 1."),
    "half_life_days": N_("Blank: 180."),
    "mode": N_("Blank: mutual."),
    "state": N_("Blank: voiced."),
    "status": N_("Blank: the first of these."),
}


def workbook(language: str = SOURCE_LANGUAGE) -> bytes:
    """The Excel file; the notes are in `language`, the headings always the same."""

    def finish(sheet: Any, table: Table) -> None:
        for column, field in enumerate(table.columns):
            text = note(field, table.name, language)
            height = _LINE * (2 + len(text) // 38 + text.count("\n"))
            sheet.write_comment(
                0, column, text, {"author": "", "x_scale": 1, "width": _WIDTH, "height": height}
            )
            choices = ("yes", "no") if field.kind is Kind.YES_NO else field.choices
            if choices and not field.several:
                excel_writer.drop_down(sheet, column, choices, _ROWS)

    tables = (Table(kind.sheet or "", _columns(kind), ()) for kind in SHEETS)
    return excel_writer.write(tables, finish)


def note(field: Field, sheet: str, language: str = SOURCE_LANGUAGE) -> str:
    """What goes into a column: whether it has to be filled, what it is, what it expects, what blank means."""
    lines = [
        Text(N_("Has to be filled.")) if layout.is_required(field) else Text(N_("May be left out.")),
        Text(N_("{label}: {expected}."), {"label": Text(field.label), "expected": layout.expected_in(field)}),
        Text(field.help),
        Text(_BLANK.get(field.name, "")),
    ]
    if field.kind is Kind.AUDIENCE:
        lines.append(Text(N_("Blank: joint.")))
    if field.kind is Kind.AUDIENCE and sheet == Concern.sheet:
        lines.append(Text(N_("An unspoken concern stays with the party that raised it.")))
    if field.private:
        lines.append(Text(N_("The consultant's own: left out of an export for anyone else.")))
    return "\n".join(words for words in (render(line, language) for line in lines) if words)


def _columns(kind: type[Record]) -> tuple[Field, ...]:
    return tuple(field for field in layout.columns(kind) if field is not layout.READERS)
