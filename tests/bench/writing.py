"""Writing: one promise closed in the large desk, and a workbook of 2,000 promises taken in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import openpyxl
from sqlalchemy import select

from tests.bench.clock import Figure, Lap, Work, at_once, compare
from tests.bench.desks import KEPT_IN, copied
from tests.bench.invention import TODAY
from tests.bench.reading import largest_relationship
from trustdesk import snapshot
from trustdesk.actions import commitments
from trustdesk.desk import Desk, file
from trustdesk.exchange import export
from trustdesk.exchange.workbook import import_into
from trustdesk.records import Commitment
from trustdesk.records.commitments import KEPT
from trustdesk.records.mapping import driver_of

_WITHOUT_FSYNC: Final = "PRAGMA synchronous = OFF"
_WITH_FSYNC: Final = "PRAGMA synchronous = EXTRA"


def figures(large: Path) -> Iterator[Figure]:
    """All figures of this module; the desk at `large` is left as it is."""
    with copied(large) as mine, copied(large) as bare, Desk.open(mine) as desk:
        driver = file.connect(bare)
        for name, setting in (("change_large", _WITHOUT_FSYNC), ("change_large_fsync", _WITH_FSYNC)):
            desk._raw.execute(setting)
            driver.execute(setting)
            yield compare(name, _closed(desk), _raw_update(driver, _open_promises(desk)), note="one promise")
        driver.close()
        with TemporaryDirectory(dir=KEPT_IN) as folder:
            path = Path(folder) / "2000.xlsx"
            with desk.read() as session:
                # The last day there is: everything written down, whenever it comes to be known.
                whole = snapshot.take(
                    driver_of(session), largest_relationship(session), "consultant", date.max
                )
            path.write_bytes(export.workbook(whole))
            note = f"an Excel file of {path.stat().st_size // 1000} kB"
            yield compare("import_2000", _imported(path), at_once(lambda: _all_cells(path)), note=note)


def _open_promises(desk: Desk) -> list[str]:
    """The ids of the promises of the largest relationship that are still open."""
    with desk.read() as session:
        mine = Commitment.relationship_id == largest_relationship(session)
        query = select(Commitment.id).where(
            mine, Commitment.outcome.is_(None), Commitment.promised_on < TODAY
        )
        return list(session.scalars(query.order_by(Commitment.id)))


def _closed(desk: Desk) -> Lap:
    """Another promise closed as a user closes it: found, checked, written, journalled, indexed, saved."""

    @contextmanager
    def lap() -> Iterator[Work]:
        id = _open_promises(desk)[0]

        def run() -> None:
            with desk.change("Promise closed as kept") as session:
                commitments.close(session, session.get_one(Commitment, id), KEPT, TODAY, TODAY)

        yield run

    return lap


def _raw_update(driver: Any, ids: list[str]) -> Lap:
    left = iter(ids)

    @contextmanager
    def lap() -> Iterator[Work]:
        id = next(left)

        def run() -> None:
            driver.execute("BEGIN IMMEDIATE")
            driver.execute(
                "UPDATE commitment SET outcome = 'late', closed_on = ? WHERE id = ?", (TODAY.isoformat(), id)
            )
            driver.execute("COMMIT")

        yield run

    return lap


def _imported(path: Path) -> Lap:
    """The workbook taken into an empty desk; making that desk is not timed."""

    @contextmanager
    def lap() -> Iterator[Work]:
        with TemporaryDirectory(dir=KEPT_IN) as folder, Desk.create(Path(folder) / "new.trustdesk") as desk:
            report = None

            def run() -> None:
                nonlocal report
                report = import_into(desk, path, TODAY)

            yield run
            if report is None or report.errors or not report.imported:
                raise RuntimeError(f"the workbook was not imported: {report}")

    return lap


def _all_cells(path: Path) -> int:
    """Every cell of the file read by openpyxl alone."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    cells = sum(len(row) for sheet in book for row in sheet.iter_rows(values_only=True))
    book.close()
    return cells
