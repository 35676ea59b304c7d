"""How a record is called within a sentence, and sentences put in a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from trustdesk.records import Record
from trustdesk.words import Text

LONGEST_NAME: Final = 60


def called(record: Record) -> str:
    """The first line of what names a record, cut at a word where it is long."""
    name = record.heading.strip().partition("\n")[0].strip()
    if len(name) <= LONGEST_NAME:
        return name
    head, space, _ = name[:LONGEST_NAME].rpartition(" ")
    return (head if space else name[: LONGEST_NAME - 1]).rstrip(" ,;:.") + "…"


def in_a_row(texts: Sequence[Text]) -> Text:
    """Several texts as one, separated by semicolons."""
    slots = [f"text{at}" for at in range(len(texts))]
    return Text("; ".join(f"{{{slot}}}" for slot in slots), dict(zip(slots, texts, strict=True)))
