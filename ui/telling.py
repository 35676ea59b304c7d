"""What the consultant is told of a desk when it was opened, closed another way, or when something failed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSettings
from PySide6.QtGui import QGuiApplication

from trustdesk.desk import Desk
from trustdesk.errors import TrustDeskError
from trustdesk.whereabouts import place_of
from trustdesk.words import N_, Text, plural
from ui import desks
from ui.widgets.notices import Offer
from ui.words import say

if TYPE_CHECKING:
    from trustdesk.backups import Rekeyed
    from ui.workspace import Workspace

_INSISTED: Final = "stays"
_TOLD: Final = "report"


def tell_of(desk: Desk, workspace: Workspace) -> None:
    """Say what is odd about a desk that was just opened: the gravest of it, in a line at the foot."""
    report = _new_report()
    if desk.read_only:
        workspace.warn(desk.read_only, Text(N_("What you see is safe; nothing you do changes it.")))
    elif not desk.closed_well or report is not None:
        _tell_of_the_end(desk, workspace, report)
    elif (place := place_of(desk.path)) is not None and str(desk.path) not in _insisted():
        workspace.warn(
            place.title,
            place.danger,
            Offer(say(N_("Move it to this computer")), partial(_move, desk, workspace)),
            Offer(say(N_("Leave it there")), partial(_insist, desk.path)),
        )


def tell_unexpected(report: Path | None, workspace: Workspace) -> None:
    """Say that something failed that nobody foresaw."""
    workspace.refuse(
        TrustDeskError(
            Text(N_("Something went wrong that should not have.")),
            Text(N_("Everything that was saved before is safe. You can go on working.")),
        ),
        *_copying(report),
    )


def tell_rekeyed(made: Rekeyed, workspace: Workspace) -> None:
    """Say what came of another passphrase, and of the backups."""
    if made.desk.key.secret:
        title = Text(N_("The passphrase is set."))
        words = Text(N_("Keep it somewhere safe: without it nobody can open the desk, not even we."))
    else:
        title = Text(N_("The passphrase is removed."))
        words = Text(N_("Whoever has the file can read it now."))
    if made.left:
        title = Text(
            N_("{done} {left}"), {"done": title, "left": plural(_LEFT_ONE, _LEFT_MANY, len(made.left))}
        )
    show = Offer(say(N_("Show the backups")), lambda: workspace.viewpoint.go("backups"))
    workspace.warn(title, words, *([show] if made.left else []))


_LEFT_ONE: Final = N_("{n} backup stays under an earlier one.")
_LEFT_MANY: Final = N_("{n} backups stay under an earlier one.")


def _tell_of_the_end(desk: Desk, workspace: Workspace, report: Path | None) -> None:
    step = desk.undo_step
    last = Text(step[1]) if step else Text(N_("none yet"))
    words = Text(
        N_("Everything that was saved is here, and the file is sound. The last change: {label}."),
        {"label": last},
    )
    workspace.warn(Text(N_("The program ended unexpectedly the last time.")), words, *_copying(report))


def _copying(report: Path | None) -> list[Offer]:
    return [Offer(say(N_("Copy the report")), partial(_copy, report))] if report is not None else []


def _copy(report: Path) -> None:
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    app.clipboard().setText(report.read_text(encoding="utf-8"))


def _new_report() -> Path | None:
    """The newest report of a crash, once."""
    from trustdesk import reports

    found = reports.newest()
    if found is None or QSettings().value(_TOLD) == found.name:
        return None
    QSettings().setValue(_TOLD, found.name)
    return found


def _move(desk: Desk, workspace: Workspace) -> None:
    desks.home().mkdir(parents=True, exist_ok=True)
    workspace.go_on_elsewhere(desks.free(desk.path.stem))


def _insisted() -> list[str]:
    kept = QSettings().value(_INSISTED, [])
    return [kept] if isinstance(kept, str) else list(kept or [])  # type: ignore[call-overload]


def _insist(path: Path) -> None:
    QSettings().setValue(_INSISTED, [*_insisted(), str(path)])
