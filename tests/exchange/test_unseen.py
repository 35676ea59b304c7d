"""What was left out of an export for its readers is not cleared when the export comes back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.canonical import dump
from tests.chemical import AS_OF, CASE
from tests.exchange.program import bring
from trustdesk.actions import records
from trustdesk.desk import Desk
from trustdesk.exchange import export, files
from trustdesk.exchange.grid import CSV
from trustdesk.records import Commitment, Concern, Person, Relationship, RiskStep, links
from trustdesk.records.mapping import driver_of

AUDIENCES = ("joint", "Client", "Chemical supplier", "consultant")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.create(tmp_path / "Case.trustdesk") as made:
        assert not bring(made, CASE, AS_OF).errors
        with made.change("Private things noted") as session:
            lead = session.scalars(select(Person).filter_by(name="Quality lead")).one()
            records.edit(session, lead, AS_OF, audience="consultant", politics="Afraid for her job")
            kept = {c.ref: c for c in session.scalars(select(Commitment))}
            records.edit(session, kept["C13"], AS_OF, misrepresented=True)
            records.edit(session, kept["C1"], AS_OF, audience="consultant")
            step = session.scalars(select(RiskStep).filter_by(ref="R3")).one()
            records.edit(session, step, AS_OF, needs=[kept["C8"], kept["C1"], kept["C10"]])
            concern = session.scalars(select(Concern).filter_by(ref="N1")).one()
            records.edit(session, concern, AS_OF, owner_id=lead.id)
        yield made


def export_to(desk: Desk, path: Path, audience: str) -> Path:
    with desk.read() as session:
        id = session.scalars(select(Relationship.id)).one()
        seen = export.everything(driver_of(session), id, audience)
    if path.suffix:
        files.put(path, export.workbook(seen))
    else:
        files.put_all(path, export.csv_files(seen))
    return path


@pytest.mark.parametrize("name", ["program.xlsx", "program"])
@pytest.mark.parametrize("audience", AUDIENCES)
def test_importing_an_export_changes_nothing_whoever_it_was_written_for(
    desk: Desk, tmp_path: Path, audience: str, name: str
) -> None:
    before = dump(desk)
    report = bring(desk, export_to(desk, tmp_path / name, audience), AS_OF)
    assert report.errors == ()
    assert dump(desk) == before
    assert desk.undo_label == "Private things noted"


def test_what_the_readers_change_comes_in_and_what_they_could_not_see_stays(
    desk: Desk, tmp_path: Path
) -> None:
    folder = export_to(desk, tmp_path / "program", "joint")
    steps = folder / f"Risk steps{CSV}"
    changed = steps.read_text("utf-8").replace("C8; C10,", "C10; C14,", 1)
    assert changed != steps.read_text("utf-8")
    steps.write_text(changed, "utf-8", newline="")
    assert bring(desk, folder, AS_OF).errors == ()
    with desk.read() as session:
        step = session.scalars(select(RiskStep).filter_by(ref="R3")).one()
        needed = [session.get_one(Commitment, id).ref for id in links.read(session, step, "needs")]
    assert needed == ["C10", "C14", "C1"]


def test_a_workbook_written_for_nobody_known_is_refused(desk: Desk, tmp_path: Path) -> None:
    folder = export_to(desk, tmp_path / "program", "Client")
    sheet = folder / f"Relationship{CSV}"
    lines = sheet.read_text("utf-8").splitlines()
    sheet.write_text("\n".join([lines[0], lines[1].removesuffix("Client") + "Nobody"]) + "\n", "utf-8")
    (problem,) = bring(desk, folder, AS_OF).errors
    assert (problem.sheet, problem.row, problem.column, problem.value) == (
        "Relationship",
        2,
        "Audience",
        "Nobody",
    )
