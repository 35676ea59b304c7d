"""The passphrase of a desk: setting, changing and removing it, and when the window locks."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trustdesk.desk.key import Key
from trustdesk.desk.passphrase import refuse_poor
from trustdesk.errors import TrustDeskError
from trustdesk.words import N_
from ui.viewpoint import Viewpoint
from ui.widgets.basics import button, column, label, row
from ui.widgets.question import confirmed
from ui.widgets.unlock import passphrase_line
from ui.words import reason, say

_WITHOUT: Final = N_(
    "Whoever has the file of this desk can read it. With a passphrase nothing in it can be read without it: "
    "neither in the file nor in its backups."
)
_WITH: Final = N_(
    "Nothing in this desk can be read without its passphrase. It is written down nowhere: forgotten, it "
    "cannot be found again, and with it the desk and its backups are lost."
)


class PassphrasePanel(QWidget):
    """`wanted` tells of another passphrase, empty for none; `locking` that the window is to be locked now."""

    wanted = Signal(str)
    locking = Signal()

    def __init__(self, viewpoint: Viewpoint) -> None:
        super().__init__()
        self._viewpoint = viewpoint
        self._about = label("", "muted", wrap=True)
        self._set = button("", icon="key-round", run=self._on_set_clicked)
        self._remove = button(say(N_("Remove the passphrase…")), "link", run=self._on_remove_clicked)
        self._lock = button(say(N_("Lock now")), icon="lock", run=self.locking.emit)
        self._form = QWidget()
        self._first, self._second = (
            passphrase_line(say(name)) for name in (N_("New passphrase"), N_("The same once more"))
        )
        self._said = label("", "note", wrap=True, tone="bad")
        take = button(say(N_("Set it")), "primary", run=self._on_taken)
        leave = button(say(N_("Leave it as it is")), run=self._on_left)
        lines = []
        for line in (self._first, self._second):
            named = label(line.accessibleName(), "note")
            named.setBuddy(line)
            lines += [named, line]
            line.returnPressed.connect(self._on_taken)
        self._form.setLayout(column(column(*lines, gap=6), self._said, row(take, leave, 1), gap=12))
        self._form.hide()
        self.setLayout(column(self._about, row(self._set, self._lock, self._remove, 1), self._form, gap=12))
        self.refresh()

    def refresh(self) -> None:
        """Show whether there is a passphrase."""
        secret = self._viewpoint.desk.key.secret
        self._about.setText(say(_WITH if secret else _WITHOUT))
        words = say(N_("Change the passphrase") if secret else N_("Set a passphrase"))
        self._set.setText(words)
        self._set.setAccessibleName(words)
        self._set.setEnabled(self._viewpoint.desk.read_only is None)
        self._remove.setEnabled(self._viewpoint.desk.read_only is None)
        self._remove.setVisible(secret)
        self._lock.setVisible(secret)

    def _on_set_clicked(self) -> None:
        self._form.show()
        self._first.setFocus()

    def _on_taken(self) -> None:
        words = self._first.text()
        try:
            refuse_poor(Key(words))
        except TrustDeskError as error:
            self._complain(reason(error))
            return
        if Key(words).words != Key(self._second.text()).words:
            self._complain(say(N_("The two are not the same. Type the second one again.")))
            self._second.clear()
            self._second.setFocus()
            return
        self._on_left()
        self.wanted.emit(words)

    def _on_left(self) -> None:
        for line in (self._first, self._second):
            line.clear()
        self._complain("")
        self._form.hide()
        self._set.setFocus()

    def _complain(self, words: str) -> None:
        self._said.setText(words)

    def _on_remove_clicked(self) -> None:
        sure = confirmed(
            self,
            N_("Remove the passphrase?"),
            N_(
                "After that, whoever has the file of this desk can read all of it. Backups made so far keep "
                "the passphrase they were made with."
            ),
            N_("Remove it"),
            N_("Keep it"),
        )
        if sure:
            self.wanted.emit("")
