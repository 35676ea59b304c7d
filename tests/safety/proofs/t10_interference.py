"""T10: whatever is done that a reader may not see, what leaves for that reader stays the same to the byte.

A desk is changed by chance in all that is hidden from a reader, then something that all may read is added.
What leaves is made in another process, with another hash seed, and compared with what leaves when nothing
hidden was touched.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.safety.cases import CASES, CHEMICAL, Case
from tests.safety.mutations import MUTATIONS, Hidden, go_on, mutate
from tests.safety.outputs import Digests, digests, relationships
from tests.safety.private import fill_private
from tests.safety.proofs import Counts, Findings, Size
from trustdesk.audience import JOINT
from trustdesk.charts import CHARTS
from trustdesk.desk import Desk
from trustdesk.records import Commitment, Party, Stage, kinds, links

TITLE: Final = "no byte tells of what a reader may not see"
CONTROL: Final = "something was changed that the reader may see"
TRIALS: Final = Counts(small=1, full=50)
"""Of each of the two desks."""
PICTURED: Final = Counts(small=0, full=len(CHARTS))
"""So many charts are compared as PNG and PDF too, one in each trial."""
READERS: Final = Counts(small=1, full=100)
"""Of each relationship, at most."""


@dataclass(frozen=True)
class Reader:
    """Somebody who reads a relationship: in words, and the ids of the parties that read together."""

    words: str
    parties: frozenset[str]


@dataclass(frozen=True)
class Scene:
    """A relationship of a desk, with those who read it."""

    case: Case
    desk: Path
    relationship: str
    parties: tuple[str, ...]
    readers: tuple[Reader, ...]


def prove(size: Size, folder: Path) -> Findings:
    findings = Findings()
    charts = list(CHARTS)[: PICTURED.at(size)]
    for case in CASES:
        scenes = list(_scenes(case, folder))[: TRIALS.at(size)]
        untouched = [_untouched(scene, charts, READERS.at(size)) for scene in scenes]
        for trial in range(TRIALS.at(size)):
            at = trial % len(scenes)
            _try(findings, scenes[at], untouched[at], trial, charts)
    return findings


def control(folder: Path) -> Findings:
    findings = Findings()
    scene = next(_scenes(CHEMICAL, folder))
    before = digests(scene.desk, scene.relationship, scene.case.day, [], [JOINT])[JOINT]
    for name, change in _SEEN.items():
        copy = Path(shutil.copy(scene.desk, folder / "Seen.trustdesk"))
        with Desk.open(copy) as desk, desk.change("What all may read") as session:
            change(session)
        after = digests(copy, scene.relationship, scene.case.day, [], [JOINT])[JOINT]
        findings.tried("changes all may read")
        differing = _differing(after, before)
        assert differing, f"{name}: nothing noticed"
        findings.report(f"{name}: {len(differing)} outputs differ")
    return findings


def _scenes(case: Case, folder: Path) -> Iterator[Scene]:
    path = folder / f"{case.name}.trustdesk"
    case.make(path)
    with Desk.open(path) as desk:
        found = relationships(desk)
        with desk.change("Private records made") as session:
            for id in found:
                fill_private(session, id)
            _number_apart(session)
        with desk.read() as session:
            for id in found:
                parties = session.scalars(select(Party).filter_by(relationship_id=id)).all()
                yield Scene(case, path, id, tuple(one.id for one in parties), tuple(_readers(parties)))


def _number_apart(session: Session) -> None:
    """Give private records numbers of their own series, as the program does; a workbook may have others.

    A number that somebody gave by hand is kept, and the next one of its series leaves it out: docs/safety.md
    tells of it.
    """
    for kind in kinds():
        if kind.series:
            owner: Any = kind
            private = session.scalars(select(kind).where(owner.audience != JOINT)).all()
            for number, record in enumerate(private):
                record.ref = f"{kind.series}P{number}"


def _readers(parties: Sequence[Party]) -> Iterator[Reader]:
    """All parties together, each alone, and (of three or more) any two."""
    yield Reader(JOINT, frozenset(party.id for party in parties))
    for several in (1, 2) if len(parties) > 2 else (1,):
        for some in combinations(parties, several):
            yield Reader("; ".join(party.name for party in some), frozenset(party.id for party in some))


def _untouched(scene: Scene, charts: list[str], most: int) -> Digests:
    copy = Path(shutil.copy(scene.desk, scene.desk.with_name("Untouched.trustdesk")))
    with Desk.open(copy) as desk:
        go_on(desk, scene.relationship, scene.case.day)
    readers = [reader.words for reader in scene.readers[:most]]
    return digests(copy, scene.relationship, scene.case.day, charts, readers)


def _try(findings: Findings, scene: Scene, untouched: Digests, trial: int, charts: list[str]) -> None:
    rng = Random(f"{scene.case.name} {trial}")
    readers = [reader for reader in scene.readers if reader.words in untouched]
    reader = readers[trial % len(readers)]
    copy = Path(shutil.copy(scene.desk, scene.desk.with_name("Touched.trustdesk")))
    with Desk.open(copy) as desk:
        everything = list(MUTATIONS) if trial == 0 else ()
        hidden = Hidden(scene.relationship, reader.parties, scene.parties)
        done = mutate(desk, rng, hidden, everything)
        go_on(desk, scene.relationship, scene.case.day)
    # What is hidden from some of the parties is hidden from all of them together.
    pictures = [charts[trial % len(charts)]] if charts else []
    made = _leaving(copy, scene, pictures, list(dict.fromkeys((JOINT, reader.words))))
    for words, left in made.items():
        findings.tried("outputs", len(left))
        for name in _differing(left, untouched[words]):
            who = "all parties" if words == JOINT else f"party {readers.index(reader)}"
            findings.report(f"{scene.case.name}, trial {trial} ({', '.join(done)}): {name} for {who}")
    findings.tried("trials")
    findings.tried("hidden changes", sum(done.values()))


def _leaving(path: Path, scene: Scene, pictures: list[str], readers: list[str]) -> Digests:
    """What leaves for the readers, as digests; made by a process of its own, with a hash seed of its own."""
    command = [sys.executable, "-m", "tests.safety.outputs", str(path), scene.relationship]
    command += [scene.case.day.isoformat(), ",".join(pictures), *readers]
    seed = str(Random(path.stat().st_mtime_ns).randrange(2**32))
    made = subprocess.run(
        command, env={**os.environ, "PYTHONHASHSEED": seed}, stdout=subprocess.PIPE, check=True
    )
    left: Digests = json.loads(made.stdout)
    return left


def _differing(made: dict[str, str], before: dict[str, str]) -> list[str]:
    gone = [name for name in before if name not in made and not name.endswith(("png", "pdf"))]
    return gone + [name for name, digest in made.items() if before.get(name) != digest]


def _first(session: Session) -> Commitment:
    query = select(Commitment).filter_by(audience=JOINT).order_by(Commitment.position, Commitment.id)
    return session.scalars(query).all()[0]


def _a_letter(session: Session) -> None:
    _first(session).text += "x"


def _swapped(session: Session) -> None:
    first, second = session.scalars(select(Stage).order_by(Stage.position)).all()[:2]
    first.position, second.position = second.position, first.position


def _kept_to_oneself(session: Session) -> None:
    _first(session).audience = "consultant"


def _receivers(session: Session) -> None:
    links.write(session, _first(session), "receivers", session.scalars(select(Party)).all())


_SEEN: Final[dict[str, Callable[[Session], None]]] = {
    "a letter more": _a_letter,
    "two stages swapped": _swapped,
    "promised to others": _receivers,
    "a promise no longer for all": _kept_to_oneself,
}
