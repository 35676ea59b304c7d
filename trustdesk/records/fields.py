"""The vocabulary in which a record is declared: one function for each kind of field.

A declaration is the single source of a field's label, help, choices, limits, workbook column and audience.
Form, table, workbook sheet, import check, search index, journal words and the columns of the file are derived
from it. Nothing here knows of a database.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final, Self, overload

TEXT_LENGTH: Final = 500
PROSE_LENGTH: Final = 20_000


class Kind(StrEnum):
    """What a field holds, and so how it is entered, checked, written and compared."""

    TEXT = "text"  # one line, at most TEXT_LENGTH characters
    PROSE = "prose"  # several lines, plain, at most PROSE_LENGTH characters
    DATE = "date"
    WHOLE = "whole number"
    NUMBER = "number"
    CHOICE = "choice"
    YES_NO = "yes/no"  # None: not said, which counts as no
    MONEY = "money"
    LINK = "link"
    LINKS = "links"
    AUDIENCE = "audience"
    PICTURE = "picture"


@dataclass(frozen=True)
class Field:
    """What is declared of one field.

    `column` is its heading in the workbook (None: not in the workbook), `column_required` says that a
    workbook must fill it even where the program can wait. `private` fields are the consultant's alone,
    whatever the audience of their record. A `bound` link takes its record with it: who may not see the
    target does not see the record (a required link always is). `dated_by` names the date field from whose
    day on the value is known, so that an earlier day can be looked at. `targets` are the table names a
    link may point to. `low` and `high` are inclusive limits.
    A `several` choice may hold more than one, kept as `a; b`. `default` stands where nothing was said.
    """

    name: str
    label: str
    kind: Kind
    column: str | None = None
    help: str = ""
    required: bool = False
    column_required: bool = False
    bound: bool = False
    choices: tuple[str, ...] = ()
    own_choices: bool = False
    low: float | None = None
    high: float | None = None
    targets: tuple[str, ...] = ()
    several: bool = False
    private: bool = False
    dated_by: str | None = None
    group: str = ""
    default: str | float | None = None

    @property
    def nullable(self) -> bool:
        """Whether None may stand in it."""
        return not self.required and self.default is None

    def named(self, name: str) -> Field:
        """This declaration under the attribute name it was assigned to."""
        return replace(self, name=name)


def line(label: str, *, required: bool = False, **more: Any) -> Any:
    """One line of text; blank is the empty string."""
    return Field("", label, Kind.TEXT, required=required, default="", **more)


def prose(label: str, *, required: bool = False, **more: Any) -> Any:
    """Several lines of plain text; blank is the empty string."""
    return Field("", label, Kind.PROSE, required=required, default="", **more)


def day(label: str, *, required: bool = False, **more: Any) -> Any:
    """A date without a time of day."""
    return Field("", label, Kind.DATE, required=required, **more)


def whole(
    label: str, low: int, high: int, *, default: int | None = None, required: bool = False, **more: Any
) -> Any:
    """A whole number between `low` and `high`, both included."""
    return Field("", label, Kind.WHOLE, low=low, high=high, required=required, default=default, **more)


def number(label: str, low: float, high: float, *, default: float | None = None, **more: Any) -> Any:
    """A number between `low` and `high`, both included."""
    return Field("", label, Kind.NUMBER, low=low, high=high, default=default, **more)


def choice(label: str, *choices: str, default: str | None = None, required: bool = False, **more: Any) -> Any:
    """One of `choices`; with `own_choices=True` these are suggestions and any words may stand."""
    return Field("", label, Kind.CHOICE, choices=choices, required=required, default=default, **more)


def yes_no(label: str, **more: Any) -> Any:
    """Yes, no or not said (None); what is not said counts as no."""
    return Field("", label, Kind.YES_NO, **more)


def money(label: str, **more: Any) -> Any:
    """An amount with its currency."""
    return Field("", label, Kind.MONEY, **more)


def picture(label: str, **more: Any) -> Any:
    """A picture as PNG bytes, re-encoded when it comes in."""
    return Field("", label, Kind.PICTURE, **more)


def link(label: str, target: str, *, required: bool = False, bound: bool = False, **more: Any) -> Any:
    """A reference to one record of table `target`.

    A record goes with what it is bound to: cut loose, it would be read by all. Any other reference is cut
    when its target is deleted.
    """
    return Field("", label, Kind.LINK, targets=(target,), required=required, bound=bound or required, **more)


def audience_field(default: str) -> Any:
    """Who may read the record, in stored form: see `trustdesk.audience`."""
    label = "Who may read this"
    return Field("", label, Kind.AUDIENCE, column="Audience", required=True, default=default)


class Links:
    """References to several records, in order; kept in a table of their own beside the record's table.

    On a record of a snapshot the attribute is the tuple of the ids of those targets that may be seen. In a
    session it is read and written with `trustdesk.records.links`.
    """

    def __init__(self, field: Field) -> None:
        self.field = field

    def __set_name__(self, owner: type, name: str) -> None:
        self.field = self.field.named(name)

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type) -> tuple[str, ...]: ...
    def __get__(self, instance: object | None, owner: type) -> Self | tuple[str, ...]:
        # A snapshot puts the tuple into the instance's dictionary, which goes before this descriptor.
        if instance is None:
            return self
        raise AttributeError(f"{self.field.name} is there on the records of a snapshot only")


def links(label: str, *targets: str, **more: Any) -> Links:
    """References to any number of records of the tables `targets`."""
    return Links(Field("", label, Kind.LINKS, targets=targets, **more))
