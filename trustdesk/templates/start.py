"""Beginning a relationship from a template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final, TypeVar

from sqlalchemy.orm import Session

from trustdesk.actions import concerns, organisations, records
from trustdesk.audience import CONSULTANT, JOINT
from trustdesk.errors import TrustDeskError
from trustdesk.records import (
    AgendaItem,
    Benefit,
    Commitment,
    GateCriterion,
    Opportunity,
    Party,
    Person,
    Record,
    Relationship,
    RiskStep,
    Stage,
    Workshop,
)
from trustdesk.records.concerns import UNSPOKEN
from trustdesk.records.relationships import MUTUAL
from trustdesk.records.workshops import INITIAL
from trustdesk.templates.shape import Promise, StagePlan, Step, Template
from trustdesk.words import N_, Text, render

SATURDAY: Final = 5
FIRST_STAGE_WEEKS: Final = 8

R = TypeVar("R", bound=Record)


def start(
    session: Session,
    template: Template,
    *,
    name: str,
    parties: Mapping[str, str],
    starts: date,
    sponsors: Mapping[str, str] | None = None,
    first_workshop: date | None = None,
    own_side: str | None = None,
) -> str:
    """Make a relationship from `template`, and return its id.

    `parties` gives each role the name of its party, `sponsors` a role the name of its executive sponsor.
    Stages follow each other from `starts` on. What would be due on a Saturday or Sunday is due on the Monday
    after; a stage ends on its last working day. The first workshop is held on `first_workshop`, by default on
    the first day, and has the template's questions on its agenda. Nothing counts as promised yet: that is
    decided there. A concern nobody has spoken of is the template's guess, and so for the consultant only.
    `own_side` is the role of the side the consultant works for, None for a neutral one.

    Raises TrustDeskError when a role is not taken, a name will not do, or the relationship exists.
    """
    for role in template.roles:
        if not parties.get(role, "").strip():
            raise TrustDeskError(Text(N_("Nobody takes the part of “{role}” yet."), {"role": role}))
    head = records.add(
        session, Relationship, starts,
        name=name.strip(), mode=template.mode, started=starts, foundations="; ".join(template.foundations),
    )  # fmt: skip
    beginning = _Start(session, template, head, parties)
    beginning.run(sponsors or {}, first_workshop or working_day(starts), own_side)
    return head.id


def empty(parties: Sequence[str]) -> Template:
    """A template without a program: one stage with nothing in it, and each party in no part but its own."""
    stage = StagePlan(render(N_("First stage")), FIRST_STAGE_WEEKS, "")
    return Template("", "", MUTUAL, tuple(name.strip() for name in parties), (stage,))


def spans(template: Template, starts: date) -> Iterator[tuple[StagePlan, date, date]]:
    """Each stage with its first and last day, when the program begins on `starts`."""
    begins = working_day(starts)
    for plan in template.stages:
        after = begins + timedelta(weeks=plan.weeks)
        last = after - timedelta(days=1)
        yield plan, begins, min(last, last + timedelta(days=SATURDAY - 1 - last.weekday()))
        begins = after


def begins(first_workshop: date, today: date) -> date:
    """When a program begins that is agreed at that workshop: no earlier than today.

    Where the workshop was held before, what is due is so never missed on the day it is written down.
    """
    return working_day(max(first_workshop, today))


def working_day(day: date) -> date:
    """The day itself, or the Monday after the weekend it falls on."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= SATURDAY else day


class _Start:
    """One beginning: the records made so far, by role and by reference."""

    def __init__(
        self, session: Session, template: Template, head: Relationship, names: Mapping[str, str]
    ) -> None:
        assert head.started is not None
        self.session = session
        self.template = template
        self.relationship = head.id
        self.today: date = head.started
        self.names = {role: names[role].strip() for role in template.roles}
        self.parties: dict[str, Party] = {}
        self.by_ref: dict[str, Record] = {}

    def run(self, sponsors: Mapping[str, str], first_workshop: date, own_side: str | None) -> None:
        for role in self.template.roles:
            self._make_party(role, sponsors.get(role, "").strip(), role == own_side)
        for plan, begins, ends in spans(self.template, self.today):
            self._make_stage(plan, begins, ends)
        self._link()
        self._make_opportunities()
        self._make_concerns()
        self._make_workshop(first_workshop)

    def _words(self, text: str) -> str:
        return text.format_map(self.names)

    def _add(self, kind: type[R], /, **values: Any) -> R:
        return records.add(self.session, kind, self.today, self.relationship, **values)

    def _called(self, refs: Iterable[str]) -> list[Record]:
        return [self.by_ref[ref] for ref in refs]

    def _make_party(self, role: str, sponsor: str, own: bool) -> None:
        name = self.names[role]
        # Who stands under its own name takes no part that would have to be told.
        part = "" if role == name else role
        party = self.parties[role] = self._add(Party, name=name, role=part, own_side=own or None)
        organisation = organisations.named(self.session, name, self.today)
        records.edit(self.session, party, self.today, organisation_id=organisation.id)
        if sponsor:
            self._add(Person, name=sponsor, party_id=party.id, sponsor=True)

    def _make_stage(self, plan: StagePlan, begins: date, ends: date) -> None:
        stage = self._add(Stage, name=plan.name, starts=begins, ends=ends, purpose=self._words(plan.purpose))
        for criterion in plan.gate:
            words = self._words(criterion.words)
            values = {"stage_id": stage.id, "kind": criterion.kind, "value": criterion.value, "words": words}
            self._add(GateCriterion, **values)
        for promise in plan.commitments:
            self.by_ref[promise.ref] = self._make_promise(promise, stage, begins)
        for step in plan.steps:
            self.by_ref[step.ref] = self._make_step(step, stage, begins)

    def _make_promise(self, promise: Promise, stage: Stage, begins: date) -> Commitment:
        giver = self.parties[promise.by]
        # What one side keeps is numbered by whose it is: a common series would tell the other of it.
        ref = {} if promise.private else {"ref": promise.ref}
        return self._add(
            Commitment,
            **ref,
            stage_id=stage.id,
            giver_id=giver.id,
            receivers=[self.parties[role] for role in promise.to],
            text=self._words(promise.text),
            done_when=self._words(promise.done_when),
            importance=promise.importance,
            must_have=promise.must_have,
            compelled=promise.compelled or None,
            times=promise.times,
            due=working_day(begins + timedelta(days=promise.day)),
            audience=giver.id if promise.private else JOINT,
        )

    def _make_step(self, step: Step, stage: Stage, begins: date) -> RiskStep:
        return self._add(
            RiskStep,
            ref=step.ref,
            stage_id=stage.id,
            exposed_id=self.parties[step.exposed].id,
            trusted=[self.parties[role] for role in step.trusted],
            text=self._words(step.text),
            makes_possible=self._words(step.makes_possible),
            exposes="; ".join(step.exposes),
            loss=step.loss,
            gain=step.gain,
            safeguard=self._words(step.safeguard),
            planned=working_day(begins + timedelta(days=step.day)),
        )

    def _link(self) -> None:
        """Say what waits for what, once everything is there."""
        waiting = [
            (promise.ref, "depends_on", promise.depends_on) for _, promise in self.template.commitments()
        ]
        waiting += [(step.ref, "needs", step.needs) for _, step in self.template.steps()]
        for ref, field, targets in waiting:
            if targets:
                found = {field: self._called(targets)}
                records.edit(self.session, self.by_ref[ref], self.today, **found)

    def _make_opportunities(self) -> None:
        for prospect in self.template.opportunities:
            waits_for = self._called(prospect.waits_for)
            text = self._words(prospect.text)
            made = self._add(Opportunity, ref=prospect.ref, text=text, waits_for=waits_for)
            self.by_ref[prospect.ref] = made
            for role, worth in prospect.worth.items():
                party = self.parties[role]
                self._add(Benefit, opportunity_id=made.id, party_id=party.id, worth=self._words(worth))

    def _make_concerns(self) -> None:
        for worry in self.template.concerns:
            concerns.raise_(
                self.session,
                self.relationship,
                self.today,
                ref=worry.ref,
                text=self._words(worry.text),
                raised_by_id=self.parties[worry.raised_by].id,
                state=worry.state,
                kind=worry.kind,
                severity=worry.severity,
                likelihood=worry.likelihood,
                blocks=self._called(worry.blocks),
                measure=self._words(worry.measure),
                audience=CONSULTANT if worry.state == UNSPOKEN else JOINT,
            )

    def _make_workshop(self, day: date) -> None:
        title = render(N_("Where we want to go together"))
        workshop = self._add(Workshop, held_on=day, kind=INITIAL, title=title)
        for question in self.template.questions:
            text = self._words(question.text)
            self._add(AgendaItem, workshop_id=workshop.id, text=text, minutes=question.minutes)
