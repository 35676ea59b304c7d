"""What a desk holds: one module a noun, each record declared once, with its fields and rules."""

from trustdesk.records.base import Check, Fault, InRelationship, Record, kinds, new_id
from trustdesk.records.commitments import Adjustment, Commitment, Constraint
from trustdesk.records.concerns import Concern, ConcernState
from trustdesk.records.fields import PROSE_LENGTH, TEXT_LENGTH, Field, Kind
from trustdesk.records.money import Money
from trustdesk.records.opportunities import Benefit, Opportunity
from trustdesk.records.organisations import Organisation, Profile
from trustdesk.records.people import Person
from trustdesk.records.relationships import Party, Relationship
from trustdesk.records.risk_steps import Repair, RiskStep
from trustdesk.records.stages import GateCriterion, SignOff, Stage
from trustdesk.records.workshops import AgendaItem, Workshop

SHEETS: tuple[type[Record], ...] = (
    Relationship,
    Party,
    Person,
    Stage,
    Commitment,
    RiskStep,
    Opportunity,
    Concern,
    Workshop,
)
"""The records of the program workbook, in the order of its sheets."""

__all__ = [
    "PROSE_LENGTH",
    "SHEETS",
    "TEXT_LENGTH",
    "Adjustment",
    "AgendaItem",
    "Benefit",
    "Check",
    "Commitment",
    "Concern",
    "ConcernState",
    "Constraint",
    "Fault",
    "Field",
    "GateCriterion",
    "InRelationship",
    "Kind",
    "Money",
    "Opportunity",
    "Organisation",
    "Party",
    "Person",
    "Profile",
    "Record",
    "Relationship",
    "Repair",
    "RiskStep",
    "SignOff",
    "Stage",
    "Workshop",
    "kinds",
    "new_id",
]
