"""Who may see a record: the one criterion that snapshot, search and history share.

A record's audience is stored as `joint` (all parties), `consultant` (nobody else) or the sorted ids of the
parties that may read it, separated by `;`. A reader is an `Audience` of the same three sorts. A reader made
of several parties sees what every one of them may see.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from trustdesk.errors import TrustDeskError
from trustdesk.records import Party
from trustdesk.words import N_, Text

JOINT: Final = "joint"
CONSULTANT: Final = "consultant"
SEPARATOR: Final = ";"


@dataclass(frozen=True)
class Audience:
    """Somebody who looks: `name` as the user would write it, and the ids of the parties who read.

    `parties` is None for the consultant, who sees everything, and all parties for a joint audience.
    """

    name: str
    parties: frozenset[str] | None

    @property
    def is_consultant(self) -> bool:
        """Whether this reader sees everything."""
        return self.parties is None

    @property
    def is_joint(self) -> bool:
        """Whether this is what all parties read together."""
        return self.name == JOINT

    def admits(self, stored: str) -> bool:
        """Whether a record with the audience `stored` may be shown."""
        return self.parties is None or takes_in(stored, self.parties)

    def condition(self, column: str) -> tuple[str, tuple[str, ...]]:
        """The same criterion as `admits`, as a condition on a column in SQL, and the values of its marks."""
        if self.parties is None:
            return "1", ()
        # Of a relationship without parties nobody reads more than what is joint.
        parties = sorted(self.parties)
        named = " AND ".join(f"instr({column}, ?) > 0" for _party in parties) or "0"
        return f"({column} = ? OR ({named}))", (JOINT, *parties)


def takes_in(stored: str, parties: Iterable[str]) -> bool:
    """Whether all `parties` (ids) may read a record with the audience `stored`."""
    if stored in (JOINT, CONSULTANT):
        return stored == JOINT
    readers = set(parties)
    return bool(readers) and readers <= set(stored.split(SEPARATOR))


def everyone(parties: Sequence[Party]) -> Audience:
    """The joint audience of a relationship with these parties."""
    return Audience(JOINT, frozenset(party.id for party in parties))


def consultant() -> Audience:
    """The reader who sees everything."""
    return Audience(CONSULTANT, None)


def parse(words: str, parties: Sequence[Party]) -> Audience:
    """The reader that `words` name: `joint`, `consultant`, or parties by name, separated by `;`.

    Raises TrustDeskError when a name is none of the parties'.
    """
    stored = to_stored(words, parties)
    if stored == CONSULTANT:
        return consultant()
    if stored == JOINT:
        return everyone(parties)
    ids = frozenset(stored.split(SEPARATOR))
    return Audience("; ".join(party.name for party in parties if party.id in ids), ids)


def to_stored(words: str, parties: Sequence[Party]) -> str:
    """The stored form of an audience written by a user; raises TrustDeskError for an unknown name."""
    plain = words.strip().casefold()
    if plain in (JOINT, CONSULTANT):
        return plain
    by_name = {party.name.strip().casefold(): party.id for party in parties}
    ids = {by_name.get(name.strip().casefold()) for name in words.split(SEPARATOR) if name.strip()}
    if not ids or None in ids:
        known = ", ".join([JOINT, CONSULTANT, *(party.name for party in parties)])
        raise TrustDeskError(
            Text(N_("No party of this relationship is called “{words}”."), {"words": words.strip()}),
            Text(
                N_("An audience is one of: {known}; several parties are separated by “;”."), {"known": known}
            ),
        )
    return SEPARATOR.join(sorted(id for id in ids if id))


def from_stored(stored: str, parties: Sequence[Party]) -> str:
    """The stored audience as a user writes it; parties appear in their own order.

    What was for parties that are no longer there is nobody else's: it is the consultant's.
    """
    if stored in (JOINT, CONSULTANT):
        return stored
    ids = set(stored.split(SEPARATOR))
    return "; ".join(party.name for party in parties if party.id in ids) or CONSULTANT
