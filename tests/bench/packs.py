"""Printing: the review pack of the larger sample relationship, and of one with 300 promises."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.bench import redrawn, rivals
from tests.bench.clock import Figure, Lap, Work, at_once, compare
from tests.bench.invention import TODAY
from tests.bench.reading import largest_relationship
from trustdesk import snapshot
from trustdesk.desk import Desk
from trustdesk.measures import beta
from trustdesk.pack.review import review
from trustdesk.records import Commitment
from trustdesk.records.mapping import driver_of


def figures(sample: Desk, large: Desk) -> Iterator[Figure]:
    """All figures of this module."""
    with sample.read() as session:
        yield _pack("pack_review_sample", session, largest_relationship(session))
    with large.read() as session:
        mine = Commitment.relationship_id
        counted = select(mine).group_by(mine).having(func.count() == 300)
        yield _pack("pack_review_300", session, session.scalars(counted).one())


def _pack(name: str, session: Session, relationship: str) -> Figure:
    made = review(snapshot.take(driver_of(session), relationship, "joint", TODAY))
    pages = redrawn.read(made.pdf)
    note = f"{made.pages} pages, {sum(len(page.runs) for page in pages)} texts, joint"
    others = {name: at_once(make) for name, make in rivals.makers(pages).items()}
    return compare(name, _made(session, relationship), at_once(lambda: redrawn.draw(pages)), others, note)


def _made(session: Session, relationship: str) -> Lap:
    """The pack of a new snapshot, measures and all; taking the snapshot is not timed."""

    @contextmanager
    def lap() -> Iterator[Work]:
        beta.quantile.cache_clear()
        fresh = snapshot.take(driver_of(session), relationship, "joint", TODAY)
        yield lambda: review(fresh)

    return lap
