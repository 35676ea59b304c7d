"""A desk is looked at without being changed, and without what only changes need."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy.exc import IntegrityError

from trustdesk import sample
from trustdesk.desk import Desk, file
from trustdesk.records import Commitment, Organisation, stored

SHOWN = """
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from trustdesk.desk import Desk
from trustdesk.measures import measure
from trustdesk.snapshot import overview
with Desk.open(Path(sys.argv[1])) as desk, desk.look() as connection:
    measured = [measure(seen) for seen in overview(connection, date(2026, 11, 21))]
sys.exit(not measured or "sqlalchemy" in sys.modules)
"""


def test_nothing_can_be_changed_by_looking(tmp_path: Path) -> None:
    with Desk.create(tmp_path / "A.trustdesk") as desk:
        with desk.change("Added") as session:
            session.add(Organisation(name="Holmquay"))
        with desk.look() as connection, pytest.raises(driver.OperationalError, match="readonly"):
            connection.execute("DELETE FROM organisation")
        with desk.look() as connection:
            assert connection.execute("SELECT name FROM organisation").fetchall() == [("Holmquay",)]


def test_a_session_neither_begins_nor_ends_a_change(tmp_path: Path) -> None:
    with Desk.create(tmp_path / "A.trustdesk") as desk:
        with pytest.raises(ZeroDivisionError), desk.change("Given up") as session:
            session.add(Organisation(name="Holmquay"))
            session.commit()
            raise ZeroDivisionError
        assert desk.undo_label is None
        with desk.read() as session:
            assert session.query(Organisation).count() == 0


@pytest.mark.parametrize("failing", ["rolled back", "refused"])
def test_of_a_session_that_gave_up_nothing_is_kept(tmp_path: Path, failing: str) -> None:
    with Desk.create(tmp_path / "A.trustdesk") as desk:
        with pytest.raises(RuntimeError, match="keeps nothing"), desk.change("Given up") as session:
            session.add(Organisation(name="Holmquay"))
            session.flush()
            if failing == "rolled back":
                session.rollback()
            else:
                session.add(Commitment(text="Of no relationship"))
                with suppress(IntegrityError):
                    session.flush()
        assert desk.undo_label is None
        with desk.look() as connection:
            assert not list(stored.records(connection, Organisation))


def test_a_column_that_is_not_there_is_an_error_and_no_text(tmp_path: Path) -> None:
    with Desk.create(tmp_path / "A.trustdesk") as desk, desk.change("Added") as session:
        session.add(Organisation(name="Holmquay"))
    with closing(file.connect(tmp_path / "A.trustdesk")) as connection:
        connection.execute("ALTER TABLE organisation DROP COLUMN note")
        with pytest.raises(driver.OperationalError, match="no such column"):
            list(stored.records(connection, Organisation))


def test_a_record_has_only_the_columns_of_its_kind() -> None:
    with pytest.raises(TypeError, match="relationship_id"):
        Organisation(name="Holmquay", relationship_id="x")


def test_a_desk_is_opened_and_measured_without_the_mapping(tmp_path: Path) -> None:
    sample.make_sample(tmp_path / "Sample.trustdesk", date(2026, 11, 21))
    called = [sys.executable, "-c", SHOWN, str(tmp_path / "Sample.trustdesk")]
    assert subprocess.run(called, check=False, timeout=60).returncode == 0


def test_before_they_are_mapped_records_have_no_fields_that_could_be_taken_for_columns() -> None:
    asked = "from trustdesk.records import Commitment; Commitment.due"
    called = [sys.executable, "-c", asked]
    told = subprocess.run(called, check=False, capture_output=True, text=True, timeout=60)
    assert "AttributeError" in told.stderr
    assert Commitment.fields["due"].label
