"""Importing a file: it is looked into first, and what it brings and what is wrong with it are shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from trustdesk.exchange.workbook import ImportReport
from trustdesk.words import N_, Text, joined, plural
from ui import icons, incoming, theme
from ui.exchange import BUNDLES, WORKBOOKS
from ui.incoming import News, Preview
from ui.jobs import Job, Jobs, Progress
from ui.viewpoint import Viewpoint
from ui.widgets import files
from ui.widgets.basics import boxed, button, column, label, picture, restyle, row
from ui.widgets.problem_table import ProblemTable
from ui.words import one_line, say


class ImportPanel(QWidget):
    """Choose, look, import. Nothing is written before the user has seen what would be.

    `imported` tells the name of the relationship that was imported.
    """

    imported = Signal(str)

    def __init__(self, viewpoint: Viewpoint, jobs: Callable[[], Jobs | None]) -> None:
        super().__init__()
        self._viewpoint = viewpoint
        self._jobs = jobs
        self._job: Job | None = None
        self._preview: Preview | None = None
        self.setAcceptDrops(True)
        self.workbook = button(
            say(N_("Choose an Excel workbook…")), "primary", icon="table-2", run=self._on_workbook_clicked
        )
        self.folder = button(
            say(N_("Choose a folder of CSV files…")), icon="folder-open", run=self._on_folder_clicked
        )
        self.bundle = button(
            say(N_("Choose a relationship file…")), icon="handshake", run=self._on_bundle_clicked
        )
        self.template = button(
            say(N_("Save an empty workbook to fill in…")), "link", run=self._on_template_clicked
        )
        self._saved = label("", "muted", wrap=True)
        self._title = label("", "title", wrap=True)
        self._about = label("", wrap=True)
        self._news = label("", "muted", wrap=True)
        self.take_in = button(say(N_("Import")), "primary", icon="download", run=self._on_take_in_clicked)
        self.again = button(say(N_("Look again")), icon="rotate-ccw", run=self._on_again_clicked)
        self._copy = button(say(N_("Copy the list")), icon="copy", run=self._on_copy_clicked)
        self._other = button(say(N_("Choose another…")), "quiet", run=self._on_other_clicked)
        self.problems = ProblemTable()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._beginning())
        self._stack.addWidget(self._looked())

    def look_into(self, path: Path) -> None:
        """Check a workbook or a folder and show what it would do."""
        jobs = self._jobs()
        if jobs is None:
            return
        if self._job is not None:
            self._job.cancel()
        desk, today = self._viewpoint.desk, self._viewpoint.today

        def work(progress: Progress) -> Preview:
            return incoming.look_into(desk, path, today, progress)

        title = Text(N_("Looking into {name}"), {"name": path.name})
        self._job = jobs.run(title, work, self._show, lend=True)

    def begin(self) -> None:
        """Let another file be chosen."""
        self._preview = None
        self._stack.setCurrentIndex(0)
        self.workbook.setFocus()

    def _beginning(self) -> QWidget:
        drawn = picture(icons.icon("download", "muted"), 28)
        title = label(say(N_("Import")), "title")
        about = label(
            say(
                N_(
                    "You see what it would bring, and what is wrong with it, before anything is written. "
                    "A relationship is found again by its name, a row by its ref or name; what is not in the "
                    "file stays as it is, and nothing is deleted."
                )
            ),
            wrap=True,
        )
        about.setMaximumWidth(theme.px(520))
        middle = column(
            drawn,
            title,
            about,
            row(self.workbook, self.folder, 1),
            row(self.bundle, 1),
            row(self.template, 1),
            self._saved,
            gap=16,
        )
        self._saved.hide()
        return boxed(column(1, row(1, middle, 1), 2, margins=24))

    def _looked(self) -> QWidget:
        words = column(self._title, self._about, self._news, gap=4)
        buttons = row(self.take_in, self.again, self._copy, self._other, 1)
        around = column(words, buttons, self.problems, gap=16)
        around.setStretch(2, 1)
        around.addStretch(0)
        around.setContentsMargins(*[theme.px(24)] * 4)
        return boxed(around)

    def _show(self, preview: Preview) -> None:
        self._job = None
        self._preview = preview
        report = preview.report
        self._title.setText(say(_headline(preview)))
        restyle(self._title, tone="bad" if report.errors else "")
        self._about.setText(say(_about(preview)))
        news = joined([_told(one) for one in preview.news])
        self._news.setText(say(news) if preview.news and not report.errors else "")
        self._news.setVisible(bool(self._news.text()))
        self.problems.show_problems(report.errors, report.warnings)
        has_problems = bool(report.errors or report.warnings)
        self.problems.setVisible(has_problems)
        self._copy.setVisible(has_problems)
        self.again.setVisible(bool(report.errors or report.warnings))
        self.take_in.setEnabled(report.news and self._viewpoint.day == self._viewpoint.today)
        self._stack.setCurrentIndex(1)
        (self.take_in if self.take_in.isEnabled() else self.again).setFocus()

    def _on_workbook_clicked(self) -> None:
        path = files.open_file(self, say(WORKBOOKS), turned=self._viewpoint.turned)
        if path is not None:
            self.look_into(path)

    def _on_bundle_clicked(self) -> None:
        path = files.open_file(self, say(BUNDLES), turned=self._viewpoint.turned)
        if path is not None:
            self.look_into(path)

    def _on_folder_clicked(self) -> None:
        path = files.choose_folder(self, turned=self._viewpoint.turned)
        if path is not None:
            self.look_into(path)

    def _on_template_clicked(self) -> None:
        jobs = self._jobs()
        name = say(N_("TrustDesk workbook.xlsx"))
        path = files.save_file(self, name, say(WORKBOOKS), turned=self._viewpoint.turned)
        if path is not None and jobs is not None:
            title = Text(N_("Saving {name}"), {"name": path.name})
            jobs.run(title, lambda progress: incoming.put_template(path), lambda _: self._tell_saved(path))

    def _tell_saved(self, path: Path) -> None:
        self._saved.setText(say(Text(N_("Saved as {path}"), {"path": str(path)})))
        self._saved.show()

    def _on_again_clicked(self) -> None:
        if self._preview is not None:
            self.look_into(self._preview.path)

    def _on_other_clicked(self) -> None:
        self.begin()

    def _on_copy_clicked(self) -> None:
        self.problems.copy(everything=True)

    def _on_take_in_clicked(self) -> None:
        jobs, preview = self._jobs(), self._preview
        if jobs is None or preview is None:
            return
        desk, today = self._viewpoint.desk, self._viewpoint.today

        def work(progress: Progress) -> ImportReport:
            return incoming.take_in(desk, preview.path, today, progress)

        title = Text(N_("Importing {name}"), {"name": preview.path.name})
        jobs.run(title, work, self._on_taken_in, lend=True)

    def _on_taken_in(self, report: ImportReport) -> None:
        preview = self._preview
        if preview is None:
            return
        if report.errors:
            # The file was changed since it was looked into: show what is wrong with it now.
            self.look_into(preview.path)
            return
        self._viewpoint.saved.emit()
        self._viewpoint.told.emit(
            Text(N_("{rows} imported."), {"rows": plural(*preview.row, report.imported)})
        )
        self.begin()
        self.imported.emit(preview.name)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.look_into(path)


_ENDINGS: Final = (".xlsx", ".json")


def _dropped(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path is not None and (path.is_dir() or path.suffix.lower() in _ENDINGS) else None


def _headline(preview: Preview) -> Text:
    report = preview.report
    if report.errors:
        return plural(
            N_("Nothing can be imported yet: {n} error"),
            N_("Nothing can be imported yet: {n} errors"),
            len(report.errors),
        )
    if not report.news:
        return Text(N_("Nothing in it is new"))
    return Text(N_("{rows} can be imported"), {"rows": plural(*preview.row, report.rows)})


def _about(preview: Preview) -> Text:
    values = {"file": preview.path.name, "name": one_line(preview.name)}
    if not preview.name:
        words = N_("{file} was read. Put it right there, then look again.")
    elif preview.report.errors:
        words = N_("{file} is about “{name}”. Put right what is named below, save the file, then look again.")
    elif not preview.report.news:
        words = N_("{file} is about “{name}”; all of it is in the desk already.")
    elif preview.is_new:
        words = N_("{file} brings a new relationship: “{name}”.")
    else:
        words = N_("{file} is about “{name}”, which is in the desk.")
    return Text(words, values)


def _told(news: News) -> Text:
    values = {"kind": Text(news.kind), "new": news.new, "changed": news.changed}
    if not news.changed:
        return Text(N_("{kind}: {new} new"), values)
    if not news.new:
        return Text(N_("{kind}: {changed} changed"), values)
    return Text(N_("{kind}: {new} new, {changed} changed"), values)
