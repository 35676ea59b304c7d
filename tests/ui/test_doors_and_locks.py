"""Opening desks in the window: passphrases, the lock, the ways out, what is told of the last time."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.ui.conftest import TODAY
from tests.ui.screen import shown
from tests.ui.windows import press
from trustdesk import backups
from trustdesk.actions import records
from trustdesk.desk import Desk, Key, passphrase
from trustdesk.errors import NotSavedError
from trustdesk.records import Organisation
from trustdesk.words import Text
from ui import desks, idle
from ui import lock as locks
from ui.__main__ import Program
from ui.pages.backups import BackupsPage
from ui.pages.settings import SettingsPage
from ui.widgets.refusal import Refusal
from ui.widgets.unlock import Unlock
from ui.workspace import Workspace

WORDS = "open sesame"


@pytest.fixture
def path(sample_file: Path, tmp_path: Path) -> Path:
    made = tmp_path / "Alliance.trustdesk"
    made.write_bytes(sample_file.read_bytes())
    return made


@pytest.fixture
def closed(path: Path) -> Path:
    """The same under a passphrase."""
    passphrase.change(Desk.open(path), Key(WORDS)).close()
    return path


def workspace(program: Program) -> Workspace:
    assert program.window.workspace is not None
    return program.window.workspace


def said(program: Program) -> str:
    QCoreApplication.processEvents()
    return "\n".join(shown(program.window))


def give(program: Program, words: str) -> None:
    door = next(one for one in program.window.findChildren(Unlock) if one.isVisible())
    QTest.keyClicks(door.line, words)
    QTest.keyClick(door.line, Qt.Key.Key_Return)


def damage(path: Path) -> bytes:
    content = bytearray(path.read_bytes())
    content[3 * 4096 + 77] ^= 1
    path.write_bytes(content)
    return bytes(content)


def test_a_desk_with_a_passphrase_asks_for_it_until_it_is_right(program: Program, closed: Path) -> None:
    program.begin(closed)
    assert program.desk is None
    give(program, "open sesami")
    assert "does not open the desk" in said(program)
    give(program, WORDS)
    assert len(workspace(program).viewpoint.heads) == 2


def test_instead_of_a_passphrase_one_may_go_back(program: Program, closed: Path, tmp_path: Path) -> None:
    other = tmp_path / "Other.trustdesk"
    Desk.create(other).close()
    program.begin(other)
    program.open(closed)
    press(program.window, "Back to Other")
    assert program.desk is not None and program.desk.path == other


def test_a_passphrase_is_set_in_the_settings_and_asked_for_the_next_time(
    program: Program, path: Path
) -> None:
    program.begin(path)
    workspace(program).viewpoint.go("settings")
    page = workspace(program).page
    assert isinstance(page, SettingsPage)
    press(page, "Set a passphrase")
    QTest.keyClicks(page.focusWidget(), WORDS)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert "not the same" in said(program)
    QTest.keyClicks(page.focusWidget(), WORDS)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert "The passphrase is set." in said(program)
    assert workspace(program).viewpoint.place.page == "settings"
    program.close_desk()
    assert b"TrustDesk" not in path.read_bytes()
    with Desk.open(path, Key(WORDS)) as desk:
        made = backups.listed(desk.id)
    assert made and not any(one.path.read_bytes().startswith(b"TrustDesk") for one in made)


def test_locked_nothing_is_seen_or_reached_and_what_was_typed_is_still_there(
    program: Program, closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.begin(closed)
    give(program, WORDS)
    here = workspace(program)
    here.viewpoint.go("overview", here.viewpoint.heads[0].id)
    title = program.window.windowTitle()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(program.window, Qt.Key.Key_L, both)
    assert program.lock is not None and program.lock.locked
    words = said(program)
    assert "Locked." in words
    assert not any(head.name in words for head in here.viewpoint.heads)
    assert program.window.windowTitle() == "TrustDesk"
    QTest.keyClick(program.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.activePopupWidget() is None
    give(program, "wrong")
    assert program.lock.locked
    give(program, WORDS)
    assert not program.lock.locked
    assert program.window.windowTitle() == title
    assert workspace(program) is here


def test_it_locks_after_a_while_and_after_the_computer_slept(
    program: Program, closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.begin(closed)
    give(program, WORDS)
    lock = program.lock
    assert lock is not None
    lock.look()
    assert not lock.locked
    later = locks.monotonic() + 60 * idle.minutes()
    with monkeypatch.context() as patch:
        patch.setattr(locks, "monotonic", lambda: later)
        lock.look()
    assert lock.locked
    give(program, WORDS)
    tomorrow = locks.time() + 8 * 3600
    with monkeypatch.context() as patch:
        patch.setattr(locks, "time", lambda: tomorrow)
        lock.look()
    assert lock.locked
    give(program, WORDS)
    idle.set_minutes(0)
    with monkeypatch.context() as patch:
        patch.setattr(locks, "monotonic", lambda: later + 100_000)
        lock.look()
    assert not lock.locked


def test_a_desk_without_a_passphrase_has_no_lock(program: Program, path: Path) -> None:
    program.begin(path)
    assert program.lock is None
    assert "Alliance" in program.window.windowTitle() and said(program)
    assert not workspace(program).actions["lock"].isEnabled()


def test_a_damaged_desk_is_restored_from_its_backup_and_kept(program: Program, path: Path) -> None:
    with Desk.open(path) as desk:
        backups.make(desk)
        wanted = desk.id
    content = damage(path)
    program.begin(path)
    assert isinstance(program.window.pages.currentWidget(), Refusal)
    assert "damaged" in said(program) and path.read_bytes() == content
    newest = next(b for b in program.window.findChildren(QPushButton) if b.text().startswith("Restore the"))
    QTest.mouseClick(newest, Qt.MouseButton.LeftButton)
    assert program.desk is not None and program.desk.id == wanted
    assert [one.read_bytes() for one in path.parent.glob("Alliance (replaced*")] == [content]


def test_what_can_be_read_of_a_damaged_desk_is_saved(program: Program, path: Path) -> None:
    content = damage(path)
    program.begin(path)
    assert "no backup" in said(program)
    press(program.window, "Save what can be read")
    assert program.desk is not None and program.desk.path != path
    assert path.read_bytes() == content


def test_a_desk_open_elsewhere_offers_a_copy_of_its_last_backup(program: Program, path: Path) -> None:
    with Desk.open(path) as desk:
        backups.make(desk)
        program.begin(path)
        assert "already open" in said(program)
        press(program.window, "Open a copy of the last backup")
        assert program.desk is not None and program.desk.path.parent == desks.home()


def test_a_change_that_was_not_saved_offers_a_copy_elsewhere(
    program: Program, path: Path, tmp_path: Path
) -> None:
    program.begin(path)
    here = workspace(program)
    path.rename(tmp_path / "Gone.trustdesk")
    add = {"name": "Written meanwhile"}
    assert here.viewpoint.do("Added", lambda s: records.add(s, Organisation, TODAY, **add)) is None
    assert "moved, renamed or replaced" in said(program)
    assert "Save a copy elsewhere…" in said(program)
    here.go_on_elsewhere(tmp_path / "Elsewhere.trustdesk")
    assert here.viewpoint.do("Added", lambda s: records.add(s, Organisation, TODAY, **add))
    assert program.desk is not None and program.desk.path == tmp_path / "Elsewhere.trustdesk"
    assert desks.recent()[0] == tmp_path / "Elsewhere.trustdesk"


def test_a_full_disk_says_what_is_safe(program: Program, path: Path) -> None:
    program.begin(path)
    workspace(program).viewpoint.refused.emit(
        NotSavedError(
            Text("The disk is full, so this change was not saved."), Text("Everything saved before is safe.")
        )
    )
    words = said(program)
    assert "The disk is full" in words and "Save a copy elsewhere…" in words


def test_the_next_start_tells_of_an_end_that_was_none(program: Program, path: Path, tmp_path: Path) -> None:
    killed = tmp_path / "Killed.trustdesk"
    with Desk.open(path) as desk:
        with desk.change("Promise closed as kept") as session:
            session.add(Organisation(name="Last thing done"))
        killed.write_bytes(path.read_bytes())
    program.begin(killed)
    words = said(program)
    assert "ended unexpectedly" in words and "Promise closed as kept" in words


def test_a_desk_in_a_synchronised_folder_is_warned_of_once_and_marked(
    program: Program, path: Path, tmp_path: Path
) -> None:
    synced = tmp_path / "OneDrive - Contoso" / "Work.trustdesk"
    synced.parent.mkdir()
    synced.write_bytes(path.read_bytes())
    program.begin(synced)
    assert "OneDrive synchronises" in said(program)
    press(program.window, "Leave it there")
    program.close_desk()
    program.begin(synced)
    words = said(program)
    assert "synchronises" not in words and "OneDrive" in words


def test_a_desk_is_moved_out_of_a_synchronised_folder(program: Program, path: Path, tmp_path: Path) -> None:
    synced = tmp_path / "Dropbox" / "Work.trustdesk"
    synced.parent.mkdir()
    synced.write_bytes(path.read_bytes())
    program.begin(synced)
    press(program.window, "Move it to this computer")
    assert program.desk is not None and program.desk.path == desks.home() / "Work.trustdesk"
    assert synced.exists()


def test_a_desk_is_backed_up_while_it_is_worked_in_and_at_the_end(program: Program, path: Path) -> None:
    program.begin(path)
    here = workspace(program)
    here.safekeeping.look()
    while here.jobs.busy:
        QCoreApplication.processEvents()
    assert program.desk is not None
    id = program.desk.id
    assert len(backups.listed(id)) == 1
    assert "Backed up" in said(program)
    here.viewpoint.do("Added", lambda s: records.add(s, Organisation, TODAY, name="More"))
    program.close_desk()
    assert len(backups.listed(id)) == 2


def backups_page(program: Program) -> BackupsPage:
    workspace(program).viewpoint.go("backups")
    wait(program)
    page = workspace(program).page
    assert isinstance(page, BackupsPage)
    return page


def wait(program: Program) -> None:
    QCoreApplication.processEvents()
    while workspace(program).jobs.busy:
        QCoreApplication.processEvents()


def test_a_backup_says_what_differs_from_now_and_is_restored_with_a_way_back(
    program: Program, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.begin(path)
    page = backups_page(program)
    press(page, "Back up now")
    wait(program)
    here = workspace(program)
    here.viewpoint.do("Organisation added", lambda s: records.add(s, Organisation, TODAY, name="More"))
    page.refresh()
    page.table.selectRow(0)
    wait(program)
    words = said(program)
    assert "Done since then" in words and "Organisation added" in words
    assert program.desk is not None
    with program.desk.read() as session:
        now = session.query(Organisation).count()
    assert f"Organisations: {now - 1} then, {now} now" in words
    monkeypatch.setattr("ui.pages.backups.confirmed", lambda *_: True)
    press(page, "Restore this one")
    assert program.desk is not None
    assert program.desk.undo_label != "Organisation added"
    assert program.desk.path == path
    assert len(backups.listed(program.desk.id)) == 3  # asked for, at the end, before it was restored
    newest = backups.verify(backups.listed(program.desk.id)[0], program.desk.key)
    assert newest.rows["organisation"] == now


def test_a_backup_under_an_earlier_passphrase_is_named_and_follows_or_goes(
    program: Program, closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.begin(closed)
    give(program, WORDS)
    assert program.desk is not None
    backups.make(program.desk)
    program._on_passphrase_wanted("")
    page = backups_page(program)
    assert "are under an earlier passphrase" in said(program)
    page.table.selectRow(0)
    wait(program)
    QTest.keyClicks(page.panel._line, "wrong")
    press(page, "Close it with the present one")
    assert "another passphrase" in said(program)
    page.panel._line.clear()
    QTest.keyClicks(page.panel._line, WORDS)
    press(page, "Close it with the present one")
    wait(program)
    assert "1 is under an earlier passphrase" in said(program)
    monkeypatch.setattr("ui.pages.backups.confirmed", lambda *_: True)
    page.table.selectRow(1)
    wait(program)
    press(page, "Delete this backup…")
    wait(program)
    assert "under an earlier passphrase" not in said(program)
    assert program.desk is not None and len(backups.listed(program.desk.id)) == 1
