"""Words that a text shares with something its readers may not read: pointed out before it is too late."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from trustdesk.audience import CONSULTANT, JOINT, SEPARATOR
from trustdesk.measures.naming import called
from trustdesk.records import Field, Kind, Record
from trustdesk.records.base import kind_of
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_, Text
from ui.viewpoint import Viewpoint
from ui.words import say

FEWEST: Final = 6
"""So many words in a row are no coincidence."""
_WORD: Final = re.compile(r"\w+(?:[’'-]\w+)*")

Run = tuple[str, ...]


def repeats(
    text: str, snapshot: Snapshot, audience: str = JOINT, *, but: str | None = None
) -> tuple[Record, ...]:
    """The records of which `text`, to be read by `audience` (as stored), repeats six words or more in a row.

    Only what some of those readers may not read counts: a record whose own audience is narrower, or a
    field that is the consultant's alone. `but` is the id of the record the text stands in.
    """
    if audience == CONSULTANT:
        return ()
    private = _private(_Whole(snapshot))
    found: dict[str, Record] = {}
    for run in _runs(text):
        for record, readers in private.get(run, ()):
            if record.id != but and not _all_read(audience, readers):
                found.setdefault(record.id, record)
    return tuple(found.values())


def remark(viewpoint: Viewpoint, record: Record, field: Field) -> str:
    """What is to be noticed about the words of a field: which private record they repeat."""
    if viewpoint.turned or viewpoint.relationship is None or field.private:
        return ""
    text = str(getattr(record, field.name, "") or "")
    audience = str(getattr(record, "audience", JOINT))
    found = repeats(text, viewpoint.snapshot, audience, but=record.id)
    if not found:
        return ""
    names = ", ".join(f"“{called(one)}”" for one in found)
    return say(
        Text(
            N_("These words also stand in something that not all its readers may read: {names}"),
            {"names": names},
        )
    )


class _Whole:
    """A snapshot as a key: the same one, not one that looks the same."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Whole) and other.snapshot is self.snapshot

    def __hash__(self) -> int:
        return id(self.snapshot)


@lru_cache(maxsize=1)
def _private(whole: _Whole) -> dict[Run, list[tuple[Record, str]]]:
    """By each run of words that not everybody may read: where it stands, and for whom."""
    found: dict[Run, list[tuple[Record, str]]] = {}
    for rows in whole.snapshot.rows.values():
        for record in rows:
            for words, readers in _texts(record):
                for run in _runs(words) if readers != JOINT else ():
                    found.setdefault(run, []).append((record, readers))
    return found


def _texts(record: Record) -> Iterator[tuple[str, str]]:
    """The texts of a record, each with its readers as stored."""
    audience = str(getattr(record, "audience", JOINT))
    for field in kind_of(record).fields.values():
        if field.kind in (Kind.TEXT, Kind.PROSE) and (words := getattr(record, field.name)):
            yield str(words), CONSULTANT if field.private else audience


def _runs(text: str) -> Iterator[Run]:
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    return (tuple(words[at : at + FEWEST]) for at in range(len(words) - FEWEST + 1))


def _all_read(audience: str, private: str) -> bool:
    """Whether everybody of `audience` may read what is for `private`, both as stored."""
    if private == JOINT:
        return True
    if private == CONSULTANT or audience == JOINT:
        return False
    return set(audience.split(SEPARATOR)) <= set(private.split(SEPARATOR))
