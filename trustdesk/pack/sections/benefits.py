"""What trust has made possible, what it is worth to each side, and what still waits for what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from trustdesk.measures.naming import called, strung
from trustdesk.pack.bands import KeyFigure, KeyFigures
from trustdesk.pack.blocks import EmptyLine
from trustdesk.pack.document import Section
from trustdesk.pack.flow import Block
from trustdesk.pack.sections.material import Material
from trustdesk.pack.sections.phrases import overdue_words
from trustdesk.pack.table import Column, Group, Row, Table
from trustdesk.records import Benefit, Commitment, Money, Opportunity, RiskStep, Stage
from trustdesk.records.opportunities import ENABLED, REALISED, WAITING
from trustdesk.style.marks import MARK_WORDS
from trustdesk.words import N_, Text

TITLE: Final = N_("What trust has made possible")
_GROUPS: Final = (
    (REALISED, N_("Realised")),
    (ENABLED, N_("Within reach now")),
    (WAITING, N_("Still waiting")),
)


def sections(material: Material) -> list[Section]:
    """What was realised, what is within reach and what waits, each with its worth per side."""
    say, found = material.say, material.snapshot[Opportunity]
    if not found:
        words = say(N_("Nothing is named yet. What only becomes possible with more trust will stand here."))
        return [Section(say(TITLE), [EmptyLine(words)], flows=True)]
    columns = [Column(say(N_("What")), 0.9), Column(say(N_("What it is worth, and to whom")), 1.5),
               Column(say(N_("When, or what it waits for")), 1.1)]  # fmt: skip
    rows: list[Row | Group] = []
    for status, title in _GROUPS:
        same = [opportunity for opportunity in found if opportunity.status == status]
        if same:
            heading = Text(N_("{title} · {n}"), {"title": Text(title), "n": len(same)})
            rows += [Group(say(heading)), *(_row(material, opportunity) for opportunity in same)]
    return [Section(say(TITLE), [*_totals(material), Table(columns, rows)], flows=True)]


def _row(material: Material, found: Opportunity) -> Row:
    worths = [material.say(text) for text in _worths(material, found)]
    if found.status == REALISED:
        when = material.say(Text(N_("since {day}"), {"day": found.realised_on})) if found.realised_on else ""
        return [found.text, "\n".join(worths), when]
    return [found.text, "\n".join(worths), "\n".join(_waits(material, found))]


def _worths(material: Material, found: Opportunity) -> Iterator[Text]:
    for benefit in material.snapshot.of(Benefit, "opportunity_id", found):
        parts: list[Text | str] = [benefit.worth.strip()] if benefit.worth.strip() else []
        if benefit.estimated is not None:
            parts.append(Text(N_("estimated {money}"), {"money": str(benefit.estimated)}))
        if found.status == REALISED and benefit.realised is not None:
            parts.append(Text(N_("realised {money}"), {"money": str(benefit.realised)}))
        if found.status == REALISED and benefit.confirmed_by.strip():
            parts.append(Text(N_("confirmed by {who}"), {"who": benefit.confirmed_by.strip()}))
        if parts:
            values = {"party": material.party(benefit.party_id), "worth": strung(parts, ", ")}
            yield Text(N_("{party}: {worth}"), values)


def _waits(material: Material, found: Opportunity) -> Iterator[str]:
    for id in found.waits_for:
        record = material.snapshot.get(id)
        if isinstance(record, Commitment):
            values = {"name": called(record), "state": _state(material, record)}
            yield material.say(Text(N_("the promise “{name}”: {state}"), values))
        elif isinstance(record, RiskStep):
            yield material.say(Text(N_("the trust step “{name}”"), {"name": called(record)}))
        elif isinstance(record, Stage):
            yield material.say(Text(N_("the stage “{name}”"), {"name": called(record)}))


def _state(material: Material, promise: Commitment) -> Text:
    """Where a promise stands that something waits for."""
    measured = next(m for m in material.measures.commitments if m.commitment.id == promise.id)
    return overdue_words(measured) or Text(MARK_WORDS[measured.mark])


def _totals(material: Material) -> Iterator[Block]:
    """What was realised in money, side by side, never as one sum for all."""
    figures = []
    for party in material.snapshot.parties:
        for total in _sums([b.realised for b in _realised(material) if b.party_id == party.id]):
            label = material.say(N_("realised so far"))
            figures.append(KeyFigure(str(total), party.name, label, material.colour(party.id)))
    if figures:
        yield KeyFigures(figures)


def _realised(material: Material) -> list[Benefit]:
    done = [found for found in material.snapshot[Opportunity] if found.status == REALISED]
    return [benefit for found in done for benefit in material.snapshot.of(Benefit, "opportunity_id", found)]


def _sums(amounts: Sequence[Money | None]) -> list[Money]:
    """The sum of each currency, in the order in which the currencies appear."""
    totals: dict[str, Decimal] = {}
    for money in amounts:
        if money is not None:
            totals[money.currency] = totals.get(money.currency, Decimal(0)) + money.amount
    return [Money(amount, currency) for currency, amount in totals.items()]
