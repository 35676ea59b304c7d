"""Bringing a bundle into a desk: all of it in one change, or with any error nothing at all.

Like the workbook's import it finds records again, by their ids or else by what they go by, writes what is
there, leaves the rest as it is and deletes nothing. What the bundle's audience could not see stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from trustdesk import snapshot
from trustdesk.audience import CONSULTANT, JOINT, Audience, everyone
from trustdesk.desk import Desk, journal
from trustdesk.errors import TrustDeskError
from trustdesk.exchange import apart, bundle_history
from trustdesk.exchange.book import Book
from trustdesk.exchange.bundle import FORMAT, MARK
from trustdesk.exchange.bundle_file import Object
from trustdesk.exchange.bundle_rows import USED, draft_records, fill, know_organisations, place, used
from trustdesk.exchange.bundle_values import LISTS, is_id
from trustdesk.exchange.checking import check
from trustdesk.exchange.findings import Findings
from trustdesk.exchange.storing import differs, settle_order, store
from trustdesk.exchange.unseen import keep_unseen
from trustdesk.exchange.workbook import ImportReport
from trustdesk.records import InRelationship, Record, Relationship
from trustdesk.records.base import kind_of
from trustdesk.records.checks import key_of
from trustdesk.records.mapping import driver_of
from trustdesk.words import N_, Text

_LABEL: Final = N_("Relationship imported")
_KNOWN: Final = {*MARK, "format", "program", "audience", "relationship", bundle_history.LIST, *LISTS}


@dataclass(frozen=True)
class Difference:
    """A record that the bundle brings: where it stands there, its kind, what it is called in the desk, and
    the fields that change; none for a record that is `new`."""

    place: str
    kind: type[Record]
    name: str
    new: bool
    fields: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """The (marked) labels of those fields."""
        return tuple(self.kind.fields[name].label for name in self.fields)

    def plain(self) -> dict[str, object]:
        """The same as plain data, the fields by their names."""
        kind = self.kind.__tablename__
        return {
            "place": self.place,
            "kind": kind,
            "name": self.name,
            "new": self.new,
            "fields": [*self.fields],
        }


@dataclass(frozen=True)
class Judged:
    """What a bundle would do, and what is to be said about it; nothing is written."""

    report: ImportReport
    book: Book
    differences: tuple[Difference, ...] = ()
    history: tuple[Object, ...] = ()

    def store(self, session: Session) -> None:
        """Write it, as part of a change of the desk in which it was judged; nothing where it has errors."""
        if self.report.news:
            if self.history:
                bundle_history.bring(session, self.history)
            store(session, self.book)

    @property
    def label(self) -> str:
        """The name of the change in which it is to be stored."""
        return bundle_history.LABEL if self.history else _LABEL


def import_into(
    desk: Desk, path: Path, today: date, *, dry_run: bool = False, tick: Callable[[], object] = lambda: None
) -> Judged:
    """Check the bundle at `path` and take it into the desk; see `take`, and `apart.read` for `tick`.

    Raises TrustDeskError for a file that cannot be read at all, or that a newer program made.
    """
    return take(desk, read(path, tick), today, dry_run=dry_run)


def read(path: Path, tick: Callable[[], object] = lambda: None) -> Object:
    """What stands in the file at `path`; raises TrustDeskError, see `import_into`."""
    return ours(apart.read_bundle(path, tick), path.name)


def ours(data: Object, name: str) -> Object:
    """`data` itself; raises TrustDeskError where it is no bundle, or one that a newer program made."""
    version = data.get("format")
    if any(data.get(key) != value for key, value in MARK.items()) or type(version) is not int or version < 1:
        raise TrustDeskError(
            Text(N_("{name} is not a relationship of TrustDesk."), {"name": name}),
            Text(N_("Nothing was imported. Choose a file that TrustDesk has exported.")),
        )
    if version > FORMAT:
        raise TrustDeskError(
            Text(N_("{name} was made by a newer TrustDesk (format {n})."), {"name": name, "n": version}),
            Text(N_("Nothing was imported. Update TrustDesk on this computer to read it.")),
        )
    return data


def take(desk: Desk, data: Object, today: date, *, dry_run: bool = False) -> Judged:
    """Check what was read of a bundle and take it into the desk; with any error, or with `dry_run`, nothing
    is written."""
    with desk.read() as session:
        judged = judge(session, data, today)
    if judged.report.news and not dry_run:
        with desk.change(judged.label) as session:
            judged.store(session)
    report = judged.report
    return replace(judged, report=replace(report, imported=0 if report.errors or dry_run else report.rows))


def judge(session: Session, data: Object, today: date) -> Judged:
    """Check a bundle against the desk."""
    findings = Findings()
    book = _open(session, data, findings)
    history: list[Object] = []
    if not findings.errors:
        own = draft_records(session, book, data, findings)
        for draft in book.drafts:
            fill(draft, own, findings)
        _keep_unseen(session, book, data.get("audience"), own, findings)
        for kind in book.rows:
            if issubclass(kind, InRelationship):
                settle_order(book, kind)
        check(book, today, findings, place)
        history = _history(session, book, data, findings)
    news = not findings.errors and differs(book)
    report = ImportReport(0, len(book.drafts), news, tuple(findings.errors), tuple(findings.warnings))
    return Judged(report, book, tuple(_differences(book)) if news else (), tuple(history if news else ()))


def _open(session: Session, data: Object, findings: Findings) -> Book:
    head = data.get(Relationship.__tablename__)
    told = head if isinstance(head, dict) else {}
    name, id = told.get("name"), told.get("id")
    for unknown in sorted(data.keys() - _KNOWN):
        findings.error(Text(N_("nothing of this name; a newer TrustDesk may know it")), unknown)
    if not isinstance(name, str) or not isinstance(id, str) or not is_id(id):
        findings.error(Text(N_("a relationship with an id and a name")), Relationship.__tablename__)
        return Book.open(session, "")
    book = Book.open(session, name, id)
    names = session.execute(select(Relationship.id, Relationship.name))
    if any(key_of(called) == key_of(name) and known != book.head.id for known, called in names):
        expected = Text(N_("a name that no other relationship has"))
        findings.error(expected, f"{Relationship.__tablename__}.name", value=name)
    if book.head.id not in book.before and used(session, [id]):
        findings.error(USED, f"{Relationship.__tablename__}.id", value=id)
    know_organisations(session, book)
    return book


def _keep_unseen(session: Session, book: Book, told: Any, own: dict[str, str], findings: Findings) -> None:
    """Leave in the desk what the bundle's audience could not see, and so cannot have meant to clear."""
    if told == CONSULTANT:
        return
    parties = {party.id: party for party in book.parties}
    ids = [own.get(id, "") for id in told] if isinstance(told, list) and all(map(is_id, told)) else []
    if told != JOINT and not (ids and parties.keys() >= set(ids)):
        findings.error(
            Text(N_("“joint”, “consultant” or a list of the ids of parties")), "audience", value=str(told)
        )
    elif book.head.id in book.before:
        there = [party for party in book.parties if party.id in book.before]
        reader = everyone(there) if told == JOINT else Audience("", frozenset(ids))
        keep_unseen(book, snapshot.take(driver_of(session), book.head.id, reader, date.max))


def _history(session: Session, book: Book, data: Object, findings: Findings) -> list[Object]:
    """The history that comes along; a desk that knows the relationship has one of its own."""
    name = bundle_history.LIST
    if name not in data:
        return []
    alive = {str(draft.cells["id"]): draft.kind.__tablename__ for draft in book.drafts}
    told = bundle_history.judge(data[name], book.head.id, alive, findings)
    if findings.errors or not told:
        return []
    if book.head.id in book.before or bundle_history.is_known(session, book.head.id):
        remark = N_("left out: this desk has a history of the relationship already")
        findings.warning(Text(remark), name)
        return []
    if used(session, bundle_history.records_in(told) - alive.keys()):
        findings.error(Text(N_("records that are not those of another relationship")), name)
        return []
    if journal.last_change(driver_of(session)):
        remark = N_("comes along; what was done in this desk before can then not be undone any more")
        findings.warning(Text(remark), name)
    return told


def _differences(book: Book) -> Iterator[Difference]:
    for draft in book.drafts:
        record, kind = draft.record, kind_of(draft.record)
        new = record.id not in book.before
        changed = [] if new else [name for name in book.difference(record) if name in kind.fields]
        if new or changed:
            where = str(place(draft, "id")[0]).removesuffix(".id")
            called = str(getattr(record, kind.keys[0] if kind.keys else kind.named_by) or "")
            yield Difference(where, kind, called, new, tuple(changed))
