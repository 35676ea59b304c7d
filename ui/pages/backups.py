"""Backups: when the desk was backed up, what differs from now, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

from trustdesk import backups
from trustdesk.backups import Backup, Comparison
from trustdesk.desk.key import Key
from trustdesk.errors import TrustDeskError
from trustdesk.words import N_, Text, plural
from ui.jobs import Progress
from ui.page import Page
from ui.viewpoint import Viewpoint
from ui.widgets.backup_panel import BackupPanel
from ui.widgets.backup_table import BackupTable
from ui.widgets.basics import Empty, boxed, button, column, label, row
from ui.widgets.beside import Beside
from ui.widgets.question import confirmed
from ui.words import say, when

if TYPE_CHECKING:
    from ui.workspace import Workspace


class BackupsPage(Page):
    """The list, with the backup that is chosen beside it."""

    name: ClassVar[str] = "backups"

    def __init__(self, viewpoint: Viewpoint, parent: QWidget | None = None) -> None:
        super().__init__(viewpoint, parent)
        self._workspace: Workspace | None = None
        self._closed: frozenset[str] = frozenset()
        self._shown: tuple[tuple[Backup, ...], int] = ((), -1)
        self._about = label("", "muted", wrap=True)
        self._now = button(
            say(N_("Back up now")), "primary", icon="archive-restore", run=self._on_now_clicked
        )
        self.table = BackupTable()
        self._empty = Empty(
            "archive-restore", say(N_("There is no backup yet. The first is made in a moment."))
        )
        self.panel = BackupPanel()
        self.table.chosen.connect(self._on_chosen)
        self.panel.closed.connect(self.table.clearSelection)
        self.panel.restoring.connect(self._on_restoring)
        self.panel.copying.connect(self._on_copying)
        self.panel.removing.connect(self._on_removing)
        self.panel.rekeying.connect(self._on_rekeying)
        head = row(label(say(N_("Backups")), "title"), 1, self._now)
        main = column(head, self._about, self.table, self._empty, gap=16, margins=24)
        main.setStretch(2, 1)
        self.setLayout(column(Beside(boxed(main), self.panel)))

    def serve(self, workspace: Workspace) -> None:
        """Backups are made and looked over by the worker."""
        self._workspace = workspace
        workspace.safekeeping.kept.connect(self._on_kept)

    def refresh(self) -> None:
        """Show the backups there are; which of them the present key opens is looked up by the worker."""
        desk = self.viewpoint.desk
        if self.viewpoint.lent is not None:
            return
        there, entries = backups.listed(desk.id), backups.entries_in(desk)
        if (there, entries) == self._shown:
            return
        if there != self._shown[0] and there and self._workspace is not None:
            key, id = desk.key, desk.id

            def work(_progress: Progress) -> tuple[Backup, ...]:
                return backups.under_another_key(id, key)

            self._workspace.jobs.run(Text(N_("Looking the backups over")), work, self._on_looked_over)
        self._shown = there, entries
        self._show()

    def _on_looked_over(self, closed: tuple[Backup, ...]) -> None:
        names = frozenset(one.path.name for one in closed)
        if names != self._closed:
            self._closed = names
            self._show()

    def _show(self) -> None:
        there, entries = self._shown
        chosen = self.table.chosen_name
        self.table.show_backups(there, entries, self._closed)
        self.table.choose(chosen)
        self.table.setVisible(bool(there))
        self._empty.setVisible(not there)
        said = [say(_WHERE)]
        if closed := sum(one.path.name in self._closed for one in there):
            said.append(say(plural(_CLOSED_ONE, _CLOSED_MANY, closed)))
        self._about.setText("\n".join(said))

    def home(self) -> QWidget:
        return self.table if self.table.isVisible() else self._now

    def _on_kept(self) -> None:
        if self.isVisible():
            self.refresh()

    def _on_now_clicked(self) -> None:
        if self._workspace is not None:
            self._workspace.safekeeping.back_up(backups.Why.ASKED)

    def _on_chosen(self, backup: Backup | None) -> None:
        self.panel.setVisible(backup is not None)
        if backup is None or self._workspace is None:
            return
        readable = backup.path.name not in self._closed
        self.panel.show_backup(backup, readable=readable)
        if readable:
            desk = self.viewpoint.desk

            def work(_progress: Progress) -> Comparison | TrustDeskError:
                try:
                    return backups.compared(backup, desk)
                except TrustDeskError as error:
                    return error

            self._workspace.jobs.run(
                Text(N_("Looking a backup over")), work, partial(self._on_compared, backup), lend=True
            )

    def _on_compared(self, backup: Backup, found: Comparison | TrustDeskError) -> None:
        if isinstance(found, TrustDeskError):
            self.panel.complain(found)
        else:
            self.panel.show_comparison(found)

    def _on_restoring(self, backup: Backup) -> None:
        sure = confirmed(
            self,
            Text(N_("Make the desk what it was on {when}?"), {"when": when(backup.at)}),
            N_("The desk as it is now is backed up first, so that there is a way back."),
            N_("Restore it"),
            N_("Leave it as it is"),
        )
        if sure and self._workspace is not None:
            self._workspace.wants_restoring.emit(backup)

    def _on_copying(self, backup: Backup) -> None:
        if self._workspace is not None:
            self._workspace.wants_copy.emit(backup)

    def _on_removing(self, backup: Backup) -> None:
        sure = confirmed(
            self,
            Text(N_("Delete the backup of {when}?"), {"when": when(backup.at)}),
            N_("It cannot be brought back. The desk and the other backups stay as they are."),
            N_("Delete it"),
            N_("Keep it"),
        )
        if sure:
            self._try(backup, lambda: backups.remove([backup]))

    def _on_rekeying(self, backup: Backup, key: Key) -> None:
        self._try(backup, lambda: backups.reencrypt(backup, key, self.viewpoint.desk.key))

    def _try(self, backup: Backup, work: Callable[[], object]) -> None:
        try:
            work()
        except TrustDeskError as error:
            self.panel.complain(error)
        else:
            self._closed -= {backup.path.name}
            self._shown = ((), -1)
            self.refresh()


_WHERE = N_(
    "Verified copies of the whole desk, apart from it on this computer: made when it is opened and closed, "
    "every 30 minutes of work, and before anything that changes much. Older ones are thinned by themselves."
)
_CLOSED_ONE = N_("{n} is under an earlier passphrase.")
_CLOSED_MANY = N_("{n} are under an earlier passphrase.")

PAGE = BackupsPage
