"""Letting go of a relationship, a person or the history: asked first, then deleted or erased for good."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QWidget

from trustdesk import backups
from trustdesk.actions import records
from trustdesk.backups import Why
from trustdesk.desk import Desk, erase
from trustdesk.desk.erase import Erasure, Extent
from trustdesk.errors import TrustDeskError
from trustdesk.records import SHEETS, InRelationship, Person, Record, Relationship
from trustdesk.words import N_, Text, joined, plural
from ui.jobs import Jobs
from ui.places import page_of
from ui.viewpoint import Viewpoint
from ui.widgets.letting_go import LettingGo, Matter, Way
from ui.words import one_line


def let_go_of_relationship(viewpoint: Viewpoint, jobs: Jobs, parent: QWidget) -> None:
    """Delete or erase the relationship looked at, as the user chooses."""
    head = viewpoint.snapshot.relationship
    erasure, name = Erasure(Relationship, head.id), one_line(head.name)
    matter = Matter(
        Text(N_("Delete “{name}”, or erase it?"), {"name": name}),
        _goes_with_it(_extent(viewpoint, erasure)),
        (
            Way(_DELETE, _DELETING, N_("Delete the relationship"), N_("The relationship was deleted.")),
            Way(_ERASE, _ERASING_ALL, _ERASE, N_("The relationship was erased for good."), erasure, name),
        ),
        backups=backups.listed(viewpoint.desk.id),
    )
    if (way := _taken(viewpoint, jobs, parent, matter)) is not None:
        _delete(viewpoint, way, N_("Relationship deleted"), Relationship, head.id)


def let_go_of_person(viewpoint: Viewpoint, jobs: Jobs, parent: QWidget, id: str) -> None:
    """Delete or erase a person of the relationship looked at, as the user chooses."""
    erasure = Erasure(Person, id)
    with viewpoint.desk.read() as session:
        person = records.get(session, Person, id)
        name, named_in = one_line(person.name), tuple(erase.mentions(session, person))
    matter = Matter(
        Text(N_("Delete {name}, or erase all that is kept on them?"), {"name": name}),
        _named_by(_extent(viewpoint, erasure)),
        (
            Way(_DELETE, _DELETING_PERSON, N_("Delete the person"), N_("The person was deleted.")),
            Way(_ERASE, _ERASING, _ERASE, N_("The person was erased for good."), erasure, name),
        ),
        named_in,
        backups.listed(viewpoint.desk.id),
    )
    if (way := _taken(viewpoint, jobs, parent, matter)) is not None:
        _delete(viewpoint, way, N_("Person deleted"), Person, id)


def erase_history(viewpoint: Viewpoint, jobs: Jobs, parent: QWidget) -> None:
    """Erase the history of the relationship looked at, or of the whole desk, as the user chooses."""
    told, do, ways = N_("The history was erased for good."), N_("Erase the history"), []
    if viewpoint.relationship is not None:
        head = viewpoint.snapshot.relationship
        erasure = Erasure(Relationship, head.id, history=True)
        ways.append(Way(N_("Of this relationship"), _HISTORY_OF_ONE, do, told, erasure, one_line(head.name)))
    desk = viewpoint.desk
    ways.append(
        Way(N_("Of the whole desk"), _HISTORY_OF_ALL, do, told, Erasure(history=True), desk.path.stem)
    )
    asked, goes = Text(N_("Erase the history for good?")), Text(_HISTORY_GOES)
    _taken(viewpoint, jobs, parent, Matter(asked, goes, tuple(ways), backups=backups.listed(desk.id)))


def _taken(viewpoint: Viewpoint, jobs: Jobs, parent: QWidget, matter: Matter) -> Way | None:
    """Ask. What is to be erased is; gives the way that was taken where it is a mere deletion."""
    if (reason := viewpoint.desk.read_only) is not None:
        viewpoint.refused.emit(TrustDeskError(reason, Text(N_("Nothing was changed."))))
        return None
    viewpoint.leaving.emit()  # what is still being written belongs to what is asked about
    question = LettingGo(parent, matter)
    try:
        agreed = bool(question.exec())
        way, thoroughly, sought = question.way, question.with_backups, question.sought
    finally:
        question.deleteLater()
    if sought is not None:
        viewpoint.go(page_of(sought.kind.__tablename__), sought.relationship, sought.id)
    if not agreed or way.erasure is None:
        return way if agreed else None
    desk, erasure = viewpoint.desk, way.erasure

    def done(ended: _Ended) -> None:
        if ended.kept is not None:
            viewpoint.refused.emit(ended.kept)
        else:
            viewpoint.told.emit(Text(way.told if ended.swept else _NOT_SWEPT))

    jobs.run(
        Text(N_("Erasing for good")), lambda _progress: _erased(desk, erasure, thoroughly), done, lend=True
    )
    return None


@dataclass(frozen=True)
class _Ended:
    """How an erasure ended: whether the file was written anew, and why there may still be older backups."""

    swept: bool
    kept: TrustDeskError | None = None


def _erased(desk: Desk, erasure: Erasure, thoroughly: bool) -> _Ended:
    """Erase; thoroughly, so that no backup keeps what goes, else with one of the desk as it was."""
    if not thoroughly:
        backups.ensure(desk, Why.DELETION)
        return _Ended(erase.carry_out(desk, erasure))
    old = backups.listed(desk.id)
    swept = erase.carry_out(desk, erasure)
    try:
        # The new one first: at no moment is there no backup.
        backups.make(desk, Why.ASKED)
        backups.remove(old)
    except TrustDeskError as error:
        title = Text(N_("It was erased, but older backups may still hold it."))
        return _Ended(swept, TrustDeskError(title, joined([error.title, error.message], " ")))
    return _Ended(swept)


def _delete(viewpoint: Viewpoint, way: Way, step: str, kind: type[Record], id: str) -> None:
    if viewpoint.do(step, lambda session: records.delete(session, [records.get(session, kind, id)])):
        viewpoint.told.emit(Text(way.told))


def _extent(viewpoint: Viewpoint, erasure: Erasure) -> Extent:
    with viewpoint.desk.read() as session:
        return erase.extent(session, erasure)


def _goes_with_it(extent: Extent) -> Text:
    counts: dict[type[Record], int] = {
        kind: n for kind, n in extent.records.items() if issubclass(kind, InRelationship)
    }
    return Text(N_("With it goes all that is in it: {counted}."), {"counted": _counted(counts)})


def _named_by(extent: Extent) -> Text:
    if not extent.cut:
        return Text(N_("No other record links to this person."))
    words = N_("Records that link to this person stay, without the link: {counted}.")
    return Text(words, {"counted": _counted(extent.cut)})


def _counted(counts: Mapping[type[Record], int]) -> Text:
    """How many of each kind, in the order of the workbook: 2 parties, 10 people, 32 promises."""
    ordered = sorted(counts, key=lambda kind: SHEETS.index(kind) if kind in SHEETS else len(SHEETS))
    return joined([_number(kind, counts[kind]) for kind in ordered], ", ")


def _number(kind: type[Record], n: int) -> Text:
    return plural("{n} {single}", "{n} {several}", n, single=Text(kind.singular), several=Text(kind.plural))


_DELETE: Final = N_("Delete")
_DELETING: Final = N_("It leaves the desk with all that is in it. Undo brings it back; the history keeps it.")
_DELETING_PERSON: Final = N_("The person leaves the desk. Undo brings them back; the history keeps them.")
_ERASE: Final = N_("Erase for good")
_ERASING: Final = N_(
    "Nothing of it stays in the file of this desk: no record, no line of the history, no word for search to "
    "find. It cannot be taken back, and nothing done before can be undone any more."
)
_ERASING_ALL: Final = N_(
    "Nothing of it stays in the file of this desk: no record, no line of the history, no word for search to "
    "find, and no organisation that takes part in nothing else. It cannot be taken back, and nothing done "
    "before can be undone any more."
)
_HISTORY_GOES: Final = N_(
    "All goes that was written down until now on what was changed: when, by which step, and what stood "
    "before. The records stay as they are. It cannot be taken back, nothing done before can be undone any "
    "more, and what was deleted cannot be brought back."
)
_HISTORY_OF_ONE: Final = N_("The history of the other relationships stays, to be read.")
_HISTORY_OF_ALL: Final = N_("Of every relationship, and of those that were deleted.")
_NOT_SWEPT: Final = N_(
    "It was erased, but there was no room to write the file anew. Free some space; its last traces go when "
    "the desk is next opened."
)
