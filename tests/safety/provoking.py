"""Errors that nobody foresaw, each quoting what a user wrote, raised where the program works.

`python -m tests.safety.provoking (cli|window) DESK MOST` raises them in the command line or in the window.
What is said stands on standard output and standard error; the last line says how many were raised.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from itertools import islice, product
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from tests.safety.cases import CHEMICAL
from tests.safety.private import CANARY
from trustdesk.desk import Desk
from trustdesk.records.mapping import metadata

Failure = Callable[[], Any]
WORDS: Final = f"<b>{CANARY} & sons"


def failures() -> dict[str, Failure]:
    """What raises, by name: the database, the libraries that write files, and the program itself."""
    return {
        "database, a syntax error": lambda: _in_database(f"SELECT '{WORDS}' FROM nowhere"),
        "database, a search": lambda: _in_database("SELECT * FROM found WHERE found MATCH ?", f'"{WORDS}'),
        "database, the same key twice": lambda: _in_database("INSERT INTO one VALUES (?), (?)", WORDS, WORDS),
        "database, a rule broken": lambda: _in_database("INSERT INTO one VALUES (upper(?), 2)", WORDS),
        "database, through the mapper": _in_session,
        "pdf, a broken paragraph": _in_paragraph,
        "pdf, a cell taller than a page": _in_cell,
        "pdf, no such font": _in_font,
        "chart, a broken formula": _in_formula,
        "excel, a sign that may not be": lambda: _in_sheet(lambda sheet: sheet.append([f"{WORDS}\x07"])),
        "excel, no such cell": lambda: _in_sheet(lambda sheet: sheet[WORDS]),
        "excel, no such sheet": lambda: _in_sheet(lambda sheet: sheet.parent[WORDS]),
        "own, a key": lambda: {}[WORDS],
        "own, a value": lambda: int(WORDS),
        "own, letters": lambda: f"{WORDS}\udcff".encode(),
        "own, of another": _in_turn,
    }


def _in_database(statement: str, *values: str) -> None:
    from sqlalchemy import create_engine

    with create_engine("sqlite://", hide_parameters=True).begin() as connection:
        connection.exec_driver_sql("CREATE TABLE one (words TEXT PRIMARY KEY)")
        connection.exec_driver_sql("CREATE VIRTUAL TABLE found USING fts5(words)")
        connection.exec_driver_sql(statement, values)


def _in_session() -> None:
    from sqlalchemy import create_engine
    from sqlalchemy.orm import Session

    from trustdesk.records import Commitment

    engine = create_engine("sqlite://", hide_parameters=True)
    metadata.create_all(engine)
    with Session(engine) as session:
        session.add(Commitment(ref=WORDS, text=WORDS, due=WORDS))
        session.flush()


def _in_paragraph() -> None:
    from reportlab.platypus import Paragraph

    Paragraph(f"{WORDS} </i>")


def _in_cell() -> None:
    from io import BytesIO

    from reportlab.platypus import SimpleDocTemplate, Table

    SimpleDocTemplate(BytesIO()).build([Table([["\n".join([CANARY] * 500)]])])


def _in_font() -> None:
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas

    Canvas(BytesIO()).setFont(CANARY, 10)


def _in_formula() -> None:
    from matplotlib.mathtext import MathTextParser

    MathTextParser("path").parse(rf"$\{CANARY}{{$")


def _in_sheet(work: Callable[[Any], Any]) -> None:
    from openpyxl import Workbook

    work(Workbook().active)


def _in_turn() -> None:
    try:
        raise ValueError(WORDS)
    except ValueError as error:
        raise RuntimeError(f"while writing {WORDS}") from error


def by_command_line(desk: Path, most: int) -> int:
    """Raise them inside commands; how many were raised."""
    from tests import chemical
    from trustdesk.__main__ import main

    out = desk.parent
    empty = out / "Empty.trustdesk"
    Desk.create(empty).close()
    one = ["--relationship", chemical.NAME, "--as-of", CHEMICAL.day.isoformat()]
    export = ["export", str(desk), "--relationship", chemical.NAME, "-o"]
    doors = {
        "trustdesk.measures.measure": ["show", str(desk), "--json", *one],
        "trustdesk.snapshot.take": ["show", str(desk), *one],
        "trustdesk.pack.review.build": ["pack", str(desk), *one, "-o", str(out / "pack.pdf")],
        "trustdesk.exchange.export.workbook": [*export, str(out / "all.xlsx")],
        "trustdesk.exchange.calendar.calendar": [*export, str(out / "all.ics")],
        "trustdesk.charts.saving.as_bytes": [
            *["chart", str(desk), "--name", "kept", *one, "-o", str(out / "kept.svg")]
        ],
        "trustdesk.desk.index.follow": ["import", str(chemical.CASE), "--into", str(empty)],
        "trustdesk.checkup._faults": ["check", str(desk)],
    }
    raised = 0
    for (place, call), (name, failure) in islice(_mixed(doors, failures()), most):
        with patch(place, side_effect=lambda *_a, _f=failure, **_k: _f()) as reached:
            code = main(call)
        if code != 1 or not reached.called:
            raise RuntimeError(f"{name} at {place} ended with {code}")
        raised += 1
    return raised


def in_window(desk: Path, most: int) -> int:
    """Raise them inside the running window; how many were raised."""
    import ui.__main__ as program

    make, raised = program.make, []

    def driven(arguments: list[str]) -> tuple[Any, Any]:
        from PySide6.QtCore import QTimer

        app, made = make(arguments)

        def drive() -> None:
            try:
                raised.extend(_raised_in(app, made.window, most))
            finally:
                made.window.close()
                app.quit()

        QTimer.singleShot(0, drive)
        return app, made

    with patch.object(program, "make", driven), patch.object(sys, "argv", ["trustdesk", str(desk)]):
        program.main()
    return len(raised)


def _raised_in(app: Any, window: Any, most: int) -> Iterator[str]:
    """In a slot, in long work, while an event is handled, while something is let go, in another thread."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtTest import QTest

    from tests.ui.windows import settle
    from trustdesk.words import Text

    while window.workspace is None:
        QTest.qWait(20)
    workspace = window.workspace
    settle(workspace)

    class Failing(QObject):
        def event(self, event: QEvent) -> bool:
            if event.type() == QEvent.Type.User:
                self.failure()
            return super().event(event)

    failing = Failing()

    def handled(failure: Failure) -> None:
        failing.failure = failure
        app.postEvent(failing, QEvent(QEvent.Type.User))

    def let_go(failure: Failure) -> None:
        class Going:
            def __del__(self) -> None:
                failure()

        Going()

    def in_thread(failure: Failure) -> None:
        thread = threading.Thread(target=failure)
        thread.start()
        thread.join()

    doors = {
        "slot": lambda failure: QTimer.singleShot(0, failure),
        "long work": lambda failure: workspace.jobs.run(
            Text("Work"), lambda _progress: failure(), lambda _: None
        ),
        "event": handled,
        "letting go": let_go,
        "thread": in_thread,
    }
    for (door, bring), (name, failure) in islice(_mixed(doors, failures()), most):
        bring(failure)
        settle(workspace)
        yield f"{door}: {name}"


def _mixed(doors: dict[str, Any], failing: dict[str, Failure]) -> Iterator[tuple[Any, Any]]:
    """Every door with every failure; the first few are of all sorts."""
    pairs = list(product(doors.items(), failing.items()))
    several = [pairs[at::7] for at in range(7)]
    return (pair for some in several for pair in some)


if __name__ == "__main__":
    _where, _desk, _most = sys.argv[1:]
    _raise_in = {"cli": by_command_line, "window": in_window}[_where]
    with Desk.open(Path(_desk)):
        pass  # a desk that cannot be opened provokes nothing
    print(_raise_in(Path(_desk), int(_most)))
