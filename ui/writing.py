"""How what was edited is written: the names of its steps, links as records, a stay of the cursor as one step.

Nothing here knows Qt. Step names say what kind of record was changed and never a word of it: they are shown
to whoever sees the record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session

from trustdesk.actions import concerns, records
from trustdesk.records import (
    Adjustment,
    AgendaItem,
    Benefit,
    Commitment,
    Concern,
    ConcernState,
    Constraint,
    GateCriterion,
    InRelationship,
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
    SignOff,
    Stage,
    Workshop,
    kinds,
    links,
)
from trustdesk.records.base import blank, kind_of
from trustdesk.words import N_
from ui.consequences import CONSEQUENCES, Move
from ui.viewpoint import Viewpoint

Add = Callable[[Session, Mapping[str, Any]], Record]

CHANGED: Final[Mapping[type[Record], str]] = {
    Adjustment: N_("Adjustment changed"),
    AgendaItem: N_("Agenda item changed"),
    Benefit: N_("Benefit changed"),
    Commitment: N_("Promise changed"),
    Concern: N_("Concern changed"),
    ConcernState: N_("State of a concern changed"),
    Constraint: N_("Constraint changed"),
    GateCriterion: N_("Gate criterion changed"),
    Opportunity: N_("Opportunity changed"),
    Organisation: N_("Organisation changed"),
    Party: N_("Party changed"),
    Person: N_("Person changed"),
    Profile: N_("Profile changed"),
    Relationship: N_("Relationship changed"),
    Repair: N_("Repair changed"),
    RiskStep: N_("Trust step changed"),
    SignOff: N_("Sign-off changed"),
    Stage: N_("Stage changed"),
    Workshop: N_("Workshop changed"),
}
"""The name of the step in which fields of a record were changed."""

ADDED: Final[Mapping[type[Record], str]] = {
    AgendaItem: N_("Agenda item added"),
    Benefit: N_("Benefit added"),
    Commitment: N_("Promise added"),
    Concern: N_("Concern added"),
    Constraint: N_("Constraint added"),
    GateCriterion: N_("Gate criterion added"),
    Opportunity: N_("Opportunity added"),
    Organisation: N_("Organisation added"),
    Party: N_("Party added"),
    Person: N_("Person added"),
    Profile: N_("Profile changed"),
    Repair: N_("Repair begun"),
    RiskStep: N_("Trust step added"),
    SignOff: N_("Stage signed"),
    Stage: N_("Stage added"),
    Workshop: N_("Workshop added"),
}
"""The name of the step in which a record was added."""


def write(
    viewpoint: Viewpoint, record: Record, values: Mapping[str, Any], *, stay: str | None = None
) -> None:
    """Write fields of a record (of a snapshot) in one step, with what follows from them.

    Several links are given as ids. Raises TrustDeskError naming what is not as it should be; nothing is
    kept then.
    """
    kind = kind_of(record)

    def action(session: Session) -> None:
        target = records.get(session, kind, record.id)
        written = {
            name: _value(session, target, kind, name, value, getattr(record, name, ()))
            for name, value in values.items()
        }
        for name in [name for name in written if (kind, name) in CONSEQUENCES]:
            CONSEQUENCES[kind, name](session, target, written.pop(name), viewpoint.today)
        if written:
            records.edit(session, target, viewpoint.today, **written)

    viewpoint.attempt(CHANGED[kind], action, stay=stay)


def move(viewpoint: Viewpoint, record: Record, how: Move, to: date, why: str) -> str:
    """Move an agreed day of a record, for a reason that is kept; returns the id of what stands now.

    A promise is replaced by the same one for the new day; anything else stays the record it was.
    """

    def action(session: Session) -> str:
        target = records.get(session, kind_of(record), record.id)
        moved = how.run(session, target, to, why, viewpoint.today)
        return (moved or target).id

    return str(viewpoint.attempt(how.step, action))


def add(viewpoint: Viewpoint, kind: type[Record], values: Mapping[str, Any], make: Add | None = None) -> str:
    """Add a record in one step and return its id; what is blank is left to its default.

    Raises TrustDeskError naming what is not as it should be; nothing is kept then.
    """

    def action(session: Session) -> str:
        given = {
            name: _value(session, None, kind, name, value, ())
            for name, value in values.items()
            if name not in kind.fields or value not in (None, "", ())
        }
        return (make or _maker(viewpoint, kind))(session, given).id

    return str(viewpoint.attempt(ADDED[kind], action))


def _maker(viewpoint: Viewpoint, kind: type[Record]) -> Add:
    relationship = viewpoint.relationship if issubclass(kind, InRelationship) else None
    if kind is Concern:
        return lambda session, values: concerns.raise_(session, str(relationship), viewpoint.today, **values)
    return lambda session, values: records.add(session, kind, viewpoint.today, relationship, **values)


def _value(
    session: Session, target: Record | None, kind: type[Record], name: str, value: Any, seen: Sequence[str]
) -> Any:
    """A value as the core takes it: links as records, nothing as what stands in its column for nothing."""
    field = kind.fields.get(name)
    if field is None:
        return value
    if field.kind is Kind.LINKS:
        held = links.read(session, target, name) if target is not None else ()
        # What this audience or day does not show stays linked.
        unseen = [id for id in held if id not in seen]
        return [_record(session, field.targets, id) for id in (*value, *unseen)]
    if value is None and field.kind in (Kind.TEXT, Kind.PROSE, Kind.CHOICE):
        return blank(kind, name) if not field.required else None
    return value


def _record(session: Session, tables: Sequence[str], id: str) -> Record:
    within = [kind for kind in kinds() if kind.__tablename__ in tables]
    found = next((one for kind in within if (one := session.get(kind, id)) is not None), None)
    return found if found is not None else records.get(session, within[0], id)
