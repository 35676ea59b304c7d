"""A passphrase is set, changed and removed; after a kill there is the old file or the new one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.canonical import dump
from trustdesk.desk import PUBLISHED, Desk, Key, passphrase
from trustdesk.errors import OpenError, TrustDeskError
from trustdesk.records import Organisation

FIRST, SECOND = Key('first\'s "words"'), Key("zweite Wörter ☂")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk.create(tmp_path / "Work.trustdesk")
    for name in ("Zanzibarium", "Quixotria"):
        with made.change(f"Added {name}") as session:
            session.add(Organisation(name=name))
    return made


def test_everything_is_there_under_each_key_and_undo_goes_on(desk: Desk) -> None:
    path, wanted = desk.path, dump(desk)
    for key in (FIRST, SECOND, PUBLISHED):
        desk = passphrase.change(desk, key)
        assert dump(desk) == wanted
        assert desk.undo_label == "Added Quixotria"
        desk.close()
        assert [item.name for item in path.parent.iterdir()] == [path.name]
        desk = Desk.open(path, key)
    desk.undo()
    desk.close()


def test_nothing_can_be_read_of_a_desk_that_got_a_passphrase(desk: Desk) -> None:
    path = desk.path
    passphrase.change(desk, FIRST).close()
    assert not path.read_bytes().startswith(b"TrustDesk 1")
    for key in (PUBLISHED, SECOND):
        with pytest.raises(OpenError):
            Desk.open(path, key)


def test_a_change_that_fails_leaves_the_desk_open_as_it_was(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, wanted, digests = desk.path.read_bytes(), dump(desk), ["a", "b"]
    monkeypatch.setattr(passphrase.seal, "digest", lambda _connection: digests.pop())
    with pytest.raises(TrustDeskError, match="could not be written anew"):
        passphrase.change(desk, FIRST)
    monkeypatch.undo()
    assert desk.path.read_bytes() == before
    assert dump(desk) == wanted
    desk.close()
    assert [item.name for item in desk.path.parent.iterdir()] == [desk.path.name]


@pytest.mark.parametrize("words", ["", "   ", "a\0b", "line\nbreak", "\ud800"])
def test_what_nobody_can_type_again_is_refused(desk: Desk, words: str) -> None:
    with pytest.raises(TrustDeskError, match="cannot be a passphrase"):
        passphrase.change(desk, Key(words))
    desk.close()


def test_where_the_new_file_cannot_take_its_place_the_desk_is_open_as_before(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = dump(desk)

    def refuse(*_paths: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.replace", refuse)
        with pytest.raises(TrustDeskError):
            passphrase.change(desk, FIRST)
    assert dump(desk) == wanted
    assert desk.undo() == "Added Quixotria"
    with monkeypatch.context() as patch:
        patch.setattr("trustdesk.desk.file.settle", refuse)
        with pytest.raises(TrustDeskError):
            passphrase.change(desk, FIRST)
    assert desk.redo() == "Added Quixotria"
    assert desk.key == FIRST
    desk.close()
