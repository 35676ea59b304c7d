"""The editor of a day: typed in any usual way, or picked from a calendar."""

from __future__ import annotations

from datetime import date
from typing import Final, cast

from PySide6.QtCore import QDate, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from trustdesk.records import Field
from trustdesk.words import N_, Text
from ui import icons, theme
from ui.day_words import NoDayError, read_day, weekday
from ui.viewpoint import Viewpoint
from ui.widgets.basics import column
from ui.widgets.calendar import Calendar
from ui.widgets.editors.lines import TypedEditor
from ui.widgets.in_line import trail
from ui.widgets.popover import Popover
from ui.words import day, language, say


class DayEditor(TypedEditor):
    """A day. What was typed is read when the field is left, and while it is typed its meaning is shown."""

    wide = 144

    def __init__(self, field: Field, viewpoint: Viewpoint, *, optional: bool = True) -> None:
        line = _DayLine(viewpoint)
        super().__init__(field, viewpoint, optional=optional, line=line)
        self._meant = line.meant
        words = say(N_("Choose from a calendar"))
        self._open = trail(self._line, icons.icon("calendar", "muted"), words, self._choose)
        line.asked.connect(self._choose)
        self.left.connect(self._tidy)

    def value(self) -> object:
        try:
            return read_day(self._line.text(), self.viewpoint.today, language())
        except NoDayError as error:
            words = _TWO_WAYS if error.ambiguous else _NO_DAY
            raise self.unreadable(Text(words)) from error

    def show_value(self, value: object) -> None:
        shown = day(cast("date | None", value))
        if self._line.text() != shown:
            self._line.setText(shown)

    def set_editable(self, editable: bool) -> None:
        super().set_editable(editable)
        self._open.setVisible(editable)

    def _tidy(self) -> None:
        meant = self._meant()
        if meant is not None:
            self.show_value(meant)

    def _choose(self) -> None:
        calendar = Calendar(self._meant() or self.viewpoint.today)
        popover = Popover(self._line, column(calendar), say(self.field.label))

        def take(chosen: QDate) -> None:
            self.show_value(cast(date, chosen.toPython()))
            self._on_control_edited()
            popover.close()
            self.left.emit()

        calendar.clicked.connect(take)
        calendar.activated.connect(take)
        popover.open_below()
        calendar.setFocus()


class _DayLine(QLineEdit):
    """A line that shows at its end what day is meant by what was typed; Alt and Down ask for the calendar."""

    asked = Signal()

    def __init__(self, viewpoint: Viewpoint) -> None:
        super().__init__()
        self._viewpoint = viewpoint

    def meant(self) -> date | None:
        """The day that is meant; None where there is none, or none that can be read."""
        try:
            return read_day(self.text(), self._viewpoint.today, language())
        except NoDayError:
            return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if (alt and event.key() == Qt.Key.Key_Down) or event.key() == Qt.Key.Key_F4:
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        meant = self.meant()
        if meant is None or self.text() == day(meant):
            return
        words = f"{weekday(meant, language())} {day(meant)}"
        metrics = self.fontMetrics()
        room = self.rect().adjusted(theme.px(10), 0, -theme.px(30), 0)
        wide = metrics.horizontalAdvance(words)
        if wide + metrics.horizontalAdvance(self.text()) + theme.px(12) > room.width():
            return
        painter = QPainter(self)
        painter.setPen(theme.colour("muted"))
        at = QRect(room.right() - wide, room.top(), wide + 1, room.height())
        painter.drawText(at, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        painter.end()


_NO_DAY: Final = N_("This is no day. Write it like 5 Mar 2026, or +14 for in two weeks.")
_TWO_WAYS: Final = N_("This can be read in two ways. Write the month as a word, like 5 Mar 2026.")
