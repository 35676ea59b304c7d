"""Days as people type them: read without guessing, or refused."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import Final

from trustdesk import words
from trustdesk.records.checks import FIRST_DAY, LAST_DAY
from trustdesk.words import N_, SOURCE_LANGUAGE

WEEKDAYS: Final = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
_NEARBY: Final = {N_("today"): 0, N_("tomorrow"): 1, N_("yesterday"): -1}
_AHEAD: Final = re.compile(r"([+-]) ?(\d{1,4}) ?(d|w)?", re.ASCII)
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_DAY_FIRST: Final = re.compile(
    r"(\d{1,2})(?:\.\s*|\s+)(\d{1,2})(?:\.?\s*|\.\s*|\s+)(\d{4}|\d{2})?\.?", re.ASCII
)
_EITHER_FIRST: Final = re.compile(r"(\d{1,2})([/-])(\d{1,2})(?:\2(\d{4}|\d{2}))?", re.ASCII)
_NAMED: Final = re.compile(r"(\d{1,2})\.?\s*([^\W\d]+)\.?,?\s*(\d{4}|\d{2})?")
_NAMED_FIRST: Final = re.compile(r"([^\W\d]+)\.?\s*(\d{1,2}),?(?:\s+(\d{4}|\d{2}))?")


class NoDayError(ValueError):
    """What was typed is no day; `ambiguous` where it could be two."""

    def __init__(self, *, ambiguous: bool = False) -> None:
        super().__init__()
        self.ambiguous = ambiguous


def read_day(typed: str, today: date, language: str = SOURCE_LANGUAGE) -> date | None:
    """The day that `typed` means, None for nothing; raises NoDayError rather than guess.

    A day without a year is the one nearest to today; a weekday is the next such day. With slashes or dashes
    it is not said which number is the month, so only what can be read one way passes.
    """
    plain = " ".join(typed.split()).casefold()
    if not plain:
        return None
    found = _relative(plain, today, language) or _written(plain, today, language)
    if found is None or not FIRST_DAY <= found <= LAST_DAY:
        raise NoDayError
    return found


def weekday(day: date, language: str = SOURCE_LANGUAGE) -> str:
    """The first letters of a day's name in the week."""
    return words.render(WEEKDAYS[day.weekday()], language)[:3]


def _relative(plain: str, today: date, language: str) -> date | None:
    for name, days in _NEARBY.items():
        if plain in (name, words.render(name, language).casefold()):
            return today + timedelta(days=days)
    if match := _AHEAD.fullmatch(plain):
        days = int(match[2]) * (7 if match[3] == "w" else 1)
        return today + timedelta(days=days if match[1] == "+" else -days)
    if len(plain) >= 2:
        for number, name in enumerate(WEEKDAYS):
            full = words.render(name, language).casefold()
            if full.startswith(plain) or name.casefold().startswith(plain):
                return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    return None


def _written(plain: str, today: date, language: str) -> date | None:
    if match := _ISO.fullmatch(plain):
        return _made(match[3], match[2], match[1], today)
    if match := _DAY_FIRST.fullmatch(plain):
        return _made(match[1], match[2], match[3], today)
    if match := _EITHER_FIRST.fullmatch(plain):
        return _either(match, today)
    if match := _NAMED.fullmatch(plain):
        return _made(match[1], _month(match[2], language), match[3], today)
    if match := _NAMED_FIRST.fullmatch(plain):
        return _made(match[2], _month(match[1], language), match[3], today)
    return None


def _either(match: re.Match[str], today: date) -> date | None:
    first, second = int(match[1]), int(match[3])
    if first <= 12 and second <= 12 and first != second:
        raise NoDayError(ambiguous=True)
    day, month = (first, second) if first > 12 else (second, first)
    return _made(day, month, match[4], today)


def _made(day: str | int, month: str | int | None, year: str | None, today: date) -> date | None:
    if month is None:
        return None
    try:
        if year is not None:
            return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
        near = [made for n in (-1, 0, 1) if (made := _of_year(today.year + n, int(month), int(day)))]
        return min(near, key=lambda made: abs((made - today).days), default=None)
    except ValueError:
        return None


def _of_year(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(name: str, language: str) -> int | None:
    fitting = {number for number, known in _months(language) if known.startswith(name)}
    return fitting.pop() if len(fitting) == 1 and len(name) >= 3 else None


@cache
def _months(language: str) -> tuple[tuple[int, str], ...]:
    """Each month's number with its name, in English and in `language`."""
    return tuple(
        (number, words.day(date(2000, number, 1), spoken).split(" ")[1].casefold())
        for number in range(1, 13)
        for spoken in {SOURCE_LANGUAGE, language}
    )
