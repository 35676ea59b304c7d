"""Everything that leaves the program for one audience, as bytes by name.

`python -m tests.safety.outputs DESK RELATIONSHIP DAY CHARTS READER…` prints what leaves as digests, by reader
and name, so that it can be compared with what another process makes.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import product
from pathlib import Path
from typing import Final

from trustdesk.charts import CHARTS
from trustdesk.charts.saving import as_bytes
from trustdesk.desk import Desk, history
from trustdesk.desk.search import search
from trustdesk.exchange import bundle, calendar, export, files, telling
from trustdesk.measures import measure
from trustdesk.measures.plain import plain
from trustdesk.measures.results import Measures
from trustdesk.pack.agenda import agenda
from trustdesk.pack.paper import A4, LETTER
from trustdesk.pack.review import SECTIONS, review
from trustdesk.records.mapping import driver_of
from trustdesk.snapshot import Snapshot, take

Outputs = dict[str, bytes]
Digests = dict[str, dict[str, str]]
PAPERS: Final = {"a4": A4, "letter": LETTER}
WHOLE_PACK: Final = "a4 review pack with every section"
MOST_SEARCHES: Final = 40


def everything(
    desk: Desk, relationship: str, audience: str, as_of: date, pictures: Iterable[str] = ()
) -> Outputs:
    """Packs on both papers, charts, workbook, CSV, calendar, measures, file names, history and search.

    Every chart is there as SVG; those named in `pictures` as PNG and PDF as well, which takes its time.
    """
    with desk.read() as session:
        seen = take(driver_of(session), relationship, audience, as_of)
        whole = export.everything(driver_of(session), relationship, audience)
        bundled = bundle.content(session, relationship, audience)
        told = [
            (
                s.label,
                s.kind.__name__,
                s.heading,
                s.made,
                s.deleted,
                [(f.field.name, f.before, f.after) for f in s.fields],
            )
            for s in history.read(session, seen)
        ]
        hits = {
            word: [(h.kind.__name__, h.words) for h in search(session, word, within=seen)]
            for word in sorted(set(_words(seen)))[:MOST_SEARCHES]
        }
    measures = measure(seen)
    made = {
        "measures": json.dumps(plain(measures, seen), sort_keys=True).encode(),
        "measures in words": str(telling.summary(seen, measures)).encode(),
        "in the list of relationships": f"{telling.outline(seen)} {telling.line(seen)}".encode(),
        "file names": files.addressed(seen, "review a4.pdf").encode(),
        "workbook": export.workbook(whole),
        "what a workbook leaves behind": str(export.left_behind(whole)).encode(),
        "bundle": bundle.write(bundled),
        "calendar": calendar.calendar(seen),
        "history": json.dumps(told, default=str).encode(),
        "search": json.dumps(hits, sort_keys=True).encode(),
    }
    made |= {f"csv {name}": content for name, content in export.csv_files(whole).items()}
    return made | dict(_packs(seen)) | dict(_charts(seen, measures, pictures))


def relationships(desk: Desk) -> dict[str, str]:
    """The names of the relationships by their ids."""
    from sqlalchemy import select

    from trustdesk.records import Relationship

    with desk.read() as session:
        return {one.id: one.name for one in session.scalars(select(Relationship))}


def _packs(seen: Snapshot) -> Iterator[tuple[str, bytes]]:
    for name, sheet in PAPERS.items():
        yield f"{name} review pack", review(seen, sheet=sheet).pdf
        yield f"{name} review pack with every section", review(seen, sheet=sheet, sections=SECTIONS).pdf
        yield f"{name} agenda", agenda(seen, sheet=sheet).pdf


def _charts(seen: Snapshot, measures: Measures, pictures: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    drawn = {name: draw(seen, measures) for name, draw in CHARTS.items()}
    asked = [*product(drawn, ["svg"]), *product(pictures, ["png", "pdf"])]
    for name, kind in asked:
        yield f"chart {name} {kind}", as_bytes(drawn[name], kind)


def _words(seen: Snapshot) -> Iterator[str]:
    for records in seen.rows.values():
        for record in records:
            yield from re.findall(r"\w{4,}", record.heading)


def digests(path: Path, relationship: str, day: date, pictures: list[str], readers: list[str]) -> Digests:
    """A digest of each output for each reader, by reader and name."""
    with Desk.open(path) as desk:
        return {
            reader: {
                name: hashlib.sha256(content).hexdigest()
                for name, content in everything(desk, relationship, reader, day, pictures).items()
            }
            for reader in readers
        }


if __name__ == "__main__":
    _path, _relationship, _day, _pictures, *_readers = sys.argv[1:]
    _named = _pictures.split(",") if _pictures else []
    print(json.dumps(digests(Path(_path), _relationship, date.fromisoformat(_day), _named, _readers)))
