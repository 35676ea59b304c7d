"""A desk with one word in every text of a relationship, and a process that erases that one and is killed.

    python -m tests.safety.erasing DESK RELATIONSHIP WORD STEPS

ends with 9, killed after so many steps of the engine (in hundreds) from the first statement on that begins
with WORD; with 0 when it came to its end before that.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from trustdesk.desk import Desk, erase
from trustdesk.desk.erase import Erasure
from trustdesk.records import (
    Commitment,
    Concern,
    InRelationship,
    Kind,
    Organisation,
    Record,
    Relationship,
    kinds,
)
from trustdesk.sample import make_sample

TODAY: Final = date(2026, 11, 21)
CANARY: Final = "Zkarquel"
TAIL: Final = "arquel"
"""The index keeps of a word only what it does not share with the word before it."""
ALLIANCE: Final = "Perivane – Holmquay alliance"


def make_desk(path: Path) -> str:
    """Make it: each text is written twice, a concern deleted, a promise too and brought back. Gives the id of
    the relationship."""
    make_sample(path, TODAY)
    with Desk.open(path) as desk:
        with desk.read() as session:
            alliance = session.scalars(select(Relationship.id).filter_by(name=ALLIANCE)).one()
        for turn in range(2):
            with desk.change("Every text written") as session:
                for record in _records_in(session, alliance):
                    for field in type(record).fields.values():
                        if field.kind in (Kind.TEXT, Kind.PROSE) and field.name not in ("name", "ref"):
                            setattr(record, field.name, f"{CANARY}{turn}")
        with desk.change("Organisation described") as session:
            of_holmquay = select(Organisation).where(Organisation.name.contains("Holmquay"))
            session.scalars(of_holmquay).one().note = CANARY
        for kind in (Concern, Commitment):
            with desk.change("Deleted") as session:
                session.delete(session.scalars(select(kind).filter_by(relationship_id=alliance)).first())
        desk.undo()
    return alliance


def erase_and_be_killed(path: Path, relationship: str, word: str, steps: int) -> None:
    """Erase a relationship in this process, which does not live to tell of it."""
    desk = Desk.open(path)
    left = [steps]

    def count() -> int:
        left[0] -= 1
        if left[0] < 0:
            os._exit(9)
        return 0

    def watch(statement: str) -> None:
        if statement.startswith(word):
            desk._raw.set_trace_callback(None)
            if not steps:
                os._exit(9)
            desk._raw.set_progress_handler(count, 100)

    desk._raw.set_trace_callback(watch)
    erase.carry_out(desk, Erasure(Relationship, relationship))
    desk.close()


def _records_in(session: Session, relationship: str) -> Iterator[Record]:
    yield session.get_one(Relationship, relationship)
    for kind in kinds():
        if issubclass(kind, InRelationship):
            yield from session.scalars(select(kind).filter_by(relationship_id=relationship))


if __name__ == "__main__":
    erase_and_be_killed(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]))
