"""How a program stands, in three sentences: the executive's page and the screen say the same."""

from __future__ import annotations

from collections import Counter
from datetime import date

from trustdesk.measures import side_words
from trustdesk.measures.naming import called, listed, strung
from trustdesk.measures.results import ENDED, UPCOMING, StageMeasures
from trustdesk.measures.step_words import verdict
from trustdesk.pack.sections.material import Material
from trustdesk.pack.sections.period import Period, period
from trustdesk.pack.sections.phrases import workshop_name
from trustdesk.records import RiskStep
from trustdesk.style.marks import MARK_WORDS
from trustdesk.words import N_, Text, plural


def where(material: Material) -> Text:
    """Where the program stands by its stages."""
    relationship, stages = material.snapshot.relationship, material.measures.stages
    if relationship.closed_on and relationship.closed_on <= material.as_of:
        return Text(N_("The program was closed on {day}."), {"day": relationship.closed_on})
    if not stages:
        return Text(N_("The program has no stages yet: they are agreed at the first workshop."))
    if _is_paused(material):
        return _paused(material)
    if material.running is not None:
        return _running(material, material.running)
    over = [measured for measured in stages if measured.status == ENDED]
    next_up = next((measured for measured in stages if measured.status == UPCOMING), None)
    if next_up is None:
        last = over[-1].stage
        return Text(N_("All {n} stages have ended, the last, “{stage}”, on {day}."),
                    {"n": len(stages), "stage": called(last), "day": last.ends})  # fmt: skip
    if next_up.stage.starts is None:
        return Text(N_("The next stage, “{stage}”, has no first day yet."), {"stage": called(next_up.stage)})
    values = {"stage": called(next_up.stage), "day": next_up.stage.starts}
    if not over:
        return Text(N_("The program begins on {day} with the stage “{stage}”."), values)
    values |= {"last": called(over[-1].stage), "ended": over[-1].stage.ends}
    return Text(N_("The stage “{last}” ended on {ended}; “{stage}” begins on {day}."), values)


def kept(material: Material) -> Text:
    """How each side kept its promises, side by side, and what was closed since the last workshop."""
    records = [said for found in material.measures.parties if (said := side_words.in_brief(found))]
    if not records:
        return Text(N_("No promise has come due yet, so there is nothing to report."))
    since = period(material)
    overall = Text(N_("{records}."), {"records": strung(records, ". ")})
    if since.since is None:
        return overall
    return Text(N_("{overall} {since}"), {"overall": overall, "since": _closed_since(material, since)})


def ahead(material: Material) -> Text:
    """The next trust step and the next workshop."""
    said = []
    measured = material.next_step
    if measured is None:
        said.append(Text(N_("No further trust step is planned yet.")))
    else:
        said += [_planned(material, measured.step), verdict(material.snapshot, measured, grounds=1)]
    workshop = material.workshop
    if workshop is not None and workshop.held_on > material.as_of:
        values = {"workshop": workshop_name(workshop), "day": workshop.held_on}
        said.append(Text(N_("The next workshop, “{workshop}”, is on {day}."), values))
    return strung(said)


def _planned(material: Material, step: RiskStep) -> Text:
    values = {"step": called(step), "day": step.day_taken}
    if step.day_taken is None:
        return Text(N_("The next trust step is “{step}”."), values)
    if step.day_taken < material.as_of:
        return Text(N_("The trust step “{step}” was planned for {day} and is not taken yet."), values)
    return Text(N_("The next trust step, “{step}”, is planned for {day}."), values)


def _is_paused(material: Material) -> bool:
    relationship = material.snapshot.relationship
    start, end = relationship.paused_from, relationship.paused_to
    return start is not None and start <= material.as_of <= (end or date.max)


def _paused(material: Material) -> Text:
    relationship = material.snapshot.relationship
    if relationship.paused_to:
        return Text(N_("The program is paused until {day}."), {"day": relationship.paused_to})
    return Text(N_("The program has been paused since {day}."), {"day": relationship.paused_from})


def _running(material: Material, measured: StageMeasures) -> Text:
    stages = [found.stage.id for found in material.measures.stages]
    values: dict[str, object] = {
        "n": stages.index(measured.stage.id) + 1,
        "of": len(stages),
        "stage": called(measured.stage),
        "day": measured.stage.ends,
    }
    words = N_("Stage {n} of {of}, “{stage}”, is under way.")
    if measured.stage.ends:
        words = N_("Stage {n} of {of}, “{stage}”, runs until {day}.")
    now = Text(words, values)
    if not material.undecided:
        return now
    values = {"now": now, "stage": called(material.undecided[-1].stage)}
    return Text(N_("{now} The gate of “{stage}” is still to be decided."), values)


def _closed_since(material: Material, since: Period) -> Text:
    marks = Counter(measured.mark for measured in since.closed if measured.heard)
    if not marks:
        return Text(N_("None was closed since {day}."), {"day": since.since})
    parts = [
        Text(N_("{count} {outcome}"), {"count": marks[mark], "outcome": Text(words)})
        for mark, words in MARK_WORDS.items()
        if marks[mark]
    ]
    return plural(
        N_("{n} promise was closed since {day}: {parts}."),
        N_("{n} promises were closed since {day}: {parts}."),
        marks.total(),
        day=since.since,
        parts=listed(parts),
    )
