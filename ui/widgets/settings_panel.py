"""The settings of the program: how it looks; of the desk: its passphrase, and who keeps it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QButtonGroup, QWidget
from sqlalchemy.orm import Session

from trustdesk.actions import records
from trustdesk.records import Profile, stored
from trustdesk.words import N_, Text
from ui import idle, theme
from ui.viewpoint import Viewpoint
from ui.widgets.basics import button, column, hairline, label, row
from ui.widgets.flow import Flow
from ui.widgets.passphrase_panel import PassphrasePanel
from ui.widgets.record_form import RecordForm
from ui.words import say

SIZES: Final = (0.75, 1.0, 1.25, 1.5, 1.75, 2.0)
_SCHEMES: Final[tuple[tuple[theme.Scheme, str], ...]] = (
    ("system", N_("As the system")),
    ("light", N_("Light")),
    ("dark", N_("Dark")),
)


class SettingsPanel(QWidget):
    """Appearance, passphrase and profile.

    `resized` tells that text has another size, so that all is to be made again; `recolouring` that other
    colours are about to be worn: whoever holds widgets that are not seen may let go of them first.
    """

    resized = Signal()
    recolouring = Signal()

    def __init__(self, viewpoint: Viewpoint) -> None:
        super().__init__()
        self._viewpoint = viewpoint
        self._form = RecordForm(viewpoint)
        self._fill = button(say(N_("Write down who you are")), icon="pencil", run=self._on_fill_clicked)
        self._schemes = _Chips([say(words) for _, words in _SCHEMES], self._on_scheme_chosen)
        sizes = [say(Text(N_("{n} %"), {"n": round(size * 100)})) for size in SIZES]
        self._sizes = _Chips(sizes, self._on_size_chosen)
        look = column(
            _named(N_("Colours"), self._schemes),
            _named(N_("Size of text"), self._sizes),
            gap=16,
        )
        who = column(self._form, row(self._fill, 1), gap=12)
        self.passphrase = PassphrasePanel(viewpoint)
        self._waits = _Chips([say(_waiting(n)) for n in idle.CHOICES], self._on_wait_chosen)
        self._waiting = _named(N_("Lock by itself"), self._waits)
        self.setLayout(
            column(
                _section(N_("Appearance"), N_("For you on this computer; nothing of it is in the desk.")),
                look,
                hairline(),
                _section(N_("Passphrase"), N_("Of this desk and its backups.")),
                self.passphrase,
                self._waiting,
                hairline(),
                _section(N_("Profile"), N_("Stands on the cover of what you print from this desk.")),
                who,
                gap=16,
            )
        )
        self.refresh()

    def refresh(self) -> None:
        """Show what is set now."""
        self._schemes.choose([scheme for scheme, _ in _SCHEMES].index(theme.scheme()))
        self._sizes.choose(min(range(len(SIZES)), key=lambda at: abs(SIZES[at] - theme.text_size())))
        self.passphrase.refresh()
        self._waiting.setVisible(self._viewpoint.desk.key.secret)
        self._waits.choose(idle.CHOICES.index(idle.minutes()))
        if self._viewpoint.lent is not None:
            return
        with self._viewpoint.desk.look() as connection:
            id = next((id for (id,) in stored.values(connection, Profile, ())), None)
        self._form.show_record(id)
        self._form.setVisible(id is not None)
        self._fill.setVisible(id is None)

    def _on_scheme_chosen(self, at: int) -> None:
        self.recolouring.emit()
        theme.wear(_app(), _SCHEMES[at][0])
        theme.remember()

    def _on_size_chosen(self, at: int) -> None:
        if abs(theme.text_size() - SIZES[at]) > 0.01:
            theme.wear(_app(), text=SIZES[at])
            theme.remember()
            self.resized.emit()

    def _on_wait_chosen(self, at: int) -> None:
        idle.set_minutes(idle.CHOICES[at])

    def _on_fill_clicked(self) -> None:
        def add(session: Session) -> None:
            records.add(session, Profile, self._viewpoint.today)

        if self._viewpoint.do(N_("Profile begun"), add):
            self.refresh()
            self._form.setFocus()


class _Chips(Flow):
    """Alternatives, one of which is on."""

    def __init__(self, offered: Sequence[str], chosen: Callable[[int], None]) -> None:
        super().__init__(theme.px(6))
        self._group = QButtonGroup(self)
        for at, words in enumerate(offered):
            chip = button(words, "chip")
            self._group.addButton(chip, at)
            self.add(chip)
        self._group.idClicked.connect(chosen)

    def choose(self, at: int) -> None:
        """Show one as on, without telling of it."""
        self._group.button(at).setChecked(True)


def _waiting(minutes: int) -> Text:
    if not minutes:
        return Text(N_("Never"))
    return Text(N_("After {n} minutes"), {"n": minutes})


def _section(title: str, about: str) -> QWidget:
    made = QWidget()
    made.setLayout(column(label(say(title), "heading"), label(say(about), "muted", wrap=True), gap=4))
    return made


def _named(name: str, control: QWidget) -> QWidget:
    control.setAccessibleName(say(name))
    made = QWidget()
    made.setLayout(column(label(say(name), "note"), control, gap=6))
    return made


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
