"""How a record is called within a sentence, and how several are listed in one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from trustdesk.records import Record
from trustdesk.words import N_, Text

LONGEST_NAME: Final = 60


def called(record: Record) -> str:
    """The first line of what names a record, cut at a word where it is long."""
    name = record.heading.strip().partition("\n")[0].strip()
    if len(name) <= LONGEST_NAME:
        return name
    head, space, _ = name[:LONGEST_NAME].rpartition(" ")
    return (head if space else name[: LONGEST_NAME - 1]).rstrip(" ,;:.") + "…"


def strung(parts: Sequence[Text | str], between: str = " ") -> Text:
    """Several texts one after the other."""
    slots = {f"part{at}": part for at, part in enumerate(parts)}
    return Text(between.join(f"{{{slot}}}" for slot in slots), slots)


def listed(words: Sequence[Text | str]) -> Text:
    """Several words as people say them: one, two and three."""
    if len(words) < 2:
        return Text("{only}", {"only": words[0] if words else ""})
    *some, last = words
    return Text(N_("{some} and {last}"), {"some": strung(some, ", "), "last": last})
