"""Who may read a record, when the parties it speaks of are few, none or gone."""

from __future__ import annotations

from contextlib import closing

import pytest
from sqlcipher3.dbapi2 import connect

from trustdesk import audience
from trustdesk.audience import CONSULTANT, JOINT
from trustdesk.records import Party

ANNA, BERT = "a" * 32, "b" * 32
STORED = (JOINT, CONSULTANT, ANNA, BERT, f"{ANNA};{BERT}")


def parties(*ids: str) -> list[Party]:
    return [Party(id=id, name=id[:1]) for id in ids]


def admitted_by_the_database(reader: audience.Audience, stored: str) -> bool:
    condition, values = reader.condition("stored")
    with closing(connect(":memory:")) as database:
        found = database.execute(f"SELECT 1 FROM (SELECT ? AS stored) WHERE {condition}", (stored, *values))
        return found.fetchone() is not None


@pytest.mark.parametrize(
    ("reader", "read"),
    [
        (audience.everyone(parties()), {JOINT}),
        (audience.everyone(parties(ANNA)), {JOINT, ANNA, f"{ANNA};{BERT}"}),
        (audience.everyone(parties(ANNA, BERT)), {JOINT, f"{ANNA};{BERT}"}),
        (audience.parse("b", parties(ANNA, BERT)), {JOINT, BERT, f"{ANNA};{BERT}"}),
        (audience.consultant(), set(STORED)),
    ],
)
def test_the_record_and_the_database_are_judged_alike(reader: audience.Audience, read: set[str]) -> None:
    assert {one for one in STORED if reader.admits(one)} == read
    assert {one for one in STORED if admitted_by_the_database(reader, one)} == read


def test_what_was_for_a_party_that_is_gone_is_the_consultants() -> None:
    assert audience.from_stored(f"{ANNA};{BERT}", parties(BERT)) == "b"
    assert audience.from_stored(ANNA, parties(BERT)) == CONSULTANT
