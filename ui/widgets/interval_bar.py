"""A record as a small bar: where its expected value lies, and between which values it probably does."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trustdesk.measures.evidence import NOTHING, ON_SCREEN, Evidence
from trustdesk.words import N_, Text, plural
from ui import theme
from ui.widgets.basics import tip
from ui.words import say

_TALL: Final = 16
_TRACK: Final = 2
_BAND: Final = 8
_MARK: Final = 3
_TINT: Final = 0.35


class IntervalBar(QWidget):
    """A track from 0 to 1 with the 80 % interval as a band and the expected value as a mark.

    `position` is the party's place in its relationship, whose colour the bar wears. The same is said in
    words, as tooltip and to a screen reader.
    """

    def __init__(self, position: int, evidence: Evidence = NOTHING, cases: int = 0) -> None:
        super().__init__()
        self._position = position
        self._evidence = evidence
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_evidence(evidence, cases)

    def show_evidence(self, evidence: Evidence, cases: int) -> None:
        """Show another record; `cases` is the number of promises or steps behind it."""
        self._evidence = evidence
        words = say(interval_words(evidence, cases))
        self.setAccessibleName(words)
        tip(self, words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(_TALL))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(48), theme.px(_TALL))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        known = bool(self._evidence.weight)
        low, high = self._evidence.interval(ON_SCREEN) if known else (1.0, 1.0)
        painter.setBrush(theme.colour("hairline"))
        self._bar(painter, 0.0, low, theme.px(_TRACK))
        self._bar(painter, high, 1.0, theme.px(_TRACK))
        if known:
            colour = theme.party_colour(self._position)
            self._paint_mark(painter, colour)
            colour.setAlphaF(_TINT)
            painter.setBrush(colour)
            self._bar(painter, low, high, theme.px(_BAND))
        painter.end()

    def _paint_mark(self, painter: QPainter, colour: QColor) -> None:
        painter.setBrush(colour)
        wide = theme.px(_MARK)
        at = self._evidence.expected * (self.width() - wide)
        painter.drawRoundedRect(QRectF(at, 0, wide, self.height()), wide / 2, wide / 2)

    def _bar(self, painter: QPainter, low: float, high: float, tall: int) -> None:
        wide = self.width()
        top = (self.height() - tall) / 2
        painter.drawRoundedRect(QRectF(low * wide, top, (high - low) * wide, tall), tall / 2, tall / 2)


def interval_words(evidence: Evidence, cases: int) -> Text:
    """A record in words: its expected value, the interval, and how many cases are behind it."""
    if not evidence.weight:
        return Text(N_("not yet known"))
    low, high = evidence.interval(ON_SCREEN)
    return plural(
        N_("{expected:.2f}, between {low:.2f} and {high:.2f} (80 %), from {n} case"),
        N_("{expected:.2f}, between {low:.2f} and {high:.2f} (80 %), from {n} cases"),
        cases,
        expected=evidence.expected,
        low=low,
        high=high,
    )
