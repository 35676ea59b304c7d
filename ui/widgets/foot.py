"""The foot of the window: when it was last saved, what is being worked on, which day is looked at."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QProgressBar, QWidget

from trustdesk.whereabouts import place_of
from trustdesk.words import N_, Text
from ui import theme
from ui.jobs import Jobs
from ui.safekeeping import Safekeeping
from ui.viewpoint import Viewpoint
from ui.widgets.basics import button, icon_button, label, row, tip
from ui.widgets.notices import Notices
from ui.words import day, moment, say

TALL: Final = 48


class Foot(QWidget):
    """One quiet line, as tall as a notice: where one comes and goes, nothing on the page moves."""

    def __init__(self, viewpoint: Viewpoint, jobs: Jobs, safekeeping: Safekeeping, notices: Notices) -> None:
        super().__init__()
        self._viewpoint = viewpoint
        self._safekeeping = safekeeping
        self._told: tuple[Path, Text | None, bool] | None = None
        self._place = label("", "note", tone="caution")
        self._kept = button("", "link", run=lambda: viewpoint.go("backups"))
        self._saved = label("", "note")
        self._looking = label("", "note", tone="caution")
        self._today = button(say(N_("Back to today")), "link", run=lambda: viewpoint.look_at(viewpoint.today))
        self._work = label("", "note")
        self._share = QProgressBar()
        self._share.setTextVisible(False)
        self._share.setFixedWidth(theme.px(120))
        self._stop = icon_button("x", say(N_("Cancel")), run=jobs.cancel)
        line = row(self._looking, self._today, gap=8)
        line.addWidget(notices, 20)
        line.addStretch(1)
        for piece in (self._work, self._share, self._stop, self._place, self._kept, self._saved):
            line.addWidget(piece)
        line.setContentsMargins(theme.px(24), theme.px(4), theme.px(16), theme.px(4))
        self.setMinimumHeight(theme.px(TALL))
        self.setLayout(line)
        viewpoint.saved.connect(self._on_viewpoint_saved)
        viewpoint.changed.connect(self._show_day)
        viewpoint.changed.connect(self._show_desk)
        safekeeping.kept.connect(self._on_backup_kept)
        jobs.shown.connect(self._on_job_shown)
        jobs.ended.connect(self._on_job_ended)
        self._on_job_ended()
        self._show_day()
        self._kept.hide()
        self._show_desk()

    def _on_viewpoint_saved(self) -> None:
        self._saved.setText(say(Text(N_("Saved {time}"), {"time": f"{datetime.now().astimezone():%H:%M}"})))

    def _on_backup_kept(self) -> None:
        last = self._safekeeping.last
        if last is not None:
            self._kept.setText(say(Text(N_("Backed up {when}"), {"when": moment(last.at)})))
            self._kept.setAccessibleName(self._kept.text())
        self._kept.setVisible(last is not None and not self._viewpoint.turned)

    def _show_desk(self) -> None:
        """What is odd about the desk itself: that it can only be read, or lies where it can be harmed.

        A client is told nothing of it.
        """
        desk, turned = self._viewpoint.desk, self._viewpoint.turned
        told = (desk.path, desk.read_only, turned)
        if told == self._told:
            return
        self._told = told
        place = None if turned else place_of(desk.path)
        read_only = None if turned else desk.read_only
        words = say(N_("Read only")) if read_only else say(place.short) if place else ""
        self._place.setText(words)
        self._place.setVisible(bool(words))
        tip(self._place, say(read_only or (place.danger if place else "")))
        if turned:
            self._kept.hide()

    def _show_day(self) -> None:
        viewpoint = self._viewpoint
        elsewhere = viewpoint.day != viewpoint.today
        words = Text(N_("As it stands on {day}: to look at, not to change."), {"day": day(viewpoint.day)})
        self._looking.setText(say(words) if elsewhere else "")
        self._looking.setVisible(elsewhere)
        self._today.setVisible(elsewhere)

    def _on_job_shown(self, title: Text, share: float | None) -> None:
        self._work.setText(say(title))
        self._share.setRange(0, 0 if share is None else 100)
        self._share.setValue(0 if share is None else round(100 * share))
        self._share.setAccessibleName(say(title))
        for piece in (self._work, self._share, self._stop):
            piece.show()

    def _on_job_ended(self) -> None:
        for piece in (self._work, self._share, self._stop):
            piece.hide()
