"""What happened since the last workshop: the record's own days, nothing guessed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trustdesk.measures.results import CommitmentMeasures
from trustdesk.pack.sections.material import Material
from trustdesk.records import Adjustment, Commitment, Concern, Opportunity, RiskStep
from trustdesk.records.opportunities import REALISED
from trustdesk.records.risk_steps import CALLED_OFF, CONCLUDED, PLANNED


@dataclass(frozen=True)
class Period:
    """What happened after the last workshop, up to and on the day of the pack; each in the record's order.

    `promised` takes in what was promised at that workshop itself. `told` are promises still open of which a
    slip was told already.
    """

    since: date | None
    closed: tuple[CommitmentMeasures, ...]
    promised: tuple[CommitmentMeasures, ...]
    told: tuple[CommitmentMeasures, ...]
    taken: tuple[RiskStep, ...]
    concluded: tuple[RiskStep, ...]
    addressed: tuple[Concern, ...]
    raised: tuple[Concern, ...]
    realised: tuple[Opportunity, ...]
    moved: tuple[Adjustment, ...]

    @property
    def is_quiet(self) -> bool:
        """Whether nothing at all happened."""
        happened = (self.closed, self.promised, self.told, self.taken, self.concluded)
        return not any((*happened, self.addressed, self.raised, self.realised, self.moved))


def period(material: Material) -> Period:
    """What happened since the last workshop; since the beginning where there was none."""
    since = material.last_workshop.held_on if material.last_workshop else None
    start = since or date.min

    def new(day: date | None) -> bool:
        return day is not None and start < day <= material.as_of

    snapshot, promises = material.snapshot, material.measures.commitments
    steps = [step for step in snapshot[RiskStep] if step.status != PLANNED]
    return Period(
        since=since,
        closed=tuple(m for m in promises if m.commitment.outcome and new(m.commitment.closed_on)),
        promised=tuple(m for m in promises if _is_new_promise(m.commitment, start, material.as_of)),
        told=tuple(m for m in promises if not m.commitment.outcome and new(m.commitment.told_on)),
        taken=tuple(step for step in steps if step.status != CALLED_OFF and new(step.day_taken)),
        concluded=tuple(
            step for step in steps if step.status in (*CONCLUDED, CALLED_OFF) and new(step.concluded_on)
        ),
        addressed=tuple(concern for concern in snapshot[Concern] if new(concern.addressed_on)),
        raised=tuple(concern for concern in snapshot[Concern] if new(concern.raised_on)),
        realised=tuple(
            found for found in snapshot[Opportunity] if found.status == REALISED and new(found.realised_on)
        ),
        moved=tuple(found for found in snapshot[Adjustment] if found.decided_on and new(found.decided_on)),
    )


def _is_new_promise(promise: Commitment, start: date, end: date) -> bool:
    return promise.promised_on is not None and start <= promise.promised_on <= end
