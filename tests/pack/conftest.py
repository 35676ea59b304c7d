from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.chemical import AS_OF, CASE
from trustdesk import snapshot as snapshots
from trustdesk.desk import Desk
from trustdesk.exchange import workbook
from trustdesk.records import Relationship
from trustdesk.records.mapping import driver_of
from trustdesk.snapshot import Snapshot


class Case:
    """The chemical case in a desk, to be looked at by any audience on any day."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def snapshot(self, audience: str = "joint", as_of: date = AS_OF) -> Snapshot:
        with Desk.open(self.path) as desk, desk.read() as session:
            id = session.scalars(select(Relationship.id)).one()
            return snapshots.take(driver_of(session), id, audience, as_of)


@pytest.fixture(scope="session")
def chemical(tmp_path_factory: pytest.TempPathFactory) -> Case:
    path = tmp_path_factory.mktemp("chemical") / "Case.trustdesk"
    with Desk.create(path) as desk:
        assert not workbook.import_into(desk, CASE, today=AS_OF).errors
    return Case(path)
