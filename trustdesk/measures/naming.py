"""How a record is called within a sentence."""

from __future__ import annotations

from typing import Final

from trustdesk.records import Record

LONGEST_NAME: Final = 60


def called(record: Record) -> str:
    """The first line of what names a record, cut at a word where it is long."""
    name = record.heading.strip().partition("\n")[0].strip()
    if len(name) <= LONGEST_NAME:
        return name
    head, space, _ = name[:LONGEST_NAME].rpartition(" ")
    return (head if space else name[: LONGEST_NAME - 1]).rstrip(" ,;:.") + "…"
