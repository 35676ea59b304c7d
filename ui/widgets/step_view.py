"""One trust step: the sentence first, then its three tests with their numbers, and what it still needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QWidget

from trustdesk.measures import explain_program, step_words
from trustdesk.measures.naming import listed, strung
from trustdesk.measures.results import GO, GO_WITH_CARE, HOLD, Explanation, StepMeasures
from trustdesk.records import Party, RiskStep
from trustdesk.records.risk_steps import CALLED_OFF, MERITED, NOT_MERITED, PARTLY_MERITED, PLANNED, TAKEN
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_, Text
from ui import icons, theme
from ui.viewpoint import Viewpoint
from ui.widgets.basics import Picture, button, clear, column, label, picture, row
from ui.widgets.chart_view import ChartView
from ui.widgets.explain import figure
from ui.widgets.points import Point, Points
from ui.widgets.verb_bar import VerbBar
from ui.words import one_line, say

WIDE: Final = 1040
_NARROW: Final = 560
"""Below these widths, at 100 %, the ladder stands below the words, and the words of a test below it."""
_ADVICE: Final = {
    GO: ("circle-check", "good"),
    GO_WITH_CARE: ("triangle-alert", "caution"),
    HOLD: ("hand", "caution"),
    None: ("circle-help", "muted"),
}
_BECAME: Final = {
    TAKEN: N_("Under way since {taken}: whether trust proves right is not clear yet."),
    MERITED: N_("Trust proved right on {concluded}."),
    PARTLY_MERITED: N_("Trust proved partly right on {concluded}."),
    NOT_MERITED: N_("Trust proved wrong on {concluded}."),
    CALLED_OFF: N_("Called off."),
}
_UNDATED: Final = {
    TAKEN: N_("Under way: whether trust proves right is not clear yet."),
    MERITED: N_("Trust proved right."),
    PARTLY_MERITED: N_("Trust proved partly right."),
    NOT_MERITED: N_("Trust proved wrong."),
}
Explain = Callable[[Snapshot, StepMeasures], Explanation]


class StepView(QWidget):
    """What the record says of one step; beside or below it the ladder of all steps."""

    def __init__(self, viewpoint: Viewpoint, reveal: Callable[[str], object]) -> None:
        super().__init__()
        self._viewpoint = viewpoint
        self._reveal = reveal
        self._icon: Picture = picture(icons.icon("hand", "caution"), 20)
        self._sentence = label("", "heading", wrap=True)
        self._about = label("", "muted", wrap=True)
        self._name = label("", "strong", wrap=True)
        self._decided = label("", wrap=True)
        self._verbs = VerbBar(viewpoint)
        self._told: list[tuple[QWidget, QWidget, QWidget]] = []
        self._tests = QGridLayout()
        self._tests.setHorizontalSpacing(theme.px(16))
        self._tests.setVerticalSpacing(theme.px(6))
        self._tests.setColumnStretch(2, 1)
        self._needs_title = label(say(N_("What would have to happen for “go”")), "strong")
        self._points = Points(reveal)
        self._ladder = ChartView(viewpoint, "ladder")
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._lay_out()

    def show_step(self, measured: StepMeasures | None) -> None:
        """Show a step as it was measured; None: the ladder alone."""
        for piece in (self._icon, self._sentence, self._about, self._name, self._decided, self._needs_title):
            piece.setVisible(measured is not None)
        self._told = []
        clear(self._tests)
        self._points.show_points([])
        self._verbs.show_records((measured.step.id,) if measured else ())
        self._ladder.refresh()
        if measured is not None:
            self._show(measured)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The ladder stands beside the words where there is room."""
        super().resizeEvent(event)
        wide = self.width() >= theme.px(WIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across if wide else down)
        self._place_tests()

    def _lay_out(self) -> None:
        sentence = row(self._icon, self._sentence, gap=12)
        sentence.setStretch(1, 1)
        sentence.setAlignment(self._icon, Qt.AlignmentFlag.AlignTop)
        whole = button(say(N_("Everything about this step")), "link", run=self._open_whole)
        words = column(
            self._name, sentence, self._about, self._decided, self._verbs, self._tests,
            self._needs_title, self._points, row(whole, 1), 1, gap=12,
        )  # fmt: skip
        self._columns.setContentsMargins(0, theme.px(12), 0, theme.px(24))
        self._columns.setSpacing(theme.px(32))
        self._columns.addLayout(words, 3)
        self._columns.addLayout(column(self._ladder, 1), 2)
        self.setLayout(self._columns)

    def _show(self, measured: StepMeasures) -> None:
        snapshot, step = self._viewpoint.snapshot, measured.step
        self._step = step.id
        planned = step.status == PLANNED
        icon, tone = _ADVICE[measured.advice] if planned else ("footprints", "muted")
        self._icon.change(icons.icon(icon, tone))
        self._name.setText(one_line(step.text))
        self._sentence.setText(say(step_words.verdict(snapshot, measured) if planned else became(step)))
        self._about.setText(say(introduction(snapshot, step, self._viewpoint.day)))
        decided = decision(step)
        self._decided.setText(say(decided) if decided else "")
        self._decided.setVisible(decided is not None)
        self._told = [
            (
                label(say(question), "muted"),
                figure(say(verdict), self._viewpoint, partial(explain, snapshot, measured)),
                label(say(words), wrap=True),
            )
            for question, verdict, words, explain in _tests(snapshot, measured)
        ]
        self._place_tests()
        self._needs_title.setVisible(planned)
        if planned:
            self._points.show_points(list(needs(snapshot, measured)))

    def _place_tests(self) -> None:
        """A line for each test; where it is narrow, its words stand on a line of their own."""
        narrow = self.width() < theme.px(_NARROW)
        top = Qt.AlignmentFlag.AlignTop
        for at, (question, said, words) in enumerate(self._told):
            self._tests.addWidget(question, 2 * at, 0, top)
            self._tests.addWidget(said, 2 * at, 1, top)
            if narrow:
                self._tests.addWidget(words, 2 * at + 1, 0, 1, 3, top)
            else:
                self._tests.addWidget(words, 2 * at, 2, top)

    def _open_whole(self) -> None:
        self._reveal(self._step)


def became(step: RiskStep) -> Text:
    """What became of a step that is no longer planned, in a sentence."""
    days: dict[str, object] = {"taken": step.day_taken, "concluded": step.day_concluded}
    dated = days["taken"] if step.status == TAKEN else days["concluded"]
    return Text((_BECAME if dated else _UNDATED).get(step.status, _BECAME[CALLED_OFF]), days)


def introduction(snapshot: Snapshot, step: RiskStep, day: date) -> Text:
    """Who takes the risk and on whom it relies, for when it is planned, and what is exposed."""
    names = {party.id: party.name for party in snapshot[Party]}
    trusted = listed([names[id] for id in step.trusted if id in names] or [Text(N_("the other side"))])
    values: dict[str, object] = {"exposed": names.get(step.exposed_id, ""), "trusted": trusted}
    said = [Text(N_("{exposed} takes the risk and relies on {trusted}."), values)]
    if step.status == PLANNED and step.day_taken:
        past = step.day_taken < day
        words = N_("It was planned for {day}.") if past else N_("It is planned for {day}.")
        said.append(Text(words, {"day": step.day_taken}))
    kinds = [Text(word.strip()) for word in step.exposes.split(";") if word.strip()]
    if kinds:
        said.append(Text(N_("What is exposed: {kinds}."), {"kinds": listed(kinds)}))
    return strung(said)


def decision(step: RiskStep) -> Text | None:
    """What people decided about a step, by whom, when and why; None while they have not."""
    if not step.decision:
        return None
    values: dict[str, object] = {
        "verdict": Text(step.decision),
        "who": step.decided_by,
        "day": step.decided_on,
        "why": step.decided_why.strip(),
    }
    if step.decided_why.strip():
        return Text(N_("Decided on {day} by {who}: {verdict}, because {why}"), values)
    return Text(N_("Decided on {day} by {who}: {verdict}"), values)


def needs(snapshot: Snapshot, measured: StepMeasures) -> Iterator[Point]:
    """What has to be in place before a step, what is missing first, and what would bring it within reach."""
    for point in sorted(measured.readiness, key=lambda point: (point.ok is True, point.ok is None)):
        yield Point(point.ok, point.cause, point.about)
    for words in step_words.needed_beside(snapshot, measured):
        yield Point(None, words, hint=True)


def _tests(snapshot: Snapshot, measured: StepMeasures) -> Iterator[tuple[str, str, Text, Explain]]:
    stated = N_("not stated")
    yield (
        N_("Does the record bear it?"),
        measured.evidence or stated,
        step_words.evidence_words(measured),
        explain_program.evidence_test,
    )
    yield (
        N_("Is it the next rung?"),
        measured.ladder or stated,
        step_words.ladder_words(snapshot, measured),
        explain_program.ladder_test,
    )
    yield (
        N_("Is it a fair stretch?"),
        measured.willingness,
        step_words.willingness_words(snapshot, measured),
        explain_program.willingness_test,
    )
