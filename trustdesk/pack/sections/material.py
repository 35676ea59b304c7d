"""What the sections of a pack are made from: one snapshot with its measures, a sheet and a language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from trustdesk.measures import Measures, measure
from trustdesk.measures.results import ENDED, RUNNING, StageMeasures, StepMeasures
from trustdesk.pack.paper import A4, Sheet
from trustdesk.records import Commitment, Party, Person, RiskStep, Workshop
from trustdesk.records.risk_steps import PLANNED
from trustdesk.snapshot import Snapshot
from trustdesk.style.palette import PRINT
from trustdesk.words import SOURCE_LANGUAGE, Text, render, short_day

if TYPE_CHECKING:
    from trustdesk.pack.figure_drawing import FigureBlock

_INCH = 72.0


@dataclass(frozen=True)
class Material:
    """One snapshot, what is measured of it, the paper it is printed on and the language it is printed in.

    `occasion` is the id of the workshop it is printed for, where that is not simply the next.
    """

    snapshot: Snapshot
    sheet: Sheet = A4
    language: str = SOURCE_LANGUAGE
    occasion: str | None = None

    @classmethod
    def measured(cls, snapshot: Snapshot, measures: Measures, language: str = SOURCE_LANGUAGE) -> Material:
        """The material of a snapshot whose measures are there already."""
        made = cls(snapshot, language=language)
        made.__dict__["measures"] = measures  # what the property below would come to
        return made

    @cached_property
    def measures(self) -> Measures:
        """All measures of the snapshot."""
        return measure(self.snapshot)

    @property
    def as_of(self) -> date:
        """The day everything is told as of."""
        return self.snapshot.as_of

    def say(self, text: Text | str) -> str:
        """Our own words, in the language of the pack. What users wrote goes into a `Text` as a value."""
        return render(text, self.language)

    def short(self, day: date | None) -> str:
        """A day for a narrow column; nothing for no day."""
        return short_day(day, self.language) if day else ""

    def party(self, id: str | None) -> str:
        """The name of a party, or nothing."""
        party = self.snapshot.find(Party, id)
        return party.name if party else ""

    def colour(self, id: str | None) -> str:
        """The colour of a party, the same as in the charts."""
        ids = [party.id for party in self.snapshot.parties]
        return PRINT.party(ids.index(id)) if id in ids else PRINT.accent

    def chart(
        self, name: str, *, landscape: bool = False, height: float | None = None, titled: bool = True
    ) -> FigureBlock:
        """The chart of that name, as wide as the column, as a block; `height` in inches."""
        from trustdesk.charts import CHARTS, Look
        from trustdesk.pack.figure_drawing import FigureBlock

        sheet = self.sheet.landscape if landscape else self.sheet
        look = Look(PRINT, sheet.column / _INCH, height, self.language, margin=0.0, titled=titled)
        return FigureBlock(CHARTS[name](self.snapshot, self.measures, look).figure)

    @cached_property
    def last_workshop(self) -> Workshop | None:
        """The last workshop before the day; what happened since is what this pack is about."""
        held = [workshop for workshop in self.snapshot[Workshop] if workshop.held_on < self.as_of]
        return max(held, key=_when, default=None)

    @cached_property
    def workshop(self) -> Workshop | None:
        """The workshop this pack is for: the one asked for, else the one on the day, else the next."""
        if (asked := self.snapshot.find(Workshop, self.occasion)) is not None:
            return asked
        ahead = [workshop for workshop in self.snapshot[Workshop] if workshop.held_on >= self.as_of]
        return min(ahead, key=_when, default=None)

    @cached_property
    def running(self) -> StageMeasures | None:
        """The stage that is running; of several the one that began last."""
        found = [stage for stage in self.measures.stages if stage.status == RUNNING]
        return max(found, key=lambda measured: measured.stage.starts or date.min, default=None)

    @cached_property
    def undecided(self) -> tuple[StageMeasures, ...]:
        """The stages that have ended without a verdict on their gate, the latest last."""
        found = [m for m in self.measures.stages if m.status == ENDED and m.stage.verdict is None]
        return tuple(sorted(found, key=lambda measured: measured.stage.ends or date.min))

    @property
    def gate_ahead(self) -> StageMeasures | None:
        """The running stage, while its gate is to be decided at its end."""
        return self.running if self.running and self.running.stage.verdict is None else None

    @cached_property
    def steps_ahead(self) -> tuple[StepMeasures, ...]:
        """The trust steps still to be taken, the next one first."""
        planned = [step for step in self.measures.risk_steps if step.step.status == PLANNED]
        return tuple(sorted(planned, key=lambda measured: measured.step.day_taken or date.max))

    @property
    def next_step(self) -> StepMeasures | None:
        """The trust step that is to be taken next."""
        return self.steps_ahead[0] if self.steps_ahead else None

    def people(self, party: Party) -> list[Person]:
        """Who belongs to a party and has not left."""
        people = self.snapshot.of(Person, "party_id", party)
        return [person for person in people if person.left_on is None or person.left_on > self.as_of]

    def receivers(self, promise: Commitment) -> list[str]:
        """The names of those a promise was made to."""
        to = promise.receivers or [p.id for p in self.snapshot.parties if p.id != promise.giver_id]
        return [name for name in map(self.party, to) if name]

    def trusted(self, step: RiskStep) -> list[str]:
        """The names of those a trust step relies on."""
        return [name for name in map(self.party, step.trusted) if name]


def _when(workshop: Workshop) -> tuple[date, str]:
    return workshop.held_on, workshop.starts_at
