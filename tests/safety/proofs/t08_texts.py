"""T8: whatever is written into a field comes out of every output as it is, and nothing else is opened."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from sqlalchemy import select

from tests.canonical import dump
from tests.safety.cases import CHEMICAL
from tests.safety.hostile import REFUSED, TEXTS
from tests.safety.outputs import WHOLE_PACK, Outputs, everything, relationships
from tests.safety.private import CANARY, make
from tests.safety.proofs import Counts, Findings, Size
from tests.safety.scanning import pdf_words
from trustdesk import RESOURCES
from trustdesk.__main__ import main
from trustdesk.actions import records
from trustdesk.audience import CONSULTANT
from trustdesk.charts import CHARTS
from trustdesk.desk import Desk
from trustdesk.desk.search import search
from trustdesk.errors import TrustDeskError
from trustdesk.exchange import calendar, confined, csv_folder, layout, workbook
from trustdesk.records import TEXT_LENGTH, Commitment, Field, Kind, Record, Relationship, kinds

TITLE: Final = "text comes out of every output as it went in"
CONTROL: Final = "one output opens a file, and CSV cells go unguarded"
ROUNDS: Final = Counts(small=1, full=len(TEXTS))
"""In each round every field holds another of the texts; in so many rounds, each of them."""
PICTURED: Final = Counts(small=0, full=2)
"""So many charts are drawn as PNG and PDF, beside all as SVG."""

_PLACES: Final = (
    RESOURCES.parent,
    Path(sys.prefix),
    Path(sys.base_prefix),
    Path("/usr/share"),
    Path("/usr/lib"),
)
_SYSTEM: Final = {Path("/etc/mime.types")}  # that Python looks at when it is asked for a kind of file
_READ: Final = ("r", "rb", "rt", None)


def prove(size: Size, folder: Path) -> Findings:
    """Write, make every output, read each of them again."""
    findings = Findings()
    path = folder / "Case.trustdesk"
    with _desk(path) as desk:
        (id,) = relationships(desk)
        _try_refused(desk, findings)
        everything(desk, id, CONSULTANT, CHEMICAL.day)  # what is imported late is opened now
        for number in range(ROUNDS.at(size)):
            written = _write(desk, number, findings)
            with _watched(folder, findings):
                outputs = everything(desk, id, CONSULTANT, CHEMICAL.day, list(CHARTS)[: PICTURED.at(size)])
                _look(desk, id, outputs, written, findings)
    with _watched(folder, findings):
        _look_at_show(path, findings)
    findings.figures["texts"] = len(TEXTS)
    return findings


def control(folder: Path) -> Findings:
    """The same with two faults."""
    findings = Findings()

    def opening(*given: Any) -> bytes:
        with contextlib.suppress(OSError), open("/etc/hosts", "rb"):
            pass
        return b""

    with _desk(folder / "Case.trustdesk") as desk:
        (id,) = relationships(desk)
        with desk.change("Written") as session:
            records.edit(session, session.scalars(select(Commitment)).first(), CHEMICAL.day, done_when="'=1")
        unguarded = patch.object(csv_folder, "guarded", str)
        with unguarded, patch.object(calendar, "calendar", opening), _watched(folder, findings):
            outputs = everything(desk, id, CONSULTANT, CHEMICAL.day)
        opened = len(findings.found)
        assert opened, "a file that was opened was not noticed"
        _look_at_tables(desk, outputs, findings)
        assert len(findings.found) > opened, "a lost sign was not noticed"
    return findings


def _desk(path: Path) -> Desk:
    """The chemical case with a record of every kind."""
    CHEMICAL.make(path)
    desk = Desk.open(path)
    with desk.change("Records of every kind") as session:
        id = session.scalars(select(Relationship.id)).one()
        for kind in kinds():
            if session.scalars(select(kind)).first() is None:
                make(session, kind, id)
        for kind in kinds():
            for at, record in enumerate(session.scalars(select(kind)) if kind.keys else ()):
                if CANARY in str(getattr(record, kind.keys[0])):  # made one like the other
                    setattr(record, kind.keys[0], f"{CANARY} {at}")
    return desk


def _fields() -> Iterator[tuple[type[Record], Field]]:
    for kind in kinds():
        for field in kind.fields.values():
            if field.kind in (Kind.TEXT, Kind.PROSE) or field.own_choices:
                yield kind, field


def _fitting(field: Field, text: str) -> str:
    """The text as the field takes it: one line of so many characters."""
    return text if field.kind is Kind.PROSE else text.replace("\n", " ")[:TEXT_LENGTH]


def _try_refused(desk: Desk, findings: Findings) -> None:
    before = dump(desk)
    for kind, field in _fields():
        for text in REFUSED:
            findings.tried("refusals")
            try:
                with desk.change("Written") as session:
                    record = session.scalars(select(kind)).first()
                    records.edit(session, record, CHEMICAL.day, **{field.name: text})
            except TrustDeskError:
                continue
            findings.report(f"{kind.__tablename__}.{field.name} takes {text[:3]!r}")
    findings.expect(dump(desk) == before, "what was refused was written")


def _write(desk: Desk, number: int, findings: Findings) -> dict[tuple[str, str], tuple[str, str]]:
    """Every field of the first record of each kind, with another text: (table, field) -> (id, text)."""
    written = {}
    for at, (kind, field) in enumerate(_fields()):
        text = _fitting(field, TEXTS[(number + at) % len(TEXTS)])
        findings.tried("texts in fields")
        try:
            with desk.change("Written") as session:
                record = session.scalars(select(kind).order_by(kind.id)).first()
                records.edit(session, record, CHEMICAL.day, **{field.name: text})
                written[kind.__tablename__, field.name] = (record.id, text)
        except TrustDeskError:  # a blank name and the like: the rules of the record, not of the text
            findings.tried("against another rule")
    return written


def _look(
    desk: Desk, id: str, outputs: Outputs, written: dict[tuple[str, str], tuple[str, str]], findings: Findings
) -> None:
    findings.tried("outputs", len(outputs))
    _look_at_tables(desk, outputs, findings)
    bundled = json.loads(outputs["bundle"])
    lists = {one["id"]: one for many in bundled.values() if isinstance(many, list) for one in many}
    lists[id] = bundled["relationship"]
    told = json.dumps(json.loads(outputs["history"]))
    for (table, name), (of, text) in written.items():
        if of in lists:
            findings.expect(lists[of].get(name) == text, f"bundle: {table}.{name} has changed")
            findings.expect(
                json.dumps(text)[1:-1] in told, f"history: {table}.{name} is not as it was written"
            )
        with desk.read() as session:
            search(session, text)
    _of, text = written.get((Commitment.__tablename__, "text"), ("", ""))
    if text.isascii():
        whole = _letters(pdf_words(outputs[WHOLE_PACK]))
        findings.expect(_letters(text)[:200] in whole, "pack: the words of a promise have changed")


def _look_at_tables(desk: Desk, outputs: Outputs, findings: Findings) -> None:
    """Importing what was exported changes nothing: each text came back as it is."""
    before = dump(desk)
    sheets = {name[4:]: data for name, data in outputs.items() if name.startswith("csv ")}
    for kind, files in ((confined.WORKBOOK, {"Out.xlsx": outputs["workbook"]}), (confined.FOLDER, sheets)):
        report = workbook.take(desk, confined.read(kind, files, layout.sheets()), CHEMICAL.day)
        findings.expect(not report.errors, f"{kind}: an export is not taken in again")
        findings.expect(dump(desk) == before, f"{kind}: an export that is taken in again changes something")
        if dump(desk) != before:
            desk.undo()


def _look_at_show(path: Path, findings: Findings) -> None:
    with Desk.open(path) as desk:
        (name,) = relationships(desk).values()
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        main(["show", str(path), "--json"])
    (shown,) = json.loads(out.getvalue())["relationships"]
    findings.expect(shown["name"] == name, "show: the name has changed")


def _letters(text: str) -> str:
    """Without what a line break may add or take."""
    return "".join(sign for sign in text if not sign.isspace() and sign not in "-\u00ad\ufffe\u2010")


class _Watch:
    """Notes what is opened while it is on; an audit hook cannot be taken away again."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self.seen: set[str] = set()
        sys.addaudithook(self._note)

    def _note(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.folder is None:
            return
        if event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "urllib.")):
            self.seen.add(event)
        elif event == "open" and isinstance(arguments[0], str | bytes | os.PathLike):
            path = Path(os.fsdecode(arguments[0])).absolute()
            inside = path.is_relative_to(self.folder) or path in _SYSTEM
            if not inside and not (any(map(path.is_relative_to, _PLACES)) and arguments[1] in _READ):
                self.seen.add(f"open {path.name}")


_watch: list[_Watch] = []


@contextlib.contextmanager
def _watched(folder: Path, findings: Findings) -> Iterator[None]:
    if not _watch:
        _watch.append(_Watch())
    (watch,) = _watch
    watch.folder, watch.seen = folder, set()
    try:
        yield
    finally:
        watch.folder = None
    for event in sorted(watch.seen):
        findings.report(f"an output goes where it should not: {event}")
