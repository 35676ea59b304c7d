"""The stages of a template as records: with a new relationship, or after those that a program has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from trustdesk.actions import records
from trustdesk.audience import JOINT
from trustdesk.errors import TrustDeskError
from trustdesk.records import Commitment, GateCriterion, Party, Record, RiskStep, Stage
from trustdesk.records.checks import key_of
from trustdesk.templates.shape import Promise, StagePlan, Step, Template
from trustdesk.words import N_, Text

SATURDAY: Final = 5

R = TypeVar("R", bound=Record)


def begins(wanted: date, today: date) -> date:
    """When what is agreed for a day begins: on a working day, and no earlier than today.

    Where a workshop was held before, what is due is so never missed on the day it is written down.
    """
    return working_day(max(wanted, today))


def working_day(day: date) -> date:
    """The day itself, or the Monday after the weekend it falls on."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= SATURDAY else day


def spans(plans: Iterable[StagePlan], starts: date) -> Iterator[tuple[StagePlan, date, date]]:
    """Each stage with its first and last day, when they follow each other from `starts` on."""
    begins = working_day(starts)
    for plan in plans:
        after = begins + timedelta(weeks=plan.weeks)
        last = after - timedelta(days=1)
        yield plan, begins, min(last, last + timedelta(days=SATURDAY - 1 - last.weekday()))
        begins = after


def extend(
    session: Session,
    relationship: str,
    template: Template,
    plans: Sequence[StagePlan],
    *,
    parties: Mapping[str, str],
    starts: date,
    today: date,
) -> tuple[str, ...]:
    """Add some stages of a template at the end of a program, and return their ids.

    `parties` gives each role the id of the party that takes it. The stages follow each other from `starts`
    on. Promises and trust steps get the next free references, and stages names that are free. What would wait
    for something in a stage that is not taken waits for nothing.

    Raises TrustDeskError when no stage is chosen, or two roles fall to one party.
    """
    if not plans:
        raise TrustDeskError(Text(N_("Choose at least one stage.")))
    if len(set(parties.values())) < len(template.roles):
        raise TrustDeskError(Text(N_("Each part is taken by another party.")))
    made = Stages(session, relationship, today, further=True)
    query = select(Party).where(Party.relationship_id == relationship)
    by_id = {party.id: party for party in session.scalars(query)}
    made.parties = {role: by_id[parties[role]] for role in template.roles}
    made.names = {role: party.name for role, party in made.parties.items()}
    return made.make(plans, starts)


class Stages:
    """Makes stages: who takes which role, by what name, and what was made so far, by its reference.

    With `further` a program is there already: everything gets the next free reference instead of the
    template's own, and a stage whose name is taken a number behind it.
    """

    def __init__(self, session: Session, relationship: str, today: date, *, further: bool = False) -> None:
        self.session = session
        self.relationship = relationship
        self.today = today
        self.further = further
        self.names: dict[str, str] = {}
        self.parties: dict[str, Party] = {}
        self.by_ref: dict[str, Record] = {}

    def make(self, plans: Sequence[StagePlan], starts: date) -> tuple[str, ...]:
        """Make the stages with all that is in them; returns their ids."""
        ids = tuple(self._stage(*span) for span in spans(plans, starts))
        for plan in plans:
            self._link(plan)
        return ids

    def words(self, text: str) -> str:
        """A text of the template, with names in the place of roles."""
        return text.format_map(self.names)

    def add(self, kind: type[R], /, **values: Any) -> R:
        """Add a record to the relationship."""
        return records.add(self.session, kind, self.today, self.relationship, **values)

    def called(self, refs: Iterable[str]) -> list[Record]:
        """What goes by these references in the template, as far as it was made."""
        return [self.by_ref[ref] for ref in refs if ref in self.by_ref]

    def _stage(self, plan: StagePlan, begins: date, ends: date) -> str:
        name = self._free(plan.name) if self.further else plan.name
        stage = self.add(Stage, name=name, starts=begins, ends=ends, purpose=self.words(plan.purpose))
        for criterion in plan.gate:
            words = self.words(criterion.words)
            values = {"stage_id": stage.id, "kind": criterion.kind, "value": criterion.value, "words": words}
            self.add(GateCriterion, **values)
        for promise in plan.commitments:
            self.by_ref[promise.ref] = self._promise(promise, stage, begins)
        for step in plan.steps:
            self.by_ref[step.ref] = self._step(step, stage, begins)
        return stage.id

    def _free(self, name: str) -> str:
        query = select(Stage.name).where(Stage.relationship_id == self.relationship)
        taken = {key_of(one) for one in self.session.scalars(query)}
        names = (name, *(f"{name} ({number})" for number in range(2, len(taken) + 2)))
        return next(one for one in names if key_of(one) not in taken)

    def _promise(self, promise: Promise, stage: Stage, begins: date) -> Commitment:
        giver = self.parties[promise.by]
        # What one side keeps is numbered by whose it is: a common series would tell the other of it.
        ref = {} if promise.private or self.further else {"ref": promise.ref}
        return self.add(
            Commitment,
            **ref,
            stage_id=stage.id,
            giver_id=giver.id,
            receivers=[self.parties[role] for role in promise.to],
            text=self.words(promise.text),
            done_when=self.words(promise.done_when),
            importance=promise.importance,
            must_have=promise.must_have,
            compelled=promise.compelled or None,
            times=promise.times,
            due=working_day(begins + timedelta(days=promise.day)),
            audience=giver.id if promise.private else JOINT,
        )

    def _step(self, step: Step, stage: Stage, begins: date) -> RiskStep:
        ref = {} if self.further else {"ref": step.ref}
        return self.add(
            RiskStep,
            **ref,
            stage_id=stage.id,
            exposed_id=self.parties[step.exposed].id,
            trusted=[self.parties[role] for role in step.trusted],
            text=self.words(step.text),
            makes_possible=self.words(step.makes_possible),
            exposes="; ".join(step.exposes),
            loss=step.loss,
            gain=step.gain,
            safeguard=self.words(step.safeguard),
            planned=working_day(begins + timedelta(days=step.day)),
        )

    def _link(self, plan: StagePlan) -> None:
        """Say what waits for what, once everything is there."""
        waiting = [(promise.ref, "depends_on", promise.depends_on) for promise in plan.commitments]
        waiting += [(step.ref, "needs", step.needs) for step in plan.steps]
        for ref, field, targets in waiting:
            if found := self.called(targets):
                records.edit(self.session, self.by_ref[ref], self.today, **{field: found})
