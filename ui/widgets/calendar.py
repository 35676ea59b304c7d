"""A month to choose a day from."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QDate, QSize, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton

from trustdesk.words import N_
from ui import icons, theme
from ui.words import say

_ARROWS: Final = (
    ("qt_calendar_prevmonth", "chevron-left", N_("The month before")),
    ("qt_calendar_nextmonth", "chevron-right", N_("The month after")),
)


class Calendar(QCalendarWidget):
    """Weeks begin on Monday; weekends are as quiet as the names of the days."""

    def __init__(self, at: date) -> None:
        super().__init__()
        self.setSelectedDate(QDate(at.year, at.month, at.day))
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setGridVisible(False)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        quiet = QTextCharFormat()
        quiet.setForeground(theme.colour("muted"))
        self.setHeaderTextFormat(quiet)
        for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(weekend, quiet)
        for name, arrow, words in _ARROWS:
            button = self.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(icons.icon(arrow, "muted"))
                button.setIconSize(QSize(theme.px(icons.SIZE), theme.px(icons.SIZE)))
                button.setAccessibleName(say(words))
        self.setMinimumSize(theme.px(280), theme.px(220))
