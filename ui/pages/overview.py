"""The program on one page: the page to show a sponsor in one minute."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from trustdesk.measures.results import Warning_
from trustdesk.measures.warnings import DISPUTED_OUTCOME, OVERDUE, STANDING_MISREPRESENTATION
from trustdesk.records import Benefit, Commitment, Opportunity, RiskStep, Stage, Workshop
from trustdesk.records.opportunities import ENABLED, REALISED, WAITING
from trustdesk.words import N_, Text, plural
from ui import icons, theme
from ui.page import Page
from ui.places import icon_of
from ui.viewpoint import Viewpoint
from ui.widgets.agenda import when
from ui.widgets.basics import Empty, boxed, button, clear, column, icon_button, label, row, scrolled
from ui.widgets.chart_view import ChartView
from ui.widgets.sentence_button import SentenceButton
from ui.widgets.side_records import SideRecords
from ui.widgets.stage_band import StageBand
from ui.words import day, language, one_line, say

if TYPE_CHECKING:
    from trustdesk.pack.sections.decisions import Decision
    from ui.widgets.inspector import Inspector

_TWO_COLUMNS: Final = 860
"""From this width on there are two columns."""
_NARROWEST: Final = 440
_READABLE: Final = 760
_DECIDED: Final = (OVERDUE, DISPUTED_OUTCOME, STANDING_MISREPRESENTATION)
"""Warnings that stand among the decisions already."""
_SENTENCES: Final = (N_("Where we are"), N_("Kept and slipped"), N_("What is next"))
_GROUPS: Final = {
    REALISED: (N_("Realised"), "gift"),
    ENABLED: (N_("Within reach now"), "sparkles"),
    WAITING: (N_("Still waiting"), "hourglass"),
}
MOST: Final = 12
"""So many lines of a kind stand on the page; the rest is one click away."""
T = TypeVar("T")


class Overview(Page):
    """Name, purpose, three sentences, the stages, both records, what is to be decided, the timeline."""

    name = "overview"

    def __init__(self, viewpoint: Viewpoint, parent: QWidget | None = None) -> None:
        super().__init__(viewpoint, parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._title = label("", "title", wrap=True)
        self._purpose = label("", "muted", wrap=True)
        self._purpose.setMaximumWidth(theme.px(_READABLE))
        self._said = [label("", wrap=True) for _ in _SENTENCES]
        self._band = StageBand(viewpoint)
        self._records = SideRecords(viewpoint, viewpoint.reveal)
        self._decisions, self._watched = column(gap=4), column(gap=4)
        self._workshops, self._opportunities = column(gap=4), column(gap=4)
        self._chart = ChartView(viewpoint, "timeline")
        self._watched_part = _part(N_("Worth a look"), self._watched)
        self._opportunities_part = _part(N_("What trust makes possible"), self._opportunities)
        self._pages = QStackedWidget()
        self._sheet = scrolled(self._full())
        self._sheet.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # arrows scroll it
        self._pages.addWidget(self._sheet)
        self._pages.addWidget(self._empty())
        self._inspector: Inspector | None = None
        self._around = row(self._pages, gap=0)
        self._around.setStretch(0, 1)
        self.setLayout(self._around)

    def refresh(self) -> None:
        """Show the program as the viewpoint sees it."""
        snapshot = self.viewpoint.snapshot
        begun = bool(snapshot[Stage] or snapshot[Commitment] or snapshot[RiskStep] or snapshot[Workshop])
        self._pages.setCurrentIndex(0 if begun else 1)
        self._empty_title.setText(one_line(snapshot.relationship.name))
        if not begun:
            return
        self._title.setText(one_line(snapshot.relationship.name))
        self._purpose.setText(snapshot.relationship.purpose.strip())
        self._purpose.setVisible(bool(snapshot.relationship.purpose.strip()))
        self._band.show_stages(self.viewpoint.measures.stages, self.viewpoint.day)
        self._band.setVisible(bool(self.viewpoint.measures.stages))
        self._records.refresh()
        self._say()
        clear(self._workshops)
        for line in self._workshop_lines():
            self._workshops.addWidget(line)
        watched = [warning for warning in self.viewpoint.measures.warnings if warning.code not in _DECIDED]
        _fill(self._watched, watched, self._warning)
        self._watched_part.setVisible(bool(watched))
        _fill(self._opportunities, list(self._in_groups()), self._opportunity)
        self._opportunities_part.setVisible(bool(snapshot[Opportunity]))
        self._chart.refresh()

    def reveal(self, record: str) -> None:
        """The relationship itself and its parties open beside the page."""
        snapshot = self.viewpoint.snapshot
        if record in (snapshot.relationship.id, *(party.id for party in snapshot.parties)):
            if self._inspector is None:
                from ui.widgets.inspector import Inspector

                self._inspector = Inspector(self.viewpoint)
                self._inspector.closed.connect(self.setFocus)
                self._around.addWidget(self._inspector)
            self._inspector.show_record(record)

    def home(self) -> QWidget:
        return self._sheet

    def _full(self) -> QWidget:
        about = icon_button("pencil", say(N_("Name, purpose and parties")))
        about.clicked.connect(lambda _=False: self.viewpoint.reveal(self.viewpoint.snapshot.relationship))
        head = row(self._title, about, gap=8)
        head.setStretch(0, 1)
        head.setAlignment(about, Qt.AlignmentFlag.AlignTop)
        left = column(
            _part(N_("The record of each side"), self._records),
            _part(N_("Workshops"), self._workshops),
            1,
            gap=32,
        )
        right = column(_part(N_("To decide"), self._decisions), self._watched_part, 1, gap=32)
        columns = row(left, right, gap=48)
        columns.setStretch(0, 1)
        columns.setStretch(1, 1)
        return _Sheet(
            columns,
            column(
                column(head, self._purpose, gap=4),
                self._sentences(),
                self._band,
                columns,
                self._opportunities_part,
                self._chart,
                1,
                gap=32,
                margins=24,
            ),
        )

    def _sentences(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(24))
        grid.setVerticalSpacing(theme.px(8))
        grid.setColumnStretch(1, 1000)
        grid.setColumnStretch(2, 1)
        for at, (name, said) in enumerate(zip(_SENTENCES, self._said, strict=True)):
            said.setMaximumWidth(theme.px(_READABLE))
            grid.addWidget(label(say(name), "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(said, at, 1, Qt.AlignmentFlag.AlignTop)
        return grid

    def _empty(self) -> QWidget:
        self._empty_title = label("", "title", wrap=True)
        start = button(say(N_("Plan the program")), "primary", run=lambda: self.viewpoint.go("program"))
        words = N_("Here stands the whole program on one page, once there is a first stage or promise.")
        inside = Empty("layout-dashboard", say(words), start)
        whole = column(self._empty_title, inside, margins=24)
        whole.setStretch(1, 1)
        return boxed(whole)

    def _say(self) -> None:
        """The three sentences and the decisions are worded as in the review pack, by the same functions."""
        from trustdesk.pack.sections import sentences
        from trustdesk.pack.sections.decisions import decisions
        from trustdesk.pack.sections.material import Material

        material = Material.measured(self.viewpoint.snapshot, self.viewpoint.measures, language())
        for said, words in zip(self._said, (sentences.where, sentences.kept, sentences.ahead), strict=True):
            said.setText(say(words(material)))
        wanted = decisions(material)
        _fill(self._decisions, wanted, self._decision)
        if not wanted:
            self._decisions.addWidget(label(say(N_("No decision is waiting.")), "muted"))

    def _decision(self, wanted: Decision) -> QWidget:
        return self._line(say(wanted.words), say(wanted.ground) if wanted.ground else "", wanted.about)

    def _line(self, words: str, note: str, about: str | None, icon: str = "") -> QWidget:
        """A sentence that goes to the record it is about."""
        record = self.viewpoint.snapshot.get(about) if about else None
        if record is None:
            return label(words, wrap=True)
        drawn = icons.icon(icon or icon_of(record.__tablename__), "muted")
        return SentenceButton(words, note, icon=drawn, run=lambda: self.viewpoint.reveal(record))

    def _warning(self, warning: Warning_) -> QWidget:
        return self._line(say(warning.text), "", warning.about, "triangle-alert")

    def _workshop_lines(self) -> Iterator[QWidget]:
        """The last workshop and the next one."""
        workshops = sorted(
            self.viewpoint.snapshot[Workshop], key=lambda workshop: (workshop.held_on, workshop.starts_at)
        )
        today = self.viewpoint.day
        held = [workshop for workshop in workshops if workshop.held_on < today]
        ahead = [workshop for workshop in workshops if workshop.held_on >= today]
        if ahead:
            yield self._workshop(N_("Next: {workshop}"), ahead[0], one_line(ahead[0].place))
        else:
            plan = button(say(N_("Plan the next workshop")), "link")
            plan.clicked.connect(lambda _=False: self.viewpoint.go("workshops"))
            yield plan
        if held:
            yield self._workshop(N_("Last: {workshop}"), held[-1], _first_line(held[-1].decisions))

    def _workshop(self, words: str, workshop: Workshop, more: str) -> QWidget:
        name = one_line(workshop.title) or say(workshop.kind)
        left = (workshop.held_on - self.viewpoint.day).days
        note = [day(workshop.held_on), say(when(left)) if left >= 0 else "", more]
        said = say(Text(words, {"workshop": name}))
        return self._line(said, " · ".join(part for part in note if part), workshop.id)

    def _in_groups(self) -> Iterator[Opportunity]:
        """What was realised first, then what is within reach, then what waits."""
        for status in _GROUPS:
            yield from (found for found in self.viewpoint.snapshot[Opportunity] if found.status == status)

    def _opportunity(self, found: Opportunity) -> QWidget:
        title, icon = _GROUPS[found.status]
        notes = [say(title), *self._worths(found)]
        return self._line(one_line(found.text), " · ".join(notes), found.id, icon)

    def _worths(self, found: Opportunity) -> Iterator[str]:
        """What it is worth to each side; never one sum for all."""
        names = {party.id: party.name for party in self.viewpoint.snapshot.parties}
        for benefit in self.viewpoint.snapshot.of(Benefit, "opportunity_id", found):
            money = benefit.realised if found.status == REALISED else benefit.estimated
            if money is not None:
                values = {"party": one_line(names[benefit.party_id]), "money": str(money)}
                yield say(Text(N_("{money} for {party}"), values))


class _Sheet(QWidget):
    """What is scrolled: in two columns where it is wide, and as tall as its width makes it."""

    def __init__(self, columns: QBoxLayout, layout: QVBoxLayout) -> None:
        super().__init__()
        self._columns = columns
        self.setLayout(layout)

    def minimumSizeHint(self) -> QSize:
        """Any height will do: what a narrower sheet would need is no reason to be taller."""
        return QSize(theme.px(_NARROWEST), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= theme.px(_TWO_COLUMNS)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._columns.direction() != direction:
            self._columns.setDirection(direction)


def _part(title: str, content: QWidget | QVBoxLayout) -> QWidget:
    return boxed(column(label(say(title), "heading"), content, gap=12))


def _fill(layout: QVBoxLayout, items: Sequence[T], make: Callable[[T], QWidget]) -> None:
    """A line for each of the first items, and a button for the rest where there are many."""
    clear(layout)
    for item in items[:MOST]:
        layout.addWidget(make(item))
    if rest := items[MOST:]:
        more = button(say(plural(N_("And one more"), N_("And {n} more"), len(rest))), "link")

        def show_rest() -> None:
            layout.removeWidget(more)
            more.deleteLater()
            for item in rest:
                layout.addWidget(make(item))

        more.clicked.connect(lambda _=False: show_rest())
        layout.addWidget(more)


def _first_line(words: str) -> str:
    return words.strip().partition("\n")[0].strip()


PAGE = Overview
