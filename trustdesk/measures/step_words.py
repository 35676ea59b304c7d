"""A trust step in words, on screen and in print: what the record says of it, and what would bring it near."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor
from typing import Final

from trustdesk.measures.evidence import CAUTIOUS, Evidence
from trustdesk.measures.naming import called, listed, strung
from trustdesk.measures.readiness import (
    CONCERNS,
    MISREPRESENTATION,
    PREREQUISITE,
    SAFEGUARD,
    SECURITY,
    SPONSOR,
)
from trustdesk.measures.results import (
    A_STRETCH,
    GO,
    GO_WITH_CARE,
    HOLD,
    NO_STRETCH,
    SKIPS_A_RUNG,
    STRAINS,
    TOO_FAR,
    WITHIN_REACH,
    ReadinessPoint,
    StepMeasures,
)
from trustdesk.records import Party
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_, Text, plural

_MOST_PROMISES: Final = 40
"""More kept promises than this are no advice but a reason for a smaller step."""

ADVICE_WORDS: Final = {GO: N_("go"), GO_WITH_CARE: N_("go with care"), HOLD: N_("not yet")}
"""Advice in a word. “Hold” is what people decide; the record only says “not yet”."""
_ADVICE: Final = {
    GO: N_("The record supports it."),
    GO_WITH_CARE: N_("The record supports it, with care."),
    HOLD: N_("The record says: not yet."),
}


def verdict(snapshot: Snapshot, measured: StepMeasures, grounds: int = 2) -> Text:
    """The one sentence: the record supports the step, supports it with care, or not yet, and why.

    At most so many grounds are named; how many more there are is said.
    """
    if measured.advice == GO:
        if measured.willingness == NO_STRETCH:
            return Text(N_("The record supports this step. It is well within what is acceptable today."))
        return Text(N_("The record supports this step, and what it needs is in place."))
    if measured.advice == GO_WITH_CARE:
        return Text(N_("The record supports this step, with care: {points}."), {"points": _cares(measured)})
    if measured.advice != HOLD:
        return Text(N_("It cannot be said yet: what it may cost and bring has to be stated first."))
    points = list(_hurdles(snapshot, measured))
    named = listed(points[:grounds])
    if len(points) <= grounds:
        return Text(N_("Not yet, because {points}."), {"points": named})
    return plural(
        N_("Not yet, because {points}; {n} more point stands against it."),
        N_("Not yet, because {points}; {n} more points stand against it."),
        len(points) - grounds,
        points=named,
    )


def advice(measured: StepMeasures) -> Text | None:
    """The advice in a few words; None where none can be given."""
    return Text(_ADVICE[measured.advice]) if measured.advice else None


def evidence_words(measured: StepMeasures) -> Text:
    """The first test with its numbers, and the steps of the same kind beside it."""
    track, needed, cautious = measured.track, measured.needed_confidence, measured.cautious
    if track is None or needed is None or cautious is None or measured.weakest is None:
        return Text(N_("What it may cost and what it may bring are not stated yet."))
    words = N_(
        "With {loss} of 10 to lose and {gain} to gain it pays if trust proves right in {needed} of 100 "
        "cases; the record of {party} speaks for {expected}, with caution for {cautious}."
    )
    values = {"loss": measured.step.loss, "gain": measured.step.gain, "party": measured.weakest.name}
    shares = {"needed": needed, "expected": track.expected, "cautious": cautious}
    said = Text(words, values | {name: round(share * 100) for name, share in shares.items()})
    if not measured.same_kind:
        return strung([said, Text(N_("No step of this kind was concluded yet."))])
    names = listed([Text(N_("“{step}”"), {"step": called(step)}) for step in measured.same_kind])
    return strung([said, Text(N_("Of the same kind: {steps}."), {"steps": names})])


def ladder_words(snapshot: Snapshot, measured: StepMeasures) -> Text:
    """The second test with its numbers."""
    loss = measured.step.loss
    if loss is None:
        return Text(N_("What may be lost is not stated yet."))
    party, rung = _name(snapshot, measured.step.exposed_id), min(measured.rung, 10)
    words = N_("{party} puts {loss} of 10 at risk; the next rung is {rung}.")
    return Text(words, {"loss": loss, "rung": rung, "party": party})


def willingness_words(snapshot: Snapshot, measured: StepMeasures) -> Text:
    """The third test with its numbers."""
    stretch, party = measured.stretch, _name(snapshot, measured.step.exposed_id)
    if stretch is None:
        return Text(N_("{party} has not said what it finds acceptable today."), {"party": party})
    values: dict[str, object] = {"party": party, "comfort": measured.step.comfort}
    if stretch <= 0:
        return Text(N_("{party} finds {comfort} of 10 acceptable today: nothing new is asked of it."), values)
    return plural(
        N_("{party} finds {comfort} of 10 acceptable today; this is {n} point more."),
        N_("{party} finds {comfort} of 10 acceptable today; this is {n} points more."),
        stretch,
        **values,
    )


def needed_beside(snapshot: Snapshot, measured: StepMeasures) -> list[Text]:
    """What else, beside the points of readiness, would bring a step within reach."""
    return [*_more_evidence(measured), *_smaller_step(snapshot, measured)]


def _hurdles(snapshot: Snapshot, measured: StepMeasures) -> Iterator[Text]:
    """What stands against a step, as clauses after “because”."""
    if measured.evidence == TOO_FAR:
        party = measured.weakest.name if measured.weakest else ""
        yield Text(N_("the step asks for more than {party} has shown so far"), {"party": party})
    for point in measured.readiness:
        if point.ok is False:
            words, values = _HURDLES[point.point], _about(snapshot, measured, point)
            yield Text(words, values)


_HURDLES: Final = {
    PREREQUISITE: N_("“{record}” has to come first"),
    SECURITY: N_("security due diligence is not done on both sides"),
    SAFEGUARD: N_("its safeguard is not in force"),
    CONCERNS: N_("the concern “{record}” is open"),
    MISREPRESENTATION: N_("what {record} misrepresented is not made good"),
    SPONSOR: N_("an executive sponsor of {party} has not said yes"),
}


def _about(snapshot: Snapshot, measured: StepMeasures, point: ReadinessPoint) -> dict[str, object]:
    record = snapshot.get(point.about) if point.about else None
    return {"record": called(record) if record else "", "party": _name(snapshot, measured.step.exposed_id)}


def _name(snapshot: Snapshot, id: str | None) -> str:
    party = snapshot.find(Party, id)
    return party.name if party else ""


def _cares(measured: StepMeasures) -> Text:
    cares = []
    if measured.evidence == A_STRETCH:
        cares.append(Text(N_("it is likely enough to go well, though without a good margin")))
    if measured.ladder == SKIPS_A_RUNG:
        cares.append(Text(N_("it is much larger than any step that proved right so far")))
    if measured.willingness == STRAINS:
        cares.append(Text(N_("it goes far beyond what is acceptable today")))
    return listed(cares)


def _more_evidence(measured: StepMeasures) -> Iterator[Text]:
    track, needed = measured.track, measured.needed_confidence
    if track is None or needed is None or measured.weakest is None or measured.evidence == WITHIN_REACH:
        return
    more = promises_until(track, needed)
    if more is not None:
        yield plural(
            N_("About {n} more ordinary promise kept on the day by {party} brings the step within reach."),
            N_("About {n} more ordinary promises kept on the day by {party} bring the step within reach."),
            more,
            party=measured.weakest.name,
        )


def _smaller_step(snapshot: Snapshot, measured: StepMeasures) -> Iterator[Text]:
    step, bounds = measured.step, []
    if step.loss is None or step.gain is None or measured.cautious is None:
        return
    if measured.evidence != WITHIN_REACH:
        bounds.append(affordable_loss(measured.cautious, step.gain))
    if measured.ladder == SKIPS_A_RUNG:
        bounds.append(measured.rung)
    if measured.willingness == STRAINS and step.comfort is not None:
        bounds.append(step.comfort + snapshot.relationship.most_stretch)
    most = min(bounds, default=step.loss)
    if 1 <= most < step.loss:
        words = N_("Or a smaller step comes first, with no more than {most} of 10 to lose for the same gain.")
        yield Text(words, {"most": most})


def promises_until(track: Evidence, needed: float) -> int | None:
    """How many more ordinary promises have to be kept until a step is within reach; None for too many."""
    for more in range(1, _MOST_PROMISES + 1):
        if (track + Evidence(more, 0)).quantile(CAUTIOUS) >= needed:
            return more
    return None


def affordable_loss(confidence: float, gain: int) -> int:
    """The largest whole loss that pays at a confidence: loss / (gain + loss) is at most the confidence."""
    return floor(gain * confidence / (1 - confidence) + 1e-9) if confidence < 1 else 10
