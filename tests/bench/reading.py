"""Reading the large desk: a snapshot, its measures, the page of all relationships, and search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.bench.clock import Figure, Lap, Work, at_once, compare
from tests.bench.invention import TODAY
from trustdesk import audience, snapshot
from trustdesk.desk import Desk
from trustdesk.desk.search import LIMIT, search
from trustdesk.measures import beta, measure
from trustdesk.measures.evidence import ON_SCREEN
from trustdesk.measures.ledger import ledger
from trustdesk.records import (
    Commitment,
    InRelationship,
    Kind,
    Party,
    Record,
    Relationship,
    Workshop,
    kinds,
)
from trustdesk.records.mapping import driver_of, links_table
from trustdesk.snapshot import Snapshot

QUESTIONS: Final = ("the", "a", "forecast", "delivery of the plan", "inspector regulator", "harbour", "ça")
"""Common and rare words, a beginning, several words, a firm's name, and what nobody wrote."""


def figures(desk: Desk) -> Iterator[Figure]:
    """All figures of this module, on the large desk."""
    with desk.read() as session:
        largest = largest_relationship(session)
        whole = snapshot.take(driver_of(session), largest, audience.consultant(), TODAY)
        yield compare(
            "snapshot_2000",
            at_once(lambda: snapshot.take(driver_of(session), largest, audience.consultant(), TODAY)),
            at_once(lambda: _raw_rows(desk, largest)),
            note=f"{sum(map(len, whole.rows.values()))} records for the consultant",
        )
        yield compare(
            "measures_2000",
            _measured(session, largest),
            at_once(_plain_pass(whole)),
            note="for the consultant",
        )
        yield compare(
            "overview_large",
            at_once(lambda: desk_page(snapshot.overview(driver_of(session), TODAY))),
            at_once(lambda: _raw_rows(desk)),
            note="the Desk page of 200 relationships",
        )
        yield _worst(desk, session, "search_large", None)
        yield _worst(
            desk, session, "search_large_joint", snapshot.take(driver_of(session), largest, "joint", TODAY)
        )


def largest_relationship(session: Session) -> str:
    """The id of the relationship with the most promises."""
    ids: Sequence[str] = session.scalars(select(Commitment.relationship_id)).all()
    return max(sorted(set(ids)), key=ids.count)


def desk_page(snapshots: Sequence[Snapshot]) -> list[dict[str, Any]]:
    """What the page of all relationships shows of each: due, overdue, next, and each party's reliability."""
    return [
        {
            "name": taken.relationship.name,
            "promises": _to_do(taken),
            "workshop": min((w.held_on for w in taken[Workshop] if w.held_on >= taken.as_of), default=None),
            "reliability": {party.name: _reliability(taken, party) for party in taken.parties},
        }
        for taken in snapshots
    ]


def _to_do(taken: Snapshot) -> dict[str, list[Commitment]]:
    soon = taken.as_of + timedelta(days=30)
    found: dict[str, list[Commitment]] = {"overdue": [], "due": [], "next": []}
    for promise in taken[Commitment]:
        if promise.outcome is None and promise.due <= soon:
            past = "overdue" if promise.due < taken.as_of else "next"
            found["due" if promise.due == taken.as_of else past].append(promise)
    return found


def _reliability(taken: Snapshot, party: Party) -> tuple[float, tuple[float, float]]:
    record = ledger(taken).reliability(party, taken.as_of)
    return record.expected, record.interval(ON_SCREEN)


def _measured(session: Session, relationship: str) -> Lap:
    """Measuring for the first time: what a snapshot and the quantiles keep is forgotten before each lap."""

    @contextmanager
    def lap() -> Iterator[Work]:
        beta.quantile.cache_clear()
        fresh = snapshot.take(driver_of(session), relationship, audience.consultant(), TODAY)
        yield lambda: measure(fresh)

    return lap


def _plain_pass(taken: Snapshot) -> Work:
    """One loop over plain tuples: what each promise is worth, its weight and its decay, added up by giver."""
    values = {"kept": 1.0, "late": 0.5, "missed": 0.0}
    rows = [
        (p.giver_id, p.outcome, p.importance, p.compelled, p.closed_on, p.due, p.fraction, p.confirmed)
        for p in taken[Commitment]
    ]
    half_life = taken.relationship.half_life_days

    def run() -> dict[str, tuple[float, float]]:
        sums: dict[str, tuple[float, float]] = {}
        for giver, outcome, importance, compelled, closed, due, part, confirmed in rows:
            value = part if outcome == "partly" else values.get(outcome)
            since: date = closed or due
            if outcome is None and (TODAY - due).days > 14:
                value = 0.0
            if value is not None and confirmed != "disputed":
                weight = importance * (0.5 if compelled else 1.0) * 0.5 ** ((TODAY - since).days / half_life)
                r, s = sums.get(giver, (0.0, 0.0))
                sums[giver] = (r + weight * value, s + weight * (1 - value))
        return sums

    return run


def _raw_rows(desk: Desk, relationship: str | None = None) -> list[list[tuple[Any, ...]]]:
    """The rows a snapshot of one relationship (or of each) is made of, as the driver gives them."""
    driver, found = desk._raw, []
    for kind in kinds():
        own = {Relationship: "id"}.get(kind, "relationship_id")
        if not issubclass(kind, InRelationship | Relationship):
            continue
        where, values = (f" WHERE {own} = ?", (relationship,)) if relationship else ("", ())
        found.append(driver.execute(f"SELECT * FROM {kind.__tablename__}{where}", values).fetchall())
        for name in _links(kind):
            table = links_table(kind, name).name
            whose = f" WHERE owner IN (SELECT id FROM {kind.__tablename__}{where})" if where else ""
            found.append(driver.execute(f"SELECT * FROM {table}{whose}", values).fetchall())
    return found


def _links(kind: type[Record]) -> list[str]:
    return [field.name for field in kind.fields.values() if field.kind is Kind.LINKS]


def _worst(desk: Desk, session: Session, name: str, within: Snapshot | None) -> Figure:
    """The slowest of the questions, for the consultant in the whole desk or within a snapshot."""
    asked = [
        compare(
            name,
            at_once(lambda words=words: search(session, words, within=within)),
            at_once(lambda words=words: _raw_search(desk, words, within)),
            note=f"“{words}”",
        )
        for words in QUESTIONS
    ]
    return max(asked, key=lambda figure: figure.ours.median)


def _raw_search(desk: Desk, words: str, within: Snapshot | None) -> list[tuple[Any, ...]]:
    """What the index itself is asked: the best rows in the whole desk, or all of one relationship."""
    question = " ".join(f'"{word}"' for word in words.split()) + "*"
    if within is None:
        query = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rank LIMIT ?"
        return list(desk._raw.execute(query, (question, LIMIT)))
    query = (
        "SELECT record_id FROM search JOIN found ON found.id = search.rowid "
        "WHERE search MATCH ? AND relationship_id = ? AND private = 0"
    )
    return list(desk._raw.execute(query, (question, within.relationship.id)))
