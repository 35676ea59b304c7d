"""The promises, a page a side: those of the running stage, and any other that needs a look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from trustdesk.measures import side_words
from trustdesk.measures.frankness import notice_days_median
from trustdesk.measures.ledger import ledger
from trustdesk.measures.naming import called, listed
from trustdesk.measures.results import CommitmentMeasures, PartyMeasures
from trustdesk.pack.bands import KeyFigure, KeyFigures
from trustdesk.pack.blocks import EmptyLine, note
from trustdesk.pack.document import Section
from trustdesk.pack.flow import Block
from trustdesk.pack.forms import Legend
from trustdesk.pack.sections.material import Material
from trustdesk.pack.sections.period import period
from trustdesk.pack.sections.phrases import became, owner, standing, why
from trustdesk.pack.table import Cell, Column, Group, Row, Table
from trustdesk.records import Stage
from trustdesk.records.commitments import DISPUTED, UNCONFIRMED
from trustdesk.style.marks import MARK_WORDS
from trustdesk.style.palette import PRINT
from trustdesk.words import N_, Text, plural

TITLE: Final = N_("What {party} promised")


def sections(material: Material) -> list[Section]:
    """One section a side: its facts in a line, then its promises with what became of them."""
    return [_side(material, found) for found in material.measures.parties]


def current(material: Material, party: str | None = None) -> list[CommitmentMeasures]:
    """Promises of the running stage, and any other that is open, overdue, disputed or newly closed."""
    running = {material.running.stage.id} if material.running else set()
    fresh = {measured.commitment.id for measured in period(material).closed}
    return [
        measured
        for measured in material.measures.commitments
        if party in (None, measured.commitment.giver_id)
        and (
            measured.commitment.stage_id in running
            or measured.commitment.outcome is None
            or measured.commitment.confirmed == DISPUTED
            or measured.commitment.id in fresh
        )
    ]


def promise_table(
    material: Material,
    promises: Iterable[CommitmentMeasures],
    *,
    colour: str = PRINT.accent,
    givers: bool = False,
) -> Table:
    """Promises by stage: mark, words and test, due day, what became of them.

    With `givers` it says who gave them and leaves out the test: the short form of the full list.
    """
    by_stage: dict[str, list[CommitmentMeasures]] = {}
    for measured in promises:
        by_stage.setdefault(measured.commitment.stage_id, []).append(measured)
    rows: list[Row | Group] = []
    for stage in material.snapshot[Stage]:
        if stage.id in by_stage:
            rows.append(Group(called(stage), colour))
            rows += [_row(material, measured, givers) for measured in by_stage[stage.id]]
    return Table(list(_columns(material, givers)), rows)


def legend(material: Material, promises: Iterable[CommitmentMeasures]) -> list[Block]:
    """What the marks that are used mean, and the ring where there is one."""
    shown = list(promises)
    used = {measured.mark for measured in shown}
    blocks: list[Block] = [
        Legend([(mark, material.say(words)) for mark, words in MARK_WORDS.items() if mark in used])
    ]
    if any(_unconfirmed(measured) for measured in shown):
        blocks.append(
            note(material.say(N_("A thin ring around a mark: the other side has not confirmed it yet.")))
        )
    return blocks


def _side(material: Material, found: PartyMeasures) -> Section:
    title = material.say(Text(TITLE, {"party": found.party.name}))
    promises = current(material, found.party.id)
    if not found.moved.of and not promises:
        words = N_("Nothing yet. What {party} promises, with a day and a test, will stand here.")
        empty = EmptyLine(material.say(Text(words, {"party": found.party.name})))
        return Section(title, [empty], flows=True)
    blocks: list[Block] = [KeyFigures(list(_facts(material, found)))]
    if promises:
        blocks += [
            promise_table(material, promises, colour=material.colour(found.party.id)),
            *legend(material, promises),
        ]
    else:
        blocks.append(EmptyLine(material.say(N_("Nothing is open, and nothing was closed since last time."))))
    return Section(title, [*blocks, *_elsewhere(material, found, promises)])


def _facts(material: Material, found: PartyMeasures) -> Iterator[KeyFigure]:
    say, colour = material.say, material.colour(found.party.id)
    due = say(side_words.kept(found) or "–")
    yield KeyFigure(due, say(N_("kept on the day")), say(N_("of all that count so far")), colour)
    of = N_("{n} of {of}")
    moved = say(Text(of, {"n": found.moved.moved, "of": found.moved.of})) if found.moved.of else "–"
    yield KeyFigure(moved, say(N_("moved")), say(N_("of all that were given")), colour)
    told, remark = side_words.told(found), side_words.missed(found)
    slips = Text(N_("of all slips; {missed}"), {"missed": remark})
    if told is None:
        slips = Text(N_("{no_slip}; {missed}"), {"no_slip": side_words.no_slip(found), "missed": remark})
    yield KeyFigure(say(told or "–"), say(N_("told in time")), say(slips), colour)
    median = notice_days_median(ledger(material.snapshot), found.party, material.as_of)
    yield _usual_notice(material, median, colour)


def _usual_notice(material: Material, median: float | None, colour: str) -> KeyFigure:
    say = material.say
    if median is None:
        return KeyFigure("–", say(N_("usual notice")), say(N_("nothing had to be told")), colour)
    days = f"{abs(median):g}"
    value = say(Text(N_("1 day")) if days == "1" else Text(N_("{n} days"), {"n": days}))
    if median < 0:
        return KeyFigure(value, say(N_("usually told")), say(N_("after the day")), colour)
    side = N_("ahead of the day") if median else N_("told on the day")
    return KeyFigure(value, say(N_("usual notice")), say(side), colour)


def _elsewhere(
    material: Material, found: PartyMeasures, shown: Sequence[CommitmentMeasures]
) -> Iterator[Block]:
    given = sum(m.commitment.giver_id == found.party.id for m in material.measures.commitments)
    if given > len(shown):
        yield note(
            material.say(
                plural(
                    N_("{n} promise closed earlier stands in the full list."),
                    N_("{n} promises closed earlier stand in the full list."),
                    given - len(shown),
                )
            ),
            before=8,
        )


def _columns(material: Material, givers: bool) -> Iterator[Column]:
    yield Column(material.say(N_("Promise")), 1.5)
    if givers:
        yield Column(material.say(N_("Promised by")), 0.55)
    yield Column(material.say(N_("Due")), width=60)
    yield Column(material.say(N_("What became of it")), 1.15)


def _row(material: Material, measured: CommitmentMeasures, givers: bool) -> Row:
    promise = measured.commitment
    what = Cell(
        promise.text,
        _detail(material, measured, test=not givers),
        measured.mark,
        confirmed=not _unconfirmed(measured),
    )
    said = material.say(became(material, measured))
    beside = [material.say(text) for text in standing(material, measured)]
    outcome = Cell(said, "\n".join([*beside, *filter(None, [why(material, promise)])]))
    row: list[str | Cell] = [what, material.short(promise.due), outcome]
    if givers:
        row.insert(1, material.party(promise.giver_id))
    return row


def _detail(material: Material, measured: CommitmentMeasures, *, test: bool) -> str:
    """Who looks after it, to whom it was made where that is not plain, how much it matters, the test."""
    promise = measured.commitment
    beside = [owner(material, promise)]
    if promise.receivers and len(promise.receivers) < len(material.snapshot.parties) - 1:
        to = listed(material.receivers(promise))
        beside.append(material.say(Text(N_("promised to {parties}"), {"parties": to})))
    if promise.must_have:
        beside.append(material.say(N_("essential")))
    if promise.compelled:
        beside.append(material.say(N_("contractual")))
    if test and promise.done_when.strip():
        beside.append(material.say(Text(N_("done when: {test}"), {"test": promise.done_when.strip()})))
    return " · ".join(filter(None, beside))


def _unconfirmed(measured: CommitmentMeasures) -> bool:
    promise = measured.commitment
    return promise.outcome is not None and promise.confirmed == UNCONFIRMED
