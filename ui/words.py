"""Words on the screen: the one place where the window's language is known."""

from __future__ import annotations

import html
from datetime import date, datetime
from typing import Final

from trustdesk import words
from trustdesk.errors import FileError, TrustDeskError
from trustdesk.words import N_, SOURCE_LANGUAGE, Text

_spoken: Final = [SOURCE_LANGUAGE]


def language() -> str:
    """The language the window speaks."""
    return _spoken[0]


def speak(chosen: str) -> None:
    """Let the window speak another language; what is shown already stays until it is shown anew."""
    _spoken[0] = chosen


def say(text: Text | str) -> str:
    """A marked text in the window's language. Never for what a user wrote: that is shown as it stands."""
    return words.render(text, language())


def refusal(error: TrustDeskError) -> str:
    """What was refused, and below it why: for a place that is read like a notice."""
    return "\n".join(part for part in (say(error.title), say(error.message)) if part)


def reason(error: TrustDeskError) -> str:
    """Why something was refused, alone: for the field that it is said of."""
    return refusal(error) if isinstance(error, FileError) else say(error.message) or say(error.title)


def day(value: date | None) -> str:
    """A day as a table or a line shows it: 5 Nov 2026; nothing for None."""
    return words.short_day(value, language()) if value else ""


def when(instant: datetime) -> str:
    """An instant on the clock of this computer: 5 Nov 2026, 14:02."""
    here = instant.astimezone()
    return say(Text(N_("{day}, {time}"), {"day": day(here.date()), "time": f"{here:%H:%M}"}))


def moment(instant: datetime) -> str:
    """An instant beside one's own work: 14:02 when it is of today, else with its day."""
    here = instant.astimezone()
    return f"{here:%H:%M}" if here.date() == datetime.now().astimezone().date() else when(instant)


def kilobytes(size: int) -> str:
    """A size in bytes as a list shows it: 1,069 kB, and never nothing."""
    return say(Text(N_("{size} kB"), {"size": f"{max(1, round(size / 1000)):,}"}))


def caption(text: str) -> str:
    """User text for a button, tab or menu, where a single & would vanish into a shortcut."""
    return text.replace("&", "&&")


def hint(text: str) -> str:
    """Any text as a tooltip: Qt guesses whether a tooltip is HTML, so it is told, and signs are escaped."""
    return f"<span>{html.escape(text)}</span>".replace("\n", "<br>") if text else ""


def one_line(text: str) -> str:
    """User text on one line, for a cell or a heading."""
    return " ".join(text.split())
