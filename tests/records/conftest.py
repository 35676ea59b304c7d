from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from trustdesk.desk import Desk
from trustdesk.records import Commitment, Party, Relationship, Stage

TODAY = date(2026, 11, 5)


class Told:
    """A relationship of two parties in a session, to which records are added."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.relationship = self.add(Relationship(name="Anna and Bert"))
        self.anna, self.bert = (self.mine(Party, name=name) for name in ("Anna", "Bert"))
        self.stage = self.mine(Stage, name="First")

    def add(self, record: Any) -> Any:
        self.session.add(record)
        self.session.flush()
        return record

    def mine(self, kind: Any, **values: Any) -> Any:
        return self.add(kind(relationship_id=self.relationship.id, **values))

    def promise(self, ref: str, **values: Any) -> Any:
        usual = {"stage_id": self.stage.id, "giver_id": self.anna.id, "text": "It", "due": date(2026, 2, 1)}
        return self.mine(Commitment, ref=ref, **(usual | values))


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Told]:
    with Desk.create(tmp_path / "Work.trustdesk") as desk, desk.change("Told") as session:
        yield Told(session)
