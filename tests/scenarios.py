"""Scenarios: a relationship told in a few lines, to be looked at by any audience on any day.

    with scenario("Anna", "Bert") as story:
        story.commitment("Anna", due=30, outcome="late", closed_on=35, told_on=28)
        assert of_party(story.measures(as_of=40), "Anna").ppc == Ppc(0, 1)

Days are numbers, counted from the first day of the story (`day(0)`); a `date` may stand for each. Parties,
people and stages go by their names, everything else by its ref; a ref that is not given is C1, C2, … for
commitments, R1, … for risk steps, N1, … for concerns, O1, … for opportunities. What a story does not say has
the record's own default, except that a commitment that is closed closes on its due date (a late one the day
after), and that a risk step is planned for day 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache
from typing import Any, Final, TypeVar

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from trustdesk import audience as audiences
from trustdesk import snapshot as snapshots
from trustdesk.measures import Measures, measure
from trustdesk.measures.results import CommitmentMeasures, PartyMeasures, StageMeasures, StepMeasures
from trustdesk.records import (
    Commitment,
    Concern,
    GateCriterion,
    Kind,
    Opportunity,
    Party,
    Person,
    Record,
    Relationship,
    RiskStep,
    Stage,
    Workshop,
    links,
)
from trustdesk.records.mapping import driver_of, metadata
from trustdesk.snapshot import Snapshot

Day = int | date
R = TypeVar("R", bound=Record)

START: Final = date(2026, 1, 5)
FIRST_STAGE: Final = "First stage"


def day(number: Day) -> date:
    """The day with that number of the story; a date is that date."""
    return number if isinstance(number, date) else START + timedelta(days=number)


@contextmanager
def scenario(*parties: str, **relationship: Any) -> Iterator[Story]:
    """A story between parties (Anna and Bert, unless named), told in a desk of its own that then is gone.

    `relationship` are fields of the relationship: its settings, `mode`, `started` (day 0 unless said).
    """
    with _engine().connect() as connection, connection.begin() as transaction:
        with Session(connection) as session:
            yield Story(session, parties or ("Anna", "Bert"), relationship)
        transaction.rollback()


class Story:
    """What is told of one relationship so far. A method adds one record and gives back how it is called."""

    def __init__(self, session: Session, parties: Iterable[str], relationship: dict[str, Any]) -> None:
        self.session = session
        self.called: dict[str, Record] = {}
        self._count: dict[str, int] = {}
        values = {"name": "A relationship", "started": START} | relationship
        self.relationship = Relationship(**_dated(Relationship, values))
        session.add(self.relationship)
        session.flush()
        for name in parties:
            self.party(name)
        self.stage(FIRST_STAGE, starts=0, ends=1000)

    def party(self, name: str, **values: Any) -> str:
        """A party, with what was known of it before as `known_kept`, `known_broken`, `known_on`."""
        return self._add(Party, name, name=name, **values)

    def person(self, name: str, party: str, **values: Any) -> str:
        """Somebody of a party; `sponsor=True` makes an executive sponsor."""
        return self._add(Person, name, name=name, party_id=party, **values)

    def stage(self, name: str, **values: Any) -> str:
        """A stage; a story begins with one, `FIRST_STAGE`, in which everything is unless it says another."""
        return self._add(Stage, name, name=name, **values)

    def commitment(self, giver: str, due: Day, **values: Any) -> str:
        """A promise; `receivers`, `owner`, `replaces`, `depends_on` and `stage` by name or ref."""
        ref = values.pop("ref", None) or self._next("C")
        if values.get("outcome"):
            late = timedelta(days=values["outcome"] == "late")
            values.setdefault("closed_on", day(due) + late)
        told = {"ref": ref, "text": f"Promise {ref}", "giver_id": giver, "due": due}
        return self._add(Commitment, ref, **told | values)

    def step(self, exposed: str, trusted: str | Iterable[str], **values: Any) -> str:
        """A risk step, of loss 2 and gain 3 unless said; `needs` and `approved_by` by ref or name."""
        ref = values.pop("ref", None) or self._next("R")
        names = (trusted,) if isinstance(trusted, str) else tuple(trusted)
        told = {"ref": ref, "text": f"Step {ref}", "exposed_id": exposed, "trusted": names, "planned": 0}
        return self._add(RiskStep, ref, **told | {"loss": 2, "gain": 3} | values)

    def concern(self, **values: Any) -> str:
        """A concern; `blocks` by ref or name."""
        ref = values.pop("ref", None) or self._next("N")
        return self._add(Concern, ref, **{"ref": ref, "text": f"Concern {ref}"} | values)

    def opportunity(self, **values: Any) -> str:
        """An opportunity; `waits_for` by ref or name."""
        ref = values.pop("ref", None) or self._next("O")
        return self._add(Opportunity, ref, **{"ref": ref, "text": f"Opportunity {ref}"} | values)

    def workshop(self, held_on: Day, kind: str = "review", **values: Any) -> str:
        """A workshop, a review unless said, called by its title."""
        title = values.pop("title", None) or f"Workshop {self._next('W')}"
        return self._add(Workshop, title, held_on=held_on, kind=kind, title=title, **values)

    def criterion(self, kind: str, **values: Any) -> str:
        """A criterion of a stage's gate; with the first one the default ones no longer apply."""
        return self._add(GateCriterion, self._next("G"), kind=kind, **values)

    def change(self, called: str, **values: Any) -> None:
        """Tell something of a record otherwise, or that it came later."""
        record = self.called[called]
        self._fill(record, _dated(type(record), values))

    def snapshot(self, audience: str = "joint", as_of: Day = 100) -> Snapshot:
        """What an audience may see on a day."""
        self.session.flush()
        return snapshots.take(driver_of(self.session), self.relationship.id, audience, day(as_of))

    def measures(self, audience: str = "joint", as_of: Day = 100) -> Measures:
        """All measures for an audience on a day."""
        return measure(self.snapshot(audience, as_of))

    def find(self, snapshot: Snapshot, kind: type[R], called: str) -> R:
        """The record of that name or ref within a snapshot."""
        found = snapshot.find(kind, self.called[called].id)
        assert found is not None, f"{called} is not to be seen"
        return found

    def _next(self, prefix: str) -> str:
        self._count[prefix] = self._count.get(prefix, 0) + 1
        return f"{prefix}{self._count[prefix]}"

    def _add(self, kind: type[Record], called: str, /, **values: Any) -> str:
        told = _dated(kind, values) | {"relationship_id": self.relationship.id, "position": len(self.called)}
        if "stage_id" in kind.fields and not {"stage", "stage_id"} & told.keys():
            told["stage"] = FIRST_STAGE
        record = kind()
        self.called[called] = record
        self._fill(record, told)
        return called

    def _fill(self, record: Record, values: dict[str, Any]) -> None:
        several: dict[str, Iterable[str]] = {}
        for name, value in values.items():
            field = type(record).fields.get(name) or type(record).fields.get(f"{name}_id")
            if field is None:
                setattr(record, name, value)
            elif field.kind is Kind.LINKS:
                several[field.name] = (value,) if isinstance(value, str) else value
            elif field.kind is Kind.LINK:
                setattr(record, field.name, None if value is None else self.called[value].id)
            elif field.kind is Kind.AUDIENCE:
                setattr(record, field.name, self._audience(value))
            else:
                setattr(record, field.name, value)
        self.session.add(record)
        self.session.flush()
        for name, targets in several.items():
            links.write(self.session, record, name, [self.called[target] for target in targets])

    def _audience(self, words: str) -> str:
        parties = [record for record in self.called.values() if isinstance(record, Party)]
        return audiences.to_stored(words, parties)


def of_party(measures: Measures, name: str) -> PartyMeasures:
    """The measures of the party of that name."""
    return next(found for found in measures.parties if found.party.name == name)


def of_step(measures: Measures, ref: str) -> StepMeasures:
    """The measures of the risk step with that ref."""
    return next(found for found in measures.risk_steps if found.step.ref == ref)


def of_stage(measures: Measures, name: str = FIRST_STAGE) -> StageMeasures:
    """The measures of the stage of that name."""
    return next(found for found in measures.stages if found.stage.name == name)


def of_commitment(measures: Measures, ref: str) -> CommitmentMeasures:
    """The measures of the commitment with that ref."""
    return next(found for found in measures.commitments if found.commitment.ref == ref)


def _dated(kind: type[Record], values: dict[str, Any]) -> dict[str, Any]:
    """The values with day numbers turned into days."""
    dates = {field.name for field in kind.fields.values() if field.kind is Kind.DATE}
    return {
        name: day(value) if name in dates and value is not None else value for name, value in values.items()
    }


@cache
def _engine() -> Engine:
    engine = create_engine("sqlite://", poolclass=StaticPool)
    # As in a desk: what hangs on a record that is deleted goes with it, or is cut.
    event.listen(engine, "connect", lambda made, _record: made.execute("PRAGMA foreign_keys = ON"))
    metadata.create_all(engine)
    return engine
