"""A backup is verified or there is none; the desk is never disturbed by it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.backups.conftest import SECRET, Clock, made, names, work
from tests.canonical import dump
from trustdesk import backups
from trustdesk.backups import Why
from trustdesk.desk import Desk, Key, facts, file
from trustdesk.errors import OpenError, Reason, TrustDeskError


def files(folder: Path) -> list[str]:
    return sorted(item.name for item in folder.rglob("*") if item.is_file() and item.suffix != ".from")


@pytest.mark.parametrize("key", [Key(), SECRET], ids=["published", "passphrase"])
def test_a_backup_holds_all_that_the_desk_holds_and_the_desk_stays_as_it_is(path: Path, key: Key) -> None:
    with made(path, "Anna", "Bert", key=key) as desk:
        desk.undo()
        before, undo = dump(desk), desk.redo_label
        backup = backups.make(desk, Why.IMPORT)
        work(desk, "Carla")
    account = backups.verify(backup, key)
    assert (account.why, account.rows["organisation"], account.program) == (Why.IMPORT, 1, "0.1.0")
    shutil.copy(backup.path, path.with_name("Copy.trustdesk"))
    with Desk.open(path.with_name("Copy.trustdesk"), key) as copy:
        assert (dump(copy), copy.redo_label) == (before, undo)


def test_the_file_of_the_desk_is_not_touched(path: Path) -> None:
    made(path, "Anna").close()
    before = path.read_bytes()
    with Desk.open(path) as desk:
        backups.make(desk)
    assert path.read_bytes() == before


def test_a_backup_of_a_closed_desk_has_a_salt_of_its_own_and_nothing_readable(
    path: Path, shelf: Path
) -> None:
    with made(path, "Zanzibarium", key=SECRET) as desk:
        first, second = backups.make(desk), backups.make(desk)
    heads = {item.read_bytes()[:16] for item in (path, first.path, second.path)}
    assert len(heads) == 3
    everything = b"".join(item.read_bytes() for item in shelf.rglob("*") if item.is_file())
    assert not any(word in everything for word in (b"Zanzibarium", b"Organisation", b"TrustDesk", b"asked"))


def test_names_tell_a_number_and_an_instant_and_no_word_of_the_desk(
    path: Path, shelf: Path, clock: Clock
) -> None:
    with made(path, "Zanzibarium") as desk:
        backups.make(desk)
        clock.move(minutes=1)
        backups.make(desk)
        assert files(shelf) == [
            "000001 2026-11-21T090000Z 1.trustdesk-backup",
            "000002 2026-11-21T090100Z 1.trustdesk-backup",
        ]
        assert [backup.sequence for backup in backups.listed(desk.id)] == [2, 1]
    assert not any("Work" in str(item.relative_to(shelf)) for item in shelf.rglob("*"))


def test_numbers_go_on_when_the_clock_goes_back(path: Path, clock: Clock) -> None:
    with made(path) as desk:
        for _ in range(3):
            newest = backups.make(desk)
            clock.move(days=-400)
        assert [newest.sequence, backups.listed(desk.id)[0]] == [3, newest]


def bent(statements: str) -> Callable[[Path], None]:
    def bend(draft: Path) -> None:
        with closing(file.connect(draft)) as connection:
            connection.executescript(statements)

    return bend


def torn(path: Path, at: int = 60_000) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(bytes(data))


def cut(draft: Path) -> None:
    os.truncate(draft, draft.stat().st_size - 4096)


REWORDED = bent("UPDATE organisation SET name = 'Bert'")
HARMS = {
    "a row lost": bent("DELETE FROM organisation"),
    "a row too many": bent("INSERT INTO entry (change_id, table_name, row_id) SELECT id, '', '' FROM change"),
    "the last change lost": bent(
        "PRAGMA foreign_keys = OFF; UPDATE change SET id = 7; UPDATE entry SET change_id = 7"
    ),
    "a bit turned": torn,
    "cut off": cut,
}


def refused(desk: Desk, harm: Callable[[Path], None], shelf: Path) -> None:
    """Fails unless a copy that was harmed so gets no name, and leaves what is on the shelf."""
    before, copied = files(shelf), backups.copy(desk, Why.ASKED)
    harm(copied.draft)
    with pytest.raises(TrustDeskError, match="thrown away"):
        backups.finish(copied)
    assert files(shelf) == before


@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS.keys())
def test_a_copy_that_is_not_what_the_desk_holds_gets_no_name_and_no_older_one_goes(
    path: Path, shelf: Path, harm: Callable[[Path], None]
) -> None:
    with made(path, "Anna") as desk:
        for _ in range(12):
            backups.make(desk)
        refused(desk, harm, shelf)
        assert names(desk) == ["Anna"]
        work(desk, "Bert")


def test_the_copy_of_a_sealed_desk_has_to_hold_the_same_rows(path: Path, shelf: Path) -> None:
    made(path, "Anna").close()
    with Desk.open(path) as desk:
        refused(desk, REWORDED, shelf)
        assert backups.make(desk) in backups.listed(desk.id)


@pytest.mark.parametrize("key", [Key(), SECRET], ids=["published", "passphrase"])
def test_a_desk_is_changed_while_its_backup_is_finished_which_holds_the_moment_of_its_copy(
    path: Path, key: Key
) -> None:
    with made(path, "Anna", key=key) as desk:
        then, entries = dump(desk), backups.entries_in(desk)
        copied = backups.copy(desk, Why.WORKING)
        backup = backups.finish(copied, lambda: work(desk, "Bert"))
        assert names(desk) == ["Anna", "Bert", "Bert"]
        account = backups.verify(backup, key)
        assert (backup.entries, account.last_change, account.rows["organisation"]) == (entries, 1, 1)
        assert backups.changed(desk)
    shutil.copy(backup.path, path.with_name("Copy.trustdesk"))
    with Desk.open(path.with_name("Copy.trustdesk"), key) as earlier:
        assert dump(earlier) == then


def test_a_copy_that_nobody_finishes_leaves_nothing(path: Path, shelf: Path) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    with made(path, "Anna") as desk:
        copied = backups.copy(desk, Why.ASKED)
        assert files(shelf) == [copied.draft.name]
        del copied
        assert files(shelf) == []
        with pytest.raises(KeyboardInterrupt):
            backups.finish(backups.copy(desk, Why.ASKED), stop)
        assert files(shelf) == []


def test_copies_become_backups_in_their_order_and_none_after_a_later_one(path: Path) -> None:
    with made(path, "Anna") as desk:
        first, second = (backups.copy(desk, Why.ASKED) for _ in range(2))
        assert [backups.finish(one).sequence for one in (first, second)] == [1, 2]
        overtaken = backups.copy(desk, Why.WORKING)
        work(desk, "Bert")
        later = backups.make(desk, Why.DELETION)
        there = backups.listed(desk.id)
        assert backups.finish(overtaken) == later
        assert backups.listed(desk.id) == there


def test_a_page_of_an_open_desk_that_is_damaged_is_told_as_such(path: Path, shelf: Path) -> None:
    made(path, "Anna").close()
    with closing(file.connect(path)) as connection:
        # The end of a long value, at the end of the file: the structure of a copy says nothing of it.
        connection.execute("UPDATE entry SET after = ?", ("word " * 2000,))
        facts.write(connection, **{facts.SEAL: None})
    torn(path, path.stat().st_size - 2000)
    with closing(file.connect(path)) as connection:
        with pytest.raises(TrustDeskError, match="Part of this desk is damaged"):
            backups.before_migration(path, Key())(connection)
        assert files(shelf) == []


def test_a_desk_that_is_not_sound_itself_is_told_as_such_and_its_backups_stay(path: Path) -> None:
    with made(path, "Anna") as desk:
        whole = backups.make(desk)
        with desk.alone() as connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute("INSERT INTO entry (change_id, table_name, row_id) VALUES (999, '', '')")
        with pytest.raises(TrustDeskError, match="Part of this desk is damaged"):
            backups.make(desk)
        assert backups.listed(desk.id) == (whole,)


def test_a_backup_that_cannot_be_written_says_what_is_safe_and_work_goes_on(
    path: Path, tmp_path: Path
) -> None:
    (tmp_path / "data").write_text("no folder")
    with made(path, "Anna") as desk:
        with pytest.raises(TrustDeskError, match=r"could not be made(.|\n)*The desk and the backups"):
            backups.make(desk)
        work(desk, "Bert")
        assert names(desk) == ["Anna", "Bert"]


def test_a_disk_that_is_full_leaves_neither_a_backup_nor_a_rest_of_one(
    path: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_draft: Path, _path: Path) -> None:
        raise OSError(28, "No space left on device")

    with made(path, "Anna") as desk:
        monkeypatch.setattr(file, "put_in_place", full)
        with pytest.raises(TrustDeskError, match="No space left"):
            backups.make(desk)
    assert files(shelf) == []


def test_damage_of_any_page_of_a_backup_is_noticed(path: Path) -> None:
    with made(path, "Anna") as desk:
        backup = backups.make(desk)
    whole = backup.path.read_bytes()
    for at in range(20, len(whole), 4096 * 7):
        backup.path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(OpenError, match="cannot be trusted") as refused:
            backups.verify(backup, Key())
        assert refused.value.reason is Reason.DAMAGED
    backup.path.write_bytes(whole[:-4096])
    with pytest.raises(OpenError, match="cannot be trusted"):
        backups.verify(backup, Key())


def test_a_desk_is_no_backup_of_itself(path: Path, tmp_path: Path) -> None:
    with made(path, "Anna") as desk:
        backup = backups.make(desk)
    shutil.copy(path, backup.path)
    with pytest.raises(OpenError, match="no whole backup"):
        backups.verify(backup, Key())
    with pytest.raises(TrustDeskError, match="no backup of a desk at"):
        backups.at_path(path)


def test_a_backup_is_due_after_thirty_minutes_with_new_work(path: Path, clock: Clock) -> None:
    with made(path) as desk:
        assert not backups.due(desk)
        work(desk, "Anna")
        assert backups.due(desk)
        backups.make(desk)
        clock.move(minutes=31)
        assert not backups.due(desk)
        work(desk, "Bert")
        assert backups.due(desk)
        backups.make(desk)
        work(desk, "Carla")
        clock.move(minutes=29)
        assert (backups.due(desk), backups.changed(desk)) == (False, True)
        clock.move(hours=-5)
        assert backups.due(desk)


def test_before_something_risky_there_is_a_backup_of_what_stands_in_the_desk(path: Path) -> None:
    with made(path) as desk:
        assert backups.ensure(desk, Why.IMPORT) is None
        work(desk, "Anna")
        first = backups.ensure(desk, Why.IMPORT)
        assert first is not None
        assert backups.ensure(desk, Why.DELETION) == first
        work(desk, "Bert")
        assert backups.ensure(desk, Why.DELETION) == backups.listed(desk.id)[0] != first


def test_work_taken_back_is_work_too(path: Path) -> None:
    with made(path, "Anna") as desk:
        backups.make(desk)
        desk.undo()
        assert backups.changed(desk)


def test_a_file_of_an_older_format_is_kept_before_it_changes(path: Path) -> None:
    made(path, "Anna").close()
    connection = file.connect(path)
    backups.before_migration(path, Key())(connection)
    desk_id = facts.read(connection)[facts.DESK_ID]
    connection.close()
    (backup,) = backups.listed(desk_id)
    assert backups.verify(backup, Key()).why is Why.MIGRATION


def test_backups_are_found_for_a_file_that_cannot_be_read_any_more(path: Path) -> None:
    with made(path, "Anna") as desk:
        backup = backups.make(desk)
    path.write_bytes(b"\0" * 9000)
    assert backups.listed_for(path) == (backup,)
    path.unlink()
    with made(path, "Bert") as other:
        newer = backups.make(other)
    assert backups.listed_for(path) == (newer,)
    assert backups.listed_for(path.with_name("Other.trustdesk")) == ()
    assert backups.listed(backup.desk_id) == (backup,)


def test_a_desk_whose_identity_leads_elsewhere_is_not_followed(path: Path, tmp_path: Path) -> None:
    with made(path, "Anna") as desk:
        with desk.alone() as connection:
            facts.write(connection, **{facts.DESK_ID: "../../outside"})
        with pytest.raises(TrustDeskError, match="which one it is"):
            backups.make(desk)
    assert not (tmp_path / "outside").exists()


def test_backups_under_another_passphrase_are_named_reencrypted_and_removed(path: Path) -> None:
    new = Key("another one")
    with made(path, "Anna", key=SECRET) as desk:
        first, second = backups.make(desk), backups.make(desk)
        id = desk.id
    assert backups.under_another_key(id, SECRET) == ()
    assert backups.under_another_key(id, Key()) == (second, first)
    with pytest.raises(OpenError, match="another passphrase") as refused:
        backups.verify(first, new)
    assert refused.value.reason is Reason.PASSPHRASE

    account = backups.verify(first, SECRET)
    again = backups.reencrypt(first, SECRET, new)
    assert (again.path, backups.verify(again, new)) == (first.path, account)
    assert backups.under_another_key(id, new) == (second,)
    with pytest.raises(OpenError):
        backups.reencrypt(second, Key("a guess"), new)
    assert backups.under_another_key(id, SECRET) == (again,)
    backups.remove([second])
    assert backups.listed(id) == (again,)


def test_what_a_backup_broken_off_has_left_is_taken_away_later(path: Path, shelf: Path, clock: Clock) -> None:
    with made(path, "Anna") as desk:
        backups.make(desk)
        folder = shelf / desk.id
        for name, age in ((".old", 7200), (".young", 0)):
            (folder / name).write_bytes(b"")
            at = os.stat(folder / name).st_mtime - age
            os.utime(folder / name, (at, at))
        backups.make(desk)
    assert not (folder / ".old").exists()
    assert (folder / ".young").exists()
