"""T7: whatever comes in is taken whole, or refused in words and not at all, within its time and memory."""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Final

from tests.canonical import dump
from tests.exchange.program import NAME, TODAY, program, save
from tests.safety import bombs, fuzzing
from tests.safety.proofs import Counts, Findings, Size
from trustdesk.desk import Desk
from trustdesk.errors import TrustDeskError
from trustdesk.exchange import apart, bundle, bundle_import, workbook
from trustdesk.exchange.grid import Grid
from trustdesk.records import Commitment, Relationship, Stage
from trustdesk.records.mapping import driver_of
from trustdesk.snapshot import Snapshot, take

TITLE: Final = "what is imported comes in whole or not at all"
CONTROL: Final = "an Excel file is read without care, and what can be read of it is kept"

WORKBOOKS: Final = Counts(small=14, full=500)
FOLDERS: Final = Counts(small=16, full=1_400)
PASTED: Final = Counts(small=14, full=600)
BUNDLES: Final = Counts(small=12, full=500)
SMALL_BOMBS: Final = {"far cell", "late document type", "zip bomb", "a number of many digits", "nested lists"}
SECONDS: Final = 22.0  # 20 until reading is given up, and what ending it takes
MEMORY: Final = 1_000_000  # kilobytes
SEED: Final = 7


@dataclass(frozen=True)
class Trial:
    """One thing that comes in: of which sort it is, and what takes it in; that gives the errors it found,
    and whether the same brings anything new when it comes a second time."""

    sort: str
    bring: Callable[[], tuple[int, bool]]


def prove(size: Size, folder: Path) -> Findings:
    """Bend each sort of file at random, and try the bombs; the desk is as before whenever one is refused."""
    findings = Findings()
    with _desk(folder) as desk:
        for trial in _trials(size, folder, desk):
            _try(desk, trial, findings)
    _note_memory(findings)
    return findings


def control(folder: Path) -> Findings:
    """Read files with openpyxl alone, and take in what is not wrong."""
    findings = Findings()
    whole = save(program(), folder / "Sound.xlsx").read_bytes()
    chance = Random(SEED)
    with _desk(folder) as desk:
        for number in range(12):
            path = folder / f"{number}.xlsx"
            path.write_bytes(fuzzing.workbook_of(chance, whole))
            _try(desk, Trial("careless files", lambda path=path: _carelessly(desk, path)), findings)
    return findings


def _desk(folder: Path) -> Desk:
    desk = Desk.create(folder / "Work.trustdesk")
    report = workbook.import_into(desk, save(program(), folder / "Program.xlsx"), TODAY)
    assert report.imported
    return desk


def _try(desk: Desk, trial: Trial, findings: Findings) -> None:
    before, step = dump(desk), desk.step
    started = perf_counter()
    findings.tried(trial.sort)
    number = findings.counts[trial.sort]
    try:
        errors, again = trial.bring()
    except TrustDeskError as error:
        words = str(error)
        findings.tried("refused")
        findings.expect(
            "Nothing was" in words, f"{trial.sort} {number}: does not say whether anything was written"
        )
        findings.expect(
            dump(desk) == before, f"{trial.sort} {number}: refused, and yet something was written"
        )
    except Exception as error:
        findings.report(f"{trial.sort} {number}: a traceback ({type(error).__name__})")
        findings.expect(dump(desk) == before, f"{trial.sort} {number}: broke off, and something was written")
    else:
        findings.tried("with errors" if errors else "taken in")
        if errors:
            findings.expect(
                dump(desk) == before, f"{trial.sort} {number}: has errors, and was written in part"
            )
        findings.expect(not again, f"{trial.sort} {number}: the same brings something new a second time")
    taken = perf_counter() - started
    findings.figures["seconds at most"] = max(
        round(taken, 1), float(findings.figures.get("seconds at most", 0))
    )
    findings.expect(taken <= SECONDS, f"{trial.sort} {number}: took {taken:.0f} seconds")
    while desk.step > step and desk.undo_label is not None:
        desk.undo()
        step += 2  # undoing is a step as well
    findings.expect(dump(desk) == before, f"{trial.sort} {number}: one undo does not take it back")


def _trials(size: Size, folder: Path, desk: Desk) -> Iterator[Trial]:
    chance = Random(SEED)
    sound = save(program(), folder / "Sound.xlsx")
    sheets = {path.name: path.read_bytes() for path in save(program(), folder / "sound").iterdir()}
    with desk.read() as session:
        id = session.query(Relationship.id).filter_by(name=NAME).scalar()
        seen = take(driver_of(session), id, "consultant", TODAY)
        told = bundle.write(bundle.content(session, id, "consultant", with_history=True))
    workbooks = folder / "Bent.xlsx"
    for _ in range(WORKBOOKS.at(size)):
        workbooks.write_bytes(fuzzing.workbook_of(chance, sound.read_bytes()))
        yield Trial("workbooks", lambda: _import(desk, workbooks))
    bent = folder / "bent"
    bent.mkdir()
    for _ in range(FOLDERS.at(size)):
        for name, data in sheets.items():
            (bent / name).write_bytes(data)
        for name in chance.sample(sorted(sheets), chance.choice((1, 1, 2))):
            (bent / name).write_bytes(fuzzing.csv_of(chance, sheets[name]))
        yield Trial("CSV folders", lambda: _import(desk, bent))
    for _ in range(PASTED.at(size)):
        text = _pasted(chance)
        yield Trial("pasted tables", lambda text=text: _paste(desk, seen, text))
    path = folder / "Bent.json"
    for _ in range(BUNDLES.at(size)):
        path.write_bytes(fuzzing.json_of(chance, told))
        yield Trial("bundles", lambda: _bundle(desk, path))
    place = folder / "bombs"
    place.mkdir()
    for name, bomb in bombs.made(sound.read_bytes(), place):
        if size is Size.FULL or name in SMALL_BOMBS:
            bring = _bundle if bomb.suffix == ".json" else _import
            yield Trial("bombs", lambda bring=bring, bomb=bomb: bring(desk, bomb))
    yield Trial("bombs", lambda: _paste(desk, seen, '"' * 3_999_999))
    yield Trial("bombs", lambda: _paste(desk, seen, "Promise\tDue\n" + "\t" * 3_900_000))


def _import(desk: Desk, path: Path) -> tuple[int, bool]:
    grids = apart.read(path)
    report = workbook.take(desk, grids, TODAY)
    return len(report.errors), bool(report.imported) and workbook.take(desk, grids, TODAY, dry_run=True).news


def _bundle(desk: Desk, path: Path) -> tuple[int, bool]:
    data = bundle_import.read(path)
    report = bundle_import.take(desk, data, TODAY).report
    return len(report.errors), bool(report.imported) and bundle_import.take(desk, data, TODAY).report.news


def _pasted(chance: Random) -> str:
    rows = [["Ref", "Promise", "Promised by", "Due"]]
    rows += [[f"C{n}", f"Send {n}", chance.choice(("Anna", "Bert", "")), "2026-12-01"] for n in range(1, 6)]
    return "\n".join("\t".join(row) for row in fuzzing.rows_of(chance, rows))


def _paste(desk: Desk, seen: Snapshot, text: str) -> tuple[int, bool]:
    from ui import pasting
    from ui.widgets.record_table import clipboard

    shown = [Commitment.fields[name] for name in ("ref", "text", "giver_id", "due")]
    rows = clipboard.read(text)
    if not rows:
        return 0, False
    pasted = pasting.understand(rows, shown, ())
    stage = seen.rows[Stage][0]
    starts = {"giver_id": seen.parties[0].id, "stage_id": stage.id, "due": date(2026, 12, 15)}
    with desk.change(pasting.STEP) as session:
        pasting.store(session, seen, pasted, starts, TODAY)
    return 0, False


def _carelessly(desk: Desk, path: Path) -> tuple[int, bool]:
    import openpyxl

    sheets = openpyxl.load_workbook(path, read_only=True, data_only=True).worksheets
    grids = []
    for sheet in sheets:
        rows = [tuple(row) for row in sheet.iter_rows(values_only=True)]
        grids.append(Grid(sheet.title, rows[0] if rows else (), tuple(enumerate(rows[1:], 2))))
    with desk.read() as session:
        found = workbook.judge(session, grids, TODAY)
    if found.report.errors:
        with desk.change("In part") as session:
            relationship = session.query(Relationship).first()
            relationship.purpose = f"read from {path.name}"
    return len(found.report.errors), False


def _note_memory(findings: Findings) -> None:
    """The most that this process, and any that read for it, have held."""
    unit = 1024 if sys.platform == "darwin" else 1
    for who, of in (("reading", resource.RUSAGE_CHILDREN), ("taking in", resource.RUSAGE_SELF)):
        most = resource.getrusage(of).ru_maxrss // unit
        findings.figures[f"megabytes at most, {who}"] = most // 1000
        findings.expect(most <= MEMORY, f"{who} took {most // 1000} MB")
