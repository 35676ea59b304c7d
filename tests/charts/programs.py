"""Programs to draw: a relationship with as many promises as wanted and a bit of everything."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from trustdesk import snapshot as snapshots
from trustdesk.measures.relationship import measure
from trustdesk.measures.results import Measures
from trustdesk.records import (
    Commitment,
    Concern,
    Party,
    Person,
    Record,
    Relationship,
    RiskStep,
    Stage,
    Workshop,
    links,
)
from trustdesk.records.commitments import REASON_CLASSES
from trustdesk.records.mapping import driver_of, metadata
from trustdesk.snapshot import Snapshot

START = date(2026, 1, 12)
TODAY = date(2026, 10, 5)

TEXTS = (
    "Share the monthly forecast by plant",
    "Name one owner for master data",
    "Send the list of open change requests",
    "Open the test environment to three planners",
    "Agree the glossary of delivery terms",
    "Report stock of the ten critical items",
    "Reply to every claim within five days",
    "Present cost drivers of packaging",
    "Host a day on the shop floor",
    "Review penalties with legal",
)
STAGES = ("Getting to know", "Sharing reports", "Planning together", "Open books")
STEPS = (
    ("Show each other last year's claims", 2, 4, 2),
    ("Exchange weekly stock reports", 3, 5, 2),
    ("Let planners see the order book", 5, 6, 3),
    ("Plan one product family together", 6, 8, 4),
    ("Give direct access to the planning system", 7, 7, 4),
    ("Hold stock on the other's account", 9, 8, 4),
)
CONCERNS = (
    ("Forecasts are used to squeeze prices", 4, 3),
    ("Plant managers were never asked", 3, 4),
    ("Data could reach a competitor", 5, 2),
    ("The contract speaks only of penalties", 4, 3),
    ("Nobody knows who decides on changes", 2, 4),
    ("Different words for the same date", 1, 5),
    ("A reorganisation is rumoured", None, None),
)


@dataclass
class Program:
    """Everything to draw charts from."""

    snapshot: Snapshot
    measures: Measures


@dataclass
class Maker:
    """Records of one relationship in a database in memory."""

    session: Session
    relationship: Relationship
    positions: dict[type, int] = field(default_factory=dict)

    def add(self, kind: type, several: dict[str, list[Record]] | None = None, /, **values: Any) -> Any:
        position = self.positions[kind] = self.positions.get(kind, 0) + 1
        record = kind(relationship_id=self.relationship.id, position=position, **values)
        self.session.add(record)
        self.session.flush()
        for name, targets in (several or {}).items():
            links.write(self.session, record, name, targets)
        return record

    def finish(self, today: date = TODAY, audience: str = "consultant") -> Program:
        self.session.flush()
        snapshot = snapshots.take(driver_of(self.session), self.relationship.id, audience, today)
        return Program(snapshot, measure(snapshot))


def maker(**settings: Any) -> Maker:
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    session = Session(engine)
    relationship = Relationship(name="Shared planning", started=START, **settings)
    session.add(relationship)
    session.flush()
    return Maker(session, relationship)


def program(
    promises: int = 30,
    parties: tuple[str, ...] = ("Novamed Devices", "Halden Logistics"),
    steps: int = 6,
    texts: tuple[str, ...] = TEXTS,
    concerns: int = 7,
    known: tuple[float, float] = (0, 0),
    today: date = TODAY,
    audience: str = "consultant",
    seed: int = 3,
) -> Program:
    """A program of four stages with `promises` promises, about a third of them still ahead."""
    chance = Random(seed)
    made = maker()
    sides = [made.add(Party, name=name) for name in parties]
    sides[0].known_kept, sides[0].known_broken = known
    people = [made.add(Person, name=f"{name.split()[0]} owner {n}", party_id=side.id)
              for side, name in zip(sides, parties, strict=True) for n in (1, 2)]  # fmt: skip
    starts = [START + timedelta(weeks=13 * n) for n in range(5)]
    stages = [
        made.add(Stage, name=name, starts=first, ends=last)
        for name, first, last in zip(STAGES, starts, starts[1:], strict=False)
    ]
    for n in range(promises):
        _promise(made, chance, n, promises, sides, people, stages, texts)
    for n in range(steps):
        _step(made, n, steps, sides, stages)
    for n in range(concerns):
        text, severity, likelihood = CONCERNS[n % len(CONCERNS)]
        addressed = n % 3 == 1
        made.add(
            Concern, ref=f"N{n}", text=text, severity=severity, likelihood=likelihood,
            state="addressed" if addressed else "voiced",
            addressed_on=START + timedelta(days=60) if addressed else None,
            raised_by_id=sides[n % len(sides)].id,
        )  # fmt: skip
    for weeks, kind in ((0, "initial"), (13, "review"), (26, "review"), (34, "agenda item"), (39, "review")):
        made.add(Workshop, held_on=START + timedelta(weeks=weeks), kind=kind, title="")
    return made.finish(today, audience)


def _promise(made: Maker, chance: Random, n: int, count: int, sides: list[Party], people: list[Person],
             stages: list[Stage], texts: tuple[str, ...]) -> None:  # fmt: skip
    due = START + timedelta(days=14 + int(n * 330 / count))
    side = chance.randrange(len(sides))
    values: dict[str, Any] = {
        "ref": f"C{n}", "text": texts[n % len(texts)], "giver_id": sides[side].id, "due": due,
        "stage_id": stages[min((due - START).days // 91, 3)].id, "importance": chance.choice((1, 1, 1, 2, 3)),
        "owner_id": people[2 * side + n % 2].id,
        "promised_on": due - timedelta(days=chance.randrange(14, 60)),
    }  # fmt: skip
    if due < TODAY:
        values |= _outcome(chance, due)
    made.add(Commitment, **values)


def _outcome(chance: Random, due: date) -> dict[str, Any]:
    def day(low: int, high: int) -> date:
        return min(due + timedelta(days=chance.randrange(low, high)), TODAY)

    outcome = chance.choices(
        ("kept", "late", "partly", "missed", "silent", "moved", "released", "open"),
        (55, 12, 6, 5, 4, 9, 2, 3),
    )[0]
    told = {
        "told_on": due - timedelta(days=chance.randrange(-4, 20)),
        "reason_class": chance.choice(REASON_CLASSES),
    }
    if outcome == "open":
        return {}
    if outcome == "kept":
        return {
            "outcome": "kept",
            "closed_on": day(-6, 1),
            "confirmed": chance.choice(("yes", "yes", "yes", "no")),
        }
    if outcome == "late":
        late = due + timedelta(days=chance.randrange(1, 25))
        return {"outcome": "late", "closed_on": late, **told} if late <= TODAY else {}
    if outcome == "silent":
        return {"outcome": "missed", "closed_on": due}
    if outcome == "moved":
        return {"outcome": "renegotiated", "closed_on": due - timedelta(days=5), "accepted": True,
                "told_on": due - timedelta(days=6), "reason_class": REASON_CLASSES[1]}  # fmt: skip
    extra = {"fraction": 0.6} if outcome == "partly" else {}
    return {"outcome": outcome, "closed_on": due if outcome != "released" else day(-9, 0), **told, **extra}


def _step(made: Maker, n: int, count: int, sides: list[Party], stages: list[Stage]) -> None:
    text, loss, gain, comfort = STEPS[n % len(STEPS)]
    planned = START + timedelta(days=35 + int(n * 330 / max(count, 1)))
    concluded = planned + timedelta(days=28)
    status = "planned" if planned > TODAY else "taken" if concluded > TODAY else "merited"
    if status == "merited" and n % 5 == 3:
        status = "partly merited"
    exposed = sides[n % len(sides)]
    others = [side for side in sides if side is not exposed]
    made.add(
        RiskStep, {"trusted": others[:1]}, ref=f"R{n}", text=text, stage_id=stages[min(n * 4 // count, 3)].id,
        exposed_id=exposed.id, loss=loss, gain=gain, comfort=comfort if n % 4 else None, planned=planned,
        status=status, concluded_on=concluded if "merited" in status else None, exposes="information",
        fraction=0.5 if status == "partly merited" else None,
    )  # fmt: skip
