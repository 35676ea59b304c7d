"""How a verb is declared."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from trustdesk.measures import Measures
from trustdesk.records import Field, Record
from trustdesk.records.base import kind_of
from trustdesk.snapshot import Snapshot

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

MODULES: Final = (
    "commitments",
    "risk_steps",
    "stages",
    "concerns",
    "opportunities",
    "workshops",
    "people",
    "repairs",
)


@dataclass(frozen=True)
class Moment:
    """When a verb is used: what is seen, what is measured of it, and today."""

    snapshot: Snapshot
    measures: Measures
    today: date


@dataclass(frozen=True)
class Question:
    """Something a verb has to be told: a declared field, and what stands in it at first.

    The editor, the label, the help and the limits are those of the field; `name` is the name of the answer,
    by default that of the field. The answer to a link is an id, to several links a sequence of ids.
    `often` puts the choices that are most likely at the moment first.
    """

    field: Field
    start: Callable[[Moment, Any], object] = lambda moment, record: None
    required: bool = False
    name: str = ""
    often: Callable[[Moment], Sequence[str]] | None = None

    @property
    def answer(self) -> str:
        """The name under which the answer is handed to the verb."""
        return self.name or self.field.name

    def asked(self, moment: Moment) -> Field:
        """The field as it is asked at the moment: with the likely choices first."""
        if self.often is None:
            return self.field
        likely = self.often(moment)
        rest = [choice for choice in self.field.choices if choice not in likely]
        return replace(self.field, choices=(*likely, *rest))


Answers = Mapping[str, Any]
# Records are handed over as what they are: a verb's functions name the kind of record they are for.
Run = Callable[["Session", Any, Answers, Moment], object]
Becomes = Callable[[Moment, Any, Answers], str]
Test = Callable[[Moment, Any], bool]


@dataclass(frozen=True)
class Verb:
    """Something that can be done to records of one kind.

    `label` (marked) is on the button, `step` (marked) names the step in undo and history. `key` is the
    single key that does it in tables and on the board. `asks` is what has to be said, at most a line.
    `may` tells whether it can be done to a record as it stands. `run` does it: a session, the record loaded
    in it, the answers by name, the moment. `several` says that it can be done to a selection at once, with
    the same answers. `icon` is a line icon, `mark` the mark of the outcome it leads to. Where that hangs on
    record and answers, `becomes` gives the mark, and `steps` the name of the step by it. `first` verbs stand
    as buttons, the others in the menu.
    """

    name: str
    kind: type[Record]
    label: str
    step: str
    run: Run
    key: str = ""
    icon: str = ""
    mark: str = ""
    asks: tuple[Question, ...] = ()
    may: Test = lambda moment, record: True
    several: bool = True
    first: bool = True
    becomes: Becomes | None = None
    steps: Mapping[str, str] = field(default_factory=dict, hash=False)

    def mark_of(self, moment: Moment, records: Sequence[Any], answers: Answers) -> str:
        """The mark of the outcome it leads to with these answers; none where that is not the same for all."""
        if self.becomes is None:
            return self.mark
        marks = {self.becomes(moment, record, answers) for record in records}
        return marks.pop() if len(marks) == 1 else ""

    def step_of(self, moment: Moment, records: Sequence[Any], answers: Answers) -> str:
        """The name of the step that doing it with these answers is."""
        return self.steps.get(self.mark_of(moment, records, answers), self.step)


@cache
def every() -> tuple[Verb, ...]:
    """All verbs, in the order they are offered."""
    return tuple(verb for module in MODULES for verb in import_module(f"ui.verbs.{module}").VERBS)


def verbs_of(moment: Moment, records: Sequence[Record]) -> tuple[Verb, ...]:
    """The verbs that can be used on these records (of a snapshot) together now."""
    if not records:
        return ()
    kind = kind_of(records[0])
    return tuple(
        verb
        for verb in every()
        if verb.kind is kind
        and (verb.several or len(records) == 1)
        and all(kind_of(record) is kind and verb.may(moment, record) for record in records)
    )
