"""What each command of the command line does; how it is called stands in `__main__`.

A command takes its parsed arguments and returns a `Result`: what is to be printed, and whether all was well.
What it was refused for goes up as a `TrustDeskError`, what was asked wrongly as a `UsageError`.
"""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from trustdesk.errors import TrustDeskError
from trustdesk.words import N_, Text, joined, plural, render

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from trustdesk.desk import Desk
    from trustdesk.exchange.workbook import ImportReport
    from trustdesk.snapshot import Snapshot

EXPORTS: Final = (".xlsx", ".ics")
CHART_FILES: Final = (".svg", ".png", ".pdf")

_NOTHING: Final = Text(N_("There is no relationship in this desk."))
_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))


@dataclass(frozen=True)
class Result:
    """What a command has to say, on standard output and on standard error, and whether all was well."""

    said: tuple[str, ...] = ()
    complaints: tuple[str, ...] = ()
    well: bool = True


class UsageError(Exception):
    """The command was called wrongly; the words say how."""


def new(given: Namespace) -> Result:
    """Make an empty desk."""
    from trustdesk.desk import Desk

    Desk.create(given.desk).close()
    return _said(Text(N_("Made the desk {path}."), {"path": str(given.desk)}))


def sample(given: Namespace) -> Result:
    """Make a desk with the sample relationships."""
    from trustdesk.sample import make_sample

    make_sample(given.desk, date.today())
    return _said(Text(N_("Made the sample desk {path}."), {"path": str(given.desk)}))


def template(given: Namespace) -> Result:
    """Write the empty workbook."""
    from trustdesk.exchange import files
    from trustdesk.exchange import template as empty

    _demand_ending(given.out, (".xlsx",))
    files.put(given.out, empty.workbook())
    return _said(_wrote(given.out))


def import_(given: Namespace) -> Result:
    """Check a workbook and, unless this is a dry run or there are errors, take it in."""
    from trustdesk.exchange.workbook import import_into

    try:
        with _open(given.into) as desk:
            report = import_into(desk, given.workbook, date.today(), dry_run=given.dry_run)
    except TrustDeskError as refusal:
        if not given.json:
            raise
        return Result((_json(_unreadable(given.workbook, refusal)),), (str(refusal),), well=False)
    errors = tuple(_told(problem.plain(), N_("expected {words}")) for problem in report.errors)
    if errors:
        errors = (*errors, render(Text(N_("Nothing was imported."))))
    said = (_json(report.plain()),) if given.json else tuple(_import_lines(report, given.dry_run))
    return Result(said, errors, well=not errors)


def export(given: Namespace) -> Result:
    """Write a relationship out for one audience."""
    from trustdesk import snapshot
    from trustdesk.exchange import calendar, files
    from trustdesk.exchange import export as exporting

    if given.out.suffix and given.out.suffix.lower() not in EXPORTS:
        raise UsageError(f"there is no export to {given.out.suffix}; there is .xlsx, .ics, or a folder")
    _spare(given.desk, given.out)
    with _open(given.desk) as desk, desk.read() as session:
        id = _relationship(session, given.relationship)
        everything = exporting.everything(session, id, given.audience)
        today = snapshot.take(session, id, given.audience, date.today())
    if given.out.suffix.lower() == ".ics":
        files.put(given.out, calendar.calendar(today))
        return _said(_wrote(given.out))
    if given.out.suffix:
        files.put(given.out, exporting.workbook(everything))
    else:
        files.put_all(given.out, exporting.csv_files(everything))
    left = exporting.left_behind(everything)
    return _said(_wrote(given.out), *([left] if left else []))


def show(given: Namespace) -> Result:
    """Print the relationships, or one (or every one) with its measures."""
    from trustdesk.exchange import telling
    from trustdesk.measures import measure
    from trustdesk.measures.plain import plain

    one = given.relationship is not None
    with _open(given.desk) as desk, desk.read() as session:
        seen = [_snapshot(session, given)] if one else _snapshots(session, given)
    if not one and not given.every:
        if given.json:
            return Result((_json({"relationships": [telling.outline(each) for each in seen]}),))
        return _said(*map(telling.line, seen) if seen else [_NOTHING])
    measured = [(each, measure(each)) for each in seen]
    if not given.json and not seen:
        return _said(_NOTHING)
    if not given.json:
        return _said(joined([telling.summary(*each) for each in measured], "\n\n"))
    told = [plain(found, each) for each, found in measured]
    return Result((_json(told[0] if one else {"relationships": told}),))


def pack(given: Namespace) -> Result:
    """Print a pack, or (into a folder) that of every relationship; or name the sections there are."""
    from trustdesk.exchange import files

    if given.sections is not None:
        from trustdesk.pack.review import SECTIONS

        if given.sections == ["list"]:
            return _said(
                *(Text("{name}: {title}", {"name": name, "title": Text(kind.title)})
                  for name, kind in SECTIONS.items())
            )  # fmt: skip
        _demand_sections(given, SECTIONS)
    _demand_pack_place(given)
    with _open(given.desk) as desk, desk.read() as session:
        seen = _snapshots(session, given) if given.every else [_snapshot(session, given)]
    if not seen:
        return _said(_NOTHING)
    if given.every:
        files.make_folder(given.out)
    said, complaints = [], []
    for each in seen:
        for kind, paper in product(given.kind, given.paper):
            document = _packed(each, kind, paper, given)
            path = _pack_path(given, each, kind, paper)
            files.put(path, document.pdf)
            said.append(render(_wrote(path), given.language))
            complaints += [render(odd.told, given.language) for odd in document.unprintable]
    return Result(tuple(said), tuple(complaints))


def chart(given: Namespace) -> Result:
    """Draw one chart, or name them all."""
    from trustdesk.charts import CHARTS

    if given.name == "list":
        return _said(
            *(Text("{name}: {question}", {"name": name, "question": Text(kind.question)})
              for name, kind in CHARTS.items())
        )  # fmt: skip
    if given.name not in CHARTS:
        raise UsageError(f"there is no chart “{given.name}”; there is: {', '.join(CHARTS)}")
    if given.relationship is None or given.out is None:
        raise UsageError("a chart needs --relationship and -o")
    _demand_ending(given.out, CHART_FILES)
    _spare(given.desk, given.out)
    from trustdesk.charts.saving import as_bytes
    from trustdesk.exchange import files
    from trustdesk.measures import measure

    with _open(given.desk) as desk, desk.read() as session:
        seen = _snapshot(session, given)
    drawn = CHARTS[given.name](seen, measure(seen))
    files.put(given.out, as_bytes(drawn, given.out.suffix.lower().removeprefix(".")))
    return _said(_wrote(given.out))


def check(given: Namespace) -> Result:
    """Check the file, its schema and its records; say what is wrong and what to do."""
    from trustdesk.checkup import checkup

    with _open(given.desk) as desk:
        found = checkup(desk, date.today())
    if found.problems:
        return Result((), tuple(map(render, found.problems)), well=False)
    values = {
        "records": plural(N_("{n} record"), N_("{n} records"), found.records),
        "relationships": plural(N_("{n} relationship"), N_("{n} relationships"), found.relationships),
    }
    return _said(Text(N_("The desk is sound: {records} in {relationships}."), values))


def _open(path: Path) -> Desk:
    from trustdesk.desk import Desk  # with SQLAlchemy, which no help text needs

    return Desk.open(path)


def _relationship(session: Session, name: str) -> str:
    """The id of the relationship of that name, or of the only one whose name begins so."""
    from sqlalchemy import select

    from trustdesk.records import Relationship

    rows = session.execute(select(Relationship.id, Relationship.name).order_by(Relationship.name))
    known = [(str(id), str(known)) for id, known in rows]
    wanted = _plain(name)
    tests: Sequence[Callable[[str], bool]] = (
        lambda known: known == name,
        lambda known: _plain(known) == wanted,
        lambda known: _plain(known).startswith(wanted),
    )
    found = next((found for fits in tests if (found := [row for row in known if fits(row[1])])), [])
    if len(found) == 1:
        return found[0][0]
    names = {"name": name, "names": ", ".join(f"“{known}”" for _id, known in found or known)}
    if found:
        raise TrustDeskError(
            Text(N_("“{name}” may mean more than one relationship of this desk: {names}."), names),
            Text(N_("Give more of the name.")),
        )
    if not known:
        raise TrustDeskError(_NOTHING)
    raise TrustDeskError(
        Text(N_("No relationship of this desk is called “{name}”."), names),
        Text(N_("There is: {names}. Give one of these names, or enough of its beginning."), names),
    )


def _plain(name: str) -> str:
    """A relationship's name as it is compared: a hyphen is as good as the dash that no keyboard has."""
    from trustdesk.records.checks import key_of

    return str(key_of(name)).translate(_DASHES)


def _snapshot(session: Session, given: Namespace) -> Snapshot:
    from trustdesk import snapshot

    id = _relationship(session, given.relationship)
    return snapshot.take(session, id, given.audience, given.as_of)


def _snapshots(session: Session, given: Namespace) -> list[Snapshot]:
    """Of every relationship what the audience sees; one it has no part in is not there for it."""
    from sqlalchemy import select

    from trustdesk import snapshot
    from trustdesk.records import Relationship

    found: list[Snapshot] = []
    refusal: TrustDeskError | None = None
    for id in session.scalars(select(Relationship.id).order_by(Relationship.name, Relationship.id)):
        try:
            found.append(snapshot.take(session, id, given.audience, given.as_of))
        except TrustDeskError as error:
            refusal = error
    if refusal is not None and not found:
        raise refusal
    return found


def _packed(seen: Snapshot, kind: str, paper: str, given: Namespace) -> Any:
    from trustdesk.pack import paper as papers
    from trustdesk.pack.agenda import agenda
    from trustdesk.pack.review import review

    sheet = {"a4": papers.A4, "letter": papers.LETTER}[paper]
    if kind == "agenda":
        return agenda(seen, sheet=sheet, language=given.language)
    return review(seen, sheet=sheet, sections=given.sections, language=given.language)


def _pack_path(given: Namespace, seen: Snapshot, kind: str, paper: str) -> Path:
    """Where a pack goes: the first to the name given, others beside it; of every one into that folder."""
    from trustdesk.exchange import files

    out: Path = given.out
    if given.every:
        return out / files.addressed(seen, f"{kind} {paper} {seen.as_of}.pdf")
    if (kind, paper) == (given.kind[0], given.paper[0]):
        return out
    return out.with_name(files.safe_name(f"{out.stem} {kind} {paper}", ".pdf"))


def _demand_sections(given: Namespace, known: Container[str]) -> None:
    unknown = [name for name in given.sections if name not in known]
    if unknown or not given.sections:
        raise UsageError(f"there is no section “{', '.join(unknown)}”; --sections list names them")
    if "review" not in given.kind:
        raise UsageError("--sections are those of a review pack")


def _demand_pack_place(given: Namespace) -> None:
    if given.out is None or not (given.every or given.relationship is not None):
        raise UsageError("a pack needs --relationship or --every, and -o")
    _spare(given.desk, given.out)
    if not given.every:
        _demand_ending(given.out, (".pdf",))
    elif given.out.suffix.lower() == ".pdf":
        raise UsageError("with --every the name after -o is that of a folder")


def _import_lines(report: ImportReport, dry_run: bool) -> Iterator[str]:
    for problem in report.warnings:
        yield f"warning: {_told(problem.plain(), '{words}')}"
    if report.errors:
        return
    if not report.news:
        yield str(
            plural(
                N_("Nothing was new: the {n} row is in the desk already."),
                N_("Nothing was new: all {n} rows are in the desk already."),
                report.rows,
            )
        )
        return
    rows = plural(N_("{n} row"), N_("{n} rows"), report.rows)
    words = N_("{rows} can be imported; nothing was written.") if dry_run else N_("{rows} imported.")
    yield render(Text(words, {"rows": rows}))


def _told(problem: dict[str, object], said: str) -> str:
    """Where it is, what stands there and, as the template `said` puts it, what is to be said of it."""
    place = [str(problem["sheet"])] if problem["sheet"] else []
    place += [f"row {problem['row']}"] if problem["row"] else []
    place += [f"“{problem['column']}”"] if problem["column"] else []
    value = problem["value"]
    is_told = value is None or value == problem["column"]
    there = [] if is_told else [f"“{value}”" if isinstance(value, str) else str(value)]
    said = render(Text(said, {"words": problem["expected"]}))
    line = f"{', '.join(place)}: {'; '.join([*there, said])}"
    # What stands in a file may hold line ends, or signs that a terminal would obey.
    return "".join(sign if sign.isprintable() else " " for sign in line) + "."


def _unreadable(path: Path, refusal: TrustDeskError) -> dict[str, object]:
    error = {"sheet": None, "row": None, "column": None, "value": path.name, "expected": str(refusal)}
    return {"imported": 0, "errors": [error], "warnings": []}


def _demand_ending(path: Path, endings: Sequence[str]) -> None:
    if path.suffix.lower() not in endings:
        raise UsageError(f"the name after -o has to end in {' or '.join(endings)}")


def _spare(desk: Path, out: Path) -> None:
    if out.resolve() == desk.resolve():
        raise UsageError("the name after -o is the desk itself")


def _said(*lines: Text) -> Result:
    return Result(tuple(map(render, lines)))


def _wrote(path: Path) -> Text:
    return Text(N_("Wrote {path}."), {"path": str(path)})


def _json(data: dict[str, Any]) -> str:
    # In plain ASCII it passes through any terminal; lone surrogates too.
    return json.dumps(data, indent=2, allow_nan=False)
