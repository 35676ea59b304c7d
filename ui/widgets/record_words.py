"""A record in two lines, for a tooltip or a screen reader: what it is called, and how it stands."""

from __future__ import annotations

from datetime import date
from typing import Final

from trustdesk.records import Record
from trustdesk.records.base import kind_of
from trustdesk.style.marks import MARK_WORDS
from ui.marks import mark_of
from ui.viewpoint import Viewpoint
from ui.words import day, one_line, say

_STANDING: Final = ("due", "planned", "taken_on", "held_on", "starts", "ends", "severity", "likelihood")
"""The fields that say when a record is due, or how it weighs, in the order they are told."""


def record_words(viewpoint: Viewpoint, record: Record | str) -> str:
    """The words; nothing for a record that is not to be seen."""
    found = viewpoint.snapshot.get(record) if isinstance(record, str) else record
    if found is None:
        return ""
    kind = kind_of(found)
    ref = getattr(found, "ref", "")
    name = f"{ref} · {one_line(found.heading)}" if ref else one_line(found.heading)
    told = [say(kind.singular).capitalize()]
    for field in _STANDING:
        value = getattr(found, field, None) if field in kind.fields else None
        if value is not None:
            shown = day(value) if isinstance(value, date) else str(value)
            told.append(f"{say(kind.fields[field].label).lower()} {shown}")
    if (stands := _standing(viewpoint, found)) is not None:
        told.append(say(stands))
    return f"{name}\n{' · '.join(told)}"


def _standing(viewpoint: Viewpoint, record: Record) -> str | None:
    """What became of it, in marked words."""
    if (mark := mark_of(viewpoint.measures, record)) is not None:
        return MARK_WORDS[mark.name]
    status = getattr(record, "status", None)
    return status if isinstance(status, str) else None
