"""A backup is restored whole, and what it replaces is kept."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.backups.conftest import SECRET, made, names, work
from tests.canonical import dump, index
from trustdesk import backups
from trustdesk.backups import Why
from trustdesk.desk import Desk, Key, facts, file
from trustdesk.errors import OpenError, Reason, TrustDeskError


def refuse(*_names: object) -> None:
    raise OSError(1, "Operation not permitted")


def beside(path: Path) -> set[str]:
    return {item.name for item in path.parent.iterdir()} - {path.name}


@pytest.mark.parametrize("key", [Key(), SECRET], ids=["published", "passphrase"])
def test_what_was_restored_is_what_was_backed_up_and_work_goes_on(path: Path, key: Key) -> None:
    with made(path, "Anna", "Bert", key=key) as desk:
        wanted = dump(desk), index(desk), desk.undo_label
        backup = backups.make(desk)
        work(desk, "Carla")
        desk.undo()
        desk.undo()
    kept = backups.restore(backup, path, key)
    with Desk.open(path, key) as desk:
        assert (dump(desk), index(desk), desk.undo_label) == wanted
        with desk.alone() as connection:
            assert facts.BACKUP not in facts.read(connection)
        desk.undo()
        assert names(desk) == ["Anna"]
    assert kept is not None
    assert backups.verify(backups.at_path(kept), key).why is Why.RESTORE
    assert beside(path) == set()


def test_restoring_back_and_forth_loses_nothing(path: Path) -> None:
    with made(path, "Anna") as desk:
        first = backups.make(desk)
        work(desk, "Bert")
    kept = backups.restore(first, path, Key())
    assert kept is not None
    backups.restore(backups.at_path(kept), path, Key())
    with Desk.open(path) as desk:
        assert names(desk) == ["Anna", "Bert"]


def test_a_desk_that_is_gone_comes_back_and_its_orphaned_journal_does_no_harm(path: Path) -> None:
    with made(path, "Anna") as desk:
        backup = backups.make(desk)
    path.unlink()
    path.with_name("Work.trustdesk-journal").write_bytes(b"\xd9\xd5\x05\xf9 of a file that is no more")
    assert backups.restore(backup, path, Key()) is None
    with Desk.open(path) as desk:
        assert names(desk) == ["Anna"]
    (aside,) = beside(path)
    assert aside.startswith("Work (replaced ")


@pytest.mark.parametrize("content", [b"", b"\0" * 9000, b"SQLite format 3\0" + b"\0" * 5000])
def test_a_file_that_cannot_be_read_is_put_aside_untouched(path: Path, content: bytes) -> None:
    with made(path, "Anna") as desk:
        backup = backups.make(desk)
    path.write_bytes(content)
    kept = backups.restore(backup, path, Key())
    assert kept is not None
    assert kept.read_bytes() == content
    assert kept.name.startswith("Work (replaced ")
    path.write_bytes(content)
    again = backups.restore(backup, path, Key())
    assert again not in (None, kept)
    assert kept.read_bytes() == content
    with Desk.open(path) as desk:
        assert names(desk) == ["Anna"]


def test_a_desk_under_another_passphrase_is_put_aside_and_opens_there(path: Path) -> None:
    with made(path, "Anna") as desk:
        backup = backups.make(desk)
    path.unlink()
    made(path, "Bert", key=SECRET).close()
    kept = backups.restore(backup, path, Key())
    assert kept is not None
    with Desk.open(kept, SECRET) as desk:
        assert names(desk) == ["Bert"]


def test_a_file_is_put_aside_where_the_disk_knows_no_links(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with made(path, "Anna") as desk:
        backup = backups.make(desk)
    path.write_bytes(b"damaged")
    monkeypatch.setattr(os, "link", refuse)
    kept = backups.restore(backup, path, Key())
    assert kept is not None
    assert kept.read_bytes() == b"damaged"
    Desk.open(path).close()


def test_a_desk_that_is_open_is_not_replaced(path: Path) -> None:
    with made(path, "Anna") as desk:
        backup = backups.make(desk)
        work(desk, "Bert")
        with pytest.raises(OpenError, match="is open in another") as refused:
            backups.restore(backup, path, Key())
        assert refused.value.reason is Reason.LOCKED
        work(desk, "Carla")
        assert len(backups.listed(desk.id)) == 1
    with Desk.open(path) as desk:
        assert names(desk) == ["Anna", "Bert", "Carla"]
    assert beside(path) == set()


def test_a_damaged_file_that_another_program_holds_is_not_replaced(path: Path) -> None:
    with made(path, "Anna", key=SECRET) as desk:
        backup = backups.make(desk)
        path = path.rename(path.with_name("Open.trustdesk"))
    holder = "import sys; from pathlib import Path; from trustdesk.desk import Desk, Key; "
    holder += f"desk = Desk.open(Path({str(path)!r}), Key({SECRET.passphrase!r})); print(flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", holder], stdin=-1, stdout=-1) as other:
        assert other.stdout
        other.stdout.readline()
        backups.reencrypt(backup, SECRET, Key())
        with pytest.raises(OpenError, match="is open in another"):
            backups.restore(backup, path, Key())
        other.communicate(b"\n")
    assert beside(path) == set()


@pytest.mark.parametrize("damage", [0.3, 0.9])
def test_a_damaged_backup_replaces_nothing(path: Path, damage: float) -> None:
    with made(path, "Anna") as desk:
        backup = backups.make(desk)
    data = bytearray(backup.path.read_bytes())
    data[int(len(data) * damage)] ^= 8
    backup.path.write_bytes(bytes(data))
    before = path.read_bytes()
    with pytest.raises(OpenError, match="cannot be trusted"):
        backups.restore(backup, path, Key())
    assert path.read_bytes() == before
    assert beside(path) == set()


def test_a_desk_without_a_passphrase_is_kept_without_one_when_a_closed_backup_takes_its_place(
    path: Path,
) -> None:
    with made(path, "Anna", key=SECRET) as desk:
        backup = backups.make(desk)
    path.unlink()
    made(path, "Bert").close()
    kept = backups.restore(backup, path, SECRET)
    assert kept is not None
    assert backups.verify(backups.at_path(kept), Key()).why is Why.RESTORE
    with Desk.open(path, SECRET) as desk:
        assert names(desk) == ["Anna"]


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("is_readable", [True, False])
def test_what_lay_there_lies_there_when_the_disk_gives_up(
    path: Path, monkeypatch: pytest.MonkeyPatch, is_readable: bool, links: bool
) -> None:
    with made(path, "Anna") as desk:
        backup = backups.make(desk)
    if not is_readable:
        path.write_bytes(b"damaged")
    before = {item.name: item.read_bytes() for item in path.parent.iterdir()}
    in_place = file.put_in_place

    def gives_up(draft: Path, to: Path) -> None:
        if to == path:
            raise OSError(28, "No space left on device")
        in_place(draft, to)

    monkeypatch.setattr(file, "put_in_place", gives_up)
    if not links:
        monkeypatch.setattr(os, "link", refuse)
    with pytest.raises(TrustDeskError, match=r"could not be restored: No space left"):
        backups.restore(backup, path, Key())
    assert {item.name: item.read_bytes() for item in path.parent.iterdir()} == before


def test_a_folder_that_is_not_there_is_not_made(path: Path) -> None:
    with made(path, "Anna") as desk:
        backup = backups.make(desk)
    with pytest.raises(TrustDeskError, match="no folder"):
        backups.restore(backup, path.parent / "none" / "Work.trustdesk", Key())
