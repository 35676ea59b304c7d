"""What a desk shows: its measures, its packs, its charts."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Container
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from trustdesk.commands.call import Result, UsageError, as_json, demand_ending, done, open_desk, spare, wrote
from trustdesk.commands.finding import NOTHING, snapshot_of, snapshots_of
from trustdesk.words import Text, joined, render

if TYPE_CHECKING:
    from trustdesk.snapshot import Snapshot

CHART_FILES: Final = (".svg", ".png", ".pdf")


def show(given: Namespace) -> Result:
    """Print the relationships, or one (or every one) with its measures."""
    from trustdesk.exchange import telling
    from trustdesk.measures import measure
    from trustdesk.measures.plain import plain

    one = given.relationship is not None
    with open_desk(given.desk) as desk, desk.look() as connection:
        seen = [snapshot_of(connection, given)] if one else snapshots_of(connection, given)
    if not one and not given.every:
        if given.json:
            return Result((as_json({"relationships": [telling.outline(each) for each in seen]}),))
        return done(*map(telling.line, seen) if seen else [NOTHING])
    measured = [(each, measure(each)) for each in seen]
    if not given.json and not seen:
        return done(NOTHING)
    if not given.json:
        return done(joined([telling.summary(*each) for each in measured], "\n\n"))
    told = [plain(found, each) for each, found in measured]
    return Result((as_json(told[0] if one else {"relationships": told}),))


def pack(given: Namespace) -> Result:
    """Print a pack, or (into a folder) that of every relationship; or name the sections there are."""
    from trustdesk.exchange import files

    if given.sections is not None:
        from trustdesk.pack.review import SECTIONS

        if given.sections == ["list"]:
            return done(
                *(Text("{name}: {title}", {"name": name, "title": Text(kind.title)})
                  for name, kind in SECTIONS.items())
            )  # fmt: skip
        _demand_sections(given, SECTIONS)
    _demand_pack_place(given)
    with open_desk(given.desk) as desk, desk.look() as connection:
        seen = snapshots_of(connection, given) if given.every else [snapshot_of(connection, given)]
    if not seen:
        return done(NOTHING)
    if given.every:
        files.make_folder(given.out)
    said, complaints = [], []
    for each in seen:
        for kind, paper in product(given.kind, given.paper):
            document = _packed(each, kind, paper, given)
            path = _pack_path(given, each, kind, paper)
            files.put(path, document.pdf)
            said.append(render(wrote(path), given.language))
            complaints += [render(odd.told, given.language) for odd in document.unprintable]
    return Result(tuple(said), tuple(complaints))


def chart(given: Namespace) -> Result:
    """Draw one chart, or name them all."""
    from trustdesk.charts import CHARTS

    if given.name == "list":
        return done(
            *(Text("{name}: {question}", {"name": name, "question": Text(kind.question)})
              for name, kind in CHARTS.items())
        )  # fmt: skip
    if given.name not in CHARTS:
        raise UsageError(f"there is no chart “{given.name}”; there is: {', '.join(CHARTS)}")
    if given.relationship is None or given.out is None:
        raise UsageError("a chart needs --relationship and -o")
    demand_ending(given.out, CHART_FILES)
    spare(given.desk, given.out)
    from trustdesk.charts.saving import as_bytes
    from trustdesk.exchange import files
    from trustdesk.measures import measure

    with open_desk(given.desk) as desk, desk.look() as connection:
        seen = snapshot_of(connection, given)
    drawn = CHARTS[given.name](seen, measure(seen))
    files.put(given.out, as_bytes(drawn, given.out.suffix.lower().removeprefix(".")))
    return done(wrote(given.out))


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
        return files.inside(out, files.addressed(seen, f"{kind} {paper} {seen.as_of}.pdf"))
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
    spare(given.desk, given.out)
    if not given.every:
        demand_ending(given.out, (".pdf",))
    elif given.out.suffix.lower() == ".pdf":
        raise UsageError("with --every the name after -o is that of a folder")
