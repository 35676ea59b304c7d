"""Choices and readers in plain words: some are called otherwise on the screen than they are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from trustdesk import audience
from trustdesk.audience import SEPARATOR, Audience
from trustdesk.measures.gate import CRITERION_NAMES
from trustdesk.measures.naming import listed
from trustdesk.records import Field, Party
from trustdesk.records.commitments import RENEGOTIATED, UNCONFIRMED
from trustdesk.records.risk_steps import MERITED, NOT_MERITED, PARTLY_MERITED
from trustdesk.words import N_
from ui.words import one_line, say

PAIR: Final = 2
"""Where there are more parties than this, several of them are not all of them."""

_PLAIN: Final[Mapping[tuple[str, str], str]] = {
    ("outcome", RENEGOTIATED): N_("moved"),
    ("confirmed", UNCONFIRMED): N_("not confirmed"),
    ("status", MERITED): N_("trust proved right"),
    ("status", PARTLY_MERITED): N_("trust proved partly right"),
    ("status", NOT_MERITED): N_("trust proved wrong"),
    **{("kind", kind): words for kind, words in CRITERION_NAMES.items()},
}


def choice_words(field: Field, choice: str) -> str:
    """What a choice of a field is called on the screen; words of the user's own stand as they are."""
    if choice not in field.choices:
        return choice
    return say(_PLAIN.get((field.name, choice), choice))


def readers_words(stored: str, parties: Sequence[Party]) -> str:
    """Who may read a record, of its audience as it is stored."""
    return say(_READERS[stored]) if stored in _READERS else audience.from_stored(stored, parties)


def parties_words(reader: Audience) -> str:
    """The parties of a reader by name: Anna and Bert."""
    return say(listed([one_line(name) for name in reader.name.split(SEPARATOR)]))


_READERS: Final = {audience.JOINT: N_("all parties"), audience.CONSULTANT: N_("only me")}
