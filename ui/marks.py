"""The mark of what became of a promise or a trust step, and the tone of the palette that goes with it."""

from __future__ import annotations

from typing import Final, NamedTuple

from trustdesk.measures import Measures
from trustdesk.records import Commitment, Record, RiskStep
from trustdesk.records.commitments import UNCONFIRMED
from trustdesk.style.marks import MARK_WORDS
from trustdesk.words import N_, Text
from ui.words import say

_TONES: Final = {
    "kept": "good",
    "late": "caution",
    "partly": "caution",
    "missed_told": "bad",
    "missed_silent": "bad",
    "disputed": "caution",
    "step_merited": "good",
    "step_partly_merited": "caution",
    "step_not_merited": "bad",
}


class MarkValue(NamedTuple):
    """The mark of an outcome: its name in `trustdesk.style.marks.MARKS`, and whether that is confirmed."""

    name: str
    confirmed: bool = True

    @property
    def words(self) -> str:
        """What it says."""
        said = say(MARK_WORDS[self.name])
        return said if self.confirmed else say(Text(N_("{outcome}, not confirmed"), {"outcome": said}))


def mark_of(measures: Measures, record: Record) -> MarkValue | None:
    """The mark of a promise or a trust step as it was measured; None for any other record."""
    if isinstance(record, RiskStep):
        return MarkValue(step_mark(record.status))
    if not isinstance(record, Commitment) or record.id not in measures.by_commitment:
        return None
    agreed = record.outcome is None or record.confirmed != UNCONFIRMED
    return MarkValue(measures.by_commitment[record.id].mark, agreed)


def step_mark(status: str) -> str:
    """The name of the mark of a trust step in that state."""
    return f"step_{status.replace(' ', '_')}"


def tone_of(mark: str) -> str:
    """The colour of the palette that goes with a mark; its shape says the same without."""
    return _TONES.get(mark, "quiet")
