"""A desk with some work in it, a place for its backups, and a clock that is moved by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from trustdesk.desk import Desk, Key
from trustdesk.records import Organisation

SECRET = Key("neun Wörter, die niemand errät")


class Clock:
    """What the backups take for the instant."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr("trustdesk.backups.copies.now", made)
    return made


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that holds the backups of all desks of this test."""
    monkeypatch.setenv("TRUSTDESK_DATA", str(tmp_path / "data"))
    return tmp_path / "data" / "backups"


@pytest.fixture
def path(tmp_path: Path, shelf: Path) -> Path:
    (tmp_path / "desks").mkdir()
    return tmp_path / "desks" / "Work.trustdesk"


def work(desk: Desk, *names: str) -> None:
    for name in names:
        with desk.change("Organisation added") as session:
            session.add(Organisation(name=name))


def made(path: Path, *names: str, key: Key = Key()) -> Desk:  # noqa: B008 - a key never changes
    desk = Desk.create(path, key)
    work(desk, *names)
    return desk


def names(desk: Desk) -> list[str]:
    with desk.read() as session:
        return sorted(found.name for found in session.query(Organisation))
