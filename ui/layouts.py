"""How the form of each kind of record is laid out: groups of lines, a line being fields side by side.

Nothing here knows Qt. What a field is, its label and its limits stand in its declaration; here is only where
it stands, and when there is a reason to see it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from trustdesk.records import (
    AgendaItem,
    Benefit,
    Commitment,
    Concern,
    Constraint,
    Field,
    GateCriterion,
    Kind,
    Opportunity,
    Organisation,
    Party,
    Person,
    Profile,
    Record,
    Relationship,
    Repair,
    RiskStep,
    Stage,
    Workshop,
)
from trustdesk.records.commitments import KEPT, PARTLY, RELEASED, RENEGOTIATED
from trustdesk.records.concerns import ADDRESSED
from trustdesk.records.opportunities import REALISED
from trustdesk.records.relationships import SETTINGS
from trustdesk.records.risk_steps import PARTLY_MERITED, PLANNED
from trustdesk.words import N_

Holds = Callable[[Any], bool]


def always(record: Record) -> bool:
    """For every record."""
    return True


def never(record: Record) -> bool:
    """For no record."""
    return False


@dataclass(frozen=True)
class Group:
    """Lines that belong together, under a title (blank: none).

    `shown` says for which records it is there, `folded` for which it is closed at first. `own` groups are the
    consultant's alone: they are not there while the screen is turned to a client.
    """

    title: str
    lines: tuple[tuple[str, ...], ...]
    shown: Holds = always
    folded: Holds = never
    own: bool = False


ESSENTIAL: Final = Field(
    "essential",
    N_("Essential"),
    Kind.YES_NO,
    help=N_("Important, and the stage cannot pass its gate until it is settled."),
)
"""One box for what an importance of 2 and a must-have say together, until the two are unfolded."""


def is_essential(promise: Commitment) -> bool:
    """Whether the one box is ticked for a promise."""
    return bool(promise.must_have) and promise.importance > 1


def essential_values(ticked: bool) -> dict[str, object]:
    """What ticking the one box, or taking its tick away, writes."""
    return {"importance": 2, "must_have": True} if ticked else {"importance": 1, "must_have": None}


_SETTINGS: Final = tuple((name,) for name, field in Relationship.fields.items() if field.group == SETTINGS)

LAYOUTS: Final[Mapping[type[Record], tuple[Group, ...]]] = {
    Commitment: (
        Group(
            "",
            (
                ("text",),
                ("done_when",),
                ("giver_id", "receivers"),
                ("owner_id", "due"),
                ("stage_id", "due_workshop_id"),
                ("essential",),
                ("audience",),
            ),
        ),
        Group(
            N_("What became of it"),
            (
                ("outcome", "closed_on"),
                ("fraction", "times_kept"),
                ("confirmed", "accepted"),
                ("evidence",),
            ),
            shown=lambda promise: promise.outcome is not None,
        ),
        Group(
            N_("What the other side was told"),
            (("told_on", "reason_class"), ("frank_reason",), ("asked_first",)),
            shown=lambda promise: promise.outcome not in (KEPT, RELEASED) or promise.told_on is not None,
            folded=lambda promise: promise.outcome is None and promise.told_on is None,
        ),
        Group(
            N_("How much it matters"),
            (("importance",), ("must_have", "compelled"), ("contract",)),
            folded=always,
        ),
        Group(
            N_("More about it"),
            (("ref", "promised_on"), ("times",), ("depends_on",), ("replaces_id",)),
            folded=always,
        ),
        Group(
            N_("When something was misrepresented"),
            (("misrepresented",), ("acknowledged_on", "repaired_on")),
            folded=lambda promise: not promise.misrepresented,
            own=True,
        ),
    ),
    RiskStep: (
        Group(
            "",
            (
                ("text",),
                ("exposed_id", "trusted"),
                ("loss", "gain", "comfort"),
                ("exposes", "safeguard"),
                ("stage_id", "planned"),
                ("makes_possible",),
                ("audience",),
            ),
        ),
        Group(
            N_("What became of it"),
            (("status", "taken_on"), ("concluded_on", "fraction")),
            shown=lambda step: step.status != PLANNED,
        ),
        Group(
            N_("Before it is taken"),
            (("needs",), ("approved_by_id",)),
        ),
        Group(
            N_("What people decided"),
            (("decision", "decided_on"), ("decided_by",), ("decided_why",)),
            shown=lambda step: step.decision is not None,
        ),
        Group(N_("More about it"), (("ref",),), folded=always),
    ),
    Concern: (
        Group(
            "",
            (
                ("text",),
                ("severity", "likelihood"),
                ("raised_by_id", "raised_on"),
                ("state", "addressed_on"),
                ("audience",),
            ),
        ),
        Group(N_("What is done about it"), (("measure",), ("owner_id", "due"), ("blocks",))),
        Group(N_("More about it"), (("kind",), ("known_risk",), ("ref",)), folded=always),
        Group(N_("In confidence"), (("told_by", "may_be_used"),), own=True),
    ),
    Opportunity: (
        Group(
            "",
            (("text",), ("status", "realised_on"), ("waits_for",), ("audience",)),
        ),
        Group(N_("More about it"), (("ref",),), folded=always),
    ),
    Benefit: (Group("", (("party_id",), ("worth",), ("estimated",), ("realised",), ("confirmed_by",))),),
    Repair: (
        Group(
            "",
            (
                ("redress",),
                ("safeguard",),
                ("acknowledged_by",),
                ("acknowledged_on", "watch_until", "closed_on"),
                ("audience",),
            ),
        ),
    ),
    Constraint: (Group("", (("text",), ("cleared_on",))),),
    Stage: (
        Group("", (("name",), ("starts", "ends"), ("purpose",))),
        Group(
            N_("What was decided at the gate"),
            (("verdict", "verdict_on"), ("verdict_by",), ("verdict_why",)),
            shown=lambda stage: stage.verdict is not None,
        ),
    ),
    GateCriterion: (Group("", (("kind", "value"), ("words",), ("ticked_by", "ticked_on"))),),
    Workshop: (
        Group(
            "",
            (
                ("title",),
                ("kind", "held_on"),
                ("starts_at", "minutes"),
                ("place",),
                ("audience",),
            ),
        ),
        Group(N_("Who came"), (("attended_by",), ("attendees",))),
        Group(N_("What came of it"), (("decisions",), ("recognitions",), ("issued_on",))),
    ),
    AgendaItem: (Group("", (("text",), ("kind", "minutes"), ("about",), ("audience",))),),
    Person: (
        Group(
            "",
            (
                ("name",),
                ("party_id", "job"),
                ("sponsor",),
                ("email", "phone"),
                ("language", "left_on"),
                ("audience",),
            ),
        ),
        Group(N_("My own judgement"), (("influence", "stance"), ("politics",)), own=True),
    ),
    Party: (
        Group("", (("name", "role"), ("organisation_id", "own_side"), ("note",), ("autonomy",))),
        Group(
            N_("What we knew before"),
            (("known_kept", "known_broken"), ("known_why",), ("known_on",)),
            folded=lambda party: not (party.known_kept or party.known_broken),
        ),
    ),
    Relationship: (
        Group(
            "",
            (
                ("name",),
                ("purpose",),
                ("mode", "domain"),
                ("started", "planned_end"),
            ),
        ),
        Group(
            N_("What it rests on"),
            (("why",), ("in_what",), ("how",), ("return_shared",), ("risk_shared",)),
            folded=lambda one: not (one.why or one.in_what or one.how),
        ),
        Group(
            N_("Pause and end"),
            (("paused_from", "paused_to"), ("closed_on",), ("closed_why",)),
            folded=lambda one: not (one.paused_from or one.closed_on),
        ),
        Group(N_("How the figures are computed"), _SETTINGS, folded=always, own=True),
    ),
    Organisation: (Group("", (("name", "sector"), ("note",))),),
    Profile: (Group("", (("name", "firm"), ("logo",))),),
}
"""The layout of each kind of record that has a form."""

ONLY_WHEN: Final[Mapping[tuple[type[Record], str], Holds]] = {
    (Commitment, "due_workshop_id"): lambda promise: promise.outcome is None,
    (Commitment, "fraction"): lambda promise: promise.outcome == PARTLY,
    (Commitment, "times_kept"): lambda promise: bool(promise.times),
    (Commitment, "accepted"): lambda promise: promise.outcome == RENEGOTIATED,
    (Commitment, "acknowledged_on"): lambda promise: bool(promise.misrepresented),
    (Commitment, "repaired_on"): lambda promise: bool(promise.misrepresented),
    (RiskStep, "fraction"): lambda step: step.status == PARTLY_MERITED,
    (Concern, "addressed_on"): lambda concern: concern.state == ADDRESSED,
    (Opportunity, "realised_on"): lambda opportunity: opportunity.status == REALISED,
    (Workshop, "issued_on"): lambda workshop: workshop.issued_on is not None,
    (GateCriterion, "words"): lambda criterion: criterion.kind == "in_words",
    (GateCriterion, "ticked_by"): lambda criterion: criterion.kind == "in_words",
    (GateCriterion, "ticked_on"): lambda criterion: criterion.kind == "in_words",
}
"""Fields that are there only for records of which there is something to say under them."""

ONLY_LOOKED_AT: Final = {
    (Commitment, "replaces_id"),
    (Workshop, "issued_on"),
}
"""Fields that are shown and follow from what was done; they are not entered."""

LEFT_OUT: Final[Mapping[tuple[str, str], str]] = {
    ("benefit", "opportunity_id"): "it is added beneath its opportunity",
    ("repair", "commitment_id"): "it is begun at its promise",
    ("repair", "risk_step_id"): "it is begun at its trust step",
    ("commitment_constraint", "commitment_id"): "it is added beneath its promise",
    ("gate_criterion", "stage_id"): "it is added at the gate of its stage",
    ("agenda_item", "workshop_id"): "it is added beneath its workshop",
    ("party", "colour"): "the colours are given by the order of the parties",
    ("relationship", "foundations"): "the pages it names are not there yet",
}
"""Fields of laid-out records that no form shows, each with the reason."""


def groups_of(kind: type[Record], *, turned: bool) -> tuple[Group, ...]:
    """The groups of a kind's form, without what is the consultant's own when the screen is turned."""
    return tuple(group for group in LAYOUTS[kind] if not (group.own and turned))


def lines_of(kind: type[Record], group: Group, *, turned: bool) -> Iterator[tuple[Field, ...]]:
    """The lines of a group as fields; private ones and the choice of readers are not there when turned."""
    for names in group.lines:
        fields = (ESSENTIAL if name == ESSENTIAL.name else kind.fields[name] for name in names)
        seen = tuple(
            field for field in fields if not (turned and (field.private or field.kind is Kind.AUDIENCE))
        )
        if seen:
            yield seen


def is_shown(kind: type[Record], field: Field, record: Record) -> bool:
    """Whether there is something to say under a field of this record."""
    return ONLY_WHEN.get((kind, field.name), always)(record)
