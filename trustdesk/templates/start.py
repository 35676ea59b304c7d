"""Beginning a relationship from a template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from trustdesk.actions import concerns, organisations, records
from trustdesk.audience import CONSULTANT, JOINT
from trustdesk.errors import TrustDeskError
from trustdesk.records import (
    AgendaItem,
    Benefit,
    Opportunity,
    Party,
    Person,
    Relationship,
    Workshop,
)
from trustdesk.records.concerns import UNSPOKEN
from trustdesk.records.relationships import MUTUAL
from trustdesk.records.workshops import INITIAL
from trustdesk.templates.shape import StagePlan, Template
from trustdesk.templates.stages import Stages, working_day
from trustdesk.words import N_, Text, render

FIRST_STAGE_WEEKS: Final = 8


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


class _Start(Stages):
    """One beginning: everything a template brings."""

    def __init__(
        self, session: Session, template: Template, head: Relationship, names: Mapping[str, str]
    ) -> None:
        assert head.started is not None
        super().__init__(session, head.id, head.started)
        self.template = template
        self.names = {role: names[role].strip() for role in template.roles}

    def run(self, sponsors: Mapping[str, str], first_workshop: date, own_side: str | None) -> None:
        for role in self.template.roles:
            self._make_party(role, sponsors.get(role, "").strip(), role == own_side)
        self.make(self.template.stages, self.today)
        self._make_opportunities()
        self._make_concerns()
        self._make_workshop(first_workshop)

    def _make_party(self, role: str, sponsor: str, own: bool) -> None:
        name = self.names[role]
        # Who stands under its own name takes no part that would have to be told.
        part = "" if role == name else role
        party = self.parties[role] = self.add(Party, name=name, role=part, own_side=own or None)
        organisation = organisations.named(self.session, name, self.today)
        records.edit(self.session, party, self.today, organisation_id=organisation.id)
        if sponsor:
            self.add(Person, name=sponsor, party_id=party.id, sponsor=True)

    def _make_opportunities(self) -> None:
        for prospect in self.template.opportunities:
            waits_for = self.called(prospect.waits_for)
            text = self.words(prospect.text)
            made = self.add(Opportunity, ref=prospect.ref, text=text, waits_for=waits_for)
            self.by_ref[prospect.ref] = made
            for role, worth in prospect.worth.items():
                party = self.parties[role]
                self.add(Benefit, opportunity_id=made.id, party_id=party.id, worth=self.words(worth))

    def _make_concerns(self) -> None:
        for worry in self.template.concerns:
            concerns.raise_(
                self.session,
                self.relationship,
                self.today,
                ref=worry.ref,
                text=self.words(worry.text),
                raised_by_id=self.parties[worry.raised_by].id,
                state=worry.state,
                kind=worry.kind,
                severity=worry.severity,
                likelihood=worry.likelihood,
                blocks=self.called(worry.blocks),
                measure=self.words(worry.measure),
                audience=CONSULTANT if worry.state == UNSPOKEN else JOINT,
            )

    def _make_workshop(self, day: date) -> None:
        title = render(N_("Where we want to go together"))
        workshop = self.add(Workshop, held_on=day, kind=INITIAL, title=title)
        for question in self.template.questions:
            text = self.words(question.text)
            self.add(AgendaItem, workshop_id=workshop.id, text=text, minutes=question.minutes)
