"""T13: a desk that is big but as it may be opens, is searched, changed, printed, backed up and closed.

20,000 promises in 200 relationships, the largest of 2,000. The times are generous multiples of what
`make bench` measures: this is about what never ends, not about what is slow.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Final

from sqlalchemy import select

from tests.bench import desks
from tests.bench.invention import TODAY
from tests.bench.reading import QUESTIONS, largest_relationship
from tests.safety.proofs import Findings, Size
from trustdesk import backups, snapshot
from trustdesk.audience import JOINT
from trustdesk.desk import PUBLISHED, Desk
from trustdesk.desk.search import search
from trustdesk.exchange import export
from trustdesk.measures import measure
from trustdesk.pack.review import review
from trustdesk.records import Commitment
from trustdesk.records.mapping import driver_of

TITLE: Final = "a big desk opens, is searched, changed, printed and backed up"
CONTROL: Final = "no time is given"
SMALL: Final = (120, *[10] * 8)
LIMITS: Final = {
    "opening": 15.0,
    "a search": 5.0,
    "the page of all relationships": 60.0,
    "the largest relationship": 15.0,
    "a change": 5.0,
    "undoing it": 5.0,
    "its workbook": 60.0,
    "its review pack": 120.0,
    "a backup": 60.0,
    "closing": 30.0,
}
"""Seconds that each may take."""


def prove(size: Size, folder: Path) -> Findings:
    path = folder / "Large.trustdesk"
    if size is Size.FULL:
        shutil.copy(desks.large(), path)
    else:
        desks.invent(path, SMALL)
    findings = Findings()
    for name, seconds in _used(path):
        findings.tried("kinds of work")
        findings.figures[f"{name}, seconds"] = round(seconds, 3)
        findings.expect(seconds <= LIMITS[name], f"{name} took {seconds:.1f} s, not {LIMITS[name]:.0f} s")
    findings.figures["size, megabytes"] = round(path.stat().st_size / 1e6, 1)
    return findings


def control(folder: Path) -> Findings:
    findings = Findings()
    path = folder / "Small.trustdesk"
    desks.invent(path, SMALL[:2])
    for name, seconds in _used(path):
        findings.tried("kinds of work")
        findings.expect(seconds <= 0, f"{name} took time")
    return findings


def _used(path: Path) -> Iterator[tuple[str, float]]:
    """What is done with a desk in a day, each with the seconds it took."""
    took: dict[str, float] = {}
    with _timed(took, "opening"):
        desk = Desk.open(path)
    try:
        with desk.read() as session:
            largest = largest_relationship(session)
            for question in QUESTIONS:
                with _timed(took, "a search"):
                    search(session, question)
            with _timed(took, "the page of all relationships"):
                snapshot.overview(driver_of(session), TODAY)
            with _timed(took, "the largest relationship"):
                seen = snapshot.take(driver_of(session), largest, JOINT, TODAY)
                measure(seen)
            with _timed(took, "its workbook"):
                export.workbook(export.everything(driver_of(session), largest, JOINT))
        with _timed(took, "its review pack"):
            review(seen)
        with _timed(took, "a change"), desk.change("Worded anew") as session:
            session.scalars(select(Commitment).limit(1)).one().text = "Worded anew"
        with _timed(took, "undoing it"):
            desk.undo()
        with _timed(took, "a backup"):
            made = backups.make(desk, backups.Why.ASKED)
    finally:
        with _timed(took, "closing"):
            desk.close()
    backups.verify(made, PUBLISHED)
    yield from took.items()


@contextmanager
def _timed(took: dict[str, float], name: str) -> Iterator[None]:
    """Note how long it takes; of several times the longest."""
    started = perf_counter()
    yield
    took[name] = max(took.get(name, 0.0), perf_counter() - started)
