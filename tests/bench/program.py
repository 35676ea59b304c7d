"""The program of an invented relationship: promises and what became of them, trust steps, concerns."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from tests.bench import wording
from tests.bench.invention import TODAY, Invention, Row, frame
from trustdesk.records import (
    Adjustment,
    Benefit,
    Commitment,
    Concern,
    ConcernState,
    Constraint,
    Money,
    Opportunity,
    Party,
    Person,
    Repair,
    RiskStep,
    Stage,
    concerns,
    opportunities,
    risk_steps,
)
from trustdesk.records import commitments as promises


def invent(rng: Random, number: int, size: int) -> Invention:
    """A whole relationship with `size` promises."""
    it = Invention(rng, number)
    frame(it, size)
    replaced: Row | None = None
    for n in range(size):
        promise = _promise(it, n + 1, replaced)
        replaced = promise if promise["outcome"] == promises.RENEGOTIATED else None
    for n in range(max(6, size // 20)):
        _step(it, n + 1)
    for n in range(max(5, size // 25)):
        _concern(it, n + 1)
    for n in range(max(3, size // 50)):
        _opportunity(it, n + 1)
    return it


def _ref(prefix: str, number: int, audience: str) -> str:
    return f"{prefix}{number}" if audience == "joint" else f"{prefix}P{number}"


def _promise(it: Invention, number: int, replaced: Row | None) -> Row:
    """A promise; one that takes the place of another carries on what that one said."""
    rng = it.rng
    if replaced is None:
        stage = rng.choice(it.of(Stage))
        giver = rng.choice(it.of(Party))
        audience = it.audience()
        promised = it.between(min(stage["starts"], TODAY - timedelta(days=60)), min(stage["ends"], TODAY))
        due = it.between(promised + timedelta(days=3), stage["ends"] + timedelta(days=10))
        row = it.add(
            Commitment,
            stage_id=stage["id"],
            giver_id=giver["id"],
            text=wording.sentence(rng, 6, 18),
            done_when=wording.sentence(rng, 5, 14),
            owner_id=rng.choice([p for p in it.of(Person) if p["party_id"] == giver["id"]])["id"],
            importance=rng.choices((1, 2, 3), (6, 3, 1))[0],
            must_have=it.chance(0.25) or None,
            compelled=it.chance(0.05) or None,
        )
    else:
        carried = ("stage_id", "giver_id", "text", "done_when", "owner_id", "importance", "must_have")
        audience, promised = replaced["audience"], replaced["closed_on"]
        due = it.between(replaced["due"] + timedelta(days=7), replaced["due"] + timedelta(days=60))
        row = it.add(Commitment, replaces_id=replaced["id"], **{name: replaced[name] for name in carried})
    row |= {"ref": _ref("C", number, audience), "audience": audience, "promised_on": promised, "due": due}
    row |= _outcome(it, promised, due)
    _around(it, row)
    return row


def _outcome(it: Invention, promised: date, due: date) -> Row:
    """What became of a promise by today; empty while it is open."""
    rng = it.rng
    if it.chance(0.93 if due > TODAY else 0.3 if (TODAY - due).days < 30 else 0.02):
        return {}
    outcome = rng.choices(promises.OUTCOMES, (62, 14, 5, 8, 3, 8))[0]
    earliest, latest = max(promised, due - timedelta(days=20)), due
    if outcome == promises.LATE:
        earliest, latest = due + timedelta(days=1), due + timedelta(days=70)
    elif outcome in (promises.PARTLY, promises.MISSED):
        earliest, latest = due, due + timedelta(days=10)
    closed = it.between(earliest, latest)
    if closed > TODAY:
        return {}
    row: Row = {"outcome": outcome, "closed_on": closed}
    answers = (promises.CONFIRMED, promises.UNCONFIRMED, promises.DISPUTED)
    row["confirmed"] = rng.choices(answers, (88, 9, 3))[0]
    if outcome == promises.PARTLY:
        row["fraction"] = rng.randint(1, 9) / 10
    if outcome in (promises.LATE, promises.PARTLY, promises.MISSED, promises.RENEGOTIATED) and it.chance(0.7):
        row |= _telling(it, promised, closed)
    if outcome in (promises.KEPT, promises.LATE) and it.chance(0.01):
        known = it.between(closed, TODAY)
        row |= {"misrepresented": True, "acknowledged_on": known if it.chance(0.5) else None}
    if outcome == promises.RENEGOTIATED:
        row["accepted"] = it.chance(0.9)
    return row


def _telling(it: Invention, promised: date, closed: date) -> Row:
    row: Row = {"told_on": it.between(max(promised, closed - timedelta(days=25)), closed)}
    if it.chance(0.8):
        row["reason_class"] = it.rng.choice(promises.REASON_CLASSES)
    if it.chance(0.6):
        row["frank_reason"] = wording.sentence(it.rng, 8, 30)
    row["asked_first"] = it.chance(0.15)
    return row


def _around(it: Invention, promise: Row) -> None:
    """What stands beside a promise: whom it was made to, what it waits for, how it was moved or mended."""
    rng = it.rng
    if it.chance(0.7):
        others = [party for party in it.of(Party) if party["id"] != promise["giver_id"]]
        it.link(Commitment, "receivers", promise, Party, *others)
    if it.chance(0.05) and len(it.of(Commitment)) > 1:
        it.link(Commitment, "depends_on", promise, Commitment, rng.choice(it.of(Commitment)[:-1]))
    if promise["outcome"] is None and it.chance(0.2):
        it.add(Constraint, commitment_id=promise["id"], text=wording.sentence(rng, 4, 12))
    if promise["outcome"] == promises.RENEGOTIATED:
        on, due = promise["closed_on"], promise["due"]
        moved = {"moved_from": due, "moved_to": due + timedelta(days=14), "decided_on": on}
        it.add(Adjustment, commitment_id=promise["id"], why=wording.sentence(rng, 6, 16), **moved)
    if promise["outcome"] == promises.MISSED and it.chance(0.1):
        words = {"redress": wording.sentence(rng, 6, 16), "audience": promise["audience"]}
        it.add(Repair, commitment_id=promise["id"], acknowledged_on=promise["closed_on"], **words)


def _step(it: Invention, number: int) -> None:
    rng = it.rng
    at = number * len(it.of(Stage)) // (max(6, len(it.of(Commitment)) // 20) + 1)
    stage, exposed, audience = it.of(Stage)[at], rng.choice(it.of(Party)), it.audience(0.92)
    planned = it.between(stage["starts"], stage["ends"])
    loss = min(10, 1 + at + rng.randint(0, 2))
    sponsor = rng.choice([p for p in it.of(Person) if p["sponsor"]])
    step = it.add(
        RiskStep,
        ref=_ref("R", number, audience),
        stage_id=stage["id"],
        exposed_id=exposed["id"],
        text=wording.sentence(rng, 6, 16),
        makes_possible=wording.sentence(rng, 6, 16),
        loss=loss,
        gain=rng.randint(2, 10),
        comfort=max(1, loss - rng.randint(0, 4)),
        exposes="; ".join(rng.sample(risk_steps.EXPOSES, rng.randint(1, 3))),
        safeguard=wording.sentence(rng, 3, 8),
        approved_by_id=sponsor["id"] if loss >= 8 else None,
        planned=planned,
        audience=audience,
        **_conclusion(it, planned),
    )
    it.link(RiskStep, "trusted", step, Party, *(p for p in it.of(Party) if p is not exposed))
    theirs = [promise for promise in it.of(Commitment) if promise["stage_id"] == stage["id"]]
    it.link(RiskStep, "needs", step, Commitment, *rng.sample(theirs, min(len(theirs), rng.randint(0, 3))))


def _conclusion(it: Invention, planned: date) -> Row:
    if planned > TODAY - timedelta(days=20):
        return {}
    statuses = (risk_steps.TAKEN, risk_steps.MERITED, risk_steps.PARTLY_MERITED, risk_steps.NOT_MERITED)
    status = it.rng.choices(statuses, (8, 70, 12, 10))[0]
    if status == risk_steps.TAKEN:
        return {"status": status, "taken_on": planned}
    concluded = it.between(planned, TODAY)
    part = 0.5 if status == risk_steps.PARTLY_MERITED else None
    return {"status": status, "taken_on": planned, "concluded_on": concluded, "fraction": part}


def _concern(it: Invention, number: int) -> None:
    rng, audience = it.rng, it.audience(0.75)
    raised = it.between(it.of(Stage)[0]["starts"], TODAY)
    state = rng.choice(concerns.STATES) if audience != "joint" else rng.choice(concerns.STATES[1:])
    addressed = it.between(raised, TODAY) if state == concerns.ADDRESSED else None
    concern = it.add(
        Concern,
        ref=_ref("N", number, audience),
        text=wording.passage(rng, 2),
        raised_by_id=rng.choice(it.of(Party))["id"],
        raised_on=raised,
        state=state,
        addressed_on=addressed,
        kind=rng.choice(concerns.CONCERN_KINDS),
        severity=rng.randint(1, 5),
        likelihood=rng.randint(1, 5),
        measure=wording.sentence(rng, 8, 24),
        owner_id=rng.choice(it.of(Person))["id"],
        told_by=wording.person(rng, 0) if it.chance(0.2) else "",
        audience=audience,
    )
    it.link(Concern, "blocks", concern, RiskStep, rng.choice(it.of(RiskStep)))
    it.add(ConcernState, concern_id=concern["id"], state=concerns.VOICED, since=raised)
    if addressed:
        it.add(ConcernState, concern_id=concern["id"], state=state, since=addressed)


def _opportunity(it: Invention, number: int) -> None:
    rng, audience = it.rng, it.audience(0.92)
    realised = it.between(TODAY - timedelta(days=200), TODAY) if it.chance(0.3) else None
    found = it.add(
        Opportunity,
        ref=_ref("O", number, audience),
        text=wording.sentence(rng, 6, 18),
        status=opportunities.REALISED if realised else opportunities.WAITING,
        realised_on=realised,
        audience=audience,
    )
    it.link(Opportunity, "waits_for", found, RiskStep, rng.choice(it.of(RiskStep)))
    for party in it.of(Party):
        it.add(
            Benefit,
            opportunity_id=found["id"],
            party_id=party["id"],
            worth=wording.sentence(rng, 4, 12),
            estimated=Money(Decimal(rng.randint(5, 900) * 1000), "EUR"),
        )
