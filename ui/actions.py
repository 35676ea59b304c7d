"""What can be done in the window, each declared once: menus, keys and the palette follow from it.

What can be done to a record is not here but in `ui.verbs`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu

from trustdesk import audience as audiences
from trustdesk.words import N_, Text
from ui import icons, theme
from ui.places import DESK_PAGE, PAGES, inside
from ui.words import caption, say

if TYPE_CHECKING:
    from ui.workspace import Workspace

Run = Callable[["Workspace"], object]
May = Callable[["Workspace"], bool]

DESK, EDIT, GO, SHOW, HELP = N_("Desk"), N_("Edit"), N_("Go to"), N_("Show"), N_("Help")


def _always(workspace: Workspace) -> bool:
    return True


def _inside(workspace: Workspace) -> bool:
    return workspace.viewpoint.relationship is not None


def _turned(workspace: Workspace) -> bool:
    return workspace.viewpoint.turned


@dataclass(frozen=True)
class ActionKind:
    """An action: its words (marked), its menu, keys and icon, what it does, and when it may be done.

    A `private` one is not offered while the screen is turned to a client: it would show, or name, what is not
    the client's.
    """

    name: str
    label: str
    menu: str
    run: Run
    keys: tuple[str, ...] = ()
    icon: str = ""
    may: May = _always
    private: bool = False


def _declared() -> tuple[ActionKind, ...]:
    pages = tuple(
        ActionKind(
            f"page_{page.name}",
            page.label,
            GO,
            partial(_go, page=page.name),
            (f"Ctrl+{at}",),
            page.icon,
            _inside,
        )
        for at, page in enumerate(inside(), start=1)
    )
    return (
        ActionKind(
            "new_relationship",
            N_("New relationship…"),
            DESK,
            partial(_go, page="beginning"),
            ("Ctrl+N",),
            "handshake",
            private=True,
        ),
        ActionKind("open", N_("Open a desk…"), DESK, _ask_for_desk, ("Ctrl+O",), "folder-open", private=True),
        ActionKind(
            "import",
            N_("Import a workbook…"),
            DESK,
            partial(_go, page="importing"),
            ("Ctrl+I",),
            "download",
            private=True,
        ),
        ActionKind(
            "new_desk", N_("New desk…"), DESK, lambda w: w.wants_new.emit(), icon="plus", private=True
        ),
        ActionKind(
            "sample",
            N_("Look at the sample"),
            DESK,
            lambda w: w.wants_sample.emit(),
            icon="eye",
            private=True,
        ),
        ActionKind(
            "print", N_("Prepare a pack…"), DESK, partial(_go, page="packs"), ("Ctrl+P",), "printer", _inside
        ),
        ActionKind(
            "export",
            N_("Export to Excel, CSV or a calendar…"),
            DESK,
            lambda w: w.prepare_export(),
            icon="upload",
            may=_inside,
        ),
        ActionKind(
            "settings",
            N_("Settings"),
            DESK,
            partial(_go, page="settings"),
            ("Ctrl+,",),
            "settings",
            private=True,
        ),
        ActionKind(
            "backups", N_("Backups"), DESK, partial(_go, page="backups"), (), "archive-restore", private=True
        ),
        ActionKind(
            "lock",
            N_("Lock"),
            DESK,
            lambda w: w.wants_lock.emit(),
            ("Ctrl+Shift+L",),
            "lock",
            lambda w: w.viewpoint.desk.key.secret,
        ),
        ActionKind(
            "delete_relationship",
            N_("Delete or erase this relationship…"),
            DESK,
            lambda w: w.delete_relationship(),
            (),
            "trash-2",
            lambda w: _inside(w) and w.viewpoint.editable,
            private=True,
        ),
        ActionKind(
            "erase_history",
            N_("Erase the history…"),
            DESK,
            lambda w: w.erase_history(),
            (),
            "history",
            lambda w: w.viewpoint.editable,
            private=True,
        ),
        ActionKind("quit", N_("Quit"), DESK, lambda w: w.window.close(), ("Ctrl+Q",), "log-out"),
        ActionKind(
            "undo",
            N_("Undo"),
            EDIT,
            lambda w: w.viewpoint.undo(),
            ("Ctrl+Z",),
            "undo-2",
            lambda w: w.viewpoint.undo_name is not None,
        ),
        ActionKind(
            "redo",
            N_("Redo"),
            EDIT,
            lambda w: w.viewpoint.redo(),
            ("Ctrl+Shift+Z", "Ctrl+Y"),
            "redo-2",
            lambda w: w.viewpoint.redo_name is not None,
        ),
        ActionKind(
            "palette",
            N_("Find records and commands…"),
            EDIT,
            lambda w: w.open_palette(),
            ("Ctrl+K",),
            "command",
        ),
        ActionKind("back", N_("Back"), GO, lambda w: w.viewpoint.back(), ("Alt+Left",), "arrow-left"),
        ActionKind(
            "desk",
            PAGES[DESK_PAGE].label,
            GO,
            partial(_go, page=DESK_PAGE),
            ("Alt+Home",),
            "house",
            private=True,
        ),
        ActionKind(
            "search", PAGES["search"].label, GO, partial(_go, page="search"), ("Ctrl+Shift+F",), "search"
        ),
        *pages,
        ActionKind(
            "turn", N_("Show as…"), SHOW, lambda w: w.ask_reader(), ("Ctrl+E",), "eye", _inside, private=True
        ),
        ActionKind(
            "turn_to_all", N_("Show as all parties"), SHOW, _turn_to_all, (), "eye", _inside, private=True
        ),
        ActionKind(
            "turn_back",
            N_("Show everything again"),
            SHOW,
            lambda w: w.viewpoint.turn(audiences.consultant()),
            ("Ctrl+Shift+E",),
            "eye",
            _turned,
        ),
        ActionKind("day", N_("Look at another day…"), SHOW, lambda w: w.ask_day(), ("Ctrl+D",), "calendar"),
        ActionKind(
            "today",
            N_("Back to today"),
            SHOW,
            lambda w: w.viewpoint.look_at(w.viewpoint.today),
            (),
            "calendar-clock",
            lambda w: w.viewpoint.day != w.viewpoint.today,
        ),
        ActionKind("light", N_("Light"), SHOW, partial(_wear, scheme="light"), icon="sun"),
        ActionKind("dark", N_("Dark"), SHOW, partial(_wear, scheme="dark"), icon="moon"),
        ActionKind(
            "larger", N_("Larger text"), SHOW, partial(_resize, by=0.25), ("Ctrl++", "Ctrl+="), "zoom-in"
        ),
        ActionKind("smaller", N_("Smaller text"), SHOW, partial(_resize, by=-0.25), ("Ctrl+-",), "zoom-out"),
        ActionKind("full_screen", N_("Full screen"), SHOW, _full_screen, ("F11",), "maximize"),
        ActionKind("help", N_("About this page"), HELP, lambda w: w.open_help(), ("F1",), "circle-help"),
        ActionKind("keys", N_("Keys"), HELP, lambda w: w.open_help("keys"), ("Ctrl+F1",), "command"),
        ActionKind(
            "method", N_("How the figures are computed"), HELP, lambda w: w.open_help("method"), (), "scale"
        ),
    )


def make(workspace: Workspace) -> dict[str, QAction]:
    """An action of the window for each kind, by name."""
    return {kind.name: _made(kind, workspace) for kind in ACTIONS}


def fill(menu: QMenu, made: Mapping[str, QAction]) -> None:
    """Put the actions under their headings into the window's one menu."""
    for heading in dict.fromkeys(kind.menu for kind in ACTIONS):
        under = menu.addMenu(say(heading))
        for kind in ACTIONS:
            if kind.menu == heading:
                under.addAction(made[kind.name])


def update(workspace: Workspace, made: Mapping[str, QAction]) -> None:
    """Offer what may be done now; undo and redo by the name of their step."""
    turned = workspace.viewpoint.turned
    for kind in ACTIONS:
        offered = not (kind.private and turned) and kind.may(workspace)
        made[kind.name].setEnabled(offered)
        made[kind.name].setVisible(not (kind.private and turned))
    viewpoint = workspace.viewpoint
    for name, words, step in (
        ("undo", N_("Undo: {step}"), viewpoint.undo_name),
        ("redo", N_("Redo: {step}"), viewpoint.redo_name),
    ):
        said = (
            Text(words, {"step": Text(step)})
            if step
            else Text(next(k.label for k in ACTIONS if k.name == name))
        )
        made[name].setText(caption(say(said)))


def _made(kind: ActionKind, workspace: Workspace) -> QAction:
    action = QAction(caption(say(kind.label)), workspace)
    action.setObjectName(kind.name)
    action.setShortcuts([QKeySequence(keys) for keys in kind.keys])
    if kind.icon:
        action.setIcon(icons.icon(kind.icon))
    action.triggered.connect(lambda _=False: kind.run(workspace))
    return action


def _go(workspace: Workspace, page: str) -> None:
    workspace.viewpoint.go(page)


def _ask_for_desk(workspace: Workspace) -> None:
    workspace.wants_desk.emit(None)


def _turn_to_all(workspace: Workspace) -> None:
    viewpoint = workspace.viewpoint
    viewpoint.turn(audiences.everyone(viewpoint.snapshot.parties))


def _wear(workspace: Workspace, scheme: theme.Scheme) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    workspace.forget_hidden()  # each widget there is has to be dressed anew, seen or not
    theme.wear(app, scheme)
    theme.remember()


def _resize(workspace: Workspace, by: float) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.wear(app, text=min(max(theme.text_size() + by, theme.SMALLEST_TEXT), theme.LARGEST_TEXT))
    theme.remember()
    workspace.wants_rebuild.emit()


def _full_screen(workspace: Workspace) -> None:
    window = workspace.window
    if window.isFullScreen():
        window.showNormal()
    else:
        window.showFullScreen()


ACTIONS: Final = _declared()
"""All actions, in the order of the menu."""
