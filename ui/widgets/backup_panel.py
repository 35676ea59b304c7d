"""One backup: what it was made for, what differs from now, and what can be done with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from trustdesk.backups import Backup, Comparison
from trustdesk.desk.key import Key
from trustdesk.errors import TrustDeskError
from trustdesk.words import N_, Text, plural
from ui import theme
from ui.widgets.basics import button, column, icon_button, label, row
from ui.widgets.unlock import passphrase_line
from ui.words import refusal, say, when

WIDTH: Final = 340
_SHOWN: Final = 8


class BackupPanel(QFrame):
    """`restoring`, `copying` and `removing` tell of the backup; `rekeying` also of the key it has."""

    restoring = Signal(object)
    copying = Signal(object)
    removing = Signal(object)
    rekeying = Signal(object, object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "inspector")
        self.setMaximumWidth(theme.px(WIDTH))
        self._backup: Backup | None = None
        self._title = label("", "heading", wrap=True)
        self._about = label("", "muted", wrap=True)
        self._words = label("", wrap=True)
        away = icon_button("x", say(N_("Close")), run=self.closed.emit)
        self._restore = button(
            say(N_("Restore this one")), "primary", icon="archive-restore",
            run=lambda: self.restoring.emit(self._backup),
        )  # fmt: skip
        self._copy = button(say(N_("Open a copy beside")), run=lambda: self.copying.emit(self._backup))
        remove = button(say(N_("Delete this backup…")), "link", run=lambda: self.removing.emit(self._backup))
        self._line = passphrase_line(say(N_("Its passphrase")))
        self._named = label(self._line.accessibleName(), "note")
        self._named.setBuddy(self._line)
        self._rekey = button(say(N_("Close it with the present one")), icon="key-round", run=self._on_rekey)
        self._line.returnPressed.connect(self._on_rekey)
        head = row(self._title, away, gap=8)
        head.setStretch(0, 1)
        self.setLayout(
            column(
                head, self._about, self._words, column(self._named, self._line, self._rekey, gap=6),
                column(self._restore, self._copy, gap=8), row(remove, 1), 1, gap=16, margins=20,
            )
        )  # fmt: skip

    def show_backup(self, backup: Backup, *, readable: bool) -> None:
        """Show a backup of which nothing is known yet but its name."""
        self._backup = backup
        self._title.setText(say(Text(N_("Backup of {when}"), {"when": when(backup.at)})))
        self._about.setText("" if readable else say(_CLOSED))
        self._words.setText(say(N_("Looking what differs from now…")) if readable else "")
        for useful in (self._restore, self._copy):
            useful.setVisible(readable)
        for asking in (self._named, self._line, self._rekey):
            asking.setVisible(not readable)
        self._line.clear()

    def show_comparison(self, found: Comparison) -> None:
        """Show what restoring it would change."""
        about = Text(N_("Verified. Made {why}."), {"why": found.account.why.words})
        self._about.setText(say(about))
        self._words.setText("\n".join(_lines(found)))

    def complain(self, error: TrustDeskError) -> None:
        """Show why it cannot be used."""
        self._words.setText(refusal(error))

    def _on_rekey(self) -> None:
        words = self._line.text()
        self.rekeying.emit(self._backup, Key(words) if words else Key())


_CLOSED: Final = N_(
    "The present passphrase does not open it: it was made under an earlier one, or when there was none. Give "
    "that one (nothing for none) and it is closed with the present one; or delete it."
)


def _lines(found: Comparison) -> Iterator[str]:
    if not found.since and not found.only_there:
        yield say(N_("It holds what the desk holds now."))
        return
    if found.since:
        yield say(N_("Done since then, and gone when it is restored:"))
        yield from _named(found.since)
    if found.only_there:
        yield say(N_("Only in the backup, and back when it is restored:"))
        yield from _named(found.only_there)
    changed = [
        say(Text(N_("{kind}: {then} then, {now} now"), {"kind": Text(kind.plural), "then": then, "now": now}))
        for kind, then, now in found.records
        if then != now
    ]
    if changed:
        yield ""
        yield from (line[:1].upper() + line[1:] for line in changed)


def _named(changes: tuple[tuple[str, int], ...]) -> Iterator[str]:
    for words, times in changes[:_SHOWN]:
        yield f"·  {say(words)}" + (f" ×{times}" if times > 1 else "")
    if len(changes) > _SHOWN:
        more = len(changes) - _SHOWN
        yield f"·  {say(plural(N_('and {n} other'), N_('and {n} others'), more))}"
