"""Beginning a relationship from a template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from trustdesk.audience import CONSULTANT, JOINT
from trustdesk.errors import TrustDeskError
from trustdesk.records import (
    AgendaItem,
    Benefit,
    Commitment,
    Concern,
    GateCriterion,
    Opportunity,
    Organisation,
    Party,
    Person,
    Record,
    Relationship,
    RiskStep,
    Stage,
    Workshop,
    checks,
)
from trustdesk.records import links as link_lists
from trustdesk.records.concerns import UNSPOKEN
from trustdesk.records.workshops import INITIAL
from trustdesk.templates.shape import Promise, StagePlan, Step, Template
from trustdesk.words import N_, Text, render

SATURDAY: Final = 5

R = TypeVar("R", bound=Any)


def start(
    session: Session,
    template: Template,
    *,
    name: str,
    parties: Mapping[str, str],
    starts: date,
    sponsors: Mapping[str, str] | None = None,
    first_workshop: date | None = None,
) -> str:
    """Make a relationship from `template`, and return its id.

    `parties` gives each role the name of its party, `sponsors` a role the name of its executive sponsor.
    Stages follow each other from `starts` on; a day that falls on a weekend moves to Monday, and a stage ends
    on its last working day. The first workshop is held on `first_workshop`, by default on the first day, and
    has the template's questions on its agenda. Nothing counts as promised yet: the workshop decides that. A
    concern nobody has spoken of is the template's guess, and so for the consultant's eyes only.

    Raises TrustDeskError when a role is not taken, a name is taken twice, or the relationship exists.
    """
    for role in template.roles:
        if not parties.get(role, "").strip():
            raise TrustDeskError(Text(N_("Nobody takes the part of “{role}” yet."), {"role": role}))
    mode, foundations = template.mode, "; ".join(template.foundations)
    head = Relationship(name=name.strip(), mode=mode, started=starts, foundations=foundations)
    session.add(head)
    _refuse(session, head, starts)
    beginning = _Start(session, template, head.id, parties)
    return beginning.run(starts, sponsors or {}, first_workshop or working_day(starts))


def working_day(day: date) -> date:
    """The day itself, or the Monday after the weekend it falls on."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= SATURDAY else day


def _refuse(session: Session, record: Record, today: date) -> None:
    """Let what the user gave pass only when it may stand."""
    for fault in checks.faults_in(session, record, today):
        label, value = type(record).fields[fault.field].label, getattr(record, fault.field)
        raise TrustDeskError(
            Text(N_("“{value}” does not do for “{label}”."), {"value": value, "label": Text(label)}),
            Text(N_("Expected: {expected}."), {"expected": fault.expected}),
        )


class _Start:
    """One beginning: the records made so far, by role and by reference."""

    def __init__(
        self, session: Session, template: Template, relationship: str, names: Mapping[str, str]
    ) -> None:
        self.session = session
        self.template = template
        self.relationship = relationship
        self.names = {role: names[role].strip() for role in template.roles}
        self.parties: dict[str, Party] = {}
        self.by_ref: dict[str, Record] = {}
        self.positions: dict[type[Record], int] = {}

    def run(self, starts: date, sponsors: Mapping[str, str], first_workshop: date) -> str:
        self._make_parties(sponsors, starts)
        begins = working_day(starts)
        for plan in self.template.stages:
            ends = begins + timedelta(weeks=plan.weeks)
            self._make_stage(plan, begins, ends - timedelta(days=1))
            begins = ends
        self._make_opportunities()
        self._make_concerns()
        self._link()
        self._make_workshop(first_workshop)
        return self.relationship

    def _words(self, text: str) -> str:
        return text.format_map(self.names)

    def _add(self, record: R, ref: str = "") -> R:
        record.relationship_id = self.relationship
        record.position = self.positions.get(type(record), 0)
        self.positions[type(record)] = record.position + 1
        self.session.add(record)
        self.session.flush()
        if ref:
            self.by_ref[ref] = record
        return record

    def _make_parties(self, sponsors: Mapping[str, str], today: date) -> None:
        for role in self.template.parties:
            name = self.names[role.role]
            organisation = _organisation(self.session, name)
            party = Party(name=name, role=role.role, note=role.note, organisation_id=organisation.id)
            _refuse(self.session, self._add(party), today)
            self.parties[role.role] = party
            if sponsor := sponsors.get(role.role, "").strip():
                person = Person(name=sponsor, party_id=party.id, sponsor=True)
                _refuse(self.session, self._add(person), today)

    def _make_stage(self, plan: StagePlan, begins: date, ends: date) -> None:
        last = min(ends, ends + timedelta(days=SATURDAY - 1 - ends.weekday()))
        stage = self._add(Stage(name=plan.name, starts=begins, ends=last, purpose=self._words(plan.purpose)))
        for criterion in plan.gate:
            words = self._words(criterion.words)
            self._add(
                GateCriterion(stage_id=stage.id, kind=criterion.kind, value=criterion.value, words=words)
            )
        for promise in plan.commitments:
            self._add(self._commitment(promise, stage, begins), promise.ref)
        for step in plan.steps:
            self._add(self._risk_step(step, stage, begins), step.ref)

    def _commitment(self, promise: Promise, stage: Stage, begins: date) -> Commitment:
        giver = self.parties[promise.by]
        return Commitment(
            ref=promise.ref,
            stage_id=stage.id,
            giver_id=giver.id,
            text=self._words(promise.text),
            done_when=self._words(promise.done_when),
            importance=promise.importance,
            must_have=promise.must_have,
            compelled=promise.compelled or None,
            times=promise.times,
            due=working_day(begins + timedelta(days=promise.day)),
            audience=giver.id if promise.private else JOINT,
        )

    def _risk_step(self, step: Step, stage: Stage, begins: date) -> RiskStep:
        return RiskStep(
            ref=step.ref,
            stage_id=stage.id,
            exposed_id=self.parties[step.exposed].id,
            text=self._words(step.text),
            makes_possible=self._words(step.makes_possible),
            exposes="; ".join(step.exposes),
            loss=step.loss,
            gain=step.gain,
            safeguard=self._words(step.safeguard),
            planned=working_day(begins + timedelta(days=step.day)),
        )

    def _make_opportunities(self) -> None:
        for prospect in self.template.opportunities:
            made = self._add(Opportunity(ref=prospect.ref, text=self._words(prospect.text)), prospect.ref)
            for role, worth in prospect.worth.items():
                party = self.parties[role]
                self._add(Benefit(opportunity_id=made.id, party_id=party.id, worth=self._words(worth)))

    def _make_concerns(self) -> None:
        for worry in self.template.concerns:
            concern = Concern(
                ref=worry.ref,
                text=self._words(worry.text),
                raised_by_id=self.parties[worry.raised_by].id,
                state=worry.state,
                kind=worry.kind,
                severity=worry.severity,
                likelihood=worry.likelihood,
                measure=self._words(worry.measure),
                audience=CONSULTANT if worry.state == UNSPOKEN else JOINT,
            )
            self._add(concern, worry.ref)

    def _link(self) -> None:
        for _, promise in self.template.commitments():
            self._write(promise.ref, "receivers", [self.parties[role] for role in promise.to])
            self._write(promise.ref, "depends_on", [self.by_ref[ref] for ref in promise.depends_on])
        for _, step in self.template.steps():
            self._write(step.ref, "trusted", [self.parties[role] for role in step.trusted])
            self._write(step.ref, "needs", [self.by_ref[ref] for ref in step.needs])
        for prospect in self.template.opportunities:
            self._write(prospect.ref, "waits_for", [self.by_ref[ref] for ref in prospect.waits_for])
        for worry in self.template.concerns:
            self._write(worry.ref, "blocks", [self.by_ref[ref] for ref in worry.blocks])

    def _write(self, ref: str, field: str, targets: Sequence[Record]) -> None:
        link_lists.write(self.session, self.by_ref[ref], field, targets)

    def _make_workshop(self, day: date) -> None:
        title = render(N_("Where we want to go together"))
        workshop = self._add(Workshop(held_on=day, kind=INITIAL, title=title))
        for question in self.template.questions:
            text, minutes = self._words(question.text), question.minutes
            self._add(AgendaItem(workshop_id=workshop.id, text=text, minutes=minutes))


def _organisation(session: Session, name: str) -> Organisation:
    """The organisation of that name, made if there is none."""
    for organisation in session.scalars(select(Organisation).order_by(Organisation.id)):
        if checks.key_of(organisation.name) == checks.key_of(name):
            return organisation
    made = Organisation(name=name)
    session.add(made)
    session.flush()
    return made
