"""What the record asks the people in the room to decide: proposals, each with its ground."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trustdesk.measures.concerns import weightiest_first
from trustdesk.measures.gate import SEVERE
from trustdesk.measures.naming import called
from trustdesk.measures.results import StageMeasures
from trustdesk.pack.sections.material import Material
from trustdesk.pack.sections.phrases import joined
from trustdesk.pack.sections.stretch import advice
from trustdesk.records.commitments import DISPUTED, UNCONFIRMED
from trustdesk.words import N_, Text, plural


@dataclass(frozen=True)
class Decision:
    """One thing to decide, and what it rests on."""

    words: Text
    ground: Text | None = None


def decisions(material: Material) -> list[Decision]:
    """What is to be decided, the most far-reaching first."""
    return [
        *_gates(material),
        *_next_step(material),
        *_breaches(material),
        *_promises(material),
        *_concerns(material),
    ]


def gate_ground(measured: StageMeasures) -> Text:
    """How many criteria of a gate are met."""
    met = sum(criterion.met is True for criterion in measured.gate)
    return Text(N_("{met} of {n} criteria met"), {"met": met, "n": len(measured.gate)})


def _gates(material: Material) -> Iterator[Decision]:
    *earlier, last = material.undecided or (None,)
    if last is not None:
        words = N_("Decide the gate of “{stage}”: go, hold, rework or stop.")
        figure = Text(N_("{figure}."), {"figure": gate_ground(last)})
        yield Decision(Text(words, {"stage": called(last.stage)}), figure)
    if earlier:
        names = joined([Text(N_("“{stage}”"), {"stage": called(m.stage)}) for m in earlier if m])
        yield Decision(
            Text(N_("Write down what was decided at the earlier gates, {stages}."), {"stages": names})
        )


def _next_step(material: Material) -> Iterator[Decision]:
    measured = material.next_step
    if measured is None or measured.step.decision is not None:
        return
    words = N_("Decide on the next trust step, “{step}”: go, hold, rework or stop.")
    yield Decision(Text(words, {"step": called(measured.step)}), advice(measured))


def _breaches(material: Material) -> Iterator[Decision]:
    for found in material.measures.parties:
        if found.standing_misrepresentation:
            words = N_("Agree how what {party} misrepresented is made good.")
            yield Decision(Text(words, {"party": found.party.name}))


def _promises(material: Material) -> Iterator[Decision]:
    heard = [measured for measured in material.measures.commitments if measured.heard]
    overdue = sum(measured.days_overdue > 0 for measured in heard)
    disputed = sum(measured.commitment.confirmed == DISPUTED for measured in heard)
    unconfirmed = sum(
        measured.commitment.outcome is not None and measured.commitment.confirmed == UNCONFIRMED
        for measured in heard
    )
    if overdue:
        yield Decision(
            plural(
                N_("Settle {n} promise that is past its day: kept by when, moved or released."),
                N_("Settle {n} promises that are past their day: kept by when, moved or released."),
                overdue,
            )
        )
    if disputed:
        yield Decision(
            plural(
                N_("Agree on the outcome of {n} promise that is disputed."),
                N_("Agree on the outcome of {n} promises that are disputed."),
                disputed,
            )
        )
    if unconfirmed:
        yield Decision(
            plural(
                N_("Confirm the outcome of {n} promise."),
                N_("Confirm the outcomes of {n} promises."),
                unconfirmed,
            )
        )


def _concerns(material: Material) -> Iterator[Decision]:
    bare = [
        concern
        for concern in weightiest_first(material.snapshot)
        if not concern.measure.strip()
        and (concern.severity or 0) >= SEVERE
        and concern.open_on(material.as_of)
    ]
    if bare:
        yield Decision(
            plural(
                N_("Agree what is done about the concern “{concern}”."),
                N_("Agree what is done about {n} severe concerns, first “{concern}”."),
                len(bare),
                concern=called(bare[0]),
            )
        )
