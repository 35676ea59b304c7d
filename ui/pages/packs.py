"""Packs: what goes out of the desk, for whom, looked at before it is saved or printed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from trustdesk.audience import Audience
from trustdesk.records import Kind, Record, Workshop
from trustdesk.records.base import kind_of
from trustdesk.records.workshops import AGENDA_ITEM
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_, Text, plural
from ui import exchange, theme
from ui.choice_words import parties_words
from ui.exchange import OUTPUTS, Made, Wanted
from ui.jobs import Job, Jobs, Progress
from ui.page import Page
from ui.viewpoint import Viewpoint
from ui.widgets import files
from ui.widgets.basics import UNBOUND, boxed, button, clear, column, hairline, label, restyle, row, scrolled
from ui.widgets.export_view import ExportView
from ui.widgets.pack_options import PAPERS, PackOptions
from ui.widgets.pdf_view import PdfView, print_pdf
from ui.widgets.view_tabs import ViewTabs
from ui.words import day, one_line, say

if TYPE_CHECKING:
    from trustdesk.pack.document import Unprintable
    from ui.workspace import Workspace

_PAUSE: Final = 150
"""Milliseconds without another choice after which what is wanted is made."""
_PAINT: Final = 30
"""Milliseconds in which the page can show itself before it sets to work."""
_OPTIONS: Final = 320
_BESIDE: Final = 720
"""From this width on, at 100 %, options and preview have room beside each other."""
_LAYOUT: Final = "trustdesk.pack.review"
"""The module that lays out packs; it takes time to import, which the worker does the first time."""
_MOST: Final = 5
_QUOTED: Final = 30


class PacksPage(Page):
    """Options at the left; at the right for whom it is, in big words, and what will be saved."""

    name: ClassVar[str] = "packs"

    def __init__(self, viewpoint: Viewpoint) -> None:
        super().__init__(viewpoint)
        self._jobs: Jobs | None = None
        self._job: Job | None = None
        self._made: Made | None = None
        self._asked: tuple[str, str | None] | None = None
        self._folder: Path | None = None
        self.options = PackOptions(viewpoint)
        self.options.changed.connect(self._on_options_changed)
        self._for_whom = label("", "title", wrap=True)
        self._facts = label("", "muted", wrap=True)
        self.save = button(say(N_("Save as PDF…")), "primary", icon="save", run=self._on_save_clicked)
        self.print_it = button(say(N_("Print…")), icon="printer", run=self._on_print_clicked)
        self._saved = label("", "muted", wrap=True)
        self._open = button(say(N_("Open the folder")), "link", run=self._on_open_clicked)
        self._odd = QVBoxLayout()
        self._odd.setSpacing(theme.px(4))
        self._pdf = PdfView()
        self._export = ExportView()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._pdf)
        self._stack.addWidget(self._export)
        self._left = scrolled(self.options)
        self._line = hairline(upright=True)
        self._looks = self._right()
        across = row(self._left, self._line, self._looks, gap=0)
        across.setStretch(2, 1)
        self._one_at_a_time = self._tabs()
        around = column(self._one_at_a_time, across, gap=0)
        around.setStretch(1, 1)
        self.setLayout(around)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._make)
        viewpoint.saved.connect(self._forget_saved)
        self._unmake(keep=False)

    def serve(self, workspace: Workspace) -> None:
        """Packs are made by the workspace's worker."""
        self.use(workspace.jobs)

    def use(self, jobs: Jobs) -> None:
        """Make packs with these jobs."""
        self._jobs = jobs

    def put_away(self) -> None:
        """Make nothing more; the document of the preview is not Qt's."""
        self._pause.stop()
        self._jobs = None
        self._pdf.show_pdf(b"")

    def refresh(self) -> None:
        """Offer what there is now and make it anew."""
        if self._jobs is not None and _LAYOUT not in sys.modules:
            self._facts.setText(say(N_("Getting ready …")))
            self._jobs.run(Text(N_("Getting ready")), lambda progress: import_module(_LAYOUT), self._on_ready)
            return
        self.options.refresh()
        self._show_wanted()
        self._pause.start(_PAINT)

    def reveal(self, record: str) -> None:
        """Prepare the pack for the workshop with that id."""
        workshop = self.viewpoint.snapshot.find(Workshop, record)
        if workshop is not None:
            self.prepare("agenda" if workshop.kind == AGENDA_ITEM else "review", record)

    def prepare(self, kind: str, workshop: str | None = None) -> None:
        """Choose what is to be made (a name of `ui.exchange.OUTPUTS`), now or as soon as it can be."""
        if self.options.is_filled:
            self.options.choose(kind, workshop)
        else:
            self._asked = (kind, workshop)

    def _on_ready(self, _layout: object) -> None:
        if self.viewpoint.relationship is None:
            return
        self.refresh()
        asked, self._asked = self._asked, None
        if asked is not None:
            self.prepare(*asked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for options and preview beside each other, one of them is seen at a time."""
        super().resizeEvent(event)
        narrow = self.width() < theme.px(_BESIDE)
        self._one_at_a_time.setVisible(narrow)
        self._line.setVisible(not narrow)
        self._left.setMinimumWidth(0 if narrow else theme.px(_OPTIONS))
        self._left.setMaximumWidth(UNBOUND if narrow else theme.px(_OPTIONS))
        self._show_view()

    def _tabs(self) -> QWidget:
        self._views = ViewTabs((N_("What goes out"), N_("How it looks")))
        self._views.chosen.connect(lambda _at: self._show_view())
        self._views.setContentsMargins(theme.px(24), theme.px(8), theme.px(16), 0)
        made = boxed(column(self._views, hairline(), gap=0))
        made.hide()
        return made

    def _show_view(self) -> None:
        both = self._one_at_a_time.isHidden()
        self._left.setVisible(both or self._views.at == 0)
        self._looks.setVisible(both or self._views.at == 1)

    def _right(self) -> QWidget:
        head = row(self._for_whom, self.print_it, self.save, gap=8)
        head.setStretch(0, 1)
        said = row(self._saved, self._open, 1, gap=8)
        top = column(head, self._facts, said, self._odd, gap=4)
        top.setContentsMargins(theme.px(24), theme.px(16), theme.px(16), theme.px(12))
        around = column(top, hairline(), self._stack, gap=0)
        around.setStretch(2, 1)
        return boxed(around)

    def _on_options_changed(self) -> None:
        self._show_wanted()
        self._pause.start(_PAUSE)

    def _show_wanted(self) -> None:
        """Say for whom it is at once; what was made for somebody else is gone from the screen at once."""
        wanted = self.options.wanted()
        kind = OUTPUTS[wanted.kind]
        seen = self.viewpoint.snapshot
        self._for_whom.setText(say(_for_whom(wanted.reader, len(seen.parties))))
        restyle(self._for_whom, tone="bad" if wanted.reader.is_consultant else "")
        self._stack.setCurrentWidget(self._pdf if kind.is_pack else self._export)
        self.save.setText(say(N_("Save as PDF…") if kind.is_pack else N_("Save…")))
        self.save.setAccessibleName(self.save.text())
        self.print_it.setVisible(kind.is_pack)
        if self._made is None or self._made.wanted != wanted:
            self._unmake(keep=self._made is not None and _whose(self._made.wanted) == _whose(wanted))

    def _unmake(self, *, keep: bool) -> None:
        """What was made is not what is wanted: it can be neither saved nor printed."""
        self._made = None
        self.save.setEnabled(False)
        self.print_it.setEnabled(False)
        self._facts.setText(say(N_("Being made …")))
        clear(self._odd)
        self._forget_saved()
        if not keep:
            self._pdf.show_pdf(b"")
            self._export.show_made(None)

    def _make(self) -> None:
        jobs = self._jobs
        if jobs is None or self.viewpoint.relationship is None:
            return
        if self.viewpoint.lent is not None:
            self._pause.start(_PAUSE)
            return
        if self._job is not None:
            self._job.cancel()
        wanted = self.options.wanted()
        kind = OUTPUTS[wanted.kind]
        source = kind.read(self.viewpoint, wanted)
        self._unmake(keep=True)

        def work(progress: Progress) -> Made:
            return kind.make(source, wanted)

        self._job = jobs.run(
            Text(N_("Making: {what}"), {"what": Text(kind.label)}), work, partial(self._show_made, source)
        )

    def _show_made(self, source: Any, made: Made) -> None:
        self._job = None
        if made.wanted != self.options.wanted():
            return
        self._made = made
        self.save.setEnabled(True)
        self.print_it.setEnabled(True)
        self._facts.setText(say(_facts(made)))
        if made.document is not None:
            self._pdf.show_pdf(made.document.pdf)
            self._show_odd(source, made.document.unprintable)
        else:
            self._export.show_made(made)

    def _show_odd(self, seen: Snapshot, odd: tuple[Unprintable, ...]) -> None:
        """Name what cannot be printed rightly, and lead to it."""
        clear(self._odd)
        if odd:
            self._odd.addWidget(label(say(N_("These signs have no letter form in print:")), tone="caution"))
        for one in odd[:_MOST]:
            found = _holder(seen, one)
            told = label(say(one.told), "note", wrap=True)
            there = button(say(N_("Show it")), "link", run=partial(self._reveal_holder, found))
            line = row(told, there, gap=8)
            line.setStretch(0, 1)
            self._odd.addWidget(boxed(line))
            there.setVisible(found is not None and self.viewpoint.snapshot.get(found.id) is not None)
        if len(odd) > _MOST:
            more = Text(N_("and {n} more"), {"n": len(odd) - _MOST})
            self._odd.addWidget(label(say(more), "note"))

    def _reveal_holder(self, found: Record | None) -> None:
        if found is not None:
            self.viewpoint.reveal(found)

    def _on_save_clicked(self) -> None:
        made, jobs = self._made, self._jobs
        if made is None or jobs is None:
            return
        kind = OUTPUTS[made.wanted.kind]
        turned = self.viewpoint.turned
        if kind.kinds:
            path = files.save_file(self, made.name, say(kind.kinds), turned=turned)
        else:
            path = files.choose_folder(self, turned=turned)
        if path is not None:
            viewpoint = self.viewpoint
            jobs.run(
                Text(N_("Saving {name}"), {"name": path.name}),
                lambda progress: exchange.put(viewpoint, path, made),
                self._on_put,
            )

    def _on_put(self, path: Path) -> None:
        self._folder = path.parent
        self._saved.setText(say(Text(N_("Saved as {name}"), {"name": path.name})))
        self._saved.show()
        self._open.show()

    def _on_open_clicked(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _on_print_clicked(self) -> None:
        if self._made is not None and isinstance(self._made.data, bytes):
            print_pdf(self, self._made.data)

    def _forget_saved(self) -> None:
        self._folder = None
        self._saved.hide()
        self._open.hide()


def _whose(wanted: Wanted) -> tuple[object, ...]:
    return wanted.relationship, wanted.reader


def _for_whom(reader: Audience, parties: int) -> Text:
    if reader.is_consultant:
        return Text(N_("For the consultant only: not for the client"))
    if reader.is_joint:
        return Text(N_("For both parties") if parties == 2 else N_("For all parties"))
    return Text(N_("For {parties} only"), {"parties": parties_words(reader)})


def _facts(made: Made) -> Text:
    wanted: Wanted = made.wanted
    values: dict[str, object] = {"day": day(wanted.day), "name": made.name}
    if made.document is None:
        return Text(N_("as of {day} · {name}"), values)
    values["pages"] = plural(N_("{n} page"), N_("{n} pages"), made.document.pages)
    values["paper"] = PAPERS[wanted.paper]
    return Text(N_("{pages} · {paper} · as of {day} · {name}"), values)


def _holder(seen: Snapshot, odd: Unprintable) -> Record | None:
    """The record whose words hold the signs that cannot be printed: the one quoted, else the first."""
    from trustdesk.style.fonts import printable

    holders = [
        (record, text) for record, text in _texts(seen) if any(sign in text for sign in odd.characters)
    ]
    quoted = (record for record, text in holders if printable(one_line(text))[:_QUOTED] in odd.excerpt)
    return next(quoted, holders[0][0] if holders else None)


def _texts(seen: Snapshot) -> Iterator[tuple[Record, str]]:
    for record in (seen.relationship, *(record for rows in seen.rows.values() for record in rows)):
        for field in kind_of(record).fields.values():
            if field.kind in (Kind.TEXT, Kind.PROSE):
                yield record, getattr(record, field.name) or ""


PAGE: Final = PacksPage
