"""The sheets of the program workbook and their columns, taken from the declarations of the records.

Two columns hold what is kept elsewhere: the starting evidence stands on the relationship's row and belongs
to the parties, what an opportunity is worth belongs to a record of its own for each party. A third says for
whom an export was written.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from trustdesk.exchange.grid import folded
from trustdesk.records import (
    SHEETS,
    Benefit,
    Commitment,
    Field,
    Kind,
    Opportunity,
    Party,
    Record,
    Relationship,
    Stage,
)
from trustdesk.records.checks import expected_of
from trustdesk.words import N_, Text

REQUIRED_SHEETS: Final = (Relationship, Party, Stage, Commitment)

STARTING_EVIDENCE: Final = Field(
    "starting_evidence", N_("What we knew before"), Kind.PROSE, column="Starting evidence",
    help=N_("For each party the ordinary promises known kept and broken: “A: 2, 1; B: 0, 1”."),
)  # fmt: skip
WORTH: Final = Field(
    "worth", N_("What it is worth"), Kind.PROSE, column="Worth",
    help=N_("In words for each party: “A: less stock; B: fewer stops”."),
)  # fmt: skip
READERS: Final = Field(
    "readers", N_("Written for"), Kind.AUDIENCE, column="Audience",
    help=N_("For whom an export was written; what they could not see stays as it is when it is imported."),
)  # fmt: skip
"""Stands in what is exported for anybody but the consultant; nobody has to write it."""
_EXTRA: Final = {(Relationship, "half_life_days"): STARTING_EVIDENCE, (Opportunity, "waits_for"): WORTH}
_HELD_BY_EXTRA: Final[dict[type[Record], frozenset[str]]] = {
    Party: frozenset(("known_kept", "known_broken")),
    Benefit: frozenset(("opportunity_id", "party_id", "worth")),
}


@cache
def columns(kind: type[Record]) -> tuple[Field, ...]:
    """The columns of the sheet of `kind`, in order."""
    found: list[Field] = []
    for field in kind.fields.values():
        if field.column is not None:
            found.append(field)
        if (kind, field.name) in _EXTRA:
            found.append(_EXTRA[kind, field.name])
    return (*found, READERS) if kind is Relationship else tuple(found)


@cache
def carried(kind: type[Record]) -> frozenset[str]:
    """The fields of `kind` that a workbook carries; none where the kind has no place in it at all."""
    in_columns = (field.name for field in kind.fields.values() if kind.sheet and field.column)
    return _HELD_BY_EXTRA.get(kind, frozenset()).union(in_columns)


def is_required(field: Field) -> bool:
    """Whether the column has to be there and filled."""
    return (field.required or field.column_required) and field.kind is not Kind.AUDIENCE


@cache
def sheets() -> dict[str, type[Record]]:
    """The kind of record of each sheet, by the sheet's name as `folded`."""
    return {folded(kind.sheet): kind for kind in SHEETS if kind.sheet}


def heading(field: Field) -> str:
    """The heading of a column."""
    return field.column or ""


def expected_in(field: Field) -> Text:
    """What a column expects, in words; references go by names and refs there."""
    several = field.kind is Kind.LINKS
    if field.targets == ("party",):
        return Text(N_("names of parties, separated by “;”") if several else N_("the name of a party"))
    if field.targets == ("person",):
        return Text(N_("the name of a person"))
    if field.targets == ("stage",):
        return Text(N_("the name of a stage"))
    if field.targets:
        return Text(N_("refs, separated by “;”") if several else N_("a ref"))
    return expected_of(field)
