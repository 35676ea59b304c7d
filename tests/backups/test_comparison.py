"""What differs between a backup and now."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.backups.conftest import SECRET, made, work
from trustdesk import backups
from trustdesk.desk import Desk, Key
from trustdesk.errors import OpenError
from trustdesk.records import Organisation, Person


def test_changes_since_are_counted_by_label_newest_first(path: Path) -> None:
    with made(path, "Anna") as desk:
        backup = backups.make(desk)
        assert backups.compared(backup, desk).since == ()
        work(desk, "Bert", "Carla")
        with desk.change("Person added") as session:
            session.add(Person(name="Dora", party_id=None, relationship_id=None))
            session.expunge_all()
            session.add(Organisation(name="Emil"))
        found = backups.compared(backup, desk)
        assert found.since == (("Person added", 1), ("Organisation added", 2))
        assert found.only_there == ()
        assert found.records == ((Organisation, 1, 4),)
        assert found.account == backups.verify(backup, Key())


def test_what_only_the_backup_holds_is_told_after_another_one_was_restored(path: Path) -> None:
    with made(path, "Anna") as desk:
        first = backups.make(desk)
        work(desk, "Bert", "Carla")
        second = backups.make(desk)
    backups.restore(first, path, Key())
    with Desk.open(path) as desk:
        with desk.change("Something else") as session:
            session.add(Organisation(name="Dora"))
        found = backups.compared(second, desk)
    assert found.since == (("Something else", 1),)
    assert found.only_there == (("Organisation added", 2),)
    assert found.records == ((Organisation, 3, 2),)


def test_a_change_that_is_still_being_typed_is_not_told_as_lost(path: Path) -> None:
    with made(path) as desk:
        for words in ("A", "An"):
            with desk.change("Name", stay="organisation/name") as session:
                if found := session.query(Organisation).first():
                    found.name = words
                else:
                    session.add(Organisation(name=words))
            if words == "A":
                backup = backups.make(desk)
        found = backups.compared(backup, desk)
        assert (found.since, found.only_there) == ((("Name", 1),), ())


def test_a_backup_under_another_passphrase_cannot_be_compared(path: Path) -> None:
    with made(path, "Anna") as desk:
        backup = backups.reencrypt(backups.make(desk), Key(), SECRET)
        with pytest.raises(OpenError, match="another passphrase"):
            backups.compared(backup, desk)
