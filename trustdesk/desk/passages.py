"""Where in a record the words stand that were searched for: the field, and the text around them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from trustdesk.desk.search import Hit
from trustdesk.records import Field, Kind, Record
from trustdesk.records.base import kind_of
from trustdesk.snapshot import Snapshot

AROUND: Final = 48
"""How many characters are shown before what was found."""
_AFTER: Final = 240


@dataclass(frozen=True)
class Passage:
    """What stands in a record where a word was found: before it, the word itself, after it, on one line.

    `field` is the name of the field and `label` its (marked) label.
    """

    field: str
    label: str
    before: str
    found: str
    after: str


def passages(
    session: Session, hits: Sequence[Hit], words: str, within: Snapshot | None = None
) -> dict[str, Passage]:
    """By record id: where in each hit the words stand; with a snapshot of an audience, as it may be seen."""
    found: dict[str, Passage] = {}
    for record in _records(session, hits, within):
        passage = passage_in(record, words)
        if passage is not None:
            found[record.id] = passage
    return found


def passage_in(record: Record, words: str) -> Passage | None:
    """The first passage of a record in which one of the words stands; what names the record goes first."""
    tokens = sorted({_folded(token)[0] for token in words.split()} - {""}, key=len, reverse=True)
    if not tokens:
        return None
    wanted = re.compile("|".join(rf"(?<!\w){re.escape(token)}" for token in tokens))
    kind = kind_of(record)
    fields = [field for field in kind.fields.values() if field.kind in (Kind.TEXT, Kind.PROSE)]
    for field in sorted(fields, key=lambda field: field.name != kind.named_by):
        text = " ".join(str(getattr(record, field.name) or "").split())
        folded, places = _folded(text)
        if (match := wanted.search(folded)) is not None:
            return passage_at(field, text, places[match.start()], places[match.end() - 1] + 1)
    return None


def passage_at(field: Field, text: str, start: int, end: int) -> Passage:
    """What stands in `text`, on one line, from `start` to `end`, with what is around it."""
    return Passage(field.name, field.label, _head(text[:start]), text[start:end], text[end:][:_AFTER])


def _records(session: Session, hits: Sequence[Hit], within: Snapshot | None) -> Iterable[Record]:
    if within is not None and not within.audience.is_consultant:
        own = within.relationship
        seen = (own if hit.id == own.id else within.get(hit.id) for hit in hits)
        return [record for record in seen if record is not None]
    kinds = {hit.kind for hit in hits}
    return [
        record
        for kind in kinds
        for record in session.scalars(
            select(kind).where(kind.id.in_([hit.id for hit in hits if hit.kind is kind]))
        )
    ]


def _head(before: str) -> str:
    """The end of what stands before, begun at a word."""
    if len(before) <= AROUND:
        return before
    cut = before[-AROUND:]
    return f"…{cut[cut.find(' ') + 1 :]}" if " " in cut.strip() else f"…{cut}"


def _folded(text: str) -> tuple[str, list[int]]:
    """The text without case and accents, and of each of its characters the place in `text`."""
    letters: list[str] = []
    places: list[int] = []
    for at, sign in enumerate(text):
        for letter in unicodedata.normalize("NFKD", sign).casefold():
            if not unicodedata.combining(letter):
                letters.append(letter)
                places.append(at)
    return "".join(letters), places
