"""What a template holds, and reading one from its data file.

A template speaks of roles instead of parties: `{client}` in a text stands for the name of whoever takes the
role `client`. Days are counted from the first day of the stage, which is day 0.
"""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from trustdesk import RESOURCES
from trustdesk.errors import TrustDeskError
from trustdesk.records.concerns import UNSPOKEN
from trustdesk.words import N_, Text

FOLDER: Final = RESOURCES / "templates"

FOUNDATIONS: Final = (
    N_("transparency"),
    N_("security"),
    N_("legal"),
    N_("alignment"),
    N_("governance"),
    N_("expectations"),
    N_("homework"),
    N_("inside our own walls"),
)
"""The workstreams that a template can switch on."""


@dataclass(frozen=True)
class Promise:
    """A commitment: `by` and `to` are roles (no `to`: all others), `day` is when it is due.

    A `private` one is what the giver's side does inside its own walls; only that side reads it.
    """

    ref: str
    by: str
    text: str
    done_when: str
    day: int
    to: tuple[str, ...] = ()
    importance: int = 1
    must_have: bool = False
    compelled: bool = False
    times: int | None = None
    depends_on: tuple[str, ...] = ()
    private: bool = False


@dataclass(frozen=True)
class Step:
    """A risk step: `exposed` and `trusted` are roles, loss and gain a proposal from 1 to 10."""

    ref: str
    exposed: str
    trusted: tuple[str, ...]
    text: str
    makes_possible: str
    day: int
    exposes: tuple[str, ...] = ()
    loss: int | None = None
    gain: int | None = None
    safeguard: str = ""
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Criterion:
    """One criterion of a stage's gate; a stage without any keeps the four default ones."""

    kind: str
    value: float | None = None
    words: str = ""


@dataclass(frozen=True)
class StagePlan:
    """A stage of so many weeks, with what is promised and risked in it."""

    name: str
    weeks: int
    purpose: str
    commitments: tuple[Promise, ...] = ()
    steps: tuple[Step, ...] = ()
    gate: tuple[Criterion, ...] = ()

    @property
    def items(self) -> tuple[Promise | Step, ...]:
        """What is promised and what is risked."""
        return (*self.commitments, *self.steps)


@dataclass(frozen=True)
class Prospect:
    """An opportunity, what it waits for, and its worth by role in words."""

    ref: str
    text: str
    waits_for: tuple[str, ...] = ()
    worth: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Worry:
    """A concern such relationships often have. Until somebody says it, it is the consultant's guess."""

    ref: str
    text: str
    raised_by: str
    kind: str | None = None
    state: str = UNSPOKEN
    severity: int | None = None
    likelihood: int | None = None
    blocks: tuple[str, ...] = ()
    measure: str = ""


@dataclass(frozen=True)
class Question:
    """Something to talk about in the first workshop, for so many minutes."""

    text: str
    minutes: int | None = None


@dataclass(frozen=True)
class Template:
    """A program to begin with; `roles` are the parts that parties take, in order."""

    name: str
    description: str
    mode: str
    roles: tuple[str, ...]
    stages: tuple[StagePlan, ...]
    foundations: tuple[str, ...] = ()
    opportunities: tuple[Prospect, ...] = ()
    concerns: tuple[Worry, ...] = ()
    questions: tuple[Question, ...] = ()

    def commitments(self) -> Iterator[tuple[StagePlan, Promise]]:
        """Every commitment with its stage, in order."""
        return ((stage, promise) for stage in self.stages for promise in stage.commitments)

    def steps(self) -> Iterator[tuple[StagePlan, Step]]:
        """Every risk step with its stage, in order."""
        return ((stage, step) for stage in self.stages for step in stage.steps)


def names() -> tuple[str, ...]:
    """The templates that are bundled, by the names of their files without ending."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def load(name: str) -> Template:
    """The bundled template of that name. Raises TrustDeskError when there is none or it cannot be read."""
    if name not in names():
        raise TrustDeskError(
            Text(N_("There is no template called “{name}”."), {"name": name}),
            Text(N_("There are: {names}."), {"names": ", ".join(names())}),
        )
    return parse((FOLDER / f"{name}.toml").read_text(encoding="utf-8"), name)


def parse(source: str, name: str) -> Template:
    """The template that the TOML text `source` describes; raises TrustDeskError naming what is wrong."""
    try:
        template: Template = _build(Template, tomllib.loads(source))
    except (tomllib.TOMLDecodeError, TypeError) as error:
        raise TrustDeskError(
            Text(N_("The template “{name}” cannot be read."), {"name": name}),
            Text(N_("It says: {problem}"), {"problem": str(error)}),
        ) from error
    return template


def _build(shape: type, value: Any) -> Any:
    """`value` as TOML gives it, made into `shape`; raises TypeError for anything of another sort."""
    if get_origin(shape) is tuple:
        if not isinstance(value, list):
            raise TypeError(f"{value!r} is not a list")
        return tuple(_build(get_args(shape)[0], item) for item in value)
    if dataclasses.is_dataclass(shape):
        if not isinstance(value, dict):
            raise TypeError(f"{value!r} is not a table")
        hints = _hints(shape)
        if unknown := value.keys() - hints.keys():
            raise TypeError(f"unknown: {', '.join(sorted(unknown))}")
        return shape(**{name: _build(hints[name], item) for name, item in value.items()})
    if get_origin(shape) in (UnionType, Union):
        return _build(get_args(shape)[0], value)
    if get_origin(shape) is Mapping and isinstance(value, dict):
        return {name: _build(str, item) for name, item in value.items()}
    if shape is float and type(value) is int:
        return float(value)
    if type(value) is not shape:
        raise TypeError(f"{value!r} is not of the kind that belongs here")
    return value


@cache
def _hints(shape: type) -> dict[str, Any]:
    return get_type_hints(shape)
