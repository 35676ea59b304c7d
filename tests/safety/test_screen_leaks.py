"""Turned to a client, the window shows no word the client may not read, and knows no other relationship."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from sqlcipher3.dbapi2 import OperationalError

from tests.chemical import AS_OF
from tests.safety.cases import CHEMICAL
from tests.safety.outputs import relationships
from tests.safety.private import CANARY, PRIVATE_KINDS, canary, fill_private
from tests.ui.conftest import *  # noqa: F403 - the same rules hold as for all tests of the window
from tests.ui.screen import words
from tests.ui.windows import opened, settle
from trustdesk import audience as audiences
from trustdesk.actions import organisations, records
from trustdesk.desk import Desk
from trustdesk.desk.file import explained
from trustdesk.records import Commitment, Concern, Party, Person, Relationship
from ui.places import PAGES, inside
from ui.widgets.ask import Asking, usable_verbs, verb_menu
from ui.widgets.audience_choice import AudienceEditor
from ui.widgets.form_parts import Fold
from ui.widgets.record_table import RecordTable
from ui.window import Window
from ui.workspace import Workspace

OTHER_CLIENT = f"{CANARY} Brothers"


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("leaks") / "Case.trustdesk"
    CHEMICAL.make(path)
    return path


@pytest.fixture
def workspace(imported: Path, tmp_path: Path, qapp: QApplication) -> Iterator[Workspace]:
    """A desk whose name, other relationship and private records all hold the canary."""
    path = tmp_path / f"{CANARY}.trustdesk"
    shutil.copy(imported, path)
    with Desk.open(path) as desk:
        (relationship,) = relationships(desk)
        with desk.change("Private records made") as session:
            fill_private(session, relationship)
        with desk.change("Another client") as session:
            other = records.add(session, Relationship, AS_OF, name=OTHER_CLIENT)
            party = records.add(session, Party, AS_OF, other.id, name=OTHER_CLIENT)
            organisation = organisations.named(session, OTHER_CLIENT, AS_OF)
            records.edit(session, party, AS_OF, organisation_id=organisation.id)
        with opened(desk, AS_OF) as made:
            yield made


def _looked_at(workspace: Workspace) -> Iterator[tuple[str, str]]:
    """Every page in turn, records opened, search, palette, menus, help: where, and each word to be read."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    viewpoint = workspace.viewpoint
    for page in inside():
        viewpoint.go(page.name)
        settle(workspace)
        yield from _read(page.name)
    for kind in (Commitment, Concern, Person):
        for record in viewpoint.snapshot[kind][:2]:
            viewpoint.reveal(record)
            settle(workspace)
            yield from _read(f"{kind.__name__} revealed")
    yield from _acted(workspace)
    viewpoint.go("search")
    settle(workspace)
    for wanted in (CANARY[:4], "the"):
        line = next(one for one in workspace.page.findChildren(QLineEdit) if one.isVisible())
        line.setText(wanted)
        settle(workspace)
        yield from _read("search")
        line.clear()
    for wanted in ("", CANARY[:4], "the"):
        workspace.open_palette()
        palette = app.activePopupWidget() or app.activeWindow()
        assert isinstance(palette, QWidget)
        QTest.keyClicks(palette.findChild(QLineEdit), wanted)
        settle(workspace)
        yield from _read("palette")
        palette.close()
    for menu in workspace.window.findChildren(QMenu) if viewpoint.turned else ():
        menu.aboutToShow.emit()
    workspace.open_help()
    yield from _read("menus and help")
    yield "title", workspace.window.windowTitle()


def _acted(workspace: Workspace) -> Iterator[tuple[str, str]]:
    """What can be done to records of every kind: menus, questions with all they propose, forms unfolded."""
    viewpoint = workspace.viewpoint
    for kind, rows in viewpoint.snapshot.rows.items():
        for record in rows[:2]:
            viewpoint.reveal(record)
            for fold in workspace.page.findChildren(Fold):
                if fold.isVisible():
                    fold.set_open(True)
            settle(workspace)
            yield from _read(f"{kind.__name__} unfolded")
            ids = (record.id,)
            menu = verb_menu(viewpoint, ids, workspace.window)
            yield from ((f"menu of {kind.__name__}", word) for word in words(menu))
            menu.deleteLater()
            for verb in (one for one in usable_verbs(viewpoint, ids) if one.asks):
                asking = Asking(viewpoint, verb, (record,))
                yield from ((f"{kind.__name__}: {verb.name}", word) for word in words(asking))
                asking.deleteLater()
    for table in workspace.window.findChildren(RecordTable):
        menu = table.view.column_menu(0)
        yield from (("columns", word) for word in words(menu))
        menu.deleteLater()
    workspace.ask_day()
    yield from _read("another day")
    chooser = QApplication.activePopupWidget()
    assert chooser is not None
    chooser.close()
    settle(workspace)


def _read(where: str) -> Iterator[tuple[str, str]]:
    windows = [one.workspace for one in QApplication.topLevelWidgets() if isinstance(one, Window)]
    turned = any(one is not None and one.viewpoint.turned for one in windows)
    # Turned, not even what is hidden may hold a private word; else a hidden page may be behind.
    for word in words(visible=not turned):
        yield where, word


@pytest.mark.parametrize("audience", ["joint", "Client"])
def test_no_private_word_and_no_other_client_is_on_the_screen(workspace: Workspace, audience: str) -> None:
    viewpoint = workspace.viewpoint
    for page in PAGES.values():  # the consultant has looked at everything before
        viewpoint.go(page.name, _home(workspace) if page.inside else None)
        settle(workspace)
    viewpoint.go("overview", _home(workspace))
    viewpoint.turn(audiences.parse(audience, viewpoint.snapshot.parties))
    leaks = {
        (where, word[:80]) for where, word in _looked_at(workspace) if CANARY.casefold() in word.casefold()
    }
    assert sorted(leaks) == []
    assert not workspace.window.findChildren(AudienceEditor), "who else may read it is nobody's business"


def test_what_cannot_be_written_is_told_without_the_name_of_the_desk(workspace: Workspace) -> None:
    viewpoint = workspace.viewpoint
    viewpoint.go("overview", _home(workspace))
    viewpoint.turn(audiences.everyone(viewpoint.snapshot.parties))
    settle(workspace)
    for code in ("SQLITE_FULL", "SQLITE_READONLY", "SQLITE_IOERR", "SQLITE_BUSY", "SQLITE_CORRUPT"):
        failure = OperationalError("disk I/O error")
        failure.sqlite_errorname = code  # type: ignore[attr-defined]
        error = explained(failure)
        assert error is not None
        viewpoint.refused.emit(error)
        assert not [word for _where, word in _read(code) if CANARY in word]


def test_what_leads_back_to_everything_is_not_found_by_an_enter_too_many(workspace: Workspace) -> None:
    viewpoint = workspace.viewpoint
    viewpoint.go("overview", _home(workspace))
    viewpoint.turn(audiences.everyone(viewpoint.snapshot.parties))
    for wanted in ("", "show", "everything", "again", "all"):
        workspace.open_palette()
        palette = QApplication.activePopupWidget()
        assert palette is not None
        QTest.keyClicks(palette.findChild(QLineEdit), wanted)
        settle(workspace)
        assert "Show everything again" not in set(words(palette)), wanted
        palette.close()
        settle(workspace)


def test_the_consultant_sees_them_all_or_this_test_is_blind(workspace: Workspace) -> None:
    workspace.viewpoint.go("overview", _home(workspace))
    seen = "\n".join(word for _where, word in _looked_at(workspace))
    for kind in PRIVATE_KINDS:
        named = kind.fields[kind.named_by]
        if "audience" in kind.fields and named.kind.value in ("text", "prose"):
            assert canary(kind, kind.named_by) in seen, kind


def test_undo_and_leaving_say_nothing_of_what_the_client_may_not_see(workspace: Workspace) -> None:
    viewpoint = workspace.viewpoint
    viewpoint.go("overview", _home(workspace))
    assert viewpoint.undo_name == "Another client"
    viewpoint.turn(audiences.everyone(viewpoint.snapshot.parties))
    assert viewpoint.undo_name is None
    QTest.keyClick(workspace.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(workspace.window, Qt.Key.Key_Home, Qt.KeyboardModifier.AltModifier)
    assert viewpoint.turned and viewpoint.place.page == "overview"
    QTest.keyClick(workspace.window, Qt.Key.Key_Escape)
    assert viewpoint.turned
    QTest.keyClick(
        workspace.window,
        Qt.Key.Key_E,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert not viewpoint.turned


def _home(workspace: Workspace) -> str:
    """The relationship of the chemical case."""
    return next(head.id for head in workspace.viewpoint.heads if CANARY not in head.name)
