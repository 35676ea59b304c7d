"""What is wrong with a template: names, references, days, choices, rings and rungs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import timedelta
from graphlib import CycleError, TopologicalSorter
from string import Formatter
from typing import Any, Final

from trustdesk.records import Commitment, Concern, GateCriterion, Relationship, RiskStep
from trustdesk.records.base import blank
from trustdesk.records.concerns import UNSPOKEN
from trustdesk.templates.shape import FOUNDATIONS, Promise, StagePlan, Step, Template
from trustdesk.words import N_, Text

WEEKEND: Final = 2
"""Days by which a day can move when it falls on a weekend: what is due must still be within its stage."""


def check(template: Template) -> list[Text]:
    """Every problem of the template in words; empty when it may be used."""
    return [
        problem
        for look in (_names, _parties, _days, _choices, _references, _rings, _ladder, _giving, _texts)
        for problem in look(template)
    ]


def _problem(message: str, **values: object) -> Text:
    return Text(message, values)


def _refs(template: Template) -> Iterator[tuple[str, str]]:
    """Every reference with the letters it has to begin with; what is private has a series of its own."""
    for _, promise in template.commitments():
        yield promise.ref, "CP" if promise.private else "C"
    for _, step in template.steps():
        yield step.ref, "R"
    for worry in template.concerns:
        yield worry.ref, "NP" if worry.state == UNSPOKEN else "N"
    for prospect in template.opportunities:
        yield prospect.ref, "O"


def _names(template: Template) -> Iterator[Text]:
    if len(template.roles) < 2:
        yield _problem(N_("A template needs two roles or more."))
    stages = [stage.name for stage in template.stages]
    refs = list(_refs(template))
    for names in (template.roles, stages, [ref for ref, _ in refs], template.foundations):
        for name, count in Counter(names).items():
            if count > 1:
                yield _problem(N_("“{name}” is there {count} times."), name=name, count=count)
    for ref, prefix in refs:
        if not re.fullmatch(prefix + "[0-9]+", ref):
            yield _problem(
                N_("“{ref}” is no reference: it should be {prefix} and a number."), ref=ref, prefix=prefix
            )


def _parties(template: Template) -> Iterator[Text]:
    for _, promise in template.commitments():
        yield from _sides(template, promise.ref, (promise.by,), promise.to)
    for _, step in template.steps():
        yield from _sides(template, step.ref, (step.exposed,), step.trusted)
        if not step.trusted:
            yield _problem(N_("{ref}: nobody is relied on."), ref=step.ref)
    for worry in template.concerns:
        yield from _sides(template, worry.ref, (worry.raised_by,), ())
    for prospect in template.opportunities:
        yield from _sides(template, prospect.ref, prospect.worth, ())


def _sides(template: Template, ref: str, one: Iterable[str], others: Collection[str]) -> Iterator[Text]:
    for role in (*one, *others):
        if role not in template.roles:
            yield _problem(N_("{ref}: there is no role “{role}”."), ref=ref, role=role)
    for role in set(one) & set(others):
        yield _problem(N_("{ref}: “{role}” is on both sides."), ref=ref, role=role)


def _days(template: Template) -> Iterator[Text]:
    for stage in template.stages:
        if stage.weeks < 1:
            yield _problem(N_("“{stage}” lasts no week."), stage=stage.name)
        last = timedelta(weeks=stage.weeks).days - 1 - WEEKEND
        for item in stage.items:
            if not 0 <= item.day <= last:
                yield _problem(
                    N_("{ref}: day {day} is not within day 0 and day {last} of its stage."),
                    ref=item.ref, day=item.day, last=last,
                )  # fmt: skip


def _choices(template: Template) -> Iterator[Text]:
    yield from _fits(Relationship, "mode", template.mode, template.name)
    for foundation in template.foundations:
        if foundation not in FOUNDATIONS:
            yield _problem(N_("There is no foundation “{name}”."), name=foundation)
    for _, promise in template.commitments():
        for name in ("importance", "times"):
            yield from _fits(Commitment, name, getattr(promise, name), promise.ref)
    for stage in template.stages:
        for criterion in stage.gate:
            yield from _fits(GateCriterion, "kind", criterion.kind, stage.name)
            yield from _fits(GateCriterion, "value", criterion.value, stage.name)
    for _, step in template.steps():
        for name in ("loss", "gain"):
            yield from _fits(RiskStep, name, getattr(step, name), step.ref)
        for exposed in step.exposes:
            yield from _fits(RiskStep, "exposes", exposed, step.ref)
    for worry in template.concerns:
        for name in ("kind", "state", "severity", "likelihood"):
            yield from _fits(Concern, name, getattr(worry, name), worry.ref)


def _fits(kind: Any, name: str, value: Any, where: str) -> Iterator[Text]:
    field = kind.fields[name]
    outside = field.low is not None and value is not None and not field.low <= value <= field.high
    unlisted = field.choices and not field.own_choices and value is not None and value not in field.choices
    if outside or unlisted:
        yield _problem(
            N_("{where}: “{value}” does not fit “{label}”."),
            where=where, value=value, label=Text(field.label),
        )  # fmt: skip


def _references(template: Template) -> Iterator[Text]:
    promises = {promise.ref for _, promise in template.commitments()}
    steps = {step.ref for _, step in template.steps()}
    prospects = {prospect.ref for prospect in template.opportunities}
    for _, promise in template.commitments():
        yield from _known(promise.ref, promise.depends_on, promises)
    for _, step in template.steps():
        yield from _known(step.ref, step.needs, promises | steps)
    for prospect in template.opportunities:
        yield from _known(prospect.ref, prospect.waits_for, promises | steps)
    for worry in template.concerns:
        yield from _known(worry.ref, worry.blocks, promises | steps | prospects)


def _known(ref: str, targets: Iterable[str], known: Collection[str]) -> Iterator[Text]:
    for target in targets:
        if target not in known:
            yield _problem(N_("{ref}: there is no {target} it could refer to."), ref=ref, target=target)


def _rings(template: Template) -> Iterator[Text]:
    before = {promise.ref: promise.depends_on for _, promise in template.commitments()}
    before |= {step.ref: step.needs for _, step in template.steps()}
    try:
        TopologicalSorter(before).prepare()
    except CycleError as error:
        yield _problem(N_("These wait for each other: {refs}."), refs=", ".join(error.args[1]))
    when = _when(template)
    for ref, targets in before.items():
        for target in targets:
            if when.get(target, -1) > when[ref]:
                yield _problem(N_("{ref} comes before {target}, which it needs."), ref=ref, target=target)


def _when(template: Template) -> dict[str, int]:
    """The day of each promise and step, counted from the first day of the program."""
    days: dict[str, int] = {}
    begun = 0
    for stage in template.stages:
        days |= {item.ref: begun + item.day for item in stage.items}
        begun += timedelta(weeks=stage.weeks).days
    return days


def _ladder(template: Template) -> Iterator[Text]:
    """No step skips a rung, with the settings a new relationship has."""
    rung, first = (blank(Relationship, name) for name in ("rung", "first_rung"))
    assert isinstance(rung, int) and isinstance(first, int)
    when = _when(template)
    reached: dict[str, int] = {}
    for _, step in sorted(template.steps(), key=lambda item: when[item[1].ref]):
        if step.loss is None:
            continue
        most = reached[step.exposed] + rung if step.exposed in reached else first
        if step.loss > most:
            yield _problem(
                N_("{ref}: a loss of {loss} skips a rung; {most} at most."),
                ref=step.ref, loss=step.loss, most=most,
            )  # fmt: skip
        reached[step.exposed] = max(step.loss, reached.get(step.exposed, 0))


def _giving(template: Template) -> Iterator[Text]:
    """Both sides give: each role promises something to the others and takes a risk."""
    for role in template.roles:
        if not any(promise.by == role and not promise.private for _, promise in template.commitments()):
            yield _problem(N_("“{role}” promises nothing."), role=role)
        if not any(step.exposed == role for _, step in template.steps()):
            yield _problem(N_("“{role}” takes no risk."), role=role)
    for stage in template.stages:
        if not stage.commitments:
            yield _problem(N_("Nothing is promised in “{stage}”."), stage=stage.name)


def _texts(template: Template) -> Iterator[Text]:
    for where, text in _all_texts(template):
        if not text.strip():
            yield _problem(N_("{where}: a text is missing."), where=where)
        try:
            named = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
        except ValueError:
            yield _problem(N_("{where}: a brace is left open."), where=where)
            continue
        for name in named:
            if name not in template.roles:
                yield _problem(N_("{where}: there is no role “{role}”."), where=where, role=name)


def _all_texts(template: Template) -> Iterator[tuple[str, str]]:
    yield from ((template.name, text) for text in (template.name, template.description))
    for stage in template.stages:
        yield from ((stage.name or template.name, text) for text in (stage.name, stage.purpose))
        for item in stage.items:
            yield from ((item.ref, text) for text in _item_texts(item))
        yield from ((stage.name, text) for text in _gate_texts(stage))
    for worry in template.concerns:
        yield worry.ref, worry.text
    for prospect in template.opportunities:
        yield from ((prospect.ref, text) for text in (prospect.text, *prospect.worth.values()))
    yield from ((template.name, question.text) for question in template.questions)


def _item_texts(item: Promise | Step) -> tuple[str, str]:
    return (item.text, item.done_when) if isinstance(item, Promise) else (item.text, item.makes_possible)


def _gate_texts(stage: StagePlan) -> Iterator[str]:
    return (criterion.words for criterion in stage.gate if criterion.kind == "in_words")
