"""A relationship that never was, as rows ready for bulk inserts: its frame of parties, people and stages.

All of it follows from the chance it is given, so the same seed makes the same desk.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any, Final

from sqlalchemy import Table

from tests.bench import wording
from trustdesk.records import (
    AgendaItem,
    GateCriterion,
    Organisation,
    Party,
    Person,
    Record,
    Relationship,
    SignOff,
    Stage,
    Workshop,
)
from trustdesk.records.base import blank
from trustdesk.records.mapping import links_table
from trustdesk.records.people import STANCES
from trustdesk.records.stages import DEFAULT_CRITERIA, GO
from trustdesk.records.workshops import INITIAL, REVIEW

TODAY: Final = date(2026, 11, 21)

Row = dict[str, Any]


class Invention:
    """One relationship while it is being made: its chance, its rows so far, and its frame by kind."""

    def __init__(self, rng: Random, number: int) -> None:
        self.rng = rng
        self.number = number
        self.rows: dict[Table, list[Row]] = {}
        self.id = self.new_id()

    def new_id(self) -> str:
        return f"{self.rng.getrandbits(128):032x}"

    def add(self, kind: type[Record], /, **values: Any) -> Row:
        """A row of `kind`, at the end of its order; what is not given is blank."""
        table = kind.__table__
        mine = self.rows.setdefault(table, [])
        own = {"id": self.new_id(), "relationship_id": self.id, "position": len(mine)}
        row = {column.name: own.get(column.name, blank(kind, column.name)) for column in table.c} | values
        mine.append(row)
        return row

    def of(self, kind: type[Record]) -> list[Row]:
        """The rows of a kind made so far."""
        return self.rows.get(kind.__table__, [])

    def link(self, kind: type[Record], field: str, owner: Row, target: type[Record], *rows: Row) -> None:
        """Let `owner` link to `rows` of the kind `target` under `field`."""
        table = links_table(kind, field)
        blanks = dict.fromkeys(table.c.keys())
        for at, row in enumerate(rows):
            place = {"id": self.new_id(), "owner": owner["id"], "position": at}
            mine = self.rows.setdefault(table, [])
            mine.append(blanks | place | {target.__tablename__: row["id"]})

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def between(self, first: date, last: date) -> date:
        """A day from `first` to `last`."""
        return first + timedelta(days=self.rng.randint(0, max((last - first).days, 0)))

    def audience(self, joint: float = 0.84) -> str:
        """Mostly joint; the rest the consultant's or one party's own."""
        if self.chance(joint):
            return "joint"
        return "consultant" if self.chance(0.5) else str(self.rng.choice(self.of(Party))["id"])


def frame(it: Invention, size: int) -> None:
    """The relationship with everything but its program: parties, people, stages, gates, workshops."""
    rng = it.rng
    started = TODAY - timedelta(days=rng.randint(240, 900))
    partners = 3 if it.chance(0.1) else 2
    firms = [
        it.add(Organisation, name=wording.firm(rng, it.number * 10 + n), sector=wording.sentence(rng, 1, 3))
        for n in range(partners)
    ]
    it.add(
        Relationship,
        id=it.id,
        name=f"{' – '.join(firm['name'] for firm in firms)}",
        purpose=wording.passage(rng, 2),
        why=wording.passage(rng, 2),
        in_what=wording.sentence(rng, 10, 30),
        how=wording.passage(rng, 3),
        started=started,
    )
    for firm in firms:
        known = {"known_kept": rng.randint(0, 6), "known_on": started} if it.chance(0.3) else {}
        words = {"name": firm["name"], "role": wording.sentence(rng, 1, 4)}
        it.add(Party, organisation_id=firm["id"], **words, **known)
    for n in range(max(6, size // 50)):
        _person(it, n)
    _stages(it, started, 12 if size > 1000 else rng.randint(4, 7))
    _workshops(it, started)


def _person(it: Invention, number: int) -> None:
    rng, parties = it.rng, it.of(Party)
    it.add(
        Person,
        name=wording.person(rng, number),
        party_id=parties[number % len(parties)]["id"],
        job=wording.sentence(rng, 1, 4),
        sponsor=number < len(parties) or None,
        influence=rng.randint(1, 5),
        stance=rng.choice(STANCES),
        email=f"person{number}@example.org",
        politics=wording.sentence(rng, 8, 20) if it.chance(0.3) else "",
    )


def _stages(it: Invention, started: date, count: int) -> None:
    length = timedelta(days=((TODAY - started).days + 150) // count)
    for n in range(count):
        starts = started + n * length
        ends = starts + length - timedelta(days=1)
        passed = ends < TODAY and it.chance(0.9)
        decided = {"verdict": GO, "verdict_by": "The sponsors", "verdict_on": ends} if passed else {}
        stage = it.add(
            Stage,
            name=f"{wording.sentence(it.rng, 1, 3)} {n + 1}",
            starts=starts,
            ends=ends,
            purpose=wording.sentence(it.rng, 8, 20),
            **decided,
        )
        for kind in DEFAULT_CRITERIA if it.chance(0.5) else ():
            it.add(GateCriterion, stage_id=stage["id"], kind=kind)
        for party in it.of(Party) if passed else ():
            it.add(SignOff, stage_id=stage["id"], party_id=party["id"], who="The sponsor", signed_on=ends)


def _workshops(it: Invention, started: date) -> None:
    rng, day, kind = it.rng, started, INITIAL
    while day < TODAY + timedelta(days=100):
        workshop = it.add(
            Workshop,
            held_on=day,
            kind=kind,
            title=wording.sentence(rng, 2, 5),
            decisions=wording.passage(rng, 5) if day <= TODAY else "",
            minutes=120,
            place=wording.sentence(rng, 1, 3),
            audience="joint",
        )
        it.link(Workshop, "attended_by", workshop, Party, *it.of(Party))
        it.link(Workshop, "attendees", workshop, Person, *rng.sample(it.of(Person), 4))
        for _ in range(rng.randint(3, 7)):
            text = wording.sentence(rng, 5, 15)
            it.add(AgendaItem, workshop_id=workshop["id"], text=text, minutes=15, audience=it.audience(0.9))
        day, kind = day + timedelta(days=rng.randint(80, 100)), REVIEW
