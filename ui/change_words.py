"""A change of the history in words: what was done to what, and what stood before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from trustdesk.desk import history, journal
from trustdesk.desk.history import FieldChange, Step
from trustdesk.records import Field, Kind, Record
from trustdesk.snapshot import Snapshot
from trustdesk.style.marks import MARKS
from trustdesk.words import N_, Text, plural
from ui.choice_words import choice_words, readers_words
from ui.words import day, one_line, say

NOTHING: Final = "–"
_ROADS: Final = {journal.UNDO: N_("Undone: {step}"), journal.REDO: N_("Done again: {step}")}
_MOST_FIELDS: Final = 4
MOST_NAMED: Final = 3
"""So many records of a change are named on its line."""
_SHORT_NAME: Final = 32
_QUIET: Final = frozenset({"position", "audience"})
"""Fields that say little of a record that is new."""

Names = Mapping[str, str]
"""What records outside the snapshot are called, by id."""


def title(step: Step) -> str:
    """The name of the change a step belongs to: what was done, undone or done again."""
    if step.road in _ROADS:
        return say(Text(_ROADS[step.road], {"step": Text(step.label)}))
    return say(step.label)


def record_of(step: Step, seen: Snapshot) -> Record | None:
    """The record of a step as it stands, None where it is no longer there."""
    return seen.relationship if step.id == seen.relationship.id else seen.get(step.id)


def name(step: Step, seen: Snapshot) -> str:
    """What the record of a step is called, its ref first where it has one; its kind where it has no name."""
    record = record_of(step, seen)
    ref = getattr(record, "ref", "") or _held(step, "ref")
    heading = value_words(step.kind.fields[step.kind.named_by], step.heading, seen) or say(step.kind.singular)
    if above := _above(step, seen):
        return one_line(f"{above}: {heading}")
    return one_line(f"{ref} {heading}".strip())


def summary(step: Step, seen: Snapshot, names: Names | None = None) -> str:
    """What became of the fields, on one line: `Outcome – → kept · Closed on – → 5 Nov 2026`."""
    told = [found for found in step.fields if not (step.made and _is_quiet(step, found))]
    if step.deleted:
        return say(N_("Deleted"))
    lines = [_line(found, seen, names, made=step.made) for found in told[:_MOST_FIELDS]]
    if len(told) > _MOST_FIELDS:
        left = len(told) - _MOST_FIELDS
        lines.append(say(plural(N_("and {n} more"), N_("and {n} more"), left)))
    return " · ".join(lines) if lines else say(N_("Added"))


def sentence(step: Step, seen: Snapshot, names: Names | None = None) -> str:
    """The whole step as one sentence, for a screen reader and for search."""
    return f"{title(step)}: {name(step, seen)}: {summary(step, seen, names)}"


def counted(steps: Sequence[Step]) -> str:
    """How many records of which kind a change touched: `7 promises, 2 concerns`."""
    records = {(step.kind, step.id) for step in steps}
    by_kind = Counter(kind for kind, _ in records)
    return ", ".join(
        say(plural("{n} {single}", "{n} {several}", n, single=Text(kind.singular), several=Text(kind.plural)))
        for kind, n in by_kind.most_common()
    )


def named(steps: Sequence[Step], seen: Snapshot, most: int) -> tuple[tuple[str, ...], int]:
    """What the first records of a change are called, and how many are left.

    Those of its most frequent kind are named, what only belongs to another record last.
    """
    records = {(step.kind, step.id): step for step in reversed(steps)}
    counts = Counter(kind for kind, _ in records)
    told = max(counts, key=lambda kind: ("ref" in kind.fields, counts[kind]))
    first = [step for (kind, _), step in reversed(records.items()) if kind is told][:most]
    return tuple(name(step, seen) for step in first), len(records) - len(first)


def touched(steps: Sequence[Step], seen: Snapshot, most: int = MOST_NAMED) -> str:
    """A change of several records on one line: how many, the first by name, and how many more."""
    names, left = named(steps, seen, most)
    said = ", ".join(f"“{_short(one, _SHORT_NAME)}”" for one in names)
    if left:
        values = {"names": said}
        said = say(plural(N_("{names} and {n} more"), N_("{names} and {n} more"), left, **values))
    return f"{counted(steps)}: {said}"


def value_words(field: Field, stored: Any, seen: Snapshot, names: Names | None = None) -> str:
    """A stored value as the user knows it; a dash for nothing."""
    if stored is None:
        return NOTHING
    if stored == "":
        return ""
    value = history.value(field, stored)
    match field.kind:
        case Kind.DATE:
            return day(value) if isinstance(value, date) else ""
        case Kind.YES_NO:
            return say(N_("yes") if value else N_("no"))
        case Kind.CHOICE:
            return "; ".join(choice_words(field, one) for one in str(value).split("; "))
        case Kind.AUDIENCE:
            return readers_words(str(value), seen.parties)
        case Kind.LINK:
            return _target(value, seen, names or {})
        case Kind.PICTURE:
            return say(N_("a picture"))
        case Kind.NUMBER | Kind.WHOLE:
            return f"{value:g}"
        case _:
            return str(value)


def mark(step: Step) -> str | None:
    """The mark of the outcome that a step gave a promise, where it gave one."""
    stored = {found.field.name: found.after for found in step.fields}
    outcome = stored.get("outcome")
    if outcome == "missed":
        return "missed_told" if stored.get("told_on") else "missed_silent"
    return outcome if outcome in MARKS else None


def _line(found: FieldChange, seen: Snapshot, names: Names | None, *, made: bool) -> str:
    said = say(found.field.label)
    after = one_line(value_words(found.field, found.after, seen, names)) or NOTHING
    if made:
        return f"{said} {after}"
    before = one_line(value_words(found.field, found.before, seen, names)) or NOTHING
    return f"{said} {_short(before)} → {_short(after)}"


def _short(words: str, most: int = 60) -> str:
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def _is_quiet(step: Step, found: FieldChange) -> bool:
    """Whether a field of a new record says nothing that its name does not, or that need be said."""
    field = found.field
    return (
        field.name in (*_QUIET, step.kind.named_by, "ref")
        or field.group != ""
        or _is_default(step.kind, found)
    )


def _is_default(kind: type[Record], found: FieldChange) -> bool:
    default = kind.fields[found.field.name].default
    return default is not None and found.after == default


def _held(step: Step, field: str) -> str:
    for found in step.fields:
        if found.field.name == field:
            return str(found.after or found.before or "")
    return ""


def _above(step: Step, seen: Snapshot) -> str:
    """What that is called which the record of a step belongs to: a state to its concern."""
    if "ref" in step.kind.fields:
        return ""
    record = seen.get(step.id)
    held = {found.field.name: found.after or found.before for found in step.fields}
    for field in step.kind.fields.values():
        id = getattr(record, field.name, None) or held.get(field.name) if field.bound else None
        if id and field.targets != ("party",):
            return _target(id, seen, {})
    return ""


def _target(id: str, seen: Snapshot, names: Names) -> str:
    record = seen.get(id)
    if record is not None:
        return str(getattr(record, "ref", "") or one_line(record.heading)) or say(
            N_("a record without a name")
        )
    return names.get(id) or say(N_("something that is no longer there"))
