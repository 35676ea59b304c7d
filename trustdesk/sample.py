"""The sample desk: two relationships with a history, told up to the day on which it is made.

The workbooks in `resources/sample` come in through the import, what a workbook does not hold through the
actions a user has, each change under a label of its own.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from trustdesk import RESOURCES
from trustdesk.actions import organisations, records
from trustdesk.audience import to_stored
from trustdesk.desk import Desk
from trustdesk.exchange import csv_folder, layout, workbook
from trustdesk.exchange.grid import CSV
from trustdesk.records import (
    Field,
    InRelationship,
    Kind,
    Money,
    Organisation,
    Party,
    Profile,
    Record,
    Relationship,
    kinds,
)
from trustdesk.records.checks import key_of

FOLDER: Final = RESOURCES / "sample"
MORE: Final = "more.toml"

_ISO_DAY: Final = re.compile(r"(?<![\w-])\d{4}-\d\d-\d\d(?![\w-])")
_KINDS: Final = {kind.__tablename__: kind for kind in kinds()}


def make_sample(path: Path, today: date) -> None:
    """Make a desk at `path` with the sample relationships, their dates moved by whole weeks up to `today`.

    Raises TrustDeskError when there is a file already; nothing half made is left behind.
    """
    told = tomllib.loads((FOLDER / "sample.toml").read_text(encoding="utf-8"))
    by = timedelta(weeks=(today - told["as_of"]).days // 7)
    desk = Desk.create(path)
    try:
        with desk:
            with desk.change("Profile written") as session:
                records.add(session, Profile, today, **told["profile"])
            for name in told["relationships"]:
                _tell(desk, FOLDER / name, by, today)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _tell(desk: Desk, folder: Path, by: timedelta, today: date) -> None:
    sheets = {
        sheet.name: _shifted(sheet.read_text(encoding="utf-8"), by).encode()
        for sheet in sorted(folder.glob(f"*{CSV}"))
    }
    report = workbook.take(desk, csv_folder.read(sheets, layout.sheets()), today)
    if report.errors:
        raise RuntimeError(f"{folder.name}: {report.plain()['errors']}")
    more = _shifted(tomllib.loads((folder / MORE).read_text(encoding="utf-8")), by)
    for change in more["changes"]:
        with desk.change(change["label"]) as session:
            story = _Story(session, more["relationship"], today)
            for row in change["rows"]:
                story.tell(**row)


def _shifted(told: Any, by: timedelta) -> Any:
    """`told` with every day in it moved; in text a day is what stands as an ISO date."""
    if isinstance(told, str):
        return _ISO_DAY.sub(lambda day: (date.fromisoformat(day[0]) + by).isoformat(), told)
    if isinstance(told, date):
        return told + by
    if isinstance(told, dict):
        return {name: _shifted(value, by) for name, value in told.items()}
    return [_shifted(item, by) for item in told] if isinstance(told, list) else told


class _Story:
    """The rows of one change, told of one relationship: refs, names and days stand for records."""

    def __init__(self, session: Session, relationship: str, today: date) -> None:
        self.session = session
        self.today = today
        self.relationship = self._one((Relationship,), relationship).id

    def tell(self, record: str, find: Any = None, **values: Any) -> None:
        """Edit the record that `find` means, or add one, with these values."""
        kind = _KINDS[record]
        read = {name: self._value(kind.fields[name], value) for name, value in values.items()}
        if find is None:
            records.add(self.session, kind, self.today, self.relationship, **read)
        else:
            records.edit(self.session, self._one((kind,), find), self.today, **read)

    def _value(self, field: Field, told: Any) -> Any:
        targets = [_KINDS[target] for target in field.targets]
        if field.kind is Kind.LINK:
            return self._one(targets, told).id
        if field.kind is Kind.LINKS:
            return [self._one(targets, one) for one in told]
        if field.kind is Kind.MONEY:
            return Money.parse(told)
        if field.kind is Kind.AUDIENCE:
            return to_stored(told, [cast(Party, party) for party in self._all(Party)])
        return told

    def _one(self, among: Sequence[type[Record]], told: Any) -> Record:
        """The record of one of these kinds that goes by `told`, or whose fields hold what a table says."""
        if Organisation in among:
            return organisations.named(self.session, told, self.today)
        for kind in among:
            wanted = told if isinstance(told, dict) else {(*kind.keys, kind.named_by)[0]: told}
            values = {name: key_of(self._value(kind.fields[name], value)) for name, value in wanted.items()}
            for record in self._all(kind):
                if all(key_of(getattr(record, name)) == value for name, value in values.items()):
                    return record
        raise LookupError(f"nothing goes by {told!r}")

    def _all(self, kind: type[Record]) -> Iterator[Record]:
        query = select(kind)
        if issubclass(kind, InRelationship):
            query = query.where(cast(Any, kind).relationship_id == self.relationship)
        yield from self.session.scalars(query)
