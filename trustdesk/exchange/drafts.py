"""From rows to records: which record a row means, what its cells say, whom and what it refers to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from trustdesk import audience
from trustdesk.actions import concerns
from trustdesk.errors import TrustDeskError
from trustdesk.exchange import layout
from trustdesk.exchange.book import Book, Draft, nothing, plain, put, value
from trustdesk.exchange.cells import UnfitError, value_of
from trustdesk.exchange.findings import Findings
from trustdesk.exchange.grid import Value, is_blank
from trustdesk.exchange.rows import Sheet
from trustdesk.records import Concern, Field, Kind, Party, Person, Record, Relationship
from trustdesk.records.checks import key, same_key_fault
from trustdesk.words import N_, Text

_SPONSOR: Final = "approved_by_id"
SIDES: Final[Mapping[tuple[str, str], str]] = {
    ("commitment", "owner_id"): "giver_id",
    ("concern", "owner_id"): "raised_by_id",
    ("risk_step", _SPONSOR): "exposed_id",
}
"""For each reference to a person the reference to the party that an unknown one is put under."""

_NOT_BLANK: Final = Text(N_("something; it may not be blank"))


def draft_rows(book: Book, sheet: Sheet, findings: Findings) -> None:
    """A draft for each row of `sheet`, with everything that needs no other record."""
    seen: dict[tuple[object, ...], int] = {}
    for row in sheet.rows:
        draft = Draft(plain(sheet.kind), row.number, row.cells, set(sheet.missing))
        given: dict[str, object] = {}
        for field in layout.columns(sheet.kind):
            if field.name in row.cells and field.name in sheet.kind.fields:
                _read(draft, field, row.cells[field.name], given, findings)
        _identify(book, draft, given, seen, findings)
        for name, new in given.items():
            put(draft.record, name, _settled(draft, name, new))
        known = draft.record.id in book.before or draft.record is book.head
        if not known and not draft.unread.intersection(draft.kind.keys):
            book.add(draft.record)
        book.drafts.append(draft)


def resolve(book: Book, draft: Draft, findings: Findings) -> None:
    """Turn the names and refs in the draft's row into references."""
    for field in layout.columns(draft.kind):
        cell = draft.cells.get(field.name)
        if not field.targets or field.name not in draft.cells or is_blank(cell):
            continue
        try:
            words = str(value_of(field, cell))
            if field.kind is Kind.LINKS:
                targets = [_only(book, field, name) for name in _names(book, field, words)]
                put(draft.record, field.name, tuple(dict.fromkeys(target.id for target in targets)))
            else:
                target = _person(book, draft, field, words, findings) or _only(book, field, words)
                put(draft.record, field.name, target.id)
                if field.name == _SPONSOR and target.id in book.made:
                    put(target, "sponsor", True)
        except UnfitError as unfit:
            _error(draft, field, unfit.expected, findings)


def settle_audience(book: Book, draft: Draft, findings: Findings) -> None:
    """Set who may read the record: as the row says, or else the default of its kind."""
    field = draft.kind.fields.get("audience")
    if field is None:
        return
    cell = draft.cells.get(field.name)
    if not is_blank(cell):
        try:
            put(draft.record, field.name, audience.to_stored(str(value_of(field, cell)), book.parties))
        except TrustDeskError:
            names = _party_names(book)
            expected = Text(N_("joint, consultant, or parties separated by “;”: {names}"), {"names": names})
            _error(draft, field, expected, findings)
        except UnfitError as unfit:
            _error(draft, field, unfit.expected, findings)
    elif field.name in draft.cells or draft.record.id not in book.before:
        put(draft.record, field.name, default_audience(draft.record))


def default_audience(record: Record) -> str:
    """Who may read a record of which nothing is said: all, but an unspoken concern stays where it arose."""
    if isinstance(record, Concern):
        return concerns.default_audience(record.state, record.raised_by_id)
    return audience.JOINT


def settle_new_people(book: Book) -> None:
    """Let those read of a person whom this import made who read a record that names it, and nobody else."""
    naming: dict[str, set[str]] = {}
    for draft in book.drafts:
        for table, name in SIDES:
            if draft.kind.__tablename__ == table and value(draft.record, name):
                naming.setdefault(value(draft.record, name), set()).add(value(draft.record, "audience"))
    for person in book.of(Person):
        if person.id in book.made:
            put(person, "audience", _widest(naming.get(person.id, set())))


def _identify(
    book: Book,
    draft: Draft,
    given: Mapping[str, object],
    seen: dict[tuple[object, ...], int],
    findings: Findings,
) -> None:
    """Find the record that the row means by what it goes by, or begin a new one."""
    if draft.kind is Relationship:
        draft.record = book.head
        return
    draft.record.__dict__.update(given)
    going_by = key(draft.record)
    first = seen.setdefault(going_by, draft.row) if going_by else draft.row
    names = [value(draft.record, name) for name in draft.kind.keys]
    draft.record = book.new(draft.kind)
    if first != draft.row:
        field = draft.kind.fields[draft.kind.keys[0]]
        unique = same_key_fault(draft.kind).expected
        expected = Text(N_("{unique}; row {row} has it too"), {"unique": unique, "row": first})
        _error(draft, field, expected, findings)
        draft.unread.update(draft.kind.keys)
    elif going_by and (old := book.found((draft.kind.__tablename__,), *names)):
        draft.record = old[0]


def _read(draft: Draft, field: Field, cell: Value, given: dict[str, object], findings: Findings) -> None:
    if is_blank(cell):
        if layout.is_required(field):
            _error(draft, field, _NOT_BLANK, findings)
        elif field.kind is not Kind.AUDIENCE:
            given[field.name] = nothing(draft.kind, field)
    elif not field.targets and field.kind is not Kind.AUDIENCE:
        try:
            given[field.name] = value_of(field, cell)
        except UnfitError as unfit:
            _error(draft, field, unfit.expected, findings)


def _settled(draft: Draft, name: str, new: object) -> object:
    """The value to take: spaces around a name, or nothing but spaces, do not change what is there."""
    old = value(draft.record, name)
    if new is None and isinstance(old, str) and not old.strip():
        return old
    if not isinstance(new, str) or (new and name not in draft.kind.keys):
        return new
    return old if isinstance(old, str) and old.strip() == new.strip() else new.strip()


def _only(book: Book, field: Field, name: str) -> Record:
    found = book.found(field.targets, name)
    if len(found) == 1:
        return found[0]
    if found:
        kinds = ", ".join(sorted({type(record).singular for record in found}))
        raise UnfitError(
            Text(N_("a name that only one record has; “{name}” is a {kinds}"), {"name": name, "kinds": kinds})
        )
    if field.targets == ("party",):
        if not book.parties:
            raise UnfitError(Text(N_("the name of a party; there is none on the sheet Parties")))
        names = _party_names(book)
        raise UnfitError(Text(N_("the name of a party: {names}"), {"names": names}))
    values = {"expected": layout.expected_in(field), "name": _cut(name)}
    raise UnfitError(Text(N_("{expected}; there is no “{name}”"), values))


def _names(book: Book, field: Field, words: str) -> Iterator[str]:
    """The names in a list; one that holds a semicolon itself is known by being there."""
    parts = words.split(";")
    at = 0
    while at < len(parts):
        pieces = (n for n in (4, 3, 2) if book.found(field.targets, ";".join(parts[at : at + n])))
        n = next(pieces, 1)
        if name := ";".join(parts[at : at + n]).strip():
            yield name
        at += n


def _person(book: Book, draft: Draft, field: Field, name: str, findings: Findings) -> Record | None:
    """A new person of that name, where one is meant and there is none yet."""
    if field.targets != ("person",) or book.found(field.targets, name):
        return None
    side = SIDES[draft.record.__tablename__, field.name]
    party = value(draft.record, side)
    if party is None and side in draft.unread:
        raise UnfitError(Text(N_("somebody on the sheet People, as long as the party is not known")))
    if party is None:
        party = _guessed_party(book, draft, name, findings)
    known_name = value_of(Person.fields["name"], name)
    person = book.add(book.new(Person, name=known_name, party_id=party))
    book.made.add(person.id)
    return person


def _guessed_party(book: Book, draft: Draft, name: str, findings: Findings) -> str:
    if not book.parties:
        raise UnfitError(Text(N_("somebody on the sheet People, as long as the party is not known")))
    party = book.parties[0]
    remark = Text(
        N_("not on the sheet People and of no known party; put under {party}"), {"party": party.name}
    )
    findings.warning(remark, draft.kind.sheet, draft.row, draft.kind.fields["owner_id"].column, name)
    return party.id


def _widest(stored: set[str]) -> str:
    if audience.JOINT in stored:
        return audience.JOINT
    parties = {id for one in stored if one != audience.CONSULTANT for id in one.split(audience.SEPARATOR)}
    return audience.SEPARATOR.join(sorted(parties)) or audience.CONSULTANT


def _error(draft: Draft, field: Field, expected: Text, findings: Findings) -> None:
    draft.unread.add(field.name)
    if findings.absent.isdisjoint(_rests_on(field)):
        findings.error(expected, draft.kind.sheet, draft.row, field.column, draft.cells.get(field.name))


def _rests_on(field: Field) -> set[str]:
    """The tables without which the cells of a column cannot be judged; a new person needs a party too."""
    names_a_party = field.kind is Kind.AUDIENCE or "person" in field.targets
    return {*field.targets, Party.__tablename__} if names_a_party else set(field.targets)


def _party_names(book: Book) -> str:
    return _cut(", ".join(party.name for party in book.parties), 300)


def _cut(words: str, most: int = 60) -> str:
    words = words.strip()
    return words if len(words) <= most else words[: most - 1] + "…"
