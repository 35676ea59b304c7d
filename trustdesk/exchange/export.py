"""Writing a relationship out as the program workbook, for one audience.

Everything comes from a snapshot, so nothing is in the file that its audience may not see; the file carries no
time of making and no name, and the same content makes the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from trustdesk import audience, snapshot
from trustdesk.audience import Audience
from trustdesk.exchange import csv_folder, extras, layout
from trustdesk.exchange.book import nothing
from trustdesk.exchange.cells import as_text
from trustdesk.exchange.grid import CSV
from trustdesk.records import SHEETS, Benefit, Field, Kind, Opportunity, Record, Relationship
from trustdesk.records.base import kind_of
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_, Text, joined, plural

Filled = str | int | float | date | None


@dataclass(frozen=True)
class Table:
    """One sheet that is to be written: its name, its columns and its rows."""

    name: str
    columns: tuple[Field, ...]
    rows: tuple[tuple[Filled, ...], ...]


def everything(connection: Any, relationship: str, reader: str | Audience) -> Snapshot:
    """The snapshot an export is made from: all that is written down for its reader, whatever the day."""
    return snapshot.take(connection, relationship, reader, date.max)


def tables(seen: Snapshot) -> tuple[Table, ...]:
    """The sheets of the workbook for the audience of the snapshot."""
    return tuple(_table(seen, kind) for kind in SHEETS)


def workbook(seen: Snapshot) -> bytes:
    """The Excel file."""
    from trustdesk.exchange import excel_writer  # Excel is written by a library that takes time to import

    return excel_writer.write(tables(seen))


def csv_files(seen: Snapshot) -> dict[str, bytes]:
    """The CSV files of a folder, by their names."""
    return {f"{table.name}{CSV}": csv_folder.write(_lines(table)) for table in tables(seen)}


def left_behind(seen: Snapshot) -> Text | None:
    """What the audience of the snapshot sees and a workbook does not carry, in one line; None for nothing."""
    found: list[Text] = []
    rows: dict[type[Record], Sequence[Record]] = {Relationship: [seen.relationship], **seen.rows}
    for kind, records in rows.items():
        if not layout.carried(kind):
            found += [_counted(kind, len(records))] if records else []
            continue
        filled = {field: _filled(field, records) for field in kind.fields.values() if _is_left(kind, field)}
        labels = dict.fromkeys(field.group or field.label for field, n in filled.items() if n)
        if labels:
            names = joined([Text(label) for label in labels], ", ")
            kinds = _counted(kind, max(filled.values()))
            found.append(Text("{kinds} ({labels})", {"kinds": kinds, "labels": names}))
    if not found:
        return None
    return Text(N_("Not in a workbook, kept in the desk: {what}."), {"what": joined(found, "; ")})


def _is_left(kind: type[Record], field: Field) -> bool:
    return field.name not in layout.carried(kind)


def _filled(field: Field, records: Sequence[Record]) -> int:
    return sum(getattr(record, field.name) != nothing(kind_of(record), field) for record in records)


def _counted(kind: type[Record], n: int) -> Text:
    return plural(kind.singular, kind.plural, n)


def _table(seen: Snapshot, kind: type[Record]) -> Table:
    whole = seen.audience.is_consultant
    columns = tuple(
        field
        for field in layout.columns(kind)
        if (field is not layout.READERS if whole else not field.private)
    )
    records: Sequence[Record] = [seen.relationship] if kind is Relationship else seen[kind]
    rows = (tuple(_cell(seen, record, field) for field in columns) for record in records)
    return Table(kind.sheet or "", columns, tuple(rows))


def _cell(seen: Snapshot, record: Record, field: Field) -> Filled:
    if field is layout.READERS:
        return seen.audience.name
    if field is layout.STARTING_EVIDENCE:
        return extras.starting_evidence_of(seen.parties) or None
    if field is layout.WORTH and isinstance(record, Opportunity):
        return extras.worth_of(seen.of(Benefit, "opportunity_id", record), seen.parties) or None
    value = getattr(record, field.name)
    if value is None or value == "":
        return None
    if field.kind is Kind.AUDIENCE:
        return audience.from_stored(value, seen.parties)
    if field.targets:
        ids = value if field.kind is Kind.LINKS else (value,)
        return "; ".join(_names(seen, ids)) or None
    if field.kind is Kind.YES_NO:
        return as_text(value)
    filled: Filled = value
    return filled


def _names(seen: Snapshot, ids: Sequence[str]) -> Iterator[str]:
    for id in ids:
        target = seen.get(id)
        if target is not None:
            yield str(getattr(target, type(target).keys[0]))


def _lines(table: Table) -> Iterator[list[str]]:
    yield [layout.heading(field) for field in table.columns]
    for row in table.rows:
        yield [as_text(value) for value in row]
