"""T9: no word that a reader may not read leaves for that reader, in any file, any part of it, or its name.

A canary stands in every field that holds words of a private record of every kind, made from the declarations;
in the consultant's own fields of all records; in the name of the desk and of another relationship.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Final
from unittest.mock import patch

from sqlalchemy import select

from tests.safety.cases import CASES, CHEMICAL, Case
from tests.safety.outputs import WHOLE_PACK, Outputs, everything, relationships
from tests.safety.planted import everywhere
from tests.safety.private import CANARY, PRIVATE_KINDS, canary, fill_private, make, worded
from tests.safety.proofs import Counts, Findings, Size
from tests.safety.scanning import holds, unpacked
from trustdesk.__main__ import main
from trustdesk.actions import records
from trustdesk.audience import CONSULTANT, JOINT
from trustdesk.charts import CHARTS
from trustdesk.desk import Desk
from trustdesk.pack import review
from trustdesk.pack.blocks import Paragraph
from trustdesk.pack.document import Section
from trustdesk.records import Organisation, Party, Record, Relationship

TITLE: Final = "no private word leaves, in any part of any file"
CONTROL: Final = (
    "the word is there: for the consultant, in a leaking section, and planted where files hide it"
)
DESKS: Final = Counts(small=1, full=len(CASES))
READERS: Final = Counts(small=2, full=100)
"""Of each relationship, at most."""
PICTURED: Final = Counts(small=0, full=len(CHARTS))
"""So many charts are looked at as PNG and PDF, beside all as SVG."""


def prove(size: Size, folder: Path) -> Findings:
    findings = Findings()
    for case in CASES[: DESKS.at(size)]:
        desk = folder / f"{case.name}.trustdesk"
        case.make(desk)
        _of_the_consultant(findings, case, desk, size)
        _of_one_party(findings, case, desk, size)
    return findings


def control(folder: Path) -> Findings:
    findings = Findings()
    path = folder / "Case.trustdesk"
    CHEMICAL.make(path)
    with Desk.open(path) as desk:
        (id,) = relationships(desk)
        with desk.change("Private records made") as session:
            fill_private(session, id)
        for fault in _unseen_by_the_consultant(everything(desk, id, CONSULTANT, CHEMICAL.day), findings):
            raise AssertionError(fault)
        with patch.dict(review.SECTIONS, summary=replace(review.SECTIONS["summary"], make=_leaking)):
            leaking = everything(desk, id, JOINT, CHEMICAL.day)
    assert holds(leaking[WHOLE_PACK], CANARY), "a leaking section was not noticed"
    findings.report("a leaking section")
    for place, content in everywhere(CANARY).items():
        findings.tried("hiding places")
        assert holds(content, CANARY), f"not noticed: {place}"
        findings.report(place)
    return findings


def _of_the_consultant(findings: Findings, case: Case, path: Path, size: Size) -> None:
    pictures = list(CHARTS)[: PICTURED.at(size)]
    named = path.rename(path.with_name(f"{CANARY}.trustdesk"))
    with Desk.open(named) as desk:
        found = relationships(desk)
        with desk.change("Private records made") as session:
            for id in found:
                fill_private(session, id)
            other = records.add(session, Relationship, case.day, name=f"{CANARY} Brothers")
            records.add(session, Party, case.day, other.id, name=f"{CANARY} Brothers")
        for id in found:
            for reader in _readers(desk, id)[: READERS.at(size)]:
                _search(findings, everything(desk, id, reader, case.day, pictures), case)
    for name in found.values():
        _search(findings, _by_the_command_line(named, name, case), case)
    findings.tried("private fields", sum(len(worded(kind)) for kind in PRIVATE_KINDS))
    named.unlink()


def _of_one_party(findings: Findings, case: Case, path: Path, size: Size) -> None:
    """What one party keeps to itself: nothing for the others, nor for all; its own readers read it."""
    case.make(path)
    with Desk.open(path) as desk:
        id = min(relationships(desk))
        with desk.read() as session:
            keeper, *others = session.scalars(
                select(Party).filter_by(relationship_id=id).order_by(Party.position)
            ).all()
        with desk.change("Kept to one side") as session:
            for kind in PRIVATE_KINDS:
                make(session, kind, id, audience=keeper.id)
        for reader in [JOINT, *(party.name for party in others)][: READERS.at(size)]:
            _search(findings, everything(desk, id, reader, case.day), case)
        own = everything(desk, id, keeper.name, case.day)
        findings.expect(holds(own[WHOLE_PACK], CANARY), f"{case.name}: a side does not read its own")


def _readers(desk: Desk, relationship: str) -> list[str]:
    """All parties together, each alone, and (of three or more) any two."""
    with desk.read() as session:
        names = [one.name for one in session.scalars(select(Party).filter_by(relationship_id=relationship))]
    pairs = ["; ".join(two) for two in combinations(names, 2)] if len(names) > 2 else []
    return [JOINT, *names, *pairs]


def _search(findings: Findings, made: Outputs, case: Case) -> None:
    for name, content in made.items():
        findings.tried("outputs")
        findings.tried("bytes", len(content))
        findings.expect(not holds(content, CANARY), f"{case.name}: a private word in: {name}")
        findings.expect(not holds(name.encode(), CANARY), f"{case.name}: a private word in a file name")


def _by_the_command_line(desk: Path, relationship: str, case: Case) -> Outputs:
    """What each command writes and says of a relationship for all parties; the place of the desk aside."""
    out = desk.with_name("out")
    out.mkdir(exist_ok=True)
    common = ["--relationship", relationship, "--audience", JOINT]
    dated = [*common, "--as-of", case.day.isoformat()]
    calls = {
        "show": [*dated],
        "show --json": ["--json", *dated],
        "pack": [*dated, "--kind", "review,agenda", "--paper", "a4,letter", "-o", str(out / "pack.pdf")],
        "chart": ["--name", "kept", *dated, "-o", str(out / "kept.svg")],
    }
    exports = ("all.xlsx", "all.ics", "all.json", "csv")
    calls |= {f"export {name}": [*common, "-o", str(out / name)] for name in exports}
    made: Outputs = {}
    for name, arguments in calls.items():
        command, *_more = name.split()
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = main([command, str(desk), *arguments])
        assert code == 0, f"{name} ended with {code}"
        made[f"said by {name}"] = said.getvalue().encode()
    return made | {f"written: {file.name}": file.read_bytes() for file in out.rglob("*") if file.is_file()}


def _leaking(material: review.Material) -> list[Section]:
    return [Section("Summary", [Paragraph(f"As {canary(Organisation, 'note')} said.")])]


def _unseen_by_the_consultant(made: Outputs, findings: Findings) -> Iterator[str]:
    """Which canaries the consultant's own whole pack does not show, or the workbook where it has a column."""
    shown = {name: _letters(content) for name, content in made.items()}
    for kind in PRIVATE_KINDS:
        for name in worded(kind):
            findings.tried("private fields")
            word = canary(kind, name).casefold()
            if _is_printed(kind) and word not in shown[WHOLE_PACK]:
                yield f"{kind.__tablename__}.{name} is not in the consultant's pack"
            if kind.fields[name].column and word not in shown["workbook"]:
                yield f"{kind.__tablename__}.{name} is not in the consultant's workbook"
            if word not in shown["bundle"] and _is_printed(kind):
                yield f"{kind.__tablename__}.{name} is not in the consultant's bundle"
            if word in shown[WHOLE_PACK]:
                findings.report(f"{kind.__tablename__}.{name}")


def _is_printed(kind: type[Record]) -> bool:
    return kind is not Organisation  # it stands behind a party and leaves in no file of a relationship


def _letters(content: bytes) -> str:
    whole = b"\n".join(unpacked(content)).decode("utf-8", "ignore")
    return "".join(sign for sign in whole.casefold() if sign.isalnum())
