"""The figures behind the facts: expected values, intervals, bars, outlook. For those who ask for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from trustdesk.measures import side_words
from trustdesk.measures.evidence import IN_PRINT, Evidence
from trustdesk.measures.ledger import ledger
from trustdesk.measures.naming import called
from trustdesk.measures.results import PartyMeasures
from trustdesk.measures.trials import Trial, counting
from trustdesk.measures.warnings import EVIDENCE_AGEING, OVER_COMMITMENT, RECIPROCITY_LAG
from trustdesk.pack.bands import ShareBar, ShareBars
from trustdesk.pack.blocks import Bullets, Callout, Heading, note
from trustdesk.pack.columns import Together
from trustdesk.pack.document import Section
from trustdesk.pack.flow import Block
from trustdesk.pack.sections.material import Material
from trustdesk.pack.table import Column, Group, Row, Table
from trustdesk.words import N_, Text, plural

_LOW: Final = 3.0  # inches
TITLE: Final = N_("The figures behind it")
_ABOUT: Final = {EVIDENCE_AGEING, OVER_COMMITMENT, RECIPROCITY_LAG}


def sections(material: Material) -> list[Section]:
    """Each side’s records with their intervals, then over time; giving and taking; load."""
    say = material.say
    if not material.measures.parties:
        return []
    blocks: list[Block] = [
        Callout(say(N_("These figures say how much is known. They are no marks, and no measure of trust."))),
        *_bars(material),
        *_listed(material),
        *_records(material),
        *_outlook(material),
        *_remarks(material),
        material.chart("reliability", height=_LOW),
        material.chart("reciprocity", height=_LOW),
        material.chart("load"),
    ]
    return [Section(say(TITLE), blocks)]


def _bars(material: Material) -> Iterator[Block]:
    """Shown, broken and not yet known, record by record; a candour record with few cases is listed."""
    say = material.say
    parts = (say(N_("shown")), say(N_("broken")), say(N_("not yet known")))
    for title, bars in (
        (N_("Did what it promised"), [_reliability(material, p) for p in material.measures.parties]),
        (
            N_("Told in time"),
            [_candour(material, p) for p in material.measures.parties if not p.candour_listed],
        ),
        (
            N_("Trust proved right"),
            [_merit(material, p) for p in material.measures.parties if p.merit_trials],
        ),
    ):
        if bars:
            yield Together([Heading(say(title)), ShareBars(bars, parts)])


def _reliability(material: Material, found: PartyMeasures) -> ShareBar:
    words = plural(N_("{n} promise: {missed}"), N_("{n} promises: {missed}"),
                   found.reliability_trials, missed=side_words.missed(found))  # fmt: skip
    return _bar(material, found, found.reliability, words)


def _candour(material: Material, found: PartyMeasures) -> ShareBar:
    words = plural(N_("{n} slip; {missed}"), N_("{n} slips; {missed}"),
                   found.candour_trials, missed=side_words.missed(found))  # fmt: skip
    return _bar(material, found, found.candour, words)


def _merit(material: Material, found: PartyMeasures) -> ShareBar:
    words = plural(N_("{n} trust step concluded"), N_("{n} trust steps concluded"), found.merit_trials)
    return _bar(material, found, found.merit, words)


def _bar(material: Material, found: PartyMeasures, record: Evidence, words: Text) -> ShareBar:
    colour = material.colour(found.party.id)
    return ShareBar(found.party.name, record.belief, record.disbelief, material.say(words), colour)


def _listed(material: Material) -> Iterator[Block]:
    """The cases of a candour record that are too few for a bar, with the number missed beside them."""
    say = material.say
    rows: list[Row | Group] = []
    for found in material.measures.parties:
        trials = counting(ledger(material.snapshot).candour_trials[found.party.id], material.as_of)
        if found.candour_listed and trials:
            values = {"party": found.party.name, "missed": side_words.missed(found)}
            heading = Text(N_("{party} · {missed}"), values)
            rows.append(Group(say(heading), material.colour(found.party.id)))
            rows += [_case(material, trial) for trial in trials]
    if rows:
        columns = [Column(say(N_("Promise")), 2), Column(say(N_("How it was told")), 1)]
        few = Text(N_("Fewer than {n} slips of a side are listed instead of drawn."),
                   {"n": material.snapshot.relationship.few_trials})  # fmt: skip
        yield Together([Heading(say(N_("Told in time, case by case"))), note(say(few)), Table(columns, rows)])


def _case(material: Material, trial: Trial) -> Row:
    return [called(trial.record), material.say(trial.basis)]


def _records(material: Material) -> Iterator[Block]:
    say = material.say
    columns = [
        Column(say(N_("Record")), 1.6),
        Column(say(N_("For")), width=44, align="right"),
        Column(say(N_("Against")), width=44, align="right"),
        Column(say(N_("Expected value")), width=58, align="right"),
        Column(say(N_("95% interval")), width=76, align="right"),
    ]
    rows: list[Row | Group] = []
    for found in material.measures.parties:
        rows.append(Group(found.party.name, material.colour(found.party.id)))
        rows += [_figures(say(title), record) for title, record in _named_records(found)]
        if found.starting.weight:
            known = found.starting
            rows.append(
                [say(N_("of which: what we knew before")), f"{known.r:.2f}", f"{known.s:.2f}", "", ""]
            )
    yield Together([Heading(say(N_("In numbers"))), Table(columns, rows)])
    yield note(
        say(N_("For and against are counted in ordinary promises, after weight and the fading of the past."))
    )


def _named_records(found: PartyMeasures) -> Iterator[tuple[str, Evidence]]:
    yield N_("Did what it promised"), found.reliability
    if not found.candour_listed:
        yield N_("Told in time"), found.candour
    if found.merit_trials:
        yield N_("Trust proved right"), found.merit
        yield N_("Together: what the next trust step is held against"), found.track


def _figures(title: str, record: Evidence) -> Row:
    low, high = record.interval(IN_PRINT)
    return [title, f"{record.r:.2f}", f"{record.s:.2f}", f"{record.expected:.2f}", f"{low:.2f} – {high:.2f}"]


def _outlook(material: Material) -> Iterator[Block]:
    """The chance that a side keeps all its open essential promises of a stage, if the past continues."""
    say, lines = material.say, []
    for measured in material.measures.stages:
        for party in material.snapshot.parties:
            chance = measured.outlook.get(party.id)
            if chance is not None:
                words = N_(
                    "{party} keeps all its open essential promises of “{stage}” on time: {percent} of 100."
                )
                values = {
                    "party": party.name,
                    "stage": called(measured.stage),
                    "percent": round(chance * 100),
                }
                lines.append(say(Text(words, values)))
    if lines:
        yield Together([Heading(say(N_("If the past continues"))), Bullets(lines)])


def _remarks(material: Material) -> Iterator[Block]:
    found = [warning for warning in material.measures.warnings if warning.code in _ABOUT]
    if found:
        lines = [material.say(warning.text) for warning in found]
        yield Together([Heading(material.say(N_("Worth a look"))), Bullets(lines)])
