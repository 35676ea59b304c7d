"""What the record asks the people in the room to decide: proposals, each with its ground."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trustdesk.measures.concerns import weightiest_first
from trustdesk.measures.frankness import standing_misrepresentations
from trustdesk.measures.gate import SEVERE
from trustdesk.measures.ledger import ledger
from trustdesk.measures.naming import called, listed
from trustdesk.measures.results import CommitmentMeasures, StageMeasures
from trustdesk.measures.step_words import advice
from trustdesk.pack.sections.material import Material
from trustdesk.records.commitments import DISPUTED, UNCONFIRMED
from trustdesk.words import N_, Text, plural


@dataclass(frozen=True)
class Decision:
    """One thing to decide, and what it rests on; `ahead` where it is due at the end of a stage only.

    `about` is the id of the record it is about, of several the first; it is never printed.
    """

    words: Text
    ground: Text | None = None
    ahead: bool = False
    about: str | None = None


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
        yield Decision(Text(words, {"stage": called(last.stage)}), figure, about=last.stage.id)
    if earlier:
        names = listed([Text(N_("“{stage}”"), {"stage": called(m.stage)}) for m in earlier if m])
        yield Decision(
            Text(N_("Write down what was decided at the earlier gates, {stages}."), {"stages": names}),
            about=earlier[-1].stage.id if earlier[-1] else None,
        )
    running = material.gate_ahead
    if last is None and running is not None:
        yield _gate_ahead(running)


def _gate_ahead(measured: StageMeasures) -> Decision:
    """The gate of a stage that is not over: it is decided where it stands for signature."""
    values = {"stage": called(measured.stage), "day": measured.stage.ends}
    words = N_("Decide the gate of “{stage}”: go, hold, rework or stop.")
    if measured.stage.ends:
        words = N_("Decide the gate of “{stage}”, which ends on {day}: go, hold, rework or stop.")
    ground = Text(N_("{figure}."), {"figure": gate_ground(measured)})
    return Decision(Text(words, values), ground, ahead=True, about=measured.stage.id)


def _next_step(material: Material) -> Iterator[Decision]:
    measured = material.next_step
    if measured is None or measured.step.decision is not None:
        return
    words = N_("Decide on the next trust step, “{step}”: go, hold, rework or stop.")
    proposal = Text(words, {"step": called(measured.step)})
    yield Decision(proposal, advice(measured), about=measured.step.id)


def _breaches(material: Material) -> Iterator[Decision]:
    for found in material.measures.parties:
        if found.standing_misrepresentation:
            words = N_("Agree how what {party} misrepresented is made good.")
            broken = standing_misrepresentations(ledger(material.snapshot), found.party, material.as_of)
            about = broken[0].id if broken else None
            yield Decision(Text(words, {"party": found.party.name}), about=about)


def _promises(material: Material) -> Iterator[Decision]:
    yield from _settled(
        material,
        material.measures.overdue,
        N_("Settle “{name}”, which is past its day: kept by when, moved or released."),
        N_("Settle {n} promises that are past their day: kept by when, moved or released."),
    )
    heard = [measured for measured in material.measures.commitments if measured.heard]
    yield from _settled(
        material,
        [measured for measured in heard if measured.commitment.confirmed == DISPUTED],
        N_("Agree on the outcome of “{name}”, which is disputed."),
        N_("Agree on the outcome of {n} promises that are disputed."),
    )
    yield from _settled(
        material,
        [m for m in heard if m.commitment.outcome is not None and m.commitment.confirmed == UNCONFIRMED],
        N_("Confirm the outcome of “{name}”."),
        N_("Confirm the outcomes of {n} promises."),
    )


def _settled(
    material: Material, found: Sequence[CommitmentMeasures], one: str, many: str
) -> Iterator[Decision]:
    """One decision on all that is found: the one promise by name, of several where they stand."""
    if not found:
        return
    givers = {measured.commitment.giver_id for measured in found}
    parties = listed([party.name for party in material.snapshot.parties if party.id in givers])
    ground = Text(N_("They stand among what {parties} promised."), {"parties": parties})
    if unheard := sum(not measured.heard for measured in found):
        ground = plural(
            N_("{where} {n} of them is not shared with all it concerns, so it does not count."),
            N_("{where} {n} of them are not shared with all they concern, so they do not count."),
            unheard,
            where=ground,
        )
    words = plural(one, many, len(found), name=called(found[0].commitment))
    yield Decision(words, ground if len(found) > 1 else None, about=found[0].commitment.id)


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
            ),
            about=bare[0].id,
        )
