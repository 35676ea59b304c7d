"""Desks whose relationships go out as bundles and come in again, for the tests of bundles."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from trustdesk.actions import organisations, records
from trustdesk.audience import CONSULTANT, JOINT, SEPARATOR
from trustdesk.desk import Desk
from trustdesk.exchange import bundle, bundle_import
from trustdesk.exchange.bundle_import import Judged
from trustdesk.records import (
    Adjustment,
    AgendaItem,
    Benefit,
    Commitment,
    Concern,
    ConcernState,
    Constraint,
    GateCriterion,
    Money,
    Opportunity,
    Party,
    Person,
    Relationship,
    Repair,
    RiskStep,
    SignOff,
    Stage,
    Workshop,
)

TODAY: Final = date(2026, 11, 21)
_WORDS: Final = (
    "čaj",
    "naïve",
    "“so”",
    "line\nline",
    "tab\there",
    "𝔘nicode",
    "a;b",
    "0",
    "=1+1",
    "שלום",
    "\\u0041",
    '"',
)


def relationships(desk: Desk) -> list[str]:
    """The ids of the relationships of a desk, by name."""
    with desk.read() as session:
        return list(session.scalars(select(Relationship.id).order_by(Relationship.name)))


def out(desk: Desk, audience: str = CONSULTANT, *, with_history: bool = False, at: int = 0) -> bytes:
    """A relationship of the desk as a bundle."""
    with desk.read() as session:
        id = list(session.scalars(select(Relationship.id).order_by(Relationship.name)))[at]
        return bundle.write(bundle.content(session, id, audience, with_history=with_history))


def into(desk: Desk, data: bytes | dict[str, Any], *, dry_run: bool = False) -> Judged:
    """Take a bundle, as bytes or as plain data, into the desk."""
    told = json.loads(data) if isinstance(data, bytes) else data
    return bundle_import.take(desk, bundle_import.ours(told, "it"), TODAY, dry_run=dry_run)


def audiences(desk: Desk, at: int = 0) -> list[str]:
    """Everybody for whom a relationship can be written out: all, the consultant, each party, two of them."""
    with desk.read() as session:
        query = select(Party.name).join(Relationship, Relationship.id == Party.relationship_id)
        query = query.where(Party.relationship_id == relationships_in(session)[at]).order_by(Party.position)
        names = list(session.scalars(query))
    return [JOINT, CONSULTANT, *names, "; ".join(names[:2])]


def relationships_in(session: Session) -> list[str]:
    return list(session.scalars(select(Relationship.id).order_by(Relationship.name)))


class Invention:
    """A program with something in every kind of record, drawn by chance from a seed, in several changes."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self.desk = desk
        self.chance = random.Random(seed)

    def tell(self) -> None:
        """Write it into the desk, a change a kind."""
        with self.desk.change("Relationship made") as session:
            own = records.add(session, Relationship, TODAY, name="Invented", purpose=self.words()).id
            self.own = own
            self.parties = [
                records.add(session, Party, TODAY, own, name=name) for name in ("A-side", "B", "C")
            ]
            firm = organisations.named(session, "Firm of A", TODAY)
            records.edit(session, self.parties[0], TODAY, organisation_id=firm.id, known_kept=self.number())
            self.party_ids = [party.id for party in self.parties]
        with self.desk.change("People") as session:
            for n in range(4):
                self.add(
                    session,
                    Person,
                    name=f"Person {n}",
                    party_id=self.party(),
                    politics=self.words(),
                    influence=self.chance.randint(1, 5),
                    stance="opposes",
                    sponsor=self.chance.choice((True, None)),
                    audience=self.readers(),
                )
        with self.desk.change("Stages") as session:
            for n in range(2):
                stage = self.add(session, Stage, name=f"Stage {n}", starts=self.day(), purpose=self.words())
                self.add(
                    session, GateCriterion, stage_id=stage, kind="ppc_at_least", value=self.number() / 1000
                )
                self.add(
                    session,
                    SignOff,
                    stage_id=stage,
                    party_id=self.party(),
                    who=self.line(),
                    signed_on=self.day(),
                )
        with self.desk.change("Workshops") as session:
            for n in range(2):
                workshop = self.add(
                    session,
                    Workshop,
                    held_on=self.day(),
                    kind="review",
                    title=f"{n}",
                    decisions=self.words(),
                    attended_by=self.some(session, Party),
                    audience=self.readers(),
                )
                self.add(
                    session,
                    AgendaItem,
                    workshop_id=workshop,
                    text=self.words(),
                    audience=self.readers(),
                    about=self.some(session, Stage),
                )
        for n in range(6):
            with self.desk.change("Promise made") as session:
                giver, receiver = self.chance.sample(self.party_ids, 2)
                made = self.add(
                    session,
                    Commitment,
                    giver_id=giver,
                    due=TODAY + timedelta(days=n),
                    text=self.words(),
                    stage_id=self.one(session, Stage),
                    owner_id=self.one(session, Person),
                    audience=self.readers(),
                    receivers=[session.get(Party, receiver)],
                    depends_on=self.some(session, Commitment),
                    outcome="partly",
                    closed_on=TODAY,
                    fraction=1 / 3,
                    frank_reason=self.words(),
                    misrepresented=self.chance.choice((True, None)),
                )
                self.add(session, Constraint, commitment_id=made, text=self.words())
                self.add(session, Adjustment, commitment_id=made, why=self.words(), moved_from=self.day())
                self.add(
                    session,
                    Repair,
                    commitment_id=made,
                    redress=self.words(),
                    audience=self.readers(),
                    acknowledged_by=self.some(session, Party),
                )
        with self.desk.change("The rest") as session:
            for _ in range(3):
                exposed, trusted = self.chance.sample(self.party_ids, 2)
                self.add(
                    session,
                    RiskStep,
                    exposed_id=exposed,
                    trusted=[session.get(Party, trusted)],
                    text=self.words(),
                    stage_id=self.one(session, Stage),
                    loss=3,
                    gain=4,
                    needs=self.some(session, Commitment),
                    exposes="money; legal",
                    audience=self.readers(),
                )
                concern = self.add(
                    session,
                    Concern,
                    text=self.words(),
                    told_by=self.line(),
                    kind=self.line(),
                    blocks=[*self.some(session, RiskStep), *self.some(session, Commitment)],
                    audience=self.readers(),
                )
                self.add(session, ConcernState, concern_id=concern, state="voiced", since=self.day())
                chance = self.add(
                    session,
                    Opportunity,
                    text=self.words(),
                    waits_for=self.some(session, RiskStep),
                    audience=self.readers(),
                )
                amount = Money(Decimal(self.chance.randint(-(10**9), 10**14)) / 1000, "EUR")
                self.add(session, Benefit, opportunity_id=chance, party_id=self.party(), estimated=amount)
        self.desk.undo()
        self.desk.redo()
        with self.desk.change("Order changed") as session:
            records.place(session, session.scalars(select(Commitment).limit(1)).one(), 3)
        with self.desk.change("Promise deleted") as session:
            records.delete(
                session, session.scalars(select(Commitment).order_by(Commitment.position).limit(1))
            )
        with self.desk.change("Taken back") as session:
            records.edit(session, session.get_one(Relationship, self.own), TODAY, purpose="never said")
        self.desk.undo()

    def add(self, session: Session, kind: Any, /, **values: Any) -> str:
        return str(records.add(session, kind, TODAY, self.own, **values).id)

    def words(self) -> str:
        return " ".join(self.chance.choices(_WORDS, k=3))

    def line(self) -> str:
        return self.words().replace("\n", " ")

    def number(self) -> float:
        return self.chance.random() * 1000

    def day(self) -> date:
        return TODAY - timedelta(days=self.chance.randint(0, 9999))

    def party(self) -> str:
        return self.chance.choice(self.party_ids)

    def readers(self) -> str:
        several = SEPARATOR.join(sorted(self.chance.sample(self.party_ids, 2)))
        return self.chance.choice((JOINT, JOINT, CONSULTANT, self.party(), several))

    def one(self, session: Session, kind: Any) -> str:
        return str(
            self.chance.choice(list(session.scalars(select(kind).where(kind.relationship_id == self.own)))).id
        )

    def some(self, session: Session, kind: Any) -> list[Any]:
        found = list(session.scalars(select(kind).where(kind.relationship_id == self.own)))
        return self.chance.sample(found, min(len(found), self.chance.randint(1, 2)))


def invented(path: Path, seed: int) -> Desk:
    """A new desk with such a program in it."""
    desk = Desk.create(path)
    Invention(desk, seed).tell()
    return desk
