"""The chemical case, worked on for a quarter in the real window: by keys alone, by mouse alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from pypdfium2 import PdfDocument
from PySide6 import QtPrintSupport
from PySide6.QtTest import QTest

from tests import chemical
from tests.ui.alone import Keyboard, Mouse, Way
from trustdesk.audience import CONSULTANT
from trustdesk.desk import Desk, history
from trustdesk.exchange import export
from trustdesk.measures import Measures, measure
from trustdesk.records import Adjustment, Commitment, Concern, Relationship, RiskStep, Stage
from trustdesk.records.mapping import driver_of
from trustdesk.snapshot import Snapshot, take
from trustdesk.words import day
from ui import desks
from ui.__main__ import Program
from ui.widgets import files
from ui.window import Window

MOVED_TO: Final = date(2026, 12, 11)
TOLD: Final = date(2026, 10, 14)
TAKEN: Final = date(2026, 11, 16)
MISSED: Final = date(2026, 11, 24)
KEPT: Final = date(2026, 12, 10)
ENDS: Final = date(2027, 2, 4)
WHY_MOVED: Final = "The plant stops in November"
REASON: Final = "late decision"
FRANK: Final = "Nobody told the planners in time"
SPONSORS, WHY_STEP = "Both sponsors", "We begin with one formulation only"
STEERING, WHY_GATE = "Steering group", "What is open is small"

DONE: Final = [
    "Workbook imported",
    "Promise moved to another day",
    "Outcome disputed",
    "Trust step decided",
    "Trust step taken",
    "Promise closed as missed",
    "Told the other side",
    "Decided at a gate",
    "Promise closed as kept",
    "Concern addressed",
]


class ByKeys(Keyboard):
    """How it is done with keys."""

    def import_the_case(self) -> None:
        self.press("Return", "Ctrl+I", "Return", "Return")

    def move(self, promise: str, to: date, why: str) -> None:
        self.find(promise)
        self.press("R")
        self.reach("New day")
        self.type(day(to), "Tab")
        self.reach("Why")
        self.type(why, "Return")

    def dispute(self, promise: str) -> None:
        self.find(promise)
        self.press("D")

    def decide(self, step: str, by: str, why: str) -> None:
        self.find(step)
        self.press("D")
        self.answer_what_was_decided(by, why)

    def take(self, step: str) -> None:
        self.find(step)
        self.press("T")

    def miss(self, promise: str, told: date, reason: str, frank: str) -> None:
        self.find(promise)
        self.press("M")
        self.type(day(told), "Return")
        self.press("T")
        self.reach("Reason")
        self.choose(reason)
        self.reach("Frank reason")
        self.type(frank, "Return")

    def pass_the_gate(self, stage: str, by: str, why: str) -> None:
        self.press("Ctrl+2")
        self.reach(f"Gate of {stage}: Gate: 2 of 4 met", "Shift+Tab")
        self.press("Return")
        self.reach("Decide…")
        self.press("Return")
        self.answer_what_was_decided(by, why)

    def keep(self, promise: str) -> None:
        self.find(promise)
        self.press("K")

    def address(self, concern: str) -> None:
        self.find(concern)
        self.press("A")

    def print_the_pack(self) -> None:
        self.press("Ctrl+P")
        self.reach("Print…")
        self.press("Return")
        self.reach("Save as PDF…")
        self.press("Return")

    def answer_what_was_decided(self, by: str, why: str) -> None:
        self.reach("Decision")
        self.choose("go")
        self.reach("Decided by")
        self.type(by)
        self.reach("Why")
        self.type(why, "Return")


class ByMouse(Mouse):
    """How it is done with the mouse."""

    def import_the_case(self) -> None:
        self.click("Start your own")
        self.click("Menu")
        self.pick("Desk")
        self.pick("Import a workbook…")
        self.click("Choose an Excel workbook…")
        self.click("Import")

    def move(self, promise: str, to: date, why: str) -> None:
        self.click("Record")
        self.row(promise)
        self.click("Move…")
        self.day("New day", to)
        self.write("Why", why)
        self.click("Move")

    def dispute(self, promise: str) -> None:
        self.row(promise)
        self.click("More that can be done")
        self.pick("Dispute")

    def decide(self, step: str, by: str, why: str) -> None:
        self.click("Next steps")
        self.row(step)
        self.click("Decide…")
        self.answer_what_was_decided(by, why)

    def take(self, step: str) -> None:
        self.row(step)
        self.click("Taken")

    def miss(self, promise: str, told: date, reason: str, frank: str) -> None:
        self.click("Record")
        self.row(promise)
        self.click("Missed…")
        self.day("Told on (empty: nobody was told)", told)
        self.click("Missed")
        self.click("More that can be done")
        self.pick("Told…")
        self.choose("Reason", reason)
        self.write("Frank reason", frank)
        self.click("Told")

    def pass_the_gate(self, stage: str, by: str, why: str) -> None:
        self.click("Program")
        self.click(f"Gate of {stage}: Gate: 2 of 4 met")
        self.click("Decide…")
        self.answer_what_was_decided(by, why)

    def keep(self, promise: str) -> None:
        self.click("Record")
        self.row(promise)
        self.click("Kept")

    def address(self, concern: str) -> None:
        self.click("Next steps")
        self.click("Concerns (4)")
        self.row(concern)
        self.click("Addressed")

    def print_the_pack(self) -> None:
        self.click("Menu")
        self.pick("Desk")
        self.pick("Prepare a pack…")
        self.click("Print…")
        self.click("Save as PDF…")

    def answer_what_was_decided(self, by: str, why: str) -> None:
        self.choose("Decision", "go")
        self.write("Decided by", by)
        self.write("Why", why)
        self.click("Decide")


@dataclass(frozen=True)
class Left:
    """What a quarter of work left behind."""

    seen: Snapshot
    before: Measures
    after: Measures
    sheets: tuple[export.Table, ...]
    labels: list[str]
    saved: Path
    printed: Path

    def one(self, kind: type[Any], name: str) -> Any:
        """The record with that ref or name."""
        return next(one for one in self.seen[kind] if name in (getattr(one, "ref", ""), one.heading))


def test_a_quarter_of_the_chemical_case_is_done_and_printed_by_keys_alone_and_by_mouse_alone(
    qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_keys, by_mouse = (work(way, tmp_path / way.__name__, monkeypatch) for way in (ByKeys, ByMouse))
    for left in (by_keys, by_mouse):
        assert left.labels == DONE
        check_records(left)
        check_measures(left)
        check_prints(left)
    assert by_keys.sheets == by_mouse.sheets


def work(way: type[ByKeys] | type[ByMouse], folder: Path, monkeypatch: pytest.MonkeyPatch) -> Left:
    """A quarter of work, from the first start to the printed pack."""
    with started(folder, monkeypatch) as window:
        user = way(window)
        user.settle()
        user.import_the_case()
        user.move("C19", MOVED_TO, WHY_MOVED)
        user.dispute("C17")
        user.decide("Open a formulation", SPONSORS, WHY_STEP)
        wait_until(TAKEN, user)
        user.take("Open a formulation")
        wait_until(MISSED, user)
        user.miss("C18", TOLD, REASON, FRANK)
        user.pass_the_gate("Plan together", STEERING, WHY_GATE)
        wait_until(KEPT, user)
        user.keep("C21")
        user.address("The supplier uses shared numbers")
        wait_until(ENDS, user)
        user.print_the_pack()
    return look_at(folder)


_calendar: list[date] = []
"""The days there have been, the last one being today."""


@contextmanager
def started(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    """The program as it is started for the first time; the system's own dialogs answer at once."""
    folder.mkdir()
    monkeypatch.setattr(desks, "home", lambda: folder)
    monkeypatch.setattr(files, "open_file", lambda parent, kinds, *, turned: chemical.CASE)
    monkeypatch.setattr(files, "save_file", lambda parent, name, kinds, *, turned: folder / name)
    monkeypatch.setattr(QtPrintSupport, "QPrintDialog", lambda printer, parent: _PrintDialog(printer, folder))
    monkeypatch.setattr(desks, "recent", lambda: ())
    window = Window()
    window.resize(1366, 768)
    _calendar[:] = [chemical.AS_OF]
    program = Program(window, lambda: _calendar[-1])
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    program.begin(None)
    try:
        yield window
    finally:
        program.close_desk()
        window.close()
        window.deleteLater()


class _PrintDialog:
    """The system's dialog, in which a user chooses to print into a file."""

    def __init__(self, printer: Any, folder: Path) -> None:
        self._printer = printer
        self._file = folder / "printed.pdf"

    def setMinMax(self, first: int, last: int) -> None:
        """The pages there are."""

    def exec(self) -> bool:
        """Print."""
        self._printer.setOutputFileName(str(self._file))
        return True


def wait_until(today: date, user: Way) -> None:
    """The days pass; the clock is not the user's."""
    assert user.window.workspace is not None
    _calendar.append(today)
    user.window.workspace.viewpoint.begin_day(today)
    user.settle()


def look_at(folder: Path) -> Left:
    """Open the desk that was left, and find what was saved and printed."""
    with Desk.open(next(folder.glob("*.trustdesk"))) as desk, desk.read() as session:
        id = session.query(Relationship.id).scalar()
        seen = take(driver_of(session), id, CONSULTANT, ENDS)
        labels = [step.label for step in history.read(session, seen)]
        return Left(
            seen,
            measure(take(driver_of(session), id, CONSULTANT, chemical.AS_OF)),
            measure(seen),
            export.tables(export.everything(driver_of(session), id, CONSULTANT)),
            list(dict.fromkeys(reversed(labels))),
            next(one for one in folder.glob("*.pdf") if one.name != "printed.pdf"),
            folder / "printed.pdf",
        )


def check_records(left: Left) -> None:
    """The desk holds what was done."""
    moved, kept = left.one(Commitment, "C19"), left.one(Commitment, "C21")
    assert (moved.outcome, moved.due, kept.replaces_id) == ("renegotiated", date(2026, 10, 30), moved.id)
    assert (kept.outcome, kept.due, kept.closed_on) == ("kept", MOVED_TO, KEPT)
    (why,) = [one for one in left.seen[Adjustment] if one.why == WHY_MOVED]
    assert (why.moved_from, why.moved_to, why.decided_on) == (moved.due, MOVED_TO, chemical.AS_OF)
    missed = left.one(Commitment, "C18")
    assert (missed.outcome, missed.closed_on, missed.told_on) == ("missed", MISSED, TOLD)
    assert (missed.reason_class, missed.frank_reason) == (REASON, FRANK)
    assert left.one(Commitment, "C17").confirmed == "disputed"
    step = left.one(RiskStep, "R6")
    assert (step.decision, step.decided_by, step.decided_why) == ("go", SPONSORS, WHY_STEP)
    assert (step.status, step.taken_on, step.decided_on) == ("taken", TAKEN, chemical.AS_OF)
    gate = left.one(Stage, "Plan together")
    assert (gate.verdict, gate.verdict_by, gate.verdict_why) == ("go", STEERING, WHY_GATE)
    assert gate.verdict_on == MISSED
    concern = left.one(Concern, "N2")
    assert (concern.state, concern.addressed_on) == ("addressed", KEPT)


def check_measures(left: Left) -> None:
    """The records of both sides came out of what was done."""
    supplier, client = left.before.parties
    assert [(one.ppc.kept, one.ppc.due) for one in (supplier, client)] == [(6, 9), (5, 8)]
    assert (client.candour_trials, client.share_forewarned) == (3, 1 / 3)
    supplier, client = left.after.parties
    assert [(one.ppc.kept, one.ppc.due) for one in (supplier, client)] == [(7, 10), (5, 8)]
    assert (client.candour_trials, client.share_forewarned) == (4, 1 / 2)


def check_prints(left: Left) -> None:
    """The pack names its readers, in its file name and on each page, and holds what was kept."""
    assert left.saved.name.startswith(f"joint - {chemical.NAME} - review")
    with PdfDocument(left.saved) as saved, PdfDocument(left.printed) as printed:
        pages = [page.get_textpage().get_text_range() for page in saved]
        assert len(printed) == len(pages)
    assert all("For both parties" in page for page in pages)
    text = " ".join(" ".join(pages).split())
    assert "Offer a savings proposal from the shared forecast" in text
    assert "2 promises were closed since 5 November 2026: 1 kept on the day and 1 missed and told" in text
    assert WHY_MOVED in text
    assert left.one(Commitment, "C20").text not in text
