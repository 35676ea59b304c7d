"""The health of a desk: its file, its schema and its records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import sqlcipher3.dbapi2 as driver

from trustdesk.desk import Desk
from trustdesk.records import Fault, Record, Relationship
from trustdesk.records.checks import Loaded, faults_of, ring_fault, rings
from trustdesk.words import N_, Text


@dataclass(frozen=True)
class Checkup:
    """What was found: the problems in words, each with what to do; and how much was looked at."""

    problems: tuple[Text, ...]
    records: int
    relationships: int


def checkup(desk: Desk, today: date) -> Checkup:
    """Check an open desk; opening it has checked that it is one, and of which format."""
    damage = desk.problems()
    if damage:
        return Checkup(tuple(damage), 0, 0)
    try:
        with desk.look() as connection:
            world = Loaded.everything(connection, today)
            problems = tuple(_faults(world))
    except (driver.Error, ValueError, ArithmeticError):
        damaged = Text(N_("Some records cannot be read. Restore a copy of the desk from a backup."))
        return Checkup((damaged,), 0, 0)
    records = sum(len(rows) for rows in world.rows.values())
    return Checkup(problems, records, len(world.rows[Relationship]))


def _faults(world: Loaded) -> Iterator[Text]:
    for records in world.rows.values():
        for record in records:
            for fault in faults_of(record, world):
                yield _told(record, fault, world)
        for name, ring in rings(records, world):
            yield _told(ring[0], ring_fault(name, ring), world)


def _told(record: Record, fault: Fault, world: Loaded) -> Text:
    kind = type(record)
    owner = world.find(Relationship.__tablename__, str(getattr(record, "relationship_id", "")))
    values = {
        "relationship": owner.heading if owner else "",
        "kind": Text(kind.singular),
        "name": str(getattr(record, "ref", "")) or record.heading.partition("\n")[0][:60],
        "field": Text(kind.fields[fault.field].label),
        "expected": fault.expected,
    }
    if owner is None:
        return Text(N_("{kind} “{name}”, {field}: correct it to {expected}."), values)
    return Text(N_("{relationship}: {kind} “{name}”, {field}: correct it to {expected}."), values)
