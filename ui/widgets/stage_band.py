"""The stages of a program as one band with today's line; a stage goes to its place on the Program page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from trustdesk.measures.results import ENDED, RUNNING, UPCOMING, StageMeasures
from trustdesk.records.stages import GO
from trustdesk.words import N_, Text
from ui import theme
from ui.viewpoint import Viewpoint
from ui.widgets.basics import clear, tip
from ui.widgets.painted_button import PaintedButton
from ui.words import day, one_line, say

_TODAY: Final = 20
_BAR: Final = 8
_WORDS: Final = 36
_LEAST: Final = 96
_HARD: Final = "\u00a0"
_STATUS: Final = {ENDED: N_("ended"), RUNNING: N_("under way"), UPCOMING: N_("ahead")}


class StageBand(QWidget):
    """The stages from left to right, each as wide as it is long, though never too narrow for its name."""

    def __init__(self, viewpoint: Viewpoint) -> None:
        super().__init__()
        self._viewpoint = viewpoint
        self._stages = QHBoxLayout(self)
        self._stages.setContentsMargins(0, 0, 0, 0)
        self._stages.setSpacing(theme.px(4))
        self.setAccessibleName(say(N_("The stages of the program")))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_stages(self, stages: Sequence[StageMeasures], today: date) -> None:
        """Show these stages and where `today` is among them."""
        clear(self._stages)
        for measured, share in zip(stages, _shares(stages), strict=True):
            run = partial(self._viewpoint.reveal, measured.stage.id)
            self._stages.addWidget(_StageButton(measured, today, run), share)


class _StageButton(PaintedButton):
    """One stage: a piece of the band, its name, its days, and what became of its gate."""

    def __init__(self, measured: StageMeasures, today: date, run: Callable[[], object]) -> None:
        super().__init__(run)
        stage = measured.stage
        self._status = measured.status
        self._tall: dict[int, int] = {}
        self._name = one_line(stage.name)
        # A day is not torn apart where the line is.
        self._days = say(_days(stage.starts, stage.ends)).replace(" ", _HARD).replace(f"–{_HARD}", "– ")
        self._gate, self._tone = _gate_words(measured)
        self._passed = _passed(stage.starts, stage.ends, today)
        self._today = day(today) if measured.status == RUNNING else ""
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        words = [self._name, say(_STATUS[self._status]), self._days, self._gate]
        self.setAccessibleName(", ".join(word for word in words if word))
        tip(self, "\n".join(word for word in words if word))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._tall:  # a layout asks for the same few widths again and again
            lines = self._lines(width)
            self._tall[width] = sum(box.height() for _, _, box in lines) + theme.px(_WORDS)
        return self._tall[width]

    def sizeHint(self) -> QSize:
        width = theme.px(_LEAST)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(_LEAST), theme.px(_WORDS))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_bar(painter)
        self._paint_words(painter)
        if self._today:
            self._paint_today(painter)
        self.paint_focus(painter)
        painter.end()

    def _paint_bar(self, painter: QPainter) -> None:
        """Solid is the time that has passed."""
        wide, top, tall = self.width(), theme.px(_TODAY), theme.px(_BAR)
        painter.fillRect(QRectF(0, top, wide, tall), theme.colour("hairline"))
        painter.fillRect(QRectF(0, top, wide * self._passed, tall), theme.colour("accent"))
        if self.underMouse():
            painter.fillRect(QRectF(0, top + tall + theme.px(2), wide, theme.px(2)), theme.colour("accent"))

    def _paint_words(self, painter: QPainter) -> None:
        for words, (face, tone), box in self._lines(self.width()):
            painter.setFont(face)
            painter.setPen(theme.colour(tone))
            painter.drawText(box, _WRAPPED, words)

    def _paint_today(self, painter: QPainter) -> None:
        """An upright line through the bar, and the day above it."""
        at = round(self._passed * (self.width() - theme.px(2)))
        painter.fillRect(QRect(at, theme.px(4), theme.px(2), theme.px(_TODAY + _BAR)), theme.colour("ink"))
        painter.setFont(theme.font(theme.NOTE, strong=True))
        painter.setPen(theme.colour("ink"))
        words, gap = self._today, theme.px(6)
        wide = painter.fontMetrics().horizontalAdvance(words)
        left = at + gap + theme.px(2) if at + gap + theme.px(2) + wide <= self.width() else at - gap - wide
        box = QRect(left, 0, wide + 1, theme.px(_TODAY - 2))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _lines(self, width: int) -> list[tuple[str, tuple[QFont, str], QRect]]:
        """Name, days and gate, each with its face and tone and the box it fills at this width."""
        lines, top = [], theme.px(_WORDS)
        note = theme.font(theme.NOTE)
        faces = ((self._name, theme.font(strong=True), "ink"), (self._days, note, "muted"),
                 (self._gate, note, self._tone))  # fmt: skip
        for words, face, tone in faces:
            room = QRect(0, top, max(width - theme.px(8), 1), 100_000)
            box = QFontMetrics(face).boundingRect(room, _WRAPPED, words) if words else QRect(0, top, 0, 0)
            lines.append((words, (face, tone), QRect(0, top, room.width(), box.height())))
            top += box.height()
        return lines


def _shares(stages: Sequence[StageMeasures]) -> list[int]:
    """How wide each stage is, in thousandths: half of the band evenly, half of it by days."""
    lengths = [_length(measured) for measured in stages]
    known = [length for length in lengths if length]
    usual = sum(known) / len(known) if known else 1
    days = [length or usual for length in lengths]
    return [round(500 / len(days) + 500 * length / sum(days)) for length in days]


def _length(measured: StageMeasures) -> int:
    starts, ends = measured.stage.starts, measured.stage.ends
    return max((ends - starts).days + 1, 1) if starts and ends else 0


def _passed(starts: date | None, ends: date | None, today: date) -> float:
    """The share of a stage's days that has passed, 0 to 1."""
    if starts is None or today < starts:
        return 0.0
    if ends is None:
        return 0.5
    return min(((today - starts).days + 0.5) / max((ends - starts).days + 1, 1), 1.0)


def _days(starts: date | None, ends: date | None) -> Text:
    if starts is None and ends is None:
        return Text(N_("no days yet"))
    return Text(N_("{first} – {last}"), {"first": day(starts) or "…", "last": day(ends) or "…"})


def _gate_words(measured: StageMeasures) -> tuple[str, str]:
    """What became of the gate, or how many of its criteria are met, and the tone of that."""
    if measured.stage.verdict is not None:
        tone = "good" if measured.stage.verdict == GO else "caution"
        return say(Text(N_("Gate: {verdict}"), {"verdict": Text(measured.stage.verdict)})), tone
    if measured.status == ENDED:
        return say(N_("Gate not decided yet")), "caution"
    if measured.status == RUNNING:
        met = sum(criterion.met is True for criterion in measured.gate)
        values = {"met": met, "of": len(measured.gate)}
        return say(Text(N_("Gate: {met} of {of} criteria met"), values)), "muted"
    return "", "muted"


_WRAPPED: Final = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
