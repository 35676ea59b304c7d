"""The two columns that hold what is kept elsewhere: starting evidence, and what an opportunity is worth.

Each is written as `Party: …; Party: …`. Both directions stand here side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from trustdesk.exchange.book import Book, Draft, put
from trustdesk.exchange.cells import UnfitError, as_text, text_of, value_of
from trustdesk.exchange.findings import Findings
from trustdesk.exchange.grid import is_blank
from trustdesk.exchange.layout import STARTING_EVIDENCE, WORTH
from trustdesk.records import Benefit, Opportunity, Party
from trustdesk.records.checks import key_of
from trustdesk.words import N_, Text

# Spaces are matched possessively (`\s*+`): tried again one by one, a cell full of them would take minutes.
_KNOWN: Final = ("known_kept", "known_broken")


def starting_evidence_of(parties: Sequence[Party]) -> str:
    """The starting evidence of the parties that have any."""
    return "; ".join(
        f"{party.name}: {as_text(party.known_kept)}, {as_text(party.known_broken)}"
        for party in parties
        if party.known_kept or party.known_broken
    )


def worth_of(benefits: Iterable[Benefit], parties: Sequence[Party]) -> str:
    """What an opportunity is worth in words, party by party."""
    benefits = [benefit for benefit in benefits if benefit.worth]
    told = [(party, benefit) for party in parties for benefit in benefits if benefit.party_id == party.id]
    # A semicolon before something that reads like a party would be taken for the next entry.
    inner = re.compile(rf";(?=\s*+(?:{_either(parties)})\s*:)", re.IGNORECASE)
    entries = [f"{party.name}: {inner.sub(';;', benefit.worth)}" for party, benefit in told]
    return "; ".join(f"{entry} " if entry.endswith(";") else entry for entry in entries)


def read_starting_evidence(book: Book, draft: Draft, findings: Findings) -> None:
    """Give the parties the starting evidence that the row names; a party it leaves out has none."""
    field = STARTING_EVIDENCE
    if field.name not in draft.cells:
        return
    cell = draft.cells[field.name]
    known: dict[str, list[float]] = {}
    try:
        for party, words in _entries(book, "" if is_blank(cell) else text_of(field, cell)):
            known[party.id] = _pair(words)
    except UnfitError as unfit:
        findings.error(unfit.expected, draft.kind.sheet, draft.row, field.column, cell)
        return
    for party in book.parties:
        for name, number in zip(_KNOWN, known.get(party.id, [0.0, 0.0]), strict=True):
            put(party, name, number)


def read_worth(book: Book, draft: Draft, findings: Findings) -> None:
    """Write down what the opportunity is worth to each party; a party that is left out loses its words."""
    if WORTH.name not in draft.cells:
        return
    cell = draft.cells[WORTH.name]
    try:
        entries = list(_entries(book, "" if is_blank(cell) else text_of(WORTH, cell)))
        for _party, words in entries:
            value_of(Benefit.fields["worth"], words)
    except UnfitError as unfit:
        findings.error(unfit.expected, draft.kind.sheet, draft.row, WORTH.column, cell)
        return
    there = [one for one in book.of(Benefit) if one.opportunity_id == draft.record.id]
    there.sort(key=lambda benefit: not benefit.worth)
    for party, words in entries:
        known = next((benefit for benefit in there if benefit.party_id == party.id), None)
        if known is None:
            book.add(book.new(Benefit, opportunity_id=draft.record.id, party_id=party.id, worth=words))
            continue
        there.remove(known)
        if known.worth.strip() != words:
            put(known, "worth", words)
    for benefit in there:
        put(benefit, "worth", "")


def read_extras(book: Book, draft: Draft, findings: Findings) -> None:
    """Read the column of this kind that holds what is kept elsewhere, if it has one and there are parties."""
    if Party.__tablename__ in findings.absent:
        return
    if draft.record is book.head:
        read_starting_evidence(book, draft, findings)
    elif isinstance(draft.record, Opportunity):
        read_worth(book, draft, findings)


def _entries(book: Book, text: str) -> Iterable[tuple[Party, str]]:
    names = _either(book.parties)
    by_name = {key_of(party.name): party for party in book.parties}
    begin = re.compile(rf"\s*+({names})\s*:", re.IGNORECASE)
    for entry in re.split(rf"(?<!;);\s*+(?=(?:{names})\s*:)", text, flags=re.IGNORECASE) if text else ():
        match = begin.match(entry)
        party = by_name.get(key_of(match.group(1))) if match else None
        if match is None or party is None:
            listed = ", ".join(party.name for party in book.parties)
            raise UnfitError(Text(N_("entries like “Party: …; Party: …” with: {names}"), {"names": listed}))
        words = entry[match.end() :].strip()
        yield party, re.sub(rf";;(?=\s*+(?:{names})\s*:)", ";", words, flags=re.IGNORECASE)


def _either(parties: Sequence[Party]) -> str:
    names = sorted((party.name.strip() for party in parties), key=len, reverse=True)
    return "|".join(re.escape(name) for name in names) or r"(?!)"


def _pair(words: str) -> list[float]:
    numbers = words.rstrip(" ;").split(",")
    if len(numbers) != 2:
        raise UnfitError(Text(N_("two numbers for each party, kept and broken: “A: 2, 1”")))
    fields = (Party.fields[name] for name in _KNOWN)
    return [float(str(value_of(field, number))) for field, number in zip(fields, numbers, strict=True)]
